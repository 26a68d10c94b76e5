"""Invented follow-up actions of the states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from commitments.models import Commitment, Instrument, Party
from tracker.models import Audience, FollowUpAction, Milestone

from . import texts
from .invention import dice
from .people import Cast

KINDS = (
    FollowUpAction.Kind.LAW,
    FollowUpAction.Kind.PROGRAMME,
    FollowUpAction.Kind.TRAINING,
)
STATUSES = ("planned", "under_way", "under_way", "done", "suspended")
PAST_STATUSES = ("done", "done", "under_way", "suspended")


def enter(
    states: Iterable[Party],
    *,
    cast: Cast,
    today: date,
    at: datetime,
    statuses: Sequence[str] = STATUSES,
) -> int:
    """Write three actions a state, each serving one or two commitments, with two milestones."""
    commitments = list(
        Commitment.objects.filter(
            instrument=Instrument.objects.default(), tracking=Commitment.Tracking.PER_STATE
        ).current()
    )
    actions, milestones = [], []
    links: list[tuple[FollowUpAction, list[Commitment]]] = []
    for state in states:
        language = texts.language_of(state.code, "1.1")
        for number, kind in enumerate(KINDS):
            status = statuses[dice("status", state.code, str(number), sides=len(statuses))]
            starts = today - timedelta(days=200 + dice("start", state.code, str(number), sides=400))
            due = today + timedelta(days=dice("due", state.code, str(number), sides=500) - 150)
            action = FollowUpAction(
                party=state,
                title=texts.ACTION[language][number],
                language=language,
                kind=kind,
                status=status,
                percent={"planned": 0, "done": 100}.get(
                    status, 10 + dice("percent", state.code, str(number), sides=80)
                ),
                starts_on=starts,
                due_on=due,
                visibility=Audience.PUBLIC,
                created_at=at,
                created_by=cast.authority_of(state.code),
                changed_at=at,
                sample=True,
            )
            actions.append(action)
            first = dice("serves", state.code, str(number), sides=len(commitments) - 1)
            links.append((action, commitments[first : first + 1 + number % 2]))
            milestones += [
                Milestone(
                    action=action,
                    title=texts.MILESTONES[language][0],
                    due_on=starts + timedelta(days=60),
                    reached_on=None if status == "planned" else starts + timedelta(days=70),
                    sample=True,
                ),
                Milestone(
                    action=action,
                    title=texts.MILESTONES[language][1],
                    due_on=due,
                    reached_on=due if status == "done" and due <= today else None,
                    sample=True,
                ),
            ]
    FollowUpAction.objects.bulk_create(actions)
    Milestone.objects.bulk_create(milestones)
    through = FollowUpAction.commitments.through
    through.objects.bulk_create(
        through(followupaction_id=action.pk, commitment_id=commitment.pk)
        for action, served in links
        for commitment in served
    )
    return len(actions)
