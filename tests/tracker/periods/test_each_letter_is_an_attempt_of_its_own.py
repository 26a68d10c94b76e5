"""E-mail goes out one by one: a dead mailbox is told of, and costs nobody else a letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments import tasks
from commitments.foundation.models.audit import AuditEntry
from commitments.models import Notification, Party, User
from commitments.notifications import commands as notifications
from commitments.notifications.commands import DeliveryOutcome
from commitments.notifications.commands import mail_server as sending
from tests.conftest import designate, person
from tests.mail_server import MailServer, mail_server, use
from tracker.models import ReportingPeriod
from tracker.periods.commands import reminders

pytestmark = pytest.mark.django_db
DEAD, SECOND, THIRD = "a.dead@slv.example", "b.second@slv.example", "c.third@slv.example"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as running:
        use(settings, running)
        yield running


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("celery.current_app.send_task", lambda name, kwargs: None)


@pytest.fixture
def reminded_at(open_period: ReportingPeriod, officer: User) -> datetime:
    """Three people of one party are to be reminded; the first has a dead mailbox."""
    for email in (DEAD, SECOND, THIRD):
        designate(person(email), "SLV", "authority")
    now = timezone.now()
    slv = Party.objects.get(code="SLV")
    assert len(reminders.remind(period=open_period, party=slv, by=officer, at=now).people) == 3
    return now


def letter_to(email: str) -> Notification:
    return Notification.objects.get(person__email=email)


def the_clock_strikes(since: datetime, hours: int) -> None:
    """Deliver what is due, every minute at first, and then every half an hour."""
    for minutes in (*range(30), *range(30, hours * 60, 30)):
        notifications.deliver_due(at=since + minutes * MINUTE)


def test_a_dead_mailbox_costs_nobody_else_a_letter_and_is_not_tried_again(
    server: MailServer, reminded_at: datetime
) -> None:
    server.answers[DEAD] = "550 5.1.1 no such user here"

    for _time in range(2):
        for letter in Notification.objects.order_by("pk"):
            tasks.send_letter(notification_id=letter.pk)
    the_clock_strikes(reminded_at, hours=48)

    assert sorted(server.taken) == [SECOND, THIRD]
    refused = letter_to(DEAD)
    assert (refused.refusal, refused.attempts) == ("refused", 1)
    assert refused.answer == "550 5.1.1 no such user here"
    assert AuditEntry.objects.filter(action="person.letter_sent").count() == 2
    entry = AuditEntry.objects.get(action="person.letter_refused")
    assert (entry.object_key, entry.detail["address"]) == (str(refused.person_id), DEAD)


def test_what_is_refused_for_now_is_tried_again_later_alone(
    server: MailServer, reminded_at: datetime
) -> None:
    server.answers[SECOND] = "451 4.7.1 come back later"
    notifications.deliver_due(at=reminded_at)
    assert sorted(server.taken) == [DEAD, THIRD]
    assert letter_to(SECOND).next_attempt_at == reminded_at + MINUTE

    del server.answers[SECOND]
    notifications.deliver_due(at=reminded_at + MINUTE / 2)
    assert len(server.taken) == 2
    the_clock_strikes(reminded_at + MINUTE, hours=2)

    assert sorted(server.taken) == [DEAD, SECOND, THIRD]
    assert letter_to(SECOND).attempts == 2


def test_what_the_server_holds_against_the_sender_is_no_fault_of_the_mailbox(
    server: MailServer, reminded_at: datetime
) -> None:
    server.sender_answer = "550 5.7.1 you may not send here"
    notifications.deliver_due(at=reminded_at)
    assert not Notification.objects.filter(refused_at__isnull=False).exists()

    server.sender_answer = "250 OK"
    the_clock_strikes(reminded_at + MINUTE, hours=1)

    assert sorted(server.taken) == [DEAD, SECOND, THIRD]


def test_a_server_that_is_away_is_asked_once_a_time_and_given_up_after_a_day(
    settings: Any, reminded_at: datetime
) -> None:
    with mail_server() as gone:
        use(settings, gone)
    assert notifications.deliver_due(at=reminded_at)["server_away"] == 1
    assert Notification.objects.filter(attempts=0).count() == 2

    the_clock_strikes(reminded_at, hours=72)

    letters = Notification.objects.all()
    assert {letter.refusal for letter in letters} == {"given_up"}
    assert all("refused" in letter.answer.lower() for letter in letters)


def test_a_letter_whose_worker_died_is_not_sent_again_and_is_told_of(
    server: MailServer, reminded_at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(**_given: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(sending, "send", die)
        with pytest.raises(SystemExit):
            notifications.deliver(notification_id=letter_to(DEAD).pk, at=reminded_at)

    the_clock_strikes(reminded_at, hours=2)

    assert sorted(server.taken) == [SECOND, THIRD]
    assert letter_to(DEAD).refusal == "uncertain"


def test_a_letter_after_which_the_server_breaks_off_is_not_sent_again(
    server: MailServer, reminded_at: datetime
) -> None:
    server.breaks_off = True

    the_clock_strikes(reminded_at, hours=2)

    assert sorted(server.taken) == [DEAD, SECOND, THIRD]
    assert set(Notification.objects.values_list("refusal", flat=True)) == {"uncertain"}


def test_two_workers_at_once_send_it_once(
    reminded_at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, seen = letter_to(SECOND), []

    def send(**_given: Any) -> None:
        seen.append(notifications.deliver(notification_id=letter.pk, at=reminded_at))

    monkeypatch.setattr(sending, "send", send)

    assert notifications.deliver(notification_id=letter.pk, at=reminded_at) == DeliveryOutcome.SENT
    assert seen == [DeliveryOutcome.NOTHING]


def test_a_letter_that_cannot_be_composed_stops_no_other(
    server: MailServer, reminded_at: datetime
) -> None:
    Notification.objects.filter(person__email=DEAD).update(about="no number")

    the_clock_strikes(reminded_at, hours=1)

    assert sorted(server.taken) == [SECOND, THIRD]
    assert "ValueError" in letter_to(DEAD).answer


def test_who_speaks_for_the_party_no_longer_is_not_reminded(
    server: MailServer, reminded_at: datetime
) -> None:
    User.objects.get(email=THIRD).designations.all().delete()

    the_clock_strikes(reminded_at, hours=1)

    assert sorted(server.taken) == [DEAD, SECOND]
    assert letter_to(THIRD).dropped_at is not None


def test_nobody_is_told_of_the_same_event_twice(reminded_at: datetime) -> None:
    letter = letter_to(SECOND)
    with pytest.raises(IntegrityError, match="notification_unique"), transaction.atomic():
        notifications.notify(
            event=Notification.Event.REMINDER,
            about=letter.about,
            people=[letter.person],
            at=reminded_at,
        )


def test_somebody_composes_the_letters_about_every_event() -> None:
    for event in Notification.Event:
        assert callable(notifications.writer_of(event))
