"""The shape of the matrix, for the API's description."""

from __future__ import annotations

from rest_framework import serializers

from tracker.updates.queries.matrix import PeriodMatrix, PeriodMatrixCell


class CellSerializer(serializers.Serializer[PeriodMatrixCell]):
    """One row × party. `states` is null for readers who may not see them."""

    row = serializers.CharField()
    party = serializers.CharField()
    level = serializers.IntegerField(allow_null=True)
    change = serializers.IntegerField(allow_null=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    states = serializers.DictField(child=serializers.IntegerField(), allow_null=True)


class MatrixSerializer(serializers.Serializer[PeriodMatrix]):
    """Rows are paragraphs or commitments, in the instrument's order."""

    period = serializers.CharField()
    parties = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.CharField())
    cells = CellSerializer(many=True)
