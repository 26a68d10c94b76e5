"""What the tracker's endpoints share: how a body reaches a verb, and how an update is found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.errors import Fault, Invalid
from commitments.permissions import standing
from commitments.rest.access import Officers
from commitments.rest.etags import HasHeaders, required_version
from commitments.rest.problems import refusal
from commitments.rest.views import SAFE, ApiView

from ..models import FollowUpAction, ProgressUpdate
from ..serializers.updates import describe
from ..visibility import Reader

Done = TypeVar("Done")


def plain(request: Request) -> HttpRequest:
    """Return Django's request, which the framework's wraps."""
    wrapped: HttpRequest = request._request  # noqa: SLF001  # documented, whatever its name says
    return wrapped


def body_of(request: Request) -> Mapping[str, Any]:
    """Return the body, an object (empty where none was sent). Raises ApiProblem 400."""
    data = request.data
    if not isinstance(data, Mapping):
        raise refusal([Fault("", "not_an_object", _("The body must be a JSON object."))])
    return data


def carry_out(act: Callable[[], Done], faults: Iterable[Fault] = ()) -> Done:
    """Return what a verb returns; raise Invalid, everything undone, where the body had `faults`.

    The verb goes first: so what it refuses for the person, the version or the state is told
    before what is wrong with the body.
    """
    faults = list(faults)
    with transaction.atomic():
        try:
            done = act()
        except Invalid as exc:
            told = {fault.pointer for fault in faults}
            more = [fault for fault in exc.faults if fault.pointer not in told]
            raise Invalid(exc.detail, [*faults, *more], code=exc.code) from exc
        if faults:
            raise refusal(faults)
    return done


def unknown_fields(data: Mapping[str, Any], known: Collection[str]) -> list[Fault]:
    """Return a fault for each field that is not `known`."""
    names = ", ".join(known) or "—"
    detail = _("Unknown; there are: %(names)s.") % {"names": names}
    return [Fault(f"/{name}", "unknown_field", detail) for name in data if name not in known]


def named_version(request: HasHeaders) -> int | None:
    """Return the version If-Match names where the header is optional; None without it."""
    return required_version(request) if "If-Match" in request.headers else None


class SpeakersToWrite(BasePermission):
    """Anybody may read; who speaks for some party writes (401, 403 for others)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method in SAFE or bool(standing(request.user).parties)


class ReportersToWrite(BasePermission):
    """Anybody may read; parties' people and the secretariat write (401, 403 for others)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        own = standing(request.user)
        return request.method in SAFE or own.officer or bool(own.parties)


class OfficersToWrite(Officers):
    """Anybody may read; secretariat officers write (401, 403 for others)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method in SAFE or super().has_permission(request, view)


class UpdateView(ApiView):
    """Below one update: what the reader may not see is not there."""

    def find_update(self) -> ProgressUpdate:
        """Return the update of the address. Raises Http404."""
        visible = ProgressUpdate.objects.visible_to(self.request.user)
        found: ProgressUpdate = get_object_or_404(
            visible.select_related("period", "party"), pk=self.kwargs["pk"]
        )
        return found

    def find_own_update(self) -> ProgressUpdate:
        """Return the update, for its party and the secretariat alone. Raises Http404."""
        update = self.find_update()
        reader = Reader.of(self.request.user, timezone.now())
        if not reader.belongs(update.party_id):
            raise Http404
        return update

    def answer_update(self, pk: int, *, status: int = 200, location: str | None = None) -> Response:
        """Return the update as the reader may read it now, with its version in the ETag."""
        (row,) = describe([pk], person=self.request.user, at=timezone.now())
        return self.answer(row, version=row["version"], status=status, location=location)


class ActionView(ApiView):
    """Below one follow-up action."""

    def find_action(self) -> FollowUpAction:
        """Return the action of the address, if the reader may see it. Raises Http404."""
        visible = FollowUpAction.objects.visible_to(self.request.user)
        found: FollowUpAction = get_object_or_404(
            visible.select_related("party"), pk=self.kwargs["pk"]
        )
        return found
