"""Submitting freezes; what is public is what was accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed
from commitments.foundation.models.audit import AuditEntry
from commitments.notifications.commands import DeliveryOutcome
from tests.letters import Queue, carry_out
from tests.tracker.journeys import CONTENT, accepted, drafted, logged, put, submitted
from tracker.actions import commands as actions
from tracker.evidence.commands import attachments as evidence
from tracker.models import ProgressUpdate, ReportingPeriod, Revision, State
from tracker.updates import commands as workflow

pytestmark = pytest.mark.django_db
UpdateOf = Callable[..., ProgressUpdate]


def faults(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault.pointer: fault.code for fault in refused.value.faults}


def before(update: ProgressUpdate, **content: Any) -> Revision:
    """The accepted update of the same commitment, a year earlier."""
    period = update.period
    year = timedelta(days=365)
    earlier = ReportingPeriod.objects.create(
        key="2025-2",
        cycle=period.cycle,
        covers_from=date(2025, 7, 1),
        covers_to=date(2026, 1, 1),
        opens_at=period.opens_at - year,
        due_at=period.due_at - year,
        closes_at=period.closes_at - year,
        state="open",
        opened_at=period.opens_at - year,
    )
    made = ProgressUpdate.objects.create(
        period=earlier,
        responsibility_id=update.responsibility_id,
        party_id=update.party_id,
        commitment_id=update.commitment_id,
        instrument_id=update.instrument_id,
        covers_from=earlier.covers_from,
        changed_at=timezone.now(),
        **(CONTENT | content),
    )
    now = timezone.now()
    revision = Revision.objects.create(
        update=made,
        number=1,
        channel="online",
        submitted_at=now,
        submitted_by=_system(),
        **made.content(),
    )
    made.state = State.ACCEPTED
    made.latest_revision = made.published_revision = revision
    made.submitted_at = made.first_submitted_at = now
    made.save()
    return revision


def _system() -> Any:
    from commitments.models import User

    return User.objects.system()


def test_a_submission_freezes_the_words(authority_slv: Any, update_of: UpdateOf) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    assert update.state == State.SUBMITTED
    assert update.submitted_at == update.first_submitted_at
    revision = update.latest_revision
    assert revision is not None
    assert revision.number == 1
    assert revision.content() == update.content()
    assert (revision.submitted_by, revision.channel) == (authority_slv, "online")
    assert update.decisions.latest("pk").revision == revision
    assert update.published_revision is None


def test_what_a_submission_needs_is_told_all_at_once(
    authority_slv: Any, update_of: UpdateOf
) -> None:
    update = workflow.save(
        update=update_of("SLV", "7.1"), changes={}, by=authority_slv, at=timezone.now()
    )
    with pytest.raises(Invalid) as refused:
        workflow.submit(update=update, by=authority_slv, at=timezone.now())
    assert faults(refused) == {
        "/language": "required",
        "/summary": "required",
        "/level": "required",
    }
    assert not Revision.objects.filter(update=update).exists()


def test_a_level_or_a_reason_and_not_both(authority_slv: Any, update_of: UpdateOf) -> None:
    reason = {"not_applicable_reason": "El país no tiene costas."}
    with pytest.raises(Invalid) as refused:
        submitted(update_of("SLV", "7.1"), authority_slv, **reason)
    assert faults(refused) == {"/not_applicable_reason": "exclusive"}
    update = submitted(update_of("SLV", "7.1"), authority_slv, level=None, **reason)
    assert update.latest_revision is not None
    assert update.latest_revision.not_applicable


def test_level_zero_is_a_level(authority_slv: Any, update_of: UpdateOf) -> None:
    assert submitted(update_of("SLV", "7.1"), authority_slv, level=0).state == State.SUBMITTED


def test_no_change_takes_over_the_last_accepted_level(
    authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    before(update_of("SLV", "7.1"), level=3)
    update = submitted(update_of("SLV", "7.1"), authority_slv, level=None, no_change=True)
    assert update.latest_revision is not None
    assert (update.latest_revision.level, update.latest_revision.no_change) == (3, True)
    # It goes round again as it is, and with a level of its own once that is said.
    update = workflow.return_(update=update, by=officer, at=timezone.now(), comment="Since when?")
    update = workflow.submit(update=update, by=authority_slv, at=timezone.now())
    update = workflow.withdraw(update=update, by=authority_slv, at=timezone.now())
    update = workflow.save(
        update=update, changes={"no_change": False}, by=authority_slv, at=timezone.now()
    )
    assert update.level is None


def test_no_change_takes_over_that_it_does_not_apply(
    authority_slv: Any, update_of: UpdateOf
) -> None:
    before(update_of("SLV", "7.1"), level=None, not_applicable_reason="Sin costas.")
    update = submitted(update_of("SLV", "7.1"), authority_slv, level=None, no_change=True)
    assert update.latest_revision is not None
    assert update.latest_revision.not_applicable_reason == "Sin costas."


def test_no_change_needs_something_before_and_no_level_beside(
    authority_slv: Any, update_of: UpdateOf
) -> None:
    with pytest.raises(Invalid) as refused:
        submitted(update_of("SLV", "7.1"), authority_slv, level=None, no_change=True)
    assert faults(refused) == {"/no_change": "no_change_without_previous"}
    before(update_of("SLV", "7.1"), level=3)
    with pytest.raises(Invalid) as refused:
        submitted(update_of("SLV", "7.1"), authority_slv, level=1, no_change=True)
    assert faults(refused) == {"/no_change": "exclusive"}


def test_evidence_and_actions_are_frozen_as_they_were(
    authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    now = timezone.now()
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    kept = evidence.attach(
        update=update, title="La ley", url="https://example.org/ley", by=authority_slv, at=now
    )
    gone = evidence.attach(
        update=update, title="Borrador", url="https://example.org/b", by=authority_slv, at=now
    )
    evidence.remove(evidence=gone, by=authority_slv, at=now)
    action = actions.create(
        party=update.party,
        by=authority_slv,
        at=now,
        changes={
            "title": "Ley de prevención",
            "language": "es",
            "kind": "law",
            "due_on": "2027-01-31",
            "commitments": ["7.1"],
        },
    )
    update = workflow.submit(update=update, by=authority_slv, at=now)
    revision = update.latest_revision
    assert revision is not None
    assert [piece["id"] for piece in revision.evidence] == [kept.pk]
    assert revision.evidence[0]["url"] == "https://example.org/ley"
    assert [(a["id"], a["due_on"]) for a in revision.actions] == [(action.pk, "2027-01-31")]
    actions.change(action=action, changes={"percent": 90}, by=authority_slv, at=now)
    revision.refresh_from_db()
    assert revision.actions[0]["percent"] == 0
    workflow.accept(update=update, by=officer, at=now)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.in_published_revision, gone.in_published_revision) == (True, False)


def test_the_round_of_return_and_acceptance(
    authority_slv: Any, officer: Any, visitor: Any, update_of: UpdateOf
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    first = update.first_submitted_at
    with pytest.raises(Invalid) as refused:
        workflow.return_(update=update, by=officer, at=timezone.now(), comment=None)
    assert faults(refused) == {"/comment": "required"}
    update = workflow.return_(update=update, by=officer, at=timezone.now(), comment="A date?")
    assert update.state == State.RETURNED
    assert not ProgressUpdate.objects.visible_to(visitor).filter(pk=update.pk).exists()
    update = submitted(update, authority_slv, summary="Desde mayo.")
    assert update.first_submitted_at == first
    assert [r.number for r in update.revisions.order_by("number")] == [1, 2]
    update = workflow.accept(update=update, by=officer, at=timezone.now())
    assert update.state == State.ACCEPTED
    assert update.published_revision == update.latest_revision
    assert ProgressUpdate.objects.visible_to(visitor).filter(pk=update.pk).exists()


def test_withdrawing_is_for_while_nobody_has_decided(
    authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    update = workflow.withdraw(update=update, by=authority_slv, at=timezone.now())
    assert update.state == State.DRAFT
    update = workflow.submit(update=update, by=authority_slv, at=timezone.now())
    workflow.accept(update=update, by=officer, at=timezone.now())
    with pytest.raises(Conflict):
        workflow.withdraw(update=update, by=authority_slv, at=timezone.now())


def test_reopening_needs_a_reason_and_keeps_what_is_public(
    authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    update = accepted(update_of("SLV", "7.1"), authority_slv, officer)
    published = update.published_revision
    with pytest.raises(Invalid) as refused:
        workflow.reopen(update=update, by=officer, at=timezone.now(), reason="")
    assert faults(refused) == {"/reason": "required"}
    update = workflow.reopen(
        update=update, by=officer, at=timezone.now(), reason="Asked for by note 3."
    )
    assert (update.state, update.published_revision) == (State.DRAFT, published)
    update = submitted(update, authority_slv, level=4)
    assert update.published_revision == published
    update = workflow.accept(update=update, by=officer, at=timezone.now())
    assert update.published_revision == update.latest_revision != published


def test_what_was_reopened_may_be_finished_in_a_closed_period(
    authority_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    update = put(update_of("SLV", "7.1"), State.NOT_REPORTED, period_state="closed")
    with pytest.raises(Conflict):
        drafted(update, authority_slv)
    update = workflow.reopen(update=update, by=officer, at=timezone.now(), reason="Asked for.")
    update = accepted(update, authority_slv, officer)
    assert update.state == State.ACCEPTED


# On behalf -------------------------------------------------------------------------------------


def test_who_logged_it_does_not_accept_it(
    officer: Any, other_officer: Any, update_of: UpdateOf
) -> None:
    update = logged(update_of("SLV", "7.1"), officer)
    update = workflow.submit(update=update, by=officer, at=timezone.now())
    with pytest.raises(NotAllowed) as refused:
        workflow.accept(update=update, by=officer, at=timezone.now())
    assert refused.value.code == "own_entry"
    update = workflow.accept(update=update, by=other_officer, at=timezone.now())
    assert update.published_revision is not None
    assert update.published_revision.channel_document == "Note 12/2026"


def test_the_party_is_told_what_was_submitted_on_its_behalf(
    officer: Any,
    authority_slv: Any,
    contributor_slv: Any,
    update_of: UpdateOf,
    mailoutbox: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    queued: Queue = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda name, kwargs: queued.append((name, kwargs))
    )
    authority_slv.language = "es"
    authority_slv.save()
    with django_capture_on_commit_callbacks(execute=True):
        update = logged(update_of("SLV", "7.1"), officer)
        update = workflow.submit(update=update, by=officer, at=timezone.now())
    (one,) = queued
    assert mailoutbox == []  # nothing before the transaction holds
    assert [carry_out(*one), carry_out(*one)] == [DeliveryOutcome.SENT, DeliveryOutcome.NOTHING]
    (letter,) = mailoutbox
    assert letter.to == [authority_slv.email]
    assert "Note 12/2026" in letter.body
    assert AuditEntry.objects.filter(action="tell_party").count() == 1


def test_what_the_party_submits_itself_is_no_news_to_it(
    authority_slv: Any, update_of: UpdateOf, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        submitted(update_of("SLV", "7.1"), authority_slv)
    assert callbacks == []


def test_the_party_replaces_what_was_logged_even_in_a_closed_period(
    officer: Any, other_officer: Any, authority_slv: Any, update_of: UpdateOf
) -> None:
    update = put(update_of("SLV", "7.1"), State.NOT_REPORTED, period_state="closed")
    update = logged(update, officer)
    update = workflow.submit(update=update, by=officer, at=timezone.now())
    update = workflow.accept(update=update, by=other_officer, at=timezone.now())
    published = update.published_revision
    update = workflow.replace(update=update, by=authority_slv, at=timezone.now())
    assert (update.state, update.channel, update.logged_by) == (State.DRAFT, "online", None)
    assert update.published_revision == published
    update = submitted(update, authority_slv, summary="Nuestras palabras.")
    update = workflow.accept(update=update, by=officer, at=timezone.now())
    assert update.published_revision != published
