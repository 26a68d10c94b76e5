"""The filters of the tracker's lists, by natural keys."""

from __future__ import annotations

from typing import TypeVar

import django_filters
from django.db.models import Model, QuerySet
from django.http import HttpRequest
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

Row = TypeVar("Row", bound=Model)


def _visible_actions(request: HttpRequest | None) -> QuerySet[FollowUpAction]:
    """Return the actions that the person may see; any other does not exist for them."""
    if request is None:  # when the schema is made
        return FollowUpAction.objects.none()
    return FollowUpAction.objects.visible_to(request.user)


class _KnownKeysFilter(django_filters.CharFilter):
    """`period=2012-1,2012-2`, `party=SLV`: by keys kept in the process; for hot lists.

    `ids`: the field of `NaturalKeys` that has the ids by key. `any_case`: a key may be in small
    letters.
    """

    def __init__(self, ids: str, *, any_case: bool = False) -> None:
        super().__init__()
        self.ids, self.any_case = ids, any_case

    def sql_value(self, value: str) -> list[int] | None:
        """Return the ids; None if there is no key. Raises ApiProblem 400 for unknown keys."""
        named = [key.strip() for key in value.split(",") if key.strip()]
        if not named:
            return None
        keys = [key.upper() if self.any_case else key for key in named]
        cached = natural_keys(lambda cached: getattr(cached, self.ids).keys() >= set(keys))
        found = getattr(cached, self.ids)
        if unknown := [name for name, key in zip(named, keys, strict=True) if key not in found]:
            raise refusal([unknown_key(f"?{self.field_name}", ", ".join(unknown))])
        return [found[key] for key in keys]


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


class UpdateFilterSet(InstrumentFilterSet):
    """For a hot list: `serializers.rows` has the column or condition of each filter."""

    period = _KnownKeysFilter("period_ids")
    party = _KnownKeysFilter("party_ids", any_case=True)
    commitment = CommitmentFilter("commitment")
    paragraph = ParagraphFilter("commitment__paragraph")
    theme = KeyFilter("commitment__themes", queryset=Theme.objects.all(), key="key")
    # Not the column: the state that the reader may know.
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

    def when_reached(self, steps: QuerySet[Row], name: str, value: str) -> QuerySet[Row]:
        """Return the milestones that are reached, or those that are not."""
        return steps.filter(reached_on__isnull=value != "true")
