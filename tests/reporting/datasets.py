"""Invented reports on the real Declaration: the same arguments give the same dataset, always."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Final

from reporting.dataset import schema as d
from reporting.dataset.comparison import compare
from tests.reporting import catalogue_facts as facts
from tests.reporting import editorials, invented
from tests.reporting.counting import level_counts

UNDECIDED: Final = "VEN"  # as an example of what the roster can say


@lru_cache(maxsize=24)
def make_dataset(
    *,
    kind: str = "assembly",
    subject: str = "",
    length: int = 800,
    editorial: bool = False,
    revision: int = 0,
    history: int = 6,
) -> d.Dataset:
    """Return a report of `kind`, on `subject` (a party's code or a paragraph's number).

    `length`: about how many characters each update says in all. `editorial`: with a number, a
    foreword and a cover note; `revision`: a correction of it. `history`: points of the trend.
    Nothing in it may be changed: tests that ask for the same get the same object.
    """
    now = _Case(kind, subject, length, earlier=False).dataset(history)
    before = _Case(kind, subject, length, earlier=True).dataset(history)
    if editorial or revision:
        before = replace(
            before, editorial=d.Editorial(classification="OEA/Ser.P", symbol="AG/doc.5309/11")
        )
    data = replace(now, since=compare(before, now, before_sha256=d.sha256(d.encode(before))))
    if revision:
        return replace(data, editorial=editorials.correction(data, revision))
    return replace(data, editorial=editorials.editorial()) if editorial else data


# What the counts of an invented report are compared with.
PERIOD_BEFORE = d.ComparedWith(kind="period", periods=("2011-2",), session=None)


def counts(due: int, updates: Iterable[d.UpdateEntry]) -> d.LevelCounts:
    """Return how many of `due` stand where, from the solicited ones of `updates`."""
    said = [update.level for update in updates if update.solicited]
    levels = [said.count(level) for level in range(5)]
    return level_counts(
        levels=(levels[0], levels[1], levels[2], levels[3], levels[4]),
        not_applicable=said.count(None),
        withheld=0,
        not_reported=due - len(said),
    )


def _before(now: d.LevelCounts) -> d.LevelCounts:
    """Return counts of an invented period before: everything one step lower."""
    first, second, third, fourth, fifth = now.levels
    return level_counts(
        levels=(first + second, third, fourth, 0, 0),
        not_applicable=now.not_applicable,
        withheld=fifth,
        not_reported=now.not_reported,
    )


@dataclass(frozen=True)
class _Case:
    """One report to invent: `earlier`, the one half a year before."""

    kind: str
    subject: str
    length: int
    earlier: bool

    def dataset(self, history: int) -> d.Dataset:
        return d.Dataset(
            **self._frame(),
            **self._people(),
            counts=self.counts,
            counts_before=None if self.earlier else _before(self.counts),
            late=sum(u.late for u in self.updates),
            themes={t["key"]: t["names"] for t in facts.read("themes.json")["themes"]},
            paragraphs=self.paragraphs,
            matrix=self._matrix(),
            fields=facts.fields(),
            updates=self.updates,
            moves=tuple(
                d.Move(party=u.party, commitment=u.commitment, before=u.level_before, now=u.level)
                for u in self.updates
                if u.level is not None and u.level_before is not None and u.level != u.level_before
            ),
            duties=self._duties() if self._of_all else (),
            actions=invented.actions(self.states, earlier=self.earlier),
            cooperation=invented.cooperation(self.states),
            indicators=facts.indicators(),
            observations=invented.observations(),
            reservations=invented.reservations(),
            rubric=facts.rubric(),
            trend=invented.trend(self.counts, history),
        )

    @property
    def _of_all(self) -> bool:
        return self.kind in {"assembly", "council"}

    @cached_property
    def operative(self) -> list[dict[str, Any]]:
        alone = self.subject if self.kind == "paragraph" else ""
        return [p for p in facts.operative() if not alone or str(p["number"]) == alone]

    @cached_property
    def owed(self) -> list[tuple[str, dict[str, Any], int]]:
        """Return what was due: party, commitment, paragraph."""
        return [
            (party, c, p["number"])
            for p in self.operative
            for c in p["commitments"]
            for party in invented.addressees(c)
            if party != UNDECIDED
            and (self.kind != "party" or party == self.subject)
            and invented.asked(party, c["code"], earlier=self.earlier)
        ]

    @cached_property
    def updates(self) -> tuple[d.UpdateEntry, ...]:
        found = [
            invented.update(party, c, number, self.length, earlier=self.earlier)
            for party, c, number in self.owed
        ]
        record = [invented.public_record()] if self._of_all and not self.earlier else []
        return (*(u for u in found if u), *record)

    @cached_property
    def counts(self) -> d.LevelCounts:
        return counts(len(self.owed), self.updates)

    @cached_property
    def parties(self) -> tuple[d.PartyFacts, ...]:
        rows = [(s, "state") for s in facts.states()] + [(b, "body") for b in facts.bodies()]
        return tuple(
            self._party(raw, kind)
            for raw, kind in rows
            if self.kind != "party" or raw["code"] == self.subject
        )

    @property
    def states(self) -> list[str]:
        return [party.code for party in self.parties if party.kind == "state"]

    @cached_property
    def paragraphs(self) -> tuple[d.ParagraphFacts, ...]:
        return tuple(self._paragraph(raw) for raw in self.operative)

    def _frame(self) -> dict[str, Any]:
        """Return what the report is and covers."""
        assembly = self.kind == "assembly"
        keys = ["2011-2"] if self.earlier else ["2011-2", "2012-1"] if assembly else ["2012-1"]
        return {
            "schema": d.SCHEMA,
            "kind": self.kind,
            "audience": "public",
            "as_of": "2012-01-31T00:00:00Z" if self.earlier else "2012-06-03T00:00:00Z",
            "instrument": facts.instrument(),
            "session": facts.session(42) if assembly else None,
            "from_session": facts.session(41) if assembly else None,
            "subject_party": self.subject if self.kind == "party" else "",
            "subject_paragraph": self.subject if self.kind == "paragraph" else "",
            "periods": tuple(facts.period(key) for key in keys),
            "compared_with": None if self.earlier else PERIOD_BEFORE,
            "sample": True,
        }

    def _people(self) -> dict[str, Any]:
        missing: dict[str, list[str]] = {}
        reported = {(u.party, u.commitment) for u in self.updates if u.solicited}
        for party, commitment, _number in self.owed:
            if (party, commitment["code"]) not in reported:
                missing.setdefault(party, []).append(commitment["code"])
        return {
            "parties": self.parties,
            "undecided": (UNDECIDED,) if UNDECIDED in self.states else (),
            "silent": tuple(
                d.SilentParty(
                    party=party.code,
                    due=party.counts.due,
                    reported=party.counts.reported,
                    received=party.counts.received,
                    missing=tuple(missing[party.code]),
                )
                for party in self.parties
                if party.code in missing
            ),
        }

    def _party(self, raw: dict[str, Any], kind: str) -> d.PartyFacts:
        undecided = raw["code"] == UNDECIDED
        return d.PartyFacts(
            code=raw["code"],
            kind=kind,
            names=raw["names"],
            acronyms=raw.get("acronyms", {}),
            subregion=raw.get("subregion", ""),
            decision="undecided" if undecided else "in",
            standing="disputed" if undecided else "participating",
            reason="Sample: left open." if undecided else "",
            counts=counts(
                sum(row[0] == raw["code"] for row in self.owed),
                [u for u in self.updates if u.party == raw["code"]],
            ),
        )

    def _paragraph(self, raw: dict[str, Any]) -> d.ParagraphFacts:
        number = raw["number"]
        commitments = tuple(self._commitment(c, number) for c in raw["commitments"])
        now = counts(
            sum(c.counts.due for c in commitments),
            [u for u in self.updates if u.paragraph == str(number)],
        )
        return d.ParagraphFacts(
            reference=str(number),
            number=number,
            headlines=raw["headlines"],
            verb_kind=raw["verb_kind"],
            text=raw["quote"],
            note=raw.get("note", ""),
            commitments=commitments,
            counts=now,
            counts_before=_before(now),
        )

    def _commitment(self, raw: dict[str, Any], paragraph: int) -> d.CommitmentFacts:
        now = counts(
            sum(row[1]["code"] == raw["code"] for row in self.owed),
            [u for u in self.updates if u.commitment == raw["code"]],
        )
        deadline = raw.get("deadline")
        return d.CommitmentFacts(
            code=raw["code"],
            paragraph=str(paragraph),
            titles=raw["titles"],
            lead_in=(raw.get("lead_in") or {}).get("quote", ""),
            quote=raw["quote"],
            tail=(raw.get("tail") or {}).get("quote", ""),
            tracking=raw["tracking"],
            nature=raw["nature"],
            deadline=facts.session(int(deadline["session"])) if deadline else None,
            deadline_words=deadline["words"] if deadline else "",
            themes=tuple(raw["themes"]),
            evidence_expected=tuple(item["en"] for item in raw.get("evidence_expected", ())),
            indicators=tuple(raw.get("indicators", ())),
            counts=now,
            counts_before=_before(now),
        )

    def _matrix(self) -> d.Matrix:
        owed = [(row[0], row[2]) for row in self.owed if row[1]["tracking"] == "per_state"]
        return d.Matrix(
            rows=tuple(p.reference for p in self.paragraphs),
            parties=tuple(self.states),
            cells=tuple(
                self._cell(p.reference, state, owed.count((state, p.number)))
                for p in self.paragraphs
                for state in self.states
            ),
        )

    def _cell(self, row: str, state: str, due: int) -> d.MatrixCell:
        own = [u for u in self.updates if u.party == state and u.paragraph == row]
        levels = sorted(u.level for u in own if u.level is not None)
        befores = [u.level_before for u in own if u.level_before is not None]
        level = levels[(len(levels) - 1) // 2] if levels and len(own) * 2 >= due else None
        return d.MatrixCell(
            row=row,
            party=state,
            owed=due > 0,
            level=level,
            change=None if level is None or not befores else level - min(befores),
            counts=counts(due, own),
        )

    def _duties(self) -> tuple[d.Duty, ...]:
        def done(code: str) -> bool:
            return code == "16.1" and not self.earlier

        return tuple(
            d.Duty(
                commitment=c["code"],
                party=body,
                deadline=facts.session(42),
                rubric="done" if done(c["code"]) else "",
                discharged_on="2012-05-02" if done(c["code"]) else None,
                discharge_basis="OAS press release E-151/12" if done(c["code"]) else "",
                past_deadline=c["code"] == "17.2",
            )
            for p in facts.operative()
            for c in p["commitments"]
            if c["tracking"] == "per_body"
            for body in c["addressees"]
        )
