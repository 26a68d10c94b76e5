"""Django's administration, with the product's own sign-in.

Django's pages to sign in and to change a password do not count failed attempts. They redirect to
the product's pages, which do.
"""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


class Administration(AdminSite):
    """The administration; people who are not signed in are redirected to the sign-in page."""

    # Django passes `extra_context` to both; there is no page here to show it.
    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """Redirect to the sign-in page, and then back. Raises PermissionDenied for other people."""
        return _enter(request, allowed=self.has_permission(request))

    def password_change(  # type: ignore[override]  # Django's shows a page
        self, request: HttpRequest, extra_context: object = None
    ) -> HttpResponseRedirect:
        """Redirect to the account page, where the password can be changed."""
        return redirect("account")


@never_cache
def _enter(request: HttpRequest, *, allowed: bool) -> HttpResponse:
    if allowed:
        return redirect("admin:index")
    if request.user.is_authenticated:
        # The sign-in page would redirect them back to this address.
        raise PermissionDenied(_("Only an administrator of the secretariat may enter here."))
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
