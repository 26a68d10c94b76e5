"""The schedule of the reports over the API: read by all, changed by officers."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.parameters import check_parameters, parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.serializers import VerbsField
from commitments.foundation.rest.verbs import body_of
from commitments.foundation.rest.views import ApiView, DetailView, found
from commitments.people.rules.permissions import is_officer
from reporting.schedule.commands import schedule
from reporting.schedule.queries import KINDS, YEARS, Entry, EntryState, entry_of, planned


class ScheduleEntrySerializer(serializers.Serializer[Entry]):
    """A report that follows from the dates; `change` and `restore` move it, or leave it out."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS])
    instrument = serializers.CharField(source="instrument.key")
    session = serializers.CharField(source="session.key", default=None, allow_null=True)
    period = serializers.CharField(source="period.key", default=None, allow_null=True)
    derived_at = serializers.DateTimeField(
        source="derived",
        allow_null=True,
        help_text="According to the dates of its session or period; null while they are not known.",
    )
    at = serializers.DateTimeField(
        source="moment",
        allow_null=True,
        help_text="When it is prepared; null where it is left out.",
    )
    state = serializers.ChoiceField(choices=EntryState.choices)
    changed = serializers.SerializerMethodField(help_text="An officer moved it or left it out.")
    reason = serializers.SerializerMethodField(help_text="Of the change; for the secretariat.")
    report = serializers.SerializerMethodField(help_text="Id of the report, if you may see it.")
    sample = serializers.BooleanField(help_text="Its period is sample data.")
    may = VerbsField(
        lambda entry, person: schedule.verbs_open_to(entry=entry, person=person),
        help_text="Verbs open to you now: change, restore.",
    )

    def get_changed(self, entry: Entry) -> bool:
        return entry.change is not None

    def get_reason(self, entry: Entry) -> str:
        officer = is_officer(self.context["request"].user)
        return entry.change.reason if officer and entry.change else ""

    def get_report(self, entry: Entry) -> int | None:
        report = entry.report_for(self.context["request"].user)
        return report.pk if report else None


class ScheduleSerializer(serializers.Serializer[object]):
    """A year on one page, in order; entries without a date come last."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = ScheduleEntrySerializer(many=True)


class ChangeScheduleSerializer(serializers.Serializer[object]):
    """`at`: another moment, or null to leave the report out."""

    at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()


class Schedule(ApiView):
    """Which report is made when."""

    query_parameters = ("year",)

    @extend_schema(
        operation_id="schedule_list",
        parameters=[OpenApiParameter("year", OpenApiTypes.INT, description="By default, this.")],
        responses=ScheduleSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return the reports of a year (in UTC): upcoming, prepared, left out, or missed."""
        check_parameters(request, self.query_parameters)
        now = timezone.now()
        entries = planned(at=now, year=_year(request, now.year))
        context = {"request": request}
        rows = [ScheduleEntrySerializer(entry, context=context).data for entry in entries]
        return self.answer({"next": None, "previous": None, "results": rows})


def _year(request: Request, default: int) -> int:
    year = request.query_params.get("year")
    if year is None:
        return default
    if year.isascii() and year.isdigit() and len(year) == 4 and int(year) in YEARS:
        return int(year)
    detail = _("Enter a year from %(first)s to %(last)s.") % {"first": YEARS[0], "last": YEARS[-1]}
    raise refusal([parameter_fault("year", "not_a_year", detail)])


class ScheduleEntry(DetailView):
    """One report of the schedule, by its kind, its instrument, and its session or period."""

    serializer_class = ScheduleEntrySerializer

    def get_object(self) -> Entry:
        return found(entry_of(**self.kwargs, at=timezone.now()))

    @extend_schema(request=ChangeScheduleSerializer, responses=ScheduleEntrySerializer)
    def patch(self, request: Request, **keys: str) -> Response:
        """Set another date for it, or leave it out, with the reason; for officers."""
        entry, changes = self.get_object(), body_of(request)
        return self.one(
            schedule.change(entry=entry, changes=changes, by=request.user, at=timezone.now())
        )

    @extend_schema(responses={200: ScheduleEntrySerializer})
    def delete(self, request: Request, **keys: str) -> Response:
        """Undo the change: the dates decide again. Return the entry; for officers."""
        return self.one(
            schedule.restore(entry=self.get_object(), by=request.user, at=timezone.now())
        )
