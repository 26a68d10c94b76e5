"""Who may call an endpoint at all; what may be done to an object, its verb decides."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from commitments.permissions import is_administrator, is_officer


class SignedIn(BasePermission):
    """Anybody signed in (401 for others)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user.is_authenticated)


class Officers(BasePermission):
    """Secretariat officers and administrators (401, 403 for others)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return is_officer(request.user)


class Administrators(BasePermission):
    """Secretariat administrators (401, 403 for others)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return is_administrator(request.user)
