"""What the parties reported and did, and what the secretariat adds to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, Q

from commitments.models import Commitment, Reservation
from reporting.dataset.assembly.catalogue_facts import (
    TEXTS,
    ResponsibilityRow,
    iso,
    iso_day,
    session_facts,
)
from reporting.dataset.assembly.records import AcceptedUpdate, Reading
from reporting.dataset.assembly.scope import ReportSubject, Scope
from reporting.dataset.schema import (
    ActionEntry,
    CooperationEntry,
    Duty,
    EvidenceEntry,
    MilestoneEntry,
    ObservationEntry,
    ReservationEntry,
    TranslationEntry,
    UpdateEntry,
)
from tracker.models import Audience, FollowUpAction, Observation
from tracker.updates.rules.outcomes import NOT_APPLICABLE, Outcome
from tracker.updates.rules.rubric import DONE, one_off

# A duty with one of these rubrics is never past its deadline: done, or not shown to the reader.
_SETTLED_DUTIES = (DONE, NOT_APPLICABLE, Outcome.WITHHELD.value)
# An action is overdue no more once it is one of these.
_SETTLED = (FollowUpAction.Status.DONE, FollowUpAction.Status.ABANDONED)


def updates(
    subject: ReportSubject,
    reading: Reading,
    *,
    paragraph_of: Mapping[str, str],
    parties: Sequence[str],
    translated: Mapping[int, tuple[TranslationEntry, ...]],
) -> tuple[UpdateEntry, ...]:
    """Return what the audience may read, by commitment, then by party in the order given.

    What was asked for in one period may be answered unasked in a later one: it counts as asked for,
    as in every rate of the report.
    """
    asked = {due.responsibility for due in reading.due}
    return tuple(
        replace(
            _update(subject, update, paragraph_of[update.commitment]),
            solicited=update.responsibility in asked,
            level_before=update.level_before,
            period_before=update.period_before,
            translations=translated.get(update.fields["revision"], ()),
        )
        for update in in_order(reading, list(paragraph_of), parties)
        if update.readable
    )


def in_order(
    reading: Reading, commitments: Sequence[str], parties: Sequence[str]
) -> list[AcceptedUpdate]:
    """Return the accepted updates, by commitment, then by party, in the orders given."""
    by_commitment = {code: number for number, code in enumerate(commitments)}
    by_party = {code: number for number, code in enumerate(parties)}
    return sorted(
        reading.accepted.values(),
        key=lambda update: (
            by_commitment[update.commitment],
            by_party[update.party],
            update.responsibility,
        ),
    )


def _update(subject: ReportSubject, update: AcceptedUpdate, paragraph: str) -> UpdateEntry:
    """Return what the update says by itself; what the report knows besides is for the caller."""
    fields = update.fields
    first = fields["first_submitted_at"]
    return UpdateEntry(
        party=update.party,
        commitment=update.commitment,
        paragraph=paragraph,
        period=fields["period"],
        solicited=False,
        level=update.level,
        level_before=None,
        period_before="",
        no_change=fields["no_change"],
        language=fields["language"],
        texts={name: fields[name] for name in TEXTS},
        visibility=fields["visibility"],
        channel=fields["channel"],
        channel_document=fields["channel_document"],
        revision=fields["number"],
        submitted_at=iso(fields["submitted_at"]),
        late=first is not None and first > fields["due_at"],
        evidence=tuple(
            EvidenceEntry(
                title=str(item["title"]),
                url=str(item.get("url") or ""),
                file_name=str(item.get("file_name") or ""),
                sha256=str(item.get("sha256") or ""),
                dated_on=item.get("dated_on") or None,
            )
            for item in _shown(subject, fields["evidence"])
        ),
        actions=tuple(str(item["title"]) for item in _shown(subject, fields["actions"])),
        sample=update.sample,
    )


def _shown(
    subject: ReportSubject, items: Iterable[Mapping[str, Any]]
) -> Iterable[Mapping[str, Any]]:
    """Yield what the audience may read; an item that does not say is the party's own."""
    return (
        item
        for item in items
        if subject.reader.reads_as_others(item.get("visibility", Audience.PARTY))
    )


def cooperation(
    accepted: Iterable[AcceptedUpdate], theme_keys: Iterable[str]
) -> tuple[CooperationEntry, ...]:
    """Return requests, then offers, by theme; within a theme in the order of `accepted`."""
    position = {key: number for number, key in enumerate(theme_keys)}
    entries = [
        CooperationEntry(
            direction=direction,
            theme=str(item["theme"]),
            party=one.party,
            commitment=one.commitment,
            text=str(item["text"]),
            language=one.fields["language"],
            sample=one.sample,
        )
        for direction in ("needed", "offered")
        for one in accepted
        if one.readable
        for item in one.fields[f"cooperation_{direction}"]
    ]
    return tuple(
        sorted(
            entries,
            key=lambda entry: (entry.direction, position.get(entry.theme, len(position))),
        )
    )


