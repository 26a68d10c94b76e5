"""Reporting cycles: from one regular session to the next; officers begin them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.verbs import body_of, carry_out, unknown_fields
from commitments.foundation.rest.views import DetailView, ListView
from commitments.instruments.queries.natural_keys import find_session
from commitments.people.rules.access import OfficersToWrite
from tracker.periods import commands as periods
from tracker.periods.models.cycle import ReportingCycle
from tracker.periods.serializers import CycleSerializer
from tracker.updates.serializers.verb_bodies import NewCycleSerializer


class CycleList(ListView):
    """All cycles; `key` is that of the session reported to."""

    serializer_class = CycleSerializer
    permission_classes = (OfficersToWrite,)
    ordering = ("key",)
    orderings = {"key": "to_session__number"}

    def get_queryset(self) -> QuerySet[ReportingCycle]:
        return _cycles()

    @extend_schema(request=NewCycleSerializer, responses={201: CycleSerializer})
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Begin the cycle that reports to a regular session; for officers."""
        data = body_of(request)
        named = data.get("to_session")
        session = find_session(named) if isinstance(named, str) else None
        faults = unknown_fields(data, ("to_session",))
        if session is None:
            detail = _("There is no “%(keys)s”.") % {"keys": str(named)[:100]}
            raise refusal([*faults, Fault("/to_session", "unknown_key", detail)])
        cycle = carry_out(
            lambda: periods.begin_cycle(to_session=session, by=request.user, at=timezone.now()),
            faults,
        )
        return self.answer(
            self.get_serializer(cycle).data,
            status=201,
            location=reverse("api-cycle", args=[cycle.key]),
        )


class CycleDetail(DetailView):
    serializer_class = CycleSerializer

    def get_object(self) -> ReportingCycle:
        found = find_cycle(self.kwargs["key"])
        if found is None:
            raise Http404
        return found


def find_cycle(key: str) -> ReportingCycle | None:
    """Return the cycle that reports to the session of this key (`42`), or None."""
    session = find_session(key)
    return None if session is None else _cycles().filter(to_session=session).first()


def _cycles() -> QuerySet[ReportingCycle]:
    cycles = ReportingCycle.objects.select_related("from_session", "to_session")
    return cycles.prefetch_related("periods")
