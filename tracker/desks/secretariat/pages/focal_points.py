"""Who speaks for each party, where nobody does, and handing over to somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import DomainError
from commitments.foundation.pages import find_or_404, person_of
from commitments.models import Designation, Party, User
from commitments.parties.queries import by_name
from commitments.people import commands as people
from commitments.people.forms import SuccessorForm
from commitments.people.rules.page_access import officer_of
from commitments.people.rules.permissions import is_administrator
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.models.roster import RosterEntry
from tracker.updates.models.update import ProgressUpdate, State

# What waits at the party: whoever takes over will find it on the desk.
OPEN_STATES: Final = (State.EXPECTED, State.DRAFT, State.NATIONAL_REVIEW, State.RETURNED)


@dataclass(slots=True)
class Voices:
    """Who speaks for a party today, and will. `asked`: it is in the roster of an open period."""

    party: Party
    asked: bool = False
    authorities: list[Designation] = field(default_factory=list)
    contributors: list[Designation] = field(default_factory=list)
    to_come: list[Designation] = field(default_factory=list)
    over: list[Designation] = field(default_factory=list)

    @property
    def vacant(self) -> bool:
        """Whether nobody can submit what the party is asked for: who is invited cannot yet."""
        return self.asked and all(one.user.invited_at for one in self.authorities)


@require_safe
@login_required
def focal_points(request: HttpRequest) -> HttpResponse:
    """Each party with who speaks for it today; those that nobody may submit for are marked."""
    officer_of(request)
    vacant_only = "vacant" in request.GET
    rows = voices(Party.objects.all(), timezone.now().date())
    rows.sort(key=lambda row: not row.party.is_state)
    context = {
        "rows": [row for row in rows if row.vacant or not vacant_only],
        "vacant": sum(row.vacant for row in rows),
        "vacant_only": vacant_only,
        "shows_sample": _shows_sample(rows),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/focal_points.html", context)


@require_safe
@login_required
def focal_points_of(request: HttpRequest, party: str) -> HttpResponse:
    """Everybody who speaks, will speak or has spoken for one party."""
    officer = officer_of(request)
    here = find_or_404(Party.objects.all(), code=party)
    (row,) = voices([here], timezone.now().date())
    context = {
        "row": row,
        "groups": [
            (_("Authorities today"), row.authorities),
            (_("Contributors today"), row.contributors),
            (_("Upcoming"), row.to_come),
            (_("Earlier"), row.over),
        ],
        "open_work": open_work(here, officer),
        "keeps": is_administrator(officer),
        "shows_sample": _shows_sample([row]),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/focal_points_of.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002  # the address's word
    """What is open at the party passes to somebody else on a day: first shown, then done."""
    admin, now = person_of(request), timezone.now()
    if not is_administrator(admin):
        raise PermissionDenied(_("This is reserved for administrators."))
    old = find_or_404(Designation.objects.select_related("party", "user"), pk=id)
    form = SuccessorForm(
        request.POST or None,
        initial={
            "capacity": old.capacity,
            "valid_from": now.date(),
            "language": old.user.language,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            new = people.pass_on(
                designation=old, to=form.person(), terms=form.terms(), by=admin, at=now
            )
        except DomainError as error:
            form.refuse(error)
        else:
            words = _("%(old)s hands over to %(new)s.") % {"old": old.user, "new": new.user}
            messages.success(request, words)
            return redirect("focal-points-of", old.party.code)
    context = {
        "old": old,
        "form": form,
        "open_work": open_work(old.party, admin),
        "shows_sample": old.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/hand_over.html", context)


def voices(parties: Iterable[Party], day: date) -> list[Voices]:
    """Return who speaks for each of the parties, by the parties' names; two queries."""
    found_voices = {party.pk: Voices(party) for party in by_name(parties)}
    asked = RosterEntry.objects.filter(
        period__state=ReportingPeriod.State.OPEN, decision=RosterEntry.Decision.IN
    )
    for party_id in asked.order_by().values_list("party_id", flat=True):
        if party_id in found_voices:
            found_voices[party_id].asked = True
    for one in (
        Designation.objects.filter(party__in=found_voices, user__is_active=True)
        .select_related("user", "party")
        .order_by("valid_from", "user__email")
    ):
        _list_for(found_voices[one.party_id], one, day).append(one)
    return list(found_voices.values())


def _list_for(row: Voices, one: Designation, day: date) -> list[Designation]:
    if one.valid_to is not None and one.valid_to <= day:
        return row.over
    if one.valid_from > day:
        return row.to_come
    authority = one.capacity == Designation.Capacity.AUTHORITY
    return row.authorities if authority else row.contributors


def open_work(party: Party, officer: User) -> list[tuple[Any, int]]:
    """Return what waits at the party in open periods, as (state's label, how many), none left out.

    Only numbers: what is drafted is the party's own.
    """
    counted = dict(
        ProgressUpdate.objects.visible_to(officer)
        .filter(party=party, period__state=ReportingPeriod.State.OPEN, state__in=OPEN_STATES)
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    return [(State(state).label, counted.get(state, 0)) for state in OPEN_STATES]


def _shows_sample(rows: Iterable[Voices]) -> bool:
    return any(
        one.sample
        for row in rows
        for one in (*row.authorities, *row.contributors, *row.to_come, *row.over)
    )
