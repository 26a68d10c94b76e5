"""The workflow as a table that a lawyer can read, and what follows from it.

When a period closes, all unfinished updates in it end. An officer can make one active again, by
reopening it, by returning it, or by logging what came late; this can be finished in the closed
period, so the rules from `draft`, `returned` and `national_review` do not ask whether it is open.
But in a closed period a party neither begins anything new nor withdraws a submission: these rules
have the condition `period_open`. `replace` does not have it, because a party can always replace
what was logged on its behalf with its own report.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, NotAllowed, Words
from commitments.people.rules.permissions import Person
from tracker.fields import UPDATE, Kind
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.decision import Verb
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.rules.permissions import Role, may_accept, roles_of

# Conditions besides the state ------------------------------------------------------------------


class Circumstances(NamedTuple):
    """What the table needs to know of an update. `begun`: its working copy is not empty."""

    state: State
    period_open: bool
    on_behalf: bool
    begun: bool


class Obstacle(NamedTuple):
    """Why a verb is not possible: a code for programs, and a sentence for people."""

    code: str
    detail: Words


Condition = Callable[[Circumstances], Obstacle | None]

_PERIOD_CLOSED: Final = Obstacle("period_closed", _("The period is not open."))
PARTY_BEGAN: Final = Obstacle("party_began", _("The party has already started this itself."))


def always(now: Circumstances) -> Obstacle | None:
    """No further condition."""
    return None


def period_open(now: Circumstances) -> Obstacle | None:
    """The period is open: for steps of a party that begin something or withdraw it."""
    return None if now.period_open else _PERIOD_CLOSED


def on_behalf(now: Circumstances) -> Obstacle | None:
    """The secretariat logged the update; the party did not write it itself."""
    return None if now.on_behalf else PARTY_BEGAN


def not_begun_by_party(now: Circumstances) -> Obstacle | None:
    """The party has not begun: an officer never writes over its text, not even after closing."""
    return PARTY_BEGAN if now.begun and not now.on_behalf else None


# The table -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: who may use the verb, in which states, and the next state (None: the same)."""

    verb: Verb
    who: AbstractSet[Role]
    sources: AbstractSet[State]
    target: State | None
    condition: Condition = always


_CONTRIBUTOR = frozenset({Role.CONTRIBUTOR})
_AUTHORITY = frozenset({Role.AUTHORITY})
_PARTY = _CONTRIBUTOR | _AUTHORITY
_OFFICER = frozenset({Role.OFFICER})
_S = State

TABLE: Final = (
    Rule(Verb.SAVE, _PARTY, {_S.EXPECTED}, _S.DRAFT, period_open),
    Rule(Verb.SAVE, _PARTY, {_S.DRAFT, _S.RETURNED}, None),
    Rule(Verb.SAVE, _AUTHORITY, {_S.NATIONAL_REVIEW}, None),
    Rule(Verb.SAVE, _OFFICER, {_S.EXPECTED, _S.NOT_REPORTED}, _S.DRAFT, not_begun_by_party),
    Rule(Verb.SAVE, _OFFICER, {_S.DRAFT}, None, on_behalf),
    Rule(Verb.HAND_OVER, _CONTRIBUTOR, {_S.DRAFT, _S.RETURNED}, _S.NATIONAL_REVIEW),
    Rule(Verb.SEND_BACK, _AUTHORITY, {_S.NATIONAL_REVIEW}, _S.DRAFT),
    Rule(Verb.SUBMIT, _AUTHORITY, {_S.DRAFT, _S.RETURNED, _S.NATIONAL_REVIEW}, _S.SUBMITTED),
    Rule(Verb.SUBMIT, _OFFICER, {_S.DRAFT, _S.RETURNED}, _S.SUBMITTED, on_behalf),
    Rule(Verb.WITHDRAW, _AUTHORITY, {_S.SUBMITTED}, _S.DRAFT, period_open),
    Rule(Verb.RETURN, _OFFICER, {_S.SUBMITTED}, _S.RETURNED),
    Rule(Verb.ACCEPT, _OFFICER, {_S.SUBMITTED}, _S.ACCEPTED),
    Rule(Verb.REPLACE, _AUTHORITY, {_S.ACCEPTED}, _S.DRAFT, on_behalf),
    Rule(Verb.REOPEN, _OFFICER, {_S.ACCEPTED, _S.NOT_REPORTED}, _S.DRAFT),
)
# Closing is a step of the period, not a verb of the update; see `tracker.periods`.
ENDED_BY_CLOSING: Final = (_S.EXPECTED, _S.DRAFT, _S.NATIONAL_REVIEW, _S.RETURNED)


# What follows from the table -------------------------------------------------------------------


def begun(update: ProgressUpdate) -> bool:
    """Return whether the working copy has any content."""
    values = ((field.kind, getattr(update, field.name)) for field in UPDATE if field.begun)
    # Level 0 is content; any other empty value is not.
    return any(value is not None if kind == Kind.LEVEL else value for kind, value in values)


def circumstances(update: ProgressUpdate) -> Circumstances:
    """Return what the table needs to know of the update."""
    return Circumstances(
        state=State(update.state),
        period_open=update.period.state == ReportingPeriod.State.OPEN,
        on_behalf=update.on_behalf,
        begun=begun(update),
    )


def check_role(
    *, verb: Verb, update: ProgressUpdate, person: Person, roles: AbstractSet[Role]
) -> None:
    """Raise NotAllowed unless a person with these roles may use the verb in some state."""
    if not any(rule.verb == verb and rule.who & roles for rule in TABLE):
        raise NotAllowed(_("Your role does not allow this."))
    if verb == Verb.ACCEPT and not may_accept(person, update):
        raise NotAllowed(
            _("Somebody else has to accept what you logged, or what your own party reports."),
            code="own_entry",
        )


def rule_for(*, verb: Verb, update: ProgressUpdate, roles: AbstractSet[Role]) -> Rule:
    """Return the row by which these roles may use the verb now. Raises Conflict."""
    now = circumstances(update)
    first_obstacle = None
    for rule in TABLE:
        if rule.verb == verb and rule.who & roles and now.state in rule.sources:
            obstacle = rule.condition(now)
            if obstacle is None:
                return rule
            first_obstacle = first_obstacle or obstacle
    if first_obstacle:
        raise Conflict(first_obstacle.detail, code=first_obstacle.code)
    raise Conflict(
        _("An update in the state “%(state)s” does not allow this.") % {"state": now.state.label},
        code="wrong_state",
    )


def verbs_open_to(*, update: ProgressUpdate, person: Person, at: datetime) -> list[str]:
    """Return the verbs that the person may use on the update now, in the order of the table.

    It reads only the person's roles. It needs `party_id`, `state`, `channel`, `logged_by_id`,
    `period.state` and the content of the update. No verb depends on `at` yet.
    """
    verbs = _open_verbs(roles_of(person, update.party_id), circumstances(update))
    return [verb.value for verb in verbs if verb != Verb.ACCEPT or may_accept(person, update)]


@cache
def _open_verbs(roles: frozenset[Role], now: Circumstances) -> tuple[Verb, ...]:
    """Return the verbs open in these circumstances; kept, since many updates have the same."""
    return tuple(
        dict.fromkeys(
            rule.verb
            for rule in TABLE
            if rule.who & roles and now.state in rule.sources and rule.condition(now) is None
        )
    )
