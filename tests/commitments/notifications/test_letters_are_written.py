"""A letter is plain text in its reader's language: a subject, and paragraphs."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from commitments.models import Designation, Party, User
from commitments.notifications.commands import Letter, write

pytestmark = pytest.mark.django_db


def designation(language: str, **facts: object) -> Letter:
    return write(
        "commitments/people/letters/designation.txt",
        language=language,
        person=User(full_name="Ana & O’Neil <x>"),
        party=Party.objects.get(code="SLV"),
        capacity=Designation.Capacity.AUTHORITY.label,
        **facts,
    )


def test_what_is_not_so_leaves_no_trace() -> None:
    ends = designation("en", begins=False, valid_to=date(2026, 12, 1))
    assert ends.subject == "Your designation for El Salvador"
    paragraphs = ends.words.split("\n\n")
    assert len(paragraphs) == 4
    assert paragraphs[1].endswith("ends on November 30, 2026.")
    assert all(paragraph.strip("\n") for paragraph in paragraphs)
    assert ends.words.endswith(".\n")


def test_it_is_no_html() -> None:
    letter = designation("en", begins=True, valid_from=date(2026, 3, 1), document="Note <3> & 4")
    assert "To Ana & O’Neil <x>." in letter.words
    assert "Document: Note <3> & 4" in letter.words


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_it_is_in_its_readers_language_whoever_asks(language: str) -> None:
    with translation.override("pt" if language == "en" else "en"):
        letter = designation(language, begins=False, valid_to=date(2026, 12, 1))
    with translation.override(language):
        assert str(Designation.Capacity.AUTHORITY.label) in letter.words
        assert letter.subject == translation.gettext("Your designation for %(party)s") % {
            "party": "El Salvador"
        }
    assert f"/{language}/desk/" in letter.words
