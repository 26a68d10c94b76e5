"""The lock on a period that is to be changed, and who may change it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import NotAllowed
from commitments.models import User
from commitments.people.rules.permissions import Person
from tracker.periods.models import ReportingPeriod
from tracker.periods.rules import may_run_periods


def officer_of(person: Person) -> User:
    """Return the person as an officer. Raises NotAllowed for anybody else."""
    if not may_run_periods(person) or not isinstance(person, User):
        raise NotAllowed(_("Only the secretariat manages the periods."))
    return person


def lock_period(
    period: ReportingPeriod,
    version: int | None,
    check: Callable[[ReportingPeriod], object] | None = None,
) -> ReportingPeriod:
    """Return the period as it is now, locked until the transaction ends.

    It waits for steps of the workflow in this period. Raises Stale, and what `check` raises.
    """
    rows = ReportingPeriod.objects.select_related("cycle__to_session")
    return locking.lock_row(period, rows=rows, version=version, check=check)
