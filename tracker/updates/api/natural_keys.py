"""The natural keys of an update in a body: period, party, instrument, commitment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Invalid
from commitments.foundation.rest.verbs import key_fault
from commitments.models import Commitment, Instrument, Party
from tracker.periods.models import ReportingPeriod

KEYS: Final = ("period", "party", "instrument", "commitment")


@dataclass(frozen=True, slots=True)
class Keys:
    """What an update is of."""

    period: ReportingPeriod
    party: Party
    commitment: Commitment


class RowsByKey:
    """Periods, parties and commitments by key, each table read once however many are asked for."""

    def __init__(self) -> None:
        self.periods = {row.key: row for row in ReportingPeriod.objects.all()}
        self.parties = {row.code: row for row in Party.objects.all()}
        self.instruments = {row.key: row for row in Instrument.objects.all()}
        self.default = next((i.key for i in self.instruments.values() if i.is_default), "")
        self.commitments = {
            (row.instrument.key, row.code): row
            for row in Commitment.objects.select_related("instrument", "paragraph")
        }

    def find(self, data: Mapping[str, Any]) -> Keys:
        """Return what the keys in a body name. Raises Invalid with a fault for each."""
        instrument = data.get("instrument", self.default)
        code = data.get("commitment")
        found = {
            "period": _get(self.periods, data.get("period")),
            "party": _get(self.parties, data.get("party")),
            "instrument": _get(self.instruments, instrument),
            "commitment": self.commitments.get((instrument, code))
            if isinstance(instrument, str) and isinstance(code, str)
            else None,
        }
        faults = [
            key_fault(data, name)
            for name, row in found.items()
            if row is None and not (name == "commitment" and found["instrument"] is None)
        ]
        if faults:
            raise Invalid(_("Some of what was sent is not valid."), faults)
        return Keys(found["period"], found["party"], found["commitment"])


def resolve(data: Mapping[str, Any]) -> Keys:
    """Return what the keys in one body name. Raises Invalid."""
    return RowsByKey().find(data)


def said(data: Mapping[str, Any], *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return what a body says of an update, as `workflow.save` takes it.

    `changes` are its content; `channel` and `channel_document` say how it came.
    """
    source = {"channel": "", "channel_document": ""}
    changes = {
        name: value for name, value in data.items() if name not in source and name not in without
    }
    return {"changes": changes} | {name: data.get(name) or "" for name in source}


def _get(rows: Mapping[str, Any], key: object) -> Any:
    return rows.get(key) if isinstance(key, str) else None
