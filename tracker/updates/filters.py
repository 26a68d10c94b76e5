"""Which rows of the tracker's lists are asked for, by natural keys."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from commitments.foundation.errors import unknown_key
from commitments.foundation.rest.filters import ChoicesFilter, FlagFilter, KeyFilter, LeanFilterSet
from commitments.foundation.rest.problems import refusal
from commitments.instruments.filters import (
    CommitmentFilter,
    InstrumentFilterSet,
    ParagraphFilter,
)
from commitments.models import Instrument, Theme
from commitments.parties.filters import PartyFilter
from tracker.actions.models import FollowUpAction
from tracker.periods.models import ReportingCycle, ReportingPeriod
from tracker.updates.models.update import State
from tracker.updates.queries.natural_keys import natural_keys


def _visible_actions(request: Any) -> QuerySet[FollowUpAction]:
    """Another's hidden action is named no better than one there is not."""
    if request is None:
        return FollowUpAction.objects.none()
    return FollowUpAction.objects.visible_to(request.user)


class _KnownKeysFilter(django_filters.CharFilter):
    """`period=2012-1,2012-2`, `party=SLV`: by keys that the process knows, without a query.

    `ids`: where it knows them (`NaturalKeys`); `any_case`: whether the case of a key is free. For
    hot lists.
    """

    def __init__(self, ids: str, *, any_case: bool = False) -> None:
        super().__init__()
        self.ids, self.any_case = ids, any_case

    def sql_value(self, value: str) -> list[int] | None:
        """Return the ids; None where no key is named. Raises ApiProblem 400 for unknown keys."""
        named = [key.strip() for key in value.split(",") if key.strip()]
        if not named:
            return None
        keys = [key.upper() if self.any_case else key for key in named]
        known = natural_keys(lambda kept: getattr(kept, self.ids).keys() >= set(keys))
        found = getattr(known, self.ids)
        if unknown := [name for name, key in zip(named, keys, strict=True) if key not in found]:
            raise refusal([unknown_key(f"?{self.field_name}", ", ".join(unknown))])
        return [found[key] for key in keys]


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
    """For a hot list: what each filter compares with is in `serializers.rows`."""

    period = _KnownKeysFilter("period_ids")
    party = _KnownKeysFilter("party_ids", any_case=True)
    commitment = CommitmentFilter("commitment")
    paragraph = ParagraphFilter("commitment__paragraph")
    theme = KeyFilter("commitment__themes", queryset=Theme.objects.all(), key="key")
    # Not the column: what the reader is told of it.
    state = ChoicesFilter(field_name="state_told", choices=State.choices)
    late = FlagFilter()
    solicited = FlagFilter()
    sample = FlagFilter()


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
