"""The sheets of what is otherwise than before, a row for each change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reporting.dataset.schema import Comparison
from reporting.documents.edition import Edition
from reporting.documents.layouts.changes import ACTIONS, PAIRS
from reporting.documents.layouts.shared_blocks import named_report
from reporting.documents.xlsx.sheets.columns import Sheet, Value, painted, sheet

_COLUMNS: Final = (
    ("column.change", 24),
    ("column.party_code", 8),
    ("party", 24),
    ("column.commitment_code", 13),
    ("column.object", 44),
    ("column.before", 13),
    ("column.now", 13),
    ("column.against", 40),
)


def moved(edition: Edition) -> Sheet:
    """Return what moved since the last report, and since each party's own update before."""
    data, rows = edition.dataset, []
    if data.since is not None:
        rows += _changes(edition, data.since)
    own = edition.words.gettext("the party’s previous accepted update")
    for move in data.moves:
        kind = "raised" if move.now > move.before else "lowered"
        levels = (painted(move.before), painted(move.now))
        rows.append(_row(edition, kind, (move.party, move.commitment), levels, own))
    return sheet(edition, "moved", rows, *_COLUMNS)


def corrections(edition: Edition) -> Sheet | None:
    """Return what a revision changed, and why; none where the report corrects no other."""
    editorial, words = edition.dataset.editorial, edition.words
    if editorial.corrects is None:
        return None
    rows = _changes(edition, editorial.changes) if editorial.changes else []
    reason = edition.name(editorial.correction_reason)
    foot: list[list[Value]] = [
        [
            words.gettext(
                "This document corrects %(report)s.",
                report=named_report(edition, editorial.corrects),
            )
        ]
    ]
    if not rows:
        foot.append([words.gettext("No level and no text of a party changed.")])
    if reason:
        foot.append([edition.label(words.pgettext("correction", "Reason")) + reason])
    return sheet(edition, "corrections", rows, *_COLUMNS, foot=foot)


def _changes(edition: Edition, found: Comparison) -> list[list[Value]]:
    """Return a row for each change from one report to another, list by list."""
    against = named_report(edition, found.before)
    rows = [
        _row(
            edition,
            kind,
            (move.party, move.commitment),
            (painted(move.before), painted(move.now)),
            against,
        )
        for kind, moves in (("raised", found.raised), ("lowered", found.lowered))
        for move in moves
    ]
    rows += [
        _row(edition, kind, (pair.party, pair.commitment), (None, None), against)
        for kind in PAIRS
        for pair in getattr(found, kind)
    ]
    return [*rows, *_duties(edition, found, against), *_actions(edition, found, against)]


def _duties(edition: Edition, found: Comparison, against: str) -> Iterable[list[Value]]:
    words = edition.words
    for duty in found.duties:
        stands = (
            words.by_key(f"duties.rubric.{duty.before}"),
            words.by_key(f"duties.rubric.{duty.now}"),
        )
        yield _row(edition, "duties", (duty.party, duty.commitment), stands, against)


def _actions(edition: Edition, found: Comparison, against: str) -> Iterable[list[Value]]:
    for kind in ACTIONS:
        for action in getattr(found, kind):
            row = _row(edition, kind, (action.party, ""), (None, None), against)
            row[4] = action.title
            yield row


def _row(
    edition: Edition, kind: str, of: tuple[str, str], levels: tuple[Value, Value], against: str
) -> list[Value]:
    """Return one change. `of`: the codes of party and commitment; `levels`: before and now."""
    party, code = of
    commitment = edition.commitments.get(code)
    return [
        edition.words.by_key(f"move.{kind}"),
        party,
        edition.party(party),
        code,
        edition.name(commitment.titles) if commitment else "",
        *levels,
        against,
    ]
