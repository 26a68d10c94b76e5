"""The page on which a translation is typed beside the original."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.models import User
from tests.tracker.doors import accepted
from tracker.models import NarrativeTranslation, ProgressUpdate

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(api: Any, update_of: Any, authority_slv: User, officer: User) -> ProgressUpdate:
    """Accepted and public, in English."""
    update: ProgressUpdate = accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"))
    return update


def address(update: ProgressUpdate) -> str:
    return f"/en/updates/{update.pk}/translations/"


def kept() -> dict[tuple[str, str], str]:
    rows = NarrativeTranslation.objects.all()
    return {(row.field, row.language): row.content for row in rows}


def test_what_is_typed_is_kept_and_what_is_emptied_goes(
    client_of: Any, published: ProgressUpdate, contributor_slv: User
) -> None:
    client = client_of(contributor_slv)
    typed = {"language": "es", "summary": "Una ley.\r\nDos.", "progress": "Primera lectura."}
    answer = client.post(address(published), typed, follow=True)
    assert answer.redirect_chain[-1][0] == f"/en/updates/{published.pk}/"
    assert b"Primera lectura." in answer.content
    assert kept() == {("summary", "es"): "Una ley.\nDos.", ("progress", "es"): "Primera lectura."}
    client.post(address(published), typed | {"progress": " "})
    assert kept() == {("summary", "es"): "Una ley.\nDos."}
    assert NarrativeTranslation.objects.get().official


def test_it_offers_every_language_but_the_original_and_what_there_is(
    client_of: Any, published: ProgressUpdate, officer: User
) -> None:
    client = client_of(officer)
    client.post(address(published), {"language": "fr", "summary": "Une loi."})
    page = client.get(address(published) + "?language=fr").content.decode()
    assert "A law is before the Assembly." in page
    assert ">Une loi.</textarea>" in page
    assert [code for code in ("en", "es", "fr", "pt") if f"?language={code}" in page] == [
        "es",
        "fr",
        "pt",
    ]
    # The party wrote nothing there.
    assert 'name="challenges"' not in page


def test_the_partys_own_is_not_the_secretariats_to_change(
    client_of: Any, published: ProgressUpdate, authority_slv: User, officer: User
) -> None:
    own = {"language": "es", "summary": "La nuestra."}
    client_of(authority_slv).post(address(published), own)
    page = client_of(officer).get(address(published) + "?language=es").content.decode()
    assert 'name="summary"' not in page
    client_of(officer).post(
        address(published), own | {"summary": "La de ellos.", "progress": "Sí."}
    )
    assert kept() == {("summary", "es"): "La nuestra.", ("progress", "es"): "Sí."}


def test_nothing_is_kept_where_something_will_not_do(
    client_of: Any, published: ProgressUpdate, officer: User
) -> None:
    typed = {"language": "es", "summary": "Una ley.", "progress": "x" * 100_001}
    answer = client_of(officer).post(address(published), typed)
    assert answer.status_code == 400
    assert b"At most 100000 characters" in answer.content
    assert b">Una ley.</textarea>" in answer.content
    assert kept() == {}
