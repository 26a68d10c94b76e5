"""Each page that counts says the oracle's numbers, whoever reads it, in every world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from commitments.foundation import formats
from commitments.models import Commitment, Instrument, Party
from tests.worlds import oracle
from tests.worlds.conftest import OWN, READERS, Here
from tests.worlds.oracle import Counts, Line, Oracle
from tests.worlds.page_text import (
    Bar,
    bar_of,
    bars,
    between,
    cells,
    number,
    rows,
    share_of,
    shares,
)
from tests.worlds.worlds import NAMES, NOW, STATES, Period

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def names() -> dict[str, str]:
    """Return the names of the parties by code."""
    return {party.code: party.name for party in Party.objects.all()}


def turns(here: Here) -> Iterator[tuple[str, Oracle, Period]]:
    """Yield a reader for each period, in turn; of worlds other than the first the newest two."""
    readers = list(READERS)
    offset = sum(map(ord, here.world.name))
    first = 0 if here.world.name == NAMES[0] else len(here.world.periods) - 2
    for place, period in list(enumerate(here.world.periods))[first:]:
        reader = readers[(place + offset) % len(readers)]
        yield reader, here.oracle(reader), period


def over_time(here: Here, told: Oracle, **only: Any) -> list[Bar]:
    """Return the bars of the table of periods: those in which something was asked for."""
    found = [
        bar_of(counts)
        for period in here.world.periods
        if oracle.due(counts := oracle.count(chosen(told, period, **only)))
    ]
    return found if len(found) > 1 else []


def chosen(told: Oracle, period: Period, **only: Any) -> list[Line]:
    """Return the lines of a period with these values, or one of them."""
    return [
        line
        for line in told.lines(period)
        if all(
            getattr(line, name) in (value if isinstance(value, (set, list)) else [value])
            for name, value in only.items()
        )
    ]


@pytest.mark.parametrize("reader", READERS)
def test_home_says_in_bars_matrix_map_and_table_what_the_oracle_says(
    here: Here, reader: str
) -> None:
    told, name_of = here.oracle(reader), names()
    for period in here.world.periods:
        page = here.page(reader, "/en/", period=period.key)
        lines = told.lines(period)
        by_row = oracle.by(lines, lambda line: line.paragraph)
        series = over_time(here, told)
        assert bars(between(page, "<main", "standings"))[: 1 + len(series)] == [
            bar_of(oracle.count(lines)),
            *series,
        ]
        listed = re.findall(r'<li><span class="no">(\d+)</span>(.*?)</li>', page, re.S)
        assert {row: (shares(said) or [{}])[0] for row, said in listed} == {
            str(row): share_of(by_row.get(str(row))) for row in range(1, 18)
        }
        _check_cells(page, lines, lambda line: line.paragraph)
        by_party = oracle.by(lines, lambda line: line.party)
        mapped = {row[0]: row for row in rows(between(page, 'class="behind"', "</details>"))}
        for code in STATES:
            counts = by_party.get(code, Counts())
            row = next(row for name, row in mapped.items() if name.startswith(name_of[code]))
            assert (number(row[1]), number(row[2])) == (
                oracle.due(counts),
                oracle.reported(counts),
            )


def _check_cells(page: str, lines: list[Line], row_of: Any) -> None:
    """Check the labels of a matrix: the level, its change, the share, and how many stand where."""
    name_of = names()
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((row_of(line), name_of[line.party]), []).append(line)
    found = cells(page)
    assert set(found) == set(groups)
    for place, own in groups.items():
        label, counts = found[place], oracle.count(own)
        level, change = oracle.cell(own)
        shown = re.match(r"([0-4]) [A-Za-z ]+?(?: ([+−]\d))?(?: ·|$)", label)
        assert (int(shown[1]) if shown else None) == level, (place, label)
        moved = shown[2] if shown else None
        assert (int(moved.replace("−", "-")) if moved else 0) == (
            change if level is not None and change else 0
        ), (place, label)
        assert (shares(label) or [{}])[0] == share_of(counts), (place, label)
        for words, key in (
            ("Voluntary (not counted in rates)", "volunteered"),
            ("Standing undecided (not counted in rates)", "undecided"),
        ):
            said = re.search(re.escape(words) + r" (\d+)\.", label)
            assert (int(said[1]) if said else 0) == counts[key], (place, label)


def test_a_paragraphs_page(here: Here) -> None:
    for reader, told, period in turns(here):
        for paragraph in ("7", "16"):
            page = here.page(reader, f"/en/paragraphs/{paragraph}/", period=period.key)
            lines = chosen(told, period, paragraph=paragraph)
            by_code = oracle.by(lines, lambda line: line.commitment)
            current = _current(paragraph=paragraph)
            wanted = [
                bar_of(by_code[code]) for code in current if oracle.due(by_code.get(code, Counts()))
            ]
            series = over_time(here, told, paragraph=paragraph)
            assert _sorted(bars(page)) == _sorted([bar_of(oracle.count(lines)), *wanted, *series])
            if lines:
                _check_cells(page, lines, lambda line: line.commitment)


def _sorted(found: list[Bar]) -> list[list[tuple[str, int]]]:
    return sorted(sorted(one.items()) for one in found)


def _current(**narrow: str) -> list[str]:
    """Return the codes of the commitments that are not retired, in their order."""
    found = Commitment.objects.current().filter(instrument=Instrument.objects.default())
    if "paragraph" in narrow:
        found = found.filter(paragraph__number=int(narrow["paragraph"]))
    if "theme" in narrow:
        found = found.filter(themes__key=narrow["theme"])
    return list(found.order_by("position").values_list("code", flat=True))


def test_a_commitments_page(here: Here) -> None:
    name_of = names()
    for reader, told, period in turns(here):
        for code in ("7.2", "16.1"):
            page = here.page(reader, f"/en/commitments/{code}/", period=period.key)
            lines = chosen(told, period, commitment=code)
            assert bars(page) == [
                bar_of(oracle.count(lines)),
                *over_time(here, told, commitment=code),
            ]
            # Of whom there are words: the accepted ones that the reader may read.
            said = [u.party for u in told.published(period) if u.commitment == code]
            for party in said:
                assert name_of[party] in page


def test_a_states_and_a_bodys_page(here: Here) -> None:
    for reader, told, period in turns(here):
        for code in ("SLV", "VEN", "PC"):
            kind = "states" if code in STATES else "bodies"
            page = here.page(reader, f"/en/{kind}/{code}/", period=period.key)
            lines = chosen(told, period, party=code)
            whole = bar_of(oracle.count(lines))
            series = over_time(here, told, party=code)
            assert bars(page) == [*([whole] if whole else []), *series], (reader, code)
            by_paragraph = oracle.by(lines, lambda line: line.paragraph)
            for section in re.findall(
                r'<section id="paragraph-(\d+)" class="standing">(.*?)</header>', page, re.S
            ):
                assert (shares(section[1]) or [{}])[0] == share_of(by_paragraph.get(section[0]))


def test_the_declaration_and_the_themes(here: Here) -> None:
    for reader, told, period in turns(here):
        lines = told.lines(period)
        by_code = oracle.by(lines, lambda line: line.commitment)
        page = here.page(reader, "/en/declaration/", period=period.key)
        each = [
            bar_of(by_code[code]) for code in _current() if oracle.due(by_code.get(code, Counts()))
        ]
        assert bars(page) == [bar_of(oracle.count(lines)), *each]
        themes = here.page(reader, "/en/themes/", period=period.key)
        keys = re.findall(r'href="/en/themes/([-a-z]+)/\?period', themes)
        wanted = [_of_theme(told, period, key) for key in keys]
        assert bars(themes) == [bar_of(counts) for counts in wanted if oracle.due(counts)]
        most = max(keys, key=lambda key: oracle.due(_of_theme(told, period, key)))
        codes = set(_current(theme=most))
        page = here.page(reader, f"/en/themes/{most}/", period=period.key)
        assert bars(page)[0] == bar_of(_of_theme(told, period, most))
        for row in over_time(here, told, commitment=codes):
            assert row in bars(page)


def _of_theme(told: Oracle, period: Period, theme: str) -> Counts:
    return oracle.count(chosen(told, period, commitment=set(_current(theme=theme))))


def test_states_side_by_side(here: Here) -> None:
    for reader, told, period in turns(here):
        page = here.page(reader, "/en/compare/", states="SLV,HND,VEN", period=period.key)
        sides = re.findall(
            r'<li><h2><a href="/en/states/(\w+)/[^>]*>.*?</h2>(.*?)</li>',
            between(page, 'class="sides"', "</ul>"),
            re.S,
        )
        assert {code: (bars(side) or [{}])[0] for code, side in sides} == {
            code: bar_of(oracle.count(chosen(told, period, party=code)))
            for code in ("SLV", "HND", "VEN")
        }
        marks = re.findall(r'<td role="cell"><span class="who"[^>]*>([^<]*)</span>(.*?)</td>', page)
        assert {who for who, _rest in marks} >= {names()["SLV"]}


def test_two_periods_and_what_moved_between_them(here: Here) -> None:
    for reader, told, period in turns(here):
        place = here.world.periods.index(period)
        if not place:
            continue
        before = here.world.periods[place - 1]
        page = here.page(reader, "/en/compare/", periods=f"{before.key},{period.key}")
        then, now = (_levels_of_states(told, one) for one in (before, period))
        first, last = (
            formats.period_name(one.covers_from, one.covers_to, "en") for one in (before, period)
        )
        pairs = ((first, last), (last, first))
        only = tuple(f"A level in {one}, none in {other}" for one, other in pairs)
        ways = [_way(then.get(pair), now.get(pair), only) for pair in {**then, **now}]
        figures = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", between(page, "figures", "</dl>"))
        assert {name: number(many) for name, many in figures} == {
            name: ways.count(name) for name in ("Higher level", "Lower level", "Same level", *only)
        }
        assert bars(between(page, 'class="sides"', "</ul>")) == [
            bar_of(oracle.count(chosen(told, one, party=list(STATES)))) for one in (before, period)
        ]


def _levels_of_states(told: Oracle, period: Period) -> dict[tuple[str, str], int]:
    return {
        (line.party, line.commitment): line.level
        for line in chosen(told, period, party=list(STATES))
        if line.level is not None and line.key != "undecided"
    }


def _way(before: int | None, now: int | None, only: tuple[str, ...]) -> str:
    """Return how a level moved; `only`: what it is called where one of the two is missing."""
    if before is None or now is None:
        return only[before is None]
    if now == before:
        return "Same level"
    return "Higher level" if now > before else "Lower level"


def test_coverage_by_paragraph_and_by_period(here: Here) -> None:
    told = here.oracle("officer")
    for period in here.world.periods:
        page = here.page("officer", "/en/coverage/", period=period.key)
        _check_coverage(page, told.lines(period), lambda line: line.paragraph)
    page = here.page("officer", "/en/coverage/", by="period")
    everything = {period.key: told.lines(period) for period in here.world.periods}
    _check_coverage_of_periods(page, everything)


def _check_coverage(page: str, lines: list[Line], column: Any) -> None:
    table = between(page, '<table class="coverage">', "</table>")
    heads = re.findall(r'<abbr title="[^"]*">(\d+)</abbr>', table)
    found = {
        (code, head): told
        for code, cells_told in _covers(table).items()
        for head, told in zip(["all", *heads], cells_told, strict=True)
    }
    wanted = oracle.by(lines, lambda line: (line.party, column(line)))
    wanted |= {(code, "all"): c for code, c in oracle.by(lines, lambda line: line.party).items()}
    asked = {place: share_of(counts) for place, counts in wanted.items() if oracle.due(counts)}
    assert {place: told for place, told in found.items() if told} == asked
    figures = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", between(page, "figures", "</dl>"))
    total = oracle.count(lines)
    assert number(figures[0][1]) == oracle.reported(total)
    assert f"of {oracle.due(total):,} updates reported" in figures[0][0]
    assert (figures[1][0], number(figures[1][1])) == (
        "received and not yet reviewed",
        total["received"],
    )


def _check_coverage_of_periods(page: str, lines: dict[str, list[Line]]) -> None:
    table = between(page, '<table class="coverage">', "</table>")
    heads = re.findall(r'period=(\d{4}-\d)"', table)
    for code, told in _covers(table).items():
        for head, cell in zip(heads, told[1:], strict=True):
            own = [line for line in lines[head] if line.party == code]
            assert cell == share_of(oracle.count(own)), (code, head)


def _covers(table: str) -> dict[str, list[Bar]]:
    """Return by party what its cells say, the sum first; {} where nothing was asked."""
    found = {}
    for code, row in re.findall(r'<tr id="([^"]+)">(.*?)</tr>', table, re.S):
        cells_told = re.findall(r'<span class="cover [a-z]+">(.*?)</td>', row, re.S)
        found[code] = [_cover(told) for told in cells_told]
    return found


def _cover(told: str) -> Bar:
    found = re.match(r"([\d,]+)/([\d,]+)(?: <small>\+([\d,]+))?", told)
    if not found:
        return {}
    bar = {"reported": number(found[1]), "due": number(found[2])}
    return bar | ({"received": number(found[3])} if found[3] else {})


def test_the_desks_of_the_secretariat_and_of_the_party(here: Here) -> None:
    told = here.oracle("officer")
    page = here.page("officer", "/en/desk/")
    still_open = [period for period in here.world.periods if period.closed_at is None]
    lines = {period.key: told.lines(period) for period in still_open}
    listed = re.findall(r'<a href="/en/periods/([\d-]+)/">[^<]*</a>: (.*?)<br>', page, re.S)
    assert {key: shares(said)[0] for key, said in listed} == {
        key: share_of(oracle.count(own)) for key, own in lines.items()
    }
    figures = [number(one) for one in re.findall(r'<span class="figure">([\d,]+)</span>', page)]
    waiting = sum(update.state == "submitted" for update in here.world.updates)
    overdue = sum(line.overdue for own in lines.values() for line in own)
    undecided = sum(here.world.roster[period.key, "VEN"] == "undecided" for period in still_open)
    assert figures[:3] == [waiting, overdue, undecided]
    told = here.oracle("party itself")
    for period in here.world.periods:
        page = here.page("party itself", "/en/desk/", party=OWN, period=period.key)
        own = chosen(told, period, party=OWN)
        by_paragraph = oracle.by(own, lambda line: line.paragraph)
        assert shares(between(page, 'for="done"', "</label>")) == [share_of(oracle.count(own))]
        for key, group in re.findall(r'<section id="p(\d+)" class="due">(.*?)</p>', page, re.S):
            assert (shares(group) or [{}])[0] == share_of(by_paragraph.get(key)), key


def test_open_data_and_the_feed_hold_what_is_published(here: Here) -> None:
    told = Oracle(here.world, oracle.PUBLIC, NOW)
    page = here.page("visitor", "/en/open-data/")
    assert any(
        row[1:2] == [f"{len(told.published()):,}"] and "update" in row[0].lower()
        for row in rows(page)
    )
    for party in here.world.parties:
        feed = here.page("visitor", "/en/updates/feed/", party=party)
        assert feed.count("<entry>") == len(told.published(party=party)), party
