"""Boxes of forms, made from what `tracker.fields` declares; the verbs hold the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.db import models

from commitments.foundation.forms import PlainForm
from tracker.fields import ContentField, Fields, Kind
from tracker.fields.cleaning import column_of


class DeclaredForm(PlainForm):
    """A form with a box for each field of a declaration; the model has the columns of choices."""

    declared: ClassVar[tuple[Fields, type[models.Model]]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= boxes(*self.declared)


def boxes(fields: Fields, model: type[models.Model]) -> dict[str, forms.Field]:
    """Return a box for each declared field, by name; `model` has the columns of choices."""
    return {field.name: _MAKE[field.kind](field, model) for field in fields}


def area(label: Any, help_text: Any = "", rows: int = 2) -> forms.CharField:
    """Return a box for words in as many lines as they take."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _line(field: ContentField, model: type[models.Model]) -> forms.Field:
    return forms.CharField(label=field.label, help_text=field.help, required=False)


def _choice(field: ContentField, model: type[models.Model]) -> forms.Field:
    column = column_of(field, model)
    return forms.ChoiceField(
        label=field.label,
        choices=column.flatchoices,
        required=False,
        initial=column.get_default() if column.has_default() else None,
    )


def _day(field: ContentField, model: type[models.Model]) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=field.label, required=False, widget=widget)


def _link(field: ContentField, model: type[models.Model]) -> forms.Field:
    widget = forms.URLInput(attrs={"inputmode": "url"})
    return forms.CharField(label=field.label, required=False, widget=widget)


_MAKE: Final[Mapping[Kind, Callable[[ContentField, type[models.Model]], forms.Field]]] = {
    Kind.LINE: _line,
    Kind.CURRENCY: _line,
    Kind.TEXT: lambda field, model: area(field.label, field.help, field.rows),
    Kind.CHOICE: _choice,
    Kind.WHOLE_NUMBER: lambda field, model: forms.IntegerField(label=field.label, required=False),
    Kind.AMOUNT: lambda field, model: forms.DecimalField(label=field.label, required=False),
    Kind.DAY: _day,
    Kind.LINK: _link,
    Kind.FILE: lambda field, model: forms.FileField(label=field.label, required=False),
    # Who makes the form says which commitments, or which passages, there are.
    Kind.COMMITMENTS: lambda field, model: forms.MultipleChoiceField(
        label=field.label, required=False, widget=forms.CheckboxSelectMultiple
    ),
    Kind.PASSAGE: lambda field, model: forms.ChoiceField(label=field.label, required=False),
}
