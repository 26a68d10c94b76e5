"""The published JSON Schema (2020-12) of a report's JSON file, made from the classes themselves."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, Final

import msgspec

from reporting.dataset.schema import SCHEMA, Dataset
from reporting.documents.json.document import ENVELOPE, JsonFile
from reporting.documents.json.schema.fields import CLASSES, FIELDS, Field

JsonObject = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# A name, not an address: it stays the same wherever the tracker is served, and after that.
ID: Final = "urn:tracker:status-report-file:{envelope}:dataset:{dataset}"
_REFERENCE: Final = "#/$defs/{name}"


def schema() -> JsonObject:
    """Return the schema that every JSON file of a report made today is valid against.

    It is strict: each property is there and no other is, so a file of an earlier dataset schema
    is not valid against it, but against the one published with that (docs/report-N.schema.json).
    """
    return copy.deepcopy(_schema())


@cache
def _schema() -> JsonObject:
    _references, found = msgspec.json.schema_components(
        [JsonFile, Dataset], ref_template=_REFERENCE
    )
    made = {name: _described(name, found[name]) for name in sorted(found)}
    # The published title, whatever the class is called.
    whole = made.pop(JsonFile.__name__) | {"title": "ReportFile"}
    whole["properties"]["dataset"] |= {"$ref": _REFERENCE.format(name=Dataset.__name__)}
    envelope, dataset = (version.rpartition("/")[2] for version in (ENVELOPE, SCHEMA))
    return {
        "$schema": DIALECT,
        "$id": ID.format(envelope=envelope, dataset=dataset),
        **whole,
        "$defs": made,
    }


def _described(name: str, found: JsonObject) -> JsonObject:
    """Return the schema of one class, each field told and narrowed, all required, no other."""
    properties = {
        field: _narrowed(made, _field(name, field)) for field, made in found["properties"].items()
    }
    return {
        "title": name,
        # A dataclass without words of its own has its signature for words.
        "description": CLASSES.get(name) or " ".join(found["description"].split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _field(name: str, field: str) -> Field:
    """Return what is said of a field. Raises KeyError where nothing is."""
    own = f"{name}.{field}"
    return FIELDS[own] if own in FIELDS else FIELDS[field]


def _narrowed(made: JsonObject, field: Field) -> JsonObject:
    """Return a field's schema with its description, and its limits where its values are."""
    # A default says how an older file is read; every file of this schema has the field.
    bare = {key: value for key, value in made.items() if key != "default"}
    if field.limits:
        if "anyOf" in bare:
            bare["anyOf"] = [
                option if option.get("type") == "null" else option | field.limits
                for option in bare["anyOf"]
            ]
        elif bare.get("type") == "array" and "items" in bare:
            bare["items"] = bare["items"] | field.limits
        else:
            bare |= field.limits
    return {"description": field.description, **bare}
