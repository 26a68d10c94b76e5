"""A person's own account: name and language, password, keys for the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commitments.foundation.forms import PlainForm
from commitments.foundation.pages import find_or_404, number_in, person_of
from commitments.foundation.rest.throttles import REFUSALS, FailedTries
from commitments.models import AccessToken, User
from commitments.people.commands import access_tokens, own_account
from commitments.people.forms import KeyForm, OwnForm, OwnPasswordForm


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show a person's own account; each form of the page changes one thing."""
    person = person_of(request)
    forms: dict[str, PlainForm] = {
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
            result = form.carry_out(lambda: _COMMANDS[verb](request, person, form))
            if isinstance(result, HttpResponse):
                return result
            if result is not None:
                new_key, forms["key"] = result, KeyForm(prefix="key")
    context = {
        "person": person,
        "designations": person.designations_now,
        "keys": AccessToken.objects.visible_to(person).usable(timezone.now()),
        "forms": forms,
        "new_key": new_key,
        "shows_sample": person.sample,
        "section": "account",
    }
    return render(request, "commitments/people/account.html", context)


def _create_key(request: HttpRequest, person: User, form: PlainForm) -> access_tokens.NewKey:
    """Return the new key, which is shown only once."""
    return access_tokens.create(by=person, at=timezone.now(), name=form.cleaned_data["name"])


def _change_password(request: HttpRequest, person: User, form: PlainForm) -> HttpResponse | None:
    """Change the password. A wrong current one counts like a failed try to sign in."""
    tries, data = FailedTries(request, person.email), form.cleaned_data
    if refused := tries.refused():
        form.add_error(None, str(REFUSALS[refused]))
        return None
    try:
        changed = own_account.change_password(
            old=data["old"], new=data["password"], by=person, at=timezone.now()
        )
    except own_account.WrongPassword:
        tries.count()
        raise
    # Without this, this session would end with the others.
    update_session_auth_hash(request, changed)
    messages.success(request, _("Your password has been changed. Your other sessions have ended."))
    return redirect("account")


def _change_own(request: HttpRequest, person: User, form: PlainForm) -> HttpResponse:
    own_account.change_own(**form.cleaned_data, by=person, at=timezone.now())
    with translation.override(form.cleaned_data["language"]):
        messages.success(request, _("Saved."))
        return redirect("account")


def _revoke(request: HttpRequest, person: User) -> HttpResponse:
    token = find_or_404(
        AccessToken.objects.visible_to(person), pk=number_in(request.POST.get("token")) or 0
    )
    access_tokens.revoke(token=token, by=person, at=timezone.now())
    messages.success(request, _("The key has been revoked."))
    return redirect("account")


# A redirect, a new key to show, or None where the command was refused.
Result = HttpResponse | access_tokens.NewKey | None
# Button → what it does.
_COMMANDS: Final[dict[str, Callable[[HttpRequest, User, PlainForm], Result]]] = {
    "own": _change_own,
    "password": _change_password,
    "key": _create_key,
}
