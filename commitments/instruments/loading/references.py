"""Every name a record uses must be known, in the folder or in the database; none given twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from commitments.instruments.loading import records
from commitments.instruments.loading.faults import Faults
from commitments.instruments.loading.folder import INSTRUMENT_FILE, SERIES_FILE
from commitments.instruments.loading.records import Catalogue, Commitment, Paragraph
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.parties.models.party import Party


@dataclass
class Known:
    """Names that may be referred to."""

    sessions: set[str] = field(default_factory=set)
    themes: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)
    parents: dict[str, str | None] = field(default_factory=dict)
    other_instruments: list[Instrument] = field(default_factory=list)


def known(catalogue: Catalogue) -> Known:
    """Return the names in the database and in the folder together."""
    parties = dict(Party.objects.order_by().values_list("code", "kind"))
    own = {instrument.key for instrument in catalogue.instruments.values()}
    return Known(
        sessions={session.key for session in AssemblySession.objects.all()}
        | {session.key for session in catalogue.sessions},
        themes=set(Theme.objects.order_by().values_list("key", flat=True))
        | {theme.key for theme in catalogue.themes},
        states={code for code, kind in parties.items() if kind == Party.Kind.STATE}
        | {state.code for state in catalogue.states},
        bodies={code for code, kind in parties.items() if kind == Party.Kind.BODY}
        | {body.code for body in catalogue.bodies},
        indicators=set(Indicator.objects.order_by().values_list("code", flat=True))
        | {indicator.code for indicator in catalogue.indicators},
        parents=_stored_parents() | {body.code: body.parent for body in catalogue.bodies},
        other_instruments=list(Instrument.objects.exclude(key__in=own)),
    )


def _stored_parents() -> dict[str, str | None]:
    bodies = Party.objects.bodies().order_by()
    return {code: parent or None for code, parent in bodies.values_list("code", "parent__code")}


def check(*, catalogue: Catalogue, names: Known, faults: Faults) -> None:
    """Report every unknown and every repeated name, and every interval out of order."""
    checker = _References(names, faults)
    checker.shared(catalogue)
    checker.parties(catalogue)
    checker.values(catalogue)
    checker.instruments(catalogue)
    for name, instrument in catalogue.instruments.items():
        checker.instrument(f"{name}/{INSTRUMENT_FILE}", instrument)


class _References:
    def __init__(self, names: Known, faults: Faults) -> None:
        self._names = names
        self._faults = faults

    # What all instruments share

    def shared(self, catalogue: Catalogue) -> None:
        self._once("sessions.json", "sessions", "number", [s.key for s in catalogue.sessions])
        self._once("themes.json", "themes", "key", [theme.key for theme in catalogue.themes])
        self._once(
            "indicators.json", "indicators", "code", [one.code for one in catalogue.indicators]
        )
        self._once("glossary.json", "terms", "key", [term.key for term in catalogue.terms])
        for at, session in enumerate(catalogue.sessions):
            if session.ends_on and (not session.starts_on or session.ends_on < session.starts_on):
                self._faults.follow(
                    "sessions.json", f"sessions[{at}].ends_on", "before starts_on, or without it"
                )

    def parties(self, catalogue: Catalogue) -> None:
        states = [state.code for state in catalogue.states]
        self._once("states.json", "states", "code", states)
        for at, state in enumerate(catalogue.states):
            self._participation(state, f"states[{at}].participation")
            if state.code in self._names.bodies:
                self._faults.follow("states.json", f"states[{at}].code", "the code of a body")
        self._once("bodies.json", "bodies", "code", [body.code for body in catalogue.bodies])
        for at, body in enumerate(catalogue.bodies):
            path = f"bodies[{at}]"
            if body.code in self._names.states:
                self._faults.follow("bodies.json", f"{path}.code", "the code of a state")
            if body.parent is None:
                continue
            self._refer("bodies.json", f"{path}.parent", "body", body.parent, self._names.bodies)
            if _in_a_circle(body.code, self._names.parents):
                self._faults.follow("bodies.json", f"{path}.parent", "part of itself")

    def _participation(self, state: records.State, path: str) -> None:
        ordered = sorted(enumerate(state.participation), key=lambda pair: pair[1].valid_from)
        before: records.Participation | None = None
        for at, interval in ordered:
            place = f"{path}[{at}]"
            if interval.valid_to and interval.valid_to <= interval.valid_from:
                self._faults.follow("states.json", f"{place}.valid_to", "not after valid_from")
            if before and (before.valid_to is None or before.valid_to > interval.valid_from):
                self._faults.follow(
                    "states.json",
                    f"{place}.valid_from",
                    f"overlaps the interval from {before.valid_from}",
                )
            before = interval

    def values(self, catalogue: Catalogue) -> None:
        for at, series in enumerate(catalogue.series):
            self._refer(
                SERIES_FILE,
                f"series[{at}].indicator",
                "indicator",
                series.indicator,
                self._names.indicators,
            )
        seen: set[tuple[str, str, int, str]] = set()
        for value in catalogue.values:
            place = f"line {value.line}"
            self._refer(value.file, place, "state", value.state, self._names.states)
            key = (value.indicator, value.state, value.year, value.disaggregation)
            if key in seen:
                self._faults.follow(value.file, place, f"{value.state} {value.year} given twice")
            seen.add(key)

    # Instruments

    def instruments(self, catalogue: Catalogue) -> None:
        keys: Counter[str] = Counter()
        symbols = Counter(other.symbol for other in self._names.other_instruments)
        defaults = [other.key for other in self._names.other_instruments if other.is_default]
        for name, instrument in catalogue.instruments.items():
            file = f"{name}/{INSTRUMENT_FILE}"
            keys[instrument.key] += 1
            symbols[instrument.symbol] += 1
            if keys[instrument.key] > 1:
                self._faults.follow(file, "key", f"given twice: {instrument.key}")
            if symbols[instrument.symbol] > 1:
                self._faults.follow(
                    file, "symbol", f"another instrument's too: {instrument.symbol}"
                )
            if instrument.default:
                defaults.append(instrument.key)
                if len(defaults) > 1:
                    self._faults.follow(file, "default", f"so is {defaults[0]}")

    def instrument(self, file: str, instrument: records.Instrument) -> None:
        names = self._names
        self._refer(file, "session", "session", instrument.session, names.sessions)
        self._once(file, "texts", "language", [text.language for text in instrument.texts])
        if instrument.spans_in not in {text.language for text in instrument.texts}:
            self._faults.follow(file, "spans_in", f"no text in {instrument.spans_in}")
        codes = [c.code for paragraph in instrument.paragraphs for c in paragraph.commitments]
        repeated = {code for code, times in Counter(codes).items() if times > 1}
        for at, paragraph in enumerate(instrument.paragraphs):
            path = f"paragraphs[{at}]"
            self._each(
                file, f"{path}.indicators", "indicator", paragraph.indicators, names.indicators
            )
            if paragraph.kind == "preambular" and paragraph.commitments:
                self._faults.follow(
                    file, f"{path}.commitments", "a preambular paragraph bears no commitments"
                )
            for place, commitment in enumerate(paragraph.commitments):
                where = f"{path}.commitments[{place}]"
                self._code(file, where, commitment, paragraph, repeated)
                self._commitment(file, where, commitment)
                self._retirement(file, where, commitment, instrument, set(codes))
        self._reservations(file, instrument, set(codes))

    def _code(
        self,
        file: str,
        path: str,
        commitment: Commitment,
        paragraph: Paragraph,
        repeated: set[str],
    ) -> None:
        if not commitment.code.startswith(f"{paragraph.number}."):
            self._faults.follow(
                file, f"{path}.code", f"{commitment.code} is not of paragraph {paragraph.number}"
            )
        if commitment.code in repeated:
            self._faults.follow(file, f"{path}.code", f"given twice: {commitment.code}")

    def _commitment(self, file: str, path: str, commitment: Commitment) -> None:
        names = self._names
        self._each(file, f"{path}.themes", "theme", commitment.themes, names.themes)
        self._each(file, f"{path}.indicators", "indicator", commitment.indicators, names.indicators)
        self._each(file, f"{path}.addressees", "body", commitment.addressees, names.bodies)
        self._each(file, f"{path}.supporting", "body", commitment.supporting, names.bodies)
        self._each(file, f"{path}.consulted", "body", commitment.consulted, names.bodies)
        if commitment.deadline is not None:
            self._refer(
                file,
                f"{path}.deadline.session",
                "session",
                commitment.deadline.session,
                names.sessions,
            )
        if commitment.tracking == "per_state" and commitment.addressees:
            self._faults.follow(
                file, f"{path}.addressees", "tracked per state: the states are the addressees"
            )
        if commitment.tracking == "per_body" and not commitment.addressees:
            self._faults.follow(file, f"{path}.addressees", "tracked per body: name the bodies")

    def _retirement(
        self,
        file: str,
        path: str,
        commitment: Commitment,
        instrument: records.Instrument,
        codes: set[str],
    ) -> None:
        retired = commitment.retired
        if retired is None:
            return
        self._each(
            file,
            f"{path}.retired.succeeded_by",
            "commitment",
            retired.succeeded_by,
            codes - {commitment.code},
        )
        if retired.on <= instrument.adopted_on:
            self._faults.follow(file, f"{path}.retired.on", "not after the adoption")

    def _reservations(self, file: str, instrument: records.Instrument, codes: set[str]) -> None:
        paragraphs = {
            str(one.number) if one.kind == "operative" else f"p{one.number}"
            for one in instrument.paragraphs
        }
        for at, reservation in enumerate(instrument.reservations):
            path = f"reservations[{at}]"
            self._refer(file, f"{path}.state", "state", reservation.state, self._names.states)
            if reservation.paragraph and reservation.commitment:
                self._faults.follow(file, path, "to a paragraph or to a commitment, not both")
            if reservation.paragraph:
                self._refer(
                    file, f"{path}.paragraph", "paragraph", reservation.paragraph, paragraphs
                )
            if reservation.commitment:
                self._refer(file, f"{path}.commitment", "commitment", reservation.commitment, codes)

    # The three questions

    def _refer(self, file: str, path: str, noun: str, name: str, among: set[str]) -> None:
        if name not in among:
            self._faults.follow(file, path, f"unknown {noun}: {name}")

    def _each(self, file: str, path: str, noun: str, named: Iterable[str], among: set[str]) -> None:
        seen: set[str] = set()
        for at, name in enumerate(named):
            self._refer(file, f"{path}[{at}]", noun, name, among)
            if name in seen:
                self._faults.follow(file, f"{path}[{at}]", f"given twice: {name}")
            seen.add(name)

    def _once(self, file: str, listed: str, field: str, names: list[str]) -> None:
        seen: set[str] = set()
        for at, name in enumerate(names):
            if name in seen:
                self._faults.follow(file, f"{listed}[{at}].{field}", f"given twice: {name}")
            seen.add(name)


def _in_a_circle(code: str, parents: dict[str, str | None]) -> bool:
    at = parents.get(code)
    for _step in parents:
        if at is None:
            return False
        if at == code:
            return True
        at = parents.get(at)
    return False
