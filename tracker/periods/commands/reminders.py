"""Reminding a party of what it has not submitted: whom, in which words, and how often."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.foundation import formats
from commitments.foundation.errors import Conflict, NotAllowed
from commitments.foundation.locking import locked
from commitments.foundation.models.audit import record
from commitments.models import Designation, Notification, Party, User
from commitments.notifications.commands import Letter, notify
from commitments.people.rules.permissions import Person
from tracker.audit_actions import AuditAction
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.models.reminder import Reminder
from tracker.periods.models.roster import RosterEntry
from tracker.periods.rules import may_run_periods
from tracker.updates.queries.counts import count_by
from tracker.updates.rules.outcomes import Outcome, due_of
from tracker.visibility import Reader

# Not twice within this, unless whoever reminds insists.
PAUSE: Final = timedelta(hours=24)
Event = Notification.Event


@dataclass(slots=True)
class Arrears:
    """What there is to remind a party of in a period, and who would read it.

    `asked`, `outstanding`: numbers of solicited updates. `people`: the party's focal points now.
    `reminded_at`: when it was last reminded in this period. `undelivered`: the last e-mail to each
    of its people whom that e-mail did not reach.
    """

    party: Party
    period: ReportingPeriod
    asked: int = 0
    outstanding: int = 0
    people: list[User] = field(default_factory=list)
    reminded_at: datetime | None = None
    undelivered: list[Notification] = field(default_factory=list)

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
                gettext_lazy("No one speaks for the party now, so there is no one to write to."),
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

    Five queries, however many there are; in the order of kind and code.
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
        Reminder.objects.filter(period=period, party__in=found, reminded_at__lte=at)
        .order_by()
        .values_list("party_id")
        .annotate(last=Max("reminded_at"))
    )
    failed = {
        letter.person_id: letter
        for letter in Notification.objects.undelivered_to(
            person for due in found.values() for person in due.people
        )
    }
    for due in found.values():
        due.reminded_at = reminded.get(due.party.pk)
        due.undelivered = [failed[person.pk] for person in due.people if person.pk in failed]
    return list(found.values())


def undelivered(arrears: Iterable[Arrears]) -> list[Notification]:
    """Return the e-mails that did not reach the people of these parties, each once."""
    letters = {letter.pk: letter for due in arrears for letter in due.undelivered}
    return list(letters.values())


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
    _send(due, by=officer, at=at)
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
            _send(due, by=officer, at=at)
    return told


def _held(
    period: ReportingPeriod, at: datetime, parties: Collection[int] | None = None
) -> list[Arrears]:
    """Return the arrears, with a lock: two who remind at once see what the other has done."""
    fresh = ReportingPeriod.objects.get(pk=period.pk)
    entries = RosterEntry.objects.filter(period=fresh)
    if parties is not None:
        entries = entries.filter(party__in=parties)
    list(locked(entries.order_by("pk")))
    return arrears(period=fresh, at=at, parties=parties)


def _send(due: Arrears, *, by: User, at: datetime) -> None:
    """Write down the reminder and whom it is for; their e-mails go once the transaction holds."""
    reminder = Reminder.objects.create(
        period=due.period,
        party=due.party,
        outstanding=due.outstanding,
        people=len(due.people),
        reminded_at=at,
        reminded_by=by,
    )
    notify(event=Event.REMINDER, about=str(reminder.pk), people=due.people, at=at)
    record(
        action=AuditAction.REMIND_PARTY,
        object_type="party",
        object_key=due.party.code,
        by=by,
        at=at,
        period=due.period.key,
        outstanding=due.outstanding,
        people=len(due.people),
    )
    due.reminded_at = at


def compose(notification: Notification, at: datetime) -> Letter | None:
    """Return a reminder's e-mail, as things stand when it is sent.

    None where everything was submitted or the period was closed while the mail server was away,
    where the person speaks for the party no longer, or where sample data was taken out since.
    """
    reminder = (
        Reminder.objects.filter(pk=notification.about).select_related("period", "party").first()
    )
    if reminder is None or reminder.period.state != ReportingPeriod.State.OPEN:
        return None
    (due,) = arrears(period=reminder.period, at=at, parties=[reminder.party_id])
    if not due.outstanding or notification.person not in due.people:
        return None
    return letter(due, language=notification.language, at=at)


def letter(due: Arrears, *, language: str, at: datetime) -> Letter:
    """Return the reminder, in the language."""
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
            subject = _("%(party)s: updates for %(period)s were due on %(due)s") % headed
        else:
            subject = _("%(party)s: updates for %(period)s are due on %(due)s") % headed
        pieces = [
            _("To the focal points of %(party)s.") % named,
            ngettext(
                "For %(period)s, %(outstanding)s of %(asked)s update has not been submitted yet.",
                "For %(period)s, %(outstanding)s of %(asked)s updates have not been submitted yet.",
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
            _("If somebody else now speaks for %(party)s, please inform the secretariat.") % named,
        ]
        if period.sample:
            pieces.insert(0, _("Sample data: this is a trial of the tracker."))
        return Letter(subject, "\n\n".join(pieces) + "\n")


def _period_title(period: ReportingPeriod, language: str) -> str:
    return formats.period_title(period.key, period.covers_from, period.covers_to, language)


def _officer(person: Person) -> User:
    if not may_run_periods(person) or not isinstance(person, User):
        raise NotAllowed(gettext_lazy("Only the secretariat sends reminders to the parties."))
    return person
