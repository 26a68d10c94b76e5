"""What stands out in a report: who and what is least and most reported, and what is late."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from reporting.dataset.schema import LevelCounts, ParagraphFacts
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import high, missing, who
from reporting.documents.words import Words

# More paragraphs than these that tie tell a reader nothing.
MOST_NAMED = 4


def stands_out(edition: Edition) -> list[str]:
    """Return what stands out, a sentence each; nothing where nothing does."""
    data, words = edition.dataset, edition.words
    lines = [words.gettext("Nothing was reported.")]
    if data.counts.reported:
        lines = _out_paragraphs(edition) if len(data.paragraphs) > 1 else []
        silent = [party for party in edition.with_due_updates if _silent(party.counts)]
        if silent and data.kind != "party":
            lines.append(
                words.ngettext(
                    "Of %(parties)s invited to report, %(who)s has not yet submitted an update.",
                    "Of %(parties)s invited to report, %(who)s have not yet submitted an update.",
                    len(silent),
                    parties=who(edition, edition.with_due_updates),
                    who=who(edition, silent),
                )
            )
    return [*lines, *_out_of_time(edition), *_out_cooperation(edition)]


def _out_of_time(edition: Edition) -> list[str]:
    """Return how many follow-up actions and how many duties of bodies are past their date."""
    data, words = edition.dataset, edition.words
    overdue = sum(action.overdue for action in data.actions)
    late = sum(duty.past_deadline for duty in data.duties)
    actions = words.ngettext(
        "%(count)s follow-up action", "%(count)s follow-up actions", len(data.actions)
    )
    duties = words.ngettext(
        "%(count)s duty of a body", "%(count)s duties of bodies", len(data.duties)
    )
    of_actions = words.ngettext(
        "Of %(actions)s, %(count)s is past its date and not completed.",
        "Of %(actions)s, %(count)s are past their date and not completed.",
        overdue,
        actions=actions,
    )
    of_duties = words.ngettext(
        "Of %(duties)s, %(count)s is past its deadline and not discharged.",
        "Of %(duties)s, %(count)s are past their deadline and not discharged.",
        late,
        duties=duties,
    )
    return [*([of_actions] if overdue else []), *([of_duties] if late else [])]


def _out_cooperation(edition: Edition) -> list[str]:
    """Return how often cooperation was requested and offered, in one line."""
    words, entries = edition.words, edition.dataset.cooperation
    needed = sum(entry.direction == "needed" for entry in entries)
    offered = len(entries) - needed
    asked = words.ngettext(
        "Cooperation was requested once.", "Cooperation was requested %(count)s times.", needed
    )
    given = words.ngettext(
        "Cooperation was offered once.", "Cooperation was offered %(count)s times.", offered
    )
    sentence = " ".join([*([asked] if needed else []), *([given] if offered else [])])
    return [sentence] if sentence else []


def _silent(counts: LevelCounts) -> bool:
    """Whether nothing came of a party, though something was due: nothing is in hand either."""
    return bool(missing(counts)) and not counts.reported and not counts.received


def _out_paragraphs(edition: Edition) -> list[str]:
    """Return which paragraphs were least reported, and which most often at the highest levels."""
    due = [paragraph for paragraph in edition.dataset.paragraphs if paragraph.counts.due]
    least, reported = _alike(due, min, lambda counts: counts.reported)
    most, substantial = _alike(due, max, high)
    lines = [_least(edition, least, reported)] if least else []
    return lines + ([_most(edition, most, substantial)] if most else [])


def _alike(
    due: list[ParagraphFacts],
    choose: Callable[[list[Fraction]], Fraction],
    many: Callable[[LevelCounts], int],
) -> tuple[list[ParagraphFacts], int]:
    """Return the paragraphs whose share is the chosen one, and how many updates make it.

    None of them where the share is that of all, of more than can be named, or is nothing at all.
    """
    shares = [Fraction(many(paragraph.counts), paragraph.counts.due) for paragraph in due]
    if not shares:
        return [], 0
    wanted = choose(shares)
    same = [p for p, share in zip(due, shares, strict=True) if share == wanted]
    worth_naming = (
        len(same) < len(due) and len(same) <= MOST_NAMED and (choose is not max or wanted)
    )
    return (same, sum(many(p.counts) for p in same)) if worth_naming else ([], 0)


def _least(edition: Edition, same: list[ParagraphFacts], many: int) -> str:
    words, due = edition.words, sum(paragraph.counts.due for paragraph in same)
    return words.gettext(
        "Least reported: %(names)s, %(count)s of %(due)s updates due (%(percent)s).",
        names=_named(words, same),
        count=many,
        due=due,
        percent=words.percent(many, due),
    )


def _most(edition: Edition, same: list[ParagraphFacts], many: int) -> str:
    words, due = edition.words, sum(paragraph.counts.due for paragraph in same)
    return words.gettext(
        "Most often substantial or full: %(names)s, %(count)s of %(due)s updates due "
        "(%(percent)s).",
        names=_named(words, same),
        count=many,
        due=due,
        percent=words.percent(many, due),
    )


def _named(words: Words, paragraphs: list[ParagraphFacts]) -> str:
    names = words.list(paragraph.reference for paragraph in paragraphs)
    return words.ngettext(
        "paragraph %(names)s", "paragraphs %(names)s", len(paragraphs), names=names
    )
