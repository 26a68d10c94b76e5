"""Filters by the natural keys of instruments, paragraphs, commitments and parties."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from commitments.foundation.rest.filters import KeyFilter, LeanFilterSet, M
from commitments.foundation.rest.parameters import parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.queries.natural_keys import find_paragraph


class InstrumentFilterSet(LeanFilterSet):
    """For lists of what hangs on an instrument; `instrument=` narrows them to it.

    Paragraphs and commitments mean something within an instrument only: that of the address
    (`instrument_key`), else that of `instrument=`, else the default one. With `within_default`
    the list too is of that one alone.
    """

    within_default = False
    instrument = KeyFilter(
        field_name="instrument", queryset=Instrument.objects.all(), key="key", label="Key."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        context = getattr(self.request, "parser_context", None) or {}
        self.key_in_address = context.get("kwargs", {}).get("instrument_key")
        if self.key_in_address is not None:
            self.names.discard("instrument")
            self.filters.pop("instrument", None)

    @cached_property
    def chosen_instrument(self) -> Instrument:
        """The one that keys of paragraphs and commitments mean. Raises ApiProblem 400."""
        key = self.key_in_address or self.data.get("instrument")
        chosen = {"key__iexact": key} if key else {"is_default": True}
        found = Instrument.objects.filter(**chosen).first()
        if found is None:
            detail = _("Enter the key of one instrument.")
            raise refusal([parameter_fault("instrument", "unknown_key", detail)])
        return found

    def filter_queryset(self, queryset: QuerySet[M]) -> QuerySet[M]:
        filtered: QuerySet[M] = super().filter_queryset(queryset)
        if not self.within_default or "instrument" in self.data:
            return filtered
        return filtered.filter(instrument=self.chosen_instrument)


class _InstrumentKeyFilter(django_filters.CharFilter):
    """Keys that mean something only within the instrument asked for."""

    parent: InstrumentFilterSet

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr="in", **kwargs)

    def find(self, instrument: Instrument, key: str) -> Model | None:
        raise NotImplementedError

    def filter(self, qs: QuerySet[M], value: str) -> QuerySet[M]:
        if not value:
            return qs
        return super().filter(qs, self.wanted(value))  # type: ignore[no-any-return]

    def wanted(self, value: str) -> list[int]:
        """Return the ids of the rows with these keys. Raises ApiProblem 400 for unknown ones."""
        instrument = self.parent.chosen_instrument
        keys = [key.strip() for key in value.split(",") if key.strip()]
        found = [self.find(instrument, key) for key in keys]
        unknown = [key for key, row in zip(keys, found, strict=True) if row is None]
        if unknown or not keys:
            name = next(n for n, f in self.parent.filters.items() if f is self)
            detail = _("%(instrument)s has no “%(keys)s”.") % {
                "instrument": instrument.symbol,
                "keys": ", ".join(unknown or [value]),
            }
            raise refusal([parameter_fault(name, "unknown_key", detail)])
        return [row.pk for row in found if row is not None]


class ParagraphFilter(_InstrumentKeyFilter):
    """`paragraph=7`, `paragraph=p5,7`."""

    def find(self, instrument: Instrument, key: str) -> Paragraph | None:
        return find_paragraph(instrument, key)


class CommitmentFilter(_InstrumentKeyFilter):
    """`commitment=7.1`, `commitment=7.1,7.2`."""

    def find(self, instrument: Instrument, key: str) -> Commitment | None:
        return Commitment.objects.filter(instrument=instrument, code=key).first()
