"""Which rows of the tracker's lists are asked for, by natural keys."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from commitments.foundation.errors import unknown_key
from commitments.foundation.rest.filters import ChoicesFilter, FlagFilter, KeyFilter, LeanFilterSet
from commitments.foundation.rest.problems import refusal
from commitments.instruments.filters.fields import (
    CommitmentFilter,
    InstrumentFilterSet,
    ParagraphFilter,
)
from commitments.models import Instrument, Theme
from commitments.parties.filters import PartyFilter
from tracker.actions.models import FollowUpAction
from tracker.periods.models.cycle import ReportingCycle
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.models.update import State
from tracker.updates.queries.natural_keys import natural_keys
from tracker.updates.rules.outcomes import late
from tracker.visibility import Reader


def _visible_actions(request: Any) -> QuerySet[FollowUpAction]:
    """Another's hidden action is named no better than one there is not."""
    if request is None:
        return FollowUpAction.objects.none()
    return FollowUpAction.objects.visible_to(request.user)


class _KnownKeysFilter(django_filters.CharFilter):
    """`period=2012-1,2012-2`, `party=SLV`: by keys that the process knows, without a query.

    `ids`: where it knows them (`NaturalKeys`); `any_case`: whether the case of a key is free.
    """

    def __init__(self, ids: str, *, any_case: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.ids, self.any_case = ids, any_case

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the rows tied to these objects. Raises ApiProblem 400 for unknown keys."""
        named = [key.strip() for key in value.split(",") if key.strip()]
        if not named:
            return qs
        keys = [key.upper() if self.any_case else key for key in named]
        known = natural_keys(lambda kept: getattr(kept, self.ids).keys() >= set(keys))
        found = [getattr(known, self.ids).get(key) for key in keys]
        unknown = [key for key, pk in zip(named, found, strict=True) if pk is None]
        if unknown:
            raise refusal([unknown_key(f"?{self.field_name}", ", ".join(unknown))])
        return qs.filter(**{f"{self.field_name}_id__in": found})


@extend_schema_field(OpenApiTypes.STR)
class _CycleFilter(django_filters.ModelChoiceFilter):
    """By the number of a session, which the schema cannot guess."""


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


class UpdateFilterSet(InstrumentFilterSet):
    """`state` tells no stranger where a paper is: to them every update is accepted."""

    period = _KnownKeysFilter("period_ids", field_name="period")
    party = _KnownKeysFilter("party_ids", any_case=True, field_name="party")
    commitment = CommitmentFilter(field_name="commitment")
    paragraph = ParagraphFilter(field_name="commitment__paragraph")
    theme = KeyFilter(
        field_name="commitment__themes", queryset=Theme.objects.all(), key="key", distinct=True
    )
    state = ChoicesFilter(choices=State.choices, method="in_state")
    late = FlagFilter(method="when_late")
    solicited = FlagFilter()
    sample = FlagFilter()

    def in_state(self, updates: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the reader's own (the secretariat's: all) in that state; others' as accepted."""
        inside = Reader.of(self.request.user, timezone.now()).belongs_q()
        if inside is None:
            return updates.filter(state=value)
        wanted = inside & Q(state=value)
        return updates.filter(wanted | ~inside if value == State.ACCEPTED else wanted)

    def when_late(self, updates: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return those first submitted after they were due, or due and not submitted."""
        wanted = late(timezone.now())
        return updates.filter(wanted if value == "true" else ~wanted)


class ActionFilterSet(InstrumentFilterSet):
    instrument = KeyFilter(
        field_name="commitments__instrument",
        queryset=Instrument.objects.all(),
        key="key",
        distinct=True,
    )
    party = PartyFilter()
    commitment = CommitmentFilter(field_name="commitments", distinct=True)
    paragraph = ParagraphFilter(field_name="commitments__paragraph", distinct=True)
    kind = ChoicesFilter(choices=FollowUpAction.Kind.choices)
    status = ChoicesFilter(choices=FollowUpAction.Status.choices)
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lt")
    sample = FlagFilter()


class MilestoneFilterSet(LeanFilterSet):
    action = django_filters.ModelChoiceFilter(queryset=_visible_actions)
    party = PartyFilter(field_name="action__party")
    reached = FlagFilter(method="when_reached")

    def when_reached(self, steps: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return those that are reached, or those that are not."""
        return steps.filter(reached_on__isnull=value != "true")
