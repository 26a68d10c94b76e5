"""What changed between two reports, from their two datasets alone.

So a comparison discloses nothing to an audience for which either was not made. A dataset does not
name the updates that it withholds; a pair that may be one of them is not compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final

from reporting.dataset.schema import (
    ActionEntry,
    ActionRef,
    Comparison,
    Dataset,
    Duty,
    DutyChange,
    LevelCounts,
    Move,
    Pair,
    ReportFacts,
    UpdateEntry,
)

_Key = tuple[str, str]  # a party's code, a commitment's code
_Total = tuple[str, ...]  # of what it is the total, and the codes of that


class Incomparable(ValueError):
    """The two have not the same instrument, audience, party and paragraph."""


class PairStatus(StrEnum):
    """How one report shows a pair: a party and a commitment."""

    REPORTED = "reported"
    MISSING = "missing"  # due, past due, and nothing reported
    OPEN = "open"  # not reported, and no withheld update could be this one
    HIDDEN = "hidden"  # it may be one of the withheld updates
    ABSENT = "absent"  # certainly not due


# Status before and after → list of the comparison. Any other combination is not reported.
_LIST_OF: Final = {
    (PairStatus.MISSING, PairStatus.REPORTED): "reported",
    (PairStatus.OPEN, PairStatus.REPORTED): "reported",
    (PairStatus.REPORTED, PairStatus.MISSING): "unreported",
    (PairStatus.ABSENT, PairStatus.REPORTED): "asked",
    (PairStatus.ABSENT, PairStatus.MISSING): "asked",
    (PairStatus.REPORTED, PairStatus.ABSENT): "not_asked",
    (PairStatus.MISSING, PairStatus.ABSENT): "not_asked",
}


def reporting_facts(dataset: Dataset, sha256: str) -> ReportFacts:
    """Return the reference by which another report names this one. `sha256`: of its dataset."""
    return ReportFacts(
        kind=dataset.kind,
        symbol=dataset.editorial.symbol,
        as_of=dataset.as_of,
        periods=tuple(period.key for period in dataset.periods),
        dataset_sha256=sha256,
    )


def compare(before: Dataset, now: Dataset, *, before_sha256: str) -> Comparison:
    """Return what changed between two reports, in the instrument's order, then by party.

    Raises Incomparable.
    """
    if _about(before) != _about(now):
        raise Incomparable
    earlier, later = _PairIndex(before), _PairIndex(now)
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    moves: defaultdict[str, list[Move]] = defaultdict(list)
    for party, commitment in _in_order(earlier, later):
        name, move = _difference((party, commitment), earlier, later)
        if move is not None:
            moves[name].append(move)
        else:
            pairs[name].append(Pair(party=party, commitment=commitment))
    return Comparison(
        before=reporting_facts(before, before_sha256),
        counts_before=before.counts,
        counts_now=now.counts,
        raised=tuple(moves["raised"]),
        lowered=tuple(moves["lowered"]),
        reported=tuple(pairs["reported"]),
        unreported=tuple(pairs["unreported"]),
        reworded=tuple(pairs["reworded"]),
        asked=tuple(pairs["asked"]),
        not_asked=tuple(pairs["not_asked"]),
        duties=_duties(before.duties, now.duties),
        **_actions(before.actions, now.actions),
        now_applicable=tuple(pairs["now_applicable"]),
        now_not_applicable=tuple(pairs["now_not_applicable"]),
    )


def _about(dataset: Dataset) -> tuple[str, ...]:
    instrument, audience = dataset.instrument.key, dataset.audience
    return instrument, audience, dataset.subject_party, dataset.subject_paragraph


class _PairIndex:
    """The updates of one dataset by party and commitment."""

    def __init__(self, dataset: Dataset) -> None:
        self.updates: dict[_Key, UpdateEntry] = {}
        # Of several updates on a pair, a solicited one counts, then the latest.
        for update in sorted(dataset.updates, key=lambda u: (u.solicited, u.submitted_at)):
            self.updates[update.party, update.commitment] = update
        self.missing = {(s.party, code) for s in dataset.silent for code in s.missing}
        self.paragraph_of = {
            commitment.code: paragraph.reference
            for paragraph in dataset.paragraphs
            for commitment in paragraph.commitments
        }
        # An update is reworded if one of these texts differs.
        self.compared = [field.name for field in dataset.fields if field.compared]
        self.pairs = self.missing | self.updates.keys()
        self._counts: dict[_Total, LevelCounts] = {
            ("commitment", c.code): c.counts for p in dataset.paragraphs for c in p.commitments
        }
        self._counts |= {("party", party.code): party.counts for party in dataset.parties}
        self._counts |= {("cell", c.party, c.row): c.counts for c in dataset.matrix.cells}
        # How many due pairs the report names, by total.
        self._named: Counter[_Total] = Counter()
        solicited = {key for key, update in self.updates.items() if update.solicited}
        for key in self.missing | solicited:
            self._named.update(self._totals(key))

    def status(self, key: _Key) -> PairStatus:
        """Return how the report shows a pair.

        A pair that it does not name can only have been due if, for the commitment, the party and
        the cell of the matrix, more updates were due than it names.
        """
        if key in self.updates:
            return PairStatus.REPORTED
        if key in self.missing:
            return PairStatus.MISSING
        totals = self._totals(key)
        if any(
            total not in self._counts or self._counts[total].due <= self._named[total]
            for total in totals
        ):
            return PairStatus.ABSENT
        hidden = all(self._counts[total].withheld for total in totals)
        return PairStatus.HIDDEN if hidden else PairStatus.OPEN

    def _totals(self, key: _Key) -> list[_Total]:
        """Return the totals that include a pair: of commitment, party and cell of the matrix."""
        party, commitment = key
        cell: _Total = ("cell", party, self.paragraph_of.get(commitment, ""))
        totals: list[_Total] = [("commitment", commitment), ("party", party)]
        return [*totals, cell] if cell in self._counts else totals


def _in_order(earlier: _PairIndex, later: _PairIndex) -> list[_Key]:
    """Return every pair of either report; commitments retired since then come last."""
    position: dict[str, int] = {}
    for commitment in (*later.paragraph_of, *earlier.paragraph_of):
        position.setdefault(commitment, len(position))
    return sorted(
        earlier.pairs | later.pairs, key=lambda key: (position.get(key[1], len(position)), key)
    )


def _difference(key: _Key, earlier: _PairIndex, later: _PairIndex) -> tuple[str, Move | None]:
    """Return the list of a comparison that a pair belongs to, "" for none, and its move."""
    before, now = earlier.updates.get(key), later.updates.get(key)
    if before is not None and now is not None:
        return _changed(before, now, later.compared)
    statuses = (earlier.status(key), later.status(key))
    volunteered = before or now
    if volunteered is not None and not volunteered.solicited and PairStatus.ABSENT in statuses:
        # A voluntary update that is new is reported; one that is no longer there is not missed.
        return ("reported" if now is not None else ""), None
    return _LIST_OF.get(statuses, ""), None


def _changed(
    before: UpdateEntry, now: UpdateEntry, compared: Collection[str]
) -> tuple[str, Move | None]:
    if before.level is not None and now.level is not None and before.level != now.level:
        return "raised" if now.level > before.level else "lowered", Move(
            party=now.party, commitment=now.commitment, before=before.level, now=now.level
        )
    if (before.level is None) != (now.level is None):
        return "now_applicable" if before.level is None else "now_not_applicable", None
    return "reworded" if _words(before, compared) != _words(now, compared) else "", None


def _words(update: UpdateEntry, compared: Collection[str]) -> list[str]:
    """Return the language and the compared texts of an update; "" for a field it does not have."""
    return [update.language, *(update.texts.get(name, "") for name in compared)]


def _duties(before: Iterable[Duty], now: Iterable[Duty]) -> tuple[DutyChange, ...]:
    """Return the duties in both reports whose rubric differs; a discharged one reads as done."""
    earlier = {(duty.commitment, duty.party): _reading(duty) for duty in before}
    return tuple(
        DutyChange(commitment=duty.commitment, party=duty.party, before=rubric, now=_reading(duty))
        for duty in now
        if (rubric := earlier.get((duty.commitment, duty.party), _reading(duty))) != _reading(duty)
    )


def _reading(duty: Duty) -> str:
    return "done" if duty.discharged_on else duty.rubric


def _actions(
    before: Iterable[ActionEntry], now: Iterable[ActionEntry]
) -> dict[str, tuple[ActionRef, ...]]:
    """Return the lists of a comparison with the actions that are new, done, or overdue by now."""
    earlier = _numbered(before)
    lists: dict[str, list[ActionRef]] = {
        "actions_new": [],
        "actions_done": [],
        "actions_overdue": [],
    }
    for key, action in _numbered(now).items():
        ref = ActionRef(party=action.party, title=action.title)
        if key not in earlier:
            lists["actions_new"].append(ref)
            continue
        if action.status == "done" != earlier[key].status:
            lists["actions_done"].append(ref)
        if action.overdue and not earlier[key].overdue:
            lists["actions_overdue"].append(ref)
    return {name: tuple(refs) for name, refs in lists.items()}


def _numbered(actions: Iterable[ActionEntry]) -> dict[tuple[str, str, int], ActionEntry]:
    """Return the actions by party, title, and number among those of the same title."""
    seen: Counter[tuple[str, str]] = Counter()
    numbered = {}
    for action in actions:
        seen[action.party, action.title] += 1
        numbered[action.party, action.title, seen[action.party, action.title]] = action
    return numbered
