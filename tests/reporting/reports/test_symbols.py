"""A document symbol is a pattern, and the number that was given."""

from __future__ import annotations

from typing import Any

import pytest

from reporting.reports.rules import symbols


def test_a_pattern_is_a_series_and_a_symbol() -> None:
    pattern = symbols.parsed("OEA/Ser.P AG/doc.N/YY")
    assert pattern is not None
    assert pattern.classification == "OEA/Ser.P"
    assert pattern.filled("5421", 2012) == "AG/doc.5421/12"
    assert pattern.filled("7a", 2009) == "AG/doc.7a/09"
    assert symbols.parsed("") is None


def test_letters_of_the_pattern_are_no_places() -> None:
    pattern = symbols.parsed("UN/Ser.N CIDH/N/doc.NN")
    assert pattern is not None
    assert pattern.filled("3", 2012) == "CIDH/3/doc.NN"


@pytest.mark.parametrize(
    ("symbol", "revision", "expected"),
    [
        ("AG/doc.5421/12", 0, "AG/doc.5421/12"),
        ("AG/doc.5421/12", 1, "AG/doc.5421/12 rev. 1"),
        ("AG/doc.5421/12 rev. 1", 2, "AG/doc.5421/12 rev. 2"),
        ("", 1, ""),
    ],
)
def test_a_revision_is_of_the_same_symbol(symbol: str, revision: int, expected: str) -> None:
    assert symbols.of_revision(symbol, revision) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("AG/doc.N/YY", "one space"),
        ("OEA/Ser.P  AG/doc.N/YY", "one space"),
        ("OEA/Ser.P AG/doc", "N, for the number"),
        ("OEA/Ser.P AG/N/N", "N, for the number"),
        ("OEA/Ser.P AG/N/YY/YY", "YY at most once"),
        ("OEA/Ser.P AG/\x07/N", "cannot be printed"),
        (f"{'x' * 41} AG/N", "too long"),
        (f"OEA/Ser.P {'x/' * 31}N", "too long"),
    ],
)
def test_a_pattern_that_would_print_a_wrong_symbol_stops_the_start(
    settings: Any, text: str, reason: str
) -> None:
    settings.REPORT_SYMBOLS = {"assembly": text, "council": ""}
    (error,) = symbols.check_patterns()
    assert error.id == "reporting.E001"
    assert error.msg.startswith("REPORT_SYMBOL_ASSEMBLY")
    assert reason in error.msg
