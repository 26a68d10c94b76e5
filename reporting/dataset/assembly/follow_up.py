"""What follows up on the commitments: duties, actions, cooperation, observations, reservations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Prefetch, Q

from commitments.models import Commitment, Reservation
from reporting.dataset import schema
from reporting.dataset.assembly.facts import ResponsibilityRow, iso_day, session_facts
from reporting.dataset.assembly.records import AcceptedUpdate, Reading
from reporting.dataset.assembly.scope import ReportSubject, Scope
from tracker.models import FollowUpAction, Observation
from tracker.updates.rules.outcomes import NOT_APPLICABLE, Outcome
from tracker.updates.rules.rubric import DONE, one_off

# A duty with one of these rubrics is never past its deadline: done, or not shown to the reader.
_SETTLED_DUTIES = (DONE, NOT_APPLICABLE, Outcome.WITHHELD.value)
# An action is overdue no more once it is one of these.
_SETTLED = (FollowUpAction.Status.DONE, FollowUpAction.Status.ABANDONED)


def cooperation(
    accepted: Iterable[AcceptedUpdate], theme_keys: Iterable[str]
) -> tuple[schema.CooperationEntry, ...]:
    """Return requests, then offers, by theme; within a theme in the order of `accepted`."""
    position = {key: number for number, key in enumerate(theme_keys)}
    entries = [
        schema.CooperationEntry(
            direction=direction,
            theme=str(item["theme"]),
            party=update.party,
            commitment=update.commitment,
            text=str(item["text"]),
            language=update.fields["language"],
            sample=update.sample,
        )
        for direction in ("needed", "offered")
        for update in accepted
        if update.readable
        for item in update.fields[f"cooperation_{direction}"]
    ]
    return tuple(
        sorted(
            entries, key=lambda entry: (entry.direction, position.get(entry.theme, len(position)))
        )
    )


def duties(
    subject: ReportSubject,
    responsibilities: Iterable[ResponsibilityRow],
    commitments: Iterable[Commitment],
    last_known: Mapping[int, AcceptedUpdate],
    reading: Reading,
) -> tuple[schema.Duty, ...]:
    """Return the duties of bodies, in the order of the commitments, against their deadlines.

    `last_known`: what was accepted last, by responsibility, of whatever period: what was done in
    an earlier cycle stays done. Where nothing ever was, the outcome in this `reading` is given.
    """
    outcomes = {(line.party, line.commitment): line.outcome for line in reading.counted}
    return tuple(
        _duty(
            subject,
            commitment,
            row,
            _rubric(last_known.get(row.responsibility), outcomes.get((row.party, row.commitment))),
        )
        for commitment in commitments
        if commitment.tracking == Commitment.Tracking.PER_BODY
        for row in responsibilities
        if row.commitment == commitment.code
    )


def _rubric(last: AcceptedUpdate | None, outcome: Outcome | None) -> str:
    """Return the rubric of a duty: by its last accepted update, else by its outcome; or "".

    Only what was not reported reads as such: not what does not apply, what the audience may not
    read, what waits for the secretariat, or what is not due yet.
    """
    if last is None:
        return outcome.value if outcome is not None else ""
    if not last.readable:
        return Outcome.WITHHELD.value
    return one_off(last.level) or NOT_APPLICABLE


def _duty(
    subject: ReportSubject, commitment: Commitment, row: ResponsibilityRow, rubric: str
) -> schema.Duty:
    """Return one duty; its deadline is over once the session it names has ended."""
    deadline = commitment.deadline
    discharged_on = subject.no_later(row.discharged_on)
    ends_on = (deadline.ends_on or deadline.starts_on) if deadline is not None else None
    over = ends_on is not None and ends_on < subject.day
    return schema.Duty(
        commitment=commitment.code,
        party=row.party,
        deadline=session_facts(deadline),
        rubric=rubric,
        discharged_on=iso_day(discharged_on),
        discharge_basis=row.discharge_basis if discharged_on else "",
        past_deadline=over and rubric not in _SETTLED_DUTIES and discharged_on is None,
    )


def actions(
    subject: ReportSubject, commitments: Collection[str], parties: Sequence[str]
) -> tuple[schema.ActionEntry, ...]:
    """Return the actions that serve these commitments, by party and due date.

    Actions have no revisions: those known by `as_of` are shown as they are now.
    """
    found = FollowUpAction.objects.filter(
        subject.reader.marked_q(),
        commitments__instrument=subject.instrument,
        commitments__code__in=commitments,
        created_at__lte=subject.as_of,
    )
    if subject.party is not None:
        found = found.filter(party=subject.party)
    served = Commitment.objects.filter(
        instrument=subject.instrument, code__in=commitments
    ).order_by("position")
    rows = (
        found.distinct()
        .select_related("party")
        .prefetch_related(Prefetch("commitments", served), "milestones")
    )
    position = {code: number for number, code in enumerate(parties)}

    def order(action: FollowUpAction) -> tuple[int, str, bool, str, int]:
        party, due_on = action.party.code, iso_day(action.due_on)
        place = position.get(party, len(position))
        return place, party, due_on is None, due_on or "", action.pk

    return tuple(_action(subject, action) for action in sorted(rows, key=order))


def _action(subject: ReportSubject, action: FollowUpAction) -> schema.ActionEntry:
    return schema.ActionEntry(
        party=action.party.code,
        commitments=tuple(commitment.code for commitment in action.commitments.all()),
        title=action.title,
        description=action.description,
        language=action.language,
        kind=action.kind,
        status=action.status,
        percent=action.percent,
        starts_on=iso_day(action.starts_on),
        due_on=iso_day(action.due_on),
        overdue=action.due_on is not None
        and action.due_on < subject.day
        and action.status not in _SETTLED,
        cost=str(action.cost) if action.cost is not None else "",
        currency=action.currency,
        milestones=tuple(
            schema.MilestoneEntry(
                title=milestone.title,
                due_on=milestone.due_on.isoformat(),
                reached_on=iso_day(subject.no_later(milestone.reached_on)),
            )
            for milestone in sorted(action.milestones.all(), key=lambda m: (m.due_on, m.pk))
        ),
        sample=action.sample,
    )


def observations(scope: Scope, commitments: Collection[str]) -> tuple[schema.ObservationEntry, ...]:
    """Return the observations on the periods covered, and those by `as_of` on no period.

    An observation on a period is included whenever it was written: it is about that period.
    """
    subject = scope.subject
    found = Observation.objects.filter(
        Q(period__in=scope.periods) | Q(period__isnull=True, at__lte=subject.as_of),
        commitment__instrument=subject.instrument,
        commitment__code__in=commitments,
    )
    if subject.party is not None:
        found = found.filter(Q(party=subject.party) | Q(party__isnull=True))
    return tuple(
        schema.ObservationEntry(
            commitment=row.commitment.code,
            party=row.party.code if row.party else "",
            content=row.content,
            language=row.language,
            source=row.source,
        )
        for row in found.select_related("commitment", "party").order_by(
            "commitment__position", "at", "pk"
        )
    )


def reservations(
    subject: ReportSubject, commitments: Collection[str]
) -> tuple[schema.ReservationEntry, ...]:
    """Return the footnotes made by `as_of` to the instrument or to what is reported on."""
    found = Reservation.objects.filter(
        instrument=subject.instrument, made_on__lte=subject.day
    ).select_related("state", "paragraph", "commitment")
    if subject.party is not None:
        found = found.filter(state=subject.party)
    if subject.paragraph is not None:
        found = found.filter(
            Q(paragraph=subject.paragraph)
            | Q(commitment__code__in=commitments)
            | Q(paragraph__isnull=True, commitment__isnull=True)
        )
    return tuple(
        schema.ReservationEntry(
            state=row.state.code,
            paragraph=row.paragraph.reference if row.paragraph else "",
            commitment=row.commitment.code if row.commitment else "",
            content=row.content,
            language=row.language,
            made_on=row.made_on.isoformat(),
        )
        for row in sorted(found, key=lambda r: (r.state.code, r.made_on, r.pk))
    )
