"""Examples for the OpenAPI description: of a serializer's own, by field name, else by type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_MOMENT = "2026-11-23T12:00:00Z"
# Values for a field of this name, where its type allows them. The apps above add theirs.
_CATALOGUE: dict[str, Any] = {
    "acronym": "SMS",
    "action": "token_created",
    "adopted_on": "2011-06-07",
    "alpha2": "SV",
    "alpha3": "SLV",
    "body": "PC",
    "attribution": "tracker",
    "basis": "Member of the Organization",
    "audience": "public",
    "censored": "",
    "channel_document": "",
    "code": "7.1",
    "commitment": "7.1",
    "country": "SLV",
    "discharge_basis": "",
    "discharged_on": None,
    "disaggregation": "",
    "document": "Note 12/2026",
    "email": "authority.slv@example.org",
    "full_name": "A. Person",
    "id": 1,
    "indicator": "WB-HOMICIDE",
    "instrument": "ag-dec-66",
    "instrument_key": "ag-dec-66",
    "key": "ag-dec-66",
    "language": "en",
    "name": "El Salvador",
    "number": 7,
    "numeric": "222",
    "object_key": "1",
    "object_type": "token",
    "original_language": "es",
    "paragraph": "7",
    "party": "SLV",
    "password": "a long enough password",
    "prefix": "hpt_Zx3q",
    "reference": "7",
    "retired_at": None,
    "retired_reason": "",
    "role": "addressee",
    "sha256": "9f2c" * 16,
    "secretariat_role": None,
    "source": "OAS usage",
    "serial_base": "OEA/Ser.P",
    "session": "41",
    "standing": "participating",
    "state": "SLV",
    "subregion": "Central America",
    "symbol": "AG/DEC. 66 (XLI-O/11)",
    "theme": "prevention",
    "title": "Declaration of San Salvador on Citizen Security in the Americas",
    "valid_to": None,
    "year": 2011,
}
# By name, those added last first: one word may name a text here and a number there.
_VALUES: dict[str, list[Any]] = {name: [value] for name, value in _CATALOGUE.items()}
_TYPES: dict[str, Any] = {
    "string": "words",
    "integer": 1,
    "number": 1.5,
    "boolean": False,
    "null": None,
}
_FORMATS: dict[str, Any] = {
    "date": "2026-07-01",
    "date-time": _MOMENT,
    "decimal": "1500.00",
    "email": "authority.slv@example.org",
    "uri": "https://tracker.example.org/api/v1/",
    "uuid": "01890a5d-ac96-774b-bcce-b302099a8057",
    "binary": "(the file)",
}
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def add_examples_by_name(values: Mapping[str, Any]) -> None:
    """Let fields of these names have these examples, where their type allows."""
    for name, value in values.items():
        _VALUES.setdefault(name, []).insert(0, value)


def example_of(schema: Json, components: Json, name: str = "") -> Any:
    """Return an example that is valid for a JSON schema whose references are in `components`."""
    if given := schema.get("examples"):
        return given[0]
    schema = _resolved(schema, components)
    if "default" in schema and schema["default"] is not None:
        return schema["default"]
    for value in _VALUES.get(name, ()):
        if _fits(schema, value):
            return value
    if enum := schema.get("enum"):
        return next((value for value in enum if value not in ("", None)), enum[0])
    return _by_type(schema, components, name)


def _by_type(schema: Json, components: Json, name: str) -> Any:
    kind = _first_type(schema)
    if kind == "array":
        return [example_of(schema.get("items", {}), components, name.removesuffix("s"))]
    if kind == "object" or "properties" in schema:
        return {
            key: example_of(each, components, key)
            for key, each in schema.get("properties", {}).items()
        }
    if kind == "string":
        words = _FORMATS.get(schema.get("format", ""), _TYPES[kind])
        return str(words)[: schema.get("maxLength")]
    if kind in ("integer", "number"):
        return max(_TYPES[kind], schema.get("minimum", 0))
    return _TYPES.get(kind, {})


def parameter_example(parameter: Json) -> Any:
    """Return an example of a part of an address: a number is written out where words are taken."""
    schema, name = parameter["schema"], parameter["name"]
    for value in _VALUES.get(name, ()):
        if schema.get("type") == "string" and isinstance(value, int):
            return str(value)
    return example_of(schema, {}, name)


def _resolved(schema: Json, components: Json) -> Json:
    """Return the schema without references and alternatives: the first that is not null."""
    while True:
        if "$ref" in schema:
            schema = components[schema["$ref"].rsplit("/", 1)[1]]
        elif "allOf" in schema:
            merged: dict[str, Any] = {}
            for part in schema["allOf"]:
                merged |= _resolved(part, components)
            return merged | {key: value for key, value in schema.items() if key != "allOf"}
        elif alternatives := schema.get("oneOf") or schema.get("anyOf"):
            real = [_resolved(each, components) for each in alternatives]
            return next((each for each in real if each.get("type") != "null"), real[0])
        else:
            return schema


def _first_type(schema: Json) -> str:
    kind = schema.get("type", "")
    kinds = [kind] if isinstance(kind, str) else kind
    return str(next((each for each in kinds if each != "null"), "null"))


def _fits(schema: Json, value: Any) -> bool:
    if "enum" in schema:
        return value in schema["enum"]
    if isinstance(value, str) and schema.get("format") in ("date-time", "uri", "binary", "uuid"):
        return schema["format"] == "uri" and ":" in value
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        return False
    kind = schema.get("type", "")
    kinds = [kind] if isinstance(kind, str) else kind
    if isinstance(value, bool) and "boolean" not in kinds:
        return False
    return any(isinstance(value, _PYTHON_TYPES[each]) for each in kinds if each)
