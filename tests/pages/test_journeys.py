"""An update's way from a contributor's draft to the public, on the pages alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.models import User
from tests.pages.acting import buttons_of, form_of, press
from tracker.models import Comment, ProgressUpdate, State

SUMMARY = "Se adoptó la política nacional de prevención <b>2026</b>."
ClientOf = Callable[[Any], Client]


@pytest.fixture
def here(update_of: Callable[..., ProgressUpdate]) -> ProgressUpdate:
    return update_of("SLV", "7.1")


def desk_of(update: ProgressUpdate) -> str:
    return reverse("desk-update", args=[update.pk])


def review_of(update: ProgressUpdate) -> str:
    return reverse("review-update", args=[update.pk])


def test_from_draft_to_publication(
    client_of: ClientOf,
    contributor_slv: User,
    authority_slv: User,
    officer: User,
    visitor: Any,
    here: ProgressUpdate,
) -> None:
    contributor, authority = client_of(contributor_slv), client_of(authority_slv)
    secretariat, public = client_of(officer), client_of(visitor)
    commitment = reverse("commitment", args=["7.1"])

    # The contributor finds it on the desk, drafts, and hands over.
    assert desk_of(here) in contributor.get(reverse("desk")).content.decode()
    saved = press(contributor, desk_of(here), "save", summary=SUMMARY, language="es", answer="2")
    assert saved.status_code == 302, saved.context["form"].errors
    page = contributor.get(desk_of(here))
    assert form_of(page)["summary"] == SUMMARY
    assert "submit" not in buttons_of(page)
    press(contributor, desk_of(here), "hand_over")
    here.refresh_from_db()
    assert (here.state, here.level) == (State.NATIONAL_REVIEW, 2)

    # Nobody else reads a word of it yet.
    assert SUMMARY[:20] not in public.get(commitment).content.decode()
    assert SUMMARY[:20] not in secretariat.get(review_of(here)).content.decode()
    assert SUMMARY[:20] not in secretariat.get(desk_of(here)).content.decode()
    assert public.get(reverse("update", args=[here.pk])).status_code == 404

    # The authority submits; the officer returns it with a comment, not without one.
    press(authority, desk_of(here), "submit")
    assert review_of(here) in secretariat.get(reverse("review")).content.decode()
    refused = press(secretariat, review_of(here), "return", comment="")
    assert refused.status_code == 409
    press(secretariat, review_of(here), "return", comment="¿A qué regiones llega?")
    here.refresh_from_db()
    assert here.state == State.RETURNED

    # The authority reads the comment, amends, submits; the officer accepts.
    assert "¿A qué regiones llega?" in authority.get(desk_of(here)).content.decode()
    press(authority, desk_of(here), "submit", progress="A todas.", answer="3")
    press(secretariat, review_of(here), "accept")
    here.refresh_from_db()
    assert (here.state, here.level) == (State.ACCEPTED, 3)
    assert here.revisions.count() == 2

    # The visitor reads it where the commitment is, escaped, and on its own page.
    words = public.get(commitment).content.decode()
    assert "prevención &lt;b&gt;2026&lt;/b&gt;" in words
    assert "Substantial" in words
    alone = public.get(reverse("update", args=[here.pk])).content.decode()
    assert "A todas." in alone
    assert "¿A qué regiones llega?" not in alone


def test_a_submission_that_lacks_something_saves_the_draft_and_says_what(
    client_of: ClientOf, authority_slv: User, here: ProgressUpdate
) -> None:
    client = client_of(authority_slv)
    answer = press(client, desk_of(here), "submit", progress="Words typed at length.")
    assert answer.status_code == 400
    words = answer.content.decode()
    assert "Words typed at length." in words
    assert 'aria-invalid="true"' in words
    here.refresh_from_db()
    assert (here.state, here.progress) == (State.DRAFT, "Words typed at length.")
    # What is missing is typed on the same page, and sent from there.
    again = client.post(
        desk_of(here),
        form_of(answer) | {"verb": "submit", "summary": "So.", "language": "en", "answer": "1"},
    )
    assert again.status_code == 302
    here.refresh_from_db()
    assert here.state == State.SUBMITTED


def test_two_people_at_once_lose_nothing(
    client_of: ClientOf, contributor_slv: User, authority_slv: User, here: ProgressUpdate
) -> None:
    first, second = client_of(contributor_slv), client_of(authority_slv)
    page = second.get(desk_of(here))
    press(first, desk_of(here), "save", summary="The contributor's words.")
    met = second.post(
        desk_of(here), form_of(page) | {"verb": "save", "summary": "The authority's words."}
    )
    assert met.status_code == 412
    words = met.content.decode()
    assert form_of(met)["summary"] == "The authority's words."
    assert "The contributor&#x27;s words." in words
    here.refresh_from_db()
    assert here.summary == "The contributor's words."
    # Having seen both, the authority decides.
    assert second.post(desk_of(here), form_of(met) | {"verb": "save"}).status_code == 302
    here.refresh_from_db()
    assert here.summary == "The authority's words."


def test_the_authority_sends_back_with_a_comment(
    client_of: ClientOf, contributor_slv: User, authority_slv: User, here: ProgressUpdate
) -> None:
    press(client_of(contributor_slv), desk_of(here), "hand_over", summary="Un resumen.")
    authority = client_of(authority_slv)
    assert press(authority, desk_of(here), "send_back", comment="").status_code == 400
    press(authority, desk_of(here), "send_back", comment="Falta el presupuesto.")
    here.refresh_from_db()
    assert here.state == State.DRAFT
    page = client_of(contributor_slv).get(desk_of(here)).content.decode()
    assert "Falta el presupuesto." in page


def test_evidence_is_added_and_removed_beside_the_draft(
    client_of: ClientOf, contributor_slv: User, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    refused = press(
        client,
        desk_of(here),
        "add_evidence",
        **{"summary": "Kept.", "evidence-title": "Law", "evidence-url": "javascript:alert(1)"},
    )
    assert refused.status_code == 400
    here.refresh_from_db()
    assert here.summary == "Kept."
    added = client.post(
        desk_of(here),
        form_of(refused) | {"verb": "add_evidence", "evidence-url": "https://example.org/law"},
    )
    assert added.status_code == 302
    piece = here.evidence.get()
    assert "https://example.org/law" in client.get(desk_of(here)).content.decode()
    press(client, desk_of(here), f"remove_evidence:{piece.pk}")
    piece.refresh_from_db()
    assert piece.removed_at is not None


def test_an_officer_logs_on_behalf_and_another_accepts(
    client_of: ClientOf,
    officer: User,
    other_officer: User,
    authority_hnd: User,
    update_of: Callable[..., ProgressUpdate],
) -> None:
    here = update_of("HND", "3.1")
    logs, accepts = client_of(officer), client_of(other_officer)
    found = press(
        logs,
        reverse("log-on-behalf"),
        "",
        party="HND",
        period="2026-2",
        commitment=str(here.commitment_id),
        channel="note_verbale",
        channel_document="Note 12/2026",
    )
    assert found.headers["Location"] == desk_of(here)
    # What it came by has been logged, and need not be typed again.
    assert form_of(logs.get(desk_of(here)))["channel_document"] == "Note 12/2026"
    source = {"channel": "note_verbale", "channel_document": "Note 12/2026 of 3 November"}
    press(logs, desk_of(here), "submit", summary="By note.", language="en", answer="1", **source)
    here.refresh_from_db()
    assert (here.state, here.channel) == (State.SUBMITTED, "note_verbale")
    assert "accept" not in buttons_of(logs.get(review_of(here)))
    assert logs.post(review_of(here), {"verb": "accept"}).status_code == 403
    press(accepts, review_of(here), "accept")
    here.refresh_from_db()
    assert here.state == State.ACCEPTED
    # The party may speak for itself.
    party = client_of(authority_hnd)
    assert buttons_of(party.get(desk_of(here))) >= {"replace"}
    press(party, desk_of(here), "replace")
    here.refresh_from_db()
    assert (here.state, here.channel) == (State.DRAFT, "online")


def test_a_comment_typed_before_saving_is_still_there(
    client_of: ClientOf, contributor_slv: User, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    saved = press(client, desk_of(here), "save", summary="S.", comment="Not sent yet.")
    assert form_of(saved)["comment"] == "Not sent yet."
    assert not Comment.objects.exists()
    press(client, desk_of(here), "say", comment="Is a decree enough?")
    assert Comment.objects.get().content == "Is a decree enough?"


def test_a_body_volunteers_what_it_supports(
    client_of: ClientOf, authority_pc: User, open_period: Any
) -> None:
    client = client_of(authority_pc)
    assert "Permanent Council" in client.get(reverse("desk")).content.decode()
    refused = client.post(reverse("volunteer", args=["PC"]), {})
    assert refused.status_code == 302
    assert client.post(reverse("volunteer", args=["SLV"]), {}).status_code == 404


def test_an_action_with_its_milestone(
    client_of: ClientOf, contributor_slv: User, visitor: Any, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    address = reverse("desk-action-new", args=["SLV"])
    refused = press(client, address, "save", title="A law")
    assert refused.status_code == 400
    made = client.post(
        address,
        form_of(refused)
        | {
            "title": "Ley de prevención",
            "kind": "law",
            "language": "es",
            "visibility": "public",
            "commitments": ["ag-dec-66/7.1"],
        },
    )
    assert made.status_code == 302, made.context["form"].errors
    typed = {"milestone-title": "Primer debate", "milestone-due_on": "2027-01-31"}
    assert (
        press(
            client,
            made.headers["Location"],
            "add_milestone",
            commitments=["ag-dec-66/7.1"],
            **typed,
        ).status_code
        == 302
    )
    action = here.party.actions.get()
    assert action.milestones.get().title == "Primer debate"
    shown = client_of(visitor).get(reverse("action", args=[action.pk])).content.decode()
    assert "Ley de prevención" in shown
    assert "Primer debate" in shown
