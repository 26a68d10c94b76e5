"""The catalogue: instruments, paragraphs, commitments, sessions, themes, indicators. All public."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from commitments.foundation.rest.views import DetailView, ListView, found
from commitments.instruments import filters, serializers
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.responsibility import Responsibility
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.instruments.queries.natural_keys import find_paragraph, find_session

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
# For the lists of references in themes and indicators.
_PARAGRAPH_KEYS = (
    Paragraph.objects.select_related("instrument")
    .only("kind", "number", "instrument__key")
    .order_by("instrument__key", "start")
)
_COMMITMENT_KEYS = (
    Commitment.objects.select_related("instrument")
    .only("code", "instrument__key")
    .order_by("instrument__key", "position")
)
THEMES = Theme.objects.prefetch_related(Prefetch("commitments", _COMMITMENT_KEYS.current()))
INDICATORS = Indicator.objects.prefetch_related(
    Prefetch("paragraphs", _PARAGRAPH_KEYS), Prefetch("commitments", _COMMITMENT_KEYS)
)


def instrument_of(address: Mapping[str, str]) -> Instrument:
    """Return the instrument of an address, the default one for a short address. Raises Http404."""
    return get_object_or_404(Instrument.objects.named(address.get("instrument_key")))


def _instruments(texts: QuerySet[InstrumentText]) -> QuerySet[Instrument]:
    return (
        Instrument.objects.select_related("session")
        .prefetch_related(Prefetch("texts", queryset=texts))
        .annotate(
            preambular_count=_count("paragraphs", Q(paragraphs__kind=Paragraph.Kind.PREAMBULAR)),
            operative_count=_count("paragraphs", Q(paragraphs__kind=Paragraph.Kind.OPERATIVE)),
            commitment_count=_count("commitments", Q(commitments__retired_at__isnull=True)),
        )
    )


def _count(relation: str, condition: Q) -> Count:
    return Count(relation, filter=condition, distinct=True)


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
        instruments = _instruments(InstrumentText.objects.all())
        return get_object_or_404(instruments, key__iexact=self.kwargs["instrument_key"])


class _OfInstrument(ListView):
    """A list of the instrument of the address, or of all where the address names none."""

    def get_queryset(self) -> QuerySet[Paragraph] | QuerySet[Commitment]:
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


class IndicatorList(ListView):
    """Series linked to paragraphs and commitments."""

    serializer_class = serializers.IndicatorSerializer
    filterset_class = filters.IndicatorFilterSet
    orderings = {"code": "code", "framework": "framework"}
    ordering = ("code",)
    queryset = INDICATORS


class IndicatorDetail(DetailView):
    """One series; its values are at `indicator-values/?indicator=`."""

    serializer_class = serializers.IndicatorSerializer

    def get_object(self) -> Indicator:
        return get_object_or_404(INDICATORS, code__iexact=self.kwargs["indicator"])


class IndicatorValueList(ListView):
    """Values by indicator, state, year, and disaggregation, each with its source."""

    serializer_class = serializers.IndicatorValueSerializer
    filterset_class = filters.IndicatorValueFilterSet
    orderings = {
        "indicator": "indicator__code",
        "state": "state__code",
        "year": "year",
        "disaggregation": "disaggregation",
    }
    ordering = ("indicator", "state", "year", "disaggregation")
    queryset = IndicatorValue.objects.select_related("indicator", "state").only(
        *"year disaggregation value censored source indicator__code state__code".split()
    )
