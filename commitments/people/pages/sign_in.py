"""Signing in and out, sessions that have ended, and a new password by a link from an e-mail."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, Invalid
from commitments.foundation.rest.throttles import REFUSALS, may_ask
from commitments.people.commands import letters, own_account
from commitments.people.forms import ForgottenForm, NewPasswordForm, SignInForm

ENDED = "ended"


class SignIn(LoginView):
    template_name = "commitments/people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"section": "sign-in"}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add whether the person is sent to this page because the session has ended."""
        return super().get_context_data(**kwargs) | {"ended": ENDED in self.request.GET}


class SignOut(LogoutView):
    http_method_names = ["post"]


class EndedSessions:
    """Mark the redirect to the sign-in page for a browser that had a session.

    The page itself cannot find out: this redirect also deletes the session's cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if response.status_code == 302 and settings.SESSION_COOKIE_NAME in request.COOKIES:
            address = urlsplit(response["Location"])
            # Signing in and out redirect to other pages, so this page is for signed-in people.
            if address.path == resolve_url(settings.LOGIN_URL) and address.query:
                response["Location"] = f"{response['Location']}&{ENDED}=1"
        return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to set a new password. The page hides whether there is such an account."""
    form = ForgottenForm(request.POST or None)
    requested = False
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if may_ask(request, email):
            letters.ask_for_password_link(email=email)
            requested = True
        else:
            form.add_error(None, str(REFUSALS["throttled"]))
    context = {"form": form, "asked": requested, "section": "sign-in"}
    return render(request, "commitments/people/forgotten.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest, link: str) -> HttpResponse:
    """Set a password by a link from an e-mail, and sign the person in."""
    now = timezone.now()
    valid = own_account.read_link(signed=link, at=now)
    if valid is None:
        template = "commitments/people/link_spent.html"
        return render(request, template, {"section": "sign-in"}, status=410)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = own_account.set_password(
                signed=link, new=form.cleaned_data["password"], at=now
            )
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
        "joining": valid.purpose == own_account.INVITATION,
        "section": "sign-in",
    }
    return render(request, "commitments/people/set_password.html", context)
