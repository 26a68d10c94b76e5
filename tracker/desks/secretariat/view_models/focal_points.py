"""Who speaks for each party today, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Count

from commitments.foundation.errors import Words
from commitments.models import Designation, Party, User
from commitments.parties.queries import by_name
from tracker.models import ProgressUpdate, ReportingPeriod, RosterEntry, State

# What waits at the party, and will wait for a successor.
OPEN_STATES: Final = (State.EXPECTED, State.DRAFT, State.NATIONAL_REVIEW, State.RETURNED)


@dataclass(slots=True)
class FocalPoints:
    """Who speaks for a party today, will speak or has spoken.

    `invited`: whether it is in the roster of an open period.
    """

    party: Party
    invited: bool = False
    authorities: list[Designation] = field(default_factory=list)
    contributors: list[Designation] = field(default_factory=list)
    to_come: list[Designation] = field(default_factory=list)
    over: list[Designation] = field(default_factory=list)

    @property
    def vacant(self) -> bool:
        """Whether updates are due that nobody can submit: an invited authority cannot yet."""
        return self.invited and all(row.user.invited_at for row in self.authorities)

    @property
    def sample(self) -> bool:
        """Whether one of the designations is sample data."""
        every = (*self.authorities, *self.contributors, *self.to_come, *self.over)
        return any(row.sample for row in every)

    def list_on(self, day: date, designation: Designation) -> list[Designation]:
        """Return the list that the designation belongs to on that day."""
        if designation.valid_to is not None and designation.valid_to <= day:
            return self.over
        if designation.valid_from > day:
            return self.to_come
        is_authority = designation.capacity == Designation.Capacity.AUTHORITY
        return self.authorities if is_authority else self.contributors


def focal_points_by_party(parties: Iterable[Party], day: date) -> list[FocalPoints]:
    """Return who speaks for each of the parties, by the parties' names; two queries."""
    rows = {party.pk: FocalPoints(party) for party in by_name(parties)}
    in_roster = RosterEntry.objects.filter(
        period__state=ReportingPeriod.State.OPEN, decision=RosterEntry.Decision.IN
    )
    for party_id in in_roster.order_by().values_list("party_id", flat=True):
        if party_id in rows:
            rows[party_id].invited = True
    designations = Designation.objects.filter(party__in=rows, user__is_active=True)
    for row in designations.select_related("user", "party").order_by("valid_from", "user__email"):
        rows[row.party_id].list_on(day, row).append(row)
    return list(rows.values())


def open_work(party: Party, officer: User) -> list[tuple[Words, int]]:
    """Return what waits at the party in open periods, as (label of the state, number), zeros too.

    Only numbers: drafts belong to the party.
    """
    counts = dict(
        ProgressUpdate.objects.visible_to(officer)
        .filter(party=party, period__state=ReportingPeriod.State.OPEN, state__in=OPEN_STATES)
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    return [(state.label, counts.get(state, 0)) for state in OPEN_STATES]
