"""Serializers and fields that refuse unknown fields, and values of another JSON type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request

BIGGEST = 2**63 - 1


class StrictSerializer(serializers.Serializer[object]):
    """Refuses unknown fields and those that cannot be set, together with all other errors."""

    def to_internal_value(self, data: object) -> dict[str, object]:
        """Return the values by field. Raises ValidationError naming every fault."""
        faults = self._unknown(data) if isinstance(data, Mapping) else {}
        try:
            value: dict[str, object] = super().to_internal_value(data)
        except serializers.ValidationError as exc:
            if not isinstance(exc.detail, dict):
                raise
            raise serializers.ValidationError({**faults, **exc.detail}) from exc
        if faults:
            raise serializers.ValidationError(faults)
        return value

    def _unknown(self, data: Mapping[str, object]) -> dict[str, list[ErrorDetail]]:
        settable = {name for name, field in self.fields.items() if not field.read_only}
        faults = {}
        for name in data:
            if name in settable:
                continue
            if name in self.fields:
                faults[name] = [ErrorDetail(_("This cannot be set."), "read_only")]
            else:
                names = ", ".join(sorted(settable)) or "—"
                detail = _("Unknown. Available: %(names)s.") % {"names": names}
                faults[name] = [ErrorDetail(detail, "unknown_field")]
        return faults


class NothingSerializer(StrictSerializer):
    """No body, or an empty object."""


def checked(serializer_class: type[StrictSerializer], request: Request) -> dict[str, Any]:
    """Return the valid values of the body by field. Raises ValidationError naming every fault."""
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


class StringField(serializers.CharField):
    """A JSON string, with its white space (a number or a boolean is refused)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)

    def to_internal_value(self, data: object) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class IntegerField(serializers.IntegerField):
    """A JSON integer that the database can store (`"3"`, `3.0` and `true` are refused)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_value", BIGGEST)
        kwargs.setdefault("min_value", -BIGGEST)
        super().__init__(**kwargs)

    def to_internal_value(self, data: object) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class BooleanField(serializers.BooleanField):
    """`true` or `false` of JSON, and no other spelling."""

    def to_internal_value(self, data: object) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class KeyListField(serializers.ListField):
    """The natural keys of related objects, for reading; prefetch the relation."""

    def __init__(self, key: str, **kwargs: Any) -> None:
        self.key = key
        super().__init__(child=serializers.CharField(), read_only=True, **kwargs)

    def to_representation(self, data: Any) -> list[str]:
        return [getattr(related, self.key) for related in data.all()]


class VerbsField(serializers.ListField):
    """The verbs that the reader may use now: the result of `verbs(object, user)`."""

    child = serializers.CharField()

    def __init__(self, verbs: Callable[..., list[str]], **kwargs: Any) -> None:
        self.verbs = verbs
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, data: object) -> list[str]:
        return self.verbs(data, self.context["request"].user)
