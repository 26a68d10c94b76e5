"""The secretariat's queue, one submission under review, and what is logged on a party's behalf."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.errors import DomainError, NotAllowed
from commitments.models import Commitment, User
from commitments.pages import found, number_in, person_of
from commitments.permissions import is_officer
from tracker import comments, workflow
from tracker.forms import OnBehalfForm
from tracker.models import Comment, Evidence, ProgressUpdate, ReportingPeriod, State
from tracker.workflow import verbs_open_to

from .reading import before, content_for, theme_names

PAGE_SIZE = 50
SAY = "say"
HERE = ("accept", "return", "reopen")


def officer_of(request: HttpRequest) -> User:
    """Return the officer who is signed in. Raises PermissionDenied for anybody else."""
    person = person_of(request)
    if not is_officer(person):
        raise PermissionDenied(_("This is for the secretariat."))
    return person


@require_safe
@login_required
def review(request: HttpRequest) -> HttpResponse:
    """What waits for review, the longest waiting first; or what is in another state."""
    officer = officer_of(request)
    state = request.GET.get("state", State.SUBMITTED)
    if state not in State.values:
        state = State.SUBMITTED
    updates = (
        ProgressUpdate.objects.visible_to(officer)
        .filter(state=state)
        .select_related("party", "period", "commitment__instrument", "latest_revision")
        .order_by(F("submitted_at").asc(nulls_last=True), "pk")
    )
    party, period = request.GET.get("party", ""), request.GET.get("period", "")
    if party:
        updates = updates.filter(party__code__iexact=party.replace("\x00", ""))
    if period:
        updates = updates.filter(period__key=period.replace("\x00", ""))
    page = Paginator(updates, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(u, u.is_late(u.period.due_at, timezone.now())) for u in page],
        "state": state,
        "states": State.choices,
        "party": party,
        "period": period,
        "shows_sample": any(update.sample for update in page),
        "section": "desk",
    }
    return render(request, "tracker/review.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_update(request: HttpRequest, pk: int) -> HttpResponse:
    """One update under review: what the party says, beside the promise and what it said before."""
    officer = officer_of(request)
    here = found(
        ProgressUpdate.objects.visible_to(officer).select_related(
            "party",
            "period",
            "commitment__instrument",
            "commitment__paragraph__text",
            "commitment__paragraph__instrument",
            "latest_revision",
            "published_revision",
            "logged_by",
        ),
        pk=pk,
    )
    fault = ""
    if request.method == "POST":
        fault = _press(request, officer, here)
        if not fault:
            messages.success(request, _done(request.POST["verb"]))
            return _onward(request, officer, pk)
    return _show(request, officer, here, fault)


def _press(request: HttpRequest, officer: User, here: ProgressUpdate) -> str:
    """Do what the button says; return why not, or "". Raises PermissionDenied."""
    verb, comment = request.POST.get("verb", ""), request.POST.get("comment", "")
    now = timezone.now()
    version = number_in(request.POST.get("version"))
    try:
        if verb == SAY:
            comments.say(update=here, content=comment, by=officer, at=now)
        elif verb in HERE:
            words = {"reason" if verb == "reopen" else "comment": comment}
            workflow.dispatch[verb](update=here, by=officer, at=now, version=version, **words)
        else:
            return _("There is no such step here.")
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except DomainError as error:
        faults = getattr(error, "faults", ())
        return " ".join(str(fault.detail) for fault in faults) or str(error.detail)
    return ""


def _onward(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """Go on to the next that waits, after a decision; else stay."""
    if request.POST["verb"] not in ("accept", "return"):
        return redirect("review-update", pk)
    following = (
        ProgressUpdate.objects.visible_to(officer)
        .filter(state=State.SUBMITTED)
        .exclude(logged_by=officer)
        .order_by("submitted_at", "pk")
        .first()
    )
    return redirect("review-update", following.pk) if following else redirect("review")


def _show(request: HttpRequest, officer: User, here: ProgressUpdate, fault: str) -> HttpResponse:
    now = timezone.now()
    revisions = list(here.revisions.select_related("submitted_by").order_by("-number"))
    context = {
        "update": here,
        "content": content_for(here, officer),
        "may": verbs_open_to(update=here, person=officer, at=now),
        "late": here.is_late(here.period.due_at, now),
        "earlier": before(here, officer),
        "previous_revision": revisions[1] if len(revisions) > 1 else None,
        "evidence": Evidence.objects.visible_to(officer).filter(
            update=here, removed_at__isnull=True
        ),
        "decisions": here.decisions.select_related("by"),
        "comments": Comment.objects.visible_to(officer).filter(update=here).select_related("by"),
        "themes": theme_names(),
        "fault": fault,
        "typed_comment": request.POST.get("comment", "") if fault else "",
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(request, "tracker/review_update.html", context, status=409 if fault else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_on_behalf(request: HttpRequest) -> HttpResponse:
    """Find, or begin, the update in which to log what came by note, mail or a public source."""
    officer = officer_of(request)
    form = OnBehalfForm(
        request.POST or None,
        periods=list(
            ReportingPeriod.objects.exclude(state=ReportingPeriod.State.PLANNED).order_by(
                "-opens_at"
            )
        ),
        commitments=list(Commitment.objects.current()),
    )
    if request.method == "POST" and form.is_valid():
        pk = _begun(form, officer)
        if pk is not None:
            return redirect("desk-update", pk)
    context = {"form": form, "section": "desk"}
    return render(
        request, "tracker/log_on_behalf.html", context, status=400 if form.errors else 200
    )


def _begun(form: OnBehalfForm, officer: User) -> int | None:
    """Return the update to log in, begun where there is none; None where the verb refuses."""
    typed: dict[str, Any] = form.cleaned_data
    period = form.periods[typed["period"]]
    commitment = form.commitments[typed["commitment"]]
    party = form.parties[typed["party"]]
    there = (
        ProgressUpdate.objects.visible_to(officer)
        .filter(period=period, commitment=commitment, party=party)
        .first()
    )
    if there is not None:
        return there.pk
    try:
        return workflow.volunteer(
            period=period,
            commitment=commitment,
            party=party,
            by=officer,
            at=timezone.now(),
            changes={},
            channel=typed["channel"],
            channel_document=typed["channel_document"],
        ).pk
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except DomainError as error:
        form.refuse(error)
        return None


def _done(verb: str) -> str:
    return {
        "accept": _("Accepted."),
        "return": _("Returned to the party, with your comment."),
        "reopen": _("Reopened."),
        SAY: _("Your comment has been sent."),
    }[verb]
