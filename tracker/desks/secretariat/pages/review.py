"""The secretariat's queue of updates, and the review of one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import context_of, find_or_404, number_in
from commitments.models import Party, User
from commitments.parties.queries import by_name
from commitments.people.rules.access import officer_of
from tracker.desks.secretariat.view_models.review import LABELS, reviewed_text
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
        "rows": [(update, update.is_late(update.period.due_at, now)) for update in page],
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
    update = find_or_404(
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
        # The update leaves the queue with the decision, so the next one is looked up before.
        following = queue.to_decide_after(officer, timezone.now(), pk)
        fault = _press(request, officer, update)
        if not fault:
            _report_done(request, update, queue)
            decided = request.POST["verb"] in DECISIONS
            return redirect(queue.address(following if decided else pk))
    return _show(request, officer, update, queue, fault)


def _report_done(request: HttpRequest, update: ProgressUpdate, queue: ReviewQueue) -> None:
    """Say what was done, with a link that undoes an acceptance."""
    verb = request.POST["verb"]
    words = f"{update.party.code} {update.commitment.code}: {_done(verb)}"
    if verb == "accept":
        undo = f"{queue.address(update.pk)}{'&' if queue.query else '?'}undo=1#decide"
        words = format_html('{} <a href="{}">{}</a>', words, undo, _("Undo"))
    messages.success(request, words)


def _press(request: HttpRequest, officer: User, update: ProgressUpdate) -> str:
    """Do what the button says; return why it was refused, or "". Raises PermissionDenied."""
    verb, comment = request.POST.get("verb", ""), request.POST.get("comment", "")
    now = timezone.now()
    version = number_in(request.POST.get("version"))
    try:
        if verb == COMMENT:
            passage = request.POST.get("passage", "")
            comments.say(update=update, content=comment, passage=passage, by=officer, at=now)
        elif verb in VERBS:
            words = {"reason" if verb == "reopen" else "comment": comment}
            workflow.dispatch[verb](update=update, by=officer, at=now, version=version, **words)
        else:
            return _("There is no such step here.")
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except DomainError as error:
        faults = getattr(error, "faults", ())
        return " ".join(str(fault.detail) for fault in faults) or str(error.detail)
    return ""


def _show(
    request: HttpRequest, officer: User, update: ProgressUpdate, queue: ReviewQueue, fault: str
) -> HttpResponse:
    now = timezone.now()
    open_verbs = verbs_open_to(update=update, person=officer, at=now)
    decisions = Decision.objects.visible_to(officer).filter(update=update).select_related("by")
    undoing = "undo" in request.GET and "reopen" in open_verbs
    typed = request.POST.get("comment", "") if fault else ""
    context = {
        "update": update,
        "may": open_verbs,
        "late": update.is_late(update.period.due_at, now),
        "decisions": decisions,
        "queue": queue,
        "neighbours": queue.neighbours(officer, now, update.pk),
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
        "shows_sample": update.sample,
        "section": "desk",
    }
    page = context_of(reviewed_text(update, officer, request.GET.get("against")), **context)
    status = 409 if fault else 200
    return render(request, "tracker/desks/secretariat/review_update.html", page, status=status)


def _done(verb: str) -> str:
    return {
        "accept": _("The update has been accepted."),
        "return": _("Returned to the party, with your comment. The party may submit it again."),
        "reopen": _("The update has been reopened."),
        COMMENT: _("Your comment has been sent."),
    }[verb]
