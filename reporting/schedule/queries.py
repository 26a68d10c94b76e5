"""The schedule: which report is made when, and what else happens in a year.

It is derived from the dates of sessions and periods, never from fixed months. Only the changes by
officers are stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.models import AssemblySession, Instrument
from commitments.people.rules.permissions import Person, is_officer
from reporting.reports.models.report import StatusReport
from reporting.schedule.models import ScheduleChange
from tracker.models import ProgressUpdate, ReportingPeriod

Kind = StatusReport.Kind
KINDS: Final = (Kind.COUNCIL, Kind.ASSEMBLY)
Key = tuple[str, int, int]
# How long after its moment a missed report is still made. A cycle lasts about a year, so a newer
# report covers anything older.
MADE_UP_WITHIN: Final = timedelta(days=366)
# The Organization's first year, and one that nobody will plan for.
YEARS: Final = range(1948, 2200)


class EntryState(models.TextChoices):
    """The state of a scheduled report."""

    PLANNED = "planned", pgettext_lazy("report", "Planned")
    WAITING = "waiting", _("Waiting for its period")
    DUE = "due", _("Due for preparation")
    MADE = "made", _("Prepared")
    MISSED = "missed", _("Not prepared")
    LEFT_OUT = "left_out", _("Left out")
    UNDATED = "undated", _("Date not known yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A scheduled report, at the moment `at`.

    `derived`: the moment that follows from the dates; None while those of the session are unknown.
    `ready`: there is something to report on. `reports`: the public reports of its kind and subject,
    the newest first, without datasets. `sample`: its period is sample data.
    """

    kind: str
    instrument: Instrument
    subject: AssemblySession | ReportingPeriod
    derived: datetime | None
    ready: bool
    sample: bool
    at: datetime
    change: ScheduleChange | None = None
    reports: tuple[StatusReport, ...] = ()

    @property
    def session(self) -> AssemblySession | None:
        return self.subject if isinstance(self.subject, AssemblySession) else None

    @property
    def period(self) -> ReportingPeriod | None:
        return self.subject if isinstance(self.subject, ReportingPeriod) else None

    @property
    def address(self) -> tuple[str, str, str]:
        """Its natural key: kind, instrument, and session or period."""
        return (str(self.kind), self.instrument.key, self.subject.key)

    @property
    def kind_name(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def moment(self) -> datetime | None:
        """When it is made; None if it is left out or not yet known."""
        return self.change.at if self.change else self.derived

    @property
    def shown_at(self) -> datetime | None:
        """Where the calendar shows it; if left out, at its original moment."""
        return self.moment or self.derived

    @property
    def report(self) -> StatusReport | None:
        """Its report: the newest issued one, otherwise the newest requested since its moment.

        A draft that an officer requested earlier does not count.
        """
        issued = (row for row in self.reports if row.state == StatusReport.State.ISSUED)
        since = self.shown_at
        timely = (row for row in self.reports if since and row.requested_at >= since)
        return next(issued, None) or next(timely, None)

    def report_for(self, person: Person) -> StatusReport | None:
        """Return its report if the person may see it; officers see it before it is issued."""
        report = self.report
        issued = report is not None and report.state == StatusReport.State.ISSUED
        return report if issued or is_officer(person) else None

    @property
    def state(self) -> EntryState:
        moment = self.moment
        if self.report is not None:
            return EntryState.MADE
        if moment is None:
            return EntryState.LEFT_OUT if self.change else EntryState.UNDATED
        if moment > self.at:
            return EntryState.PLANNED
        if moment < self.at - MADE_UP_WITHIN:
            return EntryState.MISSED
        return EntryState.DUE if self.ready else EntryState.WAITING


def planned(*, at: datetime, year: int | None = None) -> list[Entry]:
    """Return the schedule in order, for one year (in UTC) or for all.

    Entries without a date come last, and belong to the year of `at` and to later ones.
    """
    entries = _with_changes_and_reports(_derived(at))
    if year is not None:
        entries = [entry for entry in entries if _belongs_to(year, entry)]
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(entries, key=lambda entry: (entry.shown_at or far, entry.address))


def entry_of(*, kind: str, instrument: str, key: str, at: datetime) -> Entry | None:
    """Return the entry with these natural keys, or None."""
    address = (kind, instrument, key)
    return next((entry for entry in planned(at=at) if entry.address == address), None)


def opening_of(session: AssemblySession) -> datetime | None:
    """Return the moment at which a session opens: the start of its first day, in UTC."""
    if session.starts_on is None:
        return None
    return datetime.combine(session.starts_on, time(), UTC)


def _belongs_to(year: int, entry: Entry) -> bool:
    shown = entry.shown_at
    return year >= entry.at.year if shown is None else shown.astimezone(UTC).year == year


def _derived(at: datetime) -> Iterator[Entry]:
    """Yield a council report at each close of a period, and an assembly report before each session.

    Only where updates were or will be solicited: periods that only date the public record need no
    report.
    """
    solicited = ProgressUpdate.objects.solicited().filter(
        period=OuterRef("reportingperiod"), instrument=OuterRef("instrument")
    )
    assembly_reports: dict[Key, Entry] = {}
    for pair in (
        ReportingPeriod.instruments.through.objects.annotate(solicits=Exists(solicited))
        .select_related("instrument", "reportingperiod__cycle__to_session")
        .order_by("pk")
    ):
        period: ReportingPeriod = pair.reportingperiod
        solicits: bool = pair.solicits  # type: ignore[attr-defined]  # annotated above
        if not solicits and period.state != ReportingPeriod.State.PLANNED:
            continue
        yield _council_report(period, pair.instrument, solicits, at)
        entry = _assembly_report(period, pair.instrument, solicits, at)
        # Of several periods of a cycle, one that is ready counts.
        if _key(entry) not in assembly_reports or entry.ready:
            assembly_reports[_key(entry)] = entry
    yield from assembly_reports.values()


def _council_report(
    period: ReportingPeriod, instrument: Instrument, solicits: bool, at: datetime
) -> Entry:
    return Entry(
        kind=Kind.COUNCIL,
        instrument=instrument,
        subject=period,
        derived=min(period.closes_at, period.closed_at or period.closes_at),
        ready=solicits and period.state == ReportingPeriod.State.CLOSED,
        sample=period.sample,
        at=at,
    )


def _assembly_report(
    period: ReportingPeriod, instrument: Instrument, solicits: bool, at: datetime
) -> Entry:
    session = period.cycle.to_session
    opening = opening_of(session)
    return Entry(
        kind=Kind.ASSEMBLY,
        instrument=instrument,
        subject=session,
        derived=opening and opening - timedelta(days=settings.ASSEMBLY_REPORT_DAYS_BEFORE),
        ready=solicits and period.opened_at is not None and period.opened_at <= at,
        sample=False,
        at=at,
    )


def _with_changes_and_reports(entries: Iterable[Entry]) -> list[Entry]:
    changes = {_key(row): row for row in ScheduleChange.objects.select_related("changed_by")}
    reports: dict[Key, list[StatusReport]] = defaultdict(list)
    public = StatusReport.objects.filter(kind__in=KINDS, audience=StatusReport.Audience.PUBLIC)
    for report in public.defer("dataset").order_by("-pk"):
        reports[_key(report)].append(report)
    return [
        replace(entry, change=changes.get(_key(entry)), reports=tuple(reports[_key(entry)]))
        for entry in entries
    ]


def _key(row: Entry | ScheduleChange | StatusReport) -> Key:
    if isinstance(row, Entry):
        return (str(row.kind), row.instrument.pk, row.subject.pk)
    return (row.kind, row.instrument_id, row.session_id or row.period_id or 0)


# A year of the calendar -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleEvent:
    """What happens at a moment. `what`: opens, due, closes (of a period), session or report."""

    what: str
    moment: datetime
    period: ReportingPeriod | None = None
    session: AssemblySession | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The events of a year in order, and the reports whose session has no date yet."""

    events: tuple[ScheduleEvent, ...]
    undated: tuple[Entry, ...]

    @property
    def sample(self) -> bool:
        """Whether any of it is sample data."""
        entries = [event.entry for event in self.events if event.entry]
        return (
            any(event.period and event.period.sample for event in self.events)
            or any(entry.sample for entry in (*entries, *self.undated))
            or any(entry.report and entry.report.sample for entry in entries)
        )


def year_of(year: int, *, at: datetime) -> Year:
    """Return the events of a year (in UTC), as known at a moment."""
    entries = planned(at=at, year=year)
    reports = (
        ScheduleEvent(what="report", moment=entry.shown_at, entry=entry)
        for entry in entries
        if entry.shown_at is not None
    )
    events = (*_of_periods(year), *_of_sessions(year), *reports)
    return Year(
        events=tuple(sorted(events, key=lambda event: event.moment)),
        undated=tuple(entry for entry in entries if entry.shown_at is None),
    )


def _of_periods(year: int) -> Iterator[ScheduleEvent]:
    within = Q(opens_at__year=year) | Q(due_at__year=year) | Q(closes_at__year=year)
    for period in ReportingPeriod.objects.filter(within | Q(closed_at__year=year)):
        closes = min(period.closes_at, period.closed_at or period.closes_at)
        moments = {"opens": period.opens_at, "due": period.due_at, "closes": closes}
        for what, moment in moments.items():
            # A period closed before its due date has no due date any more.
            if moment.astimezone(UTC).year == year and moment <= closes:
                yield ScheduleEvent(what=what, moment=moment, period=period)


def _of_sessions(year: int) -> Iterator[ScheduleEvent]:
    for session in AssemblySession.objects.filter(starts_on__year=year):
        opening = opening_of(session)
        if opening is not None:
            yield ScheduleEvent(what="session", moment=opening, session=session)
