"""Periods: who is asked, what is expected of them, and what closing ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.foundation.models.audit import AuditEntry
from commitments.models import IdempotentRequest, Instrument, Participation, Party, Responsibility
from tests.tracker.journeys import accepted, drafted, submitted
from tracker.evidence.commands import housekeeping
from tracker.models import (
    Decision,
    ProgressUpdate,
    ReportingCycle,
    ReportingPeriod,
    RosterEntry,
    State,
)
from tracker.periods import rules
from tracker.periods.commands import opening_and_closing, planning, roster
from tracker.updates import commands as workflow
from tracker.updates.commands import comments

pytestmark = pytest.mark.django_db
UpdateOf = Callable[..., ProgressUpdate]


def dates(key: str = "2027-1") -> dict[str, Any]:
    now = timezone.now()
    return {
        "key": key,
        "cycle": ReportingCycle.objects.get(to_session__number=57),
        "instruments": [Instrument.objects.default()],
        "covers_from": date(2027, 1, 1),
        "covers_to": date(2027, 7, 1),
        "opens_at": now,
        "due_at": now + timedelta(days=30),
        "closes_at": now + timedelta(days=40),
    }


def planned(officer: Any, **fields: Any) -> ReportingPeriod:
    return planning.plan(**(dates() | fields), by=officer, at=timezone.now())


def entry_of(period: ReportingPeriod, party: str) -> RosterEntry:
    return RosterEntry.objects.select_related("period").get(period=period, party__code=party)


def faults(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault.pointer: fault.code for fault in refused.value.faults}


# Planning --------------------------------------------------------------------------------------


def test_a_period_is_planned_and_amended(open_period: ReportingPeriod, officer: Any) -> None:
    period = planned(officer)
    assert period.state == "planned"
    later = period.closes_at + timedelta(days=5)
    amended = planning.amend(
        period=period, changes={"closes_at": later.isoformat()}, by=officer, at=timezone.now()
    )
    assert (amended.closes_at, amended.version) == (later, period.version + 1)
    with pytest.raises(Stale):
        planning.amend(period=period, changes={}, by=officer, at=timezone.now(), version=1)
    assert {"plan_period", "amend_period"} <= set(
        AuditEntry.objects.filter(object_key="2027-1").values_list("action", flat=True)
    )


def test_dates_out_of_order_are_named(open_period: ReportingPeriod, officer: Any) -> None:
    now = timezone.now()
    with pytest.raises(Invalid) as refused:
        planned(
            officer,
            key="2026-2",
            instruments=[],
            covers_to=date(2026, 1, 1),
            due_at=now - timedelta(days=1),
            closes_at=now - timedelta(days=2),
        )
    assert faults(refused) == {
        "/key": "not_unique",
        "/covers_to": "out_of_order",
        "/due_at": "out_of_order",
        "/closes_at": "out_of_order",
        "/instruments": "required",
    }


@pytest.mark.parametrize("key", ["", "2026", "26-1", "2026-1\n", "2026-123", 2026])
def test_a_key_is_year_and_half(key: Any, open_period: ReportingPeriod, officer: Any) -> None:
    with pytest.raises(Invalid) as refused:
        planned(officer, key=key)
    assert faults(refused) == {"/key": "wrong_form"}


def test_an_open_period_moves_only_its_end(open_period: ReportingPeriod, officer: Any) -> None:
    now = timezone.now()
    due = open_period.due_at + timedelta(days=2)
    moved = planning.amend(period=open_period, changes={"due_at": due}, by=officer, at=now)
    assert moved.due_at == due
    with pytest.raises(Conflict) as refused:
        planning.amend(period=open_period, changes={"covers_to": "2027-01-02"}, by=officer, at=now)
    assert refused.value.code == "period_open"
    with pytest.raises(Invalid) as faulty:
        planning.amend(period=open_period, changes={"key": "2030-1"}, by=officer, at=now)
    assert faults(faulty) == {"/key": "unknown_field"}


def test_periods_are_the_secretariats_to_run(
    open_period: ReportingPeriod, authority_slv: Any, visitor: Any, officer: Any
) -> None:
    now = timezone.now()
    entry = entry_of(open_period, "VEN")
    for person in (authority_slv, visitor):
        with pytest.raises(NotAllowed):
            planned(person)
        with pytest.raises(NotAllowed):
            opening_and_closing.close_period(period=open_period, by=person, at=now)
        with pytest.raises(NotAllowed):
            planning.amend(period=open_period, changes={"nonsense": 1}, by=person, at=now)
        with pytest.raises(NotAllowed):
            roster.decide_roster(entry=entry, decision="in", reason="x", by=person, at=now)
        assert rules.verbs_open_to(period=open_period, person=person) == []
    assert rules.verbs_open_to(period=open_period, person=officer) == ["amend", "close"]


# Opening ---------------------------------------------------------------------------------------


def test_opening_asks_every_addressee_that_is_in(
    open_period: ReportingPeriod, officer: Any
) -> None:
    period = planned(officer)
    began = time.perf_counter()
    opened = opening_and_closing.open_period(period=period, by=officer, at=timezone.now())
    assert time.perf_counter() - began < 5
    assert (opened.state, opened.opened_by) == ("open", officer)
    made = ProgressUpdate.objects.filter(period=period)
    asked = set(
        RosterEntry.objects.filter(period=period, decision="in").values_list("party_id", flat=True)
    )
    owed = (
        Responsibility.objects.addressees()
        .on(opened.opens_at.date())
        .filter(party_id__in=asked, commitment__instrument=Instrument.objects.default())
    )
    assert made.count() == owed.count() > 1600
    assert set(made.values_list("state", "solicited")) == {("expected", True)}
    assert set(made.values_list("party_id", flat=True)) <= asked
    entry = AuditEntry.objects.get(action="open_period", object_key="2027-1")
    assert entry.detail["expected"] == made.count()
    with pytest.raises(Conflict):
        opening_and_closing.open_period(period=period, by=officer, at=timezone.now())


def test_the_roster_says_of_every_party_why(open_period: ReportingPeriod) -> None:
    roster = RosterEntry.objects.filter(period=open_period)
    assert roster.count() == Party.objects.count()
    assert not roster.filter(reason="").exists()
    assert set(roster.filter(party__kind="body").values_list("decision", flat=True)) == {"in"}
    for entry in roster.filter(party__kind="state").select_related("party"):
        standing = (
            Participation.objects.on(open_period.opens_at.date()).get(state=entry.party).standing
        )
        assert entry.standing == standing
        expected = {"participating": "in", "withdrawing": "in", "disputed": "undecided"}
        assert entry.decision == expected.get(standing, "out")


def test_a_discharged_duty_and_a_retired_commitment_are_not_asked(
    open_period: ReportingPeriod, officer: Any
) -> None:
    duty = Responsibility.objects.get(party__code="SLV", commitment__code="7.1", role="addressee")
    duty.discharged_on = date(2026, 10, 1)
    duty.discharge_basis = "Done."
    duty.save()
    retired = Responsibility.objects.filter(commitment__code="7.2")[0].commitment
    retired.retired_at = timezone.now()
    retired.retired_reason = "Split."
    retired.save()
    period = opening_and_closing.open_period(period=planned(officer), by=None, at=timezone.now())
    made = ProgressUpdate.objects.filter(period=period)
    assert not made.filter(responsibility=duty).exists()
    assert not made.filter(commitment=retired).exists()
    assert made.filter(party__code="HND", commitment__code="7.1").exists()


def test_an_officer_decides_a_disputed_standing_and_it_lasts(
    open_period: ReportingPeriod, officer: Any
) -> None:
    now = timezone.now()
    entry = entry_of(open_period, "VEN")
    assert entry.decision == "undecided"
    with pytest.raises(Invalid) as refused:
        roster.decide_roster(entry=entry, decision="in", reason=" ", by=officer, at=now)
    assert faults(refused) == {"/reason": "required"}
    said = roster.decide_roster(
        entry=entry, decision="in", reason="Note of 3 May.", by=officer, at=now
    )
    assert (said.decision, said.decided_by) == ("in", officer)
    expected = ProgressUpdate.objects.filter(period=open_period, party__code="VEN")
    assert expected.filter(solicited=True, state="expected").count() == 52
    following = opening_and_closing.open_period(period=planned(officer), by=officer, at=now)
    carried = entry_of(following, "VEN")
    assert (carried.decision, carried.reason) == ("in", "Note of 3 May.")
    out = roster.decide_roster(
        entry=said, decision="out", reason="Note of 4 May.", by=officer, at=now
    )
    assert out.decision == "out"
    assert not expected.exists()


def test_what_it_volunteered_counts_once_it_is_in(
    open_period: ReportingPeriod, officer: Any
) -> None:
    from commitments.models import Commitment
    from tests.conftest import _speaker

    now = timezone.now()
    update = workflow.volunteer(
        period=open_period,
        commitment=Commitment.objects.get(code="7.1"),
        party=Party.objects.get(code="VEN"),
        by=_speaker("VEN", "authority"),
        at=now,
        changes={},
    )
    entry = entry_of(open_period, "VEN")
    entry = roster.decide_roster(entry=entry, decision="in", reason="x", by=officer, at=now)
    update.refresh_from_db()
    assert (update.state, update.solicited) == ("draft", True)
    assert ProgressUpdate.objects.filter(period=open_period, party__code="VEN").count() == 52
    with pytest.raises(Conflict) as refused:
        roster.decide_roster(entry=entry, decision="out", reason="x", by=officer, at=now)
    assert refused.value.code == "party_began"


def test_a_word_about_an_expected_update_is_a_beginning_too(
    open_period: ReportingPeriod, officer: Any
) -> None:
    now = timezone.now()
    entry = entry_of(open_period, "VEN")
    entry = roster.decide_roster(entry=entry, decision="in", reason="x", by=officer, at=now)
    update = ProgressUpdate.objects.filter(period=open_period, party__code="VEN")[0]
    comments.say(update=update, content="Will you report?", by=officer, at=now)
    with pytest.raises(Conflict):
        roster.decide_roster(entry=entry, decision="out", reason="x", by=officer, at=now)


def test_a_standing_that_nobody_disputes_is_not_decided(
    open_period: ReportingPeriod, officer: Any
) -> None:
    for party in ("SLV", "NIC", "PC"):
        with pytest.raises(Conflict) as refused:
            roster.decide_roster(
                entry=entry_of(open_period, party),
                decision="out",
                reason="x",
                by=officer,
                at=timezone.now(),
            )
        assert refused.value.code == "standing_not_disputed"


# Closing ---------------------------------------------------------------------------------------


def test_closing_ends_what_was_not_handed_in(
    open_period: ReportingPeriod, authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    draft = drafted(update_of("SLV", "7.1"), authority_slv)
    handed_in = submitted(update_of("SLV", "7.2"), authority_slv)
    returned = workflow.return_(
        update=submitted(update_of("SLV", "7.3"), authority_slv),
        by=officer,
        at=timezone.now(),
        comment="A date?",
    )
    done = accepted(update_of("SLV", "7.4"), authority_slv, officer)
    closed = opening_and_closing.close_period(period=open_period, by=officer, at=timezone.now())
    assert (closed.state, closed.closed_by) == ("closed", officer)
    states = dict(ProgressUpdate.objects.filter(period=open_period).values_list("pk", "state"))
    assert states.pop(handed_in.pk) == State.SUBMITTED
    assert states.pop(done.pk) == State.ACCEPTED
    assert set(states.values()) == {State.NOT_REPORTED}
    logged = Decision.objects.filter(verb="close", update__period=open_period)
    assert logged.count() == len(states)
    assert logged.get(update=draft).from_state == State.DRAFT
    assert logged.get(update=returned).from_state == State.RETURNED
    kept = update_of("SLV", "7.1")
    assert (kept.summary, kept.version) == (draft.summary, draft.version + 1)
    with pytest.raises(Conflict):
        opening_and_closing.close_period(period=closed, by=officer, at=timezone.now())
    assert rules.verbs_open_to(period=closed, person=officer) == []


def test_the_jobs_open_and_close_once_their_moment_has_come(
    open_period: ReportingPeriod, officer: Any
) -> None:
    planned(officer, opens_at=timezone.now() - timedelta(minutes=1))
    assert opening_and_closing.open_due(timezone.now()) == ["2027-1"]
    assert opening_and_closing.open_due(timezone.now()) == []
    assert opening_and_closing.close_due(timezone.now()) == []
    ReportingPeriod.objects.filter(key="2027-1").update(
        opens_at=timezone.now() - timedelta(days=9),
        due_at=timezone.now() - timedelta(days=8),
        closes_at=timezone.now() - timedelta(minutes=1),
    )
    assert opening_and_closing.close_due(timezone.now()) == ["2027-1"]
    assert opening_and_closing.close_due(timezone.now()) == []
    closed = ReportingPeriod.objects.get(key="2027-1")
    assert (closed.opened_by, closed.closed_by) == (None, None)


def test_each_job_has_its_command(
    open_period: ReportingPeriod, officer: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    planned(officer, opens_at=timezone.now() - timedelta(minutes=1))
    call_command("open_periods")
    call_command("close_periods")
    said = capsys.readouterr().out
    assert "Opened: 2027-1." in said
    assert "Nothing to close." in said


def test_what_has_served_its_time_is_removed(officer: Any) -> None:
    now = timezone.now()
    for key, age in (("old", 25), ("new", 23)):
        IdempotentRequest.objects.create(
            user=officer,
            key=key,
            path="/",
            body_sha256="",
            created_at=now - timedelta(hours=age),
        )
    assert housekeeping.clean_up(at=now)["idempotent_requests"] == 1
    assert IdempotentRequest.objects.get().key == "new"


def test_what_a_sample_administrator_plans_is_sample_data(open_period: ReportingPeriod) -> None:
    from tests.conftest import person

    administrator = person("a@sample.example", secretariat_role="administrator", sample=True)
    period = opening_and_closing.open_period(
        period=planned(administrator), by=None, at=timezone.now()
    )
    assert period.sample
    assert not ProgressUpdate.objects.filter(period=period, sample=False).exists()
    assert not RosterEntry.objects.filter(period=period, sample=False).exists()
