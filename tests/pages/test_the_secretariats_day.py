"""What an officer does with periods and rosters on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from commitments.models import User
from tracker.models import ProgressUpdate, ReportingCycle, ReportingPeriod, RosterEntry, State

from .acting import form_of, press

ClientOf = Callable[[Any], Client]


def test_closing_shows_its_effect_first_and_has_none_until_confirmed(
    client_of: ClientOf, officer: User, open_period: ReportingPeriod
) -> None:
    client = client_of(officer)
    where = reverse("period-step", args=[open_period.key, "close"])
    expected = ProgressUpdate.objects.filter(period=open_period, state=State.EXPECTED).count()
    page = client.get(where)
    assert page.context["preview"]["rows"] == [
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
    assert page.context["preview"]["rows"][0][0] == State.EXPECTED
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
