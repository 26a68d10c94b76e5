"""From JSON to typed records, reporting every fault and not only the first."""

from __future__ import annotations

import types
import typing
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from commitments.instruments.loading.faults import Faults
from commitments.instruments.loading.records import LANGUAGES, Names, Text, Wording

T = TypeVar("T", bound=msgspec.Struct)
_Hints = dict[str, Any]
_HINTS: dict[type, _Hints] = {}


class Decoder:
    """Decodes what one file holds.

    A faulty value is reported and replaced by a stand-in of its type, so that the rest of its
    record is still read and checked; nothing is loaded then anyway.
    """

    def __init__(self, file: str, faults: Faults) -> None:
        self._file = file
        self._faults = faults

    def record(self, content: Any, kind: type[T], path: str = "") -> T:
        """Return `content` as `kind`, a Struct."""
        if not isinstance(content, dict):
            self._faults.add(self._file, path, f"expected an object, got {_kind_of(content)}")
            return typing.cast("T", stand_in(kind))
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        for name in content.keys() - fields.keys():
            self._faults.add(self._file, _join(path, name), "unknown field")
        values: dict[str, Any] = {}
        for name, hint in _hints(kind).items():
            if name in content:
                values[name] = self._value(content[name], hint, _join(path, name))
            elif fields[name].required:
                self._faults.add(self._file, _join(path, name), "missing")
                values[name] = stand_in(hint)
        return kind(**values)

    def _value(self, content: Any, hint: Any, path: str) -> Any:
        inner = _without_none(hint)
        if inner is not hint and content is None:
            return None
        if inner is Wording and isinstance(content, str):
            return Wording(en=self._leaf(content, Text, path))
        if inner in (Names, Wording):
            return self._names(content, path)
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            return self.record(content, inner, path)
        if typing.get_origin(inner) is list and isinstance(content, list):
            [item] = typing.get_args(inner)
            return [self._value(one, item, f"{path}[{at}]") for at, one in enumerate(content)]
        return self._leaf(content, inner, path)

    def _leaf(self, content: Any, hint: Any, path: str) -> Any:
        try:
            return msgspec.convert(content, hint)
        except msgspec.ValidationError as fault:
            reason, _at, inside = str(fault).partition(" - at `$")
            self._faults.add(
                self._file,
                path + inside.rstrip("`").replace("[...]", ""),
                f"{reason[:1].lower()}{reason[1:]}{_shown(content)}",
            )
            return stand_in(hint)

    def _names(self, content: Any, path: str) -> Names:
        if not isinstance(content, dict):
            self._faults.add(self._file, path, f"expected an object, got {_kind_of(content)}")
            return Names(en="")
        names = Names()
        for language, name in content.items():
            place = _join(path, language)
            if language not in LANGUAGES:
                self._faults.add(self._file, place, f"not one of {', '.join(LANGUAGES)}")
                continue
            names[language] = self._leaf(name, str | None, place)
            if name == "" or (isinstance(name, str) and name.isspace()):
                self._faults.add(self._file, place, "empty; null says: none known")
        if content.get("en") is None:
            self._faults.add(self._file, path, "an English name is needed")
        return names


def _hints(kind: type) -> _Hints:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind, include_extras=True)
    return _HINTS[kind]


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _without_none(hint: Any) -> Any:
    """Return X of `X | None`, else the hint itself."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        [inner] = [arm for arm in typing.get_args(hint) if arm is not type(None)]
        return inner
    return hint


def stand_in(hint: Any) -> Any:
    """Return something of the type, for a value that could not be read."""
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
