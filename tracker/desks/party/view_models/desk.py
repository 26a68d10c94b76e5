"""A party's desk: its updates by paragraph, their states and deadlines, news, and submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.foundation.errors import Fault, Words
from commitments.models import Designation, Paragraph, Party, User
from commitments.people.rules.permissions import is_authority
from tracker.actions.view_models import Timeline, timeline
from tracker.desks.party import commands as visits
from tracker.desks.party.view_models.news import NewsItem, news
from tracker.models import FollowUpAction, ProgressUpdate, ReportingPeriod, State, Verb
from tracker.updates.commands import lacking
from tracker.updates.forms import PASSAGES
from tracker.updates.rules.workflow_table import verbs_open_to
from tracker.updates.view_models.distribution import Distribution, counted, total
from tracker.updates.view_models.readable import count_by_state

# The desk tells the holder of a designation that it ends within this time.
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
    lines: Sequence[UpdateLine]
    distribution: Distribution
    counted: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDesk:
    """The desk of `party`, one of the person's `parties`, in one of its `periods`.

    `state` and `mine` filter its updates. `total`, `counted` and `distribution` are of all of them;
    `groups`: what the filters leave, by paragraph; `hands_in`: one of these can be handed in;
    `calls`: how many updates wait for the person; `since`: the end of their previous visit.
    `vacant`: the party has no authority today; `acting`: its acting authorities; `ends_on`: the
    last day of the person's designations where that is soon.
    """

    party: Party
    parties: Sequence[Party]
    authority: bool
    periods: Sequence[ReportingPeriod]
    period: ReportingPeriod | None
    state: str
    mine: bool
    total: int
    counted: Mapping[str, int]
    distribution: Distribution
    calls: int
    groups: Sequence[ParagraphGroup]
    hands_in: bool
    news: Sequence[NewsItem]
    since: datetime
    timeline: Timeline
    vacant: bool
    acting: Sequence[Designation]
    ends_on: date | None
    shows_sample: bool


# Long, because it fills every field of the page once.
def party_desk(query: QueryDict, person: User, parties: Sequence[Party]) -> PartyDesk:
    """Return the desk of the party that `?party=` names, or of the first one.

    `?period=`, `?state=` and `?mine` filter its updates. The visit is recorded.
    """
    now = timezone.now()
    party = next((row for row in parties if row.code == query.get("party")), parties[0])
    # The periods with updates of the party that have been opened, the newest first.
    periods = list(ReportingPeriod.objects.filter(updates__party=party).opened().distinct())
    key = query.get("period")
    period = next((row for row in periods if row.key == key), periods[0] if periods else None)
    updates = _updates(person, party, period)
    state, mine = query.get("state", ""), "mine" in query
    waiting = _states_waiting_for(person, party)
    shown = [
        line
        for line in _lines(updates, person, period, now)
        if state in ("", line.update.state) and (not mine or line.update.state in waiting)
    ]
    distributions = counted(person, "commitment__paragraph_id", party=party, period=period)
    since = visits.record_visit(by=person, at=now)
    actions = FollowUpAction.objects.visible_to(person).filter(party=party)
    current = list(
        Designation.objects.current(now).filter(party=party).select_related("user").order_by("pk")
    )
    authorities = [row for row in current if row.capacity == Designation.Capacity.AUTHORITY]
    return PartyDesk(
        party=party,
        parties=parties,
        authority=is_authority(person, party.pk),
        periods=periods,
        period=period,
        state=state,
        mine=mine,
        total=len(updates),
        counted=count_by_state(updates),
        distribution=total(distributions.values()),
        calls=sum(update.state in waiting for update in updates),
        groups=_groups(shown, updates, distributions),
        hands_in=any(line.hands_in for line in shown),
        news=news(party=party, person=person, since=since),
        since=since,
        timeline=timeline(actions.prefetch_related("milestones"), today=now.date()),
        vacant=not authorities,
        acting=[row for row in authorities if row.acting],
        ends_on=_end_soon([row.valid_to for row in current if row.user_id == person.pk], now),
        shows_sample=any(update.sample for update in updates),
    )


def _updates(person: User, party: Party, period: ReportingPeriod | None) -> list[ProgressUpdate]:
    return list(
        ProgressUpdate.objects.visible_to(person)
        .filter(party=party, period=period)
        .select_related("commitment__paragraph__instrument", "commitment__instrument", "period")
        .order_by("instrument", "commitment__position")
    )


def _end_soon(ends: Sequence[date | None], now: datetime) -> date | None:
    """Return the last of these days if it is soon; None stands for a designation without end."""
    last = None if None in ends else max(filter(None, ends), default=None)
    return last if last is not None and last - now.date() <= SOON else None


def _states_waiting_for(person: User, party: Party) -> Sequence[str]:
    """Return the states in which an update waits for this person."""
    also = (State.NATIONAL_REVIEW,) if is_authority(person, party.pk) else ()
    return (State.RETURNED, *also)


def submission_verb(person: User, party: Party) -> Verb:
    """Return the verb for a finished draft: submit it, or hand it over to the authority."""
    return Verb.SUBMIT if is_authority(person, party.pk) else Verb.HAND_OVER


def _lines(
    updates: Sequence[ProgressUpdate], person: User, period: ReportingPeriod | None, now: datetime
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
        open_verbs = verbs_open_to(update=update, person=person, at=now)
        lines.append(
            UpdateLine(
                update=update,
                late=update.is_late(period.due_at, now),
                hands_in=verb in open_verbs,
                unchanged=update.state == State.EXPECTED
                and Verb.SAVE.value in open_verbs
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


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """An update on the page that confirms a submission.

    `obstacles`: what prevents it; `done`: whether it was submitted, None before it is tried.
    """

    update: ProgressUpdate
    obstacles: Sequence[Words]
    done: bool | None = None


def row_before(update: ProgressUpdate, person: User, at: datetime) -> SubmissionRow:
    """Return the row with what would prevent the submission now."""
    verb = submission_verb(person, update.party)
    if verb.value not in verbs_open_to(update=update, person=person, at=at):
        return SubmissionRow(update, [_("Its state does not allow it.")])
    return SubmissionRow(update, sentences_of(lacking(update) if verb == Verb.SUBMIT else ()))


def sentences_of(faults: Iterable[Fault]) -> list[Words]:
    """Return the faults as sentences that name their field, each once."""
    sentences: dict[Words, None] = {}
    for fault in faults:
        name = fault.pointer.strip("/").split("/")[0]
        label = PASSAGES.get(name)
        sentences[fault.detail if label is None else f"{label}: {fault.detail}"] = None
    return list(sentences)
