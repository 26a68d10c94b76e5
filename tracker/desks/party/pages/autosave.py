"""Answers to the script that saves while a person types: the same steps, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from commitments.foundation.forms import PlainForm
from commitments.foundation.pages import SIGNED_OUT, wants_json
from tracker.desks.party.pages.editor_forms import UpdateEditor
from tracker.models import Evidence, State

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponse]


def writers_only(view: View[Params]) -> View[Params]:
    """Require a person who is signed in; redirect others to sign in, but answer a script with 401.

    A script is answered with 401 also where another person has signed in on the same computer
    since, so that what one person typed is never saved as another's.
    """
    guarded = login_required(view)

    @wraps(view)
    def checked(
        request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        if wants_json(request) and request.method == "POST":
            if not request.user.is_authenticated:
                return JsonResponse(SIGNED_OUT, status=401)
            if request.POST.get("writer") != str(request.user.pk):
                return JsonResponse({"code": "somebody_else"}, status=401)
        return guarded(request, *args, **kwargs)

    return checked


def answer_script(editor: UpdateEditor, *, done: bool) -> JsonResponse:
    """Return the update's state, its saved content, and the faults of the step."""
    update = editor.update
    answer: dict[str, object] = {
        "version": update.version,
        "state": {"name": update.state, "label": str(State(update.state).label)},
        "at": timezone.now().isoformat(),
    }
    if "save" in editor.open_verbs:
        answer |= {
            "content": editor.saved,
            "lacking": render_to_string(
                "tracker/desks/party/parts/lacking.html",
                {"lacking": editor.lacking},
                editor.request,
            ),
            "evidence": evidence_list(
                editor.request,
                Evidence.objects.beside_text(editor.person).filter(update=update),
            ),
        }
    if done:
        return JsonResponse(answer)
    answer["faults"] = faults_of(editor.form, editor.source, editor.attachment)
    return JsonResponse(answer, status=editor.status)


def evidence_list(request: HttpRequest, evidence: Iterable[Evidence]) -> str:
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
