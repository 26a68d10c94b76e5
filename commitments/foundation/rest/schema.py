"""The OpenAPI description: what all operations share, and the pages that show it."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.views.generic import TemplateView
from drf_spectacular import authentication
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, get_doc, get_lib_doc_excludes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from commitments.foundation.errors import Fault, Words
from commitments.foundation.rest import etags
from commitments.foundation.rest.examples import (
    DATA,
    example_of,
    examples_of_component,
    parameter_example,
)
from commitments.foundation.rest.parameters import FIELDS
from commitments.foundation.rest.problems import (
    FAULTY,
    MEDIA_TYPE,
    NO_IF_MATCH,
    NOT_FOUND,
    NOT_SIGNED_IN,
    TITLES,
    problem_body,
)
from commitments.foundation.rest.renderers import to_json
from commitments.foundation.rest.serializers import StrictSerializer
from commitments.foundation.rest.views import (
    ApiView,
    DetailView,
    FileView,
    ListView,
    ObjectView,
)

Json = dict[str, Any]

_REFUSALS: dict[int, tuple[str, Words]] = {
    400: ("invalid", FAULTY),
    401: ("not_authenticated", NOT_SIGNED_IN),
    403: ("not_allowed", "Only an authority of the party may submit."),
    404: ("not_found", NOT_FOUND),
    406: ("not_acceptable", "Could not satisfy the request Accept header."),
    409: ("conflict", "The period is closed."),
    412: ("stale", "It has changed since you read it."),
    413: ("too_large", "The body is larger than this address takes."),
    415: ("unsupported_media_type", "Unsupported media type “text/plain” in request."),
    428: ("if_match_required", NO_IF_MATCH),
    429: ("throttled", "Request was throttled. Expected available in 12 seconds."),
}
# Parameters that several operations share, by name.
_SHARED: dict[str, Json] = DATA["parameters"]
_SHARED["language"]["schema"]["enum"] = [code for code, _name in settings.LANGUAGES]


class ProblemAutoSchema(AutoSchema):
    """Adds to each operation the problems, headers and parameters that its view shares."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Json | None:
        operation: Json | None = super().get_operation(*args, **kwargs)
        if operation is None or not isinstance(self.view, ApiView):
            return operation
        parameters = operation.setdefault("parameters", [])
        names = {(parameter["name"], parameter["in"]) for parameter in parameters}
        parameters += [
            parameter
            for parameter in self._shared_parameters(self.view)
            if (parameter["name"], parameter["in"]) not in names
        ]
        for status in self._refusals(self.view, operation):
            operation["responses"].setdefault(str(status), self._problem(status))
        return operation

    def _shared_parameters(self, view: ApiView) -> list[Json]:
        shared = [_SHARED["language"], _SHARED["Accept-Language"]]
        if self.method == "GET":
            if isinstance(view, ListView | DetailView):
                shared.append(_SHARED[FIELDS])
            shared += [
                {"name": name, "in": "query", "schema": {"type": "string"}, "description": ""}
                for name in view.query_parameters
                if name != FIELDS
            ]
        if self.method in view.versioned_methods:
            shared.append(_SHARED["If-Match"])
        if self.method == "POST" and view.idempotent:
            shared.append(_SHARED["Idempotency-Key"])
        return shared

    def _refusals(self, view: ApiView, operation: Json) -> list[int]:
        refusals = [400] if isinstance(view, FileView) else [400, 406]
        closed = not all(isinstance(each, AllowAny) for each in view.get_permissions())
        if closed or self.method != "GET":
            refusals += [401, 403]
        if "{" in self.path:
            refusals.append(404)
        if self.method != "GET":
            refusals.append(409)
        if self.method in view.versioned_methods:
            refusals += [412, 428]
        if "requestBody" in operation:
            refusals += [413, 415]
        if self.method == "POST" and view.get_throttles():
            refusals.append(429)
        return sorted(refusals)

    def _problem(self, status: int) -> Json:
        component = ResolvedComponent(  # type: ignore[no-untyped-call]  # as in all of the library
            name="Problem", type=ResolvedComponent.SCHEMA, schema=DATA["problem"], object="Problem"
        )
        self.registry.register_on_missing(component)
        return {
            "description": str(TITLES[status]),
            "content": {MEDIA_TYPE: {"schema": component.ref}},
        }

    def _postprocess_serializer_schema(
        self, schema: Json, serializer: BaseSerializer[object], direction: str
    ) -> Json:
        """Return the schema of a component, with the examples of its fields."""
        schema = super()._postprocess_serializer_schema(  # type: ignore[no-untyped-call]  # as above
            schema, serializer, direction
        )
        for name, example in examples_of_component(type(serializer)).items():
            if name in schema.get("properties", {}):
                schema["properties"][name]["examples"] = [example]
        return schema

    def _is_list_view(self, serializer: Any = None) -> bool:
        if isinstance(self.view, ListView):
            return self.method == "GET"
        return bool(super()._is_list_view(serializer))

    def get_description(self) -> str:  # type: ignore[override]  # the stubs say `None`
        """Return the docstring of the view's own method, else that of the view."""
        method = vars(type(self.view)).get(self.method.lower())
        return inspect.getdoc(method) or get_doc(type(self.view))

    def get_operation_id(self) -> str:
        return getattr(self.view, "operation_id", "") or str(super().get_operation_id())

    def get_request_serializer(self) -> Any:
        return getattr(self.view, "takes", None) or super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        # A deleted object is not in the answer, unless the view says otherwise.
        return {204: None} if self.method == "DELETE" else super().get_response_serializers()


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its metaclass
    target_class = "commitments.people.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> Json:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token <key>`, the word included.",
        }


