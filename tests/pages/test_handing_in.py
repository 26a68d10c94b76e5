"""Many updates handed in at once; and what the script of the form is told when it saves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages.acting import desk_of, form_of, read
from tests.tracker.journeys import drafted
from tracker.models import Decision, ProgressUpdate, State

ClientOf = Callable[[Any], Client]
JSON = {"Accept": "application/json"}


@pytest.fixture
def here(update_of: Callable[..., ProgressUpdate]) -> ProgressUpdate:
    return update_of("SLV", "7.1")


# Many at once ------------------------------------------------------------------------------------


def test_the_authority_submits_many_and_each_row_is_answered(
    client_of: ClientOf, authority_slv: Any, update_of: Callable[..., ProgressUpdate]
) -> None:
    ready, bare, expected = (update_of("SLV", code) for code in ("1.1", "2.1", "3.1"))
    drafted(ready, authority_slv)
    drafted(bare, authority_slv, summary="")
    client = client_of(authority_slv)
    address = reverse("hand-in", args=["SLV"])
    desk = read(client, "desk")
    assert f'value="{ready.pk}"' in desk
    assert f'name="update" value="{expected.pk}"' not in desk
    page = client.get(address, {"update": [ready.pk, bare.pk, expected.pk]})
    words = page.content.decode()
    assert "Submit 1 update" in words
    assert "Summary: This is required for submission." in words
    ready.refresh_from_db()
    assert ready.state == State.DRAFT
    # Both are sent all the same: the one that lacks something holds up no other.
    answer = client.post(address, {"update": [ready.pk, bare.pk]}).content.decode()
    assert "Processed: 1 of 2." in answer
    ready.refresh_from_db()
    bare.refresh_from_db()
    assert (ready.state, bare.state) == (State.SUBMITTED, State.DRAFT)


def test_a_contributor_hands_over_many(
    client_of: ClientOf, contributor_slv: Any, update_of: Callable[..., ProgressUpdate]
) -> None:
    updates = [drafted(update_of("SLV", code), contributor_slv) for code in ("1.1", "2.1")]
    client = client_of(contributor_slv)
    address = reverse("hand-in", args=["SLV"])
    keys = {"update": [update.pk for update in updates]}
    assert "Hand over 2 updates" in client.get(address, keys).content.decode()
    client.post(address, keys)
    states = ProgressUpdate.objects.filter(pk__in=keys["update"]).values_list("state", flat=True)
    assert set(states) == {State.NATIONAL_REVIEW}


def test_what_changed_since_it_was_confirmed_is_not_submitted_unseen(
    client_of: ClientOf, authority_slv: Any, contributor_slv: Any, here: ProgressUpdate
) -> None:
    drafted(here, authority_slv)
    client = client_of(authority_slv)
    address = reverse("hand-in", args=["SLV"])
    sent = form_of(client.get(address, {"update": here.pk}))
    here.refresh_from_db()
    drafted(here, contributor_slv, summary="Rewritten meanwhile.")
    answer = client.post(address, sent).content.decode()
    assert "Refused" in answer
    here.refresh_from_db()
    assert here.state == State.DRAFT


def test_nobody_hands_in_for_another_party(
    client_of: ClientOf, authority_slv: Any, authority_hnd: Any, here: ProgressUpdate
) -> None:
    drafted(here, authority_slv)
    stranger = client_of(authority_hnd)
    assert stranger.post(reverse("hand-in", args=["SLV"])).status_code == 404
    stranger.post(reverse("hand-in", args=["HND"]), {"update": here.pk})
    here.refresh_from_db()
    assert here.state == State.DRAFT


# What the page's script is told ------------------------------------------------------------


def test_a_script_is_answered_in_json_and_told_what_is_missing(
    client_of: ClientOf, contributor_slv: Any, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    fields = form_of(client.get(desk_of(here)))
    sent = fields | {"verb": "save", "summary": "Mientras escribo.", "answer": "2"}
    answer = client.post(desk_of(here), sent, headers=JSON)
    told = json.loads(answer.content)
    assert (answer.status_code, told["version"], told["state"]["name"]) == (200, 2, "draft")
    assert (told["content"]["summary"], told["content"]["answer"]) == ("Mientras escribo.", "2")
    assert "Language of the text" in told["lacking"]
    # On the old version: what is there now, to be brought together.
    stale = client.post(desk_of(here), sent | {"summary": "Otra."}, headers=JSON)
    assert stale.status_code == 412
    assert json.loads(stale.content)["content"]["summary"] == "Mientras escribo."


def test_a_script_never_saves_one_persons_words_as_anothers(
    client_of: ClientOf,
    contributor_slv: Any,
    authority_slv: Any,
    visitor: Any,
    here: ProgressUpdate,
) -> None:
    fields = form_of(client_of(contributor_slv).get(desk_of(here)))
    sent = fields | {"verb": "save", "summary": "Mine."}
    for somebody, code in ((authority_slv, "somebody_else"), (visitor, "signed_out")):
        answer = client_of(somebody).post(desk_of(here), sent, headers=JSON)
        assert (answer.status_code, json.loads(answer.content)["code"]) == (401, code)
    here.refresh_from_db()
    assert here.summary == ""


def test_an_officer_is_told_nothing_of_a_draft(
    client_of: ClientOf, officer: Any, contributor_slv: Any, here: ProgressUpdate
) -> None:
    drafted(here, contributor_slv, summary="Solo para los nuestros.")
    sent = {"verb": "save", "writer": officer.pk, "version": 1, "summary": "x"}
    answer = client_of(officer).post(desk_of(here), sent, headers=JSON)
    assert answer.status_code in (409, 412)
    assert "Solo para los nuestros" not in answer.content.decode()


def test_typing_leaves_one_line_in_the_log(
    client_of: ClientOf, contributor_slv: Any, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    fields = form_of(client.get(desk_of(here)))
    for version, words in enumerate(("Uno", "Uno dos", "Uno dos tres"), start=1):
        sent = fields | {"verb": "save", "summary": words, "version": version}
        assert client.post(desk_of(here), sent, headers=JSON).status_code == 200
    assert Decision.objects.filter(update=here).count() == 1
