"""Who reads a text reads what was attached to it, at every door; and nothing attached since."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from tests.access.scene import PDF
from tests.tracker.conftest import Seek
from tests.tracker.doors import UPDATES, at
from tests.tracker.journeys import CONTENT, drafted, logged, put, submitted
from tracker.evidence.commands import attachments as evidence
from tracker.models import Evidence, ProgressUpdate, Revision, State
from tracker.updates import commands as workflow

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]
Sees = Callable[[Any], list[str]]


def attach(update: ProgressUpdate, by: Any, title: str, **fields: Any) -> Evidence:
    fields = fields or {"file": ContentFile(PDF, name="gaceta.pdf")}
    return evidence.attach(update=update, title=title, by=by, at=timezone.now(), **fields)


def fresh(update: ProgressUpdate) -> ProgressUpdate:
    return ProgressUpdate.objects.select_related("period").get(pk=update.pk)


@pytest.fixture
def doors(api: Any, client_of: Any, seek: Seek) -> Callable[[ProgressUpdate, Any], dict[str, Any]]:
    """`doors(update, person)`: for each door that shows evidence, the titles it shows there."""

    def look(update: ProgressUpdate, person: Any) -> dict[str, Any]:
        client = api(person)
        pages = client_of(person)
        found: dict[str, Any] = {}
        one = client.get(at(update))
        if one.status_code == 200:
            found["update"] = [piece["title"] for piece in one.json()["evidence"]]
            listed = client.get(UPDATES, {"party": "SLV", "commitment": update.commitment.code})
            (row,) = (row for row in listed.json()["results"] if row["id"] == update.pk)
            found["list"] = [piece["title"] for piece in row["evidence"]]
            rows = client.get(at(update, "evidence/")).json()["results"]
            found["evidence"] = [piece["title"] for piece in rows]
        found["search"] = sorted(
            hit["title"] for hit in seek("quimera", kind="evidence", by=person)
        )
        for page in ("updates", "desk/updates", "review"):
            answer = pages.get(f"/en/{page}/{update.pk}/")
            if answer.status_code == 200:
                # The revisions and the log repeat no evidence, so every title is of the text.
                words = answer.content.decode()
                found[page] = [title for title in ("Quimera uno", "Quimera dos") if title in words]
        return found

    return look


def downloads(api: Any, update: ProgressUpdate, piece: Evidence, person: Any) -> int:
    answer = api(person).get(at(update, f"evidence/{piece.pk}/file/"))
    list(answer)
    return int(answer.status_code)


def everywhere(found: dict[str, Any], *titles: str) -> None:
    assert {door: shown for door, shown in found.items() if shown != list(titles)} == {}


def test_the_secretariat_sees_nothing_of_what_was_never_submitted(
    api: Any, doors: Any, update_of: UpdateOf, authority_slv: Any, officer: Any, administrator: Any
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    piece = attach(update, authority_slv, "Quimera uno")
    everywhere(doors(update, authority_slv) | {"review": ["Quimera uno"]}, "Quimera uno")
    for secretariat in (officer, administrator):
        found = doors(update, secretariat)
        assert {"update", "list", "evidence", "search", "updates", "review"} <= found.keys()
        everywhere(found)
        assert downloads(api, update, piece, secretariat) == 404
    assert downloads(api, update, piece, authority_slv) == 200


def test_it_goes_to_the_secretariat_with_the_submission_and_what_is_added_since_does_not(
    api: Any, doors: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    first = attach(update, authority_slv, "Quimera uno")
    update = workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    everywhere(doors(update, officer), "Quimera uno")
    workflow.return_(update=update, by=officer, at=timezone.now(), comment="Which?")
    second = attach(fresh(update), authority_slv, "Quimera dos")
    evidence.remove(evidence=first, by=authority_slv, at=timezone.now())
    everywhere(doors(update, officer), "Quimera uno")
    assert downloads(api, update, first, officer) == 200
    assert downloads(api, update, second, officer) == 404
    found = doors(update, authority_slv)
    everywhere(found, "Quimera dos")
    workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    everywhere(doors(update, officer), "Quimera dos")
    assert downloads(api, update, second, officer) == 200


def test_others_read_the_published_revisions_while_the_party_works_on(
    api: Any, doors: Any, update_of: UpdateOf, authority_slv: Any, officer: Any, visitor: Any
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    first = attach(update, authority_slv, "Quimera uno")
    update = workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    assert downloads(api, update, first, visitor) == 404
    workflow.accept(update=fresh(update), by=officer, at=timezone.now())
    workflow.reopen(update=fresh(update), by=officer, at=timezone.now(), reason="Asked for.")
    second = attach(fresh(update), authority_slv, "Quimera dos")
    evidence.remove(evidence=first, by=authority_slv, at=timezone.now())
    workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    everywhere(doors(update, visitor), "Quimera uno")
    everywhere(doors(update, officer), "Quimera dos")
    assert [downloads(api, update, piece, visitor) for piece in (first, second)] == [200, 404]
    # The secretariat and the party read the published revision too.
    assert [downloads(api, update, piece, officer) for piece in (first, second)] == [200, 200]
    workflow.accept(update=fresh(update), by=officer, at=timezone.now())
    everywhere(doors(update, visitor), "Quimera dos")


def test_what_an_officer_logs_is_the_working_copy_with_its_evidence(
    api: Any, doors: Any, update_of: UpdateOf, authority_slv: Any, officer: Any, other_officer: Any
) -> None:
    update = logged(update_of("SLV", "7.1"), officer)
    piece = attach(update, officer, "Quimera uno")
    everywhere(doors(update, other_officer), "Quimera uno")
    drafted(fresh(update), authority_slv)
    everywhere(doors(update, other_officer))
    assert downloads(api, update, piece, other_officer) == 404


def test_an_officer_writes_over_no_evidence_that_the_party_left(
    api: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = update_of("SLV", "7.1")
    attach(update, authority_slv, "Quimera uno")
    put(fresh(update), State.NOT_REPORTED, period_state="closed")
    note = {"channel": "note_verbale", "channel_document": "Note 12/2026"}
    tag = api(officer).get(at(update))["ETag"]
    answer = api(officer).patch(at(update), CONTENT | note, headers={"If-Match": tag})
    assert (answer.status_code, answer.json()["code"]) == (409, "party_began")


def test_the_log_names_no_evidence_of_a_draft(
    api: Any, client_of: Any, update_of: UpdateOf, authority_slv: Any, administrator: Any
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    piece = attach(update, authority_slv, "Quimera uno")
    evidence.remove(evidence=piece, by=authority_slv, at=timezone.now())
    entries = api(administrator).get("/api/v1/audit/?page_size=500")
    assert "attach_evidence" in entries.content.decode()
    assert "Quimera" not in entries.content.decode()
    story = client_of(administrator).get(f"/en/audit/update/{update.pk}/").content.decode()
    assert "attached evidence" in story
    assert "Quimera" not in story


def test_the_language_of_what_is_found_is_that_of_the_text_that_holds_it(
    client_of: Any, update_of: UpdateOf, authority_slv: Any, officer: Any, visitor: Any
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    attach(update, authority_slv, "Quimera uno")
    update = workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    workflow.accept(update=update, by=officer, at=timezone.now())
    workflow.reopen(update=fresh(update), by=officer, at=timezone.now(), reason="Asked for.")
    drafted(fresh(update), authority_slv, language="pt")
    page = client_of(visitor).get("/en/search/?q=quimera").content.decode()
    assert f'<a href="/en/updates/{update.pk}/" lang="es">' in page


def test_a_revision_tells_others_only_the_evidence_and_actions_that_are_open_to_them(
    api: Any,
    update_of: UpdateOf,
    authority_slv: Any,
    authority_hnd: Any,
    officer: Any,
    visitor: Any,
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    for title, mark in (("A", "public"), ("B", "member_states"), ("C", "party")):
        attach(fresh(update), authority_slv, title, url="https://a.example/", visibility=mark)
    update = workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    workflow.accept(update=update, by=officer, at=timezone.now())

    def titles(person: Any) -> str:
        revision = api(person).get(at(update, "revisions/1/")).json()
        return "".join(piece["title"] for piece in revision["evidence"])

    assert [titles(one) for one in (visitor, authority_hnd, authority_slv, officer)] == [
        "A",
        "AB",
        "ABC",
        "ABC",
    ]


def test_submitting_tells_apart_what_the_latest_and_the_published_revision_hold(
    update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    update = workflow.withdraw(update=fresh(update), by=authority_slv, at=timezone.now())
    piece = attach(update, authority_slv, "Quimera uno")
    assert not piece.in_latest_revision
    workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    piece.refresh_from_db()
    assert (piece.in_latest_revision, piece.in_published_revision) == (True, False)
    workflow.accept(update=fresh(update), by=officer, at=timezone.now())
    piece.refresh_from_db()
    assert (piece.in_latest_revision, piece.in_published_revision) == (True, True)


def test_the_migration_finds_what_the_latest_revisions_held_before_it(
    update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    held = attach(update, authority_slv, "Quimera uno")
    gone = attach(fresh(update), authority_slv, "Quimera dos")
    evidence.remove(evidence=gone, by=authority_slv, at=timezone.now())
    update = workflow.submit(update=fresh(update), by=authority_slv, at=timezone.now())
    workflow.return_(update=fresh(update), by=officer, at=timezone.now(), comment="Which?")
    attach(fresh(update), authority_slv, "Quimera tres")
    # The public record and the sample froze links without their ids.
    entered = Evidence.objects.create(
        update=put(update_of("SLV", "3.1"), State.EXPECTED),
        title="The law",
        url="https://gazette.example/1",
        added_at=timezone.now(),
        added_by=officer,
    )
    entered_with = update_of("SLV", "3.1")
    entered_with.latest_revision = Revision.objects.create(
        update=entered_with,
        number=1,
        channel="online",
        submitted_at=timezone.now(),
        submitted_by=officer,
        evidence=[{"title": "The law", "url": "https://gazette.example/1"}],
        **CONTENT,
    )
    entered_with.save()
    Evidence.objects.update(in_latest_revision=False)
    migration = import_module("tracker.migrations.0006_evidence_follows_its_text")
    with connection.cursor() as cursor:
        cursor.execute(migration.SET)
    assert set(Evidence.objects.filter(in_latest_revision=True)) == {held, entered}
