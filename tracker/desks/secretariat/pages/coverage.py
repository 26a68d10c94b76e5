"""Who has reported what: party by paragraph in one period, or party by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.models import Notification, Paragraph, Party, User
from commitments.parties.queries import by_name
from commitments.people.rules.page_access import officer_of
from tracker.desks.secretariat.pages.focal_points import voices
from tracker.periods.commands import reminders
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.queries.counts import count_by
from tracker.updates.rules.outcomes import Outcome, answered_of, due_of
from tracker.visibility import Reader

# So many periods stand side by side; older ones are on their own pages.
MOST_PERIODS: Final = 8
KINDS: Final = (Party.Kind.STATE, Party.Kind.BODY)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many updates are reported, and received besides, of how many due.

    `due` 0: nothing was asked.
    """

    reported: int = 0
    received: int = 0
    due: int = 0

    @property
    def kind(self) -> str:
        """`all`, `some`, `none`, or `unasked`."""
        if not self.due:
            return "unasked"
        submitted = self.reported + self.received
        if submitted == self.due:
            return "all"
        return "some" if submitted else "none"


@dataclass(frozen=True, slots=True)
class Row:
    """A party with its cells, one a column; `arrears` where one period is shown."""

    party: Party
    cells: list[Cell]
    total: Cell
    arrears: reminders.Arrears | None = None
    late: bool = False
    just_reminded: bool = False
    vacant: bool = False

    @property
    def unreachable(self) -> bool:
        """Whether something is outstanding, and nobody there to be reminded of it."""
        return self.arrears is not None and self.arrears.outstanding > 0 and not self.arrears.people


@dataclass(slots=True)
class Table:
    """Column heads as (words, what they stand for), and a row for each party that is asked."""

    heads: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def total(self) -> Cell:
        return _sum([row.total for row in self.rows])

    @property
    def undelivered(self) -> list[Notification]:
        """The e-mails to people of the parties shown that did not get through; each once."""
        return reminders.undelivered(row.arrears for row in self.rows if row.arrears)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)

    @property
    def complete(self) -> int:
        return sum(row.total.kind == "all" for row in self.rows)


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """Who has reported what and who is late, with the way to remind them."""
    officer, now = officer_of(request), timezone.now()
    periods = list(
        ReportingPeriod.objects.exclude(state=ReportingPeriod.State.PLANNED).order_by(
            "-opens_at", "-covers_from"
        )
    )
    by = "period" if request.GET.get("by") == "period" else "paragraph"
    period = _chosen(periods, request.GET.get("period", ""))
    kind = request.GET.get("kind", "")
    table = Table()
    if period is not None:
        table = (
            by_period(periods[:MOST_PERIODS], officer)
            if by == "period"
            else by_paragraph(period, officer, now)
        )
    table.rows = [
        row
        for row in table.rows
        if (kind not in KINDS or row.party.kind == kind)
        and ("left" not in request.GET or row.total.kind in ("some", "none"))
    ]
    shown = periods[:MOST_PERIODS] if by == "period" else [period]
    context: dict[str, Any] = {
        "table": table,
        "by": by,
        "kind": kind if kind in KINDS else "",
        "kinds": Party.Kind.choices,
        "left": "left" in request.GET,
        "period": period,
        "periods": periods,
        "open": period is not None and period.state == ReportingPeriod.State.OPEN,
        "past_due": period is not None and period.due_at < now,
        "shows_sample": any(one is not None and one.sample for one in shown),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/coverage.html", context)


def _chosen(periods: Sequence[ReportingPeriod], key: str) -> ReportingPeriod | None:
    """Return the one named; else the newest open, else the newest. Raises Http404."""
    if key:
        for period in periods:
            if period.key == key:
                return period
        raise Http404
    still_open = (p for p in periods if p.state == ReportingPeriod.State.OPEN)
    return next(still_open, periods[0] if periods else None)


def by_paragraph(period: ReportingPeriod, officer: User, at: datetime) -> Table:
    """Return the table of one period: a column for each paragraph of which something was asked."""
    counted = _counted(officer, "commitment__paragraph_id", period=period)
    paragraphs = list(
        Paragraph.objects.filter(pk__in={column for _party, column in counted})
        .select_related("instrument")
        .order_by("-instrument__is_default", "instrument__adopted_on", "start")
    )
    due = {one.party.pk: one for one in reminders.arrears(period=period, at=at)}
    rows = []
    parties = _asked({party for party, _column in counted})
    is_open = period.state == ReportingPeriod.State.OPEN
    vacant = {one.party.pk for one in voices(parties, at.date()) if one.vacant and is_open}
    for party in parties:
        cells = [counted.get((party.pk, paragraph.pk), Cell()) for paragraph in paragraphs]
        arrears = due.get(party.pk)
        rows.append(
            Row(
                party,
                cells,
                _sum(cells),
                arrears,
                late=arrears is not None and arrears.late(at),
                just_reminded=arrears is not None and arrears.just_reminded(at),
                vacant=party.pk in vacant,
            )
        )
    heads = [(paragraph.reference, paragraph.headline) for paragraph in paragraphs]
    return Table(heads, rows)


def by_period(periods: Sequence[ReportingPeriod], officer: User) -> Table:
    """Return the table of several periods, a column each, in the order given."""
    counted = _counted(officer, "period_id", period__in=periods)
    rows = []
    for party in _asked({party for party, _column in counted}):
        cells = [counted.get((party.pk, period.pk), Cell()) for period in periods]
        rows.append(Row(party, cells, _sum(cells)))
    heads = [(one.key, f"{one.name} ({one.get_state_display()})") for one in periods]
    return Table(heads, rows)


def _counted(officer: User, column: str, **where: Any) -> dict[tuple[int, int], Cell]:
    """Return the cells by (party, column), primary keys both; one query."""
    reader = Reader.of(officer, timezone.now())
    return {
        place: Cell(answered_of(counts), counts[Outcome.RECEIVED], due)
        for place, counts in count_by(reader, "party_id", column, **where).items()
        if (due := due_of(counts))
    }


def _asked(keys: set[int]) -> list[Party]:
    """Return the parties by name, states first."""
    return sorted(by_name(Party.objects.filter(pk__in=keys)), key=lambda party: not party.is_state)


def _sum(cells: Sequence[Cell]) -> Cell:
    return Cell(
        reported=sum(cell.reported for cell in cells),
        received=sum(cell.received for cell in cells),
        due=sum(cell.due for cell in cells),
    )
