"""Every name that a record uses must exist, in the folder or in the database; none given twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from commitments.instruments.loading import records
from commitments.instruments.loading.faults import CatalogueFault, Location
from commitments.instruments.loading.folder import INSTRUMENT_FILE, SERIES_FILE
from commitments.models import AssemblySession, Indicator, Instrument, Party, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """The names in the database and in the folder together; `parents`: of bodies, by code."""

    sessions: Collection[str]
    themes: Collection[str]
    states: Collection[str]
    bodies: Collection[str]
    indicators: Collection[str]
    parents: Mapping[str, str | None]


def known_names(catalogue: records.CatalogueRecords) -> KnownNames:
    """Return the names that may be referred to."""
    states = Party.objects.states().order_by().values_list("code", flat=True)
    themes = Theme.objects.order_by().values_list("key", flat=True)
    indicators = Indicator.objects.order_by().values_list("code", flat=True)
    bodies = Party.objects.bodies().order_by().values_list("code", "parent__code")
    parents: dict[str, str | None] = {
        **dict(bodies),
        **{body.code: body.parent for body in catalogue.bodies},
    }
    return KnownNames(
        sessions={session.key for session in AssemblySession.objects.all()}
        | {session.key for session in catalogue.sessions},
        themes={theme.key for theme in catalogue.themes}.union(themes),
        states={state.code for state in catalogue.states}.union(states),
        bodies=parents.keys(),
        indicators={each.code for each in catalogue.indicators}.union(indicators),
        parents=parents,
    )


def check(
    *, catalogue: records.CatalogueRecords, names: KnownNames, faults: list[CatalogueFault]
) -> None:
    """Report every unknown and every repeated name, and every interval out of order."""
    _check_sessions(catalogue.sessions, Location(faults, "sessions.json")["sessions"])
    for file, listed, name, keys in (
        ("themes.json", "themes", "key", [theme.key for theme in catalogue.themes]),
        ("indicators.json", "indicators", "code", [each.code for each in catalogue.indicators]),
        ("glossary.json", "terms", "key", [term.key for term in catalogue.terms]),
    ):
        _once(Location(faults, file)[listed], keys, name)
    _check_states(catalogue.states, names, Location(faults, "states.json")["states"])
    _check_bodies(catalogue.bodies, names, Location(faults, "bodies.json")["bodies"])
    _check_values(catalogue, names, faults)
    _check_instruments(catalogue.instruments, faults)
    for folder, instrument in catalogue.instruments.items():
        _check_instrument(instrument, names, Location(faults, f"{folder}/{INSTRUMENT_FILE}"))


def _check_sessions(sessions: list[records.SessionRecord], at: Location) -> None:
    _once(at, [session.key for session in sessions], "number")
    for index, session in enumerate(sessions):
        if session.ends_on and (not session.starts_on or session.ends_on < session.starts_on):
            at[index]["ends_on"].follow("before starts_on, or without it")


def _check_states(states: list[records.StateRecord], names: KnownNames, at: Location) -> None:
    _once(at, [state.code for state in states], "code")
    for index, state in enumerate(states):
        _check_participation(state, at[index]["participation"])
        if state.code in names.bodies:
            at[index]["code"].follow("the code of a body")


def _check_participation(state: records.StateRecord, at: Location) -> None:
    before = None
    for index, interval in sorted(
        enumerate(state.participation), key=lambda pair: pair[1].valid_from
    ):
        if interval.valid_to and interval.valid_to <= interval.valid_from:
            at[index]["valid_to"].follow("not after valid_from")
        if before and (before.valid_to is None or before.valid_to > interval.valid_from):
            at[index]["valid_from"].follow(f"overlaps the interval from {before.valid_from}")
        before = interval


def _check_bodies(bodies: list[records.BodyRecord], names: KnownNames, at: Location) -> None:
    _once(at, [body.code for body in bodies], "code")
    for index, body in enumerate(bodies):
        if body.code in names.states:
            at[index]["code"].follow("the code of a state")
        if body.parent is not None:
            _refer(at[index]["parent"], "body", body.parent, names.bodies)
            if _in_a_circle(body.code, names.parents):
                at[index]["parent"].follow("part of itself")


def _in_a_circle(code: str, parents: Mapping[str, str | None]) -> bool:
    """Return whether a body is part of itself, directly or through others."""
    ancestor = parents.get(code)
    for _step in parents:
        if ancestor is None or ancestor == code:
            break
        ancestor = parents.get(ancestor)
    return ancestor == code


def _check_values(
    catalogue: records.CatalogueRecords, names: KnownNames, faults: list[CatalogueFault]
) -> None:
    at = Location(faults, SERIES_FILE)["series"]
    for index, series in enumerate(catalogue.series):
        _refer(at[index]["indicator"], "indicator", series.indicator, names.indicators)
    seen = set()
    for value in catalogue.values:
        line = Location(faults, value.file, f"line {value.line}")
        _refer(line, "state", value.state, names.states)
        key = (value.indicator, value.state, value.year, value.disaggregation)
        if key in seen:
            line.follow(f"{value.state} {value.year} given twice")
        seen.add(key)


def _check_instruments(
    instruments: Mapping[str, records.InstrumentRecord], faults: list[CatalogueFault]
) -> None:
    """Report keys, symbols and defaults that two instruments have, of the folder or stored."""
    keys: Counter[str] = Counter()
    stored = Instrument.objects.exclude(key__in=[each.key for each in instruments.values()])
    symbols = Counter(stored.order_by().values_list("symbol", flat=True))
    defaults = [row.key for row in stored if row.is_default]
    for folder, instrument in instruments.items():
        at = Location(faults, f"{folder}/{INSTRUMENT_FILE}")
        keys[instrument.key] += 1
        symbols[instrument.symbol] += 1
        if keys[instrument.key] > 1:
            at["key"].follow(f"given twice: {instrument.key}")
        if symbols[instrument.symbol] > 1:
            at["symbol"].follow(f"another instrument's too: {instrument.symbol}")
        if instrument.default:
            defaults.append(instrument.key)
            if len(defaults) > 1:
                at["default"].follow(f"so is {defaults[0]}")


def _check_instrument(
    instrument: records.InstrumentRecord, names: KnownNames, at: Location
) -> None:
    _refer(at["session"], "session", instrument.session, names.sessions)
    languages = [text.language for text in instrument.texts]
    _once(at["texts"], languages, "language")
    if instrument.spans_in not in languages:
        at["spans_in"].follow(f"no text in {instrument.spans_in}")
    codes = Counter(each.code for each in instrument.commitments)
    for index, paragraph in enumerate(instrument.paragraphs):
        place = at["paragraphs"][index]
        _each(place["indicators"], "indicator", paragraph.indicators, names.indicators)
        if paragraph.kind == "preambular" and paragraph.commitments:
            place["commitments"].follow("a preambular paragraph bears no commitments")
        for number, commitment in enumerate(paragraph.commitments):
            where = place["commitments"][number]
            if not commitment.code.startswith(f"{paragraph.number}."):
                where["code"].follow(f"{commitment.code} is not of paragraph {paragraph.number}")
            if codes[commitment.code] > 1:
                where["code"].follow(f"given twice: {commitment.code}")
            _check_commitment(commitment, names, where)
            if commitment.retired is not None:
                retired, others = where["retired"], codes.keys() - {commitment.code}
                _each(retired["succeeded_by"], "commitment", commitment.successors, others)
                if commitment.retired.on <= instrument.adopted_on:
                    retired["on"].follow("not after the adoption")
    _check_reservations(instrument, names, codes.keys(), at["reservations"])


def _check_commitment(
    commitment: records.CommitmentRecord, names: KnownNames, at: Location
) -> None:
    _each(at["themes"], "theme", commitment.themes, names.themes)
    _each(at["indicators"], "indicator", commitment.indicators, names.indicators)
    _each(at["addressees"], "body", commitment.addressees, names.bodies)
    _each(at["supporting"], "body", commitment.supporting, names.bodies)
    _each(at["consulted"], "body", commitment.consulted, names.bodies)
    if commitment.deadline is not None:
        place = at["deadline"]["session"]
        _refer(place, "session", commitment.deadline.session, names.sessions)
    if commitment.tracking == "per_state" and commitment.addressees:
        at["addressees"].follow("tracked per state: the states are the addressees")
    if commitment.tracking == "per_body" and not commitment.addressees:
        at["addressees"].follow("tracked per body: name the bodies")


def _check_reservations(
    instrument: records.InstrumentRecord, names: KnownNames, codes: Collection[str], at: Location
) -> None:
    paragraphs = {
        str(each.number) if each.kind == "operative" else f"p{each.number}"
        for each in instrument.paragraphs
    }
    for index, reservation in enumerate(instrument.reservations):
        place = at[index]
        _refer(place["state"], "state", reservation.state, names.states)
        if reservation.paragraph and reservation.commitment:
            place.follow("to a paragraph or to a commitment, not both")
        if reservation.paragraph:
            _refer(place["paragraph"], "paragraph", reservation.paragraph, paragraphs)
        if reservation.commitment:
            _refer(place["commitment"], "commitment", reservation.commitment, codes)


def _refer(at: Location, noun: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        at.follow(f"unknown {noun}: {name}")


def _each(at: Location, noun: str, names: list[str], known: Collection[str]) -> None:
    for index, name in enumerate(names):
        _refer(at[index], noun, name, known)
        if name in names[:index]:
            at[index].follow(f"given twice: {name}")


def _once(at: Location, names: Sequence[str], field: str) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            at[index][field].follow(f"given twice: {name}")
