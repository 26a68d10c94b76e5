"""The sheets of the workbook say what the dataset says: a row a thing, and no thing left out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

import pytest
from openpyxl import Workbook, load_workbook

from reporting.dataset import schema as d
from reporting.documents import render
from tests.reporting.datasets import make_dataset

LANGUAGES: Final = ("en", "es", "fr", "pt")
HEADINGS: Final = 3
pytestmark = pytest.mark.long


@cache
def revised() -> d.Dataset:
    return make_dataset(length=60, revision=1)


def rendered(data: d.Dataset, language: str = "en", *, draft: bool = True) -> io.BytesIO:
    sha256 = d.sha256(d.encode(data))
    made = render(dataset=data, language=language, format="xlsx", sha256=sha256, draft=draft)
    return io.BytesIO(made)


def book(data: d.Dataset, *, draft: bool = True) -> Workbook:
    return load_workbook(rendered(data, draft=draft))


@cache
def whole() -> Workbook:
    return book(revised())


@cache
def skimmed(language: str) -> Workbook:
    """Return the workbook of which only the rows that are asked for are read."""
    return load_workbook(rendered(revised(), language), read_only=True)


def table(opened: Workbook, name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by heading; what stands below it is not of it."""
    rows = list(opened[name].iter_rows(min_row=HEADINGS, values_only=True))
    heads = [str(head) for head in rows[0] if head is not None]
    found = []
    for row in rows[1:]:
        if not any(value not in {None, ""} for value in row):
            break
        found.append(dict(zip(heads, row, strict=False)))
    return found


def below(opened: Workbook, name: str) -> str:
    """Return all that a sheet says in its first column."""
    return "\n".join(str(row[0]) for row in opened[name].iter_rows(values_only=True) if row[0])


def test_the_first_sheet_lists_the_others_with_their_rows_and_leads_to_them() -> None:
    opened = whole()
    about, *others = opened.sheetnames
    listed = table(opened, about)
    assert [row["Sheet"] for row in listed] == others
    for place, row in enumerate(listed, start=HEADINGS + 1):
        assert len(table(opened, row["Sheet"])) == row["Rows"]
        link = opened[about].cell(row=place, column=1).hyperlink
        assert link is not None
        assert str(link.location).replace("'", "") == f"{row['Sheet']}!A1"


def test_a_sheet_without_rows_is_left_out_and_the_first_sheet_says_so() -> None:
    opened = book(replace(revised(), cooperation=(), duties=()))
    assert not {"Cooperation", "Cooperation matched", "Duties of bodies"} & set(opened.sheetnames)
    rows = {row["Sheet"]: row["Rows"] for row in table(opened, "About this file")}
    assert (rows["Cooperation"], rows["Cooperation matched"], rows["Duties of bodies"]) == (0, 0, 0)


