"""Who owes what: responsibilities follow from who took part at adoption."""

from __future__ import annotations

from datetime import date
from typing import Any

from commitments.instruments.loading.records import Catalogue, Commitment, Instrument
from commitments.instruments.models.responsibility import Responsibility
from commitments.parties.models.participation import Participation

# A state that has given notice is bound until the two years of the Charter's Article 143 are over.
BOUND = (Participation.Standing.PARTICIPATING, Participation.Standing.WITHDRAWING)

# (code of the commitment, code of the party, role) → its dates.
Owed = dict[tuple[str, str, str], dict[str, Any]]


def bound_on(day: date, catalogue: Catalogue) -> list[str]:
    """Return the codes of the states taking part on `day`, the folder's word before the table's."""
    told = {state.code for state in catalogue.states}
    codes = {
        state.code
        for state in catalogue.states
        for interval in state.participation
        if interval.standing in BOUND
        and interval.valid_from <= day
        and (interval.valid_to is None or interval.valid_to > day)
    }
    stored = Participation.objects.on(day).filter(standing__in=BOUND).order_by()
    codes |= set(stored.values_list("state__code", flat=True)) - told
    return sorted(codes)


def owed(instrument: Instrument, states: list[str]) -> Owed:
    """Return every responsibility of the instrument; `states` took part at its adoption."""
    commitments = [c for paragraph in instrument.paragraphs for c in paragraph.commitments]
    starts = _starts(instrument, commitments)
    found: Owed = {}
    for commitment in commitments:
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
                found[commitment.code, party, role.value] = dates
    return found


def _starts(instrument: Instrument, commitments: list[Commitment]) -> dict[str, date]:
    """Return since when each commitment binds: a successor since its predecessor's retirement."""
    starts = {commitment.code: instrument.adopted_on for commitment in commitments}
    for commitment in commitments:
        if commitment.retired is not None:
            for code in commitment.retired.succeeded_by:
                starts[code] = max(starts[code], commitment.retired.on)
    return starts
