"""Asking for the reports whose time has come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commitments.foundation import locking
from commitments.foundation.errors import DomainError, Invalid
from reporting.reports.commands.lifecycle import request
from reporting.schedule.queries.plan import Entry, EntryState, entry_of, planned


class NotAllMade(Exception):
    """Some reports could not be asked for, and why; the others were."""


def request_due(*, at: datetime) -> list[str]:
    """Ask for each report that is due; return a line on each. Safe to repeat.

    What was missed while nothing ran is made up once, as of the moment that it was to be as of.
    Raises NotAllMade after all the others were asked for.
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
    """Ask for one report, unless another clock that struck just now has."""
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
    """Return the entry as it is now, its subject locked until the transaction ends.

    So a report is asked for or its entry is changed, one after the other.
    """
    if entry.session:
        locking.lock_row(entry.session)
    elif entry.period:
        locking.lock_row(entry.period)
    kind, instrument, key = entry.address
    return entry_of(kind=kind, instrument=instrument, key=key, at=at)


def _as_of(entry: Entry) -> datetime | None:
    """Return as of when; None leaves it to the order: the close, or at most the session's opening.

    An officer who moves a period's report wants to have in it what was accepted until then.
    """
    return entry.moment if entry.change and entry.period else None


def _words(error: DomainError) -> str:
    faults = error.faults if isinstance(error, Invalid) else ()
    return " ".join(str(words) for words in (error.detail, *(fault.detail for fault in faults)))
