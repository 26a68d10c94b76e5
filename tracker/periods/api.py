"""Cycles, periods, and who is invited to report in them; officers run them and send reminders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Conflict, Fault, missing, unknown_key
from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.serializers import NothingSerializer
from commitments.foundation.rest.verbs import body_of, named_version, perform, unknown_fields
from commitments.foundation.rest.views import ApiView, DetailView, ListView, ObjectView, found
from commitments.instruments.queries.natural_keys import find_session
from commitments.models import Instrument
from commitments.people.rules.access import OfficersToWrite
from tracker.periods.commands import opening_and_closing, planning, reminders, roster
from tracker.periods.filters import PeriodFilterSet
from tracker.periods.models import ReportingCycle, ReportingPeriod, RosterEntry
from tracker.periods.queries import Arrears
from tracker.periods.rules import DATES
from tracker.periods.serializers import (
    ChangePeriodSerializer,
    ChangeRosterSerializer,
    CycleSerializer,
    NewCycleSerializer,
    NewPeriodSerializer,
    PeriodSerializer,
    RemindedSerializer,
    RemindSerializer,
    RosterEntrySerializer,
)

NEW: Final = ("key", "cycle", "instruments", *DATES)
CYCLES: Final = ReportingCycle.objects.select_related("from_session", "to_session")
PERIODS: Final = ReportingPeriod.objects.select_related("cycle__to_session")


class CycleList(ListView):
    """All cycles; `key` is that of the session reported to."""

    serializer_class = CycleSerializer
    permission_classes = (OfficersToWrite,)
    ordering = ("key",)
    orderings = {"key": "to_session__number"}
    queryset = CYCLES.prefetch_related("periods")

    @extend_schema(request=NewCycleSerializer, responses={201: CycleSerializer})
    def post(self, request: Request) -> Response:
        """Start the cycle that reports to a regular session; for officers."""
        data = body_of(request)
        key = data.get("to_session")
        session = find_session(key) if isinstance(key, str) else None
        if session is None:
            faults = unknown_fields(data, ("to_session",))
            raise refusal([*faults, unknown_key("/to_session", str(key)[:100])])
        cycle = perform(request, planning.begin_cycle, takes=("to_session",), to_session=session)
        return self.one(cycle, status=201, location=reverse("api-cycle", args=[cycle.key]))


class CycleDetail(DetailView):
    """One cycle, by the key of its session."""

    serializer_class = CycleSerializer

    def get_object(self) -> ReportingCycle:
        return found(_find_cycle(self.kwargs["key"]))


def _find_cycle(key: str) -> ReportingCycle | None:
    """Return the cycle that reports to the session of this key (`42`), or None."""
    session = find_session(key)
    return None if session is None else CYCLES.filter(to_session=session).first()


class PeriodList(ListView):
    """All periods, planned ones too."""

    serializer_class = PeriodSerializer
    filterset_class = PeriodFilterSet
    permission_classes = (OfficersToWrite,)
    ordering = ("opens_at",)
    orderings = {"opens_at": "opens_at", "key": "key"}
    queryset = PERIODS.prefetch_related("instruments")

    @extend_schema(request=NewPeriodSerializer, responses={201: PeriodSerializer})
    def post(self, request: Request) -> Response:
        """Plan a period; for officers."""
        data = body_of(request)
        cycle, instruments = _cycle_and_instruments(data)
        found_by_key = {"cycle": cycle, "instruments": instruments}
        period = planning.plan(**{**data, **found_by_key}, by=request.user, at=timezone.now())
        return self.one(period, status=201, location=reverse("api-period", args=[period.key]))


def _cycle_and_instruments(data: Mapping[str, object]) -> tuple[ReportingCycle, list[Instrument]]:
    """Return what the keys in a body name. Raises ApiProblem 400 with every fault."""
    faults = unknown_fields(data, NEW)
    faults += [missing(f"/{name}") for name in NEW if name not in data]
    if not isinstance(data.get("key", ""), str):
        faults.append(Fault("/key", "wrong_type", _("This must be text.")))
    cycle_key = str(data.get("cycle", ""))
    cycle = _find_cycle(cycle_key)
    if cycle is None and "cycle" in data:
        faults.append(unknown_key("/cycle", cycle_key[:100]))
    keys = data.get("instruments", [])
    if not isinstance(keys, list):
        faults.append(Fault("/instruments", "not_a_list", _("This must be a list.")))
        keys = []
    instruments = {instrument.key: instrument for instrument in Instrument.objects.all()}
    faults += [
        unknown_key(f"/instruments/{index}", str(key)[:100])
        for index, key in enumerate(keys)
        if not isinstance(key, str) or key not in instruments
    ]
    if faults or cycle is None:
        raise refusal(faults)
    return cycle, [instruments[key] for key in keys]


class PeriodDetail(DetailView):
    """One period."""

    serializer_class = PeriodSerializer
    versioned_methods: Sequence[str] = ("PATCH",)

    def get_object(self) -> ReportingPeriod:
        return get_object_or_404(PERIODS, key=self.kwargs["key"])

    @extend_schema(request=ChangePeriodSerializer, responses=PeriodSerializer)
    def patch(self, request: Request, key: str) -> Response:
        """Change the dates of a period that is not closed, with a reason; for officers."""
        changes = dict(body_of(request))
        amended = planning.amend(
            period=self.get_object(),
            reason=changes.pop("reason", ""),
            changes=changes,
            by=request.user,
            at=timezone.now(),
            version=required_version(request),
        )
        return self.one(amended)


class _PeriodVerb(ObjectView):
    serializer_class = PeriodSerializer
    verb: ClassVar[Callable[..., ReportingPeriod]]

    @extend_schema(request=NothingSerializer, responses=PeriodSerializer)
    def post(self, request: Request, key: str) -> Response:
        """Return the period after the verb."""
        period, version = get_object_or_404(PERIODS, key=key), named_version(request)
        return self.one(perform(request, type(self).verb, period=period, version=version))


class PeriodOpen(_PeriodVerb):
    """Open it early: the roster is frozen, and the expected updates are created."""

    verb = staticmethod(opening_and_closing.open_period)


class PeriodClose(_PeriodVerb):
    """Close it early: what has not been submitted becomes not reported."""

    verb = staticmethod(opening_and_closing.close_period)


class Roster(ListView):
    """Which parties are invited to report in the period, and why."""

    queryset = RosterEntry.objects.none()
    serializer_class = RosterEntrySerializer
    ordering = ("party",)
    orderings = {"party": "party__code"}

    def get_queryset(self) -> QuerySet[RosterEntry]:
        period = get_object_or_404(ReportingPeriod, key=self.kwargs["key"])
        return RosterEntry.objects.filter(period=period).select_related("party", "period")


def _entry_of(key: str, party: str) -> RosterEntry:
    """Return the entry of a party in the period of this key. Raises Http404."""
    entries = RosterEntry.objects.select_related("party", "period")
    return get_object_or_404(entries, period__key=key, party__code__iexact=party)


class RosterEntryDetail(DetailView):
    """One party in the period."""

    serializer_class = RosterEntrySerializer

    def get_object(self) -> RosterEntry:
        return _entry_of(**self.kwargs)

    @extend_schema(request=ChangeRosterSerializer, responses=RosterEntrySerializer)
    def patch(self, request: Request, key: str, party: str) -> Response:
        """Decide whether a party whose standing is disputed is invited to report; for officers."""
        data = body_of(request)
        decided = perform(
            request,
            roster.decide_roster,
            takes=("decision", "reason"),
            entry=self.get_object(),
            decision=data.get("decision"),
            reason=data.get("reason"),
        )
        return self.one(decided)


class RemindLate(ApiView):
    permission_classes = (OfficersToWrite,)

    @extend_schema(
        request=NothingSerializer,
        responses=RemindedSerializer(many=True),
        operation_id="periods_remind_late",
    )
    def post(self, request: Request, key: str) -> Response:
        """Send a reminder to every late party, except those reminded within 24 hours."""
        period = get_object_or_404(ReportingPeriod, key=key)
        results = perform(request, reminders.remind_late, period=period)
        return self.answer([_result(due, problem) for due, problem in results])


class RemindParty(ApiView):
    permission_classes = (OfficersToWrite,)

    @extend_schema(
        request=RemindSerializer, responses=RemindedSerializer, operation_id="periods_roster_remind"
    )
    def post(self, request: Request, key: str, party: str) -> Response:
        """Send an e-mail to the party's focal points; once in 24 hours, unless `again`."""
        entry = _entry_of(key, party)
        again = body_of(request).get("again", False)
        faults = []
        if not isinstance(again, bool):
            faults.append(Fault("/again", "wrong_type", _("This must be true or false.")))
        due = perform(
            request,
            reminders.remind,
            takes=("again",),
            faults=faults,
            period=entry.period,
            party=entry.party,
            again=again is True,
        )
        return self.answer(_result(due, None))


def _result(due: Arrears, problem: Conflict | None) -> Mapping[str, object]:
    """Return the result of reminding one party, as RemindedSerializer describes it."""
    result = {
        "party": due.party.code,
        "asked": due.asked,
        "outstanding": due.outstanding,
        "people": len(due.people),
        "reminded_at": due.reminded_at,
        "undelivered": due.undelivered,
        "problem": problem and problem.code,
    }
    return RemindedSerializer(result).data
