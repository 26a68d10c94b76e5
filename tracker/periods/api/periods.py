"""Reporting periods: planned, amended, opened and closed by officers; and who is asked in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault, missing, unknown_key
from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.serializers import NothingSerializer
from commitments.foundation.rest.verbs import body_of, named_version, perform, unknown_fields
from commitments.foundation.rest.views import ApiView, DetailView, ListView
from commitments.models import Instrument
from commitments.people.rules.access import OfficersToWrite
from tracker.periods import commands as periods
from tracker.periods.api.cycles import find_cycle
from tracker.periods.models import ReportingCycle, ReportingPeriod, RosterEntry
from tracker.periods.serializers import PeriodSerializer, RosterEntrySerializer
from tracker.updates.filters import PeriodFilterSet
from tracker.updates.serializers.verb_bodies import (
    ChangePeriodSerializer,
    ChangeRosterSerializer,
    NewPeriodSerializer,
)

NEW = "key cycle instruments covers_from covers_to opens_at due_at closes_at".split()
PERIODS = ReportingPeriod.objects.select_related("cycle__to_session").prefetch_related(
    "instruments"
)


class PeriodList(ListView):
    """All periods, planned ones too."""

    serializer_class = PeriodSerializer
    filterset_class = PeriodFilterSet
    permission_classes = (OfficersToWrite,)
    ordering = ("opens_at",)
    orderings = {"opens_at": "opens_at", "key": "key"}
    queryset = PERIODS

    @extend_schema(request=NewPeriodSerializer, responses={201: PeriodSerializer})
    def post(self, request: Request) -> Response:
        """Plan a period; for officers."""
        data = body_of(request)
        cycle, instruments = _cycle_and_instruments(data)
        named = {"cycle": cycle, "instruments": instruments}
        period = periods.plan(**{**data, **named}, by=request.user, at=timezone.now())
        return self.one(period, status=201, location=reverse("api-period", args=[period.key]))


def _cycle_and_instruments(data: Mapping[str, Any]) -> tuple[ReportingCycle, list[Instrument]]:
    """Return what the keys in a body name. Raises ApiProblem 400 with every fault."""
    faults = unknown_fields(data, NEW)
    faults += [missing(f"/{name}") for name in NEW if name not in data]
    if not isinstance(data.get("key", ""), str):
        faults.append(Fault("/key", "wrong_type", _("This must be text.")))
    named = data.get("cycle", "")
    cycle = find_cycle(str(named))
    if cycle is None and "cycle" in data:
        faults.append(unknown_key("/cycle", str(named)[:100]))
    keys = data.get("instruments", [])
    if not isinstance(keys, list):
        faults.append(Fault("/instruments", "not_a_list", _("This must be a list.")))
        keys = []
    known = {row.key: row for row in Instrument.objects.all()}
    faults += [
        unknown_key(f"/instruments/{index}", str(key)[:100])
        for index, key in enumerate(keys)
        if not isinstance(key, str) or key not in known
    ]
    if faults or cycle is None:
        raise refusal(faults)
    return cycle, [known[key] for key in keys]


class _PeriodView(ApiView):
    def find_period(self) -> ReportingPeriod:
        """Return the period of the address. Raises Http404."""
        return get_object_or_404(ReportingPeriod, key=self.kwargs["key"])

    def answer_period(self) -> Response:
        """Return the period as it is now, with its version in the ETag."""
        period = get_object_or_404(PERIODS, key=self.kwargs["key"])
        shown = PeriodSerializer(period, context={"request": self.request})
        return self.answer(shown.data, version=period.version)


class PeriodDetail(_PeriodView, DetailView):
    """One period."""

    serializer_class = PeriodSerializer
    versioned_methods: Sequence[str] = ("PATCH",)

    def get_object(self) -> ReportingPeriod:
        return get_object_or_404(PERIODS, key=self.kwargs["key"])

    @extend_schema(request=ChangePeriodSerializer, responses=PeriodSerializer)
    def patch(self, request: Request, key: str) -> Response:
        """Change the dates of a period that is not closed, with a reason; for officers."""
        changes = dict(body_of(request))
        periods.amend(
            period=self.find_period(),
            reason=changes.pop("reason", ""),
            changes=changes,
            by=request.user,
            at=timezone.now(),
            version=required_version(request),
        )
        return self.answer_period()


class _PeriodVerb(_PeriodView):
    act: ClassVar[Callable[..., ReportingPeriod]]

    @extend_schema(request=NothingSerializer, responses=PeriodSerializer)
    def post(self, request: Request, key: str) -> Response:
        """Return the period after the verb."""
        period, version = self.find_period(), named_version(request)
        perform(request, type(self).act, period=period, version=version)
        return self.answer_period()


class PeriodOpen(_PeriodVerb):
    """Open it early: the roster is frozen, and the expected updates are created."""

    act = staticmethod(periods.open_period)


class PeriodClose(_PeriodVerb):
    """Close it early: what has not been submitted becomes not reported."""

    act = staticmethod(periods.close_period)


class Roster(_PeriodView, ListView):
    """Which parties are invited to report in the period, and why."""

    queryset = RosterEntry.objects.none()
    serializer_class = RosterEntrySerializer
    ordering = ("party",)
    orderings = {"party": "party__code"}

    def get_queryset(self) -> QuerySet[RosterEntry]:
        return _entries(self.find_period())


class RosterEntryDetail(_PeriodView, DetailView):
    """One party in the period."""

    serializer_class = RosterEntrySerializer

    def get_object(self) -> RosterEntry:
        entries = _entries(self.find_period())
        return get_object_or_404(entries, party__code__iexact=self.kwargs["party"])

    @extend_schema(request=ChangeRosterSerializer, responses=RosterEntrySerializer)
    def patch(self, request: Request, key: str, party: str) -> Response:
        """Decide whether a party whose standing is disputed is invited to report; for officers."""
        entry = self.get_object()
        data = body_of(request)
        decided = perform(
            request,
            periods.decide_roster,
            takes=("decision", "reason"),
            entry=entry,
            decision=data.get("decision"),
            reason=data.get("reason"),
        )
        return self.one(decided)


def _entries(period: ReportingPeriod) -> QuerySet[RosterEntry]:
    return RosterEntry.objects.filter(period=period).select_related("party", "period")
