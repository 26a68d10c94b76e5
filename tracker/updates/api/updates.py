"""Progress updates: the list, one of them with what its party saves, and the workflow steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from commitments.foundation.rest import etags
from commitments.foundation.rest.hot_lists import HotListView
from commitments.foundation.rest.parameters import FIELDS, only, requested_fields
from commitments.foundation.rest.serializers import NothingSerializer
from commitments.foundation.rest.verbs import body_of, perform
from commitments.foundation.rest.views import ApiView
from commitments.people.rules.access import ReportersToWrite
from tracker.updates import commands as workflow
from tracker.updates.api.natural_keys import KEYS, RowsByKey, writing_of
from tracker.updates.filters import UpdateFilterSet
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.queries.updates import find_own_update, find_update
from tracker.updates.serializers.fields import (
    UPDATE_FIELDS,
    NewUpdateSerializer,
    SaveSerializer,
    UpdateSerializer,
)
from tracker.updates.serializers.rows import PROBE, UPDATES, WHOLE
from tracker.updates.serializers.shapes import CommentedSerializer, ReasonedSerializer
from tracker.updates.serializers.updates import describe, describe_page, probe_page
from tracker.visibility import Reader


class UpdateView(ApiView):
    """One update or a part of it. An update that the reader may not see does not exist for them."""

    def find_update(self) -> ProgressUpdate:
        """Return the update of the address. Raises Http404."""
        return find_update(self.request.user, self.kwargs["pk"])

    def find_own_update(self) -> ProgressUpdate:
        """Return the update, for its party and the secretariat only. Raises Http404."""
        return find_own_update(self.request.user, self.kwargs["pk"])

    def answer_update(self, pk: int, *, status: int = 200, location: str | None = None) -> Response:
        """Return the update as the reader may read it now, with its version in the ETag."""
        (row,) = describe([pk], person=self.request.user, at=timezone.now())
        return self.answer(row, version=row["version"], status=status, location=location)


class UpdateList(UpdateView, HotListView):
    """All that the reader may see."""

    queryset = ProgressUpdate.objects.none()  # only for the schema
    serializer_class = UpdateSerializer
    permission_classes = (ReportersToWrite,)
    filterset_class = UpdateFilterSet

    @extend_schema(operation_id="updates_list")
    def get(  # type: ignore[override]  # a 304 has no content to render
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Return a page of updates; 304, without reading a narrative, where none has changed."""
        fields = requested_fields(request, UPDATE_FIELDS)
        reader = Reader.of(request.user, timezone.now())
        values = self.filter_values() | reader.sql_values
        address = request.build_absolute_uri()
        known_tag = request.headers.get("If-None-Match")
        if known_tag is not None:
            probes = self.read_page(UPDATES, PROBE, values)
            tag = probe_page(probes, person=request.user, at=reader.at, address=address)
            if etags.matches(known_tag, tag):
                return HttpResponseNotModified(headers={"ETag": tag})
        rows = self.read_page(UPDATES, WHOLE, values)
        updates, tag = describe_page(rows, person=request.user, at=reader.at, address=address)
        response = self.get_paginated_response(only(updates, fields) if fields else updates)
        response["ETag"] = tag
        return response

    @extend_schema(request=NewUpdateSerializer, responses={201: UpdateSerializer})
    def post(self, request: Request) -> Response:
        """Begin a voluntary update, which was not requested."""
        data = body_of(request)
        update = workflow.volunteer(
            **RowsByKey().find(data)._asdict(),
            by=request.user,
            at=timezone.now(),
            **writing_of(data, without=KEYS),
        )
        location = reverse("api-update", args=[update.pk])
        return self.answer_update(update.pk, status=201, location=location)


class UpdateDetail(UpdateView):
    """One update, as the reader may read it."""

    query_parameters: Sequence[str] = (FIELDS,)
    versioned_methods: Sequence[str] = ("PATCH",)

    @extend_schema(responses=UpdateSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Return the update."""
        self.find_update()
        fields = requested_fields(request, UPDATE_FIELDS)
        rows = describe([pk], person=request.user, at=timezone.now())
        (row,) = only(rows, fields)
        return self.answer(row, version=rows[0]["version"])

    @extend_schema(request=SaveSerializer, responses=UpdateSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Save what the party reports (or an officer on its behalf, with channel and document)."""
        workflow.save(
            update=self.find_update(),
            by=request.user,
            at=timezone.now(),
            version=etags.required_version(request),
            **writing_of(body_of(request)),
        )
        return self.answer_update(pk)


class _VerbEndpoint(UpdateView):
    """A workflow step. `words` is the field of the body that it takes, if any."""

    verb: ClassVar[str]
    words: ClassVar[str] = ""
    takes: type[BaseSerializer[Any]] | None = NothingSerializer
    versioned_methods: Sequence[str] = ("POST",)

    @extend_schema(responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Return the update after the step."""
        update = self.find_update()
        words = {self.words: body_of(request).get(self.words, "")} if self.words else {}
        perform(
            request,
            workflow.dispatch[self.verb],
            takes=tuple(words),
            update=update,
            version=etags.required_version(request),
            **words,
        )
        return self.answer_update(pk)


class HandOverUpdate(_VerbEndpoint):
    """Hand a draft over to the authority of the party."""

    verb = "hand_over"


class SendBackUpdate(_VerbEndpoint):
    """Send it back to the contributors, with a comment."""

    verb, words, takes = "send_back", "comment", CommentedSerializer


class SubmitUpdate(_VerbEndpoint):
    """Submit it: its content becomes the next revision."""

    verb = "submit"


class WithdrawUpdate(_VerbEndpoint):
    """Withdraw a submission that has not been decided on."""

    verb = "withdraw"


class ReturnUpdate(_VerbEndpoint):
    """Return a submission to its party, with a comment."""

    verb, words, takes = "return", "comment", CommentedSerializer


class AcceptUpdate(_VerbEndpoint):
    """Accept a submission as complete and in order; it is published as its party chose."""

    verb, words, takes = "accept", "comment", CommentedSerializer


class ReplaceUpdate(_VerbEndpoint):
    """Let the party replace what was logged on its behalf with its own report."""

    verb = "replace"


class ReopenUpdate(_VerbEndpoint):
    """Reopen it for its party, with a reason."""

    verb, words, takes = "reopen", "reason", ReasonedSerializer
