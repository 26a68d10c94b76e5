"""The views every endpoint derives from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.authentication import SessionAuthentication
from rest_framework.generics import GenericAPIView
from rest_framework.negotiation import BaseContentNegotiation
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

    Gives: language, problems, refusal of unknown query parameters, ETags and 304, Idempotency-Key.
    A subclass names in `query_parameters` what its GET takes beside `language`; in `files` whose
    files it takes; and sets `idempotent = False` where an answer must not be kept. For the schema
    alone it may name in `versioned_methods` the methods that need If-Match, in `takes` what it is
    sent, and an `operation_id` of its own.
    """

    metadata_class = None
    query_parameters: Sequence[str] = ()
    versioned_methods: Sequence[str] = ()
    takes: type[BaseSerializer[Any]] | None = None
    operation_id = ""
    idempotent = True
    files = Files.NONE

    # The way of a request -------------------------------------------------------------------

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the answer; every refusal is a problem, and only faults of ours pass as 500."""
        self.args, self.kwargs = args, kwargs
        activate_language(request)
        self.request: Request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            _refuse_nul(request)
            self._refuse_strangers_files(request)
            if self._keeps_answer():
                idempotency.keep_body(request)
            self.initial(self.request, *args, **kwargs)
            response = self._answer()
        except Exception as exc:  # noqa: BLE001  # the handler passes on what it does not know
            response = self.handle_exception(exc)
        final: HttpResponseBase = self.finalize_response(self.request, response, *args, **kwargs)
        return final

    def _refuse_strangers_files(self, request: HttpRequest) -> None:
        """Refuse a file of somebody who is not signed in, before it is read.

        A session is looked at without the check of its form's token, which reads the form.
        """
        if self.files is not Files.FROM_SIGNED_IN or not may_contain_files(request):
            return
        for way in self.request.authenticators or ():
            if isinstance(way, SessionAuthentication):
                known = request.user.is_authenticated
            else:
                known = way.authenticate(self.request) is not None
            if known:
                return
        raise unauthenticated(NOT_SIGNED_IN)

    def _answer(self) -> HttpResponseBase:
        request = self.request
        method = (request.method or "").upper()
        if method in SAFE:
            response = self._handle()
            # Afterwards, so that 404 and 403 come first; there is no effect to regret.
            if response.status_code < 400:
                check_parameters(request, self._known_parameters())
            return response
        check_parameters(request, ())
        if self._keeps_answer() and isinstance(request.user, User):
            return idempotency.once(
                request=request,
                user=request.user,
                key=request.headers[idempotency.HEADER],
                run=self._kept_answer,
            )
        return self._handle()

    def _keeps_answer(self) -> bool:
        request = self.request
        return (
            request.method == "POST" and self.idempotent and idempotency.HEADER in request.headers
        )

    def _known_parameters(self) -> Sequence[str]:
        return self.query_parameters

    def _handle(self) -> HttpResponseBase:
        name = (self.request.method or "").lower()
        known = name in self.http_method_names
        handler = (known and getattr(self, name, None)) or self.http_method_not_allowed
        response: HttpResponseBase = handler(self.request, *self.args, **self.kwargs)
        return response

    def _kept_answer(self) -> HttpResponse:
        """Return the final answer to a POST, a problem too; what a refusal began is undone."""
        try:
            with transaction.atomic():
                response = self._handle()
        except Exception as exc:  # noqa: BLE001  # the handler passes on what it does not know
            response = self.handle_exception(exc)
        final = self.finalize_response(self.request, response, *self.args, **self.kwargs)
        if not isinstance(final, HttpResponse):
            raise TypeError("an answer that is kept cannot be streamed")
        return final

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Say in `Allow` what there is."""
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    # Answers --------------------------------------------------------------------------------

    def answer(
        self,
        data: Any,
        *,
        version: int | None = None,
        status: int = 200,
        location: str | None = None,
    ) -> Response:
        """Return an answer; `version` goes into its ETag, for If-Match to send back."""
        response = Response(data, status=status)
        response.etag_version = version  # type: ignore[attr-defined]  # read when finalized
        if location is not None:
            response["Location"] = location
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Render, tag, and answer 304 where the reader has it already."""
        # Files and kept answers are no DRF responses; the framework's types know only those.
        final: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final, ["Accept", "Accept-Language", "Authorization", "Cookie"])
        if "Cache-Control" not in final.headers:
            final["Cache-Control"] = f"{_audience(request)}, no-cache"
        if isinstance(final, Response):
            final.render()
            if 200 <= final.status_code < 300 and final.content and "ETag" not in final.headers:
                version = getattr(final, "etag_version", None)
                final["ETag"] = etags.etag(final.content, version)
        return _unless_known(request, final)


def _audience(request: Request) -> str:
    user = getattr(request, "_user", None)
    return "private" if user is not None and user.is_authenticated else "public"


def _unless_known(request: Request, response: HttpResponseBase) -> HttpResponseBase:
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
    # Not response.close(): that tells Django the request is over, and it closes its connections.
    unchanged._resource_closers += response._resource_closers  # type: ignore[attr-defined]  # noqa: SLF001
    return unchanged


def _refuse_nul(request: HttpRequest) -> None:
    """Raise Http404 where no address of ours can be meant: PostgreSQL takes no NUL."""
    if "\x00" in request.path:
        raise Http404


class ObjectView(ApiView, GenericAPIView[Any]):
    """Answers with objects, by `serializer_class`."""

    def one(self, obj: Any, *, status: int = 200, location: str | None = None) -> Response:
        """Return an answer that is this object; its `version`, if it has one, is in the ETag."""
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

    A subclass gives `serializer_class`; `queryset`, or `get_queryset()` (through `visible_to`,
    where not all is public: `queryset` then tells the schema what kind of thing is listed);
    `orderings` (the API's name to the column, never a nullable one), `ordering` (names, by
    default); and a `filterset_class` where there are filters.
    """

    ordering: Sequence[str] = ()
    orderings: Mapping[str, str] = {}

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page."""
        queryset: QuerySet[Any] = self.filter_queryset(self.get_queryset())
        rows = self.paginate_queryset(queryset)
        return self.get_paginated_response(self.represent(rows or []))

    def represent(self, rows: Sequence[Any]) -> list[Any]:
        """Return the rows of a page as plain data."""
        serializer: Any = self.get_serializer(rows, many=True)
        _prune(serializer.child, self.request)
        return list(serializer.data)

    def _known_parameters(self) -> Sequence[str]:
        # The filter backend has refused what it does not know.
        return list(self.request.query_params)


class DetailView(ObjectView):
    """One object, with `?fields=`. A subclass gives `serializer_class` and `get_object()`."""

    query_parameters: Sequence[str] = (FIELDS,)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the object."""
        return self.one(self.get_object())


def found(thing: Found | None) -> Found:
    """Return what a natural key names. Raises Http404 where it names nothing."""
    if thing is None:
        raise Http404
    return thing


def _prune(serializer: Any, request: Request) -> None:
    """Leave in a serializer the fields asked for. Raises ApiProblem 400 for unknown ones."""
    names = requested_fields(request, list(serializer.fields))
    for name in list(serializer.fields) if names is not None else ():
        if name not in (names or ()):
            serializer.fields.pop(name)


class _IgnoreAccept(BaseContentNegotiation):
    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class FileView(ApiView):
    """An address that gives a file: no 406, since the address says the format.

    `get` returns an HttpResponse of its own type; problems are still JSON.
    """

    content_negotiation_class = _IgnoreAccept
