"""Translations of what a party said: whose they are, who enters them, who reads them."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.foundation.models.audit import AuditEntry
from commitments.models import User
from tests.tracker.doors import accepted, at, codes, save, step, submitted
from tracker.models import NarrativeTranslation, ProgressUpdate

pytestmark = pytest.mark.django_db

SPANISH = {"field": "summary", "language": "es", "content": "Una ley está ante la Asamblea."}


@pytest.fixture
def published(api: Any, update_of: Any, authority_slv: User, officer: User) -> ProgressUpdate:
    """Accepted and public, in English."""
    update: ProgressUpdate = accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"))
    return update


def enter(client: Any, update: ProgressUpdate, **changes: Any) -> Any:
    return client.post(at(update, "translations/"), SPANISH | changes)


def listed(client: Any, update: ProgressUpdate) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(at(update, "translations/")).json()["results"]
    return rows


def test_the_partys_own_is_official_and_the_secretariats_is_not(
    visitor: Any, api: Any, published: ProgressUpdate, contributor_slv: User, officer: User
) -> None:
    ours = enter(api(contributor_slv), published)
    assert (ours.status_code, ours.json()["official"]) == (201, True)
    theirs = enter(api(officer), published, language="fr", content="Une loi est déposée.")
    assert (theirs.status_code, theirs.json()["official"]) == (201, False)
    rows = listed(api(visitor), published)
    assert [(row["language"], row["official"], row["made_by"]) for row in rows] == [
        ("es", True, None),
        ("fr", False, None),
    ]
    assert {row["revision"] for row in rows} == {1}
    assert all(row["made_by"] for row in listed(api(officer), published))


def test_a_new_one_takes_the_place_of_the_old(
    visitor: Any, api: Any, published: ProgressUpdate, authority_slv: User, officer: User
) -> None:
    assert enter(api(officer), published).status_code == 201
    assert enter(api(officer), published, content="Mejor.").status_code == 200
    assert enter(api(authority_slv), published, content="La nuestra.").status_code == 200
    (row,) = listed(api(visitor), published)
    assert (row["content"], row["official"]) == ("La nuestra.", True)


def test_a_state_owns_its_words_in_every_language(
    visitor: Any, api: Any, published: ProgressUpdate, authority_slv: User, officer: User
) -> None:
    own = enter(api(authority_slv), published).json()
    refused = enter(api(officer), published, content="La de ellos.")
    assert (refused.status_code, refused.json()["code"]) == (409, "translated_by_party")
    one = at(published, f"translations/{own['id']}/")
    assert api(officer).delete(one).status_code == 403
    assert api(authority_slv).delete(one).status_code == 204
    assert listed(api(visitor), published) == []


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"language": "en"}, {"/language": "original_language"}),
        ({"language": "de"}, {"/language": "not_a_choice"}),
        ({"field": "challenges"}, {"/field": "nothing_to_translate"}),
        ({"field": "level"}, {"/field": "not_a_choice"}),
        ({"content": "  "}, {"/content": "required"}),
        ({"content": "a\x00"}, {"/content": "nul"}),
        ({"revision": "first"}, {"/revision": "wrong_type"}),
        ({"official": False}, {"/official": "unknown_field"}),
    ],
    ids=lambda value: next(iter(value)),
)
def test_it_says_what_will_not_do(
    api: Any,
    published: ProgressUpdate,
    officer: User,
    changes: dict[str, Any],
    faults: dict[str, str],
) -> None:
    refused = enter(api(officer), published, **changes)
    assert (refused.status_code, codes(refused)) == (400, faults)
    assert not NarrativeTranslation.objects.exists()


def test_it_belongs_to_one_revision_and_stays_with_it(
    visitor: Any, api: Any, published: ProgressUpdate, authority_slv: User, officer: User
) -> None:
    assert enter(api(officer), published).status_code == 201
    assert step(api(officer), published, "reopen", reason="Figures.").status_code == 200
    assert save(api(authority_slv), published, summary="A law was passed.").status_code == 200
    assert step(api(authority_slv), published, "submit").status_code == 200
    assert enter(api(authority_slv), published, content="La ley fue aprobada.").status_code == 201
    # The public reads revision 1 still, and its translation.
    assert [row["revision"] for row in listed(api(visitor), published)] == [1]
    assert step(api(officer), published, "accept").status_code == 200
    assert [row["content"] for row in listed(api(visitor), published)] == ["La ley fue aprobada."]
    assert [row["revision"] for row in listed(api(officer), published)] == [1, 2]
    old = enter(api(officer), published, revision=1, language="pt", content="Uma lei.")
    assert (old.status_code, old.json()["revision"]) == (201, 1)
    assert enter(api(officer), published, revision=3).status_code == 404


def test_nobody_translates_a_draft(api: Any, update_of: Any, authority_slv: User) -> None:
    update = update_of("SLV", "7.1")
    assert save(api(authority_slv), update).status_code == 200
    assert enter(api(authority_slv), update).status_code == 404


@pytest.mark.parametrize(
    "hidden",
    [{"visibility": "member_states"}, {"embargo_until": "2099-01-01T00:00:00Z"}],
    ids=["for member states", "under embargo"],
)
def test_a_translation_is_as_visible_as_its_original(
    visitor: Any,
    api: Any,
    update_of: Any,
    authority_slv: User,
    officer: User,
    hidden: dict[str, Any],
) -> None:
    update = accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"), **hidden)
    assert enter(api(authority_slv), update).status_code == 201
    assert api(visitor).get(at(update, "translations/")).status_code == 404
    assert len(listed(api(officer), update)) == 1


def test_what_is_submitted_may_be_translated_before_it_is_accepted(
    api: Any, update_of: Any, authority_slv: User, officer: User
) -> None:
    update = submitted(api(authority_slv), update_of("SLV", "7.1"))
    assert enter(api(officer), update).status_code == 201


def test_it_leaves_the_update_as_it_was_and_a_line_in_the_log(
    api: Any, published: ProgressUpdate, officer: User
) -> None:
    tag = api(officer).get(at(published))["ETag"]
    row = enter(api(officer), published).json()
    assert api(officer).get(at(published))["ETag"] == tag
    assert api(officer).delete(at(published, f"translations/{row['id']}/")).status_code == 204
    entries = AuditEntry.objects.filter(object_type="update", object_key=str(published.pk))
    assert {(entry.action, entry.detail["language"]) for entry in entries} >= {
        ("translate", "es"),
        ("remove_translation", "es"),
    }


def test_the_page_shows_it_beside_the_original_and_says_whose_it_is(
    visitor: Any,
    client_of: Any,
    api: Any,
    published: ProgressUpdate,
    authority_slv: User,
    officer: User,
) -> None:
    enter(api(authority_slv), published)
    enter(api(officer), published, field="progress", language="fr", content="Première lecture.")
    page = client_of(visitor).get(f"/en/updates/{published.pk}/").content.decode()
    assert '<p class="said" lang="es">Una ley está ante la Asamblea.</p>' in page
    assert '<p class="said" lang="fr">Première lecture.</p>' in page
    assert page.count("Unofficial translation") == 1
    assert page.count("The party’s own translation") == 1
