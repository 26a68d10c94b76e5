"""Two people at once: one is first, the other is told, and nothing is half done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from commitments.foundation.errors import Conflict, DomainError, Stale
from tests.tracker.journeys import drafted, submitted
from tracker.models import Decision, ProgressUpdate, ReportingPeriod, Revision, State
from tracker.periods.commands import opening_and_closing
from tracker.updates import commands as workflow

pytestmark = pytest.mark.django_db(transaction=True)
UpdateOf = Callable[..., ProgressUpdate]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads that start together; return what each returned or was told."""
    start = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            outcomes[place] = act()
        except DomainError as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def refusals(outcomes: list[Any]) -> list[DomainError]:
    return [outcome for outcome in outcomes if isinstance(outcome, DomainError)]


def test_of_two_submissions_one_is_first(authority_slv: Any, update_of: UpdateOf) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)

    def submit() -> ProgressUpdate:
        return workflow.submit(
            update=update, by=authority_slv, at=timezone.now(), version=update.version
        )

    outcomes = at_once(submit, submit)
    assert [type(refusal) for refusal in refusals(outcomes)] == [Stale]
    assert Revision.objects.filter(update=update).count() == 1
    assert Decision.objects.filter(update=update, verb="submit").count() == 1


def test_two_savers_never_overwrite_each_other(
    authority_slv: Any, contributor_slv: Any, update_of: UpdateOf
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)

    def save(by: Any) -> Callable[[], ProgressUpdate]:
        return lambda: workflow.save(
            update=update,
            changes={"summary": by.email},
            by=by,
            at=timezone.now(),
            version=update.version,
        )

    outcomes = at_once(save(authority_slv), save(contributor_slv))
    assert [type(refusal) for refusal in refusals(outcomes)] == [Stale]
    (saved,) = (outcome for outcome in outcomes if isinstance(outcome, ProgressUpdate))
    assert update_of("SLV", "7.1").summary == saved.summary


def test_two_officers_decide_once(
    authority_slv: Any, officer: Any, other_officer: Any, update_of: UpdateOf
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    outcomes = at_once(
        lambda: workflow.accept(update=update, by=officer, at=timezone.now()),
        lambda: workflow.return_(
            update=update, by=other_officer, at=timezone.now(), comment="A date?"
        ),
    )
    assert [type(refusal) for refusal in refusals(outcomes)] == [Conflict]
    assert update.decisions.filter(verb__in=["accept", "return"]).count() == 1


def test_a_volunteer_is_first_or_told(open_period: ReportingPeriod, authority_slv: Any) -> None:
    from commitments.models import Commitment, Party
    from tests.conftest import _speaker

    authority = _speaker("NIC", "authority")

    def volunteer() -> ProgressUpdate:
        return workflow.volunteer(
            period=open_period,
            commitment=Commitment.objects.get(code="7.1"),
            party=Party.objects.get(code="NIC"),
            by=authority,
            at=timezone.now(),
            changes={},
        )

    outcomes = at_once(volunteer, volunteer)
    assert [refusal.code for refusal in refusals(outcomes)] == ["already_there"]
    assert ProgressUpdate.objects.filter(party__code="NIC").count() == 1


def test_closing_and_submitting_at_once_leave_no_draft_behind(
    open_period: ReportingPeriod, authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    outcomes = at_once(
        lambda: workflow.submit(update=update, by=authority_slv, at=timezone.now()),
        lambda: opening_and_closing.close_period(period=open_period, by=officer, at=timezone.now()),
    )
    state = update_of("SLV", "7.1").state
    if refusals(outcomes):
        assert state == State.NOT_REPORTED
    else:
        assert state == State.SUBMITTED
    assert ReportingPeriod.objects.get(pk=open_period.pk).state == "closed"


def test_closing_waits_for_a_step_under_way(
    open_period: ReportingPeriod, authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    withdrawn, closed = threading.Event(), threading.Event()

    def withdraw() -> None:
        with transaction.atomic():
            workflow.withdraw(update=update, by=authority_slv, at=timezone.now())
            withdrawn.set()
            assert not closed.wait(timeout=1)

    def close() -> None:
        withdrawn.wait(timeout=10)
        opening_and_closing.close_period(period=open_period, by=officer, at=timezone.now())
        closed.set()

    assert at_once(withdraw, close) == [None, None]
    assert update_of("SLV", "7.1").state == State.NOT_REPORTED


def test_a_period_is_opened_once(open_period: ReportingPeriod, officer: Any) -> None:
    from tests.tracker.periods.test_periods import planned

    period = planned(officer)

    def opening() -> ReportingPeriod:
        return opening_and_closing.open_period(period=period, by=None, at=timezone.now())

    outcomes = at_once(opening, opening)
    assert [refusal.code for refusal in refusals(outcomes)] == ["period_not_planned"]
    assert Decision.objects.count() == 0
    once = ProgressUpdate.objects.filter(period=period)
    assert once.count() == once.values("responsibility").distinct().count() > 1600
