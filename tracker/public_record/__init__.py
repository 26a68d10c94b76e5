"""The public record of the follow-up from before the tracker: real, and unsolicited.

Each `<instrument>.json` here names its sources. The system account enters it with the dates of the
sources and the channel `public_source`. No party reported it to the tracker.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

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

FOLDER = Path(__file__).parent
COMMENT = "Entered from the public record by the system account; dated as its source."


@transaction.atomic
def load(*, at: datetime) -> int:
    """Enter what is missing of every file; return how many updates and observations were added.

    It may be repeated. Raises Instrument.DoesNotExist where the catalogue is not loaded.
    """
    by = User.objects.system()
    added = sum(
        _load_file(json.loads(path.read_text(encoding="utf-8")), by=by, at=at)
        for path in sorted(FOLDER.glob("*.json"))
    )
    if added:
        audit(
            action=AuditAction.LOAD_PUBLIC_RECORD,
            object_type="instrument",
            object_key="*",
            by=by,
            at=at,
            added=added,
        )
    return added


def _load_file(content: dict[str, Any], *, by: User, at: datetime) -> int:
    instrument = Instrument.objects.get(key=content["instrument"])
    cycle, _created = ReportingCycle.objects.get_or_create(
        from_session=AssemblySession.objects.get(kind="regular", number=content["cycle"]["from"]),
        to_session=AssemblySession.objects.get(kind="regular", number=content["cycle"]["to"]),
    )
    periods = {row["key"]: _period(row, cycle, instrument) for row in content["periods"]}
    histories = [
        history
        for row in content["updates"]
        if (history := _history(row, instrument, periods[row["period"]], by)) is not None
    ]
    enter(histories, at=at)
    return len(histories) + sum(
        _observe(row, instrument, periods[row["period"]], by=by, at=at)
        for row in content["observations"]
    )


def _period(row: dict[str, Any], cycle: ReportingCycle, instrument: Instrument) -> ReportingPeriod:
    """Return the closed period of the record, made if missing; no update was requested in it."""
    opens, due, closes = (
        datetime.fromisoformat(row[name]) for name in ("opens_at", "due_at", "closes_at")
    )
    period, created = ReportingPeriod.objects.get_or_create(
        key=row["key"],
        defaults={
            "cycle": cycle,
            "covers_from": date.fromisoformat(row["covers_from"]),
            "covers_to": date.fromisoformat(row["covers_to"]),
            "opens_at": opens,
            "due_at": due,
            "closes_at": closes,
            "state": ReportingPeriod.State.CLOSED,
            "opened_at": opens,
            "closed_at": closes,
        },
    )
    if created:
        period.instruments.add(instrument)
    return period


def _history(
    row: dict[str, Any], instrument: Instrument, period: ReportingPeriod, by: User
) -> History | None:
    responsibility = Responsibility.objects.select_related("commitment").get(
        commitment__instrument=instrument,
        commitment__code=row["commitment"],
        party__code=row["party"],
        role=Responsibility.Role.ADDRESSEE,
    )
    if ProgressUpdate.objects.filter(responsibility=responsibility, period=period).exists():
        return None
    moment = datetime.fromisoformat(row["at"])
    return History(
        responsibility=responsibility,
        period=period,
        solicited=False,
        sample=False,
        channel=Channel.PUBLIC_SOURCE,
        channel_document=row["document"],
        logged_by=by,
        content={name: row[name] for name in CONTENT_FIELDS if name in row},
        steps=[
            PastStep(Verb.SAVE, State.DRAFT, moment, by, COMMENT),
            PastStep(Verb.SUBMIT, State.SUBMITTED, moment, by, COMMENT),
            PastStep(Verb.ACCEPT, State.ACCEPTED, moment, by, COMMENT),
        ],
    )


def _observe(
    row: dict[str, Any],
    instrument: Instrument,
    period: ReportingPeriod,
    *,
    by: User,
    at: datetime,
) -> bool:
    _observation, created = Observation.objects.get_or_create(
        commitment=Commitment.objects.get(instrument=instrument, code=row["commitment"]),
        party=Party.objects.get(code=row["party"]),
        period=period,
        content=row["content"],
        defaults={"language": row["language"], "source": row["source"], "by": by, "at": at},
    )
    return created
