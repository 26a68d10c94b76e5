"""What a report covers: its subject and its periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q

from commitments.models import AssemblySession, Instrument, Paragraph, Party
from reporting.reports.models.report import StatusReport
from tracker.models import ReportingCycle, ReportingPeriod
from tracker.visibility import Reader

Kind = StatusReport.Kind
# The columns of a report that say what it is about; a subject has the same names.
_COLUMNS: Final = "kind instrument session period party paragraph audience as_of".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubject:
    """The subject of a report, for an audience. Events at exactly `as_of` are included.

    `requested_at` limits what is included later than `as_of` because it does not change the facts:
    translations, and which report was issued last (docs/decisions/0009).
    """

    kind: str
    instrument: Instrument
    session: AssemblySession | None = None
    period: ReportingPeriod | None = None
    party: Party | None = None
    paragraph: Paragraph | None = None
    audience: str
    as_of: datetime
    requested_at: datetime

    @classmethod
    def of(cls, report: StatusReport) -> ReportSubject:
        """Return the subject of a report that was requested."""
        columns = {name: getattr(report, name) for name in _COLUMNS}
        return cls(**columns, requested_at=report.requested_at)

    @property
    def columns(self) -> dict[str, Any]:
        """What a report on this subject has in its columns."""
        return {name: getattr(self, name) for name in _COLUMNS}

    @property
    def day(self) -> date:
        return self.as_of.date()

    def no_later(self, day: date | None) -> date | None:
        """Return a day on which something was done, None where it is later than the report."""
        return day if day is not None and day <= self.day else None

    def condition(self, prefix: str = "") -> Q:
        """Return the condition that a party and a commitment belong to the subject.

        `prefix` leads to the row that has them, such as `update__`.
        """
        condition = Q()
        if self.party is not None:
            condition &= Q(**{f"{prefix}party": self.party})
        if self.paragraph is not None:
            condition &= Q(**{f"{prefix}commitment__paragraph": self.paragraph})
        return condition

    @property
    def reader(self) -> Reader:
        """The audience as a reader at the report's moment, of no party."""
        member_states = self.audience == StatusReport.Audience.MEMBER_STATES
        return Reader(at=self.as_of, member_states=member_states)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The periods that a report covers, in order; the last one has the roster.

    `earlier`: the periods compared with them, the one before or all those of the cycle before.
    `history`: every period of the instrument up to the last one covered.
    """

    subject: ReportSubject
    cycle: ReportingCycle | None
    periods: tuple[ReportingPeriod, ...]
    earlier: tuple[ReportingPeriod, ...] = ()
    history: tuple[ReportingPeriod, ...] = ()

    @property
    def last(self) -> ReportingPeriod | None:
        return self.periods[-1] if self.periods else None

    def before(self) -> Scope:
        """Return the scope that this one is compared with."""
        return replace(self, periods=self.earlier, earlier=())


def resolve(subject: ReportSubject) -> Scope:
    """Return the periods of the instrument that had opened by `as_of` and that the kind covers.

    An assembly report covers its cycle up to then; any other kind covers its one period.
    """
    opened = list(
        ReportingPeriod.objects.filter(instruments=subject.instrument, opened_at__lte=subject.as_of)
        .select_related("cycle__from_session", "cycle__to_session")
        .order_by("covers_from", "opens_at", "key")
    )
    if subject.kind == Kind.ASSEMBLY:
        covered = [period for period in opened if period.cycle.to_session == subject.session]
    else:
        covered = [period for period in opened if period == subject.period]
    if not covered:
        return Scope(subject=subject, cycle=None, periods=())
    last = covered[-1]
    before = opened[: opened.index(covered[0])]
    if subject.kind == Kind.ASSEMBLY and before:
        earlier = [period for period in before if period.cycle_id == before[-1].cycle_id]
    else:
        earlier = before[-1:]
    return Scope(
        subject=subject,
        cycle=last.cycle,
        periods=tuple(covered),
        earlier=tuple(earlier),
        history=tuple(opened[: opened.index(last) + 1]),
    )
