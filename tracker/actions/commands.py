"""Follow-up actions and their milestones. Only the party itself writes them, never an officer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Fault, NotAllowed
from commitments.models import Commitment, Party, User
from commitments.people.rules.permissions import Person, speaks_for
from tracker.actions.models import FollowUpAction, Milestone
from tracker.audit_actions import AuditAction
from tracker.fields import ACTION, MILESTONE, Kind
from tracker.fields.cleaning import Cleaner, Unfit, clean_fields, cleaners, refuse

COMMITMENTS_MAX: Final = 100
_PARTY_ONLY: Final = _("Only people of the party can write its actions.")


def verbs_open_to(*, action: FollowUpAction, person: Person) -> list[str]:
    """Return what the person may do with the action: `["change"]`, or nothing."""
    return ["change"] if speaks_for(person, action.party_id) else []


@transaction.atomic
def create(
    *, party: Party, by: Person, at: datetime, changes: Mapping[str, object]
) -> FollowUpAction:
    """Create an action of the party from its fields; return it.

    `commitments` are codes of the default instrument (`7.1`), others by `instrument/code`.
    Raises NotAllowed, Invalid with every fault.
    """
    if not speaks_for(by, party.pk) or not isinstance(by, User):
        raise NotAllowed(_PARTY_ONLY)
    clean = clean_fields(changes, _ACTION, required=ACTION.required)
    commitments = clean.pop("commitments")
    action = FollowUpAction(
        party=party, created_at=at, created_by=by, changed_at=at, sample=by.sample, **clean
    )
    _refuse_contradictions(action)
    action.save()
    action.commitments.set(commitments)
    _log(AuditAction.CREATE_ACTION, action, by=by, at=at)
    return action


@transaction.atomic
def change(
    *,
    action: FollowUpAction,
    changes: Mapping[str, object],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> FollowUpAction:
    """Change the fields that were sent; return the action. Raises NotAllowed, Stale, Invalid."""
    locked = lock_action(action, by=by, version=version)
    clean = clean_fields(changes, _ACTION)
    commitments = clean.pop("commitments", None)
    for name, value in clean.items():
        setattr(locked, name, value)
    _refuse_contradictions(locked)
    if commitments is not None:
        locked.commitments.set(commitments)
    locking.write(locked, at=at)
    _log(AuditAction.CHANGE_ACTION, locked, by=by, at=at, fields=sorted(changes))
    return locked


@transaction.atomic
def add_milestone(
    *,
    action: FollowUpAction,
    changes: Mapping[str, object],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Milestone:
    """Add a milestone to the action; return it. Raises NotAllowed, Stale, Invalid."""
    locked = lock_action(action, by=by, version=version)
    clean = clean_fields(changes, _MILESTONE, required=MILESTONE.required)
    milestone = Milestone(action=locked, sample=locked.sample, **clean)
    _refuse_future(milestone, at.date())
    milestone.save()
    locking.write(locked, at=at)
    _log(AuditAction.ADD_MILESTONE, locked, by=by, at=at, milestone=milestone.title)
    return milestone


@transaction.atomic
def change_milestone(
    *,
    milestone: Milestone,
    changes: Mapping[str, object],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Milestone:
    """Change the fields that were sent; return the milestone. `version` is that of its action.

    Raises NotAllowed, Stale, Invalid.
    """
    locked = lock_action(milestone.action, by=by, version=version)
    current = Milestone.objects.get(pk=milestone.pk, action=locked)
    for name, value in clean_fields(changes, _MILESTONE).items():
        setattr(current, name, value)
    _refuse_future(current, at.date())
    current.save()
    locking.write(locked, at=at)
    _log(AuditAction.CHANGE_MILESTONE, locked, by=by, at=at, milestone=current.title)
    return current


@transaction.atomic
def remove_milestone(
    *, milestone: Milestone, by: Person, at: datetime, version: int | None = None
) -> None:
    """Delete the milestone; no revision keeps it. Raises NotAllowed, Stale."""
    locked = lock_action(milestone.action, by=by, version=version)
    Milestone.objects.filter(pk=milestone.pk, action=locked).delete()
    locking.write(locked, at=at)
    _log(AuditAction.REMOVE_MILESTONE, locked, by=by, at=at, milestone=milestone.title)


def lock_action(action: FollowUpAction, *, by: Person, version: int | None) -> FollowUpAction:
    """Return the action as it is now, locked until the transaction ends.

    Raises NotAllowed unless `by` speaks for its party; Stale where `version` is not its version.
    """

    def allow(locked: FollowUpAction) -> None:
        if not speaks_for(by, locked.party_id):
            raise NotAllowed(_PARTY_ONLY)

    rows = FollowUpAction.objects.select_related("party")
    return locking.lock_row(action, rows=rows, allow=allow, version=version)


def _log(
    done: AuditAction, action: FollowUpAction, *, by: Person, at: datetime, **detail: object
) -> None:
    assert isinstance(by, User)  # noqa: S101  # only a signed-in person speaks for a party
    locking.log(done, action, by=by, at=at, **detail)


def _commitments(value: object) -> list[Commitment]:
    if not isinstance(value, list) or not 0 < len(value) <= COMMITMENTS_MAX:
        raise Unfit("wrong_type", _("This must be a list of commitments, at least one."))
    by_key: dict[object, Commitment] = {}
    for commitment in Commitment.objects.select_related("instrument"):
        by_key[f"{commitment.instrument.key}/{commitment.code}"] = commitment
        if commitment.instrument.is_default:
            by_key[commitment.code] = commitment
    for number, key in enumerate(value):
        if not isinstance(key, str) or key not in by_key:
            raise Unfit("unknown_key", _("There is no such commitment."), f"/{number}")
    return [by_key[key] for key in value]


_ACTION: Final[Mapping[str, Cleaner]] = cleaners(
    ACTION, FollowUpAction, {Kind.COMMITMENTS: _commitments}
)
_MILESTONE: Final[Mapping[str, Cleaner]] = cleaners(MILESTONE, Milestone)


def _refuse_contradictions(action: FollowUpAction) -> None:
    faults = []
    if action.starts_on and action.due_on and action.due_on < action.starts_on:
        faults.append(Fault("/due_on", "out_of_order", _("The due date is before the start.")))
    if (action.cost is None) != (action.currency == ""):
        words = _("A cost requires a currency, and a currency a cost.")
        faults.append(Fault("/currency", "cost_with_currency", words))
    refuse(faults)


def _refuse_future(milestone: Milestone, today: date) -> None:
    if milestone.reached_on is not None and milestone.reached_on > today:
        refuse([Fault("/reached_on", "in_future", _("This day is in the future."))])
