"""Filters of the catalogue's lists, and those by natural keys that lists of other rooms use."""

from __future__ import annotations

from typing import Final

import django_filters
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from commitments.foundation.rest.filters import (
    ChoicesFilter,
    FlagFilter,
    KeyFilter,
    LeanFilterSet,
    M,
    WholeNumberFilter,
)
from commitments.foundation.rest.parameters import parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.instruments.queries.natural_keys import find_paragraph
from commitments.parties.filters import PartyFilter
from commitments.parties.models.party import Party

INSTRUMENTS: Final = Instrument.objects.all()
THEMES: Final = Theme.objects.all()


class InstrumentFilterSet(LeanFilterSet):
    """For lists of what belongs to an instrument; `instrument=` limits them to it.

    Keys of paragraphs and commitments are unique within one instrument only: that of the address
    (`instrument_key`), else that of `instrument=`, else the default one. With `within_default`,
    the list itself is limited to that instrument.
    """

    within_default = False
    instrument = KeyFilter("instrument", queryset=INSTRUMENTS, key="key", label="Key.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        context = getattr(self.request, "parser_context", None) or {}
        self.key_in_address = context.get("kwargs", {}).get("instrument_key")
        if self.key_in_address is not None:
            self.names.discard("instrument")
            self.filters.pop("instrument", None)

    @cached_property
    def chosen_instrument(self) -> Instrument:
        """The instrument whose paragraphs and commitments are named. Raises ApiProblem 400."""
        key = self.key_in_address or self.data.get("instrument")
        instrument = Instrument.objects.named(key).first()
        if instrument is None:
            detail = _("Enter the key of one instrument.")
            raise refusal([parameter_fault("instrument", "unknown_key", detail)])
        return instrument

    def filter_queryset(self, queryset: QuerySet[M]) -> QuerySet[M]:
        rows: QuerySet[M] = super().filter_queryset(queryset)
        if self.within_default and "instrument" not in self.data:
            rows = rows.filter(instrument=self.chosen_instrument)
        return rows


class _InstrumentKeyFilter(django_filters.CharFilter):
    """Keys that are unique within `chosen_instrument` only."""

    parent: InstrumentFilterSet

    def __init__(self, field_name: str, **kwargs: object) -> None:
        super().__init__(field_name, lookup_expr="in", **kwargs)

    def find(self, instrument: Instrument, key: str) -> Model | None:
        raise NotImplementedError

    def filter(self, qs: QuerySet[M], value: str) -> QuerySet[M]:
        if value:
            qs = super().filter(qs, self.sql_value(value))
        return qs

    def sql_value(self, value: str) -> list[int]:
        """Return the ids of the rows with these keys. Raises ApiProblem 400 for unknown ones."""
        instrument = self.parent.chosen_instrument
        keys = [key.strip() for key in value.split(",") if key.strip()]
        rows = [self.find(instrument, key) for key in keys]
        unknown = [key for key, row in zip(keys, rows, strict=True) if row is None]
        if unknown or not keys:
            name = next(name for name, field in self.parent.filters.items() if field is self)
            detail = _("%(instrument)s has no “%(keys)s”.") % {
                "instrument": instrument.symbol,
                "keys": ", ".join(unknown or [value]),
            }
            raise refusal([parameter_fault(name, "unknown_key", detail)])
        return [row.pk for row in rows if row is not None]


class ParagraphFilter(_InstrumentKeyFilter):
    """`paragraph=7`, `paragraph=p5,7`."""

    def find(self, instrument: Instrument, key: str) -> Paragraph | None:
        return find_paragraph(instrument, key)


class CommitmentFilter(_InstrumentKeyFilter):
    """`commitment=7.1`, `commitment=7.1,7.2`."""

    def find(self, instrument: Instrument, key: str) -> Commitment | None:
        return Commitment.objects.filter(instrument=instrument, code=key).first()


class ParagraphFilterSet(InstrumentFilterSet):
    within_default = True
    kind = ChoicesFilter(choices=Paragraph.Kind.choices)
    theme = KeyFilter("commitments__themes", queryset=THEMES, key="key", distinct=True)


class CommitmentFilterSet(InstrumentFilterSet):
    within_default = True
    paragraph = ParagraphFilter(field_name="paragraph")
    theme = KeyFilter("themes", queryset=THEMES, key="key", distinct=True)
    tracking = ChoicesFilter(choices=Commitment.Tracking.choices)
    nature = ChoicesFilter(choices=Commitment.Nature.choices)
    party = PartyFilter(field_name="responsibilities__party", distinct=True)
    retired = FlagFilter(field_name="retired_at", lookup_expr="isnull", exclude=True)


class SessionFilterSet(django_filters.FilterSet):
    kind = ChoicesFilter(choices=AssemblySession.Kind.choices)


class IndicatorFilterSet(InstrumentFilterSet):
    instrument = KeyFilter("paragraphs__instrument", queryset=INSTRUMENTS, key="key", distinct=True)
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
