"""One step of the workflow: lock and check at its beginning, write and log at its end."""

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
from tracker.updates.rules.permissions import Role
from tracker.updates.rules.workflow_table import Rule, check_role, rule_for


@dataclass(frozen=True, slots=True)
class WorkflowStep:
    """A step that may be taken: the locked update, the row of the table, who and when."""

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
    """Lock the update, in the caller's transaction, and return the step that `by` may take.

    The step's update has its period, party and commitment. Raises NotAllowed, Stale (unless
    `version` is None or the update's), Conflict: in this order.
    """

    def allow(found: ProgressUpdate) -> None:
        check_role(verb=verb, update=found, person=by, roles=roles)

    locked = lock(update, allow=allow, version=version)
    rule = rule_for(verb=verb, update=locked, person=by, roles=roles)
    assert isinstance(by, User)  # noqa: S101  # a visitor has no role, so never gets here
    return WorkflowStep(update=locked, rule=rule, by=by, at=at)


def lock(
    update: ProgressUpdate,
    *,
    allow: Callable[[ProgressUpdate], object] | None = None,
    version: int | None = None,
) -> ProgressUpdate:
    """Return the update as it is now, locked until the transaction ends.

    The period is locked first, shared: closing waits for steps under way, steps wait for closing
    and then see it closed. Both lock in this order, so neither waits for the other forever.
    """
    period = locking.share(ReportingPeriod, update.period_id)

    def allow_in_period(found: ProgressUpdate) -> None:
        found.period = period
        if allow is not None:
            allow(found)

    rows = ProgressUpdate.objects.select_related("party", "commitment")
    return locking.lock_row(update, rows=rows, allow=allow_in_period, version=version)


def finish(
    step: WorkflowStep, *, comment: str = "", revision: Revision | None = None, logged: bool = True
) -> ProgressUpdate:
    """Write the update in its new state, one version on, with the decision; return it.

    `logged=False`: the log tells it already.
    """
    update, from_state = step.update, step.from_state
    locking.write(update, at=step.at, state=step.rule.target or from_state)
    if not logged:
        return update
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
