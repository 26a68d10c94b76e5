"""Fields of serializers, made from what `tracker.fields` declares; for the schema alone.

What is sent is checked by the verbs, so that the pages and the API refuse the same.
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
Make = Callable[[ContentField, type[models.Model], dict[str, Any]], ApiField]


class DeclaredSerializer(serializers.Serializer[Any]):
    # What may be sent of the declared fields, and beside them the fields of the class. `model`
    # names the choices; `whole`: a new thing, not a change of one.
    declared: ClassVar[Fields]
    model: ClassVar[type[models.Model]]
    whole: ClassVar = False

    def get_fields(self) -> dict[str, ApiField]:
        return to_write(self.declared, self.model, whole=self.whole) | super().get_fields()


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


class _Codes(serializers.ListField):
    child = serializers.CharField()


def _choice(field: ContentField, model: type[models.Model], how: dict[str, Any]) -> ApiField:
    return serializers.ChoiceField(choices=column_of(field, model).flatchoices, **how)


def _number(field: ContentField, model: type[models.Model], how: dict[str, Any]) -> ApiField:
    return serializers.IntegerField(min_value=field.least, max_value=field.most, **how)


def _of(made: Callable[..., ApiField], **limits: Any) -> Make:
    return lambda field, model, how: made(**limits, **how)


_MAKE: Final[Mapping[Kind, Make]] = {
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
