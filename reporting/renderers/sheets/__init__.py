"""What the workbook holds."""

from __future__ import annotations

from reporting.renderers.edition import Edition
from reporting.renderers.sheets.overview import definitions, matrix, summary
from reporting.renderers.sheets.records import (
    actions,
    commitments,
    cooperation,
    indicators,
    parties,
    updates,
)
from reporting.renderers.sheets.shapes import Sheet


def sheets(edition: Edition) -> list[Sheet]:
    """Return the sheets in their order."""
    makers = (
        summary,
        matrix,
        updates,
        commitments,
        parties,
        actions,
        cooperation,
        indicators,
        definitions,
    )
    return [make(edition) for make in makers]
