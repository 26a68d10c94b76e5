"""Measured series and their values."""

from __future__ import annotations

from rest_framework import serializers

from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.serializers.catalogue import (
    CommitmentReferenceSerializer,
    ParagraphReferenceSerializer,
)


class IndicatorSerializer(serializers.Serializer[Indicator]):
    code = serializers.CharField()
    framework = serializers.CharField()
    title = serializers.CharField()
    unit = serializers.CharField()
    better = serializers.ChoiceField(choices=Indicator.Direction.choices)
    paragraphs = ParagraphReferenceSerializer(many=True)
    commitments = CommitmentReferenceSerializer(many=True)
    source = serializers.CharField()  # type: ignore[assignment]
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
    source = serializers.CharField()  # type: ignore[assignment]
