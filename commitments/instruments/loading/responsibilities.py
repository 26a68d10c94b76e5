"""Who is responsible for what: it follows from who took part when an instrument was adopted."""

from __future__ import annotations

from datetime import date
from typing import Any

from commitments.instruments.loading.records import (
    CatalogueRecords,
    CommitmentRecord,
    InstrumentRecord,
)
from commitments.instruments.models.responsibility import Responsibility
from commitments.parties.models.participation import Participation

# A state that has given notice is bound until the two years of the Charter's Article 143 are over.
BOUND = (Participation.Standing.PARTICIPATING, Participation.Standing.WITHDRAWING)

# (code of the commitment, code of the party, role) → its dates.
ResponsibilityRows = dict[tuple[str, str, str], dict[str, Any]]


def states_bound_on(day: date, catalogue: CatalogueRecords) -> list[str]:
    """Return the codes of the states taking part on `day`.

    Of a state that the folder holds, only what the folder says of it counts.
    """
    in_folder = {state.code for state in catalogue.states}
    codes = {
        state.code
        for state in catalogue.states
        for interval in state.participation
        if interval.standing in BOUND
        and interval.valid_from <= day
        and (interval.valid_to is None or interval.valid_to > day)
    }
    stored = Participation.objects.on(day).filter(standing__in=BOUND).order_by()
    codes |= set(stored.values_list("state__code", flat=True)) - in_folder
    return sorted(codes)


def responsibilities_of(instrument: InstrumentRecord, states: list[str]) -> ResponsibilityRows:
    """Return every responsibility of the instrument; `states` took part at its adoption."""
    starts = _starts(instrument.adopted_on, instrument.commitments)
    rows: ResponsibilityRows = {}
    for commitment in instrument.commitments:
        dates: dict[str, Any] = {"valid_from": starts[commitment.code]}
        if commitment.retired is not None:
            dates["valid_to"] = commitment.retired.on
        addressees = states if commitment.tracking == "per_state" else commitment.addressees
        for role, parties in (
            (Responsibility.Role.ADDRESSEE, addressees),
            (Responsibility.Role.SUPPORTING, commitment.supporting),
            (Responsibility.Role.CONSULTED, commitment.consulted),
        ):
            for party in parties:
                rows[commitment.code, party, role.value] = dates
    return rows


def _starts(adopted_on: date, commitments: list[CommitmentRecord]) -> dict[str, date]:
    """Return since when each commitment binds: a successor since its predecessor's retirement."""
    starts = {commitment.code: adopted_on for commitment in commitments}
    for commitment in commitments:
        if commitment.retired is not None:
            for code in commitment.retired.succeeded_by:
                starts[code] = max(starts[code], commitment.retired.on)
    return starts
