"""Who may call an endpoint at all. What they may do to an object is decided by its command."""

from __future__ import annotations

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from commitments.foundation.rest.problems import NOT_SIGNED_IN, unauthenticated
from commitments.foundation.rest.views import SAFE
from commitments.people.models.user import User
from commitments.people.rules.permissions import is_administrator, is_officer, roles_of


def signed_in(request: Request) -> User:
    """Return the person who is signed in. Raises ApiProblem 401 where nobody is."""
    if not isinstance(request.user, User):
        raise unauthenticated(NOT_SIGNED_IN)
    return request.user


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
