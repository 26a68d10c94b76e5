"""Follow-up actions on a time line, in units of the picture that templates draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.actions.models import FollowUpAction, Milestone

# The width of the scale, in units of the picture.
WIDTH: Final = 1000
_MARGIN: Final = timedelta(days=20)
_MOST_YEARS: Final = 12


@dataclass(frozen=True, slots=True)
class ActionBar:
    """One action: where it begins, how long it is, how much is done, and its milestones."""

    action: FollowUpAction
    x: int
    width: int
    done: int
    open_ended: bool
    late: bool
    milestones: Sequence[tuple[int, Milestone, bool]]
    next: Milestone | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in the order of due dates; places on the scale of today and of each January 1."""

    bars: Sequence[ActionBar]
    today: int
    years: Sequence[tuple[int, int]]


def timeline(actions: Iterable[FollowUpAction], *, today: date) -> Timeline:
    """Return the time line of actions whose milestones are prefetched."""
    rows = sorted(actions, key=lambda row: (row.due_on is None, row.due_on or today, row.pk))
    first, last = _span(rows, today)
    scale = max((last - first).days, 1)

    def place(day: date) -> int:
        return max(0, min(WIDTH, round(WIDTH * (day - first).days / scale)))

    return Timeline(
        bars=[_bar(action, place, today) for action in rows],
        today=place(today),
        years=[
            (year, place(date(year, 1, 1)))
            for year in range(first.year + 1, last.year + 1)
            if first <= date(year, 1, 1) <= last
        ],
    )


def _span(actions: Sequence[FollowUpAction], today: date) -> tuple[date, date]:
    """Return the first and the last day of the scale; today is between them."""
    days = [today]
    for action in actions:
        days += [day for day in (action.starts_on, action.due_on) if day is not None]
        days += [step.due_on for step in action.milestones.all()]
    furthest = timedelta(days=366 * _MOST_YEARS)
    first = max(min(days), today - furthest)
    last = min(max(days), today + furthest)
    return first - _MARGIN, last + _MARGIN


def _bar(action: FollowUpAction, place: Callable[[date], int], today: date) -> ActionBar:
    steps = list(action.milestones.all())
    starts = action.starts_on or min([*(s.due_on for s in steps), action.due_on or today, today])
    ends = action.due_on or max([*(s.due_on for s in steps), today])
    x, width = place(starts), max(place(ends) - place(starts), 6)
    under_way = action.status in (FollowUpAction.Status.PLANNED, FollowUpAction.Status.UNDER_WAY)
    waiting = [step for step in steps if step.reached_on is None]
    return ActionBar(
        action=action,
        x=x,
        width=width,
        done=round(width * action.percent / 100),
        open_ended=action.due_on is None,
        late=under_way and action.due_on is not None and action.due_on < today,
        milestones=[(place(step.due_on), step, step.reached_on is not None) for step in steps],
        next=waiting[0] if under_way and waiting else None,
    )
