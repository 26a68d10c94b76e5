"""Who may call an endpoint or open a page at all; the commands decide about each object."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from commitments.foundation.pages import person_of
from commitments.foundation.rest.problems import NOT_SIGNED_IN, unauthenticated
from commitments.foundation.rest.views import SAFE
from commitments.people.models.user import User
from commitments.people.rules.permissions import is_administrator, is_officer, roles_of


def signed_in(request: Request) -> User:
    """Return the person who is signed in. Raises ApiProblem 401 where nobody is."""
    if not isinstance(request.user, User):
        raise unauthenticated(NOT_SIGNED_IN)
    return request.user


def officer_of(request: HttpRequest) -> User:
    """Return the officer who is signed in. Raises PermissionDenied for anybody else."""
    person = person_of(request)
    if not is_officer(person):
        raise PermissionDenied(_("This is reserved for the secretariat."))
    return person


class SignedIn(BasePermission):
    """Anybody signed in (401 for others)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_authenticated)


class Officers(BasePermission):
    """Secretariat officers and administrators (401, 403 for others)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_officer(request.user)


class Administrators(BasePermission):
    """Secretariat administrators (401, 403 for others)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return is_administrator(request.user)


class AdministratorsToWrite(BasePermission):
    """Officers read, administrators write (401, 403 for others)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        safe = request.method in SAFE
        return is_officer(request.user) if safe else is_administrator(request.user)


class SpeakersToWrite(BasePermission):
    """Anybody may read; who speaks for some party writes (401, 403 for others)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.method in SAFE or bool(roles_of(request.user).parties)


class ReportersToWrite(BasePermission):
    """Anybody may read; parties' people and the secretariat write (401, 403 for others)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        roles = roles_of(request.user)
        return request.method in SAFE or roles.officer or bool(roles.parties)


class OfficersToWrite(Officers):
    """Anybody may read; secretariat officers write (401, 403 for others)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.method in SAFE or super().has_permission(request, view)
