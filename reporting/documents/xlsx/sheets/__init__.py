"""What the workbook holds."""

from __future__ import annotations

from typing import Final

from reporting.documents.edition import Edition
from reporting.documents.xlsx.sheets.about import about, definitions
from reporting.documents.xlsx.sheets.changes import corrections, moved
from reporting.documents.xlsx.sheets.columns import Sheet
from reporting.documents.xlsx.sheets.narratives import evidence, translations, updates
from reporting.documents.xlsx.sheets.overview import matrix, summary
from reporting.documents.xlsx.sheets.records import (
    actions,
    commitments,
    cooperation,
    duties,
    indicators,
    matched,
    parties,
    trend,
)

_MAKERS: Final = (
    summary,
    matrix,
    trend,
    corrections,
    moved,
    updates,
    translations,
    evidence,
    commitments,
    parties,
    actions,
    cooperation,
    matched,
    duties,
    indicators,
)
# What says something even without a row: that nothing is reported, or that nothing changed.
_ALWAYS: Final = frozenset({"summary", "matrix", "updates", "corrections"})


def sheets(edition: Edition) -> list[Sheet]:
    """Return the sheets in their order. One without rows is left out, and the first says so."""
    made = [one for make in _MAKERS if (one := make(edition)) is not None]
    kept = [one for one in made if one.rows or one.key in _ALWAYS]
    left_out = [one for one in made if not (one.rows or one.key in _ALWAYS)]
    kept.append(definitions(edition, kept))
    return [about(edition, kept, left_out), *kept]
