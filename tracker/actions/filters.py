"""The filters of the lists of follow-up actions and of milestones, by natural keys."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest

from commitments.foundation.rest.filters import ChoicesFilter, FlagFilter, KeyFilter, LeanFilterSet
from commitments.instruments.filters import CommitmentFilter, InstrumentFilterSet, ParagraphFilter
from commitments.models import Instrument
from commitments.parties.filters import PartyFilter
from tracker.actions.models import FollowUpAction, Milestone


def _visible_actions(request: HttpRequest | None) -> QuerySet[FollowUpAction]:
    """Return the actions that the person may see; any other does not exist for them."""
    if request is None:  # when the schema is made
        return FollowUpAction.objects.none()
    return FollowUpAction.objects.visible_to(request.user)


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

    def when_reached(
        self, steps: QuerySet[Milestone], name: str, value: str
    ) -> QuerySet[Milestone]:
        """Return the milestones that are reached, or those that are not."""
        return steps.filter(reached_on__isnull=value != "true")
