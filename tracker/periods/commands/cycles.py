"""Reporting cycles: from one regular session to the next."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict
from commitments.foundation.locking import lock_row, log
from commitments.models import AssemblySession
from commitments.people.rules.permissions import Person
from tracker.audit_actions import AuditAction
from tracker.periods.commands.locked_period import officer_of
from tracker.periods.models import ReportingCycle


@transaction.atomic
def begin_cycle(*, to_session: AssemblySession, by: Person, at: datetime) -> ReportingCycle:
    """Begin the cycle from one regular session to the next, `to_session`; return it.

    Raises NotAllowed, Conflict.
    """
    officer = officer_of(by)
    # With the lock, of two who begin it at once the second finds the cycle of the first.
    lock_row(to_session)
    if ReportingCycle.objects.filter(to_session=to_session).exists():
        raise Conflict(_("There is already a cycle to this session."), code="cycle_exists")
    before = _before(to_session)
    if before is None:
        raise Conflict(
            _("A cycle runs from one regular session to the next, to which it reports."),
            code="no_session_before",
        )
    cycle = ReportingCycle.objects.create(from_session=before, to_session=to_session)
    log(AuditAction.BEGIN_CYCLE, cycle, by=officer, at=at, from_session=before.key)
    return cycle


def sessions_without_cycle() -> QuerySet[AssemblySession]:
    """Return the regular sessions for which a cycle can be begun, the latest first."""
    regular = AssemblySession.objects.filter(kind=AssemblySession.Kind.REGULAR)
    return regular.filter(
        Exists(regular.filter(number=OuterRef("number") - 1)),
        ~Exists(ReportingCycle.objects.filter(to_session=OuterRef("pk"))),
    ).order_by("-number")


def _before(session: AssemblySession) -> AssemblySession | None:
    if session.kind != AssemblySession.Kind.REGULAR:
        return None
    return AssemblySession.objects.filter(
        kind=AssemblySession.Kind.REGULAR, number=session.number - 1
    ).first()
