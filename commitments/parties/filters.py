"""Filters of the lists of parties, and the filter of other lists by party."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from commitments.foundation.rest.filters import ChoicesFilter, KeyFilter
from commitments.instruments.models.responsibility import Responsibility
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party


class PartyFilter(KeyFilter):
    """By the code of a state or a body."""

    def __init__(self, field_name: str = "party", **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Party.objects.all())
        super().__init__(field_name=field_name, key="code", **kwargs)


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
        field_name="responsibilities__role", choices=Responsibility.Role.choices, distinct=True
    )
