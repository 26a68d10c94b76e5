"""Filters by natural keys: an unknown parameter or key is refused and named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.db.models.functions import Upper
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.constants import EMPTY_VALUES
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from commitments.foundation.errors import Fault
from commitments.foundation.rest.pagination import PARAMETERS
from commitments.foundation.rest.parameters import FIELDS, check_parameters, parameter_fault
from commitments.foundation.rest.problems import refusal

M = TypeVar("M", bound=Model)


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter, refusing what it would ignore."""

    def filter_queryset(self, request: Request, queryset: QuerySet[M], view: Any) -> QuerySet[M]:
        """Return the rows asked for. Raises ApiProblem 400 naming every fault."""
        filterset = self._checked(request, queryset, view)
        return queryset if filterset is None else filterset.qs

    def wanted(self, request: Request, queryset: QuerySet[M], view: Any) -> dict[str, Any]:
        """Return what is asked for, by name, as the filters' `wanted` gives it; for hot lists.

        Raises ApiProblem 400 naming every fault.
        """
        filterset = self._checked(request, queryset, view)
        if filterset is None:
            return {}
        found = {
            name: filterset.filters[name].wanted(value)
            for name, value in filterset.form.cleaned_data.items()
            if value not in EMPTY_VALUES
        }
        return {name: value for name, value in found.items() if value is not None}

    def _checked(self, request: Request, queryset: QuerySet[M], view: Any) -> Any:
        """Return the filter set, found valid; None where the list has none."""
        known = {FIELDS, *PARAMETERS, *getattr(view, "query_parameters", ())}
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            check_parameters(request, known)
            return None
        check_parameters(request, known | set(getattr(filterset, "names", filterset.filters)))
        if not filterset.is_valid():
            raise refusal(list(_form_faults(filterset.form)))
        return filterset


def _form_faults(form: forms.Form) -> Iterator[Fault]:
    for name, errors in form.errors.get_json_data().items():
        for error in errors:
            yield parameter_fault(name, error["code"] or "invalid", error["message"])


class KeysField(forms.CharField):
    """One natural key, or several separated by commas."""

    def __init__(self, *args: Any, queryset: QuerySet[Any], key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queryset = queryset
        self.key = key

    def clean(self, value: Any) -> list[Any] | None:
        """Return the objects, or None where nothing was asked. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        keys = [key.strip() for key in str(text).split(",") if key.strip()]
        named = self.queryset.annotate(_named=Upper(self.key)).filter(
            _named__in=[key.upper() for key in keys]
        )
        found = {str(getattr(row, self.key)).upper(): row for row in named}
        unknown = [key for key in keys if key.upper() not in found]
        if unknown or not keys:
            raise forms.ValidationError(
                _("There is no “%(keys)s”.") % {"keys": ", ".join(unknown or [text])},
                code="unknown_key",
            )
        return [found[key.upper()] for key in dict.fromkeys(keys)]


class KeyFilter(django_filters.Filter):
    """`party=SLV`, `party=SLV,HND`: rows tied to these objects; the case of a key is free.

    `queryset` finds the objects by their column `key`; `field_name` is the relation from the rows.
    """

    field_class = KeysField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr="in", **kwargs)

    def wanted(self, value: list[Model]) -> list[int]:
        """Return the ids, for the condition of a hot list."""
        return [row.pk for row in value]


class ChoicesFilter(django_filters.ChoiceFilter):
    """One of a closed set of words; an unknown one is refused with what there is."""

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        names = ", ".join(str(value) for value, _label in choices)
        message = format_lazy(gettext_lazy("Enter one of {names}."), names=names)
        kwargs["error_messages"] = {"invalid_choice": message}
        super().__init__(*args, choices=choices, **kwargs)

    def wanted(self, value: str) -> str | bool:
        """Return the word, for the condition of a hot list."""
        return value


class FlagFilter(ChoicesFilter):
    """`true` or `false`, nothing that resembles them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=[("true", "true"), ("false", "false")], **kwargs)

    def filter(self, qs: QuerySet[M], value: str) -> QuerySet[M]:
        return super().filter(qs, self.wanted(value) if value else "")  # type: ignore[no-any-return]

    def wanted(self, value: str) -> bool:
        """Return whether it is asked for, or for its contrary."""
        return value == "true"


class WholeNumberFilter(django_filters.NumberFilter):
    """A whole number; 2012.5 is refused, not rounded."""

    field_class = forms.IntegerField


class LeanFilterSet(django_filters.FilterSet):
    """Makes only the filters that are asked for: all of them can cost more than the rows."""

    base_filters: Mapping[str, Any]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        every = self.base_filters
        self.names = set(every)
        # Of this instance alone: what its class has stays.
        self.base_filters = {name: every[name] for name in every if name in (data or ())}
        super().__init__(data, *args, **kwargs)

    @cached_property
    def form(self) -> forms.Form:
        """A form of these filters' fields; to make a class of it, too, would take twice as long."""
        form = forms.Form(self.data if self.is_bound else None)
        form.fields = {name: each.field for name, each in self.filters.items()}
        return form
