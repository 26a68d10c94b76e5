"""The catalogue as the API gives it: instruments and their parts, sessions, themes, indicators."""

from __future__ import annotations

from typing import TypedDict

from rest_framework import serializers

from commitments.foundation.models.languages import in_language
from commitments.foundation.rest.serializers import KeyListField
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.responsibility import Responsibility
from commitments.instruments.models.session import AssemblySession

# The Organization wrote no titles, headlines or themes, and did not divide its text in commitments.
ATTRIBUTION = "tracker"


class Span(TypedDict):
    """Unicode code points of the source text, end excluded."""

    start: int
    end: int


def span(start: int | None, end: int | None) -> Span | None:
    """Return the span, or None where there is none."""
    return None if start is None or end is None else Span(start=start, end=end)


# Not a docstring, which would become the description of the subclasses in the API.
class AttributedSerializer(serializers.Serializer[object]):
    attribution = serializers.SerializerMethodField(
        help_text="Who wrote the title and the decomposition: `tracker`, not the Organization."
    )

    def get_attribution(self, _obj: object) -> str:
        return ATTRIBUTION


class InstrumentTextSerializer(serializers.Serializer[InstrumentText]):
    language = serializers.CharField()
    authentic = serializers.BooleanField()
    sha256 = serializers.CharField(help_text="Of the UTF-8 bytes.")
    source = serializers.CharField()  # type: ignore[assignment]  # hides DRF's


class InstrumentFullTextSerializer(InstrumentTextSerializer):
    content = serializers.CharField(help_text="As issued; spans count its code points.")


class InstrumentCountsSerializer(serializers.Serializer[Instrument]):
    preambular = serializers.IntegerField(source="preambular_count")
    operative = serializers.IntegerField(source="operative_count")
    commitments = serializers.IntegerField(source="commitment_count")


class InstrumentSerializer(serializers.Serializer[Instrument]):
    key = serializers.CharField()
    symbol = serializers.CharField()
    title = serializers.CharField()
    title_status = serializers.DictField(
        source="titles_status",
        child=serializers.CharField(),
        read_only=True,
        help_text="How well the title is documented, by language.",
    )
    session = serializers.CharField(source="session.key")
    adopted_on = serializers.DateField()
    adopted_at = serializers.CharField()
    original_language = serializers.CharField()
    is_default = serializers.BooleanField(help_text="Short addresses refer to this instrument.")
    counts = InstrumentCountsSerializer(source="*")
    texts = InstrumentTextSerializer(many=True)


class InstrumentDetailSerializer(InstrumentSerializer):
    texts = InstrumentFullTextSerializer(many=True)


class CommitmentLinkSerializer(serializers.Serializer[Commitment]):
    code = serializers.CharField()
    title = serializers.CharField()


class ParagraphSerializer(AttributedSerializer):
    instrument = serializers.CharField(source="instrument.key")
    reference = serializers.CharField(help_text="`5` operative, `p5` preambular.")
    kind = serializers.ChoiceField(choices=Paragraph.Kind.choices)
    number = serializers.IntegerField()
    headline = serializers.CharField()
    text = serializers.CharField(source="quote", help_text="The paragraph's text, as issued.")
    language = serializers.CharField(source="text.language", help_text="Of `text`.")
    span = serializers.SerializerMethodField(help_text="Of `text` in the source text.")
    verb_kind = serializers.CharField(help_text="Kind of the operative verb.")
    verb_span = serializers.SerializerMethodField()
    note = serializers.CharField()
    commitments = CommitmentLinkSerializer(many=True)
    indicators = KeyListField("code")

    def get_span(self, paragraph: Paragraph) -> Span:
        return Span(start=paragraph.start, end=paragraph.end)

    def get_verb_span(self, paragraph: Paragraph) -> Span | None:
        return span(paragraph.verb_start, paragraph.verb_end)


