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
from rest_framework.views import APIView

from commitments.foundation.errors import Fault
from commitments.foundation.rest.pagination import PARAMETERS
from commitments.foundation.rest.parameters import FIELDS, check_parameters, parameter_fault
from commitments.foundation.rest.problems import refusal

M = TypeVar("M", bound=Model)


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter; unlike there, unknown parameters and invalid values are refused."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[M], view: APIView
    ) -> QuerySet[M]:
        """Return the requested rows. Raises ApiProblem 400 naming every fault."""
        filterset = self._checked(request, queryset, view)
        return queryset if filterset is None else filterset.qs

    def sql_values(
        self, request: Request, queryset: QuerySet[M], view: APIView
    ) -> dict[str, object]:
        """Return what each filter in use gives as `sql_value`, by its name, for hot lists.

        Raises ApiProblem 400 naming every fault.
        """
        filterset = self._checked(request, queryset, view)
        cleaned = {} if filterset is None else filterset.form.cleaned_data
        values = {
            name: filterset.filters[name].sql_value(value)
            for name, value in cleaned.items()
            if value not in EMPTY_VALUES
        }
        return {name: value for name, value in values.items() if value is not None}

    def _checked(self, request: Request, queryset: QuerySet[M], view: APIView) -> Any:
        """Return the valid filter set, whose class has no types; None where the list has none."""
        allowed = {FIELDS, *PARAMETERS, *getattr(view, "query_parameters", ())}
        filterset = self.get_filterset(request, queryset, view)
        if filterset is not None:
            allowed |= set(getattr(filterset, "names", filterset.filters))
        check_parameters(request, allowed)
        if filterset is not None and not filterset.is_valid():
            raise refusal(list(_form_faults(filterset.form)))
        return filterset


def _form_faults(form: forms.Form) -> Iterator[Fault]:
    for name, errors in form.errors.get_json_data().items():
        for error in errors:
            yield parameter_fault(name, error["code"] or "invalid", error["message"])


class KeysField(forms.CharField):
    """One natural key, or several separated by commas."""

    def __init__(self, *args: Any, queryset: QuerySet[Model], key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queryset = queryset
        self.key = key

    def clean(self, value: object) -> list[Model] | None:
        """Return the objects, or None without a value. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        keys = [key.strip() for key in str(text).split(",") if key.strip()]
        rows = self.queryset.annotate(_upper=Upper(self.key)).filter(
            _upper__in=[key.upper() for key in keys]
        )
        by_key = {str(getattr(row, self.key)).upper(): row for row in rows}
        unknown = [key for key in keys if key.upper() not in by_key]
        if unknown or not keys:
            raise forms.ValidationError(
                _("There is no “%(keys)s”.") % {"keys": ", ".join(unknown or [text])},
                code="unknown_key",
            )
        return [by_key[key.upper()] for key in dict.fromkeys(keys)]


class KeyFilter(django_filters.Filter):
    """`party=SLV`, `party=SLV,HND`: rows related to these objects; the case of a key is ignored.

    `queryset` finds the objects by their column `key`; `field_name` is the relation from the rows.
    """

    field_class = KeysField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr="in", **kwargs)

    def sql_value(self, value: list[Model]) -> list[int]:
        """Return the ids, for the condition of a hot list."""
        return [row.pk for row in value]


class ChoicesFilter(django_filters.ChoiceFilter):
    """One of a closed set of words; an unknown one is refused with the available ones."""

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        names = ", ".join(str(value) for value, _label in choices)
        message = format_lazy(gettext_lazy("Enter one of {names}."), names=names)
        kwargs["error_messages"] = {"invalid_choice": message}
        super().__init__(*args, choices=choices, **kwargs)

    def sql_value(self, value: str) -> str | bool:
        """Return the word, for the condition of a hot list."""
        return value


class FlagFilter(ChoicesFilter):
    """`true` or `false`, and no other spelling."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=[("true", "true"), ("false", "false")], **kwargs)

    def filter(self, qs: QuerySet[M], value: str) -> QuerySet[M]:
        rows: QuerySet[M] = super().filter(qs, self.sql_value(value) if value else "")
        return rows

    def sql_value(self, value: str) -> bool:
        """Return the truth value, for the condition of a hot list."""
        return value == "true"


class WholeNumberFilter(django_filters.NumberFilter):
    """A whole number; 2012.5 is refused, not rounded."""

    field_class = forms.IntegerField


class LeanFilterSet(django_filters.FilterSet):
    """Makes only the requested filters: to make all of them can cost more than the rows."""

    base_filters: Mapping[str, django_filters.Filter]

    def __init__(self, data: object = None, *args: object, **kwargs: object) -> None:
        self.names = set(self.base_filters)
        requested = data if isinstance(data, Mapping) else {}
        # Set for this instance alone; the class keeps all its filters.
        self.base_filters = {
            name: each for name, each in self.base_filters.items() if name in requested
        }
        super().__init__(data, *args, **kwargs)

    @cached_property
    def form(self) -> forms.Form:
        """A form of the filters' fields; making a class of it first would take twice as long."""
        form = forms.Form(self.data if self.is_bound else None)
        form.fields = {name: each.field for name, each in self.filters.items()}
        return form
