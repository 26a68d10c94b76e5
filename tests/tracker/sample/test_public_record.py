"""What is publicly known of the follow-up: real, and nobody is asked or called silent by it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from commitments.models import User
from tests.tracker.room import make_room
from tracker import public_record
from tracker.models import Observation, ProgressUpdate, RosterEntry, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_period(catalogue: None) -> None:
    """Neither sample nor record."""
    make_room()


def test_the_public_record_is_real_unsolicited_and_sourced(no_period: None) -> None:
    public_record.load(at=timezone.now())
    update = ProgressUpdate.objects.get()
    assert (update.party.code, update.commitment.code) == ("PC", "16.1")
    assert not update.sample
    assert not update.solicited
    assert update.state == State.ACCEPTED
    assert update.channel == "public_source"
    assert "E-151/12" in update.channel_document
    assert update.logged_by == User.objects.system()
    assert Observation.objects.filter(commitment__code__startswith="17").count() == 1


def test_the_public_record_asks_nobody_and_calls_nobody_silent(no_period: None) -> None:
    public_record.load(at=timezone.now())
    assert not ProgressUpdate.objects.filter(solicited=True).exists()
    assert not RosterEntry.objects.exists()


def test_loading_the_record_twice_adds_nothing(no_period: None) -> None:
    assert public_record.load(at=timezone.now()) == 3
    assert public_record.load(at=timezone.now()) == 0
    assert ProgressUpdate.objects.count() == 1
