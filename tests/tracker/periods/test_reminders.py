"""Reminding a party: whom, when not, in whose language, and never twice by accident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from commitments.foundation.errors import Conflict, NotAllowed
from commitments.foundation.models.audit import AuditEntry, record
from commitments.models import Party, User
from commitments.notifications import commands as notifications
from commitments.notifications.commands import DeliveryOutcome
from tests.conftest import designate, person
from tests.letters import Queue, carry_out
from tests.mail_server import mail_server, use
from tests.tracker.journeys import put, submitted
from tracker.audit_actions import AuditAction
from tracker.models import ProgressUpdate, Reminder, ReportingPeriod, State
from tracker.periods.commands import reminders
from tracker.periods.queries import arrears_in

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Queue:
    """What was queued, by name and arguments."""
    found: Queue = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda name, kwargs: found.append((name, kwargs))
    )
    return found


def overdue(period: ReportingPeriod) -> ReportingPeriod:
    """The period, due an hour ago."""
    period.due_at = timezone.now() - HOURS
    period.save()
    return period


def test_each_focal_point_is_written_to_in_their_language_once(
    open_period: ReportingPeriod,
    officer: User,
    authority_slv: User,
    mailoutbox: list[Any],
    queued: Queue,
    django_capture_on_commit_callbacks: Any,
) -> None:
    authority_slv.language = "es"
    authority_slv.save()
    second = person("second.slv@tests.example", language="en")
    designate(second, "SLV", "contributor")
    designate(second, "SLV", "authority")
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        due = reminders.remind(
            period=open_period, party=Party.objects.get(code="SLV"), by=officer, at=now
        )
    assert due.people == [authority_slv, second]
    assert mailoutbox == []  # nothing before the transaction holds
    assert [carry_out(*one) for one in queued] == [DeliveryOutcome.SENT] * 2
    assert [carry_out(*one) for one in queued] == [DeliveryOutcome.NOTHING] * 2
    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert f"{due.outstanding} of {due.asked} updates" in letters[second.email].body
    assert "/es/desk/" in letters[authority_slv.email].body
    assert AuditEntry.objects.get(action="remind_party").by == officer


def test_not_twice_within_a_day_unless_insisted(
    open_period: ReportingPeriod, officer: User, authority_slv: User
) -> None:
    slv, now = Party.objects.get(code="SLV"), timezone.now()
    reminders.remind(period=open_period, party=slv, by=officer, at=now)
    with pytest.raises(Conflict) as refused:
        reminders.remind(period=open_period, party=slv, by=officer, at=now + 23 * HOURS)
    assert refused.value.code == "reminded_already"
    reminders.remind(period=open_period, party=slv, by=officer, at=now + 23 * HOURS, again=True)
    reminders.remind(period=open_period, party=slv, by=officer, at=now + 48 * HOURS)


def test_reminders_that_only_the_audit_log_tells_of_are_carried_over(
    open_period: ReportingPeriod, officer: User, authority_slv: User
) -> None:
    """Earlier versions read there when a party was last reminded."""
    slv, now = Party.objects.get(code="SLV"), timezone.now()
    for hours, period in ((3, open_period.key), (1, open_period.key), (0, "no longer there")):
        record(
            action=AuditAction.REMIND_PARTY,
            object_type="party",
            object_key="SLV",
            by=officer,
            at=now - hours * HOURS,
            period=period,
            outstanding=59,
            people=1,
        )
    migration = import_module("tracker.migrations.0007_reminders_have_a_table")

    migration.carry_over(apps, None)

    (due,) = arrears_in(period=open_period, at=now, parties=[slv.pk])
    assert due.reminded_at == now - HOURS
    assert Reminder.objects.filter(reminded_by=officer, outstanding=59, people=1).count() == 2


def test_the_api_tells_whom_the_last_e_mail_did_not_reach(
    api: Any, open_period: ReportingPeriod, officer: User, authority_slv: User, settings: Any
) -> None:
    one, now = "/api/v1/periods/2026-2/roster/slv/remind/", timezone.now()
    client = api(officer)
    assert client.post(one, {}, format="json").json()["undelivered"] == []
    with mail_server() as server:
        use(settings, server)
        server.answers[authority_slv.email] = "552 5.2.2 mailbox full"
        notifications.deliver_due(at=timezone.now())
    (told,) = client.post(one, {"again": True}, format="json").json()["undelivered"]
    assert told.pop("refused_at") >= now.isoformat()[:19]
    assert told == {
        "email": authority_slv.email,
        "event": "reminder",
        "refusal": "refused",
        "answer": "552 5.2.2 mailbox full",
    }


def test_nobody_is_reminded_of_nothing(
    open_period: ReportingPeriod, officer: User, authority_slv: User, authority_hnd: User
) -> None:
    now = timezone.now()

    def code_of(party: str) -> str:
        with pytest.raises(Conflict) as refused:
            reminders.remind(
                period=open_period, party=Party.objects.get(code=party), by=officer, at=now
            )
        return refused.value.code

    assert code_of("CRI") == "nobody_to_tell"
    assert code_of("VEN") == "nothing_outstanding"  # undecided: nothing is asked of it
    for update in ProgressUpdate.objects.filter(period=open_period, party__code="SLV"):
        put(update, State.SUBMITTED)
    assert code_of("SLV") == "nothing_outstanding"
    ReportingPeriod.objects.filter(pk=open_period.pk).update(state="closed", closed_at=now)
    assert code_of("HND") == "period_closed"


def test_only_the_secretariat_reminds(
    open_period: ReportingPeriod, authority_slv: User, visitor: Any
) -> None:
    for somebody in (authority_slv, visitor):
        with pytest.raises(NotAllowed):
            reminders.remind_late(period=open_period, by=somebody, at=timezone.now())


def test_all_that_are_late_are_reminded_and_the_rest_told(
    open_period: ReportingPeriod,
    officer: User,
    authority_slv: User,
    authority_hnd: User,
    update_of: Callable[..., ProgressUpdate],
) -> None:
    now = timezone.now()
    assert reminders.remind_late(period=open_period, by=officer, at=now) == []  # not due yet
    submitted(update_of("SLV", "7.1"), authority_slv)
    late = overdue(open_period)
    hnd = Party.objects.get(code="HND")
    reminders.remind(period=late, party=hnd, by=officer, at=now)
    told = {
        due.party.code: problem and problem.code
        for due, problem in reminders.remind_late(period=late, by=officer, at=now)
    }
    assert told["SLV"] is None
    assert told["HND"] == "reminded_already"
    assert told["CRI"] == "nobody_to_tell"
    assert "VEN" not in told


def test_the_api_reminds_one_or_all_that_are_late(
    api: Any, open_period: ReportingPeriod, officer: User, authority_slv: User
) -> None:
    client = api(officer)
    one = "/api/v1/periods/2026-2/roster/slv/remind/"
    assert client.post(one, {"again": 1}, format="json").status_code == 400
    answer = client.post(one, {}, format="json")
    assert (answer.status_code, answer.json()["party"], answer.json()["people"]) == (200, "SLV", 1)
    refused = client.post(one, {}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (409, "reminded_already")
    assert client.post(one, {"again": True}, format="json").status_code == 200
    overdue(open_period)
    rows = client.post("/api/v1/periods/2026-2/remind/", {}, format="json").json()
    assert {row["party"]: row["problem"] for row in rows}["SLV"] == "reminded_already"
    assert api(authority_slv).post(one, {}, format="json").status_code == 403
