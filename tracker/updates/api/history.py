"""The parts of an update: its revisions with their translations, its decisions and its comments.

The update is found first, through `visible_to`; then each part by its own `visible_to`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault
from commitments.foundation.rest.verbs import body_of, carry_out, perform, unknown_fields
from commitments.foundation.rest.views import DetailView, ListView, found
from tracker.fields.cleaning import Unfit, or_none, whole_number
from tracker.updates.api.updates import UpdateView
from tracker.updates.commands import comments, translations
from tracker.updates.models.comment import Comment
from tracker.updates.models.decision import Decision
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.serializers.shapes import (
    CommentSerializer,
    DecisionSerializer,
    RevisionSerializer,
    SaySerializer,
    TranslateSerializer,
    TranslationSerializer,
)


class RevisionList(UpdateView, ListView):
    """All, for the party and the secretariat; for others, only the published one."""

    queryset = Revision.objects.none()
    serializer_class = RevisionSerializer
    ordering = ("number",)
    orderings = {"number": "number"}

    def get_queryset(self) -> QuerySet[Revision]:
        return _revisions(self)


class RevisionDetail(UpdateView, DetailView):
    """What was submitted, n-th time."""

    serializer_class = RevisionSerializer

    def get_object(self) -> Revision:
        return get_object_or_404(_revisions(self), number=self.kwargs["number"])


def _revisions(view: UpdateView) -> QuerySet[Revision]:
    revisions = Revision.objects.visible_to(view.request.user)
    return revisions.filter(update=view.find_update()).select_related("update", "submitted_by")


class DecisionList(UpdateView, ListView):
    """The workflow steps that were taken; for the party and the secretariat."""

    queryset = Decision.objects.none()
    serializer_class = DecisionSerializer
    ordering = ("at",)
    orderings = {"at": "at"}

    def get_queryset(self) -> QuerySet[Decision]:
        visible = Decision.objects.visible_to(self.request.user)
        return visible.filter(update=self.find_own_update()).select_related("by", "revision")


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
        sent = {name: data.get(name, "") for name in ("content", "passage")}
        comment = perform(request, comments.say, takes=tuple(sent), update=update, **sent)
        return self.one(comment, status=201)


class TranslationList(UpdateView, ListView):
    """Fields of the revisions that the reader may read, in other languages.

    `official`: the party's own translation; else the secretariat's, unofficial.
    """

    queryset = NarrativeTranslation.objects.none()
    serializer_class = TranslationSerializer
    ordering = ("id",)
    orderings = {"id": "pk"}

    def get_queryset(self) -> QuerySet[NarrativeTranslation]:
        return _translations(self)

    @extend_schema(
        request=TranslateSerializer,
        responses={
            201: TranslationSerializer,
            200: OpenApiResponse(TranslationSerializer, "It replaced another."),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter a field in another language; this replaces an earlier translation.

        The party's own people enter its own translation; the secretariat an unofficial one, never
        over the party's own. `revision`: the last one where it is left out.
        """
        update = self.find_update()
        data = body_of(request)
        sent = {name: data.get(name, "") for name in ("field", "language", "content")}
        faults = unknown_fields(data, ("revision", *sent))
        revisions = Revision.objects.visible_to(request.user).filter(update=update)
        try:
            number = or_none(partial(whole_number, least=1, most=32767))(data.get("revision"))
            if number is not None:
                revisions = revisions.filter(number=number)
        except Unfit as unfit:
            faults.insert(0, Fault("/revision", unfit.code, unfit.detail))
        revision = found(revisions.select_related("update").order_by("-number").first())
        at = timezone.now()
        translation, is_new = carry_out(
            lambda: translations.translate(revision=revision, by=request.user, at=at, **sent),
            faults,
        )
        return self.one(translation, status=201 if is_new else 200)


class TranslationDetail(UpdateView):
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Remove a translation: the party's people their own, officers theirs."""
        translation = get_object_or_404(_translations(self), pk=self.kwargs["translation_pk"])
        translations.remove(translation=translation, by=request.user, at=timezone.now())
        return Response(status=204)


def _translations(view: UpdateView) -> QuerySet[NarrativeTranslation]:
    visible = NarrativeTranslation.objects.visible_to(view.request.user)
    of_update = visible.filter(revision__update=view.find_update())
    return of_update.select_related("revision__update", "made_by")
