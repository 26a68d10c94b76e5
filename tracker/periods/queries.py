"""Which period a page is of, which cycles can be begun, and what a party has not submitted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict
from commitments.models import AssemblySession, Designation, Notification, Party, User
from tracker.models import Reminder, ReportingCycle, ReportingPeriod, RosterEntry
from tracker.updates.queries.updates import count_by
from tracker.updates.rules.outcomes import Outcome, due_of
from tracker.visibility import Reader

# A party is not reminded twice within this time, unless the officer confirms it.
PAUSE: Final = timedelta(hours=24)


def period_of(periods: Sequence[ReportingPeriod], key: str | None) -> ReportingPeriod | None:
    """Return the period of this key.

    Where the key is None or "": the first of the periods that is open, else the first, or None
    where there are none. Raises Http404 for another key.
    """
    if not key:
        first_open = (each for each in periods if each.state == ReportingPeriod.State.OPEN)
        return next(first_open, periods[0] if periods else None)
    for period in periods:
        if period.key == key:
            return period
    raise Http404


def sessions_without_cycle() -> QuerySet[AssemblySession]:
    """Return the regular sessions for which a cycle can be begun, the latest first."""
    regular = AssemblySession.objects.filter(kind=AssemblySession.Kind.REGULAR)
    return regular.filter(
        Exists(regular.filter(number=OuterRef("number") - 1)),
        ~Exists(ReportingCycle.objects.filter(to_session=OuterRef("pk"))),
    ).order_by("-number")


@dataclass(slots=True)
class Arrears:
    """What a party has not submitted in a period, and its focal points now (`people`).

    `asked`, `outstanding`: numbers of solicited updates. `reminded_at`: when it was last reminded
    in this period. `undelivered`: the last e-mails to its people, where they were not delivered.
    """

    party: Party
    period: ReportingPeriod
    asked: int = 0
    outstanding: int = 0
    people: list[User] = field(default_factory=list)
    reminded_at: datetime | None = None
    undelivered: list[Notification] = field(default_factory=list)

    def late(self, at: datetime) -> bool:
        """Whether something is outstanding after the due date."""
        return self.outstanding > 0 and at > self.period.due_at

    def just_reminded(self, at: datetime) -> bool:
        return self.reminded_at is not None and at - self.reminded_at < PAUSE

    def obstacle(self, at: datetime, *, again: bool = False) -> Conflict | None:
        """Return why the party cannot be reminded now, None where it can."""
        if self.period.state != ReportingPeriod.State.OPEN:
            return Conflict(_("The period is not open."), code="period_closed")
        if not self.outstanding:
            return Conflict(_("The party has nothing left to submit."), code="nothing_outstanding")
        if not self.people:
            return Conflict(
                _("No one speaks for the party now, so there is no one to write to."),
                code="nobody_to_tell",
            )
        if self.just_reminded(at) and not again:
            return Conflict(
                _("The party was reminded less than 24 hours ago."), code="reminded_already"
            )
        return None


def arrears_in(
    *, period: ReportingPeriod, at: datetime, parties: Collection[int] | None = None
) -> list[Arrears]:
    """Return the arrears of each party in the roster, or of `parties` (primary keys).

    Five queries, however many parties there are; in the order of kind and code.
    """
    chosen = Party.objects.order_by("-kind", "code")
    if parties is None:
        entries = RosterEntry.objects.filter(period=period, decision=RosterEntry.Decision.IN)
        chosen = chosen.filter(roster_entries__in=entries)
    else:
        chosen = chosen.filter(pk__in=parties)
    found = {party.pk: Arrears(party, period) for party in chosen}
    counted = count_by(Reader(at=at, officer=True), "party_id", period=period, party__in=found)
    for party_id, counts in counted.items():
        found[party_id].asked = due_of(counts)
        found[party_id].outstanding = counts[Outcome.AWAITED] + counts[Outcome.NOT_REPORTED]
    designations = Designation.objects.current(at).filter(party__in=found)
    for designation in designations.select_related("user").order_by("capacity", "user__email"):
        focal_points = found[designation.party_id].people
        if designation.user not in focal_points:
            focal_points.append(designation.user)
    reminded = dict(
        Reminder.objects.filter(period=period, party__in=found, reminded_at__lte=at)
        .order_by()
        .values_list("party_id")
        .annotate(last=Max("reminded_at"))
    )
    people = (person for due in found.values() for person in due.people)
    failed = {each.person_id: each for each in Notification.objects.undelivered_to(people)}
    for due in found.values():
        due.reminded_at = reminded.get(due.party.pk)
        due.undelivered = [failed[person.pk] for person in due.people if person.pk in failed]
    return list(found.values())


def undelivered(arrears: Iterable[Arrears]) -> list[Notification]:
    """Return the e-mails to the people of these parties that were not delivered, each once."""
    letters = {letter.pk: letter for due in arrears for letter in due.undelivered}
    return list(letters.values())
