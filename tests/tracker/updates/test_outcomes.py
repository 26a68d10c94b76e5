"""What an update counts as: the table, in Python and in the database, and at the doors."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.models import Instrument, Responsibility
from tests.conftest import person
from tracker.models import ProgressUpdate, ReportingPeriod, State, Verb
from tracker.updates import commands as workflow
from tracker.updates.commands.past_entries import History, PastStep, enter
from tracker.updates.queries.matrix import matrix
from tracker.updates.queries.updates import count_by
from tracker.updates.rules.outcomes import Outcome, OutcomeFacts, counts_as, is_overdue, outcome_of
from tracker.visibility import Reader

NAMES = ("solicited", "undecided", "accepted", "readable", "in_hand", "closed")


def by_hand(facts: OutcomeFacts) -> Outcome | None:
    """The table of the design, written again as a lawyer would read it aloud."""
    if not facts.solicited:
        return Outcome.VOLUNTEERED if facts.accepted and facts.readable else None
    if facts.undecided:
        return Outcome.UNDECIDED
    if facts.accepted:
        return Outcome.REPORTED if facts.readable else Outcome.WITHHELD
    if facts.in_hand:
        return Outcome.RECEIVED
    return Outcome.NOT_REPORTED if facts.closed else Outcome.AWAITED


def test_every_combination_of_facts_counts_as_the_table_says() -> None:
    for values in product((False, True), repeat=len(NAMES)):
        facts = OutcomeFacts(**dict(zip(NAMES, values, strict=True)))
        assert outcome_of(facts) is by_hand(facts), facts


def test_only_what_is_awaited_can_be_overdue_and_the_due_moment_itself_is_in_time() -> None:
    now = timezone.now()
    second = timedelta(seconds=1)
    assert is_overdue(Outcome.AWAITED, due_at=now - second, at=now)
    assert not is_overdue(Outcome.AWAITED, due_at=now, at=now)
    others = [outcome for outcome in Outcome if outcome is not Outcome.AWAITED]
    assert not any(is_overdue(one, due_at=now - second, at=now) for one in others)


def enter_one(period: ReportingPeriod, party: str, code: str, *steps: Verb, **content: Any) -> None:
    """Put a history of these steps in place of the expected update."""
    ProgressUpdate.objects.filter(period=period, party__code=party, commitment__code=code).delete()
    author, now = person("author@tests.example"), timezone.now()
    to = {Verb.SUBMIT: State.SUBMITTED, Verb.ACCEPT: State.ACCEPTED, Verb.RETURN: State.RETURNED}
    enter(
        [
            History(
                responsibility=Responsibility.objects.select_related("commitment").get(
                    party__code=party, commitment__code=code, role="addressee"
                ),
                period=period,
                solicited=True,
                sample=False,
                content={"language": "en", "summary": "Words.", "level": 2} | content,
                steps=[PastStep(verb, to[verb], now, author, "Because.") for verb in steps],
            )
        ],
        at=now,
    )


@pytest.mark.django_db
def test_the_database_says_the_same_as_the_table(open_period: ReportingPeriod) -> None:
    enter_one(open_period, "SLV", "7.1", Verb.SUBMIT, Verb.ACCEPT)
    enter_one(open_period, "SLV", "7.2", Verb.SUBMIT, Verb.ACCEPT, visibility="member_states")
    enter_one(open_period, "SLV", "7.3", Verb.SUBMIT)
    enter_one(open_period, "SLV", "7.4", Verb.SUBMIT, Verb.RETURN)
    found = outcomes(open_period, Reader.of(AnonymousUser(), timezone.now()))
    assert found == {
        "7.1": "reported",
        "7.2": "withheld",
        "7.3": "received",
        "7.4": "awaited",
        "7.5": "awaited",
    }
    over = timezone.now()
    ReportingPeriod.objects.filter(pk=open_period.pk).update(state="closed", closed_at=over)
    found = outcomes(open_period, Reader(at=over, member_states=True))
    assert found == {
        "7.1": "reported",
        "7.2": "reported",
        "7.3": "received",
        "7.4": "not_reported",
        "7.5": "not_reported",
    }


def outcomes(period: ReportingPeriod, reader: Reader) -> dict[str, str]:
    return dict(
        ProgressUpdate.objects.filter(
            period=period, party__code="SLV", commitment__paragraph__number=7
        )
        .annotate(outcome=counts_as(reader))
        .values_list("commitment__code", "outcome")
    )


@pytest.mark.django_db
def test_what_is_submitted_has_its_own_number_at_every_door(
    open_period: ReportingPeriod, officer: Any
) -> None:
    enter_one(open_period, "SLV", "7.1", Verb.SUBMIT, Verb.ACCEPT)
    enter_one(open_period, "SLV", "7.2", Verb.SUBMIT)
    visitor = Client()
    home = visitor.get(reverse("home"), {"period": open_period.key})
    state = visitor.get(reverse("state", args=["SLV"]), {"period": open_period.key})
    officers = Client()
    officers.force_login(officer)
    covered = officers.get(reverse("coverage"), {"period": open_period.key}).context["table"]
    cells = visitor.get(f"/api/v1/matrix/?period={open_period.key}&by=paragraph").json()["cells"]
    total = {
        key: sum(cell["counts"].get(key, 0) for cell in cells) for key in ("reported", "received")
    }
    assert total == {"reported": 1, "received": 1}
    for page in (home, state):
        distribution = page.context["distribution"]
        assert (distribution.answered, distribution.received) == (1, 1)
        assert "1 received and not yet reviewed" in page.content.decode()
    assert (covered.total.reported, covered.total.received) == (1, 1)


@pytest.mark.django_db
def test_nothing_due_is_called_not_reported_before_the_period_closes(
    open_period: ReportingPeriod,
) -> None:
    reader = Reader.of(AnonymousUser(), timezone.now())
    (counts,) = count_by(reader, "period_id", period=open_period).values()
    assert counts["awaited"] > 0
    assert (counts["not_reported"], counts["overdue"]) == (0, 0)
    later = Reader(at=open_period.due_at + timedelta(seconds=1))
    (counts,) = count_by(later, "period_id", period=open_period).values()
    assert counts["overdue"] == counts["awaited"] > 0


@pytest.mark.django_db
def test_a_draft_that_an_officer_begins_unasked_adds_no_column_to_the_public_matrix(
    open_period: ReportingPeriod, officer: Any
) -> None:
    instrument = Instrument.objects.default()

    def parties(reader: Any) -> list[str]:
        found = matrix(period=open_period, instrument=instrument, by="paragraph", person=reader)
        return found.parties

    before = parties(AnonymousUser())
    supporting = Responsibility.objects.select_related("commitment", "party").filter(
        role="supporting", party__kind="body"
    )
    unasked = next(one for one in supporting if one.party.code not in before)
    workflow.volunteer(
        period=open_period,
        commitment=unasked.commitment,
        party=unasked.party,
        changes={"summary": "Not finished."},
        by=officer,
        at=timezone.now(),
        channel="mail",
        channel_document="Letter of today",
    )
    assert parties(AnonymousUser()) == before
    assert parties(officer) == before
