"""The secretariat's queue, one submission under review, and what is logged on a party's behalf."""

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
from commitments.people.rules.page_access import officer_of
from tracker.desks.secretariat.view_models.passages import LABELS, checks, general, passages
from tracker.desks.secretariat.view_models.review_queue import ORDERS, Queue, paragraphs_to_choose
from tracker.evidence.models import Evidence
from tracker.periods.models.period import ReportingPeriod
from tracker.updates import commands as workflow
from tracker.updates.commands import comments, verbs_open_to
from tracker.updates.models.comment import Comment
from tracker.updates.models.decision import Decision
from tracker.updates.models.narrative import Narrative
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.view_models.readable import accepted_before, theme_names

PAGE_SIZE: Final = 50
SAY: Final = "say"
HERE: Final = ("accept", "return", "reopen")
# After these the officer goes on to what is next in the queue.
DECISIONS: Final = ("accept", "return")
# What a submission may be compared with.
REVISION: Final = "revision"
PERIOD: Final = "period"


@require_safe
@login_required
def review(request: HttpRequest) -> HttpResponse:
    """What waits for review, the most urgent first; or what is in another state."""
    officer, now = officer_of(request), timezone.now()
    queue = Queue.asked_for(request.GET)
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
        "plain": Queue(state=queue.state).query or "?",
        "orders": ORDERS.items(),
        "parties": by_name(Party.objects.filter(updates__isnull=False).distinct()),
        "paragraphs": paragraphs_to_choose(),
        "periods": ReportingPeriod.objects.exclude(state=ReportingPeriod.State.PLANNED).order_by(
            "-opens_at"
        ),
        "shows_sample": any(update.sample for update in page),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/review.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_update(request: HttpRequest, pk: int) -> HttpResponse:
    """One update under review: what the party says, beside the promise and what it said before."""
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
    queue, fault = Queue.asked_for(request.GET), ""
    if request.method == "POST":
        # Where it goes on from is known only before it leaves the queue.
        following = queue.to_decide_after(officer, timezone.now(), pk)
        fault = _press(request, officer, here)
        if not fault:
            _tell(request, here, queue)
            if request.POST["verb"] not in DECISIONS:
                return redirect(_address(pk, queue))
            return redirect(_address(following, queue))
    return _show(request, officer, here, queue, fault)


def _address(pk: int | None, queue: Queue) -> str:
    """Return the page of an update in its queue; that of the queue where none is left."""
    page = reverse("review") if pk is None else reverse("review-update", args=[pk])
    return page + queue.query


def _tell(request: HttpRequest, here: ProgressUpdate, queue: Queue) -> None:
    """Say what was done; where it was a slip, how to undo what can be undone."""
    verb = request.POST["verb"]
    words = f"{here.party.code} {here.commitment.code}: {_done(verb)}"
    if verb == "accept":
        query = queue.query
        undo = f"{_address(here.pk, queue)}{'&' if query else '?'}undo=1#decide"
        words = format_html('{} <a href="{}">{}</a>', words, undo, _("Undo"))
    messages.success(request, words)


def _press(request: HttpRequest, officer: User, here: ProgressUpdate) -> str:
    """Do what the button says; return why not, or "". Raises PermissionDenied."""
    verb, comment = request.POST.get("verb", ""), request.POST.get("comment", "")
    now = timezone.now()
    version = number_in(request.POST.get("version"))
    try:
        if verb == SAY:
            comments.say(
                update=here,
                content=comment,
                passage=request.POST.get("passage", ""),
                by=officer,
                at=now,
            )
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


def _show(
    request: HttpRequest, officer: User, here: ProgressUpdate, queue: Queue, fault: str
) -> HttpResponse:
    now = timezone.now()
    may = verbs_open_to(update=here, person=officer, at=now)
    undoing = "undo" in request.GET and "reopen" in may
    typed = request.POST.get("comment", "") if fault else ""
    context = {
        "update": here,
        "may": may,
        "late": here.is_late(here.period.due_at, now),
        "decisions": Decision.objects.visible_to(officer).filter(update=here).select_related("by"),
        "queue": queue,
        "neighbours": _neighbours(officer, here, queue, now),
        "undoing": undoing,
        "labels": LABELS.items(),
        "fault": fault,
        "typed_comment": typed or (_("Accepted by mistake.") if undoing else ""),
        "typed_passage": request.POST.get("passage", "") if fault else "",
        "shows_sample": here.sample,
        "section": "desk",
    } | _said(request, officer, here)
    return render(
        request,
        "tracker/desks/secretariat/review_update.html",
        context,
        status=409 if fault else 200,
    )


def _said(request: HttpRequest, officer: User, here: ProgressUpdate) -> dict[str, Any]:
    """What the party says, beside what it said in the revision or in the period before."""
    content = here.text_for(officer)
    earlier = accepted_before(here, officer)
    previous = _revision_before(here, content)
    against = request.GET.get("against", REVISION if previous else "")
    other = {REVISION: previous, PERIOD: earlier}.get(against)
    themes = theme_names()
    said = list(Comment.objects.visible_to(officer).filter(update=here).select_related("by"))
    evidence = list(Evidence.objects.beside_text(officer).filter(update=here))
    return {
        "content": content,
        "earlier": earlier,
        "previous_revision": previous,
        "against": against if other else "",
        "other": other,
        "passages": passages(content, other, said, themes) if content else [],
        "comments": general(said) if content else said,
        "checks": checks(content, here, earlier, evidence) if content else [],
        "evidence": evidence,
        "themes": themes,
    }


def _revision_before(here: ProgressUpdate, content: Narrative | None) -> Revision | None:
    """Return the revision before the one shown; the last one where a working copy is shown."""
    revisions = here.revisions.order_by("-number")
    if isinstance(content, Revision):
        return revisions.filter(number__lt=content.number).first()
    if content is not None and here.state in (State.SUBMITTED, State.ACCEPTED, State.RETURNED):
        return revisions.exclude(pk=here.latest_revision_id or 0).first()
    return revisions.first() if content is not None else None


def _neighbours(officer: User, here: ProgressUpdate, queue: Queue, now: datetime) -> dict[str, Any]:
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
        SAY: _("Your comment has been sent."),
    }[verb]
