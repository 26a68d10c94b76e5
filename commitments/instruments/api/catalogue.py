"""Instruments, their paragraphs and commitments; sessions; themes. All of it is public."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from commitments.foundation.rest.views import DetailView, ListView
from commitments.instruments.filters import lists as filters
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.responsibility import Responsibility
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.instruments.queries.natural_keys import find_paragraph, find_session
from commitments.instruments.serializers import catalogue as serializers


def instrument_of(kwargs: dict[str, Any]) -> Instrument:
    """Return the instrument of an address, the default one for a short address. Raises Http404."""
    key = kwargs.get("instrument_key")
    if key is None:
        return get_object_or_404(Instrument, is_default=True)
    return get_object_or_404(Instrument, key__iexact=key)


def _instruments(*, with_content: bool) -> QuerySet[Instrument]:
    texts = (
        InstrumentText.objects.all() if with_content else InstrumentText.objects.defer("content")
    )
    return (
        Instrument.objects.select_related("session")
        .prefetch_related(Prefetch("texts", queryset=texts))
        .annotate(
            preambular_count=_count("paragraphs", paragraphs__kind=Paragraph.Kind.PREAMBULAR),
            operative_count=_count("paragraphs", paragraphs__kind=Paragraph.Kind.OPERATIVE),
            commitment_count=_count("commitments", commitments__retired_at__isnull=True),
        )
    )


def _count(relation: str, **condition: Any) -> Count:
    return Count(relation, filter=Q(**condition), distinct=True)


class InstrumentList(ListView):
    """The instruments that are tracked."""

    serializer_class = serializers.InstrumentSerializer
    orderings = {"adopted_on": "adopted_on", "key": "key"}
    ordering = ("adopted_on", "key")

    def get_queryset(self) -> QuerySet[Instrument]:
        return _instruments(with_content=False)


class InstrumentDetail(DetailView):
    """One instrument, with its text."""

    serializer_class = serializers.InstrumentDetailSerializer

    def get_object(self) -> Instrument:
        return get_object_or_404(
            _instruments(with_content=True), key__iexact=self.kwargs["instrument_key"]
        )


def _paragraphs() -> QuerySet[Paragraph]:
    commitments = Commitment.objects.current().only("code", "titles", "paragraph", "position")
    return (
        Paragraph.objects.select_related("instrument", "text")
        .defer("text__content")
        .prefetch_related(
            Prefetch("commitments", queryset=commitments.order_by("position")), "indicators"
        )
    )


class ParagraphList(ListView):
    """The paragraphs of an instrument, preambular and operative, in its order."""

    serializer_class = serializers.ParagraphSerializer
    filterset_class = filters.ParagraphFilterSet
    orderings = {"position": "start", "number": "number", "kind": "kind"}
    ordering = ("position",)

    def get_queryset(self) -> QuerySet[Paragraph]:
        if "instrument_key" in self.kwargs:
            return _paragraphs().filter(instrument=instrument_of(self.kwargs))
        return _paragraphs()


class ParagraphDetail(DetailView):
    """One paragraph: `5` is the operative one, `p5` the preambular one."""

    serializer_class = serializers.ParagraphSerializer

    def get_object(self) -> Paragraph:
        found = find_paragraph(
            instrument_of(self.kwargs), self.kwargs["number"], paragraphs=_paragraphs()
        )
        if found is None:
            raise Http404
        return found


def _commitments() -> QuerySet[Commitment]:
    return Commitment.objects.select_related(
        "instrument", "paragraph", "deadline"
    ).prefetch_related("themes", "indicators", "successors")


class CommitmentList(ListView):
    """The commitments of an instrument, in its order."""

    serializer_class = serializers.CommitmentSerializer
    filterset_class = filters.CommitmentFilterSet
    orderings = {"position": "position"}
    ordering = ("position",)

    def get_queryset(self) -> QuerySet[Commitment]:
        if "instrument_key" in self.kwargs:
            return _commitments().filter(instrument=instrument_of(self.kwargs))
        return _commitments()


class CommitmentDetail(DetailView):
    """One commitment, with who owes it."""

    serializer_class = serializers.CommitmentDetailSerializer

    def get_object(self) -> Commitment:
        responsibilities = Responsibility.objects.select_related("party")
        return get_object_or_404(
            _commitments().prefetch_related(
                Prefetch("responsibilities", queryset=responsibilities)
            ),
            instrument=instrument_of(self.kwargs),
            code=self.kwargs["code"],
        )


class SessionList(ListView):
    """Sessions of the General Assembly."""

    serializer_class = serializers.SessionSerializer
    filterset_class = filters.SessionFilterSet
    queryset = AssemblySession.objects.all()
    orderings = {"number": "number", "kind": "kind"}
    ordering = ("number", "kind")


class SessionDetail(DetailView):
    """One session: `42` is the regular one, `special-41` a special one."""

    serializer_class = serializers.SessionSerializer

    def get_object(self) -> AssemblySession:
        found = find_session(self.kwargs["session"])
        if found is None:
            raise Http404
        return found


def _themes() -> QuerySet[Theme]:
    commitments = (
        Commitment.objects.current()
        .select_related("instrument")
        .only("code", "instrument__key")
        .order_by("instrument__key", "position")
    )
    return Theme.objects.prefetch_related(Prefetch("commitments", queryset=commitments))


class ThemeList(ListView):
    """Themes that commitments are grouped by."""

    serializer_class = serializers.ThemeSerializer
    orderings = {"key": "key"}
    ordering = ("key",)

    def get_queryset(self) -> QuerySet[Theme]:
        return _themes()


class ThemeDetail(DetailView):
    """One theme."""

    serializer_class = serializers.ThemeSerializer

    def get_object(self) -> Theme:
        return get_object_or_404(_themes(), key=self.kwargs["theme"])
