"""The filters of the list of reporting periods."""

from __future__ import annotations

import django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from commitments.foundation.rest.filters import ChoicesFilter, KeyFilter, LeanFilterSet
from commitments.models import Instrument
from tracker.periods.models import ReportingCycle, ReportingPeriod


@extend_schema_field(OpenApiTypes.STR)
class _CycleFilter(django_filters.ModelChoiceFilter):
    """By the number of a session; the decorator gives its type to the schema."""


class PeriodFilterSet(LeanFilterSet):
    state = ChoicesFilter(choices=ReportingPeriod.State.choices)
    cycle = _CycleFilter(
        queryset=ReportingCycle.objects.filter(to_session__kind="regular"),
        to_field_name="to_session__number",
        label="The number of the session it reports to.",
    )
    instrument = KeyFilter(
        field_name="instruments", queryset=Instrument.objects.all(), key="key", distinct=True
    )
