"""Which rows of the catalogue's lists are asked for, by natural keys."""

from __future__ import annotations

import django_filters

from commitments.foundation.rest.filters import (
    ChoicesFilter,
    FlagFilter,
    KeyFilter,
    WholeNumberFilter,
)
from commitments.instruments.filters.fields import (
    CommitmentFilter,
    InstrumentFilterSet,
    ParagraphFilter,
)
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.parties.filters import PartyFilter
from commitments.parties.models.party import Party


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
