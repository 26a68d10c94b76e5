"""The secretariat's queue of updates, and the review of one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import find_or_404, number_in
from commitments.models import Party, User
from commitments.parties.queries import by_name
from commitments.people.rules.access import officer_of
from tracker.desks.secretariat.view_models.passages import LABELS
from tracker.desks.secretariat.view_models.review import reviewed_text
from tracker.desks.secretariat.view_models.review_queue import (
    ORDERS,
    ReviewQueue,
    paragraphs_to_choose,
)
from tracker.models import Decision, ProgressUpdate, ReportingPeriod, State
from tracker.updates import commands as workflow
from tracker.updates.commands import comments
from tracker.updates.rules.workflow_table import verbs_open_to

PAGE_SIZE: Final = 50
COMMENT: Final = "say"
VERBS: Final = ("accept", "return", "reopen")
# After these the officer continues with the next update of the queue.
DECISIONS: Final = ("accept", "return")


@require_safe
@login_required
def review(request: HttpRequest) -> HttpResponse:
    """The updates that wait for review, the most urgent first; or those in another state."""
    officer, now = officer_of(request), timezone.now()
    queue = ReviewQueue.from_query(request.GET)
    updates = queue.updates(officer, now).select_related(
        "party", "period", "commitment__instrument", "latest_revision"
    )
    page = Paginator(updates, PAGE_SIZE).get_page(request.GET.get("page"))
    counted = queue.counted(officer, now)
    context = {
        "page": page,
        "rows": [(u, u.is_late(u.period.due_at, now)) for u in page],
        "queue": queue,
        "states": [
            (name, State(name).label, counted[name], replace(queue, state=name).query or "?")
            for name in State.values
            if counted[name] or name == queue.state
        ],
        "plain": ReviewQueue(state=queue.state).query or "?",
        "orders": ORDERS.items(),
        "parties": by_name(Party.objects.filter(updates__isnull=False).distinct()),
        "paragraphs": paragraphs_to_choose(),
        "periods": ReportingPeriod.objects.opened(),
        "shows_sample": any(update.sample for update in page),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/review.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_update(request: HttpRequest, pk: int) -> HttpResponse:
    """One update under review, beside its commitment and what the party reported earlier."""
    officer = officer_of(request)
    here = find_or_404(
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
    queue, fault = ReviewQueue.from_query(request.GET), ""
    if request.method == "POST":
        # The update leaves the queue with the decision; the next one is found before.
        following = queue.to_decide_after(officer, timezone.now(), pk)
        fault = _press(request, officer, here)
        if not fault:
            _tell(request, here, queue)
            if request.POST["verb"] not in DECISIONS:
                return redirect(_address(pk, queue))
            return redirect(_address(following, queue))
    return _show(request, officer, here, queue, fault)


def _address(pk: int | None, queue: ReviewQueue) -> str:
    """Return the address of an update within the queue, or (None) of the queue itself."""
    page = reverse("review") if pk is None else reverse("review-update", args=[pk])
    return page + queue.query


def _tell(request: HttpRequest, here: ProgressUpdate, queue: ReviewQueue) -> None:
    """Say what was done, with a link that undoes an acceptance."""
    verb = request.POST["verb"]
    words = f"{here.party.code} {here.commitment.code}: {_done(verb)}"
    if verb == "accept":
        query = queue.query
        undo = f"{_address(here.pk, queue)}{'&' if query else '?'}undo=1#decide"
        words = format_html('{} <a href="{}">{}</a>', words, undo, _("Undo"))
    messages.success(request, words)


def _press(request: HttpRequest, officer: User, here: ProgressUpdate) -> str:
    """Do what the button says; return why it was refused, or "". Raises PermissionDenied."""
    verb, comment = request.POST.get("verb", ""), request.POST.get("comment", "")
    now = timezone.now()
    version = number_in(request.POST.get("version"))
    try:
        if verb == COMMENT:
            comments.say(
                update=here,
                content=comment,
                passage=request.POST.get("passage", ""),
                by=officer,
                at=now,
            )
        elif verb in VERBS:
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


def _show(
    request: HttpRequest, officer: User, here: ProgressUpdate, queue: ReviewQueue, fault: str
) -> HttpResponse:
    now = timezone.now()
    may = verbs_open_to(update=here, person=officer, at=now)
    undoing = "undo" in request.GET and "reopen" in may
    typed = request.POST.get("comment", "") if fault else ""
    context: dict[str, Any] = {
        "update": here,
        "may": may,
        "late": here.is_late(here.period.due_at, now),
        "decisions": Decision.objects.visible_to(officer).filter(update=here).select_related("by"),
        "queue": queue,
        "neighbours": _neighbours(officer, here, queue, now),
        "undoing": undoing,
        "labels": LABELS.items(),
        "fault": fault,
        "comment_is_missing": (
            bool(fault)
            and not typed.strip()
            and request.POST.get("verb") in {"return", "reopen", COMMENT}
        ),
        "typed_comment": typed or (_("Accepted by mistake.") if undoing else ""),
        "typed_passage": request.POST.get("passage", "") if fault else "",
        "shows_sample": here.sample,
        "section": "desk",
    }
    context |= reviewed_text(here, officer, request.GET.get("against"))
    status = 409 if fault else 200
    return render(request, "tracker/desks/secretariat/review_update.html", context, status=status)


def _neighbours(
    officer: User, here: ProgressUpdate, queue: ReviewQueue, now: datetime
) -> dict[str, Any]:
    earlier, later, place, total = queue.neighbours(officer, now, here.pk)
    return {
        "previous": _address(earlier, queue) if earlier else "",
        "next": _address(later, queue) if later else "",
        "queue": _address(None, queue),
        "place": place,
        "total": total,
    }


def _done(verb: str) -> str:
    return {
        "accept": _("The update has been accepted."),
        "return": _("Returned to the party, with your comment. The party may submit it again."),
        "reopen": _("The update has been reopened."),
        COMMENT: _("Your comment has been sent."),
    }[verb]
