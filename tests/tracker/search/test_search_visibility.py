"""Nobody finds, or counts, what they may not read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.access import scene
from tests.tracker.conftest import Seek
from tests.tracker.journeys import accepted, drafted, logged, put, submitted
from tests.tracker.search.test_search import updates
from tracker.evidence.commands import attachments as evidence
from tracker.models import ProgressUpdate, State

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]

ROLES = ("visitor", "nobody", "authority_hnd", "contributor_slv", "authority_slv", "officer")


def _draft(update: ProgressUpdate, party: Any, officer: Any) -> None:
    drafted(update, party, summary="Una quimera.")


def _submitted(update: ProgressUpdate, party: Any, officer: Any) -> None:
    submitted(update, party, summary="Una quimera.")


def _published(update: ProgressUpdate, party: Any, officer: Any) -> None:
    accepted(update, party, officer, summary="Una quimera.")


def _member_states_only(update: ProgressUpdate, party: Any, officer: Any) -> None:
    accepted(update, party, officer, summary="Una quimera.", visibility="member_states")


def _embargoed(update: ProgressUpdate, party: Any, officer: Any) -> None:
    later = timezone.now() + timedelta(days=1)
    accepted(update, party, officer, summary="Una quimera.", embargo_until=later)


def _embargo_over(update: ProgressUpdate, party: Any, officer: Any) -> None:
    earlier = timezone.now() - timedelta(days=1)
    put(update, State.ACCEPTED, summary="Una quimera.", language="es", level=2)
    update.refresh_from_db()
    assert update.published_revision is not None
    revision = update.published_revision
    fresh = type(revision)(
        **{
            field.attname: getattr(revision, field.attname)
            for field in revision._meta.concrete_fields
            if not field.primary_key
        }
    )
    fresh.number, fresh.summary, fresh.embargo_until = 2, "Una quimera.", earlier
    fresh.save()
    update.published_revision = update.latest_revision = fresh
    update.save()


def _logged_on_behalf(update: ProgressUpdate, party: Any, officer: Any) -> None:
    logged(update, officer, summary="Una quimera.")


@pytest.mark.parametrize(
    ("bring", "finders"),
    [
        (_draft, {"contributor_slv", "authority_slv"}),
        (_submitted, {"contributor_slv", "authority_slv", "officer"}),
        (_published, set(ROLES)),
        (_member_states_only, {"authority_hnd", "contributor_slv", "authority_slv", "officer"}),
        (_embargoed, {"contributor_slv", "authority_slv", "officer"}),
        (_embargo_over, set(ROLES)),
        (_logged_on_behalf, {"contributor_slv", "authority_slv", "officer"}),
    ],
)
def test_nobody_finds_what_they_may_not_read_nor_counts_it(
    request: pytest.FixtureRequest,
    seek: Seek,
    client_of: Callable[[Any], Any],
    update_of: UpdateOf,
    authority_slv: Any,
    officer: Any,
    bring: Callable[..., None],
    finders: set[str],
) -> None:
    bring(update_of("SLV", "3.1"), authority_slv, officer)
    for role in ROLES:
        person = request.getfixturevalue(role)
        found = seek("quimera", by=person)
        assert bool(found) is (role in finders), role
        page = client_of(person).get("/en/search/?q=quimera").content.decode()
        assert ("1 result" in page) is (role in finders), role
        assert ("Nothing was found" in page) is (role not in finders), role


def test_the_party_finds_its_draft_and_others_what_is_published_meanwhile(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, visitor: Any, officer: Any
) -> None:
    update = accepted(update_of("SLV", "3.1"), authority_slv, officer, summary="Una quimera.")
    put(
        update,
        State.DRAFT,
        summary="Un grifo.",
        language="es",
        published_revision=update.published_revision,
    )
    assert updates(seek("quimera", by=visitor)) == [update.pk]
    assert updates(seek("grifo", by=visitor)) == []
    assert updates(seek("quimera", by=authority_slv)) == []
    assert updates(seek("grifo", by=authority_slv)) == [update.pk]
    assert updates(seek("grifo", by=officer)) == []


def test_a_translation_is_hidden_with_what_it_translates(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, authority_hnd: Any
) -> None:
    update = submitted(update_of("SLV", "3.1"), authority_slv)
    scene.translation_of(update, authority_slv)
    assert seek("lei", kind="update", by=authority_hnd) == []
    assert updates(seek("lei", kind="update", by=authority_slv)) == [update.pk]


@pytest.mark.parametrize("what", ["action", "evidence"])
def test_actions_and_evidence_are_found_by_their_audience(
    seek: Seek, authority_slv: Any, authority_hnd: Any, officer: Any, visitor: Any, what: str
) -> None:
    scene.action_of("SLV", authority_slv, "party")
    words = {"action": "law", "evidence": "bill"}[what]
    finders = [
        who
        for who in (visitor, authority_hnd, authority_slv, officer)
        if seek(words, kind=what, by=who)
    ]
    assert finders == [authority_slv, officer]


def test_the_secretariat_does_not_find_the_evidence_of_what_was_never_submitted(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = update_of("SLV", "3.1")
    evidence.attach(
        update=update,
        title="Una quimera",
        url="https://gazette.example/1",
        by=authority_slv,
        at=timezone.now(),
    )
    assert [one["kind"] for one in seek("quimera", by=authority_slv)] == ["evidence"]
    assert seek("quimera", by=officer) == []


def test_a_report_that_is_not_issued_is_found_by_the_secretariat_alone(
    seek: Seek, officer: Any, authority_slv: Any, visitor: Any
) -> None:
    scene.report("draft", officer)
    assert seek("general assembly", kind="report", by=officer)
    assert not seek("general assembly", kind="report", by=authority_slv)
    assert not seek("general assembly", kind="report", by=visitor)
