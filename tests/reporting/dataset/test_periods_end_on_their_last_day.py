"""A period covers [covers_from, covers_to); documents name its last day or month, not the next."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.edition import edition_of
from reporting.documents.layouts.cover import cover
from tests.reporting.datasets import make_dataset


def second_half_of_2011() -> d.Dataset:
    data = make_dataset(length=10)
    period = replace(
        data.periods[0], key="2011-2", covers_from="2011-07-01", covers_to="2012-01-01"
    )
    point = replace(data.trend[-1], period="2011-2", covers_to="2012-01-01")
    return replace(data, periods=(period,), trend=(point,))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "July–December 2011 (2011-2)"),
        ("es", "julio–diciembre de 2011 (2011-2)"),
        ("fr", "juillet–décembre 2011 (2011-2)"),
        ("pt", "julho–dezembro de 2011 (2011-2)"),
    ],
)
def test_the_first_page_names_the_time_a_period_covers(language: str, said: str) -> None:
    front = cover(
        edition_of(dataset=second_half_of_2011(), language=language, sha256="0" * 64, draft=False)
    )
    assert said in ["".join(run.text for run in runs) for _term, runs in front.facts]


def test_the_workbook_holds_the_last_day_covered() -> None:
    data = second_half_of_2011()
    made = render(
        dataset=data, language="en", format="xlsx", sha256=d.sha256(d.encode(data)), draft=False
    )
    rows = list(load_workbook(io.BytesIO(made))["All periods"].iter_rows(values_only=True))
    heads = next(row for row in rows if "Covers until" in row)
    row = next(row for row in rows if row[0] == "2011-2")
    assert row[heads.index("Covers until")] == datetime.fromisoformat("2011-12-31")


def test_a_session_has_its_days_collapsed() -> None:
    edition = edition_of(dataset=second_half_of_2011(), language="en", sha256="0" * 64, draft=False)
    session = edition.dataset.session
    assert session is not None
    held = replace(session, place="Cochabamba", starts_on="2012-06-03", ends_on="2012-06-05")
    assert edition.session_place(held) == "Cochabamba, June 3–5, 2012"
