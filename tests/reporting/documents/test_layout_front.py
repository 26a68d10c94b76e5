"""The front of a document: who sends it, what was corrected, where a state stands, what moved."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import pairwise

import msgspec
import pytest
from pypdf import PdfReader

from reporting.dataset import schema as d
from reporting.documents.blocks import Block, Document, Figure, Heading, Prose, Run, Table
from reporting.documents.charts import WIDTH, Box, estimated_width
from reporting.documents.edition import Edition, edition_of
from reporting.documents.layouts import lay_out
from reporting.documents.layouts.cover import cover
from reporting.documents.pdf.document import render_pdf
from reporting.documents.stacked_columns import HEIGHT, Stack, stacked_columns
from reporting.documents.text import sort_key
from tests.reporting.catalogue_facts import CATALOGUE
from tests.reporting.counting import level_counts
from tests.reporting.datasets import make_dataset

LANGUAGES = ("en", "es", "fr", "pt")


def edition(data: d.Dataset, language: str = "en", *, draft: bool = True) -> Edition:
    return edition_of(dataset=data, language=language, sha256="0" * 64, draft=draft)


def section(document: Document, anchor: str) -> list[Block]:
    """Return the blocks of the section that begins with that anchor; none where there is none."""
    for one in document.sections:
        head = one.blocks[0]
        if isinstance(head, Heading) and head.anchor == anchor:
            return list(one.blocks)
    return []


def runs(blocks: list[Block]) -> list[Run]:
    return [run for block in blocks if isinstance(block, Prose) for run in block.runs]


def text(blocks: list[Block]) -> str:
    return " ".join(run.text for run in runs(blocks))


def headings(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def table(blocks: list[Block]) -> Table:
    return next(block for block in blocks if isinstance(block, Table))


def with_foreword(**texts: str) -> d.Dataset:
    data = make_dataset(kind="council", length=40)
    return replace(data, editorial=d.Editorial(foreword=texts))


def test_a_foreword_stands_in_the_reports_language_with_its_paragraphs() -> None:
    made = lay_out(edition(with_foreword(en="One.\n\nTwo.", es="Uno."), "en"))
    said = runs(section(made, "foreword"))
    assert [(run.text, run.language) for run in said[:2]] == [("One.", ""), ("Two.", "")]
    assert "secretariat" in said[2].text


def test_a_foreword_in_another_language_is_tagged_and_says_so() -> None:
    made = lay_out(edition(with_foreword(es="Uno."), "pt"))
    said = runs(section(made, "foreword"))
    assert "espanhol" in said[0].text
    assert (said[1].text, said[1].language) == ("Uno.", "es")


def test_what_was_not_written_has_no_page() -> None:
    made = lay_out(edition(with_foreword(en="  \n ")))
    assert not section(made, "foreword")
    assert not section(made, "cover-note")
    assert not section(made, "correction")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_names_what_it_corrects_why_and_what_changed(language: str) -> None:
    data = make_dataset(kind="council", length=40, revision=1)
    editorial = data.editorial
    assert editorial.corrects
    assert editorial.changes
    blocks = section(lay_out(edition(data, language)), "correction")
    assert "1" in headings(blocks)[0]
    assert editorial.corrects.symbol in text(blocks)
    assert editorial.correction_reason[language] in text(blocks)
    assert editorial.corrects.dataset_sha256 in text(blocks)
    moved = [*editorial.changes.raised, *editorial.changes.lowered]
    told = " ".join(run.text for row in table(blocks).rows for cell in row for run in cell.runs)
    assert moved
    for move in moved:
        assert f"{move.commitment} \N{NO-BREAK SPACE}({move.before}→{move.now})" in told


def test_a_correction_of_words_of_the_secretariat_says_that_nothing_else_changed() -> None:
    data = make_dataset(kind="council", length=40, revision=1)
    same = level_counts(levels=(0, 0, 0, 0, 0), not_applicable=0, withheld=0, not_reported=0)
    assert data.editorial.changes
    empty = {
        name: ()
        for name in d.Comparison.__slots__
        if name not in {"before", "counts_before", "counts_now"}
    }
    changes = d.Comparison(
        before=data.editorial.changes.before, counts_before=same, counts_now=same, **empty
    )
    data = replace(data, editorial=replace(data.editorial, changes=changes))
    assert "No level and no text" in text(section(lay_out(edition(data)), "correction"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_found_with_its_rate_and_links_that_lead_somewhere(language: str) -> None:
    data = make_dataset(kind="council", length=40)
    made = edition(data, language)
    document = lay_out(made)
    rows = table(section(document, "states")).rows
    states = [code for code in made.by_name(made.parties) if made.parties[code].kind == "state"]
    assert [row[1].runs[0].text for row in rows[: len(states)]] == states
    anchors = {
        block.anchor for s in document.sections for block in s.blocks if isinstance(block, Heading)
    }
    for row in rows:
        party = made.parties[row[1].runs[0].text]
        links = [run for run in row[3].runs if run.href]
        own = {update.paragraph for update in data.updates if update.party == party.code}
        assert {run.text for run in links} == own
        assert {run.href[1:] for run in links} <= anchors
        if party.counts.due:
            counts = party.counts
            told = made.words.gettext(
                "%(reported)s of %(due)s", reported=counts.reported, due=counts.due
            )
            assert row[2].runs[0].text == told


def test_what_a_state_reported_to_member_states_alone_is_not_called_silence() -> None:
    data = make_dataset(kind="council", length=40)
    withheld = level_counts(levels=(0, 0, 0, 0, 0), not_applicable=0, withheld=2, not_reported=0)
    parties = tuple(replace(p, counts=withheld) if p.code == "BHS" else p for p in data.parties)
    rows = table(section(lay_out(edition(replace(data, parties=parties))), "states")).rows
    (bahamas,) = (row for row in rows if row[1].runs[0].text == "BHS")
    assert [cell.runs[0].text for cell in bahamas[2:]] == ["2 of 2", "not public"]


def test_what_moved_names_the_report_before_and_every_level() -> None:
    data = make_dataset(kind="council", length=40, editorial=True)
    assert data.since
    blocks = section(lay_out(edition(data)), "since")
    assert data.since.before.symbol in text(blocks)
    assert data.since.before.dataset_sha256 in text(blocks)
    told = [
        "".join(run.text for run in cell.runs) for row in table(blocks).rows for cell in row[1:]
    ]
    said = sum(one.count("→") for one in told)
    assert said == len(data.since.raised) + len(data.since.lowered)
    assert f"Newly reported ({len(data.since.reported)})" in headings(blocks)
    assert f"No longer reported ({len(data.since.unreported)})" in headings(blocks)


def test_where_none_was_issued_before_levels_are_compared_with_each_partys_own() -> None:
    data = replace(make_dataset(kind="council", length=40), since=None)
    blocks = section(lay_out(edition(data)), "since")
    assert "No report of this kind was issued earlier" in text(blocks)
    told = [cell for row in table(blocks).rows for cell in row[1:]]
    moves = sum("→" in run.text for cell in told for run in cell.runs)
    assert moves == len(data.moves)


def test_one_period_is_told_in_words_and_many_are_drawn_with_their_table() -> None:
    data = make_dataset(kind="council", length=40, history=1)
    blocks = section(lay_out(edition(data)), "trend")
    assert not any(isinstance(block, Figure) for block in blocks)
    assert "Only one period is on record, 2012-1" in text(blocks)
    data = make_dataset(kind="council", length=40, history=10)
    blocks = section(lay_out(edition(data)), "trend")
    (figure,) = (block for block in blocks if isinstance(block, Figure))
    assert len(table(blocks).rows) == 10
    for point in data.trend:
        assert point.period in figure.alternative
        assert f"{point.counts.reported:,} of {point.counts.due:,}" in figure.alternative


def test_a_title_that_no_authentic_text_has_is_marked_so() -> None:
    data = make_dataset(kind="council", length=40)
    assert "título não oficial" in cover(edition(data, "pt")).subtitle
    assert "oficial" not in cover(edition(data, "es")).subtitle
    assert any("inglês" in notice for notice in cover(edition(data, "pt")).notices)


def test_without_a_number_the_cover_says_that_there_is_none() -> None:
    data = make_dataset(kind="council", length=40)
    assert cover(edition(data, draft=False)).symbol == "No symbol given"
    assert cover(edition(data)).symbol == "Draft, no symbol given"
    given = make_dataset(kind="council", length=40, editorial=True)
    assert cover(edition(given, draft=False)).symbol == given.editorial.symbol
    assert cover(edition(given)).classification == "OEA/Ser.P"


# As CLDR's root collation and its tailoring for Spanish order them; lists of the Organization have
# The Bahamas under B.
ORDERS = {
    "en": "ATG ARG BHS BRB BLZ BOL BRA CAN CHL COL CRI CUB DMA DOM ECU SLV GRD GTM GUY HTI HND JAM "
    "MEX NIC PAN PRY PER KNA LCA VCT SUR TTO USA URY VEN",
    "es": "ATG ARG BHS BRB BLZ BOL BRA CAN CHL COL CRI CUB DMA ECU SLV USA GRD GTM GUY HTI HND JAM "
    "MEX NIC PAN PRY PER DOM KNA VCT LCA SUR TTO URY VEN",
    "fr": "ATG ARG BHS BRB BLZ BOL BRA CAN CHL COL CRI CUB DMA SLV ECU USA GRD GTM GUY HTI HND JAM "
    "MEX NIC PAN PRY PER DOM KNA VCT LCA SUR TTO URY VEN",
    "pt": "ATG ARG BHS BRB BLZ BOL BRA CAN CHL COL CRI CUB DMA SLV ECU USA GRD GTM GUY HTI HND JAM "
    "MEX NIC PAN PRY PER DOM LCA KNA VCT SUR TTO URY VEN",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_states_stand_in_the_order_of_the_language(language: str) -> None:
    states = json.loads((CATALOGUE / "states.json").read_text(encoding="utf-8"))["states"]
    found = sorted(states, key=lambda s: sort_key(s["names"][language], language))
    assert [s["code"] for s in found] == ORDERS[language].split()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "na nu nz Ñandú ñu oz"),
        ("pt", "nandu ñandu nz"),
        ("fr", "cote Cote coté Coté côte Côte côté"),
        ("fr", "od oeuf œuf of"),
        ("en", "a b|a-b|a, b|a1|ab"),
    ],
)
def test_words_stand_as_cldr_orders_them(language: str, words: str) -> None:
    given = words.split("|") if "|" in words else words.split()
    assert sorted(set(given), key=lambda word: sort_key(word, language)) == given


@pytest.mark.parametrize("many", [2, 10, 40])
def test_columns_are_of_one_height_divided_as_counted_and_inside_their_sheet(many: int) -> None:
    stacks = [
        Stack(
            label=f"20{number:02}-1",
            parts=(("silent", number), ("level-0", 1775), ("level-4", 2)),
            notes=(f"{number} of 1,775",),
        )
        for number in range(many)
    ]
    drawing = stacked_columns(stacks, [("silent", "", "Not reported")], [(0, "0%"), (1, "100%")])
    columns: dict[float, list[Box]] = {}
    for box in drawing.boxes[1:]:
        columns.setdefault(box.x, []).append(box)
    assert len(columns) == many
    for parts in columns.values():
        assert sum(box.height for box in parts) == pytest.approx(HEIGHT)
        high = {box.fill: box.height for box in parts}
        assert high["level-0"] == pytest.approx(high["level-4"] * 1775 / 2)
    for label in drawing.labels:
        wide = estimated_width(label.text, label.size)
        start = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
        assert -1 <= start <= start + wide <= WIDTH + 1
        assert label.y <= drawing.height
    assert any(label.text == stacks[-1].label for label in drawing.labels)


def test_labels_of_columns_never_run_into_one_another() -> None:
    stacks = [Stack(label=f"20{n:02}-1", parts=(("level-0", 9),), notes=()) for n in range(40)]
    drawing = stacked_columns(stacks, [], [])
    named = {stack.label for stack in stacks}
    shown = [(one.x, one) for one in drawing.labels if one.text in named]
    assert len(shown) > 5
    for (left, one), (right, other) in pairwise(shown):
        widths = [estimated_width(label.text, label.size) for label in (one, other)]
        assert left + widths[0] / 2 < right - widths[1] / 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "subject"), [("assembly", ""), ("party", "SLV")])
def test_the_summary_fits_on_one_page_and_the_states_on_another(
    language: str, kind: str, subject: str
) -> None:
    document = lay_out(edition(make_dataset(kind=kind, subject=subject, length=40), language))
    wanted = {"summary", "states"} if kind == "assembly" else {"summary"}
    shown = tuple(s for s in document.sections if getattr(s.blocks[0], "anchor", "") in wanted)
    made = render_pdf(msgspec.structs.replace(document, sections=shown))
    # The cover and the contents come before.
    assert len(PdfReader(io.BytesIO(made)).pages) == 2 + len(wanted)
