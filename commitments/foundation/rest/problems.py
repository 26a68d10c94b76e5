"""Errors as RFC 9457 problems: one shape for everything under /api/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import (
    Conflict,
    DomainError,
    Fault,
    Invalid,
    NoRoom,
    NotAllowed,
    Stale,
    Words,
)
from commitments.foundation.rest.languages import activate_language

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:problem-type:tracker:"

TITLES: dict[int, Words] = {
    400: _("The request is not valid"),
    401: _("Sign-in required"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Method not allowed"),
    406: _("Not available in that format"),
    409: _("The state of the object does not allow it"),
    411: _("Length required"),
    412: _("Changed since it was read"),
    413: _("Too large"),
    415: _("Content type not supported"),
    428: _("If-Match required"),
    429: _("Too many requests"),
    500: _("Internal error"),
    503: _("Internal error"),
    507: _("Not enough storage"),
}
NOT_FOUND = _("There is nothing here, or nothing that you may see.")
NOT_SIGNED_IN = _("Send a key as “Authorization: Token …”, or sign in.")
NO_IF_MATCH = _("Send the ETag of what you read as If-Match, so that nobody's text is lost.")
FAULTY = _("The request has errors; “errors” lists them.")


# Every other refusal of a command is 400.
_STATUSES: dict[type[DomainError], int] = {NotAllowed: 403, Conflict: 409, Stale: 412, NoRoom: 507}


class ApiProblem(Exception):
    """A refusal of the API itself; those of commands are in commitments.foundation.errors."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: Words,
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})


def refusal(faults: Iterable[Fault], detail: Words = FAULTY, code: str = "invalid") -> ApiProblem:
    """Return the 400 that names these faults."""
    return ApiProblem(400, code, detail, faults)


def problem_body(
    status: int, code: str, detail: Words, faults: Iterable[Fault] = ()
) -> dict[str, object]:
    """Return the problem as plain data, in the active language."""
    body: dict[str, object] = {
        "type": TYPE_PREFIX + code,
        "title": str(TITLES.get(status, HTTPStatus(status).phrase)),
        "status": status,
        "detail": str(detail),
        "code": code,
    }
    if errors := [
        {"pointer": fault.pointer, "code": fault.code, "detail": str(fault.detail)}
        for fault in faults
    ]:
        body["errors"] = errors
    return body


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """Return the problem for an exception; None, which leads to 500, for an internal error."""
    problem = _as_problem(exc, context.get("request"))
    if problem is None:
        return None
    return Response(
        problem_body(problem.status, problem.code, problem.detail, problem.faults),
        status=problem.status,
        headers=problem.headers,
        content_type=MEDIA_TYPE,
    )


def _as_problem(exc: Exception, request: Request | None) -> ApiProblem | None:
    if isinstance(exc, ApiProblem):
        return exc
    if isinstance(exc, DomainError):
        return _from_domain(exc, request)
    if isinstance(exc, exceptions.ValidationError):
        return refusal(flatten(exc.detail))
    if isinstance(exc, exceptions.APIException):
        return _from_framework(exc)
    if isinstance(exc, Http404):
        return ApiProblem(404, "not_found", NOT_FOUND)
    if isinstance(exc, PermissionDenied):
        return ApiProblem(403, "not_allowed", _("Your role may not do this."))
    return _from_django(exc)


def _from_domain(exc: DomainError, request: Request | None) -> ApiProblem:
    if request is not None:
        if isinstance(exc, NotAllowed) and not request.user.is_authenticated:
            return unauthenticated(NOT_SIGNED_IN)
        # A command checks 403 before it compares versions, so a missing If-Match comes after that.
        if isinstance(exc, Stale) and "If-Match" not in request.headers:
            return ApiProblem(428, "if_match_required", NO_IF_MATCH)
    status = next((code for kind, code in _STATUSES.items() if isinstance(exc, kind)), 400)
    faults = exc.faults if isinstance(exc, Invalid) else ()
    return ApiProblem(status, exc.code, exc.detail, faults)


def unauthenticated(detail: Words, code: str = "not_authenticated") -> ApiProblem:
    """Return a 401 that names the authentication scheme."""
    return ApiProblem(401, code, detail, headers={"WWW-Authenticate": "Token"})


def _from_framework(exc: exceptions.APIException) -> ApiProblem | None:
    if exc.status_code >= 500:
        return None
    if isinstance(exc, exceptions.NotAuthenticated):
        return unauthenticated(NOT_SIGNED_IN)
    headers = {}
    if auth_header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    code = exc.get_codes()
    detail = exc.detail
    return ApiProblem(
        exc.status_code,
        code if isinstance(code, str) else exc.default_code,
        detail if isinstance(detail, str) else FAULTY,
        headers=headers,
    )


def _from_django(exc: Exception) -> ApiProblem | None:
    if isinstance(exc, RequestDataTooBig):
        return ApiProblem(413, "too_large", _("The body is larger than this address accepts."))
    if isinstance(exc, ValidationError):
        code = getattr(exc, "code", None) or "invalid"
        return refusal([Fault("", code, message) for message in exc.messages])
    # Numbers and characters that the database refuses, where no serializer has a limit for them.
    if isinstance(exc, DataError):
        return ApiProblem(
            400, "out_of_range", _("A value is outside the range that can be stored.")
        )
    if isinstance(exc, SuspiciousOperation | UnreadablePostError):
        return ApiProblem(400, "bad_request", _("The request could not be read."))
    return None


def flatten(detail: object, pointer: str = "") -> list[Fault]:
    """Return a serializer's errors as faults with JSON pointers, in the same order."""
    if isinstance(detail, Mapping):
        parts = [(value, pointer + _step(str(key))) for key, value in detail.items()]
    elif isinstance(detail, list | tuple):
        parts = [
            (value, pointer if isinstance(value, str) else f"{pointer}/{index}")
            for index, value in enumerate(detail)
        ]
    else:
        return [Fault(pointer, str(getattr(detail, "code", "invalid")), str(detail))]
    return [fault for value, place in parts for fault in flatten(value, place)]


def _step(key: str) -> str:
    if key in ("non_field_errors", "__all__"):
        return ""
    return "/" + key.replace("~", "~0").replace("/", "~1")


def problem_response(request: HttpRequest, status: int, code: str, detail: Words) -> HttpResponse:
    """Return a problem where no endpoint was reached."""
    activate_language(request)
    return HttpResponse(
        orjson.dumps(problem_body(status, code, detail)), status=status, content_type=MEDIA_TYPE
    )
