"""The filters of the list of reports, by natural keys."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from commitments.foundation.errors import unknown_key
from commitments.foundation.rest.filters import ChoicesFilter, KeyFilter
from commitments.foundation.rest.problems import refusal
from commitments.instruments.filters import InstrumentFilterSet, ParagraphFilter
from commitments.parties.filters import PartyFilter
from reporting.reports.models.report import StatusReport
from reporting.reports.rules.report_request import find_session
from tracker.models import ReportingPeriod


class SessionFilter(django_filters.CharFilter):
    """`session=42`: of the 42nd regular session."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        session = find_session(value)
        if session is None:
            raise refusal([unknown_key("?session", value)])
        return qs.filter(session=session)


class ReportFilterSet(InstrumentFilterSet):
    kind = ChoicesFilter(choices=StatusReport.Kind.choices)
    state = ChoicesFilter(choices=StatusReport.State.choices)
    audience = ChoicesFilter(choices=StatusReport.Audience.choices)
    session = SessionFilter(label="Key of a session.")
    period = KeyFilter(field_name="period", queryset=ReportingPeriod.objects.all(), key="key")
    party = PartyFilter()
    paragraph = ParagraphFilter(field_name="paragraph")
