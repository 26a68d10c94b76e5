"""The description of the API is valid, whole, and true to its examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource

from commitments.foundation.rest import schema as schema_module

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    import orjson

    described: dict[str, Any] = orjson.loads(schema_module.schema_bytes())
    return described


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def contents(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"body {media_type}", content
    for status, response in operation["responses"].items():
        for media_type, content in response.get("content", {}).items():
            yield f"{status} {media_type}", content


def test_it_is_valid_openapi_3_1(description: dict[str, Any]) -> None:
    assert description["openapi"] == "3.1.0"
    validate(description)


def test_operations_are_named_once(description: dict[str, Any]) -> None:
    names = [operation["operationId"] for _where, operation in operations(description)]
    assert len(names) == len(set(names))


def test_every_operation_says_what_it_does(description: dict[str, Any]) -> None:
    silent = [where for where, each in operations(description) if not each.get("description")]
    assert silent == []


def test_every_operation_has_an_example(description: dict[str, Any]) -> None:
    lacking = [
        f"{where}: {which}"
        for where, operation in operations(description)
        for which, content in contents(operation)
        if "example" not in content and "examples" not in content
    ]
    assert lacking == []
    for where, operation in operations(description):
        parameters = [each for each in operation.get("parameters", []) if each["in"] == "path"]
        assert all("example" in each for each in parameters), where
        assert list(contents(operation)), where


def test_every_example_is_valid(description: dict[str, Any]) -> None:
    registry = Registry().with_resource("urn:api", Resource.opaque(description))
    faults = []
    for where, operation in operations(description):
        for which, content in contents(operation):
            schema = _absolute(content["schema"])
            validator = Draft202012Validator(schema, registry=registry)
            examples = [content["example"]] if "example" in content else []
            examples += [each["value"] for each in content.get("examples", {}).values()]
            faults += [
                f"{where}: {which}: {fault.json_path} {fault.message}"
                for example in examples
                for fault in validator.iter_errors(example)
            ]
    assert faults == []


def _absolute(schema: Any) -> Any:
    """Return the schema with its references into the description's components."""
    if isinstance(schema, dict):
        return {
            key: f"urn:api{value}" if key == "$ref" else _absolute(value)
            for key, value in schema.items()
        }
    if isinstance(schema, list):
        return [_absolute(each) for each in schema]
    return schema


def test_every_operation_says_how_it_refuses(description: dict[str, Any]) -> None:
    for where, operation in operations(description):
        assert "400" in operation["responses"], where
        if "{" in where:
            assert "404" in operation["responses"], where


PUBLIC = (
    "instruments", "paragraphs", "commitments", "sessions", "themes", "indicators",
    "indicator-values", "member-states", "bodies",
)  # fmt: skip


@pytest.mark.usefixtures("catalogue")
def test_the_examples_of_the_catalogues_addresses_lead_somewhere(
    description: dict[str, Any], client: Client
) -> None:
    for path, methods in description["paths"].items():
        operation = methods.get("get", {})
        if operation.get("tags", [""])[0] not in PUBLIC:
            continue
        address = path
        for parameter in operation["parameters"]:
            if parameter["in"] == "path":
                address = address.replace(f"{{{parameter['name']}}}", parameter["example"])
        assert client.get(address).status_code == 200, address


def test_it_is_served_as_json_and_cached(client: Client) -> None:
    response = client.get("/api/v1/schema/")
    assert response["Content-Type"] == "application/json"
    assert response.json()["paths"]["/api/v1/paragraphs/{number}/"]
    again = client.get("/api/v1/schema/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_page_to_try_it_comes_from_here_alone(client: Client) -> None:
    response = client.get("/api/docs/")
    assert response.status_code == 200
    page = response.content.decode()
    assert "/api/v1/schema/" in page
    assert "://" not in page
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "<style" not in page
    assert "<script>" not in page
