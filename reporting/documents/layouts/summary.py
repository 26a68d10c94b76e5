"""One page for those who read no further. Every number is the dataset's."""

from __future__ import annotations

from reporting.dataset.schema import Comparison, LevelCounts
from reporting.documents.blocks import Block, Cell, Column, Heading, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import (
    body,
    bullets,
    cell,
    columns_of_scopes,
    distribution,
    named_before,
    named_scope,
    rate,
    who,
)
from reporting.documents.layouts.stands_out import stands_out
from reporting.documents.words import Words


def summary(edition: Edition) -> list[Section]:
    """Return how many reported of how many due, the levels, what moved and what stands out."""
    words = edition.words
    blocks: list[Block] = [
        Heading(1, words.pgettext("heading", "Summary"), "summary"),
        body(" ".join(_reported(edition))),
    ]
    if edition.dataset.counts.due:
        blocks += [
            _levels(edition),
            distribution(edition, _rows(edition), words.gettext("Updates due by level")),
            body(words.by_key("level.note")),
        ]
    blocks += [
        Heading(2, words.gettext("What changed"), listed=False),
        body(" ".join(_moved(edition))),
    ]
    if out := stands_out(edition):
        blocks += [Heading(2, words.gettext("Highlights"), listed=False), bullets(out)]
    return [Section(tuple(blocks))]


def _reported(edition: Edition) -> list[str]:
    data, words = edition.dataset, edition.words
    counts, before = data.counts, data.counts_before
    lines = [_head(edition)]
    if data.kind != "party" and edition.with_due_updates:
        lines.append(_invited(edition))
    if data.late:
        lines.append(_late(edition))
    if counts.withheld:
        lines.append(_withheld(words, counts.withheld))
    if counts.received:
        lines.append(_received(words, counts.received))
    if counts.awaited:
        lines.append(
            words.gettext(
                "Still awaited: %(count)s, of which past the due date: %(overdue)s.",
                count=counts.awaited,
                overdue=counts.overdue,
            )
        )
    lines.append(_compared(edition, before))
    if data.undecided:
        names = [edition.party(code) for code in edition.by_name(data.undecided)]
        lines.append(
            words.ngettext(
                "The participation of %(names)s is undecided: it is not counted in any rate.",
                "The participation of %(names)s is undecided: they are not counted in any rate.",
                len(names),
                names=words.list(names),
            )
        )
    return lines


def _invited(edition: Edition) -> str:
    """Return how many parties were invited to report, and how many of them have."""
    words, some = (
        edition.words,
        [party for party in edition.with_due_updates if party.counts.reported],
    )
    parties = who(edition, edition.with_due_updates)
    if not some:
        return words.gettext(
            "Invited to report: %(parties)s; none has reported yet.", parties=parties
        )
    return words.gettext(
        "Invited to report: %(parties)s; reported at least once: %(who)s.",
        parties=parties,
        who=who(edition, some),
    )


def _withheld(words: Words, many: int) -> str:
    return words.ngettext(
        "Of those reported, %(count)s is not public: it counts as reported and shows no level.",
        "Of those reported, %(count)s are not public: they count as reported and show no level.",
        many,
    )


def _received(words: Words, many: int) -> str:
    return words.ngettext(
        "A further %(count)s has been received and is not yet reviewed.",
        "A further %(count)s have been received and are not yet reviewed.",
        many,
    )


def _late(edition: Edition) -> str:
    words, data = edition.words, edition.dataset
    reported = words.npgettext(
        "updates", "%(count)s reported", "%(count)s reported", data.counts.reported
    )
    return words.ngettext(
        "Of %(reported)s, %(count)s came after the due date.",
        "Of %(reported)s, %(count)s came after the due date.",
        data.late,
        reported=reported,
    )


def _compared(edition: Edition, before: LevelCounts | None) -> str:
    """Return what was reported in the period or cycle before, by name; or that there is none."""
    words, data = edition.words, edition.dataset
    if before is None or data.compared_with is None:
        if data.kind == "assembly":
            return words.gettext("There is no earlier cycle to compare with.")
        return words.gettext("There is no earlier period to compare with.")
    now = rate(edition, data.counts)
    scopes = {"scope": named_scope(edition), "before": named_before(edition)}
    return words.gettext(
        "Reported in %(scope)s: %(now)s; in %(before)s: %(rate)s.",
        now=now,
        rate=rate(edition, before),
        **scopes,
    )


