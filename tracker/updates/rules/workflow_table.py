"""The workflow as a table a lawyer can read, and what follows from it.

Periods: closing ends what is under way in it. What an officer has set under way again since (by
reopening, by returning, by logging what came late) may be finished in a closed period, so rules
from `draft`, `returned` and `national_review` do not ask whether it is open. But nothing new is
begun in a closed period, and nothing handed in is taken back: those rules say PERIOD_OPEN.
`replace` does not: a party speaks for itself whenever it learns what was logged on its behalf.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
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

# Conditions beyond the state -------------------------------------------------------------------


class Circumstances(NamedTuple):
    """All that the table asks of an update. `begun`: its working copy holds something said."""

    state: State
    period_open: bool
    on_behalf: bool
    begun: bool


class Obstacle(NamedTuple):
    """Why not, for programs and for people."""

    code: str
    detail: Words


Condition = Callable[[Circumstances], Obstacle | None]

_PERIOD_CLOSED: Final = Obstacle("period_closed", _("The period is not open."))
PARTY_BEGAN: Final = Obstacle("party_began", _("The party has already started this itself."))


def always(now: Circumstances) -> Obstacle | None:
    """No further condition."""
    return None


def period_open(now: Circumstances) -> Obstacle | None:
    """Parties' own steps that begin or take back something."""
    return None if now.period_open else _PERIOD_CLOSED


def on_behalf(now: Circumstances) -> Obstacle | None:
    """What the secretariat logged; not what the party wrote itself."""
    return None if now.on_behalf else PARTY_BEGAN


def not_begun_by_party(now: Circumstances) -> Obstacle | None:
    """An officer never writes over what the party itself began, not even once time is up."""
    return PARTY_BEGAN if now.begun and not now.on_behalf else None


# The table -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: who may take the verb, from which states, to which (None: it stays)."""

    verb: Verb
    who: frozenset[Role]
    sources: frozenset[State]
    target: State | None
    condition: Condition = always


def _row(
    verb: Verb,
    who: Collection[Role],
    sources: Collection[State],
    target: State | None,
    condition: Condition = always,
) -> Rule:
    return Rule(verb, frozenset(who), frozenset(sources), target, condition)


_PARTY = (Role.CONTRIBUTOR, Role.AUTHORITY)
_AUTHORITY = (Role.AUTHORITY,)
_CONTRIBUTOR = (Role.CONTRIBUTOR,)
_OFFICER = (Role.OFFICER,)
_S = State

TABLE: Final = (
    _row(Verb.SAVE, _PARTY, [_S.EXPECTED], _S.DRAFT, period_open),
    _row(Verb.SAVE, _PARTY, [_S.DRAFT, _S.RETURNED], None),
    _row(Verb.SAVE, _AUTHORITY, [_S.NATIONAL_REVIEW], None),
    _row(Verb.SAVE, _OFFICER, [_S.EXPECTED, _S.NOT_REPORTED], _S.DRAFT, not_begun_by_party),
    _row(Verb.SAVE, _OFFICER, [_S.DRAFT], None, on_behalf),
    _row(Verb.HAND_OVER, _CONTRIBUTOR, [_S.DRAFT, _S.RETURNED], _S.NATIONAL_REVIEW),
    _row(Verb.SEND_BACK, _AUTHORITY, [_S.NATIONAL_REVIEW], _S.DRAFT),
    _row(Verb.SUBMIT, _AUTHORITY, [_S.DRAFT, _S.RETURNED, _S.NATIONAL_REVIEW], _S.SUBMITTED),
    _row(Verb.SUBMIT, _OFFICER, [_S.DRAFT, _S.RETURNED], _S.SUBMITTED, on_behalf),
    _row(Verb.WITHDRAW, _AUTHORITY, [_S.SUBMITTED], _S.DRAFT, period_open),
    _row(Verb.RETURN, _OFFICER, [_S.SUBMITTED], _S.RETURNED),
    _row(Verb.ACCEPT, _OFFICER, [_S.SUBMITTED], _S.ACCEPTED),
    _row(Verb.REPLACE, _AUTHORITY, [_S.ACCEPTED], _S.DRAFT, on_behalf),
    _row(Verb.REOPEN, _OFFICER, [_S.ACCEPTED, _S.NOT_REPORTED], _S.DRAFT),
)
# Closing is the period's step, not one of the update's own verbs: `tracker.periods`.
ENDED_BY_CLOSING: Final = (_S.EXPECTED, _S.DRAFT, _S.NATIONAL_REVIEW, _S.RETURNED)


# What follows from it --------------------------------------------------------------------------


def begun(update: ProgressUpdate) -> bool:
    """Return whether the working copy holds anything said."""
    said = ((field.kind, getattr(update, field.name)) for field in UPDATE if field.begun)
    # Level 0 says something; any other empty value says nothing.
    return any(value is not None if kind == Kind.LEVEL else value for kind, value in said)


def circumstances(update: ProgressUpdate) -> Circumstances:
    """Return what the table asks of the update."""
    return Circumstances(
        state=State(update.state),
        period_open=update.period.state == ReportingPeriod.State.OPEN,
        on_behalf=update.on_behalf,
        begun=begun(update),
    )


def rule_for(
    *, verb: Verb, update: ProgressUpdate, person: Person, roles: frozenset[Role] | None = None
) -> Rule:
    """Return the row by which the person may take the verb now.

    `roles` narrows in what capacity. Raises NotAllowed, or else Conflict.
    """
    check_role(verb=verb, update=update, person=person, roles=roles)
    held = roles_of(person, update.party_id) if roles is None else roles
    now = circumstances(update)
    obstacles = []
    for rule in TABLE:
        if rule.verb == verb and rule.who & held and now.state in rule.sources:
            obstacle = rule.condition(now)
            if obstacle is None:
                return rule
            obstacles.append(obstacle)
    if obstacles:
        raise Conflict(obstacles[0].detail, code=obstacles[0].code)
    raise Conflict(
        _("An update in the state “%(state)s” does not allow this.") % {"state": now.state.label},
        code="wrong_state",
    )


def check_role(
    *, verb: Verb, update: ProgressUpdate, person: Person, roles: frozenset[Role] | None = None
) -> None:
    """Raise NotAllowed unless the person's role may take the verb in some state."""
    held = roles_of(person, update.party_id) if roles is None else roles
    if not any(rule.verb == verb and rule.who & held for rule in TABLE):
        raise NotAllowed(_("Your role does not allow this."))
    if verb == Verb.ACCEPT and not may_accept(person, update):
        raise NotAllowed(
            _("Somebody else has to accept what you logged, or what your own party reports."),
            code="own_entry",
        )


def verbs_open_to(*, update: ProgressUpdate, person: Person, at: datetime) -> list[str]:
    """Return the verbs the person may use on the update now, in the table's order.

    Reads nothing but the person's standing. Of the update it takes `party_id`, `state`, `channel`,
    `logged_by_id`, `period.state` and the content. No verb depends on `at` so far.
    """
    verbs = _open(roles_of(person, update.party_id), circumstances(update))
    return [verb.value for verb in verbs if verb != Verb.ACCEPT or may_accept(person, update)]


@cache
def _open(held: frozenset[Role], now: Circumstances) -> tuple[Verb, ...]:
    """The same for every update in the same circumstances: a list of them computes it once."""
    return tuple(
        dict.fromkeys(
            rule.verb
            for rule in TABLE
            if rule.who & held and now.state in rule.sources and rule.condition(now) is None
        )
    )
