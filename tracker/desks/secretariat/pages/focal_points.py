"""Who speaks for each party, which parties have nobody, and handing over to a successor."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.pages import find_or_404, person_of
from commitments.models import Designation, Party
from commitments.people.commands import accounts
from commitments.people.forms import SuccessorForm
from commitments.people.rules.access import officer_of
from commitments.people.rules.permissions import is_administrator
from tracker.desks.secretariat.view_models.focal_points import focal_points_by_party, open_work


@require_safe
@login_required
def focal_points(request: HttpRequest) -> HttpResponse:
    """Each party with who speaks for it today; those for which nobody can submit are marked."""
    officer_of(request)
    vacant_only = "vacant" in request.GET
    rows = focal_points_by_party(Party.objects.all(), timezone.now().date())
    rows.sort(key=lambda row: not row.party.is_state)
    context = {
        "rows": [row for row in rows if row.vacant or not vacant_only],
        "vacant": sum(row.vacant for row in rows),
        "vacant_only": vacant_only,
        "shows_sample": any(row.sample for row in rows),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/focal_points.html", context)


@require_safe
@login_required
def focal_points_of(request: HttpRequest, party: str) -> HttpResponse:
    """Everybody who speaks, will speak or has spoken for one party."""
    officer = officer_of(request)
    found = find_or_404(Party.objects.all(), code=party)
    (row,) = focal_points_by_party([found], timezone.now().date())
    context = {
        "row": row,
        "groups": [
            (_("Authorities today"), row.authorities),
            (_("Contributors today"), row.contributors),
            (_("Upcoming"), row.to_come),
            (_("Earlier"), row.over),
        ],
        "open_work": open_work(found, officer),
        "keeps": is_administrator(officer),
        "shows_sample": row.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/focal_points_of.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002  # as in the API
    """Hand over from a focal point to a successor, who takes over what waits at the party."""
    admin, now = person_of(request), timezone.now()
    if not is_administrator(admin):
        raise PermissionDenied(_("This is reserved for administrators."))
    old = find_or_404(Designation.objects.select_related("party", "user"), pk=id)
    initial = {
        "capacity": old.capacity,
        "valid_from": now.date(),
        "language": old.user.language,
    }
    form = SuccessorForm(request.POST or None, initial=initial)
    if request.method == "POST":
        new = form.carry_out(
            lambda: accounts.hand_over(
                designation=old, to=form.person(), terms=form.terms(), by=admin, at=now
            )
        )
        if new is not None:
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
