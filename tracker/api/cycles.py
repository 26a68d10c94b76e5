"""Reporting cycles: from one regular session to the next."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from commitments.rest.keys import find_session
from commitments.rest.views import DetailView, ListView

from ..models import ReportingCycle
from ..serializers.shapes import CycleSerializer


class CycleList(ListView):
    """All cycles; `key` is that of the session reported to."""

    serializer_class = CycleSerializer
    ordering = ("key",)
    orderings = {"key": "to_session__number"}

    def get_queryset(self) -> QuerySet[ReportingCycle]:
        return _cycles()


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
