"""Writing an update, and passing the draft on within the party."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, Fault, NotAllowed
from commitments.models import Commitment, Party, Responsibility, User
from commitments.people.rules.permissions import Person
from tracker.fields import UPDATE
from tracker.fields.cleaning import clean_words, refuse
from tracker.periods.models import ReportingPeriod
from tracker.updates.commands.submission import last_accepted_before
from tracker.updates.commands.workflow_step import WorkflowStep, begin, claim, finish
from tracker.updates.models.decision import Decision, Verb
from tracker.updates.models.narrative import Channel
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.rules.content import clean_content, clean_source
from tracker.updates.rules.permissions import Role, roles_of
from tracker.updates.rules.workflow_table import PARTY_BEGAN

_OFFICER: Final = frozenset({Role.OFFICER})
TYPING_SPELL: Final = timedelta(minutes=15)


@transaction.atomic
def save(
    *,
    update: ProgressUpdate,
    changes: Mapping[str, object],
    by: Person,
    at: datetime,
    version: int | None = None,
    channel: object = "",
    channel_document: object = "",
    while_typing: bool = False,
) -> ProgressUpdate:
    """Write `changes`, the content fields that were sent, into the working copy; return the update.

    An officer does this on the party's behalf, and names the channel and the document by which the
    report came. When the party saves what was logged on its behalf, it becomes the party's own.
    `while_typing`: a page saves at every pause of a person who types; the log has one entry for
    `TYPING_SPELL`. Raises NotAllowed, Stale, Conflict, and Invalid with all faults.
    """
    roles = _acting_roles(by, update.party_id, channel)
    step = begin(verb=Verb.SAVE, update=update, by=by, at=at, version=version, roles=roles)
    locked = step.update
    written = clean_content(changes)
    if locked.no_change and written.get("no_change") is False:
        # What an earlier submission took over with `no_change` goes with it.
        written = {"level": None, "not_applicable_reason": ""} | written
    if roles == _OFFICER:
        # What a party attached is its own, even if it wrote nothing.
        if not locked.on_behalf and locked.evidence.filter(removed_at__isnull=True).exists():
            raise Conflict(PARTY_BEGAN.detail, code=PARTY_BEGAN.code)
        if locked.on_behalf and locked.state == State.DRAFT:
            channel = channel or locked.channel
            channel_document = channel_document or locked.channel_document
    else:
        claim(locked)
    written |= _source(step.by, roles, channel, channel_document)
    for name, value in written.items():
        setattr(locked, name, value)
    return finish(step, logged=not (while_typing and _is_logged(step)))


@transaction.atomic
def start_from_previous(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """Copy the party's last accepted report into the fields that are empty; return the update.

    The level is copied only if neither a level, nor a reason, nor `no_change` is given. Raises
    NotAllowed, Stale, and Conflict if there is no earlier report.
    """
    step = begin(verb=Verb.SAVE, update=update, by=by, at=at, version=version)
    locked, previous = step.update, last_accepted_before(step.update)
    if previous is None:
        raise Conflict(
            _("There is no accepted update of an earlier period to start from."),
            code="no_previous",
        )
    if locked.level is None and not locked.no_change and not locked.not_applicable:
        locked.level = previous.level
        locked.not_applicable_reason = previous.not_applicable_reason
    for field in UPDATE:
        if field.carried and not getattr(locked, field.name):
            setattr(locked, field.name, getattr(previous, field.name))
    if Role.OFFICER not in step.rule.who:
        claim(locked)
    return finish(step)


def _is_logged(step: WorkflowStep) -> bool:
    """Whether the last entry of the log is of the same person, who saved shortly before."""
    last = step.update.decisions.order_by("-at", "-pk").first()
    return (
        last is not None
        and last.verb == Verb.SAVE
        and last.by_id == step.by.pk
        and last.to_state == (step.rule.target or step.from_state)
        and step.at - last.at < TYPING_SPELL
    )


def volunteer(
    *,
    period: ReportingPeriod,
    commitment: Commitment,
    party: Party,
    by: Person,
    at: datetime,
    changes: Mapping[str, object],
    channel: object = "",
    channel_document: object = "",
) -> ProgressUpdate:
    """Begin an update that was not requested and is in no rate; return the draft.

    Any party with a role in the commitment can do this, also one that supports it or is not in the
    period; and an officer on its behalf, also after closing. Raises NotAllowed, Conflict, Invalid.
    """
    roles = _acting_roles(by, party.pk, channel)
    if not roles or not isinstance(by, User):
        raise NotAllowed(_("Your role does not allow this."))
    try:
        with transaction.atomic():
            update = _voluntary(period, commitment, party, after_closing=roles == _OFFICER)
            written = clean_content(changes) | _source(by, roles, channel, channel_document)
            for name, value in (written | {"changed_at": at, "sample": by.sample}).items():
                setattr(update, name, value)
            update.save()
            Decision.objects.create(
                update=update,
                verb=Verb.SAVE,
                from_state=State.EXPECTED,
                to_state=State.DRAFT,
                by=by,
                at=at,
                sample=update.sample,
            )
    except IntegrityError as error:
        if "update_once_a_period" not in str(error):
            raise
        raise _already_there() from error
    return update


def _voluntary(
    period: ReportingPeriod, commitment: Commitment, party: Party, *, after_closing: bool
) -> ProgressUpdate:
    """Return the update that may be begun, not yet saved. Raises Conflict, Invalid."""
    period = locking.share(ReportingPeriod, period.pk)
    states = ReportingPeriod.State
    if period.state != states.OPEN and not (after_closing and period.state == states.CLOSED):
        raise Conflict(_("The period is not open."), code="period_closed")
    if ProgressUpdate.objects.filter(period=period, party=party, commitment=commitment).exists():
        raise _already_there()
    # An addressee is taken first, then a supporting party, then a consulted one.
    roles = Responsibility.Role
    order = Case(When(role=roles.ADDRESSEE, then=0), When(role=roles.SUPPORTING, then=1), default=2)
    responsibility = (
        Responsibility.objects.filter(commitment=commitment, party=party).order_by(order).first()
    )
    faults = []
    if not period.instruments.filter(pk=commitment.instrument_id).exists():
        detail = _("The period does not cover its instrument.")
        faults.append(Fault("/commitment", "not_in_period", detail))
    if responsibility is None:
        detail = _("The party has no role in this commitment.")
        faults.append(Fault("/party", "no_responsibility", detail))
    refuse(faults)
    return ProgressUpdate(
        period=period,
        party=party,
        commitment=commitment,
        responsibility=responsibility,
        instrument_id=commitment.instrument_id,
        covers_from=period.covers_from,
        state=State.DRAFT,
    )


@transaction.atomic
def hand_over(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """A contributor hands the draft to the party's authority; return the update."""
    return finish(begin(verb=Verb.HAND_OVER, update=update, by=by, at=at, version=version))


