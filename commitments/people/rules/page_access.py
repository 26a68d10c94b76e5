"""Who may open a page."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commitments.foundation.pages import person_of
from commitments.people.models.user import User
from commitments.people.rules.permissions import is_officer


def officer_of(request: HttpRequest) -> User:
    """Return the officer who is signed in. Raises PermissionDenied for anybody else."""
    person = person_of(request)
    if not is_officer(person):
        raise PermissionDenied(_("This is reserved for the secretariat."))
    return person
