"""The table of coverage: party by paragraph in one period, or party by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from commitments.models import Notification, Paragraph, Party, User
from commitments.parties.queries import by_name
from tracker.desks.secretariat.view_models.focal_points import focal_points_by_party
from tracker.periods.models import ReportingPeriod
from tracker.periods.queries import Arrears, arrears_in, undelivered
from tracker.updates.queries.updates import count_by
from tracker.updates.rules.outcomes import Outcome, answered_of, due_of
from tracker.visibility import Reader


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """Numbers of updates: reported, received and not yet reviewed, and due.

    `due` is 0 where none was requested.
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
class CoverageRow:
    """A party with a cell for each column; `arrears` where the table is of one period."""

    party: Party
    cells: list[CoverageCell]
    total: CoverageCell
    arrears: Arrears | None = None
    late: bool = False
    just_reminded: bool = False
    vacant: bool = False

    @property
    def unreachable(self) -> bool:
        """Whether something is outstanding, and the party has nobody to be reminded of it."""
        return self.arrears is not None and self.arrears.outstanding > 0 and not self.arrears.people


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """The headings of the columns, as (key, description), and a row for each party with updates."""

    heads: list[tuple[str, str]] = field(default_factory=list)
    rows: list[CoverageRow] = field(default_factory=list)

    @property
    def total(self) -> CoverageCell:
        return _sum([row.total for row in self.rows])

    @property
    def undelivered(self) -> list[Notification]:
        """The e-mails to people of these parties that were not delivered, each once."""
        return undelivered(row.arrears for row in self.rows if row.arrears)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)

    @property
    def complete(self) -> int:
        return sum(row.total.kind == "all" for row in self.rows)


def by_paragraph(period: ReportingPeriod, officer: User, at: datetime) -> CoverageTable:
    """Return the table of one period: a column for each paragraph with an update due."""
    counted = _counted(officer, "commitment__paragraph_id", period=period)
    paragraphs = list(
        Paragraph.objects.filter(pk__in={column for _party, column in counted})
        .select_related("instrument")
        .order_by("-instrument__is_default", "instrument__adopted_on", "start")
    )
    arrears_of = {row.party.pk: row for row in arrears_in(period=period, at=at)}
    parties = _parties({party for party, _column in counted})
    is_open = period.state == ReportingPeriod.State.OPEN
    people = focal_points_by_party(parties, at.date())
    vacant = {row.party.pk for row in people if row.vacant and is_open}
    rows = []
    for party in parties:
        cells = [counted.get((party.pk, column.pk), CoverageCell()) for column in paragraphs]
        arrears = arrears_of.get(party.pk)
        rows.append(
            CoverageRow(
                party,
                cells,
                _sum(cells),
                arrears,
                late=arrears is not None and arrears.late(at),
                just_reminded=arrears is not None and arrears.just_reminded(at),
                vacant=party.pk in vacant,
            )
        )
    return CoverageTable([(column.reference, column.headline) for column in paragraphs], rows)


def by_period(periods: Sequence[ReportingPeriod], officer: User) -> CoverageTable:
    """Return the table of several periods, a column for each, in their order."""
    counted = _counted(officer, "period_id", period__in=periods)
    rows = []
    for party in _parties({party for party, _column in counted}):
        cells = [counted.get((party.pk, period.pk), CoverageCell()) for period in periods]
        rows.append(CoverageRow(party, cells, _sum(cells)))
    heads = [(row.key, f"{row.name} ({row.get_state_display()})") for row in periods]
    return CoverageTable(heads, rows)


def _counted(officer: User, column: str, **where: object) -> dict[tuple[int, int], CoverageCell]:
    """Return the cells by (party, column), both primary keys; one query."""
    reader = Reader.of(officer, timezone.now())
    return {
        place: CoverageCell(answered_of(counts), counts[Outcome.RECEIVED], due)
        for place, counts in count_by(reader, "party_id", column, **where).items()
        if (due := due_of(counts))
    }


def _parties(keys: set[int]) -> list[Party]:
    """Return the parties by name, states first."""
    return sorted(by_name(Party.objects.filter(pk__in=keys)), key=lambda party: not party.is_state)


def _sum(cells: Sequence[CoverageCell]) -> CoverageCell:
    return CoverageCell(
        reported=sum(cell.reported for cell in cells),
        received=sum(cell.received for cell in cells),
        due=sum(cell.due for cell in cells),
    )
