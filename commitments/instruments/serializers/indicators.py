"""Measured series and their values."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.serializers.catalogue import (
    CommitmentReferenceSerializer,
    ParagraphReferenceSerializer,
)


class IndicatorSerializer(serializers.Serializer[Indicator]):
    examples: ClassVar[dict[str, Any]] = {
        "code": "WB-HOMICIDE",
        "framework": "World Bank WDI VC.IHR.PSRC.P5",
        "title": "Intentional homicides (per 100,000 people)",
        "unit": "per 100,000",
        "better": "lower",
        "licence": "World Bank data CC BY 4.0",
        "source": "verified exploringdata/website",
    }
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
    examples: ClassVar[dict[str, Any]] = {
        "value": 70.9,
        "source": "World Bank, World Development Indicators",
    }
    indicator = serializers.CharField(source="indicator.code")
    state = serializers.CharField(source="state.code")
    year = serializers.IntegerField()
    disaggregation = serializers.CharField()
    value = serializers.FloatField(
        allow_null=True, help_text="Null where the source gives a censored value."
    )
    censored = serializers.CharField(help_text="As it stands in the source: `<5`.")
    source = serializers.CharField()  # type: ignore[assignment]
