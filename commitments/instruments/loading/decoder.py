"""From JSON to typed records, reporting every fault and not only the first, as msgspec does.

A faulty value is reported and replaced by a stand-in of its type, so that the rest of its record
is still read and checked; nothing is loaded then anyway.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from commitments.instruments.loading.faults import Location
from commitments.instruments.loading.records import LANGUAGES, Names, Text, Wording

T = TypeVar("T", bound=msgspec.Struct)
_KINDS: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "a boolean",
    type(None): "null",
}


def decode(content: object, kind: type[T], at: Location) -> T:
    """Return parsed JSON as a record of `kind`; what is wrong with it is reported at `at`."""
    if not isinstance(content, dict):
        at.add(f"expected an object, got {_KINDS.get(type(content), 'a number')}")
        return stand_in(kind)
    fields = _fields(kind)
    for name in content.keys() - fields.keys():
        at[name].add("unknown field")
    values: dict[str, object] = {}
    for name, field in fields.items():
        if name in content:
            values[name] = _value(content[name], field.type, at[name])
        elif field.required:
            at[name].add("missing")
            values[name] = _stand_in(field.type)
    return kind(**values)


def stand_in(kind: type[T]) -> T:
    """Return a record of `kind`, in place of one that could not be read."""
    required = [field for field in _fields(kind).values() if field.required]
    return kind(**{field.name: _stand_in(field.type) for field in required})


@cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, msgspec.structs.FieldInfo]:
    return {field.name: field for field in msgspec.structs.fields(kind)}


def _value(content: object, hint: object, at: Location) -> object:
    """Return the content as the type of a field."""
    if _is_optional(hint):
        if content is None:
            return None
        [hint] = [arm for arm in typing.get_args(hint) if arm is not type(None)]
    if hint is Wording and isinstance(content, str):
        return Wording(en=typing.cast("str", _leaf(content, Text, at)))
    if hint in (Names, Wording):
        return _names(content, at)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return decode(content, hint, at)
    if typing.get_origin(hint) is list and isinstance(content, list):
        [item_type] = typing.get_args(hint)
        return [_value(item, item_type, at[index]) for index, item in enumerate(content)]
    return _leaf(content, hint, at)


def _leaf(content: object, hint: Any, at: Location) -> Any:
    """Return the content as a type without records in it."""
    try:
        return msgspec.convert(content, hint)
    except msgspec.ValidationError as fault:
        reason, _at, inside = str(fault).partition(" - at `$")
        place = replace(at, path=at.path + inside.rstrip("`").replace("[...]", ""))
        place.add(f"{reason[:1].lower()}{reason[1:]}{_shown(content)}")
        return _stand_in(hint)


def _names(content: object, at: Location) -> Names:
    if not isinstance(content, dict):
        at.add(f"expected an object, got {_KINDS.get(type(content), 'a number')}")
        return Names(en="")
    names = Names()
    for language, name in content.items():
        if language not in LANGUAGES:
            at[language].add(f"not one of {', '.join(LANGUAGES)}")
            continue
        names[language] = _leaf(name, str | None, at[language])
        if isinstance(name, str) and not name.strip():
            at[language].add("empty; null says: none known")
    if content.get("en") is None:
        at.add("an English name is needed")
    return names


def _is_optional(hint: object) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)


def _stand_in(hint: Any) -> object:
    """Return some value of the type, in place of one that could not be read."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _stand_in(arguments[0])
    if origin is Literal:
        return arguments[0]
    if _is_optional(hint):
        return None
    if hint is date:
        return date.min
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return stand_in(hint)
    return (origin or hint)()


def _shown(content: object) -> str:
    """Return the faulty value where it is short and plain, else ""."""
    if isinstance(content, str) and len(content) <= 60:
        return f": {content!r}"
    return f": {content}" if isinstance(content, int | float) else ""
