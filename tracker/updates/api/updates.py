"""Progress updates: the list, one of them, and what its party saves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest import etags
from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.hot_lists import HotListView
from commitments.foundation.rest.parameters import FIELDS, only, requested_fields
from commitments.foundation.rest.verbs import body_of
from commitments.people.rules.access import ReportersToWrite
from tracker.updates import commands as workflow
from tracker.updates.api.base import UpdateView
from tracker.updates.api.natural_keys import KEYS, resolve, said
from tracker.updates.filters import UpdateFilterSet
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.serializers.fields import (
    UPDATE_FIELDS,
    NewUpdateSerializer,
    SaveSerializer,
    UpdateSerializer,
)
from tracker.updates.serializers.rows import PROBE, UPDATES, WHOLE
from tracker.updates.serializers.updates import describe, describe_page, probe_page
from tracker.visibility import Reader


class UpdateList(UpdateView, HotListView):
    """All that the reader may see."""

    queryset = ProgressUpdate.objects.none()  # for the schema alone
    serializer_class = UpdateSerializer
    permission_classes = (ReportersToWrite,)
    filterset_class = UpdateFilterSet

    @extend_schema(operation_id="updates_list")
    def get(  # type: ignore[override]  # a 304 has no content to render
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Return a page of updates; 304, without reading a narrative, where none has changed."""
        fields = requested_fields(request, UPDATE_FIELDS)
        now = timezone.now()
        values = self.asked() | Reader.of(request.user, now).sql_values
        asker: dict[str, Any] = {
            "person": request.user,
            "at": now,
            "address": request.build_absolute_uri(),
        }
        known = request.headers.get("If-None-Match")
        if known is not None:
            tag = probe_page(self.page(UPDATES, PROBE, values), **asker)
            if etags.matches(known, tag):
                return HttpResponseNotModified(headers={"ETag": tag})
        updates, tag = describe_page(self.page(UPDATES, WHOLE, values), **asker)
        response = self.get_paginated_response(only(updates, fields) if fields else updates)
        response["ETag"] = tag
        return response

    @extend_schema(request=NewUpdateSerializer, responses={201: UpdateSerializer})
    def post(self, request: Request) -> Response:
        """Begin a voluntary update, which was not requested."""
        data = body_of(request)
        keys = resolve(data)
        update = workflow.volunteer(
            period=keys.period,
            commitment=keys.commitment,
            party=keys.party,
            by=request.user,
            at=timezone.now(),
            **said(data, without=KEYS),
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
        update = self.find_update()
        workflow.save(
            update=update,
            by=request.user,
            at=timezone.now(),
            version=required_version(request),
            **said(body_of(request)),
        )
        return self.answer_update(pk)
