"""Follow-up actions and milestones: a party's own, with faults told by name."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.errors import Invalid, NotAllowed, Stale
from commitments.foundation.models.audit import AuditEntry
from commitments.models import Party
from tracker.actions import commands as actions
from tracker.models import Comment, FollowUpAction, Milestone, ProgressUpdate
from tracker.updates.commands import comments

pytestmark = pytest.mark.django_db
FIELDS: dict[str, Any] = {
    "title": "Ley de prevención",
    "language": "es",
    "kind": "law",
    "commitments": ["7.1", "ag-dec-66/8.1"],
    "starts_on": "2026-01-01",
    "due_on": "2027-01-31",
    "cost": "1500000.50",
    "currency": "usd",
}


def create(by: Any, party: str = "SLV", **fields: Any) -> FollowUpAction:
    return actions.create(
        party=Party.objects.get(code=party), by=by, at=timezone.now(), changes=FIELDS | fields
    )


def change(action: FollowUpAction, by: Any, version: int | None = None, **fields: Any) -> Any:
    return actions.change(action=action, changes=fields, by=by, at=timezone.now(), version=version)


def faults(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault.pointer: fault.code for fault in refused.value.faults}


def test_an_action_serves_commitments_and_has_its_cost(contributor_slv: Any) -> None:
    action = create(contributor_slv)
    assert {c.code for c in action.commitments.all()} == {"7.1", "8.1"}
    assert (action.cost, action.currency) == (Decimal("1500000.50"), "USD")
    assert (action.version, action.visibility) == (1, "party")
    assert AuditEntry.objects.get(action="create_action").object_key == str(action.pk)


def test_a_change_moves_it_one_version_on(contributor_slv: Any) -> None:
    action = create(contributor_slv)
    changed = change(action, contributor_slv, version=1, percent=50, commitments=["9.1"])
    assert (changed.percent, changed.version) == (50, 2)
    assert [c.code for c in changed.commitments.all()] == ["9.1"]
    with pytest.raises(Stale):
        change(action, contributor_slv, version=1, percent=60)


def test_a_state_owns_its_words(
    contributor_slv: Any, officer: Any, authority_hnd: Any, visitor: Any
) -> None:
    action = create(contributor_slv)
    milestone = actions.add_milestone(
        action=action,
        changes={"title": "Draft", "due_on": "2026-06-01"},
        by=contributor_slv,
        at=timezone.now(),
    )
    for other in (officer, authority_hnd, visitor):
        assert actions.verbs_open_to(action=action, person=other) == []
        given: dict[str, Any] = {"by": other, "at": timezone.now()}
        with pytest.raises(NotAllowed):
            create(other)
        with pytest.raises(NotAllowed):
            change(action, other, version=99, percent="x")
        with pytest.raises(NotAllowed):
            actions.add_milestone(action=action, changes={}, **given)
        with pytest.raises(NotAllowed):
            actions.change_milestone(milestone=milestone, changes={}, **given)
        with pytest.raises(NotAllowed):
            actions.remove_milestone(milestone=milestone, **given)
    assert actions.verbs_open_to(action=action, person=contributor_slv) == ["change"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, {"/title": "required"}),
        ({"title": "x" * 301}, {"/title": "too_long"}),
        ({"title": "a\x00"}, {"/title": "bad_character"}),
        ({"kind": "poem", "status": 3}, {"/kind": "not_a_choice", "/status": "not_a_choice"}),
        ({"percent": 101}, {"/percent": "out_of_range"}),
        ({"percent": True}, {"/percent": "wrong_type"}),
        ({"due_on": "2025-12-31"}, {"/due_on": "out_of_order"}),
        ({"due_on": "31/12/2026"}, {"/due_on": "not_a_date"}),
        ({"cost": -1}, {"/cost": "out_of_range"}),
        ({"cost": "NaN"}, {"/cost": "out_of_range"}),
        ({"cost": "1e40"}, {"/cost": "out_of_range"}),
        ({"cost": "0.001"}, {"/cost": "out_of_range"}),
        ({"cost": "much"}, {"/cost": "wrong_type"}),
        ({"currency": "US"}, {"/currency": "not_a_choice"}),
        ({"currency": "ÄÖÜ"}, {"/currency": "not_a_choice"}),
        ({"cost": None}, {"/currency": "cost_with_currency"}),
        ({"currency": ""}, {"/currency": "cost_with_currency"}),
        ({"commitments": []}, {"/commitments": "wrong_type"}),
        ({"commitments": ["7.1", "99.9"]}, {"/commitments/1": "unknown_key"}),
        ({"commitments": [7]}, {"/commitments/0": "unknown_key"}),
        ({"sample": True}, {"/sample": "unknown_field"}),
    ],
)
def test_faults_are_told_by_name(
    fields: dict[str, Any], expected: dict[str, str], contributor_slv: Any
) -> None:
    with pytest.raises(Invalid) as refused:
        create(contributor_slv, **fields)
    assert faults(refused) == expected
    action = create(contributor_slv)
    with pytest.raises(Invalid) as refused:
        change(action, contributor_slv, **fields)
    assert faults(refused) == expected
    assert FollowUpAction.objects.get(pk=action.pk).version == 1


def test_a_new_action_says_what_it_needs(contributor_slv: Any) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create(
            party=Party.objects.get(code="SLV"),
            by=contributor_slv,
            at=timezone.now(),
            changes={},
        )
    assert set(faults(refused)) == {"/title", "/language", "/kind", "/commitments"}


def test_milestones_come_and_go_with_their_actions_version(contributor_slv: Any) -> None:
    action = create(contributor_slv)
    given: dict[str, Any] = {"by": contributor_slv, "at": timezone.now()}
    milestone = actions.add_milestone(
        action=action, changes={"title": "Draft", "due_on": "2026-06-01"}, version=1, **given
    )
    reached = actions.change_milestone(
        milestone=milestone, changes={"reached_on": "2026-07-01"}, version=2, **given
    )
    assert str(reached.reached_on) == "2026-07-01"
    with pytest.raises(Invalid) as refused:
        actions.change_milestone(milestone=milestone, changes={"reached_on": "2199-01-01"}, **given)
    assert faults(refused) == {"/reached_on": "in_future"}
    with pytest.raises(Invalid) as refused:
        actions.add_milestone(action=action, changes={"nonsense": 1}, **given)
    assert set(faults(refused)) == {"/nonsense", "/title", "/due_on"}
    with pytest.raises(Stale):
        actions.remove_milestone(milestone=milestone, version=2, **given)
    actions.remove_milestone(milestone=milestone, version=3, **given)
    assert not Milestone.objects.exists()
    assert FollowUpAction.objects.get(pk=action.pk).version == 4


# Comments --------------------------------------------------------------------------------------


def test_the_party_and_the_secretariat_talk_and_nobody_listens(
    contributor_slv: Any,
    officer: Any,
    authority_hnd: Any,
    visitor: Any,
    update_of: Callable[..., ProgressUpdate],
) -> None:
    update = update_of("SLV", "7.1")
    for person in (contributor_slv, officer):
        comments.say(
            update=update, content="When?", passage="progress", by=person, at=timezone.now()
        )
        assert Comment.objects.visible_to(person).exists()
    for other in (authority_hnd, visitor):
        with pytest.raises(NotAllowed):
            comments.say(update=update, content="Hm.", by=other, at=timezone.now())
        assert not Comment.objects.visible_to(other).exists()


def test_a_comment_has_words_and_a_passage_that_is_there(
    officer: Any, update_of: Callable[..., ProgressUpdate]
) -> None:
    with pytest.raises(Invalid) as refused:
        comments.say(
            update=update_of("SLV", "7.1"),
            content=" ",
            passage="heading",
            by=officer,
            at=timezone.now(),
        )
    assert faults(refused) == {"/content": "required", "/passage": "not_a_choice"}
