"""What a body says of an update: its natural keys, and what is written into it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple, TypedDict, TypeVar

from commitments.foundation.errors import Invalid
from commitments.foundation.rest.verbs import key_fault
from commitments.models import Commitment, Instrument, Party
from tracker.fields.cleaning import FAULTY
from tracker.periods.models import ReportingPeriod

Row = TypeVar("Row")
KEYS: Final = ("period", "party", "instrument", "commitment")
_SOURCE: Final = ("channel", "channel_document")


class Keys(NamedTuple):
    """The period, party and commitment that the natural keys of an update name."""

    period: ReportingPeriod
    party: Party
    commitment: Commitment


class RowsByKey:
    """Periods, parties and commitments by key; each table is read once, however many bodies."""

    def __init__(self) -> None:
        self.periods = {row.key: row for row in ReportingPeriod.objects.all()}
        self.parties = {row.code: row for row in Party.objects.all()}
        self.instruments = {row.key: row for row in Instrument.objects.all()}
        self.default = next((i.key for i in self.instruments.values() if i.is_default), "")
        self.commitments = {
            (row.instrument.key, row.code): row
            for row in Commitment.objects.select_related("instrument", "paragraph")
        }

    def find(self, data: Mapping[str, object]) -> Keys:
        """Return what the keys of a body name. Raises Invalid with a fault for each wrong key."""
        period = _get(self.periods, data.get("period"))
        party = _get(self.parties, data.get("party"))
        instrument = _get(self.instruments, data.get("instrument", self.default))
        code = data.get("commitment")
        commitment = None
        if instrument is not None and isinstance(code, str):
            commitment = self.commitments.get((instrument.key, code))
        if period is None or party is None or commitment is None:
            found: dict[str, object] = {"period": period, "party": party, "instrument": instrument}
            if instrument is not None:
                found["commitment"] = commitment
            raise Invalid(FAULTY, [key_fault(data, name) for name in found if found[name] is None])
        return Keys(period, party, commitment)


class Writing(TypedDict):
    """What a body writes into an update, as the commands `save` and `volunteer` take it."""

    changes: Mapping[str, object]
    channel: object
    channel_document: object


def writing_of(data: Mapping[str, object], *, without: Collection[str] = ()) -> Writing:
    """Return what a body writes into an update; `without` are fields with another meaning."""
    return {
        "changes": {
            name: value
            for name, value in data.items()
            if name not in _SOURCE and name not in without
        },
        "channel": data.get("channel") or "",
        "channel_document": data.get("channel_document") or "",
    }


def _get(rows: Mapping[str, Row], key: object) -> Row | None:
    return rows.get(key) if isinstance(key, str) else None
