"""Which rows of the catalogue's lists are asked for, by natural keys."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from commitments.models import (
    AssemblySession,
    AuditEntry,
    Commitment,
    Indicator,
    IndicatorValue,
    Instrument,
    Paragraph,
    Participation,
    Party,
    Responsibility,
    Theme,
    User,
)
from commitments.rest.filters import (
    ChoicesFilter,
    CommitmentFilter,
    FlagFilter,
    InstrumentFilterSet,
    KeyFilter,
    ParagraphFilter,
    PartyFilter,
    WholeNumberFilter,
)


class ParagraphFilterSet(InstrumentFilterSet):
    within_default = True
    kind = ChoicesFilter(choices=Paragraph.Kind.choices)
    theme = KeyFilter(
        field_name="commitments__themes", queryset=Theme.objects.all(), key="key", distinct=True
    )


class CommitmentFilterSet(InstrumentFilterSet):
    within_default = True
    paragraph = ParagraphFilter(field_name="paragraph")
    theme = KeyFilter(field_name="themes", queryset=Theme.objects.all(), key="key", distinct=True)
    tracking = ChoicesFilter(choices=Commitment.Tracking.choices)
    nature = ChoicesFilter(choices=Commitment.Nature.choices)
    party = PartyFilter(field_name="responsibilities__party", distinct=True)
    retired = FlagFilter(field_name="retired_at", lookup_expr="isnull", exclude=True)


class SessionFilterSet(django_filters.FilterSet):
    kind = ChoicesFilter(choices=AssemblySession.Kind.choices)


class MemberStateFilterSet(django_filters.FilterSet):
    subregion = django_filters.CharFilter(lookup_expr="iexact")
    standing = ChoicesFilter(
        choices=Participation.Standing.choices, method="standing_today", label="Today's."
    )

    def standing_today(self, states: QuerySet[Party], _name: str, value: str) -> QuerySet[Party]:
        today = Participation.objects.on(timezone.now().date()).filter(standing=value)
        return states.filter(participations__in=today)


class BodyFilterSet(django_filters.FilterSet):
    type = ChoicesFilter(field_name="body_type", choices=Party.BodyType.choices)
    role = ChoicesFilter(
        field_name="responsibilities__role",
        choices=Responsibility.Role.choices,
        distinct=True,
    )


class IndicatorFilterSet(InstrumentFilterSet):
    instrument = KeyFilter(
        field_name="paragraphs__instrument",
        queryset=Instrument.objects.all(),
        key="key",
        distinct=True,
    )
    framework = django_filters.CharFilter(lookup_expr="iexact")
    paragraph = ParagraphFilter(field_name="paragraphs", distinct=True)
    commitment = CommitmentFilter(field_name="commitments", distinct=True)
    better = ChoicesFilter(choices=Indicator.Direction.choices)


class IndicatorValueFilterSet(django_filters.FilterSet):
    indicator = KeyFilter(field_name="indicator", queryset=Indicator.objects.all(), key="code")
    state = PartyFilter(field_name="state", queryset=Party.objects.states())
    year = WholeNumberFilter()
    year_from = WholeNumberFilter(field_name="year", lookup_expr="gte")
    year_to = WholeNumberFilter(field_name="year", lookup_expr="lte")

    class Meta:
        model = IndicatorValue
        fields: list[str] = []


class AuditFilterSet(django_filters.FilterSet):
    action = django_filters.CharFilter()
    object_type = django_filters.CharFilter()
    object_key = django_filters.CharFilter()
    by = django_filters.CharFilter(field_name="by__email", lookup_expr="iexact")
    since = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="lt")

    class Meta:
        model = AuditEntry
        fields: list[str] = []


class PeopleFilterSet(django_filters.FilterSet):
    email = django_filters.CharFilter(lookup_expr="iexact")
    state = ChoicesFilter(choices=User.State.choices, method="in_state", label="Of the account.")
    party = PartyFilter(field_name="designations__party", distinct=True)

    class Meta:
        model = User
        fields: list[str] = []

    def in_state(self, rows: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        return rows.filter(pk__in=User.objects.in_state(value).order_by().values("pk"))
