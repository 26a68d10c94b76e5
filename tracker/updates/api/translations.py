"""Translations of what a party said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault
from commitments.foundation.rest.verbs import body_of, carry_out, unknown_fields
from commitments.foundation.rest.views import ListView
from tracker.fields.cleaning import Unfit, or_none, whole_number
from tracker.updates.api.base import UpdateView
from tracker.updates.commands import translations
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.serializers.shapes import TranslationSerializer
from tracker.updates.serializers.verb_bodies import TranslateSerializer

FIELDS = ("revision", "field", "language", "content")


class TranslationList(UpdateView, ListView):
    """Fields of the revisions that the reader may read, in other languages.

    `official`: the party's own translation; else the secretariat's, unofficial.
    """

    queryset = NarrativeTranslation.objects.none()
    serializer_class = TranslationSerializer
    ordering = ("id",)
    orderings = {"id": "pk"}

    def get_queryset(self) -> QuerySet[NarrativeTranslation]:
        return _readable(self)

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
        number, faults = _number(data)
        revision = _revision(self, update, number)
        kept, new = carry_out(
            lambda: translations.translate(
                revision=revision,
                field=data.get("field", ""),
                language=data.get("language", ""),
                content=data.get("content", ""),
                by=request.user,
                at=timezone.now(),
            ),
            [*faults, *unknown_fields(data, FIELDS)],
        )
        return self.one(kept, status=201 if new else 200)


class TranslationDetail(UpdateView):
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Remove a translation: the party's people their own, officers theirs."""
        found = get_object_or_404(_readable(self), pk=self.kwargs["translation_pk"])
        translations.remove(translation=found, by=request.user, at=timezone.now())
        return Response(status=204)


def _readable(view: UpdateView) -> QuerySet[NarrativeTranslation]:
    visible = NarrativeTranslation.objects.visible_to(view.request.user)
    return visible.filter(revision__update=view.find_update()).select_related(
        "revision__update", "made_by"
    )


def _number(data: Mapping[str, Any]) -> tuple[int | None, list[Fault]]:
    """Return the number of the revision that was named, None for the last; and what is amiss."""
    try:
        number = or_none(lambda value: whole_number(value, least=1, most=32767))
        return number(data.get("revision")), []
    except Unfit as unfit:
        return None, [Fault("/revision", unfit.code, unfit.detail)]


def _revision(view: UpdateView, update: ProgressUpdate, number: int | None) -> Revision:
    """Return the revision of that number that the person may read. Raises Http404."""
    found = Revision.objects.visible_to(view.request.user).filter(update=update)
    if number is not None:
        found = found.filter(number=number)
    revision = found.select_related("update").order_by("-number").first()
    if revision is None:
        raise Http404
    return revision
