"""The workflow's table, swept: every state × verb × role × channel × period."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from commitments.foundation.errors import Conflict, NotAllowed
from tests.tracker.journeys import CONTENT, NOTE, put
from tracker.models import ProgressUpdate, State, Verb
from tracker.updates import commands as workflow
from tracker.updates.rules.workflow_table import TABLE, verbs_open_to

pytestmark = pytest.mark.django_db

# Written out, and not derived from the code. `party`: what the party wrote; `note`: what
# `officer` logged on its behalf; `+open`: in an open period alone.
MAY: dict[str, dict[tuple[str, str], str]] = {
    "expected": {
        ("contributor", "party"): "save+open",
        ("authority", "party"): "save+open",
        ("officer", "party"): "save",
        ("other_officer", "party"): "save",
    },
    "draft": {
        ("contributor", "party"): "save hand_over",
        ("contributor", "note"): "save hand_over",
        ("authority", "party"): "save submit",
        ("authority", "note"): "save submit",
        ("officer", "note"): "save submit",
        ("other_officer", "note"): "save submit",
    },
    "national_review": {
        ("authority", "party"): "save send_back submit",
        ("authority", "note"): "save send_back submit",
    },
    "submitted": {
        ("authority", "party"): "withdraw+open",
        ("authority", "note"): "withdraw+open",
        ("officer", "party"): "return accept",
        ("officer", "note"): "return",
        ("other_officer", "party"): "return accept",
        ("other_officer", "note"): "return accept",
    },
    "returned": {
        ("contributor", "party"): "save hand_over",
        ("contributor", "note"): "save hand_over",
        ("authority", "party"): "save submit",
        ("authority", "note"): "save submit",
        ("officer", "note"): "submit",
        ("other_officer", "note"): "submit",
    },
    "accepted": {
        ("authority", "note"): "replace",
        ("officer", "party"): "reopen",
        ("officer", "note"): "reopen",
        ("other_officer", "party"): "reopen",
        ("other_officer", "note"): "reopen",
    },
    "not_reported": {
        ("officer", "note"): "save reopen",
        ("other_officer", "note"): "save reopen",
        # What the party began stays its own, even when time is up.
        ("officer", "party"): "reopen",
        ("other_officer", "party"): "reopen",
    },
}
TARGETS = {
    "save": None,
    "hand_over": "national_review",
    "send_back": "draft",
    "submit": "submitted",
    "withdraw": "draft",
    "return": "returned",
    "accept": "accepted",
    "replace": "draft",
    "reopen": "draft",
}
STRANGERS = ("authority_hnd", "nobody", "visitor")
ROLE_MAY_NEVER = {
    "contributor": {"send_back", "submit", "withdraw", "return", "accept", "replace", "reopen"},
    "authority": {"hand_over", "return", "accept", "reopen"},
    "officer": {"hand_over", "send_back", "withdraw", "replace"},
    "other_officer": {"hand_over", "send_back", "withdraw", "replace"},
} | {stranger: set(TARGETS) for stranger in STRANGERS}


def call(verb: str, update: ProgressUpdate, by: Any, on_behalf: bool) -> ProgressUpdate:
    arguments: dict[str, Any] = {"update": update, "by": by, "at": timezone.now()}
    if verb == "save":
        source = NOTE if on_behalf else {}
        return workflow.save(changes={"progress": "More."}, **source, **arguments)
    act = workflow.dispatch[verb]
    words = {"send_back": "comment", "return": "comment", "reopen": "reason"}.get(verb)
    return act(**arguments, **({words: "Because."} if words else {}))


@pytest.fixture
def cast(
    authority_slv: Any,
    contributor_slv: Any,
    authority_hnd: Any,
    officer: Any,
    other_officer: Any,
    nobody: Any,
    visitor: Any,
) -> dict[str, Any]:
    return {
        "contributor": contributor_slv,
        "authority": authority_slv,
        "officer": officer,
        "other_officer": other_officer,
        "authority_hnd": authority_hnd,
        "nobody": nobody,
        "visitor": visitor,
    }


@pytest.mark.parametrize("period_state", ["open", "closed"])
@pytest.mark.parametrize("channel", ["party", "note"])
@pytest.mark.parametrize("state", State.values)
def test_each_person_may_what_the_table_says_and_nothing_else(
    state: str,
    channel: str,
    period_state: str,
    cast: dict[str, Any],
    update_of: Callable[..., ProgressUpdate],
) -> None:
    said = {} if state == "expected" else CONTENT
    update = put(
        update_of("SLV", "7.1"),
        State(state),
        logged_by=cast["officer"] if channel == "note" else None,
        period_state=period_state,
        **said,
    )
    if state == "expected" and channel == "note":
        return  # there is no such thing: nothing has been logged yet
    for role, person in cast.items():
        words = MAY[state].get((role, channel), "").split()
        expected = [
            word.removesuffix("+open")
            for word in words
            if period_state == "open" or not word.endswith("+open")
        ]
        found = verbs_open_to(update=update, person=person, at=timezone.now())
        assert found == expected, f"{role} in {state}, {channel}, {period_state}"
        for verb in TARGETS:
            outcome = _outcome(verb, update, person, "officer" in role)
            if verb in expected:
                assert outcome == (TARGETS[verb] or _kept(state)), f"{role} {verb} in {state}"
            elif verb in ROLE_MAY_NEVER[role]:
                assert outcome is NotAllowed, f"{role} {verb} in {state}"
            elif (role, channel, verb) == ("officer", "note", "accept"):
                assert outcome is NotAllowed, "who logged it never accepts it"
            else:
                assert outcome is Conflict, f"{role} {verb} in {state}"


def _kept(state: str) -> str:
    """Where a save leaves it."""
    return "draft" if state in ("expected", "not_reported") else state


def _outcome(verb: str, update: ProgressUpdate, person: Any, officer: bool) -> Any:
    """The state after the verb, or the class of the refusal; nothing is left behind."""
    point = transaction.savepoint()
    try:
        return str(call(verb, update, person, officer).state)
    except (NotAllowed, Conflict) as refusal:
        return type(refusal)
    finally:
        transaction.savepoint_rollback(point)


def test_an_officer_may_log_over_what_nobody_began(
    cast: dict[str, Any], update_of: Callable[..., ProgressUpdate]
) -> None:
    update = put(update_of("SLV", "7.1"), State.NOT_REPORTED, period_state="closed")
    found = verbs_open_to(update=update, person=cast["officer"], at=timezone.now())
    assert found == ["save", "reopen"]


def test_what_may_be_done_is_told_without_a_query(
    cast: dict[str, Any],
    update_of: Callable[..., ProgressUpdate],
    django_assert_num_queries: Any,
) -> None:
    update = put(update_of("SLV", "7.1"), State.DRAFT, **CONTENT)
    verbs_open_to(update=update, person=cast["authority"], at=timezone.now())
    with django_assert_num_queries(0):
        verbs_open_to(update=update, person=cast["authority"], at=timezone.now())


def test_an_officer_who_speaks_for_the_party_does_not_accept_its_word(
    officer: Any, update_of: Callable[..., ProgressUpdate]
) -> None:
    from tests.conftest import designate

    designate(officer, "SLV", "authority")
    update = put(update_of("SLV", "7.1"), State.SUBMITTED, **CONTENT)
    found = verbs_open_to(update=update, person=officer, at=timezone.now())
    assert found == ["withdraw", "return"]
    with pytest.raises(NotAllowed):
        workflow.accept(update=update, by=officer, at=timezone.now())


def test_every_verb_of_the_table_has_its_door() -> None:
    named = {rule.verb.value for rule in TABLE}
    assert named == {*workflow.dispatch, "save"}
    assert named | {"close"} == set(Verb.values)
    doors: list[Callable[..., Any]] = [*workflow.dispatch.values(), workflow.save]
    for act in [*doors, workflow.volunteer]:
        kinds = {parameter.kind for parameter in inspect.signature(act).parameters.values()}
        assert kinds == {inspect.Parameter.KEYWORD_ONLY}
