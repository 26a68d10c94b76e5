"""The base views of all endpoints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.authentication import SessionAuthentication
from rest_framework.generics import GenericAPIView
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from commitments.foundation.rest import etags, idempotency
from commitments.foundation.rest.bodies import Files, may_contain_files
from commitments.foundation.rest.languages import activate_language
from commitments.foundation.rest.parameters import FIELDS, check_parameters, requested_fields
from commitments.foundation.rest.problems import NOT_SIGNED_IN, unauthenticated
from commitments.people.models.user import User

Found = TypeVar("Found")
SAFE = ("GET", "HEAD", "OPTIONS")


class ApiView(APIView):
    """One address of the API.

    It handles language, problems, unknown query parameters, ETags and 304, and Idempotency-Key. A
    subclass may set `query_parameters` (those of its GET beside `language`), `files` (whose files
    it takes), and `idempotent = False` where an answer must not be stored. Only the description
    uses `versioned_methods` (those that need If-Match), `takes` (the request's serializer), and
    `operation_id`.
    """

    metadata_class = None
    query_parameters: Sequence[str] = ()
    versioned_methods: Sequence[str] = ()
    takes: type[BaseSerializer[Any]] | None = None
    operation_id = ""
    idempotent = True
    files = Files.NONE

    # Processing a request -------------------------------------------------------------------

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the answer. A refusal is a problem; only an internal error is raised, as 500."""
        self.args, self.kwargs = args, kwargs
        activate_language(request)
        self.request: Request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self._check_unread(request)
            if self._stores_answer():
                idempotency.read_body(request)
            self.initial(self.request, *args, **kwargs)
            response = self._answer()
        except Exception as exc:  # noqa: BLE001  # the handler raises other errors again
            response = self.handle_exception(exc)
        final: HttpResponseBase = self.finalize_response(self.request, response, *args, **kwargs)
        return final

    def _check_unread(self, request: HttpRequest) -> None:
        """Refuse a NUL in the address, and a file of somebody not signed in, before it is read.

        For a session this checks the user alone: a check of the form's token would read the form.
        """
        if "\x00" in request.path:
            # PostgreSQL would refuse it with an error, so no object has such an address.
            raise Http404
        if self.files is not Files.FROM_SIGNED_IN or not may_contain_files(request):
            return
        for method in self.request.authenticators or ():
            if isinstance(method, SessionAuthentication):
                signed_in = request.user.is_authenticated
            else:
                signed_in = method.authenticate(self.request) is not None
            if signed_in:
                return
        raise unauthenticated(NOT_SIGNED_IN)

    def _answer(self) -> HttpResponseBase:
        request = self.request
        method = (request.method or "").upper()
        if method in SAFE:
            response = self._handle()
            # Afterwards, so that 404 and 403 come first; these methods change nothing.
            if response.status_code < 400:
                check_parameters(request, self._allowed_parameters())
            return response
        check_parameters(request, ())
        if self._stores_answer() and isinstance(request.user, User):
            return idempotency.once(
                request=request,
                user=request.user,
                key=request.headers[idempotency.HEADER],
                run=self._stored_answer,
            )
        return self._handle()

    def _stores_answer(self) -> bool:
        has_key = idempotency.HEADER in self.request.headers
        return self.request.method == "POST" and self.idempotent and has_key

    def _allowed_parameters(self) -> Sequence[str]:
        return self.query_parameters

    def _handle(self) -> HttpResponseBase:
        name = (self.request.method or "").lower()
        handler = self.http_method_not_allowed
        if name in self.http_method_names:
            handler = getattr(self, name, handler)
        response: HttpResponseBase = handler(self.request, *self.args, **self.kwargs)
        return response

    def _stored_answer(self) -> HttpResponse:
        """Return the final answer to a POST, also a problem; a refusal undoes all changes."""
        try:
            with transaction.atomic():
                response = self._handle()
        except Exception as exc:  # noqa: BLE001  # as in `dispatch`
            response = self.handle_exception(exc)
        final = self.finalize_response(self.request, response, *self.args, **self.kwargs)
        if not isinstance(final, HttpResponse):
            raise TypeError("an answer that is stored cannot be streamed")
        return final

    def options(self, request: Request, *args: object, **kwargs: object) -> HttpResponse:  # type: ignore[override]  # no content
        """Return the allowed methods in `Allow`."""
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    # Answers --------------------------------------------------------------------------------

    def answer(
        self,
        data: object,
        *,
        version: int | None = None,
        status: int = 200,
        location: str | None = None,
    ) -> Response:
        """Return an answer; `version` is in its ETag, which clients send back in If-Match."""
        response = Response(data, status=status)
        response.etag_version = version  # type: ignore[attr-defined]  # read when finalized
        if location is not None:
            response["Location"] = location
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Render and tag the answer; return 304 where the client has it already."""
        # Files and stored answers are not DRF's responses, which are the only ones in its types.
        final: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final, ["Accept", "Accept-Language", "Authorization", "Cookie"])
        if "Cache-Control" not in final.headers:
            user = getattr(request, "_user", None)
            signed_in = user is not None and user.is_authenticated
            final["Cache-Control"] = f"{'private' if signed_in else 'public'}, no-cache"
        if isinstance(final, Response):
            final.render()
            if 200 <= final.status_code < 300 and final.content and "ETag" not in final.headers:
                version = getattr(final, "etag_version", None)
                final["ETag"] = etags.etag(final.content, version)
        return _unless_unchanged(request, final)


def _unless_unchanged(request: Request, response: HttpResponseBase) -> HttpResponseBase:
    """Return the response, or 304 where If-None-Match has its tag."""
    header = request.headers.get("If-None-Match")
    if (
        header is None
        or request.method not in ("GET", "HEAD")
        or response.status_code != 200
        or "ETag" not in response.headers
        or not etags.matches(header, response.headers["ETag"])
    ):
        return response
    unchanged = HttpResponseNotModified()
    for name in ("ETag", "Vary", "Cache-Control", "Content-Location"):
        if name in response.headers:
            unchanged[name] = response.headers[name]
    # Not response.close(), at which Django takes the request for ended and closes its connections.
    unchanged._resource_closers += response._resource_closers  # type: ignore[attr-defined]  # noqa: SLF001  # not in the stubs
    return unchanged


class ObjectView(ApiView, GenericAPIView[Any]):
    """Answers with objects, by `serializer_class`."""

    def one(self, obj: object, *, status: int = 200, location: str | None = None) -> Response:
        """Return the answer with this object; its `version`, if it has one, is in the ETag."""
        serializer = self.get_serializer(obj)
        _prune(serializer, self.request)
        return self.answer(
            serializer.data,
            version=getattr(obj, "version", None),
            status=status,
            location=location,
        )


class ListView(ObjectView):
    """A list: filtered, ordered, in pages, with `?fields=`.

    A subclass has `serializer_class`; `queryset`, or `get_queryset()` (through `visible_to`, where
    not all is public; the description then reads only the model from `queryset`); `orderings` (the
    API's names to columns that are never null), `ordering` (the default names); and a
    `filterset_class` where there are filters.
    """

    ordering: Sequence[str] = ()
    orderings: Mapping[str, str] = {}

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Return a page."""
        queryset: QuerySet[Model] = self.filter_queryset(self.get_queryset())
        rows = self.paginate_queryset(queryset)
        return self.get_paginated_response(self.represent(rows or []))

    def represent(self, rows: Sequence[Any]) -> list[object]:
        """Return the rows of a page as plain data."""
        serializer = self.get_serializer(rows, many=True)
        _prune(serializer, self.request)
        return list(serializer.data)

    def _allowed_parameters(self) -> Sequence[str]:
        # The filter backend has already refused unknown parameters.
        return list(self.request.query_params)


class DetailView(ObjectView):
    """One object, with `?fields=`. A subclass has `serializer_class` and `get_object()`."""

    query_parameters: Sequence[str] = (FIELDS,)

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Return the object."""
        return self.one(self.get_object())


def found(obj: Found | None) -> Found:
    """Return the object of a natural key. Raises Http404 for None."""
    if obj is None:
        raise Http404
    return obj


def _prune(serializer: BaseSerializer[Any], request: Request) -> None:
    """Remove the fields not in `?fields=`. Raises ApiProblem 400 for unknown ones."""
    child: Any = getattr(serializer, "child", serializer)
    fields = child.fields
    names = requested_fields(request, fields)
    if names is not None:
        for name in set(fields) - set(names):
            fields.pop(name)


class _IgnoreAccept(BaseContentNegotiation):
    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class FileView(ApiView):
    """An address of a file: never 406, since the address determines the format.

    `get` returns an HttpResponse of the file's type; problems are still JSON.
    """

    content_negotiation_class = _IgnoreAccept
