"""Writing an update, and handing it about inside the party."""

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

_OFFICER = frozenset({Role.OFFICER})
TYPING_SPELL: Final = timedelta(minutes=15)


@transaction.atomic
def save(
    *,
    update: ProgressUpdate,
    changes: Mapping[str, Any],
    by: Person,
    at: datetime,
    version: int | None = None,
    channel: str = "",
    channel_document: str = "",
    while_typing: bool = False,
) -> ProgressUpdate:
    """Write `changes` (content fields, as far as sent) into the working copy; return the update.

    An officer does so on the party's behalf, saying by which channel and document it came. The
    party that saves what was logged on its behalf makes it its own. `while_typing`: a page saves
    at every pause; the log tells a spell of that once.
    Raises NotAllowed, Stale, Conflict, Invalid with every fault.
    """
    roles = _capacity(by, update.party_id, channel)
    step = begin(verb=Verb.SAVE, update=update, by=by, at=at, version=version, roles=roles)
    written = _content(step.update, changes)
    if roles == _OFFICER:
        _refuse_what_the_party_left(step.update)
        written |= _source(step, channel, channel_document)
    else:
        _refuse_source(channel, channel_document)
        claim(step.update)
    for name, value in written.items():
        setattr(step.update, name, value)
    return finish(step, logged=not (while_typing and _is_told(step)))


@transaction.atomic
def start_from_previous(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """Copy what the party last said into what is still empty; return the update.

    Nothing that is written already is touched, and nothing is said of the level where one is
    given. Raises NotAllowed, Stale, Conflict where nothing was said before.
    """
    step = begin(verb=Verb.SAVE, update=update, by=by, at=at, version=version)
    here, previous = step.update, last_accepted_before(step.update)
    if previous is None:
        raise Conflict(
            _("There is no accepted update of an earlier period to start from."),
            code="no_previous",
        )
    if here.level is None and not here.no_change and not here.not_applicable:
        here.level = previous.level
        here.not_applicable_reason = previous.not_applicable_reason
    for field in UPDATE:
        if field.carried and not getattr(here, field.name):
            setattr(here, field.name, getattr(previous, field.name))
    if Role.OFFICER not in step.rule.who:
        claim(here)
    return finish(step)


def _is_told(step: WorkflowStep) -> bool:
    """Whether the last line of the log is this person's, saving just before."""
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
    changes: Mapping[str, Any],
    channel: str = "",
    channel_document: str = "",
) -> ProgressUpdate:
    """Begin an update that nobody asked for (not solicited, in no rate); return the draft.

    Supporting bodies, parties that are out, and any that the period does not ask may do so, and an
    officer on their behalf, late too. Raises NotAllowed, Conflict, Invalid.
    """
    roles = _capacity(by, party.pk, channel)
    if not roles or not isinstance(by, User):
        raise NotAllowed(_("Your role does not allow this."))
    try:
        with transaction.atomic():
            update = _unasked(period, commitment, party, late_too=roles == _OFFICER)
            written = clean_content(changes)
            if roles == _OFFICER:
                written |= clean_source(channel=channel, document=channel_document)
                written["logged_by"] = by
            else:
                _refuse_source(channel, channel_document)
            for name, value in written.items():
                setattr(update, name, value)
            update.changed_at = at
            update.sample = by.sample
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


def _unasked(
    period: ReportingPeriod, commitment: Commitment, party: Party, *, late_too: bool
) -> ProgressUpdate:
    """Return the update that may be begun, not yet saved. Raises Conflict, Invalid."""
    period = locking.share(ReportingPeriod, period.pk)
    late = late_too and period.state == ReportingPeriod.State.CLOSED
    if period.state != ReportingPeriod.State.OPEN and not late:
        raise Conflict(_("The period is not open."), code="period_closed")
    if ProgressUpdate.objects.filter(period=period, party=party, commitment=commitment).exists():
        raise _already_there()
    # An addressee first, then who supports, then who is consulted.
    roles = Responsibility.Role
    order = Case(When(role=roles.ADDRESSEE, then=0), When(role=roles.SUPPORTING, then=1), default=2)
    responsibility = (
        Responsibility.objects.filter(commitment=commitment, party=party).order_by(order).first()
    )
    faults = []
    if not period.instruments.filter(pk=commitment.instrument_id).exists():
        faults.append(
            Fault("/commitment", "not_in_period", _("The period does not cover its instrument."))
        )
    if responsibility is None:
        faults.append(
            Fault("/party", "no_responsibility", _("The party has no role in this commitment."))
        )
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
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None, comment: Any
) -> ProgressUpdate:
    """The authority sends the draft back to the contributor, saying why; return the update."""
    step = begin(verb=Verb.SEND_BACK, update=update, by=by, at=at, version=version)
    blank = _("Say what the contributor should change.")
    return finish(step, comment=clean_words(comment, name="comment", blank=blank))


def _capacity(by: Person, party_id: int, channel: str) -> frozenset[Role]:
    """Return in which roles the person writes; who is both says by the channel which it is."""
    held = roles_of(by, party_id)
    as_officer = Role.OFFICER in held and (held == _OFFICER or channel not in ("", Channel.ONLINE))
    return _OFFICER if as_officer else held - _OFFICER


def _source(step: WorkflowStep, channel: str, channel_document: str) -> dict[str, Any]:
    """Return by what it came; a draft that was logged keeps what is not said anew.

    Raises Invalid.
    """
    update = step.update
    if update.on_behalf and update.state == State.DRAFT:
        channel = channel or update.channel
        channel_document = channel_document or update.channel_document
    return clean_source(channel=channel, document=channel_document) | {"logged_by": step.by}


def _refuse_what_the_party_left(update: ProgressUpdate) -> None:
    """What a party attached is its own, even where it wrote nothing beside. Raises Conflict."""
    if not update.on_behalf and update.evidence.filter(removed_at__isnull=True).exists():
        raise Conflict(PARTY_BEGAN.detail, code=PARTY_BEGAN.code)


def _refuse_source(channel: str, channel_document: str) -> None:
    """A party writes online; it names no channel and no document. Raises Invalid."""
    faults = []
    if channel not in ("", Channel.ONLINE):
        faults.append(
            Fault("/channel", "secretariat_only", _("Only the secretariat can set this."))
        )
    if channel_document:
        faults.append(
            Fault("/channel_document", "secretariat_only", _("Only the secretariat can set this."))
        )
    refuse(faults)


def _content(update: ProgressUpdate, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content fields to set. What `no_change` took over goes with it."""
    clean = clean_content(changes)
    if update.no_change and clean.get("no_change") is False:
        clean = {"level": None, "not_applicable_reason": ""} | clean
    return clean


def _already_there() -> Conflict:
    return Conflict(
        _("The party's update of this commitment in this period already exists."),
        code="already_there",
    )
