"""The sample: what it puts in, and that it comes out whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from commitments.models import AuditEntry, Instrument, User
from tests.tracker.room import make_room
from tracker import sample
from tracker.models import (
    CONTENT_FIELDS,
    Decision,
    Evidence,
    FollowUpAction,
    ProgressUpdate,
    ReportingPeriod,
    Revision,
    RosterEntry,
    State,
)
from tracker.sample.periods import key_of
from tracker.sample.removal import purge
from tracker.updates.queries.matrix import matrix

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The sample, put in once for this file: each test rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_room()
        sample.load(at=timezone.now())
        yield
        transaction.set_rollback(True)


def test_the_sample_has_two_closed_periods_and_one_open(loaded: None) -> None:
    states = dict(ReportingPeriod.objects.values_list("key", "state"))
    assert states == {"2011-2": "closed", "2012-1": "closed", key_of(timezone.now().date()): "open"}


def test_every_row_but_the_record_is_marked_sample(loaded: None) -> None:
    assert list(
        ProgressUpdate.objects.filter(sample=False).values_list("party__code", "commitment__code")
    ) == [("PC", "16.1")]
    for model in (Revision, Decision, Evidence):
        assert not model.objects.filter(sample=False).exclude(update__sample=False).exists()
    assert not FollowUpAction.objects.filter(sample=False).exists()


def test_closed_periods_hold_only_what_a_closing_leaves(loaded: None) -> None:
    closed = ProgressUpdate.objects.filter(period__key="2011-2")
    states = Counter(closed.values_list("state", flat=True))
    assert set(states) == {State.ACCEPTED, State.NOT_REPORTED}
    assert sum(states.values()) == 1775
    assert ProgressUpdate.objects.filter(period__key="2012-1", solicited=True).count() == 1774
    assert set(closed.exclude(level=None).values_list("level", flat=True)) == {0, 1, 2, 3, 4}
    assert set(closed.exclude(language="").values_list("language", flat=True)) == {
        "en",
        "es",
        "fr",
        "pt",
    }
    assert closed.filter(revisions__number=2).exists()
    assert any(update.is_late(update.period.due_at, timezone.now()) for update in closed[:400])


@pytest.mark.parametrize("party", ["SLV", "HND"])
def test_the_parties_with_sign_ins_have_every_state_to_try(loaded: None, party: str) -> None:
    states = Counter(
        ProgressUpdate.objects.filter(period__state="open", party__code=party).values_list(
            "state", flat=True
        )
    )
    assert set(states) == set(State.values) - {State.NOT_REPORTED}


def test_a_frozen_revision_equals_the_update_it_was_made_of(loaded: None) -> None:
    for update in ProgressUpdate.objects.filter(state=State.ACCEPTED).select_related(
        "latest_revision"
    )[:200]:
        assert update.latest_revision is not None
        assert update.latest_revision.content() == {
            name: getattr(update, name) for name in CONTENT_FIELDS
        }


def test_loading_twice_adds_nothing(loaded: None) -> None:
    before = ProgressUpdate.objects.count()
    assert sample.load(at=timezone.now()) is False
    assert ProgressUpdate.objects.count() == before


def test_the_sample_is_the_same_everywhere(loaded: None) -> None:
    """Its levels come from a hash: this sum is what every machine gets."""
    levels = ProgressUpdate.objects.filter(period__key="2011-2").exclude(level=None)
    found = list(levels.order_by("commitment__position", "party__code").values_list("level"))
    purge(by=None, at=timezone.now())
    sample.load(at=timezone.now())
    again = list(levels.order_by("commitment__position", "party__code").values_list("level"))
    assert again == found


def test_the_purge_leaves_what_is_real_and_says_what_it_did(loaded: None) -> None:
    call_command("purge_sample", verbosity=0)
    assert list(ProgressUpdate.objects.values_list("party__code", "commitment__code")) == [
        ("PC", "16.1")
    ]
    assert list(ReportingPeriod.objects.values_list("key", flat=True)) == ["2012-1"]
    for model in (Evidence, FollowUpAction, RosterEntry):
        assert not model.objects.exists()
    assert not User.objects.filter(sample=True, is_active=True).exists()
    assert AuditEntry.objects.filter(action="purge_sample").count() == 1


def test_after_the_purge_the_tables_are_append_only_again(loaded: None) -> None:
    purge(by=None, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('tracker.purge_sample', true)")
        assert cursor.fetchone() in [("",), (None,)]


def test_the_matrix_of_a_sample_period_has_levels(loaded: None, visitor: Any) -> None:
    period = ReportingPeriod.objects.get(key="2012-1")
    found = matrix(
        period=period, instrument=Instrument.objects.default(), by="paragraph", person=visitor
    )
    levels = Counter(cell.level for cell in found.cells)
    assert len(found.rows) == 17
    assert levels[None] < len(found.cells) / 2
    assert any(cell.change for cell in found.cells)
