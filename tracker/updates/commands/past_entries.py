"""Enters what happened before the tracker was there: the public record, and the sample.

The verbs of `tracker.updates.commands` move one update at a time and now; this writes whole
histories in bulk, with the moments they have. The same database constraints hold both to account.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from commitments.models import Responsibility, User
from tracker.evidence.models import Evidence
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.decision import Decision, Verb
from tracker.updates.models.narrative import CONTENT_FIELDS, Channel
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate, State

BATCH = 500


@dataclass(frozen=True, slots=True)
class PastStep:
    """One decision of a history; `submit` steps freeze the content as it then was."""

    verb: Verb
    to_state: State
    at: datetime
    by: User | None
    comment: str = ""


@dataclass(slots=True)
class History:
    """An update, from expected to where it stands. `evidence`: fields of links, by name."""

    responsibility: Responsibility
    period: ReportingPeriod
    solicited: bool
    sample: bool
    content: dict[str, Any] = field(default_factory=dict)
    steps: Sequence[PastStep] = ()
    evidence: Sequence[dict[str, Any]] = ()
    channel: Channel = Channel.ONLINE
    channel_document: str = ""
    logged_by: User | None = None

    @property
    def submissions(self) -> list[PastStep]:
        return [step for step in self.steps if step.verb == Verb.SUBMIT]


@transaction.atomic
def enter(histories: Iterable[History], *, at: datetime) -> list[ProgressUpdate]:
    """Write the histories; return their updates. Responsibilities come with their commitment.

    Keys are drawn beforehand, so that every row is written once: an update and its revisions point
    to each other, which the database checks at the end of the transaction.
    Raises IntegrityError where an update of the responsibility and period is there already.
    """
    kept = list(histories)
    pairs = [
        (history, _update(history, key, at))
        for history, key in zip(kept, _draw(ProgressUpdate, len(kept)), strict=True)
    ]
    keys = iter(_draw(Revision, sum(len(history.submissions) for history in kept)))
    revisions = [
        _revision(history, update, number, step, next(keys))
        for history, update in pairs
        for number, step in enumerate(history.submissions, start=1)
    ]
    _point(pairs, revisions)
    updates = ProgressUpdate.objects.bulk_create(
        [update for _history, update in pairs], batch_size=BATCH
    )
    _enter_evidence(pairs)
    Revision.objects.bulk_create(revisions, batch_size=BATCH)
    by_number = {(revision.update_id, revision.number): revision for revision in revisions}
    Decision.objects.bulk_create(
        [
            decision
            for history, update in pairs
            for decision in _decisions(history, update, by_number)
        ],
        batch_size=BATCH,
    )
    return updates


def _draw(model: type[models.Model], count: int) -> list[int]:
    """Return `count` fresh primary keys of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _update(history: History, key: int, at: datetime) -> ProgressUpdate:
    submissions = history.submissions
    commitment = history.responsibility.commitment
    return ProgressUpdate(
        pk=key,
        period=history.period,
        responsibility=history.responsibility,
        party_id=history.responsibility.party_id,
        commitment=commitment,
        instrument_id=commitment.instrument_id,
        solicited=history.solicited,
        state=history.steps[-1].to_state if history.steps else State.EXPECTED,
        channel=history.channel,
        channel_document=history.channel_document,
        logged_by=history.logged_by,
        first_submitted_at=submissions[0].at if submissions else None,
        submitted_at=submissions[-1].at if submissions else None,
        changed_at=history.steps[-1].at if history.steps else at,
        version=1 + len(history.steps),
        sample=history.sample,
        **history.content,
    )


def _enter_evidence(pairs: Iterable[tuple[History, ProgressUpdate]]) -> None:
    Evidence.objects.bulk_create(
        [
            Evidence(
                update=update,
                added_at=history.submissions[0].at,
                added_by=history.submissions[0].by,
                in_latest_revision=True,
                in_published_revision=history.steps[-1].to_state == State.ACCEPTED,
                sample=history.sample,
                **fields,
            )
            for history, update in pairs
            for fields in history.evidence
            if history.submissions
        ],
        batch_size=BATCH,
    )


def _revision(
    history: History, update: ProgressUpdate, number: int, step: PastStep, key: int
) -> Revision:
    return Revision(
        pk=key,
        update=update,
        number=number,
        channel=history.channel,
        channel_document=history.channel_document,
        evidence=[
            {
                "title": fields["title"],
                "url": fields["url"],
                "file_name": "",
                "sha256": "",
                "dated_on": None,
                "visibility": fields.get("visibility", "public"),
            }
            for fields in history.evidence
        ],
        actions=[],
        submitted_at=step.at,
        submitted_by=step.by,
        sample=history.sample,
        **{name: getattr(update, name) for name in CONTENT_FIELDS},
    )


def _point(pairs: Iterable[tuple[History, ProgressUpdate]], revisions: Iterable[Revision]) -> None:
    """Let each update point to its last revision, which is the published one if accepted."""
    latest = {revision.update_id: revision.pk for revision in revisions}
    for history, update in pairs:
        update.latest_revision_id = latest.get(update.pk)
        if any(step.verb == Verb.ACCEPT for step in history.steps):
            update.published_revision_id = update.latest_revision_id


def _decisions(
    history: History, update: ProgressUpdate, revisions: dict[tuple[int, int], Revision]
) -> Iterable[Decision]:
    state = State.EXPECTED
    number = 0
    for step in history.steps:
        number += step.verb == Verb.SUBMIT
        yield Decision(
            update=update,
            verb=step.verb,
            from_state=state,
            to_state=step.to_state,
            by=step.by,
            at=step.at,
            comment=step.comment,
            revision=revisions.get((update.pk, number)),
            sample=history.sample,
        )
        state = step.to_state
