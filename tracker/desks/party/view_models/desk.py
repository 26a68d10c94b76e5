"""A party's desk: its updates by paragraph, their states and deadlines, and the news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone

from commitments.models import Designation, Paragraph, Party, User
from commitments.people.rules.permissions import is_authority
from tracker.actions.view_models import timeline
from tracker.desks.party import commands as visits
from tracker.desks.party.view_models.news import news
from tracker.models import FollowUpAction, ProgressUpdate, ReportingPeriod, State, Verb
from tracker.updates.rules.workflow_table import verbs_open_to
from tracker.updates.view_models.distribution import Distribution, counted, total
from tracker.updates.view_models.readable import count_by_state

# The holder of a designation that ends within this is told.
SOON: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """One update. `hands_in`: the person may submit it or hand it over; `unchanged`: they may
    report that nothing has changed.
    """

    update: ProgressUpdate
    late: bool
    hands_in: bool
    unchanged: bool


@dataclass(frozen=True, slots=True)
class ParagraphGroup:
    """A paragraph: the lines that the filters leave, and how all of its updates stand."""

    paragraph: Paragraph
    lines: list[UpdateLine]
    distribution: Distribution
    counted: Mapping[str, int]


def party_desk(request: HttpRequest, person: User, parties: list[Party]) -> dict[str, Any]:
    """Return what the desk shows of the party that `?party=` names, or of the first one.

    `?period=`, `?state=` and `?mine` filter its updates.
    """
    now = timezone.now()
    code = request.GET.get("party")
    party = next((p for p in parties if p.code == code), parties[0])
    periods, key = _periods(party), request.GET.get("period")
    period = next((p for p in periods if p.key == key), periods[0] if periods else None)
    updates = list(
        ProgressUpdate.objects.visible_to(person)
        .filter(party=party, period=period)
        .select_related("commitment__paragraph__instrument", "commitment__instrument", "period")
        .order_by("instrument", "commitment__position")
    )
    state, mine = request.GET.get("state", ""), "mine" in request.GET
    calls = [u for u in updates if u.state in states_waiting_for(person, party)]
    lines = _lines(updates, person, period, now)
    shown = [
        line
        for line in lines
        if (not state or line.update.state == state) and (not mine or line.update in calls)
    ]
    distributions = counted(person, "commitment__paragraph_id", party=party, period=period)
    since = visits.record_visit(by=person, at=now)
    actions = FollowUpAction.objects.visible_to(person).filter(party=party)
    return {
        "party": party,
        "parties": parties,
        "authority": is_authority(person, party.pk),
        "periods": periods,
        "period": period,
        "state": state,
        "mine": mine,
        "counted": count_by_state(updates),
        "distribution": total(distributions.values()),
        "calls": len(calls),
        "groups": _groups(shown, updates, distributions),
        "hands_in": any(line.hands_in for line in shown),
        "news": news(party=party, person=person, since=since),
        "since": since,
        "timeline": timeline(actions.prefetch_related("milestones"), today=now.date()),
        "shows_sample": any(update.sample for update in updates),
    } | _designations(party, person, now)


def _periods(party: Party) -> list[ReportingPeriod]:
    """Return the periods with updates of the party that have been opened, the newest first."""
    return list(ReportingPeriod.objects.filter(updates__party=party).opened().distinct())


def states_waiting_for(person: User, party: Party) -> tuple[State, ...]:
    """Return the states in which an update waits for this person."""
    if is_authority(person, party.pk):
        return (State.RETURNED, State.NATIONAL_REVIEW)
    return (State.RETURNED,)


def submission_verb(person: User, party: Party) -> Verb:
    """Return the verb for a finished draft: submit it, or hand it over to the authority."""
    return Verb.SUBMIT if is_authority(person, party.pk) else Verb.HAND_OVER


def _lines(
    updates: list[ProgressUpdate], person: User, period: ReportingPeriod | None, now: datetime
) -> list[UpdateLine]:
    if period is None or not updates:
        return []
    verb = submission_verb(person, updates[0].party).value
    reported_before = set(
        ProgressUpdate.objects.filter(
            party=updates[0].party_id,
            covers_from__lt=period.covers_from,
            published_revision__isnull=False,
        ).values_list("responsibility_id", flat=True)
    )
    lines = []
    for update in updates:
        may = verbs_open_to(update=update, person=person, at=now)
        lines.append(
            UpdateLine(
                update=update,
                late=update.is_late(period.due_at, now),
                hands_in=verb in may,
                unchanged=update.state == State.EXPECTED
                and Verb.SAVE.value in may
                and update.responsibility_id in reported_before,
            )
        )
    return lines


def _groups(
    shown: Iterable[UpdateLine],
    updates: Iterable[ProgressUpdate],
    distributions: Mapping[int, Distribution],
) -> list[ParagraphGroup]:
    by_paragraph: dict[int, list[ProgressUpdate]] = {}
    for update in updates:
        by_paragraph.setdefault(update.commitment.paragraph_id, []).append(update)
    return [
        ParagraphGroup(
            paragraph=paragraph,
            lines=list(lines),
            distribution=distributions.get(paragraph.pk, total(())),
            counted=count_by_state(by_paragraph[paragraph.pk]),
        )
        for paragraph, lines in groupby(shown, key=lambda line: line.update.commitment.paragraph)
    ]


def _designations(party: Party, person: User, now: datetime) -> dict[str, Any]:
    """Return who speaks for the party today.

    `vacant`: whether it has no authority; `acting`: its acting authorities; `ends_on`: the last day
    of the person's own designations where that is soon.
    """
    current = list(
        Designation.objects.current(now).filter(party=party).select_related("user").order_by("pk")
    )
    authorities = [one for one in current if one.capacity == Designation.Capacity.AUTHORITY]
    ends = [one.valid_to for one in current if one.user_id == person.pk]
    last = None if None in ends else max(filter(None, ends), default=None)
    return {
        "vacant": not authorities,
        "acting": [one for one in authorities if one.acting],
        "ends_on": last if last is not None and last - now.date() <= SOON else None,
    }
