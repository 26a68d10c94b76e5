"""A party's desk: what is due for when, in what state, by paragraph; and what has happened."""

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
from tracker.actions.models import FollowUpAction
from tracker.actions.view_models import timeline
from tracker.desks.party import commands as visits
from tracker.desks.party.view_models.news import news
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.commands import verbs_open_to
from tracker.updates.models.decision import Verb
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.view_models.counts import counted, total
from tracker.updates.view_models.distribution import Distribution
from tracker.updates.view_models.readable import count_by_state

# A designation that ends this soon is worth a word to its holder.
SOON: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Line:
    """One update on the desk. `unchanged`: saying that nothing changed is open to the person."""

    update: ProgressUpdate
    late: bool
    hands_in: bool
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A paragraph's lines as filtered, and how far all its updates are."""

    paragraph: Paragraph
    lines: list[Line]
    distribution: Distribution
    counted: Mapping[str, int]


def party_desk(request: HttpRequest, person: User, parties: list[Party]) -> dict[str, Any]:
    """Return what the desk shows of the party asked for, or of the first one."""
    now = timezone.now()
    wanted = request.GET.get("party")
    party = next((p for p in parties if p.code == wanted), parties[0])
    periods = list(
        ReportingPeriod.objects.filter(updates__party=party)
        .exclude(state=ReportingPeriod.State.PLANNED)
        .distinct()
        .order_by("-opens_at", "-covers_from")
    )
    key = request.GET.get("period")
    period = next((p for p in periods if p.key == key), periods[0] if periods else None)
    updates = list(
        ProgressUpdate.objects.visible_to(person)
        .filter(party=party, period=period)
        .select_related("commitment__paragraph__instrument", "commitment__instrument", "period")
        .order_by("instrument", "commitment__position")
    )
    state, mine = request.GET.get("state", ""), "mine" in request.GET
    calls = [u for u in updates if u.state in calls_for(person, party)]
    lines = _lines(updates, person, period, now)
    shown = [
        line
        for line in lines
        if (not state or line.update.state == state) and (not mine or line.update in calls)
    ]
    by_paragraph = counted(person, "commitment__paragraph_id", party=party, period=period)
    since = visits.arrive(by=person, at=now)
    return {
        "party": party,
        "parties": parties,
        "authority": is_authority(person, party.pk),
        "periods": periods,
        "period": period,
        "state": state,
        "mine": mine,
        "counted": count_by_state(updates),
        "distribution": total(by_paragraph.values()),
        "calls": len(calls),
        "groups": _groups(shown, updates, by_paragraph),
        "hands_in": any(line.hands_in for line in shown),
        "news": news(party=party, person=person, since=since),
        "since": since,
        "timeline": timeline(
            FollowUpAction.objects.visible_to(person)
            .filter(party=party)
            .prefetch_related("milestones"),
            today=now.date(),
        ),
        "shows_sample": any(update.sample for update in updates),
    } | _speakers(party, person, now)


def calls_for(person: User, party: Party) -> tuple[State, ...]:
    """Return the states in which an update waits for this very person."""
    if is_authority(person, party.pk):
        return (State.RETURNED, State.NATIONAL_REVIEW)
    return (State.RETURNED,)


def hand_in_verb(person: User, party: Party) -> Verb:
    """Return how the person passes a draft on: to the secretariat, or to their authority."""
    return Verb.SUBMIT if is_authority(person, party.pk) else Verb.HAND_OVER


def _lines(
    updates: Iterable[ProgressUpdate], person: User, period: ReportingPeriod | None, now: datetime
) -> list[Line]:
    kept = list(updates)
    if period is None or not kept:
        return []
    verb = hand_in_verb(person, kept[0].party).value
    before = set(
        ProgressUpdate.objects.filter(
            party=kept[0].party_id,
            covers_from__lt=period.covers_from,
            published_revision__isnull=False,
        ).values_list("responsibility_id", flat=True)
    )
    lines = []
    for update in kept:
        may = verbs_open_to(update=update, person=person, at=now)
        lines.append(
            Line(
                update=update,
                late=update.is_late(period.due_at, now),
                hands_in=verb in may,
                unchanged=update.state == State.EXPECTED
                and Verb.SAVE.value in may
                and update.responsibility_id in before,
            )
        )
    return lines


def _groups(
    shown: Iterable[Line],
    updates: Iterable[ProgressUpdate],
    by_paragraph: Mapping[int, Distribution],
) -> list[Group]:
    everything: dict[int, list[ProgressUpdate]] = {}
    for update in updates:
        everything.setdefault(update.commitment.paragraph_id, []).append(update)
    groups = []
    for paragraph, lines in groupby(shown, key=lambda line: line.update.commitment.paragraph):
        of_it = everything[paragraph.pk]
        groups.append(
            Group(
                paragraph=paragraph,
                lines=list(lines),
                distribution=by_paragraph.get(paragraph.pk, total(())),
                counted=count_by_state(of_it),
            )
        )
    return groups


def _speakers(party: Party, person: User, now: datetime) -> dict[str, Any]:
    """Who speaks for the party today: a vacancy, who is acting, and what ends soon."""
    held = list(
        Designation.objects.current(now).filter(party=party).select_related("user").order_by("pk")
    )
    authorities = [one for one in held if one.capacity == Designation.Capacity.AUTHORITY]
    ends = [one.valid_to for one in held if one.user_id == person.pk and one.valid_to is not None]
    lasting = any(one.user_id == person.pk and one.valid_to is None for one in held)
    last = max(ends) if ends and not lasting else None
    return {
        "vacant": not authorities,
        "acting": [one for one in authorities if one.acting],
        "ends_on": last if last is not None and last - now.date() <= SOON else None,
    }