def test_a_report_of_nothing_has_its_updates_and_its_matrix_still() -> None:
    nothing = replace(
        make_dataset(length=60),
        updates=(),
        matrix=d.Matrix(rows=(), parties=(), cells=()),
        parties=(),
        paragraphs=(),
        trend=(),
        since=None,
        moves=(),
        duties=(),
        actions=(),
        cooperation=(),
        indicators=(),
    )
    assert book(nothing).sheetnames == [
        "About this file",
        "Summary",
        "Matrix",
        "Updates",
        "Definitions",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_are_ones_that_every_program_takes(language: str) -> None:
    names = skimmed(language).sheetnames
    assert len({name.lower() for name in names}) == len(names) == 17
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_explained(language: str) -> None:
    opened = skimmed(language)
    _about, *others, definitions = opened.sheetnames
    rows = list(opened[definitions].iter_rows(min_row=HEADINGS + 1, values_only=True))
    explained = {(term, name) for term, _said, names in rows for name in str(names).split(", ")}
    assert all(said for _term, said, _names in rows)
    parties = set(revised().matrix.parties)
    for name in others:
        (row,) = opened[name].iter_rows(min_row=HEADINGS, max_row=HEADINGS, values_only=True)
        heads = {value for value in row if value}
        assert heads - {term for term, where in explained if where == name} <= parties, name


def test_what_moved_has_a_row_for_each_change() -> None:
    since, moves = revised().since, revised().moves
    assert since is not None
    rows = table(whole(), "What changed")
    own = [row for row in rows if row["Compared with"] == "the party’s previous accepted update"]
    assert [
        (row["Party code"], row["Commitment code"], row["Earlier level"], row["Later level"])
        for row in own
    ] == [(move.party, move.commitment, move.before, move.now) for move in moves]
    raised = [row for row in rows if row not in own and row["Change"] == "Level raised"]
    assert [(row["Party code"], row["Earlier level"], row["Later level"]) for row in raised] == [
        (move.party, move.before, move.now) for move in since.raised
    ]
    new = [row["What it is about"] for row in rows if row["Change"] == "New follow-up action"]
    assert sorted(new) == sorted(action.title for action in since.actions_new)


def test_a_revision_says_what_it_corrected_and_why() -> None:
    changes = revised().editorial.changes
    assert changes is not None
    rows = table(whole(), "What was corrected")
    assert len(rows) == len(changes.raised) + len(changes.lowered) + len(changes.reworded) == 3
    told = below(whole(), "What was corrected")
    assert "This document corrects report AG/doc.5421/12, as of June 3, 2012" in told
    assert "Two levels had been entered under the wrong commitment." in told
    first = load_workbook(rendered(make_dataset(length=60)), read_only=True)
    assert "What was corrected" not in first.sheetnames


def test_translations_and_evidence_have_a_row_each() -> None:
    updates = revised().updates
    rows = table(whole(), "Translations")
    assert [(row["Text"], row["The party’s own"]) for row in rows] == [
        (entry.content, "Yes" if entry.official else "No")
        for update in updates
        for entry in update.translations
    ]
    assert {row["Field"] for row in rows} <= {"Summary", "Progress", "Challenges", "Next steps"}
    items = [item for update in updates for item in update.evidence]
    given = table(whole(), "Evidence")
    assert [(row["Title"], row["Address"]) for row in given] == [
        (item.title, item.url or None) for item in items
    ]


def test_an_address_is_a_link_only_where_it_is_one_of_the_web() -> None:
    first, *rest = revised().updates
    urls = ("https://example.org/a?b=1#c", "javascript:alert(1)", "https://e.org/" + "x" * 3000)
    items = tuple(
        d.EvidenceEntry(title="t", url=url, file_name="", sha256="", dated_on="1899-05-01")
        for url in urls
    )
    data = replace(revised(), updates=(replace(first, evidence=items), *rest))
    sheet = book(data)["Evidence"]
    cells = [sheet.cell(row=HEADINGS + 1 + place, column=6) for place in range(3)]
    assert [cell.value for cell in cells] == list(urls)
    assert [bool(cell.hyperlink) for cell in cells] == [True, False, False]
    # A day that a spreadsheet cannot count stays words.
    assert sheet.cell(row=HEADINGS + 1, column=9).value == "1899-05-01"


def test_cooperation_is_matched_by_theme() -> None:
    rows = {row["Theme"]: row for row in table(whole(), "Cooperation matched")}
    for theme, names in revised().themes.items():
        own = [entry for entry in revised().cooperation if entry.theme == theme]
        if own:
            row = rows.pop(names["en"])
            ways = [entry.direction for entry in own]
            assert (row["Requests"], row["Offers"]) == (ways.count("needed"), ways.count("offered"))
            meets = {"needed", "offered"} <= set(ways)
            assert row["Requested and offered"] == ("Yes" if meets else "No")
    assert rows == {}


def test_duties_stand_against_their_deadline() -> None:
    rows = table(whole(), "Duties of bodies")
    assert [
        (
            row["Commitment code"],
            row["Past its deadline"] == "Yes",
            row["Discharged on"] and row["Discharged on"].date(),
        )
        for row in rows
    ] == [
        (
            duty.commitment,
            duty.past_deadline,
            date.fromisoformat(duty.discharged_on) if duty.discharged_on else None,
        )
        for duty in revised().duties
    ]


def test_periods_are_counted_each_by_itself() -> None:
    rows = table(whole(), "All periods")
    for row, point in zip(rows, revised().trend, strict=True):
        counts = point.counts
        assert row["Period"] == point.period
        assert row["Covers until"] == datetime.fromisoformat(point.covers_to) - timedelta(days=1)
        assert (row["Due"], row["Reported"]) == (counts.due, counts.reported)
        assert row["Reported, of those due"] == pytest.approx(counts.reported / counts.due)


def test_values_of_indicators_have_source_licence_and_year() -> None:
    rows = table(whole(), "Indicators")
    points = [(series, point) for series in revised().indicators for point in series.points]
    assert [(r["Source"], r["License"] or "", r["Year"], r["Value"]) for r in rows] == [
        (series.source, series.licence, point.year, point.value) for series, point in points
    ]


@pytest.mark.parametrize("draft", [True, False])
def test_every_sheet_and_every_page_says_symbol_class_sample_and_draft(*, draft: bool) -> None:
    data = make_dataset(kind="party", subject="SLV", length=60, editorial=True)
    sha256 = d.sha256(d.encode(data))
    for sheet in book(data, draft=draft):
        head, foot = sheet.oddHeader, sheet.oddFooter
        assert head is not None
        assert foot is not None
        printed = f"{head.left.text} {head.center.text}"
        for told in (str(sheet["A2"].value), printed):
            assert all(mark in told for mark in ("OEA/Ser.P", "AG/doc.5421/12", "Sample data"))
            assert ("Draft" in told) is draft
        assert foot.left.text == sha256
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$3"
