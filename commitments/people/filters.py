"""Filters of the lists of people and of the audit log."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from commitments.foundation.rest.filters import ChoicesFilter
from commitments.parties.filters import PartyFilter
from commitments.people.models.user import User


class AuditFilterSet(django_filters.FilterSet):
    action = django_filters.CharFilter()
    object_type = django_filters.CharFilter()
    object_key = django_filters.CharFilter()
    by = django_filters.CharFilter(field_name="by__email", lookup_expr="iexact")
    since = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="lt")


class PeopleFilterSet(django_filters.FilterSet):
    email = django_filters.CharFilter(lookup_expr="iexact")
    state = ChoicesFilter(choices=User.State.choices, method="in_state", label="Of the account.")
    party = PartyFilter(field_name="designations__party", distinct=True)

    def in_state(self, rows: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        return rows.filter(pk__in=User.objects.in_state(value).order_by().values("pk"))
