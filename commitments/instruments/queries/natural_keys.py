"""Finding paragraphs and sessions by the keys that addresses use."""

from __future__ import annotations

from django.db.models import QuerySet

from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.session import AssemblySession


def find_paragraph(
    instrument: Instrument, reference: str, paragraphs: QuerySet[Paragraph] | None = None
) -> Paragraph | None:
    """Return the paragraph that `5` (operative) or `p5` (preambular) means, or None."""
    rows = Paragraph.objects.all() if paragraphs is None else paragraphs
    preambular = reference[:1] in ("p", "P")
    number = _number(reference[1:] if preambular else reference)
    kind = Paragraph.Kind.PREAMBULAR if preambular else Paragraph.Kind.OPERATIVE
    return rows.filter(instrument=instrument, kind=kind, number=number).first()


def find_session(key: str) -> AssemblySession | None:
    """Return the session that `42` (regular) or `special-41` means, or None."""
    kind, dash, digits = key.rpartition("-")
    if dash and not kind:
        return None
    return AssemblySession.objects.filter(
        kind=kind or AssemblySession.Kind.REGULAR, number=_number(digits)
    ).first()


def _number(digits: str) -> int:
    """Return the number in its usual spelling; for anything else 0, which nothing has."""
    usual = digits.isascii() and digits.isdigit() and len(digits) < 5 and digits[0] != "0"
    return int(digits) if usual else 0
