"""What hangs on an update: its revisions, decisions and comments.

The update comes first, through `visible_to`; then each part by a rule of its own.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.verbs import body_of, perform
from commitments.foundation.rest.views import DetailView, ListView
from tracker.updates.api.base import UpdateView
from tracker.updates.commands import comments
from tracker.updates.models.comment import Comment
from tracker.updates.models.decision import Decision
from tracker.updates.models.revision import Revision
from tracker.updates.serializers.shapes import (
    CommentSerializer,
    DecisionSerializer,
    RevisionSerializer,
)
from tracker.updates.serializers.verb_bodies import SaySerializer


class RevisionList(UpdateView, ListView):
    """All, for the party and the secretariat; for others, only the published one."""

    queryset = Revision.objects.none()
    serializer_class = RevisionSerializer
    ordering = ("number",)
    orderings = {"number": "number"}

    def get_queryset(self) -> QuerySet[Revision]:
        return _readable(self)


class RevisionDetail(UpdateView, DetailView):
    """What was submitted, n-th time."""

    serializer_class = RevisionSerializer

    def get_object(self) -> Revision:
        return get_object_or_404(_readable(self), number=self.kwargs["number"])


def _readable(view: UpdateView) -> QuerySet[Revision]:
    revisions = Revision.objects.visible_to(view.request.user)
    return revisions.filter(update=view.find_update()).select_related("update", "submitted_by")


class DecisionList(UpdateView, ListView):
    """The workflow steps that were taken; for the party and the secretariat."""

    queryset = Decision.objects.none()
    serializer_class = DecisionSerializer
    ordering = ("at",)
    orderings = {"at": "at"}

    def get_queryset(self) -> QuerySet[Decision]:
        known = Decision.objects.visible_to(self.request.user)
        return known.filter(update=self.find_own_update()).select_related("by", "revision")


class CommentList(UpdateView, ListView):
    """Comments between the party and the secretariat; never published."""

    queryset = Comment.objects.none()
    serializer_class = CommentSerializer
    ordering = ("at",)
    orderings = {"at": "at"}

    def get_queryset(self) -> QuerySet[Comment]:
        visible = Comment.objects.visible_to(self.request.user)
        return visible.filter(update=self.find_own_update()).select_related("by")

    @extend_schema(request=SaySerializer, responses={201: CommentSerializer})
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Comment on the update, or on one field of it."""
        update = self.find_own_update()
        data = body_of(request)
        comment = perform(
            request,
            comments.say,
            takes=("content", "passage"),
            update=update,
            content=data.get("content", ""),
            passage=data.get("passage", ""),
        )
        return self.one(comment, status=201)
