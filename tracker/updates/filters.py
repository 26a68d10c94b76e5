"""The filters of the list of updates, by natural keys."""

from __future__ import annotations

from typing import TypeVar

import django_filters
from django.db.models import Model

from commitments.foundation.errors import unknown_key
from commitments.foundation.rest.filters import ChoicesFilter, FlagFilter, KeyFilter
from commitments.foundation.rest.problems import refusal
from commitments.instruments.filters import (
    CommitmentFilter,
    InstrumentFilterSet,
    ParagraphFilter,
)
from commitments.models import Theme
from tracker.updates.models.update import State
from tracker.updates.queries.natural_keys import natural_keys

Row = TypeVar("Row", bound=Model)


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
