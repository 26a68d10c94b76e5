"""What the workbook holds."""

from __future__ import annotations

from typing import Final

from reporting.renderers.edition import Edition
from reporting.renderers.sheets.about import about, definitions
from reporting.renderers.sheets.cooperation import cooperation, matched
from reporting.renderers.sheets.moved import corrections, moved
from reporting.renderers.sheets.overview import matrix, summary, trend
from reporting.renderers.sheets.records import (
    actions,
    commitments,
    duties,
    indicators,
    parties,
)
from reporting.renderers.sheets.said import evidence, translations, updates
from reporting.renderers.sheets.shapes import Sheet

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
