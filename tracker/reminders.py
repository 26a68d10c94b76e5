"""Reminding a party of what it has not submitted: whom, in which words, and how often."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from celery import current_app
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments import formats
from commitments.errors import Conflict, NotAllowed
from commitments.models import Designation, Party, User
from commitments.models.audit import AuditEntry, record
from commitments.permissions import Person
from tracker.audit_actions import AuditAction

from .models import ReportingPeriod, RosterEntry
from .outcomes import Outcome, due_of
from .permissions import may_run_periods
from .selectors import count_by
from .visibility import Reader

# Not twice within this, unless whoever reminds insists.
PAUSE: Final = timedelta(hours=24)
# Queued by name: tasks call verbs, not the other way round.
SEND: Final = "tracker.tasks.send_reminder"


@dataclass(slots=True)
class Arrears:
    """What there is to remind a party of in a period, and who would read it.

    `asked`, `outstanding`: numbers of solicited updates. `people`: the party's focal points now.
    `reminded_at`: when it was last reminded in this period.
    """

    party: Party
    period: ReportingPeriod
    asked: int = 0
    outstanding: int = 0
    people: list[User] = field(default_factory=list)
    reminded_at: datetime | None = None

    def late(self, at: datetime) -> bool:
        """Whether something is outstanding after it was due."""
        return self.outstanding > 0 and at > self.period.due_at

    def just_reminded(self, at: datetime) -> bool:
        return self.reminded_at is not None and at - self.reminded_at < PAUSE

    def obstacle(self, at: datetime, *, again: bool = False) -> Conflict | None:
        """Return why the party is not reminded now, None where it may be."""
        if self.period.state != ReportingPeriod.State.OPEN:
            return Conflict(gettext_lazy("The period is not open."), code="period_closed")
        if not self.outstanding:
            return Conflict(
                gettext_lazy("The party has nothing left to submit."), code="nothing_outstanding"
            )
        if not self.people:
            return Conflict(
                gettext_lazy("Nobody speaks for the party now, so there is nobody to write to."),
                code="nobody_to_tell",
            )
        if self.just_reminded(at) and not again:
            return Conflict(
                gettext_lazy("The party was reminded less than 24 hours ago."),
                code="reminded_already",
            )
        return None


def arrears(
    *, period: ReportingPeriod, at: datetime, parties: Collection[int] | None = None
) -> list[Arrears]:
    """Return the arrears of each party asked in the period (or of `parties`, by primary key).

    Four queries, however many there are; in the order of kind and code.
    """
    chosen = Party.objects.order_by("-kind", "code")
    if parties is None:
        chosen = chosen.filter(
            roster_entries__period=period, roster_entries__decision=RosterEntry.Decision.IN
        )
    else:
        chosen = chosen.filter(pk__in=parties)
    found = {party.pk: Arrears(party, period) for party in chosen}
    secretariat = Reader(at=at, officer=True)
    for party_id, counts in count_by(
        secretariat, "party_id", period=period, party__in=found
    ).items():
        found[party_id].asked = due_of(counts)
        found[party_id].outstanding = counts[Outcome.AWAITED] + counts[Outcome.NOT_REPORTED]
    for designation in (
        Designation.objects.current(at)
        .filter(party__in=found)
        .select_related("user")
        .order_by("capacity", "user__email")
    ):
        people = found[designation.party_id].people
        if designation.user not in people:
            people.append(designation.user)
    reminded = dict(
        AuditEntry.objects.filter(
            action=AuditAction.REMIND_PARTY,
            object_type="party",
            detail__period=period.key,
            at__lte=at,
        )
        .order_by()
        .values_list("object_key")
        .annotate(last=Max("at"))
    )
    for due in found.values():
        due.reminded_at = reminded.get(due.party.code)
    return list(found.values())


@transaction.atomic
def remind(
    *, period: ReportingPeriod, party: Party, by: Person, at: datetime, again: bool = False
) -> Arrears:
    """Have mail sent to the party's focal points, each in their language; return its arrears.

    `again`: although it was reminded within 24 hours. Raises NotAllowed, Conflict.
    """
    officer = _officer(by)
    (due,) = _held(period, at, parties=[party.pk])
    obstacle = due.obstacle(at, again=again)
    if obstacle is not None:
        raise obstacle
    _queue(due, by=officer, at=at)
    return due


@transaction.atomic
def remind_late(
    *, period: ReportingPeriod, by: Person, at: datetime
) -> list[tuple[Arrears, Conflict | None]]:
    """Remind every party that is late; return each with why it was not, or None.

    One that was reminded within 24 hours, or that nobody speaks for, is passed over.
    Raises NotAllowed.
    """
    officer = _officer(by)
    told = [(due, due.obstacle(at)) for due in _held(period, at) if due.late(at)]
    for due, obstacle in told:
        if obstacle is None:
            _queue(due, by=officer, at=at)
    return told


def _held(
    period: ReportingPeriod, at: datetime, parties: Collection[int] | None = None
) -> list[Arrears]:
    """Return the arrears, with a lock: two who remind at once see what the other has done."""
    fresh = ReportingPeriod.objects.get(pk=period.pk)
    entries = RosterEntry.objects.select_for_update(of=("self",)).filter(period=fresh)
    if parties is not None:
        entries = entries.filter(party__in=parties)
    list(entries.order_by("pk"))
    return arrears(period=fresh, at=at, parties=parties)


def _queue(due: Arrears, *, by: User, at: datetime) -> None:
    """Log the reminder, and queue its mail once the transaction holds."""
    entry = record(
        action=AuditAction.REMIND_PARTY,
        object_type="party",
        object_key=due.party.code,
        by=by,
        at=at,
        period=due.period.key,
        outstanding=due.outstanding,
        people=len(due.people),
    )
    transaction.on_commit(partial(current_app.send_task, SEND, kwargs={"entry_id": entry.pk}))
    due.reminded_at = at


@transaction.atomic
def deliver(*, entry_id: int, at: datetime) -> int:
    """Send the mail of a reminder; return how many were written to, none the second time."""
    entry = AuditEntry.objects.select_for_update(of=("self",)).get(
        pk=entry_id, action=AuditAction.REMIND_PARTY
    )
    if AuditEntry.objects.filter(
        action=AuditAction.SEND_REMINDER,
        object_type="party",
        object_key=entry.object_key,
        detail__reminder=entry_id,
    ).exists():
        return 0
    period = ReportingPeriod.objects.filter(key=entry.detail["period"]).first()
    party = Party.objects.filter(code=entry.object_key).first()
    if period is None or party is None:  # sample data that has been taken out since
        return 0
    (due,) = arrears(period=period, at=at, parties=[party.pk])
    written = 0
    # What was submitted while the mail server was away needs no reminder any more.
    for person in due.people if due.outstanding else ():
        subject, words = letter(due, language=person.language, at=at)
        written += send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [person.email])
    record(
        action=AuditAction.SEND_REMINDER,
        object_type="party",
        object_key=party.code,
        by=None,
        at=at,
        period=period.key,
        reminder=entry_id,
        people=written,
    )
    return written


def letter(due: Arrears, *, language: str, at: datetime) -> tuple[str, str]:
    """Return subject and words of the reminder, in the language."""
    period = due.period
    with translation.override(language):
        named = {
            "party": due.party.name,
            "period": _period_title(period, language),
            "due": formats.deadline(period.due_at, language, due.party.place),
            "closes": formats.deadline(period.closes_at, language, due.party.place),
            "outstanding": formats.number(due.outstanding, language),
            "asked": formats.number(due.asked, language),
            "desk": f"{settings.SITE_URL}/{language}/desk/",
        }
        # A subject is short: the deadline in UTC alone.
        headed = named | {"due": formats.moment(period.due_at, language)}
        if due.late(at):
            subject = _("%(party)s: updates for period %(period)s were due on %(due)s") % headed
        else:
            subject = _("%(party)s: updates for period %(period)s are due on %(due)s") % headed
        pieces = [
            _("To the focal points of %(party)s.") % named,
            ngettext(
                "For period %(period)s, %(outstanding)s of %(asked)s update has not been "
                "submitted yet.",
                "For period %(period)s, %(outstanding)s of %(asked)s updates have not been "
                "submitted yet.",
                due.asked,
            )
            % named,
            (
                _("They were due on %(due)s. The period closes on %(closes)s.")
                if due.late(at)
                else _("They are due on %(due)s. The period closes on %(closes)s.")
            )
            % named,
            _("What has not been submitted by then is shown as not reported."),
            _("Your desk: %(desk)s") % named,
            _("If somebody else speaks for %(party)s now, please tell the secretariat.") % named,
        ]
        if period.sample:
            pieces.insert(0, _("Sample data: this is a trial of the tracker."))
        return subject, "\n\n".join(pieces) + "\n"


def _period_title(period: ReportingPeriod, language: str) -> str:
    return formats.period_title(period.key, period.covers_from, period.covers_to, language)


def _officer(person: Person) -> User:
    if not may_run_periods(person) or not isinstance(person, User):
        raise NotAllowed(gettext_lazy("Only the secretariat reminds the parties."))
    return person
