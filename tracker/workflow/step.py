"""One step of the workflow: lock and check at its beginning, write and log at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commitments.errors import Stale
from commitments.models import User
from commitments.permissions import Person

from ..models import Channel, Decision, ProgressUpdate, ReportingPeriod, Revision, State, Verb
from ..permissions import Role
from .table import Rule, check_role, rule_for


@dataclass(frozen=True, slots=True)
class Step:
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
) -> Step:
    """Lock the update, in the caller's transaction, and return the step that `by` may take.

    The step's update has its period, party and commitment. Raises NotAllowed, Stale (unless
    `version` is None or the update's), Conflict: in this order.
    """
    locked = lock(update)
    check_role(verb=verb, update=locked, person=by, roles=roles)
    check_version(locked, version)
    rule = rule_for(verb=verb, update=locked, person=by, roles=roles)
    assert isinstance(by, User)  # noqa: S101  # a visitor has no role, so never gets here
    return Step(update=locked, rule=rule, by=by, at=at)


def lock(update: ProgressUpdate) -> ProgressUpdate:
    """Return the update as it is now, locked until the transaction ends.

    The period is locked first, shared: closing waits for steps under way, steps wait for closing
    and then see it closed. Both lock in this order, so neither waits for the other forever.
    """
    period = share(update.period_id)
    locked = (
        ProgressUpdate.objects.select_for_update(of=("self",))
        .select_related("party", "commitment")
        .get(pk=update.pk)
    )
    locked.period = period
    return locked


def share(period_id: int) -> ReportingPeriod:
    """Return the period as it is now; it cannot be opened, amended or closed meanwhile."""
    return ReportingPeriod.objects.raw(
        "SELECT * FROM tracker_reportingperiod WHERE id = %s FOR SHARE", [period_id]
    )[0]


def check_version(thing: ProgressUpdate | ReportingPeriod, version: int | None) -> None:
    """Raise Stale unless `version` is None or that of the thing."""
    if version is not None and thing.version != version:
        raise Stale(_("This has changed since you read it. Read it again, then repeat."))


def finish(
    step: Step, *, comment: str = "", revision: Revision | None = None, logged: bool = True
) -> ProgressUpdate:
    """Write the update in its new state, one version on, with the decision; return it.

    `logged=False`: the log tells it already.
    """
    update, from_state = step.update, step.from_state
    update.state = step.rule.target or from_state
    update.version += 1
    update.changed_at = step.at
    update.save()
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
