"""Which rows of the tracker's lists are asked for, by natural keys."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from commitments.foundation.rest.filters import ChoicesFilter, FlagFilter, KeyFilter, LeanFilterSet
from commitments.foundation.rest.parameters import parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.instruments.filters.fields import (
    CommitmentFilter,
    InstrumentFilterSet,
    ParagraphFilter,
)
from commitments.models import Instrument, Theme
from commitments.parties.filters import PartyFilter
from tracker.actions.models import FollowUpAction, Milestone
from tracker.periods.models.cycle import ReportingCycle
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.queries.natural_keys import natural_keys
from tracker.updates.rules.outcomes import late
from tracker.visibility import Reader


def _visible_actions(request: Any) -> QuerySet[FollowUpAction]:
    """Another's hidden action is named no better than one there is not."""
    if request is None:
        return FollowUpAction.objects.none()
    return FollowUpAction.objects.visible_to(request.user)


class _KnownKeysFilter(django_filters.CharFilter):
    """`period=2012-1,2012-2`, `party=SLV`: by keys that the process knows, without a query."""

    def find(self, keys: list[str]) -> list[int | None]:
        """Return the ids, None for a key there is not."""
        raise NotImplementedError

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the rows tied to these objects. Raises ApiProblem 400 for unknown keys."""
        keys = [key.strip() for key in value.split(",") if key.strip()]
        if not keys:
            return qs
        found = self.find(keys)
        unknown = [key for key, pk in zip(keys, found, strict=True) if pk is None]
        if unknown:
            name = str(self.field_name)
            detail = _("There is no “%(keys)s”.") % {"keys": ", ".join(unknown)}
            raise refusal([parameter_fault(name, "unknown_key", detail)])
        return qs.filter(**{f"{self.field_name}_id__in": found})


class _KnownPeriodFilter(_KnownKeysFilter):
    def find(self, keys: list[str]) -> list[int | None]:
        known = natural_keys(lambda kept: all(key in kept.period_ids for key in keys)).period_ids
        return [known.get(key) for key in keys]


class _KnownPartyFilter(_KnownKeysFilter):
    def find(self, keys: list[str]) -> list[int | None]:
        codes = [key.upper() for key in keys]
        known = natural_keys(lambda kept: all(code in kept.party_ids for code in codes)).party_ids
        return [known.get(code) for code in codes]


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

    class Meta:
        model = ReportingPeriod
        fields: tuple[str, ...] = ()


class UpdateFilterSet(InstrumentFilterSet):
    """`state` tells no stranger where a paper is: to them every update is accepted."""

    period = _KnownPeriodFilter(field_name="period")
    party = _KnownPartyFilter(field_name="party")
    commitment = CommitmentFilter(field_name="commitment")
    paragraph = ParagraphFilter(field_name="commitment__paragraph")
    theme = KeyFilter(
        field_name="commitment__themes", queryset=Theme.objects.all(), key="key", distinct=True
    )
    state = ChoicesFilter(choices=State.choices, method="in_state")
    late = FlagFilter(method="when_late")
    solicited = FlagFilter()
    sample = FlagFilter()

    class Meta:
        model = ProgressUpdate
        fields: tuple[str, ...] = ()

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

    class Meta:
        model = FollowUpAction
        fields: tuple[str, ...] = ()


class MilestoneFilterSet(LeanFilterSet):
    action = django_filters.ModelChoiceFilter(queryset=_visible_actions)
    party = PartyFilter(field_name="action__party")
    reached = FlagFilter(method="when_reached")

    class Meta:
        model = Milestone
        fields: tuple[str, ...] = ()

    def when_reached(self, steps: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return those that are reached, or those that are not."""
        return steps.filter(reached_on__isnull=value != "true")
