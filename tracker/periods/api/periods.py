"""Reporting periods: planned, amended, opened and closed by officers; and who is asked in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault
from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.verbs import body_of, carry_out, named_version, unknown_fields
from commitments.foundation.rest.views import ApiView, DetailView, ListView
from commitments.models import Instrument
from commitments.people.rules.access import OfficersToWrite
from tracker.periods import commands as periods
from tracker.periods.api.cycles import find_cycle
from tracker.periods.models.cycle import ReportingCycle
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.models.roster import RosterEntry
from tracker.periods.serializers import PeriodSerializer, RosterEntrySerializer
from tracker.updates.filters import PeriodFilterSet
from tracker.updates.serializers.verb_bodies import (
    ChangePeriodSerializer,
    ChangeRosterSerializer,
    NewPeriodSerializer,
    NothingSerializer,
)

NEW = (
    "key",
    "cycle",
    "instruments",
    "covers_from",
    "covers_to",
    "opens_at",
    "due_at",
    "closes_at",
)


class PeriodList(ListView):
    """All periods, planned ones too."""

    serializer_class = PeriodSerializer
    filterset_class = PeriodFilterSet
    permission_classes = (OfficersToWrite,)
    ordering = ("opens_at",)
    orderings = {"opens_at": "opens_at", "key": "key"}

    def get_queryset(self) -> QuerySet[ReportingPeriod]:
        return _periods()

    @extend_schema(request=NewPeriodSerializer, responses={201: PeriodSerializer})
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Plan a period; for officers."""
        data = body_of(request)
        cycle, instruments = _cycle_and_instruments(data)
        period = periods.plan(
            key=data["key"],
            cycle=cycle,
            instruments=instruments,
            covers_from=data["covers_from"],
            covers_to=data["covers_to"],
            opens_at=data["opens_at"],
            due_at=data["due_at"],
            closes_at=data["closes_at"],
            by=request.user,
            at=timezone.now(),
        )
        return self.answer(
            self.get_serializer(period).data,
            version=period.version,
            status=201,
            location=reverse("api-period", args=[period.key]),
        )


def _cycle_and_instruments(data: Mapping[str, Any]) -> tuple[ReportingCycle, list[Instrument]]:
    """Return what the keys in a body name. Raises ApiProblem 400 with every fault."""
    faults = unknown_fields(data, NEW)
    faults += [
        Fault(f"/{name}", "required", _("This is needed.")) for name in NEW if name not in data
    ]
    if not isinstance(data.get("key", ""), str):
        faults.append(Fault("/key", "wrong_type", _("This must be text.")))
    named = data.get("cycle", "")
    cycle = find_cycle(str(named))
    if cycle is None and "cycle" in data:
        faults.append(_unknown("/cycle", named))
    asked = data.get("instruments", [])
    if not isinstance(asked, list):
        faults.append(Fault("/instruments", "not_a_list", _("This must be a list.")))
        asked = []
    known = {row.key: row for row in Instrument.objects.all()}
    faults += [
        _unknown(f"/instruments/{index}", key)
        for index, key in enumerate(asked)
        if not isinstance(key, str) or key not in known
    ]
    if faults or cycle is None:
        raise refusal(faults)
    return cycle, [known[key] for key in asked]


def _unknown(pointer: str, key: object) -> Fault:
    detail = _("There is no “%(keys)s”.") % {"keys": str(key)[:100]}
    return Fault(pointer, "unknown_key", detail)


class _PeriodView(ApiView):
    def find_period(self) -> ReportingPeriod:
        """Return the period of the address. Raises Http404."""
        return get_object_or_404(ReportingPeriod, key=self.kwargs["key"])

    def find_whole_period(self) -> ReportingPeriod:
        """Return the period with all that is shown of it. Raises Http404."""
        found: ReportingPeriod = get_object_or_404(_periods(), key=self.kwargs["key"])
        return found

    def answer_period(self) -> Response:
        """Return the period as it is now, with its version in the ETag."""
        period = self.find_whole_period()
        shown = PeriodSerializer(period, context={"request": self.request})
        return self.answer(shown.data, version=period.version)


class PeriodDetail(_PeriodView, DetailView):
    """One period."""

    serializer_class = PeriodSerializer
    versioned_methods: Sequence[str] = ("PATCH",)

    def get_object(self) -> ReportingPeriod:
        return self.find_whole_period()

    @extend_schema(request=ChangePeriodSerializer, responses=PeriodSerializer)
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change the dates of a period that is not closed, and say why; for officers."""
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


class PeriodOpen(_PeriodView):
    @extend_schema(request=NothingSerializer, responses=PeriodSerializer)
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Open it before its time: the roster is frozen, the expected updates are made."""
        period = self.find_period()
        carry_out(
            lambda: periods.open_period(
                period=period, by=request.user, at=timezone.now(), version=named_version(request)
            ),
            unknown_fields(body_of(request), ()),
        )
        return self.answer_period()


class PeriodClose(_PeriodView):
    @extend_schema(request=NothingSerializer, responses=PeriodSerializer)
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Close it before its time: what is not handed in is not reported."""
        period = self.find_period()
        carry_out(
            lambda: periods.close_period(
                period=period, by=request.user, at=timezone.now(), version=named_version(request)
            ),
            unknown_fields(body_of(request), ()),
        )
        return self.answer_period()


class Roster(_PeriodView, ListView):
    """Which parties are asked in the period, and why."""

    # What kind of thing it lists, for the schema; `get_queryset` says which.
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
        found: RosterEntry = get_object_or_404(entries, party__code__iexact=self.kwargs["party"])
        return found

    @extend_schema(request=ChangeRosterSerializer, responses=RosterEntrySerializer)
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say whether a party whose standing is disputed is asked; for officers."""
        entry = self.get_object()
        data = body_of(request)
        decided = carry_out(
            lambda: periods.decide_roster(
                entry=entry,
                decision=data.get("decision"),
                reason=data.get("reason"),
                by=request.user,
                at=timezone.now(),
            ),
            unknown_fields(data, ("decision", "reason")),
        )
        return self.one(decided)


def _periods() -> QuerySet[ReportingPeriod]:
    periods_ = ReportingPeriod.objects.select_related("cycle__to_session")
    return periods_.prefetch_related("instruments")


def _entries(period: ReportingPeriod) -> QuerySet[RosterEntry]:
    return RosterEntry.objects.filter(period=period).select_related("party", "period")
