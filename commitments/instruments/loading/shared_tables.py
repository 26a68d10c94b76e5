"""What all instruments share, to the tables: sessions, themes, indicators, parties, values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from commitments.instruments.loading import records
from commitments.instruments.loading.records import Catalogue
from commitments.instruments.loading.table_sync import Rows, Sync, Table
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party


def write(sync: Sync, catalogue: Catalogue) -> None:
    """Sessions, themes, indicators, then parties and their standing."""
    _sessions(sync, catalogue)
    _themes_and_indicators(sync, catalogue)
    _parties(sync, catalogue)


def _sessions(sync: Sync, catalogue: Catalogue) -> None:
    sync.table(
        Table(
            "session",
            AssemblySession.objects.all(),
            ("kind", "number"),
            lambda kind, number: {"kind": kind, "number": number},
        ),
        {
            (one.kind, one.number): {
                "roman": one.roman,
                "symbol_suffix": one.symbol_suffix or "",
                "serial_base": one.serial_base or "",
                "proceedings": one.proceedings or "",
                "place": one.place or "",
                "country": one.country or "",
                "starts_on": one.starts_on,
                "ends_on": one.ends_on,
                "theme": one.theme or "",
                "source": one.source,
            }
            for one in catalogue.sessions
        },
    )


def _themes_and_indicators(sync: Sync, catalogue: Catalogue) -> None:
    sync.table(
        Table("theme", Theme.objects.all(), ("key",), lambda key: {"key": key}),
        {(one.key,): {"names": dict(one.names)} for one in catalogue.themes},
    )
    licences = {series.indicator: series.licence for series in catalogue.series}
    sync.table(
        Table("indicator", Indicator.objects.all(), ("code",), lambda code: {"code": code}),
        {
            (one.code,): {
                "framework": one.framework,
                "titles": dict(one.titles),
                "units": dict(one.units or {}),
                "better": one.better,
                "source": one.source,
                "licence": one.licence or licences.get(one.code, ""),
            }
            for one in catalogue.indicators
        },
    )


def _parties(sync: Sync, catalogue: Catalogue) -> None:
    parties: Rows = {}
    for state in catalogue.states:
        parties[(state.code,)] = {
            "kind": Party.Kind.STATE.value,
            "names": dict(state.names),
            "alpha2": state.alpha2,
            "numeric": state.numeric,
            "subregion": state.subregion,
            "groupings": [msgspec.to_builtins(grouping) for grouping in state.groupings],
            **_seat(state.seat),
            "source": state.source,
        }
    table = Table("party", Party.objects.all(), ("code",), lambda code: {"code": code})
    sync.table(table, parties)
    for level in _levels(catalogue.bodies):
        sync.table(table, {(body.code,): _body(sync, body) for body in level})
    _participation(sync, catalogue)


def _levels(bodies: list[records.Body]) -> Iterator[list[records.Body]]:
    """Yield the bodies so that each comes after the one it is part of."""
    left = {body.code: body for body in bodies}
    while left:
        level = [body for body in left.values() if body.parent not in left]
        yield level
        for body in level:
            del left[body.code]


def _body(sync: Sync, body: records.Body) -> dict[str, Any]:
    return {
        "kind": Party.Kind.BODY.value,
        "body_type": body.type,
        "names": dict(body.names),
        "acronyms": dict(body.acronyms or {}),
        "parent_id": body.parent and sync.pk("party", body.parent),
        "mandates": dict(body.mandates or {}),
        **_seat(body.seat),
        "source": body.source,
    }


def _seat(seat: records.Seat | None) -> dict[str, Any]:
    return {
        "seat": dict(seat.names) if seat else {},
        "time_zone": seat.time_zone if seat else "",
    }


def _participation(sync: Sync, catalogue: Catalogue) -> None:
    states = []
    for state in catalogue.states:
        if ("participation", state.code) in sync.edits:
            sync.left.append(f"participation {state.code}: edited by hand")
        else:
            states.append(state)
    sync.table(
        Table(
            "participation",
            Participation.objects.filter(state__code__in=[state.code for state in states]),
            ("state__code", "valid_from"),
            lambda code, day: {"state_id": sync.pk("party", code), "valid_from": day},
            remove=True,
        ),
        {
            (state.code, interval.valid_from): {
                "standing": interval.standing,
                "valid_to": interval.valid_to,
                "precision": interval.precision,
                "basis": interval.basis,
                "source": interval.source,
            }
            for state in states
            for interval in state.participation
        },
    )


def values(sync: Sync, catalogue: Catalogue) -> None:
    """What the series measure; a value of another source stays where the folder has none."""
    rows = IndicatorValue.objects.filter(
        indicator__code__in=[series.indicator for series in catalogue.series]
    )
    wanted: Rows = {}
    for one in catalogue.values:
        censored = not one.value[-1:].isdigit() or one.value[0] in "<>≤≥"
        wanted[one.indicator, one.state, one.year, one.disaggregation] = {
            "value": None if censored else Decimal(one.value),
            "censored": one.value if censored else "",
            "source": one.source,
        }
    sync.table(
        Table(
            "value",
            rows,
            ("indicator__code", "state__code", "year", "disaggregation"),
            lambda indicator, state, year, disaggregation: {
                "indicator_id": sync.pk("indicator", indicator),
                "state_id": sync.pk("party", state),
                "year": year,
                "disaggregation": disaggregation,
            },
        ),
        wanted,
    )
