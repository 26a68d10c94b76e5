"""One step of the workflow: its beginning locks and checks, its end writes and logs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from commitments.foundation import locking
from commitments.models import User
from commitments.people.rules.permissions import Person
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.decision import Decision, Verb
from tracker.updates.models.narrative import Channel
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.rules.permissions import Role, roles_of
from tracker.updates.rules.workflow_table import Rule, check_role, rule_for


@dataclass(frozen=True, slots=True)
class WorkflowStep:
    """A step that may be taken: the locked update, the row of the table, the person, the moment."""

    update: ProgressUpdate
    rule: Rule
    by: User
    at: datetime

    @property
    def from_state(self) -> State:
        return State(self.update.state)


def begin(
    *,
    verb: Verb,
    update: ProgressUpdate,
    by: Person,
    at: datetime,
    version: int | None = None,
    roles: frozenset[Role] | None = None,
) -> WorkflowStep:
    """Lock the update in the caller's transaction, and return the step that `by` may take.

    `roles` limits the roles in which the person acts. The step's update has its period, party and
    commitment. Raises, in this order, NotAllowed, Stale (if `version` is another than the
    update's) and Conflict.
    """
    acting_as = roles_of(by, update.party_id) if roles is None else roles

    def allow(locked: ProgressUpdate) -> None:
        check_role(verb=verb, update=locked, person=by, roles=acting_as)

    locked = lock(update, allow=allow, version=version)
    rule = rule_for(verb=verb, update=locked, roles=acting_as)
    assert isinstance(by, User)  # noqa: S101  # anybody else has no role and was refused above
    return WorkflowStep(update=locked, rule=rule, by=by, at=at)


def lock(
    update: ProgressUpdate,
    *,
    allow: Callable[[ProgressUpdate], object] | None = None,
    version: int | None = None,
) -> ProgressUpdate:
    """Return the update as it is now, locked until the transaction ends.

    The period is locked first, in shared mode: closing waits for steps that have begun, and a step
    waits for closing and then finds the period closed. Both take the locks in the same order, so
    that they cannot block each other.
    """
    period = locking.share(ReportingPeriod, update.period_id)

    def allow_in_period(locked: ProgressUpdate) -> None:
        locked.period = period
        if allow is not None:
            allow(locked)

    rows = ProgressUpdate.objects.select_related("party", "commitment")
    return locking.lock_row(update, rows=rows, allow=allow_in_period, version=version)


def finish(
    step: WorkflowStep, *, comment: str = "", revision: Revision | None = None, logged: bool = True
) -> ProgressUpdate:
    """Write the update in its new state with its next version, and the decision; return it.

    `logged=False`: no decision is written, because the last one already says the same.
    """
    update, from_state = step.update, step.from_state
    locking.write(update, at=step.at, state=step.rule.target or from_state)
    if logged:
        Decision.objects.create(
            update=update,
            verb=step.rule.verb,
            from_state=from_state,
            to_state=update.state,
            by=step.by,
            at=step.at,
            comment=comment,
            revision=revision,
            sample=update.sample,
        )
    return update


def claim(update: ProgressUpdate) -> None:
    """Make the working copy the party's own, whoever began it; the caller saves it."""
    update.channel = Channel.ONLINE
    update.channel_document = ""
    update.logged_by = None
