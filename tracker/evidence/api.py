"""Evidence on updates and on actions: links and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.bodies import Files
from commitments.foundation.rest.parsers import StrictJSONParser
from commitments.foundation.rest.verbs import body_of, named_version, perform
from commitments.foundation.rest.views import ApiView, FileView, ListView
from tracker.actions.queries import find_action
from tracker.evidence.commands import attachments as evidence
from tracker.evidence.serializers import EvidenceSerializer, NewEvidenceSerializer
from tracker.fields import EVIDENCE
from tracker.models import Evidence
from tracker.updates.queries.updates import find_update

# `{"update": …}` or `{"action": …}`, for filters and for `attach`.
Owner = Mapping[str, Any]


class _Owned(ApiView):
    def owner(self) -> Owner:
        """Return the update or the action of the address. Raises Http404."""
        raise NotImplementedError


class _OnUpdate(_Owned):
    """Below one update: what the reader may not see is left out."""

    def owner(self) -> Owner:
        return {"update": find_update(self.request.user, self.kwargs["pk"])}


class _OnAction(_Owned):
    """Below one follow-up action."""

    def owner(self) -> Owner:
        return {"action": find_action(self.request.user, self.kwargs["pk"])}


class _EvidenceList(_Owned, ListView):
    serializer_class = EvidenceSerializer
    parser_classes = (StrictJSONParser, MultiPartParser)
    files = Files.FROM_SIGNED_IN
    ordering = ("id",)
    orderings = {"id": "pk"}
    queryset = Evidence.objects.none()
    address: ClassVar[str]

    def get_queryset(self) -> QuerySet[Evidence]:
        return Evidence.objects.beside_text(self.request.user).filter(**self.owner())

    def attach(self, request: Request) -> Response:
        """Return what was attached, 201."""
        owner = self.owner()
        data = body_of(request)
        fields = {"title": ""} | {name: data[name] for name in EVIDENCE.names if name in data}
        piece = perform(
            request,
            evidence.attach,
            takes=EVIDENCE.names,
            version=named_version(request),
            **owner,
            **fields,
        )
        location = reverse(self.address, args=[self.kwargs["pk"], piece.pk])
        return self.one(piece, status=201, location=location)


class _OneEvidence(_Owned, FileView):
    def piece(self) -> Evidence:
        """Return the piece of the address, if the reader may see it. Raises Http404."""
        visible = Evidence.objects.visible_to(self.request.user).filter(**self.owner())
        return get_object_or_404(visible, pk=self.kwargs["evidence_pk"])


class _EvidenceRemoval(_OneEvidence):
    def delete(self, request: Request, pk: int, evidence_pk: int) -> Response:
        """Take it off."""
        evidence.remove(evidence=self.piece(), by=request.user, at=timezone.now())
        return Response(status=204)


class _EvidenceFile(_OneEvidence):
    @extend_schema(responses={(200, "application/octet-stream"): bytes})
    def get(self, request: Request, pk: int, evidence_pk: int) -> FileResponse:
        """Return the file, never to be shown in place."""
        piece = self.piece()
        if not piece.file:
            raise Http404
        response = FileResponse(
            piece.file.open("rb"),
            as_attachment=True,
            filename=piece.file_name,
            content_type=piece.content_type or "application/octet-stream",
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["ETag"] = f'"{piece.sha256}"'
        return response


class UpdateEvidenceList(_OnUpdate, _EvidenceList):
    address = "api-update-evidence"

    @extend_schema(request=NewEvidenceSerializer, responses={201: EvidenceSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Attach a link or a file to the update."""
        return self.attach(request)


class UpdateEvidenceDetail(_OnUpdate, _EvidenceRemoval):
    """Remove the evidence from the update; what a revision froze of it stays there."""


class UpdateEvidenceFile(_OnUpdate, _EvidenceFile):
    """Download the file."""


class ActionEvidenceList(_OnAction, _EvidenceList):
    address = "api-action-evidence"

    @extend_schema(request=NewEvidenceSerializer, responses={201: EvidenceSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Attach a link or a file to the action."""
        return self.attach(request)


class ActionEvidenceDetail(_OnAction, _EvidenceRemoval):
    """Remove the evidence from the action."""


class ActionEvidenceFile(_OnAction, _EvidenceFile):
    """Download the file."""