class SessionScheme(authentication.SessionScheme):  # type: ignore[no-untyped-call]  # as above
    target_class = "commitments.people.api.authentication.SessionAuthentication"
    name = "session"


def _problem_example(status: int) -> Json:
    """Return an example of the problem of a status, in the active language."""
    code, detail = _REFUSALS[status]
    faults = [Fault("/language", "invalid_choice", "“de” is not a valid choice.")]
    return problem_body(status, code, detail, faults if status == 400 else ())


def add_examples(result: Json, **_context: object) -> Json:
    """Give each parameter of a path, and each content, an example if it has none (a hook)."""
    components = result.get("components", {}).get("schemas", {})
    for methods in result["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path" and "example" not in parameter:
                    parameter["example"] = parameter_example(parameter)
            for status, answer in operation["responses"].items():
                _fill(answer, components, int(status) if int(status) >= 400 else None)
            _fill(operation.get("requestBody", {}), components, None)
    return result


def _fill(holder: Json, components: Json, status: int | None) -> None:
    for content in holder.get("content", {}).values():
        if "example" in content or "examples" in content or "schema" not in content:
            continue
        content["example"] = (
            example_of(content["schema"], components)
            if status is None
            else _problem_example(status)
        )


@cache
def schema_bytes() -> bytes:
    """Return the description as JSON. It is cached, since it depends only on the code."""
    with translation.override("en"):
        generator = SchemaGenerator()  # type: ignore[no-untyped-call]  # the library has no types
        return to_json(generator.get_schema(request=None, public=True))  # type: ignore[no-untyped-call]  # as above


class ApiSchema(FileView):
    """The OpenAPI 3.1 description, as JSON."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        content = schema_bytes()
        return HttpResponse(
            content, content_type="application/json", headers={"ETag": etags.etag(content)}
        )


class ApiDocs(TemplateView):
    """Swagger UI from our own files: it works offline, under the site's strict policy."""

    template_name = "commitments/foundation/api_docs.html"


def classes_documented_for_developers() -> list[type]:
    """Return the classes at which the description stops looking for a docstring (a setting)."""
    return [
        *get_lib_doc_excludes(),  # type: ignore[no-untyped-call]  # as above
        *(ApiView, ObjectView, ListView, DetailView, FileView, StrictSerializer),
    ]
