"""The roster of a period, and the updates that are expected of the parties in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from commitments.foundation.errors import Conflict
from commitments.foundation.locking import log, require_state, write
from commitments.models import Participation, Party, Responsibility
from commitments.people.rules.permissions import Person
from tracker.audit_actions import AuditAction
from tracker.fields.cleaning import choice, clean_fields, clean_words
from tracker.models import ProgressUpdate, ReportingPeriod, RosterEntry, State
from tracker.periods.commands.planning import lock_period, officer_of

BATCH: Final = 1000
Decision = RosterEntry.Decision
_REPORTING: Final = (Participation.Standing.PARTICIPATING, Participation.Standing.WITHDRAWING)
_BODY: Final = gettext_noop("Bodies are always invited to report.")
_NO_RECORD: Final = gettext_noop("There is no record of its participation on that day.")
_UNDECIDED: Final = gettext_noop("Its standing is disputed, and no decision has been taken.")


def make_roster(
    *, period: ReportingPeriod, at: datetime, sample: bool | None = None
) -> list[RosterEntry]:
    """Make an entry for each party, by its standing on the day of `at`; return the entries.

    Bodies are in, and so are states that participate or withdraw; other states are out. For a
    disputed standing, the last decision before this period is taken over; without one it is
    undecided. `sample`: by default that of the period.
    """
    standings = {row.state_id: row for row in Participation.objects.on(at.date())}
    decisions = _decided_before(period)
    entries = []
    for party in Party.objects.order_by("kind", "code"):
        entry = RosterEntry(
            period=period, party=party, sample=period.sample if sample is None else sample
        )
        _decide(entry, standings.get(party.pk), decisions.get(party.pk))
        entries.append(entry)
    return RosterEntry.objects.bulk_create(entries, batch_size=BATCH)


def _decide(
    entry: RosterEntry, participation: Participation | None, before: RosterEntry | None
) -> None:
    """Set the decision, the standing and the reason of the entry."""
    if not entry.party.is_state:
        entry.decision, entry.reason = Decision.IN, _BODY
        return
    if participation is None:
        entry.decision, entry.reason = Decision.OUT, _NO_RECORD
        return
    entry.standing = participation.standing
    if participation.standing != Participation.Standing.DISPUTED:
        reports = participation.standing in _REPORTING
        entry.decision = Decision.IN if reports else Decision.OUT
        entry.reason = participation.basis
    elif before is None:
        entry.decision, entry.reason = Decision.UNDECIDED, _UNDECIDED
    else:
        entry.decision, entry.reason = before.decision, before.reason
        entry.decided_at, entry.decided_by = before.decided_at, before.decided_by


def _decided_before(period: ReportingPeriod) -> dict[int, RosterEntry]:
    """Return, by party, the last earlier entry in which an officer decided a disputed standing.

    Decisions of a sample period do not count for a real one.
    """
    decided = RosterEntry.objects.filter(
        standing=Participation.Standing.DISPUTED,
        decided_at__isnull=False,
        period__opens_at__lt=period.opens_at,
        sample__in={False, period.sample},
    ).order_by("period__opens_at", "pk")
    return {entry.party_id: entry for entry in decided}


def expect(period: ReportingPeriod, *, parties: Collection[int], at: datetime) -> int:
    """Make the expected updates of these parties; return how many.

    There is one for each responsibility as addressee that is in force, of a commitment of the
    period's instruments that is not retired. Existing updates are not changed.
    """
    responsibilities = (
        Responsibility.objects.addressees()
        .on(period.opens_at.date())
        .filter(
            party_id__in=parties,
            commitment__instrument__in=period.instruments.all(),
            commitment__retired_at__isnull=True,
        )
        .exclude(pk__in=ProgressUpdate.objects.filter(period=period).values("responsibility_id"))
        .order_by("commitment__instrument_id", "commitment__position", "party__code")
        .values_list("pk", "party_id", "commitment_id", "commitment__instrument_id")
    )
    made = ProgressUpdate.objects.bulk_create(
        [
            ProgressUpdate(
                period=period,
                responsibility_id=pk,
                party_id=party_id,
                commitment_id=commitment_id,
                instrument_id=instrument_id,
                covers_from=period.covers_from,
                solicited=True,
                changed_at=at,
                sample=period.sample,
            )
            for pk, party_id, commitment_id, instrument_id in responsibilities
        ],
        batch_size=BATCH,
    )
    return len(made)


@transaction.atomic
def decide_roster(
    *, entry: RosterEntry, decision: object, reason: object, by: Person, at: datetime
) -> RosterEntry:
    """Decide whether a party of disputed standing reports in an open period; return the entry.

    Once in, it is expected to report; it can be taken out only while it has begun nothing.
    Raises NotAllowed, Conflict, Invalid.
    """
    officer = officer_of(by)
    is_open = require_state(
        ReportingPeriod.State.OPEN, refusal=_("The period is not open."), code="period_closed"
    )
    period = lock_period(entry.period, None, is_open)
    locked = RosterEntry.objects.select_related("party").get(pk=entry.pk)
    if locked.standing != Participation.Standing.DISPUTED:
        raise Conflict(
            _("There is something to decide only where the standing is disputed."),
            code="standing_not_disputed",
        )
    cleaners = {"decision": lambda value: choice(value, Decision.values)}
    clean = clean_fields({"decision": decision}, cleaners)["decision"]
    words = clean_words(reason, name="reason")
    before = locked.decision
    if clean == Decision.IN:
        _request_updates(period, locked, at)
    elif before == Decision.IN:
        _withdraw_requests(period, locked)
    write(locked, decision=clean, reason=words, decided_at=at, decided_by=officer)
    detail = {"party": locked.party.code, "was": before, "decision": clean, "reason": words}
    log(AuditAction.DECIDE_ROSTER, period, by=officer, at=at, **detail)
    return locked


def _request_updates(period: ReportingPeriod, entry: RosterEntry, at: datetime) -> None:
    """Make the expected updates of the party; its voluntary ones become solicited."""
    ProgressUpdate.objects.filter(
        period=period,
        party_id=entry.party_id,
        responsibility__in=Responsibility.objects.addressees().on(period.opens_at.date()),
    ).update(solicited=True)
    expect(period, parties=[entry.party_id], at=at)


def _withdraw_requests(period: ReportingPeriod, entry: RosterEntry) -> None:
    """Delete the expected updates. Raises Conflict where the party has begun one."""
    solicited = ProgressUpdate.objects.filter(period=period, party=entry.party, solicited=True)
    if solicited.filter(~Q(state=State.EXPECTED) | Q(comments__isnull=False)).exists():
        raise Conflict(_("The party has started to report in this period."), code="party_began")
    solicited.delete()
