"""Signing in and out, and a new password by a link from an e-mail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, Invalid
from commitments.foundation.rest.throttles import REFUSALS, may_ask
from commitments.people import commands as people
from commitments.people.commands.password_links import INVITATION
from commitments.people.forms import ForgottenForm, NewPasswordForm, SignInForm

ENDED = "ended"


class SignIn(LoginView):
    template_name = "commitments/people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"section": "sign-in"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the person comes here because their session has ended."""
        return super().get_context_data(**kwargs) | {"ended": ENDED in self.request.GET}


class SignOut(LogoutView):
    http_method_names = ["post"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to set a new password. The page does not tell whether the address is known."""
    form = ForgottenForm(request.POST or None)
    context = {"form": form, "asked": False, "section": "sign-in"}
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if may_ask(request, email):
            people.ask_for_password_link(email=email)
            context["asked"] = True
        else:
            form.add_error(None, str(REFUSALS["throttled"]))
    return render(request, "commitments/people/forgotten.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest, link: str) -> HttpResponse:
    """Set a password by a link from an e-mail, and sign the person in."""
    now = timezone.now()
    valid = people.read_link(signed=link, at=now)
    if valid is None:
        context: dict[str, Any] = {"section": "sign-in"}
        return render(request, "commitments/people/link_spent.html", context, status=410)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = people.set_password(signed=link, new=form.cleaned_data["password"], at=now)
        except Invalid as error:
            form.refuse(error)
        except DomainError:
            return redirect("set-password", link)
        else:
            login(request, person)
            return redirect("desk")
    context = {
        "form": form,
        "person": valid.person,
        "joining": valid.purpose == INVITATION,
        "section": "sign-in",
    }
    return render(request, "commitments/people/set_password.html", context)
