"""The matrix through the API."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.models import User
from tests.tracker.doors import accepted, codes, step

pytestmark = pytest.mark.django_db

MATRIX = "/api/v1/matrix/"


def cell(answer: Any, row: str, party: str) -> Any:
    assert answer.status_code == 200, answer.content
    return next(
        cell for cell in answer.json()["cells"] if (cell["row"], cell["party"]) == (row, party)
    )


def test_by_commitment_a_cell_is_that_update(
    api: Any, update_of: Any, authority_slv: User, authority_hnd: User, officer: User, visitor: Any
) -> None:
    accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"), level=3)
    asked = {"period": "2026-2", "by": "commitment"}
    for person in (visitor, authority_hnd):
        assert cell(api(person).get(MATRIX, asked), "7.1", "SLV") == {
            "row": "7.1",
            "party": "SLV",
            "level": 3,
            "change": None,
            "counts": {"reported": 1, "3": 1},
            "states": None,
        }
    for person in (authority_slv, officer):
        assert cell(api(person).get(MATRIX, asked), "7.1", "SLV")["states"] == {"accepted": 1}


def test_by_paragraph_rows_are_the_operative_paragraphs(
    api: Any, open_period: Any, visitor: Any
) -> None:
    body = api(visitor).get(MATRIX, {"period": "2026-2", "instrument": "ag-dec-66"}).json()
    assert list(body) == ["period", "parties", "rows", "cells"]
    assert body["rows"] == [str(number) for number in range(1, 18)]
    assert "SLV" in body["parties"]


def test_an_unchanged_matrix_is_304(
    api: Any, update_of: Any, authority_slv: User, officer: User, visitor: Any
) -> None:
    update = accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"))
    asked = {"period": "2026-2"}
    tag = api(visitor).get(MATRIX, asked)["ETag"]
    step(api(officer), update, "reopen", reason="It asked to.")
    again = api(visitor).get(MATRIX, asked, headers={"If-None-Match": tag})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({}, {"?period": "required"}),
        ({"period": "1999-1"}, {"?period": "unknown_key"}),
        ({"period": "2026-2", "by": "party"}, {"?by": "invalid_choice"}),
        ({"period": "2026-2", "instrument": "x"}, {"?instrument": "unknown_key"}),
        ({"period": "2026-2", "colour": "red"}, {"?colour": "unknown_parameter"}),
        ({"period": "2026-2\x00"}, {"?period": "nul"}),
    ],
)
def test_what_cannot_be_asked_is_named(
    api: Any, open_period: Any, visitor: Any, asked: dict[str, str], faults: dict[str, str]
) -> None:
    refused = api(visitor).get(MATRIX, asked)
    assert (refused.status_code, codes(refused)) == (400, faults)
