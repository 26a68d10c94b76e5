"""From JSON to typed records, reporting every fault and not only the first.

A faulty value is reported and replaced by a stand-in of its type, so that the rest of its record
is still read and checked; nothing is loaded then anyway.
"""

from __future__ import annotations

import types
import typing
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from commitments.instruments.loading.faults import Location
from commitments.instruments.loading.records import LANGUAGES, Names, Text, Wording

T = TypeVar("T", bound=msgspec.Struct)


def decode(content: Any, kind: type[T], at: Location) -> T:
    """Return parsed JSON as a record of `kind`; what is wrong with it is reported at `at`."""
    if not isinstance(content, dict):
        at.add(f"expected an object, got {_kind_of(content)}")
        return typing.cast("T", stand_in(kind))
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for name in content.keys() - fields.keys():
        at[name].add("unknown field")
    values: dict[str, Any] = {}
    for name, hint in _hints(kind).items():
        if name in content:
            values[name] = _value(content[name], hint, at[name])
        elif fields[name].required:
            at[name].add("missing")
            values[name] = stand_in(hint)
    return kind(**values)


def _value(content: Any, hint: Any, at: Location) -> Any:
    inner = _without_none(hint)
    if inner is not hint and content is None:
        return None
    if inner is Wording and isinstance(content, str):
        return Wording(en=_leaf(content, Text, at))
    if inner in (Names, Wording):
        return _names(content, at)
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        return decode(content, inner, at)
    if typing.get_origin(inner) is list and isinstance(content, list):
        [item] = typing.get_args(inner)
        return [_value(one, item, at[index]) for index, one in enumerate(content)]
    return _leaf(content, inner, at)


def _leaf(content: Any, hint: Any, at: Location) -> Any:
    try:
        return msgspec.convert(content, hint)
    except msgspec.ValidationError as fault:
        reason, _at, inside = str(fault).partition(" - at `$")
        place = replace(at, path=at.path + inside.rstrip("`").replace("[...]", ""))
        place.add(f"{reason[:1].lower()}{reason[1:]}{_shown(content)}")
        return stand_in(hint)


def _names(content: Any, at: Location) -> Names:
    if not isinstance(content, dict):
        at.add(f"expected an object, got {_kind_of(content)}")
        return Names(en="")
    names = Names()
    for language, name in content.items():
        if language not in LANGUAGES:
            at[language].add(f"not one of {', '.join(LANGUAGES)}")
            continue
        names[language] = _leaf(name, str | None, at[language])
        if name == "" or (isinstance(name, str) and name.isspace()):
            at[language].add("empty; null says: none known")
    if content.get("en") is None:
        at.add("an English name is needed")
    return names


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _without_none(hint: Any) -> Any:
    """Return X of `X | None`, else the hint itself."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        [inner] = [arm for arm in typing.get_args(hint) if arm is not type(None)]
        return inner
    return hint


def stand_in(hint: Any) -> Any:
    """Return some value of the type, in place of one that could not be read."""
    origin = typing.get_origin(hint)
    if origin is Annotated:
        return stand_in(typing.get_args(hint)[0])
    if origin is Literal:
        return typing.get_args(hint)[0]
    if origin in (typing.Union, types.UnionType):
        return None
    if hint is date:
        return date.min
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        required = {field.name for field in msgspec.structs.fields(hint) if field.required}
        return hint(**{name: stand_in(_hints(hint)[name]) for name in required})
    return (origin or hint)()


def _kind_of(content: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "text", bool: "a boolean", type(None): "null"}
    return kinds.get(type(content), "a number")


def _shown(content: Any) -> str:
    """Return the offending value, where it is short and plain."""
    if isinstance(content, str) and len(content) <= 60:
        return f": {content!r}"
    return f": {content}" if isinstance(content, int | float) else ""
