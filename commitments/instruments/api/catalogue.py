"""Instruments, their paragraphs and commitments; sessions; themes. All of it is public."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from commitments.foundation.rest.views import DetailView, ListView, found
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


def _instruments(texts: QuerySet[InstrumentText]) -> QuerySet[Instrument]:
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
    queryset = _instruments(InstrumentText.objects.defer("content"))


class InstrumentDetail(DetailView):
    """One instrument, with its text."""

    serializer_class = serializers.InstrumentDetailSerializer

    def get_object(self) -> Instrument:
        return get_object_or_404(
            _instruments(InstrumentText.objects.all()), key__iexact=self.kwargs["instrument_key"]
        )


PARAGRAPHS = (
    Paragraph.objects.select_related("instrument", "text")
    .defer("text__content")
    .prefetch_related(
        Prefetch(
            "commitments",
            Commitment.objects.current()
            .only("code", "titles", "paragraph", "position")
            .order_by("position"),
        ),
        "indicators",
    )
)
COMMITMENTS = Commitment.objects.select_related(
    "instrument", "paragraph", "deadline"
).prefetch_related("themes", "indicators", "successors")
THEMES = Theme.objects.prefetch_related(
    Prefetch(
        "commitments",
        Commitment.objects.current()
        .select_related("instrument")
        .only("code", "instrument__key")
        .order_by("instrument__key", "position"),
    )
)


class _OfInstrument(ListView):
    """Of the instrument of the address, where it names one."""

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset()
        if "instrument_key" in self.kwargs:
            return rows.filter(instrument=instrument_of(self.kwargs))
        return rows


class ParagraphList(_OfInstrument):
    """The paragraphs of an instrument, preambular and operative, in its order."""

    serializer_class = serializers.ParagraphSerializer
    filterset_class = filters.ParagraphFilterSet
    orderings = {"position": "start", "number": "number", "kind": "kind"}
    ordering = ("position",)
    queryset = PARAGRAPHS


class ParagraphDetail(DetailView):
    """One paragraph: `5` is the operative one, `p5` the preambular one."""

    serializer_class = serializers.ParagraphSerializer

    def get_object(self) -> Paragraph:
        instrument = instrument_of(self.kwargs)
        return found(find_paragraph(instrument, self.kwargs["number"], paragraphs=PARAGRAPHS))


class CommitmentList(_OfInstrument):
    """The commitments of an instrument, in its order."""

    serializer_class = serializers.CommitmentSerializer
    filterset_class = filters.CommitmentFilterSet
    orderings = {"position": "position"}
    ordering = ("position",)
    queryset = COMMITMENTS


class CommitmentDetail(DetailView):
    """One commitment, with the parties responsible for it."""

    serializer_class = serializers.CommitmentDetailSerializer

    def get_object(self) -> Commitment:
        responsibilities = Responsibility.objects.select_related("party")
        return get_object_or_404(
            COMMITMENTS.prefetch_related(Prefetch("responsibilities", responsibilities)),
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
        return found(find_session(self.kwargs["session"]))


class ThemeList(ListView):
    """Themes that commitments are grouped by."""

    serializer_class = serializers.ThemeSerializer
    orderings = {"key": "key"}
    ordering = ("key",)
    queryset = THEMES


class ThemeDetail(DetailView):
    """One theme."""

    serializer_class = serializers.ThemeSerializer

    def get_object(self) -> Theme:
        return get_object_or_404(THEMES, key=self.kwargs["theme"])
