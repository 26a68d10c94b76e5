"""Every number of a summary is the dataset's, with its denominator; no state is ranked."""

from __future__ import annotations

import dataclasses

import pytest

from reporting.dataset import schema as d
from reporting.documents.blocks import Bullets, Document, Figure, Heading, Prose, Table
from reporting.documents.edition import Edition, edition_of
from reporting.documents.layouts import SECTIONS, lay_out
from reporting.documents.layouts.summary import summary
from tests.reporting.counting import level_counts
from tests.reporting.datasets import make_dataset

KINDS = [("assembly", ""), ("council", ""), ("party", "SLV"), ("paragraph", "7")]


def edition(data: d.Dataset, language: str = "en") -> Edition:
    return edition_of(dataset=data, language=language, sha256="0" * 64, draft=True)


def lines(edition: Edition) -> list[str]:
    """Return the sentences of the summary."""
    found: list[str] = []
    for block in summary(edition)[0].blocks:
        if isinstance(block, Prose):
            found.append("".join(run.text for run in block.runs))
        if isinstance(block, Bullets):
            found += ["".join(run.text for run in item) for item in block.items]
    return found


def test_the_first_sentence_gives_the_rate_and_its_denominator() -> None:
    data = make_dataset(length=100)
    first = lines(edition(data))[0]
    reported, due = f"{data.counts.reported:,}", f"{data.counts.due:,}"
    assert first.startswith(f"Of {due} updates due, {reported} were reported (")


def test_the_table_of_levels_adds_up_to_what_is_due() -> None:
    data = make_dataset(length=100)
    (table,) = (b for b in summary(edition(data))[0].blocks if isinstance(b, Table))
    shown = [int(row[1].runs[0].text.replace(",", "")) for row in table.rows]
    assert sum(shown[:-1]) == shown[-1] == data.counts.due


def test_what_is_not_public_is_counted_as_reported_and_shows_no_level() -> None:
    data = make_dataset(length=100)
    levels = (0, 0, 0, 0, 0)
    counts = level_counts(levels=levels, not_applicable=0, withheld=4, not_reported=6)
    data = dataclasses.replace(data, counts=counts)
    text = lines(edition(data))[0]
    assert "Of 10 updates due, 4 were reported" in text
    assert "Of those reported, 4 are not public" in text


def test_the_undecided_are_named_and_never_silent() -> None:
    made = lay_out(edition(make_dataset(length=100)))
    assert "The participation of Venezuela is undecided" in " ".join(lines(edition(make_dataset())))
    silent = table_under(made, "silent")
    assert "Venezuela" not in [row[0].runs[0].text for row in silent.rows]
    assert "Bahamas" in " ".join(row[0].runs[0].text for row in silent.rows)


def table_under(document: Document, anchor: str) -> Table:
    """Return the table of the section whose heading has that anchor."""
    for section in document.sections:
        head = section.blocks[0]
        if isinstance(head, Heading) and head.anchor == anchor:
            return next(block for block in section.blocks if isinstance(block, Table))
    raise AssertionError(anchor)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_states_stand_by_name_in_each_language(language: str) -> None:
    data = make_dataset(length=100)
    made = edition(data, language)
    roster = table_under(lay_out(made), "annex-roster")
    names = [row[0].runs[0].text for row in roster.rows[:-1]]
    states = [made.party(code) for code in made.by_name(made.parties)]
    assert names == states
    assert names[0] == made.party("ATG")


def test_the_matrix_has_every_paragraph_and_every_state_in_signs_and_in_words() -> None:
    data = make_dataset(length=100)
    table = table_under(lay_out(edition(data)), "matrix")
    assert (len(table.rows), len(table.columns)) == (17, 35)
    shown = [cell for row in table.rows for cell in row[1:] if cell.runs[0].text]
    assert all(cell.fill and cell.meaning for cell in shown)
    owed = [cell for cell in data.matrix.cells if cell.owed]
    assert len(shown) == len(owed)


def test_each_paragraph_has_its_exact_text_and_one_chart_with_words_for_it() -> None:
    data = make_dataset(length=100)
    (section,) = (
        s
        for s in lay_out(edition(data)).sections
        if getattr(s.blocks[0], "anchor", "") == "paragraphs"
    )
    quotes = [b.runs[0] for b in section.blocks if isinstance(b, Prose) and b.kind == "quote"]
    assert [(run.text, run.language) for run in quotes] == [(p.text, "en") for p in data.paragraphs]
    figures = [block for block in section.blocks if isinstance(block, Figure)]
    charts = [figure for figure in figures if " due" in figure.alternative]
    assert len(charts) == len(data.paragraphs)
    for chart, paragraph in zip(charts, data.paragraphs, strict=True):
        assert f"{paragraph.counts.due} due" in chart.alternative


@pytest.mark.parametrize(("kind", "subject"), KINDS)
def test_each_kind_has_the_sections_of_the_table(kind: str, subject: str) -> None:
    data = make_dataset(kind=kind, subject=subject, length=100)
    made = lay_out(edition(data))
    anchors = [getattr(section.blocks[0], "anchor", "") for section in made.sections]
    assert anchors[0] == "summary"
    assert ("states" in anchors) == (kind != "party")
    assert {"since", "trend"} <= set(anchors)
    assert ("matrix" in anchors) == (kind != "party")
    assert ("duties" in anchors) == (kind in {"assembly", "council"})
    assert anchors[-7:] == [
        f"annex-{name}"
        for name in ("method", "rubric", "roster", "reservations", "moves", "updates", "sources")
    ]
    assert kind in SECTIONS
