"""Paragraphs and sessions by the keys that addresses and the catalogue's files use."""

from __future__ import annotations

from django.db.models import QuerySet

from commitments.models import AssemblySession, Instrument, Paragraph


def find_paragraph(
    instrument: Instrument, reference: str, paragraphs: QuerySet[Paragraph] | None = None
) -> Paragraph | None:
    """Return the paragraph that `5` (operative) or `p5` (preambular) means, or None."""
    rows = Paragraph.objects.all() if paragraphs is None else paragraphs
    kind, number = paragraph_key(reference)
    return rows.filter(instrument=instrument, kind=kind, number=number).first()


def find_session(key: str) -> AssemblySession | None:
    """Return the session that `42` (regular) or `special-41` means, or None."""
    kind, number = session_key(key)
    return AssemblySession.objects.filter(kind=kind, number=number).first()


def paragraph_key(reference: str) -> tuple[str, int]:
    """Return the kind and number in a reference: ("operative", 5) for `5`."""
    if reference[:1] in ("p", "P"):
        return Paragraph.Kind.PREAMBULAR.value, _number(reference[1:])
    return Paragraph.Kind.OPERATIVE.value, _number(reference)


def session_key(key: str) -> tuple[str, int]:
    """Return the kind and number in a key: ("special", 41) for `special-41`."""
    kind, dash, digits = key.rpartition("-")
    return kind if dash else AssemblySession.Kind.REGULAR.value, _number(digits)


def _number(digits: str) -> int:
    """Return the number in its usual spelling; for anything else 0, which nothing has."""
    usual = digits.isascii() and digits.isdigit() and len(digits) < 5 and digits[0] != "0"
    return int(digits) if usual else 0
