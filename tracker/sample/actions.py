"""Invented follow-up actions of the states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from commitments.models import Commitment, Instrument, Party
from tracker.actions.models import FollowUpAction, Milestone
from tracker.sample import texts
from tracker.sample.invented_history import dice
from tracker.sample.people import Cast
from tracker.visibility import Audience

Kind = FollowUpAction.Kind
KINDS = (Kind.LAW, Kind.PROGRAMME, Kind.TRAINING)
STATUSES = ("planned", "under_way", "under_way", "done", "suspended")
PAST_STATUSES = ("done", "done", "under_way", "suspended")


def enter(
    states: Iterable[Party],
    *,
    cast: Cast,
    today: date,
    at: datetime,
    statuses: Sequence[str] = STATUSES,
) -> None:
    """Make three actions for each state, with two milestones each.

    An action serves one or two commitments.
    """
    commitments = list(
        Commitment.objects.filter(
            instrument=Instrument.objects.default(), tracking=Commitment.Tracking.PER_STATE
        ).current()
    )
    actions, milestones = [], []
    links: list[tuple[FollowUpAction, list[Commitment]]] = []
    for state in states:
        for number in range(len(KINDS)):
            action = _action(state, number, cast=cast, today=today, at=at, statuses=statuses)
            actions.append(action)
            milestones += _milestones(action, today=today)
            first = dice("serves", state.code, str(number), sides=len(commitments) - 1)
            links.append((action, commitments[first : first + 1 + number % 2]))
    FollowUpAction.objects.bulk_create(actions)
    Milestone.objects.bulk_create(milestones)
    through = FollowUpAction.commitments.through
    through.objects.bulk_create(
        through(followupaction_id=action.pk, commitment_id=commitment.pk)
        for action, served in links
        for commitment in served
    )


def _action(
    state: Party, number: int, *, cast: Cast, today: date, at: datetime, statuses: Sequence[str]
) -> FollowUpAction:
    def roll(name: str, sides: int) -> int:
        return dice(name, state.code, str(number), sides=sides)

    language = texts.language_of(state.code, "1.1")
    status = statuses[roll("status", len(statuses))]
    return FollowUpAction(
        party=state,
        title=texts.TEXTS[language].actions[number],
        language=language,
        kind=KINDS[number],
        status=status,
        percent={"planned": 0, "done": 100}.get(status, 10 + roll("percent", 80)),
        starts_on=today - timedelta(days=200 + roll("start", 400)),
        due_on=today + timedelta(days=roll("due", 500) - 150),
        visibility=Audience.PUBLIC,
        created_at=at,
        created_by=cast.authority_of(state.code),
        changed_at=at,
        sample=True,
    )


def _milestones(action: FollowUpAction, *, today: date) -> list[Milestone]:
    """Return two milestones: one soon after the start, one at the end."""
    starts, due = action.starts_on, action.due_on
    if starts is None or due is None:
        raise ValueError(action.title)
    approved = None if action.status == "planned" else starts + timedelta(days=70)
    finished = due if action.status == "done" and due <= today else None
    titles = texts.TEXTS[action.language].milestones
    dates = ((starts + timedelta(days=60), approved), (due, finished))
    return [
        Milestone(action=action, title=title, due_on=due_on, reached_on=reached_on, sample=True)
        for title, (due_on, reached_on) in zip(titles, dates, strict=True)
    ]
