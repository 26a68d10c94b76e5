"""Examples for the OpenAPI description: by component and field, by the field's name, or by type.

They are in `config/api_description.json`, whose components have the names of the description.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

Json = Mapping[str, Any]

DATA: dict[str, dict[str, Any]] = json.loads(settings.API_DESCRIPTION.read_text("utf-8"))
# Several, since a text and a number may have the same name; those of declared fields come first.
_BY_NAME: dict[str, list[object]] = {name: [value] for name, value in DATA["by name"].items()}
_TYPES = DATA["by type"]
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def add_examples_by_name(values: Mapping[str, object]) -> None:
    """Give fields of these names these examples, where they fit the field's type."""
    for name, value in values.items():
        _BY_NAME.setdefault(name, []).insert(0, value)


def examples_of_component(serializer: type) -> Json:
    """Return the examples, by field, of a serializer's class and of its base classes."""
    names = [each.__name__.removesuffix("Serializer") for each in reversed(serializer.__mro__)]
    return {
        field: example
        for name in names
        for field, example in DATA["by component"].get(name, {}).items()
    }


def example_of(schema: Json, components: Json, name: str = "") -> object:
    """Return an example that is valid for a JSON schema whose references are in `components`."""
    if given := schema.get("examples"):
        return given[0]
    schema = _resolved(schema, components)
    if "default" in schema and schema["default"] is not None:
        return schema["default"]
    for value in _BY_NAME.get(name, ()):
        if _fits(schema, value):
            return value
    if enum := schema.get("enum"):
        return next((value for value in enum if value not in ("", None)), enum[0])
    return _by_type(schema, components, name)


def _by_type(schema: Json, components: Json, name: str) -> object:
    kind = next((each for each in _types(schema) if each != "null"), "null")
    if kind == "array":
        return [example_of(schema.get("items", {}), components, name.removesuffix("s"))]
    if kind == "object" or "properties" in schema:
        return {
            key: example_of(each, components, key)
            for key, each in schema.get("properties", {}).items()
        }
    if kind == "string":
        words = DATA["by format"].get(schema.get("format", ""), _TYPES[kind])
        return str(words)[: schema.get("maxLength")]
    if kind in ("integer", "number"):
        return max(_TYPES[kind], schema.get("minimum", 0))
    return _TYPES.get(kind, {})


def parameter_example(parameter: Json) -> object:
    """Return an example of a parameter in a path: a number, as text where the type is text."""
    schema, name = parameter["schema"], parameter["name"]
    for value in _BY_NAME.get(name, ()):
        if schema.get("type") == "string" and isinstance(value, int):
            return str(value)
    return example_of(schema, {}, name)


def _resolved(schema: Json, components: Json) -> Json:
    """Return the schema without references and alternatives: the first that is not null."""
    while True:
        if "$ref" in schema:
            schema = components[schema["$ref"].rsplit("/", 1)[1]]
        elif "allOf" in schema:
            merged: dict[str, object] = {}
            for part in schema["allOf"]:
                merged |= _resolved(part, components)
            return merged | {key: value for key, value in schema.items() if key != "allOf"}
        elif alternatives := schema.get("oneOf") or schema.get("anyOf"):
            real = [_resolved(each, components) for each in alternatives]
            return next((each for each in real if each.get("type") != "null"), real[0])
        else:
            return schema


def _types(schema: Json) -> list[str]:
    kind: str | list[str] = schema.get("type", "")
    return [kind] if isinstance(kind, str) else kind


def _fits(schema: Json, value: object) -> bool:
    if "enum" in schema:
        return value in schema["enum"]
    if isinstance(value, str) and schema.get("format") in ("date-time", "uri", "binary", "uuid"):
        return schema["format"] == "uri" and ":" in value
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        return False
    kinds = _types(schema)
    if isinstance(value, bool) and "boolean" not in kinds:
        return False
    return any(isinstance(value, _PYTHON_TYPES[each]) for each in kinds if each)
