"""Follow-up actions: what is due, what is overdue, how far each has come."""

from __future__ import annotations

from reporting.dataset.schema import ActionEntry, ParagraphFacts
from reporting.documents.blocks import Block, Cell, Column, Heading, Run, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import body, cell


def actions(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    """Return the follow-up actions that serve a paragraph's commitments, by party's name."""
    words = edition.words
    heading = Heading(3, words.by_key("field.actions"))
    found = edition.actions_on(paragraph)
    if not found and edition.dataset.kind == "party":
        return []
    if not found:
        return [heading, body(words.gettext("No follow-up action was reported."))]
    done = sum(action.status == "done" for action in found)
    overdue = sum(action.overdue for action in found)
    sentence = words.gettext(
        "Actions: %(count)s; completed: %(done)s; overdue: %(overdue)s.",
        count=len(found),
        done=done,
        overdue=overdue,
    )
    columns = (
        Column(words.by_key("party"), 2),
        Column(words.by_key("action"), 3.6),
        Column(words.by_key("commitment"), 2.2),
        Column(words.by_key("action.kind"), 1.9),
        Column(words.by_key("action.status"), 1.6),
        Column(words.by_key("action.percent"), 1.1, align="end"),
        Column(words.by_key("action.due"), 2.1),
    )
    own = {commitment.code for commitment in paragraph.commitments}
    table = Table(
        caption=words.gettext(
            "Follow-up actions serving paragraph %(reference)s", reference=paragraph.reference
        ),
        columns=columns,
        rows=tuple(_row(edition, action, own) for action in found),
    )
    return [heading, body(sentence), table]


def _row(edition: Edition, action: ActionEntry, own: set[str]) -> tuple[Cell, ...]:
    words = edition.words
    due = [Run(words.date(action.due_on))]
    if action.overdue:
        due.append(Run(" – " + words.pgettext("action", "overdue"), strong=True))
    mark = edition.language_mark(action.language) + edition.sample_mark(action.sample)
    return (
        cell(edition.party(action.party)),
        Cell((edition.quoted(action.title, action.language), Run(mark))),
        cell(", ".join(code for code in action.commitments if code in own)),
        cell(words.by_key(f"kind.{action.kind}")),
        cell(words.by_key(f"status.{action.status}")),
        cell(words.whole_percent(action.percent)),
        Cell(tuple(due)),
    )
