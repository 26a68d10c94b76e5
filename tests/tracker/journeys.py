"""Ways to bring an update where a test wants it, by the verbs a person would use."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from commitments.models import User
from tracker.models import Channel, ProgressUpdate, ReportingPeriod, Revision, State
from tracker.updates import commands as workflow

CONTENT: dict[str, Any] = {
    "language": "es",
    "summary": "Se aprobó la política.",
    "level": 2,
    "progress": "Con participación de la sociedad civil.",
}
NOTE: dict[str, Any] = {"channel": "note_verbale", "channel_document": "Note 12/2026"}


def drafted(update: ProgressUpdate, by: User, **content: Any) -> ProgressUpdate:
    return workflow.save(update=update, changes=CONTENT | content, by=by, at=timezone.now())


def submitted(update: ProgressUpdate, by: User, **content: Any) -> ProgressUpdate:
    return workflow.submit(update=drafted(update, by, **content), by=by, at=timezone.now())


def accepted(update: ProgressUpdate, by: User, officer: User, **content: Any) -> ProgressUpdate:
    return workflow.accept(update=submitted(update, by, **content), by=officer, at=timezone.now())


def logged(update: ProgressUpdate, officer: User, **content: Any) -> ProgressUpdate:
    """A draft that an officer logged on the party's behalf."""
    return workflow.save(
        update=update, changes=CONTENT | content, by=officer, at=timezone.now(), **NOTE
    )


def put(
    update: ProgressUpdate,
    state: State,
    *,
    logged_by: User | None = None,
    period_state: str = "open",
    **content: Any,
) -> ProgressUpdate:
    """Set an update down in any circumstances at all, past the verbs."""
    now = timezone.now()
    ReportingPeriod.objects.filter(pk=update.period_id).update(
        state=period_state, closed_at=now if period_state == "closed" else None
    )
    for name, value in content.items():
        setattr(update, name, value)
    update.state = state
    update.logged_by = logged_by
    update.channel = Channel.NOTE_VERBALE if logged_by else Channel.ONLINE
    update.channel_document = "Note 12/2026" if logged_by else ""
    if state in (State.SUBMITTED, State.RETURNED, State.ACCEPTED):
        update.latest_revision = revision_of(update, logged_by)
        update.submitted_at = update.first_submitted_at = now
    if state == State.ACCEPTED:
        update.published_revision = update.latest_revision
    update.save()
    return ProgressUpdate.objects.select_related("period").get(pk=update.pk)


def revision_of(update: ProgressUpdate, by: User | None) -> Revision:
    author = by or User.objects.system()
    return Revision.objects.create(
        update=update,
        number=1,
        channel=update.channel,
        channel_document=update.channel_document,
        submitted_at=timezone.now() - timedelta(days=1),
        submitted_by=author,
        **(update.content() | CONTENT),
    )