def duties(
    subject: ReportSubject,
    owed: Iterable[ResponsibilityRow],
    commitments: Iterable[Commitment],
    last_known: Mapping[int, AcceptedUpdate],
    reading: Reading,
) -> tuple[Duty, ...]:
    """Return what bodies owe, in the order of the commitments, against its deadline.

    `last_known`: what was accepted last, by responsibility, of whatever period: what was done in
    an earlier cycle stays done. Where nothing ever was, how it counts in this `reading` is told.
    """
    counted = {(line.party, line.commitment): line.outcome for line in reading.counted}
    by_commitment: dict[str, list[ResponsibilityRow]] = defaultdict(list)
    for one in owed:
        by_commitment[one.commitment].append(one)
    return tuple(
        _duty(
            subject,
            commitment,
            one,
            _stands(last_known.get(one.responsibility), counted.get((one.party, one.commitment))),
        )
        for commitment in commitments
        if commitment.tracking == Commitment.Tracking.PER_BODY
        for one in by_commitment[commitment.code]
    )


def _stands(last: AcceptedUpdate | None, outcome: Outcome | None) -> str:
    """Return how a duty reads: by its last accepted update, else by what it counts as; or "".

    Only what was not reported reads as such: not what does not apply, what the audience may not
    read, what waits for the secretariat, or what is not due yet.
    """
    if last is None:
        return outcome.value if outcome is not None else ""
    if not last.readable:
        return Outcome.WITHHELD.value
    return one_off(last.level) or NOT_APPLICABLE


def _duty(
    subject: ReportSubject, commitment: Commitment, owed: ResponsibilityRow, rubric: str
) -> Duty:
    """Return one duty; its deadline is over once the session it names has ended."""
    deadline = commitment.deadline
    discharged_on = owed.discharged_on
    if discharged_on is not None and discharged_on > subject.day:
        discharged_on = None
    ends_on = (deadline.ends_on or deadline.starts_on) if deadline is not None else None
    over = ends_on is not None and ends_on < subject.day
    return Duty(
        commitment=commitment.code,
        party=owed.party,
        deadline=session_facts(deadline),
        rubric=rubric,
        discharged_on=iso_day(discharged_on),
        discharge_basis=owed.discharge_basis if discharged_on else "",
        past_deadline=over and rubric not in _SETTLED_DUTIES and discharged_on is None,
    )


def actions(
    subject: ReportSubject, commitments: Collection[str], parties: Sequence[str]
) -> tuple[ActionEntry, ...]:
    """Return the actions that serve these commitments, by party and due date.

    Actions have no revisions: they show as they stand, those known by `as_of`.
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
    return tuple(
        _action(subject, action)
        for action in sorted(
            rows,
            key=lambda a: (
                position.get(a.party.code, len(position)),
                a.party.code,
                a.due_on is None,
                iso_day(a.due_on) or "",
                a.pk,
            ),
        )
    )


def _action(subject: ReportSubject, action: FollowUpAction) -> ActionEntry:
    return ActionEntry(
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
            MilestoneEntry(
                title=milestone.title,
                due_on=milestone.due_on.isoformat(),
                reached_on=iso_day(milestone.reached_on)
                if milestone.reached_on and milestone.reached_on <= subject.day
                else None,
            )
            for milestone in sorted(action.milestones.all(), key=lambda m: (m.due_on, m.pk))
        ),
        sample=action.sample,
    )


def observations(scope: Scope, commitments: Collection[str]) -> tuple[ObservationEntry, ...]:
    """Return the secretariat's words on the periods covered, and those on no period by then.

    One on a period counts whenever it was written down: it says when what it tells of happened.
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
        ObservationEntry(
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
) -> tuple[ReservationEntry, ...]:
    """Return the footnotes made by then to the instrument or to what is reported on."""
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
        ReservationEntry(
            state=row.state.code,
            paragraph=row.paragraph.reference if row.paragraph else "",
            commitment=row.commitment.code if row.commitment else "",
            content=row.content,
            language=row.language,
            made_on=row.made_on.isoformat(),
        )
        for row in sorted(found, key=lambda r: (r.state.code, r.made_on, r.pk))
    )
