"""What is printed in HTML, DOCX, PDF and XLSX are the oracle's numbers; so are its sentences."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from openpyxl import load_workbook

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.blocks import Prose, Section
from reporting.documents.edition import Edition, edition_of
from reporting.documents.layouts.not_received import silent
from reporting.documents.layouts.summary import summary
from reporting.documents.layouts.trend import trend
from reporting.models import StatusReport
from tests.reporting.documents import test_formats_agree as files
from tests.reporting.prose import Reader, reader_of
from tests.reporting.world import issued
from tests.worlds import oracle
from tests.worlds.conftest import Here
from tests.worlds.oracle import MEMBER_STATES, PUBLIC, Counts
from tests.worlds.page_text import bar_of, bars, between, number
from tests.worlds.test_datasets import Wanted, made
from tests.worlds.worlds import NAMES, NOW
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.long]
LANGUAGES = ("en", "es", "fr", "pt")
REPORTS = {"assembly": PUBLIC, "council, before": MEMBER_STATES}
TEXT = {"html": files._html, "docx": files._docx, "pdf": files._pdf}


@dataclass(frozen=True)
class Report:
    """A report of a world: what the product assembled, and what it has to say."""

    data: d.Dataset
    wanted: Wanted

    @property
    def counts(self) -> Counts:
        return oracle.count(self.wanted.lines(self.wanted.periods))

    @property
    def before(self) -> Counts:
        return oracle.count(self.wanted.lines(self.wanted.earlier))

    def file(self, name: str) -> bytes:
        return render(dataset=self.data, language="en", format=name, sha256="0" * 64)


def reports(here: Here) -> Iterator[Report]:
    """Yield the reports of the world."""
    for name, audience in REPORTS.items():
        yield Report(made(here, name, audience.name, NOW), Wanted(here, name, audience, NOW))


def rate(counts: Counts) -> str:
    told = f"{oracle.reported(counts):,} of {oracle.due(counts):,}"
    return told + (f", {counts['received']:,} received" if counts["received"] else "")


def printed(report: Report) -> Iterator[str]:
    """Yield a pattern for each row of numbers that has to be printed."""
    shown = Edition.parts
    edition = edition_of(dataset=report.data, language="en", sha256="", draft=True)
    occurring = [key.removeprefix("level.") for _f, key, _n in shown(edition, report.data.counts)]
    names = {"na": "not_applicable", "silent": "not_reported"}
    keys = [names.get(key, key) for key in occurring]
    for period in report.wanted.history:
        counts = oracle.count(report.wanted.lines([period]))
        cells = " ".join(f"{counts[key]:,}" for key in keys)
        yield rf"{period.key} {rate(counts)} [\d.]+% {cells} "
    now, before = report.counts, report.before
    for (_fill, words, _many), key in zip(shown(edition, report.data.counts), keys, strict=True):
        label = edition.level(int(key)) if key in oracle.LEVELS else edition.words.by_key(words)
        yield rf"{re.escape(label)} {now[key]:,} [<>\d.]+% {before[key]:,} "
    yield rf"Due {oracle.due(now):,} [\d.]+% {oracle.due(before):,} "
    lines = report.wanted.lines(report.wanted.periods)
    for code, counts in oracle.by(lines, lambda line: line.party).items():
        if oracle.due(counts):
            yield rf"{re.escape(edition.party(code))} {code} {rate(counts)} "
    for code, counts in oracle.by(lines, lambda line: line.commitment).items():
        if oracle.due(counts):
            yield rf"{re.escape(edition.commitment(code))} ?:? ?{rate(counts)}"


@pytest.mark.parametrize("here", NAMES[:1], indirect=True)
def test_the_printed_numbers_are_the_oracles(here: Here) -> None:
    for report in reports(here):
        wanted = list(printed(report))
        assert len(wanted) > 20
        for name, read in TEXT.items():
            said = re.sub(r"\s+", " ", read(report.file(name)))
            missing = [pattern for pattern in wanted if not re.search(pattern, said)]
            assert not missing, (name, report.data.kind)


@pytest.mark.parametrize("here", NAMES[:1], indirect=True)
def test_the_workbooks_numbers_are_the_oracles(here: Here) -> None:
    for report in reports(here):
        rows = _rows(report.file("xlsx"))
        lines = report.wanted.lines(report.wanted.periods)
        groups: dict[str, Counts] = oracle.by(lines, lambda line: line.party)
        groups |= oracle.by(lines, lambda line: line.commitment)
        groups |= {
            period.key: oracle.count(report.wanted.lines([period]))
            for period in report.wanted.history
        }
        for name, counts in groups.items():
            own = [row for row in rows if name in row]
            assert any(files.has_run(row, _run(counts)) for row in own), name


def _rows(content: bytes) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def _run(counts: Counts) -> list[float | None]:
    due, reported = oracle.due(counts), oracle.reported(counts)
    keys = (*oracle.DUE, "overdue", *oracle.BESIDE)
    return [due, reported, reported / due if due else None, *(counts[key] for key in keys)]


# Sentences ---------------------------------------------------------------------------------------


def prose(sections: list[Section]) -> list[str]:
    return [
        "".join(run.text for run in block.runs)
        for section in sections
        for block in section.blocks
        if isinstance(block, Prose) and block.kind != "small"
    ]


def numbers(report: Report) -> dict[str, dict[str, int]]:
    """Return what the numbers of each sentence have to be, by the names that the sentence gives."""
    counts, lines = report.counts, report.wanted.lines(report.wanted.periods)
    due, reported = oracle.due(counts), oracle.reported(counts)
    missing = counts["not_reported"] + counts["overdue"]
    of = len({line.party for line in lines if line.key in oracle.DUE})
    from_whom = {line.party for line in lines if line.overdue or line.key == "not_reported"}
    pairs = [
        (line.level_before, line.level)
        for line in lines
        if line.level is not None and line.level_before is not None
    ]
    up = sum(now > then for then, now in pairs if then is not None)
    down = sum(now < then for then, now in pairs if then is not None)
    return {
        "summary.head": {"due": due, "count": reported},
        "summary.late": {"count": report.data.late, "reported": reported},
        "summary.withheld": {"count": counts["withheld"]},
        "summary.received": {"count": counts["received"]},
        "summary.awaited": {"count": counts["awaited"], "overdue": counts["overdue"]},
        "summary.moved.of": {
            "updates": len(pairs),
            "rose": up,
            "fell": down,
            "stayed": len(pairs) - up - down,
        },
        "silent.missing.count": {"count": missing, "total": due},
        "silent.intro": {"count": len(from_whom), "total": of},
        "silent.awaited": {"count": counts["awaited"] - counts["overdue"], "due": due},
        "silent.received": {"count": counts["received"]},
        "silent.withheld": {"count": counts["withheld"]},
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("here", NAMES[:1], indirect=True)
def test_each_number_of_a_sentence_is_the_one_it_names(here: Here, language: str) -> None:
    reader = reader_of(language)
    for report in reports(here):
        edition = edition_of(dataset=report.data, language=language, sha256="", draft=True)
        expected, met = numbers(report), set()
        for prefix, sections in (("summary.", summary(edition)), ("silent.", silent(edition))):
            for line in (one for one in prose(sections) if reader.one("level.note", one) is None):
                for said in reader.sentences(line, prefix):
                    met.add(said.key)
                    for name, many in expected.get(said.key, {}).items():
                        assert reader.number(said.values[name]) == many, said
                    if said.key == "summary.before":
                        _check_two_bases(reader, report, said.values)
        assert {"summary.head", "summary.before", "summary.received", "silent.received"} <= met
        _check_trend(reader, report, prose(trend(edition))[0])


def _check_two_bases(reader: Reader, report: Report, said: dict[str, str]) -> None:
    """Check that two different bases are named, and that the rate of each is its own."""
    assert said["scope"] != said["before"]
    for period in report.wanted.periods:
        assert period.key in said["scope"]
    for period in report.wanted.earlier:
        assert period.key in said["before"]
    _check_rate(reader, said["now"], report.counts)
    _check_rate(reader, said["rate"], report.before)


def _check_trend(reader: Reader, report: Report, line: str) -> None:
    said = reader.one("trend.words", line)
    assert said is not None, line
    first, last = report.wanted.history[0], report.wanted.history[-1]
    assert (said["first"], said["last"]) == (first.key, last.key)
    for name, period in (("before", first), ("now", last)):
        counts = oracle.count(report.wanted.lines([period]))
        _check_rate(reader, said[name], counts)
        high = reader.one("rate", said[f"high_{name}"])
        assert high is not None
        assert reader.number(high["reported"]) == counts["3"] + counts["4"]


def _check_rate(reader: Reader, text: str, counts: Counts) -> None:
    found = reader.one("rate", text)
    assert found is not None, text
    told = reader.number(found["reported"]), reader.number(found["due"])
    assert told == (oracle.reported(counts), oracle.due(counts))
    assert abs(reader.share(found["percent"]) - told[0] / told[1]) <= 0.001


def test_the_reports_page_gives_the_same_key_figures(here: Here) -> None:
    for report in reports(here):
        row = _issued(report)
        page = here.page("officer", f"/en/reports/{row.pk}/")
        before = [bar_of(report.before)] if oracle.due(report.before) else []
        assert bars(page)[: 1 + len(before)] == [bar_of(report.counts), *before]
        figures = between(page, 'class="figures"', "</dl>")
        told = [number(one) for one in re.findall(r"<dd>([\d,]+)</dd>", figures)]
        assert told[0] == oracle.reported(report.counts)
        assert f"of {oracle.due(report.counts):,} updates due reported" in figures


def _issued(report: Report) -> StatusReport:
    if report.data.kind == "assembly":
        return issued(report.data, session=57)
    key = report.wanted.periods[-1].key
    return issued(report.data, period=ReportingPeriod.objects.get(key=key))
