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
_Place = tuple[str, ...]  # what is counted, and its codes


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
    was, became = _PairIndex(before), _PairIndex(now)
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    moves: defaultdict[str, list[Move]] = defaultdict(list)
    for party, commitment in _in_order(was, became):
        place, move = _difference((party, commitment), was, became)
        if move is not None:
            moves[place].append(move)
        else:
            found[place].append(Pair(party=party, commitment=commitment))
    actions = _Actions(before.actions, now.actions)
    return Comparison(
        before=reporting_facts(before, before_sha256),
        counts_before=before.counts,
        counts_now=now.counts,
        raised=tuple(moves["raised"]),
        lowered=tuple(moves["lowered"]),
        reported=tuple(found["reported"]),
        unreported=tuple(found["unreported"]),
        reworded=tuple(found["reworded"]),
        asked=tuple(found["asked"]),
        not_asked=tuple(found["not_asked"]),
        duties=_duties(before.duties, now.duties),
        actions_new=actions.new(),
        actions_done=actions.done(),
        actions_overdue=actions.overdue(),
        now_applicable=tuple(found["now_applicable"]),
        now_not_applicable=tuple(found["now_not_applicable"]),
    )


def _about(dataset: Dataset) -> tuple[str, ...]:
    return (
        dataset.instrument.key,
        dataset.audience,
        dataset.subject_party,
        dataset.subject_paragraph,
    )


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
        self._counts = _counts(dataset)
        self._known = _known(self)

    @property
    def pairs(self) -> set[_Key]:
        return self.missing | set(self.updates)

    def status(self, key: _Key) -> PairStatus:
        """Return how the report shows a pair.

        A pair that it does not name can only have been due if, for the commitment, the party and
        the cell of the matrix, more updates were due than it names.
        """
        if key in self.updates:
            return PairStatus.REPORTED
        if key in self.missing:
            return PairStatus.MISSING
        places = self.places(key)
        if any(
            place not in self._counts or self._counts[place].due <= self._known[place]
            for place in places
        ):
            return PairStatus.ABSENT
        hidden = all(self._counts[place].withheld for place in places)
        return PairStatus.HIDDEN if hidden else PairStatus.OPEN

    def places(self, key: _Key) -> list[_Place]:
        """Return the totals that include a pair: of commitment, party and cell of the matrix."""
        party, commitment = key
        cell: _Place = ("cell", party, self.paragraph_of.get(commitment, ""))
        places: list[_Place] = [("commitment", commitment), ("party", party)]
        return [*places, cell] if cell in self._counts else places


def _counts(dataset: Dataset) -> dict[_Place, LevelCounts]:
    counts: dict[_Place, LevelCounts] = {
        ("commitment", c.code): c.counts for p in dataset.paragraphs for c in p.commitments
    }
    counts |= {("party", party.code): party.counts for party in dataset.parties}
    counts |= {("cell", cell.party, cell.row): cell.counts for cell in dataset.matrix.cells}
    return counts


def _known(index: _PairIndex) -> Counter[_Place]:
    """Return how many due pairs a report names, by total."""
    known: Counter[_Place] = Counter()
    for key in index.missing | {key for key, update in index.updates.items() if update.solicited}:
        known.update(index.places(key))
    return known


def _in_order(was: _PairIndex, became: _PairIndex) -> list[_Key]:
    """Return every pair of either report; commitments retired since then come last."""
    position: dict[str, int] = {}
    for commitment in (*became.paragraph_of, *was.paragraph_of):
        position.setdefault(commitment, len(position))
    return sorted(
        was.pairs | became.pairs, key=lambda key: (position.get(key[1], len(position)), key)
    )


def _difference(key: _Key, was: _PairIndex, became: _PairIndex) -> tuple[str, Move | None]:
    """Return the list of a comparison that a pair belongs to, "" for none, and its move."""
    before, now = was.updates.get(key), became.updates.get(key)
    if before is not None and now is not None:
        return _changed(before, now, became.compared)
    statuses = (was.status(key), became.status(key))
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
    were = {(duty.commitment, duty.party): _reading(duty) for duty in before}
    return tuple(
        DutyChange(
            commitment=duty.commitment,
            party=duty.party,
            before=were[duty.commitment, duty.party],
            now=_reading(duty),
        )
        for duty in now
        if were.get((duty.commitment, duty.party), _reading(duty)) != _reading(duty)
    )


def _reading(duty: Duty) -> str:
    return "done" if duty.discharged_on else duty.rubric


class _Actions:
    """The actions of both reports by party, title, and number among those of the same title."""

    def __init__(self, before: Iterable[ActionEntry], now: Iterable[ActionEntry]) -> None:
        self._before = _numbered(before)
        self._now = _numbered(now)

    def new(self) -> tuple[ActionRef, ...]:
        return tuple(_ref(one) for key, one in self._now.items() if key not in self._before)

    def done(self) -> tuple[ActionRef, ...]:
        return tuple(
            _ref(one)
            for key, one in self._now.items()
            if key in self._before and one.status == "done" != self._before[key].status
        )

    def overdue(self) -> tuple[ActionRef, ...]:
        return tuple(
            _ref(one)
            for key, one in self._now.items()
            if key in self._before and one.overdue and not self._before[key].overdue
        )


def _numbered(actions: Iterable[ActionEntry]) -> dict[tuple[str, str, int], ActionEntry]:
    seen: Counter[_Key] = Counter()
    numbered = {}
    for action in actions:
        seen[action.party, action.title] += 1
        numbered[action.party, action.title, seen[action.party, action.title]] = action
    return numbered


def _ref(action: ActionEntry) -> ActionRef:
    return ActionRef(party=action.party, title=action.title)
