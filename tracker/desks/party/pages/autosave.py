"""What a page's own script is told when it saves as one types: the same steps, answered as JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from commitments.foundation.forms import PlainForm
from commitments.foundation.pages import SIGNED_OUT, wants_json
from tracker.desks.party.pages.editor_forms import Workplace
from tracker.evidence.models import Evidence
from tracker.updates.models.update import State

View = Callable[..., HttpResponse]


def writers_only(view: View) -> View:
    """Let in who is signed in. A script is answered 401, also where it is somebody else by now.

    What one person typed is never saved as another's who signed in on the same computer.
    """
    guarded = login_required(view)

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wants_json(request) and request.method == "POST":
            if not request.user.is_authenticated:
                return JsonResponse(SIGNED_OUT, status=401)
            if request.POST.get("writer") != str(request.user.pk):
                return JsonResponse({"code": "somebody_else"}, status=401)
        answer: HttpResponse = guarded(request, *args, **kwargs)
        return answer

    return checked


def told(place: Workplace, *, done: bool) -> JsonResponse:
    """Answer a script's step: where the update stands, what it holds, what was wrong."""
    here = place.update
    answer: dict[str, Any] = {
        "version": here.version,
        "state": {"name": here.state, "label": str(State(here.state).label)},
        "at": timezone.now().isoformat(),
    }
    if "save" in place.may:
        answer |= {
            "content": place.saved,
            "lacking": render_to_string(
                "tracker/desks/party/parts/lacking.html", {"lacking": place.lacking}, place.request
            ),
            "evidence": evidence_list(
                place.request,
                Evidence.objects.beside_text(place.person).filter(update=here),
            ),
        }
    if done:
        return JsonResponse(answer)
    answer["faults"] = faults_of(place.form, place.source, place.attachment)
    return JsonResponse(answer, status=place.status)


def evidence_list(request: HttpRequest, evidence: Any) -> str:
    """Return the list of evidence, each with its button to remove it, as HTML."""
    return render_to_string(
        "tracker/evidence/parts/evidence_list.html",
        {"evidence": evidence, "removable": True},
        request,
    )


def faults_of(*forms: PlainForm) -> list[str]:
    """Return what is wrong with the forms, in sentences that name the field."""
    faults = []
    for form in forms:
        if not form.is_bound:
            continue
        faults += [str(error) for error in form.non_field_errors()]
        faults += [f"{field.label}: {field.errors[0]}" for field in form.fields_with_faults]
    return faults
