"""What the workbook's sheets hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reporting.dataset import LevelCounts
from reporting.renderers.blocks import Fill
from reporting.renderers.edition import Edition, parts
from reporting.renderers.layout.cooperation import theme_name
from reporting.renderers.layout.matrix import sign_of_change, standing

Value = str | int | float | date | None | tuple[str | int | float | None, Fill]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A heading and a width in characters."""

    title: str
    width: float = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table. A value with a fill is (value, fill)."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]
    filters: bool = True


def sheets(edition: Edition) -> list[Sheet]:
    """Return the sheets in their order."""
    return [
        _summary(edition),
        _matrix(edition),
        _updates(edition),
        _commitments(edition),
        _parties(edition),
        _actions(edition),
        _cooperation(edition),
        _indicators(edition),
        _definitions(edition),
    ]


def _columns(edition: Edition, *keyed: tuple[str, float]) -> list[SheetColumn]:
    return [SheetColumn(title=edition.words(key), width=width) for key, width in keyed]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _yes(edition: Edition, value: bool) -> str:
    return edition.words("yes" if value else "no")


_LEVELS: Final = tuple(
    (key, 12.0)
    for key in (
        *(f"level.{level}" for level in range(5)),
        "level.na",
        "level.withheld",
        "level.silent",
    )
)
_COUNTED: Final = (("summary.due", 10.0), ("reported", 10.0), *_LEVELS)


def _counted(counts: LevelCounts) -> list[Value]:
    return [counts.due, counts.reported, *(number for _fill, _key, number in parts(counts))]


def _summary(edition: Edition) -> Sheet:
    data, words = edition.dataset, edition.words
    before = data.counts_before
    earlier = [number for _fill, _key, number in parts(before)] if before else []
    rows: list[list[Value]] = []
    for place, (fill, key, number) in enumerate(parts(data.counts)):
        rows.append([(words(key), fill), number, earlier[place] if earlier else None])
    rows += [
        [words("reported"), data.counts.reported, before.reported if before else None],
        [words("summary.due"), data.counts.due, before.due if before else None],
        [words("column.late"), data.late, None],
        [words("as_of"), words.moment(data.as_of), None],
        [words("classification"), words(f"audience.{data.audience}"), None],
        [words("checksum"), edition.sha256, None],
        [words("level.note"), None, None],
        [words("unofficial"), None, None],
    ]
    if data.sample:
        rows.append([words("sample.notice"), None, None])
    columns = _columns(
        edition, ("rubric.level", 48), ("summary.now", 24), ("summary.before.column", 14)
    )
    return Sheet(name=words("sheet.summary"), columns=columns, rows=rows, filters=False)


def _matrix(edition: Edition) -> Sheet:
    words, table = edition.words, edition.dataset.matrix
    cells = {(found.row, found.party): found for found in table.cells}
    states = edition.by_name(table.parties)
    headlines = {p.reference: edition.name(p.headlines) for p in edition.dataset.paragraphs}
    rows: list[list[Value]] = []
    for row in table.rows:
        line: list[Value] = [f"{row} {headlines.get(row, '')}".strip()]
        for state in states:
            found = cells.get((row, state))
            if found is None or not found.owed:
                line.append(None)
                continue
            fill, sign, _key = standing(found)
            change = sign_of_change(found.change)
            plain = found.level is not None and not change
            line.append((found.level if plain else sign + change, fill))
        rows.append(line)
    columns = [
        SheetColumn(title=words("matrix.paragraph"), width=40),
        *(SheetColumn(title=state, width=5.5) for state in states),
    ]
    return Sheet(name=words("sheet.matrix"), columns=columns, rows=rows, filters=False)


_UPDATE_COLUMNS: Final = (
    ("column.party_code", 8), ("party", 24), ("matrix.paragraph", 10), ("commitment", 40),
    ("column.commitment_code", 11), ("column.period", 9), ("column.level", 8),
    ("column.level_name", 18), ("column.level_before", 8), ("column.no_change", 9),
    ("language", 10), ("field.reason", 40), ("field.summary", 60), ("field.progress", 60),
    ("field.challenges", 60), ("field.next_steps", 60), ("field.evidence", 40),
    ("field.actions", 30), ("column.visibility", 14), ("column.channel", 14),
    ("column.document", 24), ("column.revision", 9), ("column.submitted", 12),
    ("column.late", 8), ("column.solicited", 10), ("column.sample", 10),
)  # fmt: skip


def _updates(edition: Edition) -> Sheet:
    words = edition.words
    rows: list[list[Value]] = []
    for u in edition.dataset.updates:
        commitment = edition.commitments.get(u.commitment)
        evidence = "; ".join(
            " ".join(filter(None, [e.title, e.url or e.file_name])) for e in u.evidence
        )
        rows.append(
            [
                u.party,
                edition.party(u.party),
                u.paragraph,
                edition.name(commitment.titles) if commitment else "",
                u.commitment,
                u.period,
                u.level,
                edition.level_on(u.commitment, u.level),
                u.level_before,
                _yes(edition, u.no_change),
                words(f"language.{u.language}") if u.language else "",
                u.not_applicable_reason,
                u.summary,
                u.progress,
                u.challenges,
                u.next_steps,
                evidence,
                "; ".join(u.actions),
                words(f"audience.{u.visibility}"),
                words(f"channel.{u.channel}") if u.channel else "",
                u.channel_document,
                u.revision,
                _day(u.submitted_at),
                _yes(edition, u.late),
                _yes(edition, u.solicited),
                _yes(edition, u.sample),
            ]
        )
    columns = _columns(edition, *_UPDATE_COLUMNS)
    return Sheet(name=words("sheet.updates"), columns=columns, rows=rows)


