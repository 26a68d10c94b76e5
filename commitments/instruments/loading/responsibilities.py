"""Who is responsible for what: it follows from who took part when an instrument was adopted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from commitments.instruments.loading.records import CatalogueRecords, InstrumentRecord
from commitments.instruments.loading.table_sync import Key
from commitments.models import Participation, Responsibility

# A state that has given notice is bound until the two years of the Charter's Article 143 are over.
BOUND = (Participation.Standing.PARTICIPATING, Participation.Standing.WITHDRAWING)

# (code of the commitment, code of the party, role) → its dates.
ResponsibilityRows = Mapping[Key, Mapping[str, date]]


def states_bound_on(day: date, catalogue: CatalogueRecords) -> list[str]:
    """Return the codes of the states taking part on `day`.

    Of a state that is in the folder, only what the folder says of it counts.
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
    # A successor binds since its predecessor's retirement, the others since the adoption.
    starts = {commitment.code: instrument.adopted_on for commitment in instrument.commitments}
    for commitment in instrument.commitments:
        if commitment.retired is not None:
            for code in commitment.retired.succeeded_by:
                starts[code] = max(starts[code], commitment.retired.on)
    rows: dict[Key, dict[str, date]] = {}
    for commitment in instrument.commitments:
        dates = {"valid_from": starts[commitment.code]}
        if commitment.retired is not None:
            dates["valid_to"] = commitment.retired.on
        per_state = commitment.tracking == "per_state"
        parties_by_role = {
            Responsibility.Role.ADDRESSEE: states if per_state else commitment.addressees,
            Responsibility.Role.SUPPORTING: commitment.supporting,
            Responsibility.Role.CONSULTED: commitment.consulted,
        }
        for role, parties in parties_by_role.items():
            rows |= {(commitment.code, party, role.value): dates for party in parties}
    return rows
