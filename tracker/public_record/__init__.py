"""The public record of the follow-up from before the tracker: real, and unsolicited.

Each `<instrument>.json` here names its sources. The system account enters it with the dates of the
sources and the channel `public_source`. No party reported it to the tracker.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from commitments.foundation.models.audit import record as audit
from commitments.models import AssemblySession, Commitment, Instrument, Party, Responsibility, User
from tracker.audit_actions import AuditAction
from tracker.periods.models import ReportingCycle, ReportingPeriod
from tracker.updates.commands.past_entries import History, PastStep, enter
from tracker.updates.models.comment import Observation
from tracker.updates.models.decision import Verb
from tracker.updates.models.narrative import CONTENT_FIELDS, Channel
from tracker.updates.models.update import ProgressUpdate, State

FOLDER: Final = Path(__file__).parent
COMMENT: Final = "Entered from the public record by the system account; dated as its source."
# A file of the record, or a row in it.
Record = Mapping[str, Any]


@transaction.atomic
def load(*, at: datetime) -> int:
    """Enter what is missing of every file; return how many updates and observations were added.

    It may be repeated. Raises Instrument.DoesNotExist where the catalogue is not loaded.
    """
    by = User.objects.system()
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    added = sum(_load_file(file, by=by, at=at) for file in files)
    if added:
        action = AuditAction.LOAD_PUBLIC_RECORD
        audit(action=action, object_type="instrument", object_key="*", by=by, at=at, added=added)
    return added


def _load_file(file: Record, *, by: User, at: datetime) -> int:
    instrument = Instrument.objects.get(key=file["instrument"])
    regular = AssemblySession.objects.filter(kind=AssemblySession.Kind.REGULAR)
    cycle, _created = ReportingCycle.objects.get_or_create(
        from_session=regular.get(number=file["cycle"]["from"]),
        to_session=regular.get(number=file["cycle"]["to"]),
    )
    periods = {row["key"]: _period(row, cycle, instrument) for row in file["periods"]}
    histories = [
        history
        for row in file["updates"]
        if (history := _history(row, instrument, periods[row["period"]], by))
    ]
    enter(histories, at=at)
    observations = 0
    for row in file["observations"]:
        _observation, created = Observation.objects.get_or_create(
            commitment=Commitment.objects.get(instrument=instrument, code=row["commitment"]),
            party=Party.objects.get(code=row["party"]),
            period=periods[row["period"]],
            content=row["content"],
            defaults={"language": row["language"], "source": row["source"], "by": by, "at": at},
        )
        observations += created
    return len(histories) + observations


def _period(row: Record, cycle: ReportingCycle, instrument: Instrument) -> ReportingPeriod:
    """Return the closed period of the record, made if missing; no update was requested in it."""
    days = {name: date.fromisoformat(row[name]) for name in ("covers_from", "covers_to")}
    moments = {
        name: datetime.fromisoformat(row[name]) for name in ("opens_at", "due_at", "closes_at")
    }
    period, created = ReportingPeriod.objects.get_or_create(
        key=row["key"],
        defaults={
            "cycle": cycle,
            **days,
            **moments,
            "state": ReportingPeriod.State.CLOSED,
            "opened_at": moments["opens_at"],
            "closed_at": moments["closes_at"],
        },
    )
    if created:
        period.instruments.add(instrument)
    return period


def _history(
    row: Record, instrument: Instrument, period: ReportingPeriod, by: User
) -> History | None:
    """Return the history of an update of the record, None where the update is there already."""
    responsibility = Responsibility.objects.select_related("commitment").get(
        commitment__instrument=instrument,
        commitment__code=row["commitment"],
        party__code=row["party"],
        role=Responsibility.Role.ADDRESSEE,
    )
    if ProgressUpdate.objects.filter(responsibility=responsibility, period=period).exists():
        return None
    moment = datetime.fromisoformat(row["at"])
    steps = (
        (Verb.SAVE, State.DRAFT),
        (Verb.SUBMIT, State.SUBMITTED),
        (Verb.ACCEPT, State.ACCEPTED),
    )
    return History(
        responsibility=responsibility,
        period=period,
        solicited=False,
        sample=False,
        channel=Channel.PUBLIC_SOURCE,
        channel_document=row["document"],
        logged_by=by,
        content={name: row[name] for name in CONTENT_FIELDS if name in row},
        steps=[PastStep(verb, state, moment, by, COMMENT) for verb, state in steps],
    )