class ResponsibilitySerializer(serializers.Serializer[Responsibility]):
    party = serializers.CharField(source="party.code")
    name = serializers.CharField(source="party.name")
    kind = serializers.CharField(source="party.kind")
    role = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    discharged_on = serializers.DateField(allow_null=True)
    discharge_basis = serializers.CharField()


class CommitmentSerializer(AttributedSerializer):
    instrument = serializers.CharField(source="instrument.key")
    paragraph = serializers.CharField(source="paragraph.reference")
    code = serializers.CharField()
    title = serializers.CharField()
    lead_in = serializers.CharField()
    lead_in_span = serializers.SerializerMethodField()
    quote = serializers.CharField(help_text="The passage of the text that states it.")
    quote_span = serializers.SerializerMethodField()
    tail = serializers.CharField()
    tail_span = serializers.SerializerMethodField()
    themes = KeyListField("key")
    tracking = serializers.ChoiceField(choices=Commitment.Tracking.choices)
    nature = serializers.ChoiceField(choices=Commitment.Nature.choices)
    deadline = serializers.CharField(
        source="deadline.key", read_only=True, allow_null=True, help_text="Key of a session."
    )
    deadline_words = serializers.CharField()
    evidence_expected = serializers.SerializerMethodField(
        help_text="What would show that it was done; in English where it is not translated."
    )
    indicators = KeyListField("code")
    retired_at = serializers.DateTimeField(allow_null=True)
    retired_reason = serializers.CharField()
    successors = KeyListField("code")

    def get_lead_in_span(self, commitment: Commitment) -> Span | None:
        return span(commitment.lead_in_start, commitment.lead_in_end)

    def get_quote_span(self, commitment: Commitment) -> Span:
        return Span(start=commitment.start, end=commitment.end)

    def get_tail_span(self, commitment: Commitment) -> Span | None:
        return span(commitment.tail_start, commitment.tail_end)

    def get_evidence_expected(self, commitment: Commitment) -> list[str]:
        return [in_language(wording) for wording in commitment.evidence_expected]


class CommitmentDetailSerializer(CommitmentSerializer):
    responsibilities = ResponsibilitySerializer(many=True)


class SessionSerializer(serializers.Serializer[AssemblySession]):
    key = serializers.CharField(help_text="`42` for a regular session, else `special-41`.")
    kind = serializers.CharField()
    number = serializers.IntegerField()
    roman = serializers.CharField()
    symbol_suffix = serializers.CharField()
    serial_base = serializers.CharField()
    proceedings = serializers.CharField()
    place = serializers.CharField()
    country = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    theme = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # hides DRF's


class CommitmentReferenceSerializer(serializers.Serializer[Commitment]):
    instrument = serializers.CharField(source="instrument.key")
    code = serializers.CharField()


class ParagraphReferenceSerializer(serializers.Serializer[Paragraph]):
    instrument = serializers.CharField(source="instrument.key")
    reference = serializers.CharField()


class ThemeSerializer(AttributedSerializer):
    key = serializers.CharField()
    name = serializers.CharField()
    commitments = CommitmentReferenceSerializer(many=True)


class IndicatorSerializer(serializers.Serializer[Indicator]):
    code = serializers.CharField()
    framework = serializers.CharField()
    title = serializers.CharField()
    unit = serializers.CharField()
    better = serializers.ChoiceField(choices=Indicator.Direction.choices)
    paragraphs = ParagraphReferenceSerializer(many=True)
    commitments = CommitmentReferenceSerializer(many=True)
    source = serializers.CharField()  # type: ignore[assignment]  # hides DRF's
    licence = serializers.CharField(help_text="Of the data.")


class IndicatorValueSerializer(serializers.Serializer[IndicatorValue]):
    indicator = serializers.CharField(source="indicator.code")
    state = serializers.CharField(source="state.code")
    year = serializers.IntegerField()
    disaggregation = serializers.CharField()
    value = serializers.FloatField(
        allow_null=True, help_text="Null where the source gives a censored value."
    )
    censored = serializers.CharField(help_text="As written in the source: `<5`.")
    source = serializers.CharField()  # type: ignore[assignment]  # hides DRF's
