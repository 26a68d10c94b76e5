"""Requests the reports that are due."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commitments.foundation import locking
from commitments.foundation.errors import DomainError, Invalid
from reporting.reports.commands.lifecycle import request
from reporting.schedule.queries.plan import Entry, EntryState, entry_of, planned


class NotAllMade(Exception):
    """Some reports could not be requested, with the reasons; the others were."""


def request_due(*, at: datetime) -> list[str]:
    """Request each report that is due; return a line for each. Safe to repeat.

    A report missed while nothing ran is requested once, as of its scheduled moment.
    Raises NotAllMade after all the others were requested.
    """
    made, refused = [], []
    for entry in planned(at=at):
        if entry.state != EntryState.DUE:
            continue
        try:
            if _request(entry, at):
                made.append(" ".join(entry.address))
        except DomainError as error:
            refused.append(f"{' '.join(entry.address)}: {_words(error)}")
    if refused:
        raise NotAllMade("; ".join([*refused, *(f"{line}: asked for" for line in made)]))
    return made


@transaction.atomic
def _request(entry: Entry, at: datetime) -> bool:
    """Request one report, unless another process has just done so; return whether it was."""
    now = hold(entry, at)
    if now is None or now.state != EntryState.DUE:
        return False
    request(
        by=None,
        at=at,
        kind=now.kind,
        instrument=now.instrument.key,
        session=now.session.key if now.session else "",
        period=now.period.key if now.period else "",
        as_of=_as_of(now),
    )
    return True


def hold(entry: Entry, at: datetime) -> Entry | None:
    """Return the current entry, its session or period locked until the transaction ends.

    So requesting a report and changing its entry never happen at the same time.
    """
    if entry.session:
        locking.lock_row(entry.session)
    elif entry.period:
        locking.lock_row(entry.period)
    kind, instrument, key = entry.address
    return entry_of(kind=kind, instrument=instrument, key=key, at=at)


def _as_of(entry: Entry) -> datetime | None:
    """Return the moment of the report's data; None for the default of `report_request.check`.

    An officer who moves the report of a period wants it to include what was accepted by then.
    """
    return entry.moment if entry.change and entry.period else None


def _words(error: DomainError) -> str:
    faults = error.faults if isinstance(error, Invalid) else ()
    return " ".join(str(words) for words in (error.detail, *(fault.detail for fault in faults)))
