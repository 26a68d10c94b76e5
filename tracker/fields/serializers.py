"""Serializer fields for what `tracker.fields` declares; they only describe the API.

The commands check what is sent, so that the pages and the API refuse the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from django.db import models
from rest_framework import serializers

from commitments.foundation.rest.examples import add_examples_by_name
from tracker.fields import UPDATE, ContentField, Fields, Kind
from tracker.fields.cleaning import column_of
from tracker.updates.models.narrative import Level

add_examples_by_name({field.name: field.example for field in UPDATE if field.kind == Kind.TEXT})
ApiField = serializers.Field[Any, Any, Any, Any]
_FieldOf = Callable[..., ApiField]


class DeclaredSerializer(serializers.Serializer[object]):
    # The declared fields that can be sent, and the fields of the class after them. The columns of
    # `model` have the choices. `whole`: all required fields must be sent, since an object is made.
    declared: ClassVar[Fields]
    model: ClassVar[type[models.Model]]
    whole: ClassVar = False

    def get_fields(self) -> dict[str, ApiField]:
        written = {
            field.name: _FIELD_OF[field.kind](
                field, self.model, required=self.whole and field.required, **_empty(field)
            )
            for field in self.declared
        }
        return written | super().get_fields()


class CooperationSerializer(serializers.Serializer[object]):
    """A request for, or an offer of, cooperation on a theme."""

    theme = serializers.CharField(help_text="Key of a theme.")
    text = serializers.CharField()


def to_read(fields: Fields, model: type[models.Model]) -> dict[str, ApiField]:
    """Return the serializer fields of an answer, by name; `model` has the choices."""
    found = {}
    for field in fields:
        # A choice that may be empty is described as text.
        as_text = field.kind == Kind.CHOICE and column_of(field, model).blank
        options = {"allow_null": True} if field.nullable else {}
        found[field.name] = _FIELD_OF[Kind.LINE if as_text else field.kind](field, model, **options)
    return found


def _empty(field: ContentField) -> dict[str, bool]:
    """Return the option that lets null or "" be sent."""
    if field.nullable:
        return {"allow_null": True}
    is_text = field.kind in (Kind.LINE, Kind.TEXT, Kind.CURRENCY, Kind.PASSAGE)
    return {"allow_blank": True} if is_text and not field.required else {}


class _Codes(serializers.ListField):
    child = serializers.CharField()


def _choice(field: ContentField, model: type[models.Model], **options: Any) -> ApiField:
    return serializers.ChoiceField(choices=column_of(field, model).flatchoices, **options)


def _number(field: ContentField, model: type[models.Model], **options: Any) -> ApiField:
    return serializers.IntegerField(min_value=field.least, max_value=field.most, **options)


def _of(make: _FieldOf, **limits: object) -> _FieldOf:
    return lambda field, model, **options: make(**limits, **options)


_FIELD_OF: Final[Mapping[Kind, _FieldOf]] = {
    Kind.LEVEL: _of(serializers.IntegerField, min_value=min(Level), max_value=max(Level)),
    Kind.YES_NO: _of(serializers.BooleanField),
    Kind.LINE: _of(serializers.CharField),
    Kind.TEXT: _of(serializers.CharField),
    Kind.CURRENCY: _of(serializers.CharField),
    Kind.PASSAGE: _of(serializers.CharField),
    Kind.COOPERATION: _of(CooperationSerializer, many=True),
    Kind.CHOICE: _choice,
    Kind.WHOLE_NUMBER: _number,
    Kind.AMOUNT: _of(serializers.DecimalField, max_digits=18, decimal_places=2),
    Kind.DAY: _of(serializers.DateField),
    Kind.MOMENT: _of(serializers.DateTimeField),
    Kind.COMMITMENTS: _of(_Codes),
    Kind.LINK: _of(serializers.URLField),
    Kind.FILE: _of(serializers.FileField),
}