@transaction.atomic
def send_back(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None, comment: object
) -> ProgressUpdate:
    """The authority sends the draft back to the contributor with a comment; return the update."""
    step = begin(verb=Verb.SEND_BACK, update=update, by=by, at=at, version=version)
    blank = _("Say what the contributor should change.")
    return finish(step, comment=clean_words(comment, name="comment", blank=blank))


def _acting_roles(by: Person, party_id: int, channel: object) -> frozenset[Role]:
    """Return the roles in which the person writes.

    Somebody who is an officer and speaks for the party writes as an officer if they name a channel.
    """
    roles = roles_of(by, party_id)
    named_channel = channel not in ("", Channel.ONLINE)
    as_officer = Role.OFFICER in roles and (roles == _OFFICER or named_channel)
    return _OFFICER if as_officer else roles - _OFFICER


def _source(
    by: User, roles: frozenset[Role], channel: object, channel_document: object
) -> dict[str, Any]:
    """Return the channel and document that an officer names, and who logs it; {} for a party.

    Raises Invalid; a party writes online and can name neither.
    """
    if roles == _OFFICER:
        source = clean_source(channel=channel, document=channel_document)
        return source | {"logged_by": by}
    named = {
        "channel": channel not in ("", Channel.ONLINE),
        "channel_document": bool(channel_document),
    }
    detail = _("Only the secretariat can set this.")
    refuse(Fault(f"/{name}", "secretariat_only", detail) for name in named if named[name])
    return {}


def _already_there() -> Conflict:
    return Conflict(
        _("The party's update of this commitment in this period already exists."),
        code="already_there",
    )
