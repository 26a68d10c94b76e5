"""Entering what happened before the tracker existed: the public record, and the sample data.

The other commands move one update by one step, now. This one writes whole histories in bulk, with
the moments of their steps. The constraints of the database hold for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from commitments.models import Responsibility, User
from tracker.evidence.models import Evidence
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.decision import Decision, Verb
from tracker.updates.models.narrative import Channel
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate, State

BATCH = 500


@dataclass(frozen=True, slots=True)
class PastStep:
    """One step of a history; a step `submit` freezes the content."""

    verb: Verb
    to_state: State
    at: datetime
    by: User | None
    comment: str = ""


@dataclass(slots=True)
class History:
    """An update with all its steps. `evidence`: the fields of links, by name."""

    responsibility: Responsibility
    period: ReportingPeriod
    solicited: bool
    sample: bool
    content: dict[str, Any] = field(default_factory=dict)
    steps: Sequence[PastStep] = ()
    evidence: Sequence[Mapping[str, str]] = ()
    channel: Channel = Channel.ONLINE
    channel_document: str = ""
    logged_by: User | None = None

    @property
    def submissions(self) -> list[PastStep]:
        return [step for step in self.steps if step.verb == Verb.SUBMIT]


@transaction.atomic
def enter(histories: Iterable[History], *, at: datetime) -> list[ProgressUpdate]:
    """Write the histories and return their updates; responsibilities come with their commitment.

    An update and its revisions refer to each other, which the database checks when the transaction
    ends. Their ids are taken beforehand, so that each row is written once. Raises IntegrityError
    if an update of the responsibility and period exists.
    """
    histories = list(histories)
    updates: list[ProgressUpdate] = []
    evidence: list[Evidence] = []
    revisions: list[Revision] = []
    decisions: list[Decision] = []
    update_ids = iter(_take_ids(ProgressUpdate, len(histories)))
    submissions = sum(len(history.submissions) for history in histories)
    revision_ids = iter(_take_ids(Revision, submissions))
    for history in histories:
        update = _update(history, next(update_ids), at)
        submitted = [
            _revision(history, update, number, step, next(revision_ids))
            for number, step in enumerate(history.submissions, start=1)
        ]
        if submitted:
            update.latest_revision_id = submitted[-1].pk
            if any(step.verb == Verb.ACCEPT for step in history.steps):
                update.published_revision_id = update.latest_revision_id
        updates.append(update)
        evidence += _evidence(history, update)
        revisions += submitted
        decisions += _decisions(history, update, submitted)
    ProgressUpdate.objects.bulk_create(updates, batch_size=BATCH)
    Evidence.objects.bulk_create(evidence, batch_size=BATCH)
    Revision.objects.bulk_create(revisions, batch_size=BATCH)
    Decision.objects.bulk_create(decisions, batch_size=BATCH)
    return updates


def _take_ids(model: type[models.Model], count: int) -> list[int]:
    """Return `count` new ids of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _update(history: History, pk: int, at: datetime) -> ProgressUpdate:
    submissions = history.submissions
    commitment = history.responsibility.commitment
    return ProgressUpdate(
        pk=pk,
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


def _evidence(history: History, update: ProgressUpdate) -> Iterable[Evidence]:
    if not history.submissions:
        return
    first = history.submissions[0]
    for fields in history.evidence:
        yield Evidence(
            update=update,
            added_at=first.at,
            added_by=first.by,
            in_latest_revision=True,
            in_published_revision=history.steps[-1].to_state == State.ACCEPTED,
            sample=history.sample,
            **fields,
        )


def _revision(
    history: History, update: ProgressUpdate, number: int, step: PastStep, pk: int
) -> Revision:
    return Revision(
        pk=pk,
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
        **update.content(),
    )


def _decisions(
    history: History, update: ProgressUpdate, revisions: Sequence[Revision]
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
            revision=revisions[number - 1] if number else None,
            sample=history.sample,
        )
        state = step.to_state