def _head(edition: Edition) -> str:
    words, counts = edition.words, edition.dataset.counts
    if not counts.due:
        return words.gettext("No update was due.")
    due = words.ngettext("%(count)s update due", "%(count)s updates due", counts.due)
    if not counts.reported:
        return words.gettext("Of %(due)s, none was reported.", due=due)
    return words.ngettext(
        "Of %(due)s, %(count)s was reported (%(percent)s).",
        "Of %(due)s, %(count)s were reported (%(percent)s).",
        counts.reported,
        due=due,
        percent=words.percent(counts.reported, counts.due),
    )


def _rows(edition: Edition) -> list[tuple[str, LevelCounts]]:
    now, earlier = columns_of_scopes(edition)
    rows = [(now, edition.dataset.counts)]
    before = edition.dataset.counts_before
    if before is not None and before.due:
        rows.append((earlier, before))
    return rows


def _levels(edition: Edition) -> Table:
    words = edition.words
    counts, before = edition.dataset.counts, edition.dataset.counts_before
    scope, scope_before = columns_of_scopes(edition)
    columns = [
        Column(words.by_key("rubric.level"), 4),
        Column(scope, align="end"),
        Column(words.by_key("summary.share"), 2, align="end"),
    ]
    if before is not None:
        columns.append(Column(scope_before, align="end"))
    rows = []
    earlier = edition.parts(before) if before is not None else []
    for number, (fill, key, many) in enumerate(edition.parts(counts)):
        name = words.by_key(key) if number > 4 else edition.level(number)
        row = [cell(name, fill), cell(words.number(many)), cell(words.percent(many, counts.due))]
        if before is not None:
            row.append(cell(words.number(earlier[number][2])))
        rows.append(tuple(row))
    rows.append(_due(edition, counts, before))
    caption = words.gettext("Levels in %(scope)s", scope=named_scope(edition))
    if before is not None:
        scopes = {"scope": named_scope(edition), "before": named_before(edition)}
        caption = words.gettext("Levels in %(scope)s and in %(before)s", **scopes)
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows))


def _due(edition: Edition, counts: LevelCounts, before: LevelCounts | None) -> tuple[Cell, ...]:
    words = edition.words
    row = [
        cell(words.by_key("summary.due"), strong=True),
        cell(words.number(counts.due), strong=True),
        cell(words.percent(counts.due, counts.due)),
    ]
    if before is not None:
        row.append(cell(words.number(before.due), strong=True))
    return tuple(row)


def _moved(edition: Edition) -> list[str]:
    """Return how many levels moved: against each party's own before, and since the last report."""
    data, words = edition.dataset, edition.words
    both = sum(u.level is not None and u.level_before is not None for u in data.updates)
    lines = [
        words.gettext(
            "No level can be compared: no update has an earlier accepted update with a level."
        )
    ]
    if both:
        lines = [_moves(edition, both)]
    if data.since is not None:
        lines.append(_since(words, data.since))
    return lines


def _moves(edition: Edition, both: int) -> str:
    """Return how many levels rose, fell and stayed, of so many that can be compared."""
    words, moves = edition.words, edition.dataset.moves
    up = sum(move.now > move.before for move in moves)
    down = sum(move.now < move.before for move in moves)
    same = both - up - down
    return words.gettext(
        "Of %(updates)s, %(rose)s, %(fell)s, and %(stayed)s. Each is compared with its own party’s "
        "previous accepted update, from an earlier period.",
        updates=words.ngettext(
            "%(count)s update with a level and an earlier accepted update with a level",
            "%(count)s updates with a level and an earlier accepted update with a level",
            both,
        ),
        rose=words.npgettext("updates", "%(count)s rose", "%(count)s rose", up),
        fell=words.npgettext("updates", "%(count)s fell", "%(count)s fell", down),
        stayed=words.npgettext(
            "updates", "%(count)s stayed the same", "%(count)s stayed the same", same
        ),
    )


def _since(words: Words, since: Comparison) -> str:
    """Return how many levels and updates are other than in the last report."""
    gone = len(since.unreported)
    return words.gettext(
        "Since the last report, as of %(as_of)s: %(raised)s, %(lowered)s; %(new)s, %(gone)s.",
        as_of=words.moment(since.before.as_of),
        raised=words.ngettext(
            "%(count)s level raised", "%(count)s levels raised", len(since.raised)
        ),
        lowered=words.npgettext(
            "levels", "%(count)s lowered", "%(count)s lowered", len(since.lowered)
        ),
        new=words.ngettext(
            "%(count)s update newly reported",
            "%(count)s updates newly reported",
            len(since.reported),
        ),
        gone=words.npgettext(
            "updates", "%(count)s no longer reported", "%(count)s no longer reported", gone
        ),
    )