def _commitments(edition: Edition) -> Sheet:
    words = edition.words
    rows: list[list[Value]] = [
        [
            c.code,
            c.paragraph,
            edition.name(c.titles),
            " … ".join(filter(None, [c.lead_in, c.quote, c.tail])),
            words(f"tracking.{c.tracking}"),
            words(f"nature.{c.nature}"),
            edition.session_number(c.deadline) if c.deadline else "",
            "; ".join(theme_name(edition, theme) for theme in c.themes),
            *_counted(c.counts),
        ]
        for c in edition.commitments.values()
    ]
    columns = _columns(
        edition,
        ("code", 8),
        ("matrix.paragraph", 10),
        ("commitment", 44),
        ("column.quote", 60),
        ("column.tracking", 11),
        ("column.nature", 11),
        ("duties.deadline", 22),
        ("column.themes", 30),
        *_COUNTED,
    )
    return Sheet(name=words("sheet.commitments"), columns=columns, rows=rows)


def _parties(edition: Edition) -> Sheet:
    words = edition.words
    rows: list[list[Value]] = [
        [
            code,
            edition.party(code),
            words(f"kind.{party.kind}"),
            words(f"decision.{party.decision}"),
            words(f"standing.{party.standing}") if party.standing else "",
            party.reason,
            *_counted(party.counts),
        ]
        for code in edition.by_name(edition.parties)
        for party in [edition.parties[code]]
    ]
    columns = _columns(
        edition,
        ("code", 8),
        ("column.name", 30),
        ("column.kind", 14),
        ("roster.decision", 12),
        ("roster.standing", 16),
        ("roster.reason", 30),
        *_COUNTED,
    )
    return Sheet(name=words("sheet.parties"), columns=columns, rows=rows)


def _actions(edition: Edition) -> Sheet:
    words = edition.words
    rows: list[list[Value]] = [
        [
            a.party,
            edition.party(a.party),
            a.title,
            a.description,
            words(f"language.{a.language}") if a.language else "",
            ", ".join(a.commitments),
            words(f"kind.{a.kind}"),
            words(f"status.{a.status}"),
            a.percent,
            _day(a.starts_on),
            _day(a.due_on),
            _yes(edition, a.overdue),
            float(a.cost) if a.cost else None,
            a.currency,
            _yes(edition, a.sample),
        ]
        for a in edition.dataset.actions
    ]
    columns = _columns(
        edition,
        ("column.party_code", 8),
        ("party", 24),
        ("action", 40),
        ("column.text", 60),
        ("language", 10),
        ("sheet.commitments", 16),
        ("action.kind", 14),
        ("action.status", 13),
        ("action.percent", 8),
        ("column.starts", 11),
        ("action.due", 11),
        ("column.overdue", 9),
        ("action.cost", 14),
        ("column.currency", 9),
        ("column.sample", 10),
    )
    return Sheet(name=words("sheet.actions"), columns=columns, rows=rows)


def _cooperation(edition: Edition) -> Sheet:
    words = edition.words
    rows: list[list[Value]] = [
        [
            words(f"cooperation.{entry.direction}"),
            theme_name(edition, entry.theme),
            entry.party,
            edition.party(entry.party),
            entry.commitment,
            entry.text,
            words(f"language.{entry.language}") if entry.language else "",
            _yes(edition, entry.sample),
        ]
        for entry in edition.dataset.cooperation
    ]
    columns = _columns(
        edition,
        ("column.direction", 14),
        ("column.theme", 28),
        ("column.party_code", 8),
        ("party", 24),
        ("column.commitment_code", 12),
        ("column.text", 70),
        ("language", 10),
        ("column.sample", 10),
    )
    return Sheet(name=words("sheet.cooperation"), columns=columns, rows=rows)


def _indicators(edition: Edition) -> Sheet:
    words = edition.words
    rows: list[list[Value]] = [
        [
            series.code,
            edition.name(series.titles),
            series.unit,
            point.state,
            edition.party(point.state),
            point.year,
            point.value,
            point.censored,
            series.source,
            series.licence,
        ]
        for series in edition.dataset.indicators
        for point in series.points
    ]
    columns = _columns(
        edition,
        ("code", 16),
        ("indicator", 40),
        ("indicators.unit", 12),
        ("column.party_code", 8),
        ("column.state", 24),
        ("column.year", 8),
        ("column.value", 10),
        ("column.censored", 12),
        ("column.source", 40),
        ("column.licence", 30),
    )
    return Sheet(name=words("sheet.indicators"), columns=columns, rows=rows)


def _definitions(edition: Edition) -> Sheet:
    words = edition.words
    rows: list[list[Value]] = []
    for line in edition.dataset.rubric:
        fill: Fill = "na"
        if line.level is not None:
            fill = parts(edition.dataset.counts)[line.level][0]
        name = edition.name(line.names)
        rows.append(
            [
                (name if line.level is None else f"{line.level} {name}", fill),
                edition.name(line.meanings),
            ]
        )
    keys = ("counts", "levels", "median", "rank", "words")
    rows += [[words("annex.method"), words(f"method.{key}")] for key in keys]
    rows.append([words("level.withheld"), words("method.audience", audience=_audience(edition))])
    columns = _columns(edition, ("column.term", 28), ("rubric.meaning", 100))
    return Sheet(name=words("sheet.definitions"), columns=columns, rows=rows, filters=False)


def _audience(edition: Edition) -> str:
    return edition.words(f"audience.{edition.dataset.audience}").lower()
