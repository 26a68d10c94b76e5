"""An ETag is made of what its reader may see: hidden work moves none, visible work moves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from commitments.models import Party
from tests.access import scene
from tests.tracker.doors import at
from tests.tracker.journeys import accepted, drafted
from tracker.actions import commands as actions
from tracker.evidence.commands import attachments as evidence
from tracker.models import FollowUpAction, ProgressUpdate
from tracker.updates import commands as workflow

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]
LIST = "/api/v1/updates/?party=SLV&period=2026-2"
Tags = dict[str, str]


@pytest.fixture
def published(update_of: UpdateOf, authority_slv: Any, officer: Any) -> ProgressUpdate:
    """What the public reads of El Salvador: one update with evidence, and an action."""
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    _attach(update, authority_slv, visibility="public")
    scene.action_of("SLV", authority_slv, "public")
    return accepted(_fresh(update), authority_slv, officer)


def _fresh(update: ProgressUpdate) -> ProgressUpdate:
    return ProgressUpdate.objects.select_related("period").get(pk=update.pk)


def _attach(update: ProgressUpdate, by: Any, **fields: Any) -> None:
    evidence.attach(
        update=_fresh(update),
        title="T",
        url="https://gazette.example/1",
        by=by,
        at=timezone.now(),
        **fields,
    )


def tags(client: Any, update: ProgressUpdate) -> Tags:
    """Return the tag of every address that tells of the update."""
    action = FollowUpAction.objects.filter(visibility="public").first()
    addresses = [
        LIST,
        f"{LIST}&fields=id,level",
        at(update),
        at(update, "revisions/"),
        at(update, "evidence/"),
        at(update, "translations/"),
        "/api/v1/actions/?party=SLV",
        "/api/v1/matrix/?period=2026-2&by=commitment",
        "/api/v1/search/?q=politica",
        f"/en/updates/{update.pk}/",
        "/en/states/SLV/?period=2026-2",
        "/en/",
        "/en/updates/feed/",
        *([f"/api/v1/actions/{action.pk}/"] if action else []),
    ]
    answers = {address: client.get(address) for address in addresses}
    assert {a: r.status_code for a, r in answers.items() if r.status_code != 200} == {}
    return {address: answer["ETag"] for address, answer in answers.items()}


def moved(before: Tags, after: Tags) -> list[str]:
    return [address for address, tag in before.items() if after[address] != tag]


@pytest.mark.parametrize("reader", ["visitor", "nobody", "authority_hnd"])
def test_work_on_a_hidden_copy_moves_no_strangers_tag(
    request: pytest.FixtureRequest,
    api: Any,
    published: ProgressUpdate,
    update_of: UpdateOf,
    authority_slv: Any,
    officer: Any,
    reader: str,
) -> None:
    stranger = api(request.getfixturevalue(reader))
    before = tags(stranger, published)
    now = timezone.now()
    workflow.reopen(update=_fresh(published), by=officer, at=now, reason="Asked for.")
    drafted(_fresh(published), authority_slv, level=4, summary="Una política nueva.")
    _attach(published, authority_slv)
    scene.action_of("SLV", authority_slv, "party")
    workflow.submit(update=_fresh(published), by=authority_slv, at=now)
    workflow.return_(update=_fresh(published), by=officer, at=now, comment="Which?")
    # And on what was never published at all.
    drafted(update_of("SLV", "3.1"), authority_slv, summary="Otra política.")
    assert moved(before, tags(stranger, published)) == []
    again = stranger.get(LIST, headers={"If-None-Match": before[LIST]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_published_anew_moves_it(
    api: Any, published: ProgressUpdate, authority_slv: Any, officer: Any, visitor: Any
) -> None:
    before = tags(api(visitor), published)
    workflow.reopen(update=_fresh(published), by=officer, at=timezone.now(), reason="Asked for.")
    accepted(_fresh(published), authority_slv, officer, summary="Una política nueva.")
    after = moved(before, tags(api(visitor), published))
    assert {LIST, at(published), at(published, "revisions/")} <= set(after)
    assert api(visitor).get(LIST, headers={"If-None-Match": before[LIST]}).status_code == 200


def test_an_action_that_opens_moves_it(
    api: Any, published: ProgressUpdate, authority_slv: Any, authority_hnd: Any, visitor: Any
) -> None:
    hidden = scene.action_of("SLV", authority_slv, "party")
    before = {who: api(who).get(LIST)["ETag"] for who in (visitor, authority_hnd)}
    actions.change(
        action=hidden,
        changes={"visibility": "member_states"},
        by=authority_slv,
        at=timezone.now(),
    )
    assert api(visitor).get(LIST)["ETag"] == before[visitor]
    assert api(authority_hnd).get(LIST)["ETag"] != before[authority_hnd]
    assert Party.objects.filter(actions=hidden, code="SLV").exists()


def test_an_embargo_that_ends_moves_it(
    api: Any, update_of: UpdateOf, authority_slv: Any, officer: Any, visitor: Any
) -> None:
    until = timezone.now() + timedelta(hours=1)
    update = accepted(update_of("SLV", "7.1"), authority_slv, officer, embargo_until=until)
    before = api(visitor).get(LIST)
    assert before.json()["results"] == []
    with time_machine.travel(until + timedelta(seconds=1), tick=False):
        after = api(visitor).get(LIST, headers={"If-None-Match": before["ETag"]})
        assert [row["id"] for row in after.json()["results"]] == [update.pk]


def test_a_hidden_piece_of_evidence_moves_no_tag_of_an_open_action(
    api: Any, authority_slv: Any, visitor: Any
) -> None:
    action = scene.action_of("SLV", authority_slv, "public")
    address = f"/api/v1/actions/{action.pk}/"
    before = api(visitor).get(address)

    def attach(**fields: Any) -> None:
        evidence.attach(
            action=FollowUpAction.objects.get(pk=action.pk),
            title="T",
            url="https://gazette.example/2",
            by=authority_slv,
            at=timezone.now(),
            **fields,
        )

    attach(visibility="party")
    attach(visibility="member_states")
    again = api(visitor).get(address, headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 304
    attach(visibility="public")
    assert api(visitor).get(address)["ETag"] != before["ETag"]


def test_the_partys_and_the_secretariats_tags_move_with_the_work(
    api: Any, published: ProgressUpdate, authority_slv: Any, officer: Any
) -> None:
    before = {who: api(who).get(LIST)["ETag"] for who in (authority_slv, officer)}
    workflow.reopen(update=_fresh(published), by=officer, at=timezone.now(), reason="Asked for.")
    for who, tag in before.items():
        assert api(who).get(LIST, headers={"If-None-Match": tag}).status_code == 200


def test_a_stranger_is_told_nothing_of_where_the_paper_is(
    api: Any, published: ProgressUpdate, authority_slv: Any, officer: Any, visitor: Any
) -> None:
    before = api(visitor).get(at(published)).json()
    workflow.reopen(update=_fresh(published), by=officer, at=timezone.now(), reason="Asked for.")
    drafted(_fresh(published), authority_slv, level=4, visibility="member_states")
    assert api(visitor).get(at(published)).json() == before
    assert (before["state"], before["version"], before["may"]) == ("accepted", 1, [])
    own = api(authority_slv).get(at(published)).json()
    assert own["version"] == _fresh(published).version > 1
