"""Enters what happened before the tracker was there: the public record, and the sample.

The verbs of `tracker.workflow` move one update at a time and now; this writes whole histories in
bulk, with the moments they have. The same database constraints hold both to account.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from commitments.models import Responsibility, User

from .models import (
    CONTENT_FIELDS,
    Channel,
    Decision,
    Evidence,
    ProgressUpdate,
    ReportingPeriod,
    Revision,
    State,
    Verb,
)

BATCH = 500


@dataclass(frozen=True, slots=True)
class Step:
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
    steps: Sequence[Step] = ()
    evidence: Sequence[dict[str, Any]] = ()
    channel: Channel = Channel.ONLINE
    channel_document: str = ""
    logged_by: User | None = None

    @property
    def submissions(self) -> list[Step]:
        return [step for step in self.steps if step.verb == Verb.SUBMIT]


@transaction.atomic
def enter(histories: Iterable[History], *, at: datetime) -> list[ProgressUpdate]:
    """Write the histories; return their updates. Responsibilities come with their commitment.

    Raises IntegrityError where an update of the responsibility and period is there already.
    """
    kept = list(histories)
    updates = ProgressUpdate.objects.bulk_create(
        [_update(history, at) for history in kept], batch_size=BATCH
    )
    pairs = list(zip(kept, updates, strict=True))
    _enter_evidence(pairs)
    revisions = Revision.objects.bulk_create(
        [
            _revision(history, update, number, step)
            for history, update in pairs
            for number, step in enumerate(history.submissions, start=1)
        ],
        batch_size=BATCH,
    )
    _point(pairs, revisions)
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


def _update(history: History, at: datetime) -> ProgressUpdate:
    submissions = history.submissions
    state = history.steps[-1].to_state if history.steps else State.EXPECTED
    commitment = history.responsibility.commitment
    # The constraints on states that need a revision are met when `_point` sets it.
    return ProgressUpdate(
        period=history.period,
        responsibility=history.responsibility,
        party_id=history.responsibility.party_id,
        commitment=commitment,
        instrument_id=commitment.instrument_id,
        solicited=history.solicited,
        state=State.DRAFT if submissions else state,
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


def _revision(history: History, update: ProgressUpdate, number: int, step: Step) -> Revision:
    return Revision(
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
    """Set the updates' pointers to their revisions, and the state that needs them."""
    latest = {revision.update_id: revision for revision in revisions}
    changed = []
    for history, update in pairs:
        revision = latest.get(update.pk)
        if revision is None:
            continue
        update.state = history.steps[-1].to_state
        update.latest_revision = revision
        if any(step.verb == Verb.ACCEPT for step in history.steps):
            update.published_revision = revision
        changed.append(update)
    ProgressUpdate.objects.bulk_update(
        changed, ["state", "latest_revision", "published_revision"], batch_size=BATCH
    )


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
