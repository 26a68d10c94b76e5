"""Follow-up actions: what is due, what is overdue, how far each has come."""

from __future__ import annotations

from reporting.dataset.schema import ActionEntry, ParagraphFacts
from reporting.documents.blocks import Block, Cell, Column, Heading, Run, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import body, cell


def actions(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    """Return the follow-up actions that serve a paragraph's commitments, by party's name."""
    words = edition.words
    heading = Heading(level=3, text=words("paragraph.actions"))
    found = edition.actions_on(paragraph)
    if not found and edition.dataset.kind == "party":
        return []
    if not found:
        return [heading, body(words("paragraph.actions.none"))]
    told = words(
        "paragraph.actions.count",
        n=len(found),
        done=sum(action.status == "done" for action in found),
        overdue=sum(action.overdue for action in found),
    )
    columns = (
        Column(title=words("party"), width=2),
        Column(title=words("action"), width=3.6),
        Column(title=words("action.commitments"), width=2.2),
        Column(title=words("action.kind"), width=1.9),
        Column(title=words("action.status"), width=1.6),
        Column(title=words("action.percent"), width=1.1, align="end"),
        Column(title=words("action.due"), width=2.1),
    )
    own = {commitment.code for commitment in paragraph.commitments}
    table = Table(
        caption=words("paragraph.actions.caption", reference=paragraph.reference),
        columns=columns,
        rows=tuple(_row(edition, action, own) for action in found),
    )
    return [heading, body(told), table]


def _row(edition: Edition, action: ActionEntry, own: set[str]) -> tuple[Cell, ...]:
    words = edition.words
    due = [Run(text=words.date(action.due_on))]
    if action.overdue:
        due.append(Run(text=f" – {words('action.overdue')}", strong=True))
    mark = edition.language_mark(action.language) + edition.sample_mark(action.sample)
    return (
        cell(edition.party(action.party)),
        Cell(runs=(edition.said(action.title, action.language), Run(text=mark))),
        cell(", ".join(code for code in action.commitments if code in own)),
        cell(words(f"kind.{action.kind}")),
        cell(words(f"status.{action.status}")),
        cell(words.whole_percent(action.percent)),
        Cell(runs=tuple(due)),
    )
