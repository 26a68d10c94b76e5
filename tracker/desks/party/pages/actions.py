"""Follow-up actions of the person's party: the form, milestones and evidence."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments.foundation.forms import PlainForm
from commitments.foundation.pages import attempt, find_or_404, number_in, person_of, wants_json
from commitments.foundation.rest.bodies import Files, takes_files
from commitments.models import Party, User
from commitments.people.rules.permissions import roles_of
from tracker.actions import commands as actions
from tracker.actions.forms import ActionForm, MilestoneForm
from tracker.desks.party.pages.autosave import evidence_list, faults_of, writers_only
from tracker.evidence.commands import attachments as evidence
from tracker.evidence.forms import EvidenceForm
from tracker.models import Evidence, FollowUpAction, Milestone

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
def new_action(request: HttpRequest, code: str) -> HttpResponse:
    """Write a new action of the person's party."""
    person = person_of(request)
    party = find_or_404(Party.objects.filter(pk__in=roles_of(person).parties), code=code)
    form = ActionForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST":
        now = timezone.now()
        action = form.carry_out(
            lambda: actions.create(party=party, by=person, at=now, changes=form.changes())
        )
        if action is not None:
            messages.success(request, _("Saved."))
            return redirect("desk-action", action.pk)
    context = {"form": form, "party": party, "action": None, "section": "desk"}
    return render(request, "tracker/actions/own_action.html", context, status=_status(form))


@takes_files(Files.FROM_SIGNED_IN)
@writers_only
@require_http_methods(METHODS)
def desk_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an action, its milestones, its evidence. Saving comes before any other step."""
    # Long, because the three forms of the page are bound, tried and shown together.
    person = person_of(request)
    action = find_or_404(
        FollowUpAction.objects.visible_to(person)
        .filter(party_id__in=roles_of(person).parties)
        .select_related("party")
        .prefetch_related("milestones", "commitments__instrument"),
        pk=pk,
    )
    posted = request.POST if request.method == "POST" else None
    button = request.POST.get("verb", "save")
    form = ActionForm(posted, initial=ActionForm.initial_of(action))
    milestone = MilestoneForm(posted if button == "add_milestone" else None, prefix="milestone")
    files = (posted, request.FILES) if button == "add_evidence" else (None, None)
    attachment = EvidenceForm(*files, prefix="evidence")
    if posted is not None:
        saved = form.carry_out(
            lambda: actions.change(
                action=action,
                changes=form.changes(),
                by=person,
                at=timezone.now(),
                version=form.cleaned_data["version"],
            )
        )
        done = saved is not None and _step(request, action, button, milestone, attachment)
        if wants_json(request):
            return _answer_script(request, action, done, form, milestone, attachment)
        if done:
            return redirect("desk-action", pk)
        if saved is not None:
            form.carry_on_from(FollowUpAction.objects.get(pk=pk).version)
    context = {
        "form": form,
        "party": action.party,
        "action": action,
        "milestone": milestone,
        "attachment": attachment,
        "evidence": _evidence_of(action, person),
        "largest": settings.EVIDENCE_MAX_BYTES,
        "shows_sample": action.sample,
        "section": "desk",
    }
    status = _status(form, milestone, attachment)
    return render(request, "tracker/actions/own_action.html", context, status=status)


def _evidence_of(action: FollowUpAction, person: User) -> QuerySet[Evidence]:
    return Evidence.objects.visible_to(person).filter(action=action)


def _answer_script(
    request: HttpRequest, action: FollowUpAction, done: bool, *forms: PlainForm
) -> JsonResponse:
    """Answer the page's script: the version it continues from, the evidence, and the faults."""
    answer = {
        "version": FollowUpAction.objects.values_list("version", flat=True).get(pk=action.pk),
        "evidence": evidence_list(request, _evidence_of(action, person_of(request))),
    }
    if done:
        return JsonResponse(answer)
    return JsonResponse(answer | {"faults": faults_of(*forms)}, status=_status(*forms))


def _step(
    request: HttpRequest,
    action: FollowUpAction,
    button: str,
    milestone: MilestoneForm,
    attachment: EvidenceForm,
) -> bool:
    """Do what the button says beyond saving; return whether it was done."""
    person, now = person_of(request), timezone.now()
    name, _colon, key = button.partition(":")
    if name == "add_milestone":
        added = milestone.carry_out(
            lambda: actions.add_milestone(
                action=action, changes=milestone.cleaned_data, by=person, at=now
            )
        )
        return added is not None
    if name == "add_evidence":
        attached = attachment.carry_out(
            lambda: evidence.attach(action=action, by=person, at=now, **attachment.given())
        )
        return attached is not None
    if name in ("reach_milestone", "remove_milestone"):
        step = find_or_404(Milestone.objects.filter(action=action), pk=number_in(key))
        if name == "remove_milestone":
            return attempt(
                request, lambda: actions.remove_milestone(milestone=step, by=person, at=now)
            )
        reached = {"reached_on": now.date()}
        return attempt(
            request,
            lambda: actions.change_milestone(milestone=step, changes=reached, by=person, at=now),
        )
    if name == "remove_evidence":
        piece = find_or_404(_evidence_of(action, person), pk=number_in(key))
        return attempt(request, lambda: evidence.remove(evidence=piece, by=person, at=now))
    messages.success(request, _("Saved."))
    return True


def _status(*forms: PlainForm) -> int:
    return 400 if any(form.is_bound and form.errors for form in forms) else 200
