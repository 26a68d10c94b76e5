"""Boxes of forms for the fields that `tracker.fields` declares; the commands check what is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.db import models

from commitments.foundation.forms import PlainForm
from tracker.fields import ContentField, Fields, Kind
from tracker.fields.cleaning import column_of
from tracker.fields.declaration import Label


class DeclaredForm(PlainForm):
    """A form with a box for each declared field; the columns of the model have the choices."""

    declared: ClassVar[tuple[Fields, type[models.Model]]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= boxes(*self.declared)


def boxes(fields: Fields, model: type[models.Model]) -> dict[str, forms.Field]:
    """Return a box for each declared field, by name; the columns of `model` have the choices."""
    return {field.name: _BOX_OF[field.kind](field, model) for field in fields}


def area(label: Label, help_text: Label = "", rows: int = 2) -> forms.CharField:
    """Return a box for text on several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=False, strip=False, widget=widget
    )


def _choice(field: ContentField, model: type[models.Model]) -> forms.Field:
    column = column_of(field, model)
    return forms.ChoiceField(
        label=field.label,
        choices=column.flatchoices,
        required=False,
        initial=column.get_default() if column.has_default() else None,
    )


_BoxOf = Callable[[ContentField, type[models.Model]], forms.Field]


def _box(make: Callable[..., forms.Field], widget: forms.Widget | None = None) -> _BoxOf:
    return lambda field, model: make(
        label=field.label, help_text=field.help, required=False, widget=widget
    )


_BOX_OF: Final[Mapping[Kind, _BoxOf]] = {
    Kind.LINE: _box(forms.CharField),
    Kind.CURRENCY: _box(forms.CharField),
    Kind.TEXT: lambda field, model: area(field.label, field.help, field.rows),
    Kind.CHOICE: _choice,
    Kind.WHOLE_NUMBER: _box(forms.IntegerField),
    Kind.AMOUNT: _box(forms.DecimalField),
    Kind.DAY: _box(forms.DateField, forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")),
    Kind.LINK: _box(forms.CharField, forms.URLInput(attrs={"inputmode": "url"})),
    Kind.FILE: _box(forms.FileField),
    # The form that uses these two sets their choices.
    Kind.COMMITMENTS: _box(forms.MultipleChoiceField, forms.CheckboxSelectMultiple()),
    Kind.PASSAGE: _box(forms.ChoiceField),
}
