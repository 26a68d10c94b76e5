"""What an officer does with periods and rosters on the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.foundation.models.audit import AuditEntry
from commitments.models import Party, User
from commitments.notifications import commands as notifications
from tests.access import scene
from tests.mail_server import mail_server, use
from tests.pages.acting import form_of, press
from tests.tracker.journeys import submitted
from tracker.models import ProgressUpdate, ReportingCycle, ReportingPeriod, RosterEntry, State
from tracker.periods.commands import reminders

ClientOf = Callable[[Any], Client]


def test_closing_shows_its_effect_first_and_has_none_until_confirmed(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod
) -> None:
    client = client_of(officer)
    where = reverse("period-step", args=[open_period.key, "close"])
    expected = ProgressUpdate.objects.filter(period=open_period, state=State.EXPECTED).count()
    page = client.get(where)
    assert page.context["preview"].rows == [
        (State.EXPECTED, expected, 0),
        (State.NOT_REPORTED, 0, expected),
    ]
    open_period.refresh_from_db()
    assert open_period.state == "open"
    assert not ProgressUpdate.objects.filter(state=State.NOT_REPORTED).exists()

    client.post(where, form_of(page))
    open_period.refresh_from_db()
    assert open_period.state == "closed"
    again = client.get(where, follow=True)
    assert "not in a state that allows this" in again.content.decode()


def test_a_period_is_planned_and_opened(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod
) -> None:
    client = client_of(officer)
    cycle = ReportingCycle.objects.get(to_session__number=57)
    dates = {
        "covers_from": "2027-01-01",
        "covers_to": "2027-07-01",
        "opens_at": "2027-03-01T00:00",
        "due_at": "2027-02-01T00:00",
        "closes_at": "2027-06-01T00:00",
    }
    typed = {
        "key": "2027-1",
        "cycle": str(cycle.pk),
        "instruments": [str(one.pk) for one in open_period.instruments.all()],
    } | dates
    where = reverse("period-plan")
    refused = client.post(where, typed)
    assert refused.status_code == 400
    assert refused.context["form"].errors.keys() == {"due_at"}
    client.post(where, typed | {"due_at": "2027-05-01T00:00"})
    step = reverse("period-step", args=["2027-1", "open"])
    page = client.get(step)
    assert page.context["preview"].rows[0][0] == State.EXPECTED
    assert not ProgressUpdate.objects.filter(period__key="2027-1").exists()
    client.post(step, form_of(page))
    assert ReportingPeriod.objects.get(key="2027-1").state == "open"


def test_a_disputed_standing_is_decided_with_a_reason(
    client_of: ClientOf, officer: User, authority_slv: User, open_period: ReportingPeriod
) -> None:
    entry = RosterEntry.objects.get(period=open_period, decision="undecided")
    where = reverse("roster", args=[open_period.key, entry.party.code])
    assert (
        where in client_of(officer).get(reverse("period", args=[open_period.key])).content.decode()
    )
    assert client_of(authority_slv).post(where, {"decision": "in"}).status_code == 403
    client_of(officer).post(where, {"decision": "in", "reason": ""})
    entry.refresh_from_db()
    assert entry.decision == "undecided"
    client_of(officer).post(where, {"decision": "in", "reason": "Note of the Chair."})
    entry.refresh_from_db()
    assert (entry.decision, entry.reason) == ("in", "Note of the Chair.")
    assert ProgressUpdate.objects.filter(period=open_period, party=entry.party).exists()


def test_reopening_asks_for_a_reason(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod, update_of: Any
) -> None:
    client = client_of(officer)
    step = reverse("period-step", args=[open_period.key, "close"])
    client.post(step, form_of(client.get(step)))
    here = update_of("SLV", "7.1")
    where = reverse("review-update", args=[here.pk])
    assert press(client, where, "reopen", comment="").status_code == 409
    assert press(client, where, "reopen", comment="The note came late.").status_code == 302
    here.refresh_from_db()
    assert here.state == State.DRAFT


def test_the_queue_can_be_narrowed_and_goes_on_to_the_next(
    client_of: ClientOf, officer: User, authority_slv: User, authority_hnd: User, update_of: Any
) -> None:
    for party, person in (("SLV", authority_slv), ("HND", authority_hnd)):
        here = update_of(party, "1.1")
        press(
            client_of(person),
            reverse("desk-update", args=[here.pk]),
            "submit",
            summary="Words.",
            language="es",
            answer="1",
        )
    client = client_of(officer)
    narrowed = client.get(reverse("review") + "?party=hnd").content.decode()
    first, second = update_of("SLV", "1.1"), update_of("HND", "1.1")
    assert reverse("review-update", args=[second.pk]) in narrowed
    assert reverse("review-update", args=[first.pk]) not in narrowed
    onward = press(client, reverse("review-update", args=[first.pk]), "accept")
    assert onward.headers["Location"] == reverse("review-update", args=[second.pk])
    assert press(client, onward.headers["Location"], "accept").headers["Location"] == reverse(
        "review"
    )


def test_extending_shows_its_effect_first_and_keeps_the_reason(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod
) -> None:
    client = client_of(officer)
    now = timezone.now()
    ReportingPeriod.objects.filter(pk=open_period.pk).update(due_at=now - timedelta(days=1))
    where = reverse("period-amend", args=[open_period.key])
    due = (now + timedelta(days=10)).strftime("%Y-%m-%dT%H:%M")
    typed = form_of(client.get(where)) | {"due_at": due, "reason": "The hurricane."}
    shown = client.post(where, typed | {"verb": "preview"})
    overdue = ProgressUpdate.objects.filter(period=open_period, solicited=True).count()
    assert shown.context["effect"].overdue == (overdue, 0)
    open_period.refresh_from_db()
    assert open_period.due_at < now
    assert client.post(where, form_of(shown) | {"verb": "amend"}).status_code == 302
    open_period.refresh_from_db()
    assert open_period.due_at > now
    entry = AuditEntry.objects.get(action="amend_period")
    assert entry.detail["reason"] == "The hurricane."
    assert list(entry.detail["moved"]) == ["due_at"]


def test_an_amendment_out_of_order_is_refused_beside_its_field(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod
) -> None:
    client = client_of(officer)
    where = reverse("period-amend", args=[open_period.key])
    typed = form_of(client.get(where)) | {"closes_at": "2020-01-01T00:00", "verb": "amend"}
    refused = client.post(where, typed)
    assert refused.status_code == 400
    assert refused.context["form"].errors.keys() == {"closes_at"}


def test_a_cycle_is_begun_and_a_period_planned_in_it(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod
) -> None:
    client = client_of(officer)
    page = client.get(reverse("periods"))
    session = page.context["sessions"][0]
    client.post(reverse("cycle-begin"), {"session": session.pk})
    assert ReportingCycle.objects.get(to_session=session).from_session.number == session.number - 1
    again = client.post(reverse("cycle-begin"), {"session": session.pk}, follow=True)
    assert "already" in again.content.decode()


def test_the_year_shows_when_periods_open_are_due_and_close(
    client_of: ClientOf, visitor: Any, open_period: ReportingPeriod
) -> None:
    address = f"{reverse('periods')}?year={open_period.due_at.year}"
    months = client_of(visitor).get(address).context["months"]
    assert len(months) == 12
    (event,) = (e for month in months for e in month.events if e.what == "due")
    assert (event.day, event.period) == (open_period.due_at.date(), open_period)
    assert open_period in months[open_period.due_at.month - 1].running
    assert client_of(visitor).get(reverse("periods") + "?year=99999").status_code == 404


def test_coverage_counts_and_reminds_at_one_press(
    client_of: ClientOf,
    officer: User,
    authority_slv: User,
    open_period: ReportingPeriod,
    update_of: Any,
) -> None:
    submitted(update_of("SLV", "7.1"), authority_slv)
    client = client_of(officer)
    page = client.get(reverse("coverage"))
    row = next(row for row in page.context["table"].rows if row.party.code == "SLV")
    column = [words for words, _title in page.context["table"].heads].index("7")
    assert (row.cells[column].reported, row.cells[column].received) == (0, 1)
    assert row.total.due == row.arrears.asked
    # Nobody speaks for Honduras: in place of the button, once, the way to designate somebody.
    (honduras,) = re.findall(r'<tr id="HND">.*?</tr>', page.content.decode(), re.DOTALL)
    assert honduras.count(reverse("focal-points-of", args=["HND"])) == 1
    assert 'value="HND"' not in honduras
    where = reverse("remind", args=[open_period.key])
    told = client.post(where, {"party": "SLV"}, follow=True).content.decode()
    assert "Reminder sent to El Salvador" in told
    again = client.post(where, {"party": "SLV"}, follow=True).content.decode()
    insist = reverse("remind-party", args=[open_period.key, "SLV"])
    assert f'href="{insist}"' in again
    assert "another reminder sent" not in again
    letter = client.get(insist)
    assert authority_slv.email in letter.content.decode()
    client.post(insist, form_of(letter))
    assert AuditEntry.objects.filter(action="remind_party", object_key="SLV").count() == 2


def test_an_officer_sees_which_address_refused_a_reminder(
    client_of: ClientOf,
    officer: User,
    administrator: User,
    authority_slv: User,
    open_period: ReportingPeriod,
    settings: Any,
) -> None:
    slv, now = Party.objects.get(code="SLV"), timezone.now()
    reminders.remind(period=open_period, party=slv, by=officer, at=now)
    with mail_server() as server:
        use(settings, server)
        server.answers[authority_slv.email] = "550 5.1.1 no such user here"
        notifications.deliver_due(at=now)
    pages = [
        client_of(officer).get(reverse("coverage")),
        client_of(officer).get(reverse("remind-party", args=[open_period.key, "SLV"])),
        client_of(administrator).get(reverse("person", args=[authority_slv.pk])),
    ]
    for page in pages:
        told = page.content.decode()
        assert "E-mails that were not delivered" in told
        assert f"&lt;{authority_slv.email}&gt;" in told
        assert "550 5.1.1 no such user here" in told

    authority_slv.email = "new@slv.example"
    authority_slv.save()
    later = client_of(officer).get(reverse("coverage")).content.decode()
    assert "E-mails that were not delivered" not in later


def test_coverage_costs_the_same_however_many_there_are(
    client_of: ClientOf,
    officer: User,
    open_period: ReportingPeriod,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_of(officer)
    for query in ("", "?by=period", "?kind=body&left=1"):
        with django_assert_max_num_queries(14):
            assert client.get(reverse("coverage") + query).status_code == 200


def test_what_came_by_note_is_logged_with_its_document(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod, update_of: Any
) -> None:
    client, here = client_of(officer), update_of("CRI", "7.1")
    where = reverse("log-on-behalf")
    typed = form_of(client.get(f"{where}?party=CRI&period=2026-2")) | {
        "commitment": str(here.commitment_id),
        "channel": "note_verbale",
        "channel_document": "Note 7/2026",
    }
    assert typed["party"] == "CRI"
    refused = client.post(where, typed | {"file": SimpleUploadedFile("x.exe", b"MZ")})
    assert refused.status_code == 400
    here.refresh_from_db()
    assert here.state == State.EXPECTED  # nothing was begun
    scan = SimpleUploadedFile("note.pdf", scene.PDF, content_type="application/pdf")
    onward = client.post(where, typed | {"file": scan})
    assert onward.headers["Location"] == reverse("desk-update", args=[here.pk])
    here.refresh_from_db()
    assert (here.state, here.channel_document) == (State.DRAFT, "Note 7/2026")
    piece = here.evidence.get()
    assert (piece.title, piece.visibility) == ("Note 7/2026", "party")
