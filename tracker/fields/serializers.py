"""Fields of serializers, made from what `tracker.fields` declares; for the schema alone.

What is sent is checked by the verbs, so that the pages and the API refuse the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import models
from rest_framework import serializers

from tracker.fields import ContentField, Fields, Kind
from tracker.fields import examples as examples
from tracker.fields.cleaning import column_of
from tracker.updates.models.narrative import Level

ApiField = serializers.Field[Any, Any, Any, Any]


class CooperationSerializer(serializers.Serializer[Any]):
    """A request for, or an offer of, cooperation on a theme."""

    theme = serializers.CharField(help_text="Key of a theme.")
    text = serializers.CharField()


def to_write(
    fields: Fields, model: type[models.Model], *, whole: bool = False
) -> dict[str, ApiField]:
    """Return what may be sent of each field, by name. `whole`: a new thing, not a change of one.

    `model` has the columns that name the choices.
    """
    return {
        field.name: _MAKE[field.kind](
            field, model, {"required": whole and field.required} | _may_be_empty(field)
        )
        for field in fields
    }


def to_read(fields: Fields, model: type[models.Model]) -> dict[str, ApiField]:
    """Return what is given of each field, by name."""
    return {
        field.name: _MAKE[_read_as(field, model)](
            field, model, {"allow_null": True} if field.nullable else {}
        )
        for field in fields
    }


def _may_be_empty(field: ContentField) -> dict[str, bool]:
    if field.nullable:
        return {"allow_null": True}
    words = field.kind in (Kind.LINE, Kind.TEXT, Kind.CURRENCY, Kind.PASSAGE)
    return {"allow_blank": True} if words and not field.required else {}


def _read_as(field: ContentField, model: type[models.Model]) -> Kind:
    """A choice that may be left open is given as words, which may be none."""
    open_ = field.kind == Kind.CHOICE and column_of(field, model).blank
    return Kind.LINE if open_ else field.kind


def _words(field: ContentField, model: type[models.Model], how: dict[str, Any]) -> ApiField:
    return serializers.CharField(**how)


def _choice(field: ContentField, model: type[models.Model], how: dict[str, Any]) -> ApiField:
    return serializers.ChoiceField(choices=column_of(field, model).flatchoices, **how)


_MAKE: Final[
    Mapping[Kind, Callable[[ContentField, type[models.Model], dict[str, Any]], ApiField]]
] = {
    Kind.LEVEL: lambda field, model, how: serializers.IntegerField(
        min_value=min(Level), max_value=max(Level), **how
    ),
    Kind.YES_NO: lambda field, model, how: serializers.BooleanField(**how),
    Kind.LINE: _words,
    Kind.TEXT: _words,
    Kind.CURRENCY: _words,
    Kind.PASSAGE: _words,
    Kind.COOPERATION: lambda field, model, how: CooperationSerializer(many=True, **how),
    Kind.CHOICE: _choice,
    Kind.WHOLE_NUMBER: lambda field, model, how: serializers.IntegerField(
        min_value=field.least, max_value=field.most, **how
    ),
    Kind.AMOUNT: lambda field, model, how: serializers.DecimalField(18, 2, **how),
    Kind.DAY: lambda field, model, how: serializers.DateField(**how),
    Kind.MOMENT: lambda field, model, how: serializers.DateTimeField(**how),
    Kind.COMMITMENTS: lambda field, model, how: serializers.ListField(
        child=serializers.CharField(), **how
    ),
    Kind.LINK: lambda field, model, how: serializers.URLField(**how),
    Kind.FILE: lambda field, model, how: serializers.FileField(**how),
}
