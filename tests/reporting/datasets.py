"""Invented reports on the real Declaration: the same arguments give the same dataset, always."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from reporting import dataset as d
from tests.reporting import catalogue_facts as facts

UNDECIDED: Final = "VEN"  # as an example of what the roster can say
SPANISH: Final = "ARG BOL CHL COL CRI DOM ECU GTM HND MEX NIC PAN PER PRY SLV URY VEN"
LANGUAGES: Final = {"BRA": "pt", "HTI": "fr"} | dict.fromkeys(SPANISH.split(), "es")
SENTENCES: Final = {
    "en": "Sample text. The committee met three times and approved a plan of work. ",
    "es": "Texto de muestra. El comité se reunió tres veces y aprobó el plan de acción. ",
    "fr": "Texte d’exemple. Le comité s’est réuni trois fois et a adopté un plan d’action. ",
    "pt": "Texto de exemplo. O comitê reuniu-se três vezes e aprovou o plano de ação. ",
}


def _lot(*parts: str) -> int:
    """Return a number 0–99 that depends on `parts` alone."""
    return int(d.sha256("/".join(parts).encode())[:6], 16) % 100


def _addressees(commitment: dict[str, Any]) -> list[str]:
    if commitment["tracking"] == "per_state":
        return [s["code"] for s in facts.states()]
    return list(commitment["addressees"])


def _narrative(language: str, length: int) -> str:
    sentence = SENTENCES[language]
    return (sentence * (length // len(sentence) + 1))[:length].strip()


def _update(
    party: str, commitment: dict[str, Any], paragraph: int, length: int
) -> d.UpdateEntry | None:
    code = commitment["code"]
    lot = _lot(party, code)
    if lot >= 82 or party in {UNDECIDED, "BHS"} or commitment["tracking"] == "per_body":
        return None
    level = None if lot < 4 else lot % 5
    before = None if lot % 3 == 0 else (lot // 7) % 5
    language = LANGUAGES.get(party, "en")
    return d.UpdateEntry(
        party=party,
        commitment=code,
        paragraph=str(paragraph),
        period="2012-1",
        solicited=True,
        level=level,
        level_before=before,
        no_change=level is not None and level == before,
        not_applicable_reason="" if level is not None else _narrative(language, 80),
        language=language,
        summary=_narrative(language, min(length // 4, 600)),
        progress=_narrative(language, length // 4),
        challenges=_narrative(language, length // 4),
        next_steps=_narrative(language, length // 4),
        visibility="public",
        channel="note_verbale" if lot == 10 else "online",
        channel_document="Note 12/2012" if lot == 10 else "",
        revision=1 + lot % 2,
        submitted_at="2012-04-20T15:00:00+00:00",
        late=lot == 30,
        evidence=_evidence(party, code, lot),
        actions=("National plan 2012–2015",) if lot % 11 == 0 else (),
        sample=True,
    )


def _evidence(party: str, code: str, lot: int) -> tuple[d.EvidenceEntry, ...]:
    if lot % 2:
        return ()
    return (
        d.EvidenceEntry(
            title=f"Sample decree {lot}/2012",
            url=f"https://example.org/{party.lower()}/{code}",
            file_name="",
            sha256="",
            dated_on="2012-03-01",
        ),
    )


def _public_record() -> d.UpdateEntry:
    return d.UpdateEntry(
        party="PC",
        commitment="16.1",
        paragraph="16",
        period="2012-1",
        solicited=False,
        level=4,
        level_before=None,
        no_change=False,
        not_applicable_reason="",
        language="en",
        summary="On 2 May 2012 the Permanent Council approved sending the draft to the Assembly.",
        progress="",
        challenges="",
        next_steps="Whether the General Assembly adopted the plan is not established.",
        visibility="public",
        channel="public_source",
        channel_document="OAS press release E-151/12, 2 May 2012",
        revision=1,
        submitted_at="2012-05-02T12:00:00+00:00",
        late=False,
        evidence=(),
        actions=(),
        sample=False,
    )


def counts(due: int, updates: Iterable[d.UpdateEntry]) -> d.LevelCounts:
    """Return how many of `due` stand where, from the solicited ones of `updates`."""
    said = [update.level for update in updates if update.solicited]
    levels = [said.count(level) for level in range(5)]
    return d.LevelCounts(
        due=due,
        levels=(levels[0], levels[1], levels[2], levels[3], levels[4]),
        not_applicable=said.count(None),
        withheld=0,
        not_reported=due - len(said),
    )


def _before(now: d.LevelCounts) -> d.LevelCounts:
    """Return counts of an invented period before: everything one step lower."""
    first, second, third, fourth, fifth = now.levels
    return d.LevelCounts(
        due=now.due,
        levels=(first + second, third, fourth, 0, 0),
        not_applicable=now.not_applicable,
        withheld=fifth,
        not_reported=now.not_reported,
    )


def _commitment(raw: dict[str, Any], paragraph: int, own: Sequence[d.UpdateEntry]) -> Any:
    now = counts(len([code for code in _addressees(raw) if code != UNDECIDED]), own)
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
        evidence_expected=tuple(raw.get("evidence_expected", ())),
        indicators=tuple(raw.get("indicators", ())),
        counts=now,
        counts_before=_before(now),
    )


def _paragraph(raw: dict[str, Any], updates: Sequence[d.UpdateEntry]) -> d.ParagraphFacts:
    number = raw["number"]
    own = [u for u in updates if u.paragraph == str(number)]
    commitments = tuple(
        _commitment(c, number, [u for u in own if u.commitment == c["code"]])
        for c in raw["commitments"]
    )
    now = counts(sum(c.counts.due for c in commitments), own)
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


def _party(raw: dict[str, Any], kind: str, due: int, own: Sequence[d.UpdateEntry]) -> d.PartyFacts:
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
        counts=counts(0 if undecided else due, own),
    )


def _matrix(paragraphs: Sequence[d.ParagraphFacts], updates: Sequence[d.UpdateEntry]) -> d.Matrix:
    states = tuple(s["code"] for s in facts.states())
    cells = []
    for paragraph in paragraphs:
        owing = [c for c in paragraph.commitments if c.tracking == "per_state"]
        for state in states:
            own = [u for u in updates if u.party == state and u.paragraph == paragraph.reference]
            due = 0 if state == UNDECIDED else len(owing)
            levels = sorted(u.level for u in own if u.level is not None)
            befores = [u.level_before for u in own if u.level_before is not None]
            level = levels[(len(levels) - 1) // 2] if levels and len(own) * 2 >= due else None
            cells.append(
                d.MatrixCell(
                    row=paragraph.reference,
                    party=state,
                    owed=due > 0,
                    level=level,
                    change=None if level is None or not befores else level - min(befores),
                    counts=counts(due, own),
                )
            )
    return d.Matrix(rows=tuple(p.reference for p in paragraphs), parties=states, cells=tuple(cells))


def _actions(states: Sequence[str]) -> tuple[d.ActionEntry, ...]:
    return tuple(
        d.ActionEntry(
            party=state,
            commitments=("7.1", "8.1") if number % 2 else ("10.1",),
            title="Sample: national plan 2012–2015",
            description=_narrative(LANGUAGES.get(state, "en"), 200),
            language=LANGUAGES.get(state, "en"),
            kind=("law", "policy", "programme", "training")[number % 4],
            status=("planned", "under_way", "done")[number % 3],
            percent=(0, 40, 100)[number % 3],
            starts_on="2011-09-01",
            due_on="2012-05-01" if number % 2 else "2013-12-31",
            overdue=number % 2 == 1 and number % 3 != 2,
            cost="1250000.00" if number % 4 == 0 else "",
            currency="USD" if number % 4 == 0 else "",
            milestones=(
                d.MilestoneEntry(title="Sample: adopted", due_on="2012-01-15", reached_on=None),
            ),
            sample=True,
        )
        for number, state in enumerate(states[:14])
    )


def _cooperation(states: Sequence[str]) -> tuple[d.CooperationEntry, ...]:
    themes = ("prevention", "prisons", "transnational-crime")
    return tuple(
        d.CooperationEntry(
            direction="needed" if number % 3 else "offered",
            theme=themes[number % 3 if number % 2 else 0],
            party=state,
            commitment="7.1",
            text=_narrative(LANGUAGES.get(state, "en"), 160),
            language=LANGUAGES.get(state, "en"),
            sample=True,
        )
        for number, state in enumerate(states[3:15])
    )


def _duties() -> tuple[d.Duty, ...]:
    return tuple(
        d.Duty(
            commitment=c["code"],
            party=body,
            deadline=facts.session(42),
            rubric="done" if c["code"] == "16.1" else "",
            discharged_on="2012-05-02" if c["code"] == "16.1" else None,
            discharge_basis="OAS press release E-151/12" if c["code"] == "16.1" else "",
            past_deadline=c["code"] == "17.2",
        )
        for p in facts.operative()
        for c in p["commitments"]
        if c["tracking"] == "per_body"
        for body in c["addressees"]
    )


def _silent(parties: Sequence[d.PartyFacts], missing: dict[str, list[str]]) -> Any:
    return tuple(
        d.SilentParty(
            party=party.code,
            due=party.counts.due,
            reported=party.counts.reported,
            missing=tuple(missing[party.code]),
        )
        for party in parties
        if party.decision == "in" and party.counts.not_reported
    )


def _wanted(raw: list[dict[str, Any]], kind: str, subject: str) -> list[dict[str, Any]]:
    return [p for p in raw if kind != "paragraph" or str(p["number"]) == subject]


def make_dataset(*, kind: str = "assembly", subject: str = "", length: int = 800) -> d.Dataset:
    """Return a report of `kind`, on `subject` (a party's code or a paragraph's number).

    `length`: about how many characters each update says in all.
    """
    operative = _wanted(facts.operative(), kind, subject)
    owed = [
        (party, c, p["number"])
        for p in operative
        for c in p["commitments"]
        for party in _addressees(c)
    ]
    if kind == "party":
        owed = [row for row in owed if row[0] == subject]
    found = [_update(party, c, number, length) for party, c, number in owed]
    updates = [u for u in found if u] + (
        [_public_record()] if kind in {"assembly", "council"} else []
    )
    missing: dict[str, list[str]] = {}
    reported = {(u.party, u.commitment) for u in updates}
    for party, commitment, _number in owed:
        if (party, commitment["code"]) not in reported:
            missing.setdefault(party, []).append(commitment["code"])
    parties = _parties(owed, updates, kind, subject)
    paragraphs = tuple(_paragraph(p, updates) for p in operative)
    states = [p.code for p in parties if p.kind == "state"]
    now = counts(len([row for row in owed if row[0] != UNDECIDED]), updates)
    return d.Dataset(
        schema=d.SCHEMA,
        kind=kind,
        audience="public",
        as_of="2012-06-03T00:00:00+00:00",
        instrument=facts.instrument(),
        session=facts.session(42) if kind == "assembly" else None,
        from_session=facts.session(41) if kind == "assembly" else None,
        subject_party=subject if kind == "party" else "",
        subject_paragraph=subject if kind == "paragraph" else "",
        periods=(facts.period("2011-2"), facts.period("2012-1"))
        if kind == "assembly"
        else (facts.period("2012-1"),),
        period_before="2011-2",
        sample=True,
        counts=now,
        counts_before=_before(now),
        late=sum(u.late for u in updates),
        undecided=(UNDECIDED,) if UNDECIDED in states else (),
        parties=parties,
        themes={t["key"]: t["names"] for t in facts.read("themes.json")["themes"]},
        paragraphs=paragraphs,
        matrix=_matrix(paragraphs, updates),
        updates=tuple(updates),
        moves=tuple(
            d.Move(party=u.party, commitment=u.commitment, before=u.level_before, now=u.level)
            for u in updates
            if u.level is not None and u.level_before is not None and u.level != u.level_before
        ),
        silent=_silent(parties, missing),
        duties=_duties() if kind in {"assembly", "council"} else (),
        actions=_actions(states),
        cooperation=_cooperation(states),
        indicators=facts.indicators(),
        observations=(
            d.ObservationEntry(
                commitment="17.2",
                party="GS",
                content="No report under paragraph 17 was found in the sources at hand.",
                language="en",
                source="Tracker's own search of public sources",
            ),
        ),
        reservations=(
            d.ReservationEntry(
                state="HND",
                paragraph="",
                commitment="13.1",
                content="Sample: a footnote of the state.",
                language="en",
                made_on="2011-06-07",
            ),
        ),
        rubric=facts.rubric(),
    )


def _parties(owed: Sequence[Any], updates: Sequence[d.UpdateEntry], kind: str, subject: str) -> Any:
    rows = [(s, "state") for s in facts.states()] + [(b, "body") for b in facts.bodies()]
    return tuple(
        _party(
            raw,
            party_kind,
            sum(row[0] == raw["code"] for row in owed),
            [u for u in updates if u.party == raw["code"]],
        )
        for raw, party_kind in rows
        if kind != "party" or raw["code"] == subject
    )
