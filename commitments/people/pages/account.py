"""A person's own account: name and language, password, keys for the API."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commitments.foundation.forms import PlainForm
from commitments.foundation.pages import find_or_404, number_in, person_of
from commitments.foundation.rest.throttles import REFUSALS, FailedTries
from commitments.people import commands as people
from commitments.people.commands import WrongPassword
from commitments.people.commands import access_tokens as tokens
from commitments.people.forms import KeyForm, OwnForm, OwnPasswordForm
from commitments.people.models.access_token import AccessToken
from commitments.people.models.designation import Designation
from commitments.people.models.user import User


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show a person's own account; each form of the page changes one thing."""
    person = person_of(request)
    forms = {
        "own": OwnForm(initial={"full_name": person.full_name, "language": person.language}),
        "password": OwnPasswordForm(prefix="password"),
        "key": KeyForm(prefix="key"),
    }
    new_key = None
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb == "revoke":
            return _revoke(request, person)
        if verb in forms:
            prefix = None if verb == "own" else verb
            form = forms[verb] = type(forms[verb])(request.POST, prefix=prefix)
            result = _carry_out(request, person, verb, form)
            if isinstance(result, HttpResponse):
                return result
            new_key = result
            if new_key is not None:
                forms["key"] = KeyForm(prefix="key")
    return render(request, "commitments/people/account.html", _context(person, forms, new_key))


def _context(
    person: User, forms: dict[str, PlainForm], new_key: tokens.NewKey | None
) -> dict[str, Any]:
    now = timezone.now()
    return {
        "person": person,
        "designations": Designation.objects.current(now)
        .filter(user=person)
        .select_related("party"),
        "keys": AccessToken.objects.visible_to(person).usable(now),
        "forms": forms,
        "new_key": new_key,
        "shows_sample": person.sample,
        "section": "account",
    }


def _carry_out(
    request: HttpRequest, person: User, verb: str, form: PlainForm
) -> HttpResponse | tokens.NewKey | None:
    """Do what the form asks for.

    Return a redirect, or the new key, which is shown this once, or None where it was refused.
    """
    if verb == "key":
        return form.carry_out(
            lambda: tokens.create(by=person, at=timezone.now(), name=form.cleaned_data["name"])
        )
    if verb == "own":
        return form.carry_out(lambda: _change_own(request, person, form.cleaned_data))
    return form.carry_out(lambda: _change_password(request, person, form))


def _change_password(request: HttpRequest, person: User, form: PlainForm) -> HttpResponse | None:
    """Change the password. A wrong current one counts like a failed try to sign in."""
    tries, data = FailedTries(request, person.email), form.cleaned_data
    if refused := tries.refused():
        form.add_error(None, str(REFUSALS[refused]))
        return None
    try:
        changed = people.change_password(
            old=data["old"], new=data["password"], by=person, at=timezone.now()
        )
    except WrongPassword:
        tries.count()
        raise
    # Without this, this session would end with the others.
    update_session_auth_hash(request, changed)
    messages.success(request, _("Your password has been changed. Your other sessions have ended."))
    return redirect("account")


def _change_own(request: HttpRequest, person: User, data: dict[str, Any]) -> HttpResponse:
    people.change_own(**data, by=person, at=timezone.now())
    with translation.override(data["language"]):
        messages.success(request, _("Saved."))
        return redirect(reverse("account"))


def _revoke(request: HttpRequest, person: User) -> HttpResponse:
    token = find_or_404(
        AccessToken.objects.visible_to(person), pk=number_in(request.POST.get("token")) or 0
    )
    tokens.revoke(token=token, by=person, at=timezone.now())
    messages.success(request, _("The key has been revoked."))
    return redirect("account")
