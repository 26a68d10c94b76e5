"""A faulty folder: every fault is told with file, path and reason, and nothing is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.instruments import loading
from commitments.models import AuditEntry, Commitment, Instrument, Party, Theme
from tests.commitments.folders import SECOND, Folder

NOW = datetime(2026, 11, 23, tzinfo=UTC)
INSTRUMENT = "hem-plan-1/instrument.json"


def _set(path: str, value: Any) -> Callable[[Any], None]:
    """`_set("themes.0.key", 1)`: a change to a file's content."""

    def change(content: Any) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in way:
            content = content[part]
        content[last] = value

    return change


def _drop(path: str) -> Callable[[Any], None]:
    def change(content: Any) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in way:
            content = content[part]
        del content[last]

    return change


FIRST = "paragraphs.1.commitments.0"
CASES = [
    # Types, field by field
    ("themes.json", _set("format", 2), "themes.json: format: invalid enum value 2"),
    ("themes.json", _drop("format"), "themes.json: format: missing"),
    ("themes.json", _set("themes.0.colour", "red"), "themes.json: themes[0].colour: unknown field"),
    (
        "themes.json",
        _set("themes.0.names", {"es": "Puertos"}),
        "themes.json: themes[0].names: an English name is needed",
    ),
    ("themes.json", _set("themes.0.names.de", "Häfen"), "themes[0].names.de: not one of en, es"),
    ("themes.json", _set("themes.0.names.en", 7), "themes[0].names.en: expected `str | null`"),
    ("themes.json", _set("themes.0", "ports"), "themes[0]: expected an object, got text"),
    ("themes.json", _set("themes.0.key", "Two words"), "themes[0].key: expected `str` matching"),
    ("bodies.json", _set("bodies", {}), "bodies: expected `array`, got `object`"),
    (INSTRUMENT, _set("adopted_on", "5 June"), "adopted_on: invalid RFC3339"),
    (INSTRUMENT, _set("adopted_on", "2012-02-30"), "adopted_on: invalid RFC3339"),
    (INSTRUMENT, _set(f"{FIRST}.start", "12"), "commitments[0].start: expected `int`, got `str`"),
    (INSTRUMENT, _set(f"{FIRST}.start", -1), "commitments[0].start: expected `int` >= 0"),
    (INSTRUMENT, _set(f"{FIRST}.start", True), "commitments[0].start: expected `int`, got `bool`"),
    (INSTRUMENT, _set(f"{FIRST}.nature", "odd"), "commitments[0].nature: invalid enum value 'odd'"),
    (INSTRUMENT, _drop(f"{FIRST}.quote"), "paragraphs[1].commitments[0].quote: missing"),
    (INSTRUMENT, _set(f"{FIRST}.titles.es", " "), "commitments[0].titles.es: empty"),
    (
        INSTRUMENT,
        _set(f"{FIRST}.evidence_expected", [{"es": "Árboles"}]),
        "commitments[0].evidence_expected[0]: an English name is needed",
    ),
    (
        INSTRUMENT,
        _set(f"{FIRST}.evidence_expected", ["Trees", {"en": "Trees", "pt": ""}]),
        "commitments[0].evidence_expected[1].pt: empty",
    ),
    (
        INSTRUMENT,
        _set(f"{FIRST}.evidence_expected", ["Trees", " "]),
        "commitments[0].evidence_expected[1]: expected `str` matching",
    ),
    (
        INSTRUMENT,
        _set(f"{FIRST}.evidence_expected", [7]),
        "commitments[0].evidence_expected[0]: expected an object, got a number",
    ),
    (
        "bodies.json",
        _set("bodies.0.mandates", "Keeps the tide"),
        "bodies[0].mandates: expected an object, got text",
    ),
    (
        "indicators.json",
        _set("indicators.0.units", {"es": "m"}),
        "indicators[0].units: an English name is needed",
    ),
    # Spans
    (INSTRUMENT, _set(f"{FIRST}.quote", "bees"), "commitments[0]: the text has 'trees' at"),
    (INSTRUMENT, _set(f"{FIRST}.end", 5), "commitments[0]: ends at 5, not after its start"),
    (INSTRUMENT, _set(f"{FIRST}.lead_in.quote", "To saw"), "commitments[0].lead_in: the text has"),
    (INSTRUMENT, _set(f"{FIRST}.tail.start", 3), "commitments[0].tail: the text has"),
    (
        INSTRUMENT,
        _set(f"{FIRST}.tail", {"start": 1, "end": 3, "quote": "P/"}),
        "commitments[0].tail: 1:3 is not inside its paragraph",
    ),
    (INSTRUMENT, _set("paragraphs.1.verb.quote", "To burn"), "paragraphs[1].verb: the text has"),
    (INSTRUMENT, _set("paragraphs.1.number_start", 0), "paragraphs[1].number_start: '1.' does not"),
    (INSTRUMENT, _set("paragraphs.2.number", 3), "paragraphs[2].number: operative paragraph 2 is"),
    (INSTRUMENT, _set("counts.commitments", 59), "counts.commitments: says 59, the file holds 5"),
    (INSTRUMENT, _set("counts.preambular", 0), "counts.preambular: says 0, the file holds 1"),
    (
        INSTRUMENT,
        _set("paragraphs.2.commitments.0.deadline.words", "soon"),
        "deadline.words: not in the paragraph's words: 'soon'",
    ),
    # Names
    (INSTRUMENT, _set(f"{FIRST}.themes", ["forts"]), "themes[0]: unknown theme: forts"),
    (INSTRUMENT, _set(f"{FIRST}.themes", ["ports"] * 2), "themes[1]: given twice: ports"),
    (INSTRUMENT, _set(f"{FIRST}.supporting", ["SEA"]), "supporting[0]: unknown body: SEA"),
    (INSTRUMENT, _set(f"{FIRST}.supporting", ["SLV"]), "supporting[0]: unknown body: SLV"),
    (INSTRUMENT, _set(f"{FIRST}.indicators", ["X-1"]), "indicators[0]: unknown indicator: X-1"),
    (INSTRUMENT, _set("session", "99"), f"{INSTRUMENT}: session: unknown session: 99"),
    (
        INSTRUMENT,
        _set("paragraphs.2.commitments.0.deadline.session", "special-9"),
        "deadline.session: unknown session: special-9",
    ),
    (INSTRUMENT, _set("reservations.0.state", "ATL"), "reservations[0].state: unknown state: ATL"),
    (INSTRUMENT, _set("reservations.0.paragraph", "p9"), "unknown paragraph: p9"),
    (INSTRUMENT, _set(f"{FIRST}.code", "3.1"), "commitments[0].code: 3.1 is not of paragraph 1"),
    (INSTRUMENT, _set(f"{FIRST}.code", "1.2"), "commitments[1].code: given twice: 1.2"),
    (INSTRUMENT, _set("symbol", "AG/DEC. 66 (XLI-O/11)"), "symbol: another instrument's too"),
    (INSTRUMENT, _set("default", True), "default: so is ag-dec-66"),
    (INSTRUMENT, _set("spans_in", "fr"), "spans_in: no text in fr"),
    (
        INSTRUMENT,
        _set(f"{FIRST}.addressees", ["TIDE"]),
        "addressees: tracked per state: the states are the addressees",
    ),
    (
        INSTRUMENT,
        _set("paragraphs.2.commitments.1.addressees", []),
        "addressees: tracked per body: name the bodies",
    ),
    (
        INSTRUMENT,
        _set(f"{FIRST}.retired", {"on": "2012-06-05", "reason": "x", "succeeded_by": ["1.1"]}),
        "retired.succeeded_by[0]: unknown commitment: 1.1",
    ),
    (
        INSTRUMENT,
        _set(f"{FIRST}.retired", {"on": "2012-06-05", "reason": "x"}),
        "retired.on: not after the adoption",
    ),
    ("bodies.json", _set("bodies.0.parent", "SEA"), "bodies[0].parent: unknown body: SEA"),
    ("bodies.json", _set("bodies.1.parent", "TIDE"), "bodies[1].parent: part of itself"),
    ("bodies.json", _set("bodies.0.code", "SLV"), "bodies[0].code: the code of a state"),
    # Files
    (INSTRUMENT, _set("texts.0.sha256", "0" * 64), "texts[0].sha256: hem-plan-1/text.en.txt has"),
    (INSTRUMENT, _set("texts.0.file", "none.txt"), "hem-plan-1/none.txt: no such file"),
    (INSTRUMENT, _set("texts.0.file", "../themes.json"), "texts[0].file: expected `str` matching"),
    ("values/series.json", _set("series.0.indicator", "X"), "indicator: unknown indicator: X"),
]


@pytest.mark.parametrize(("file", "change", "fault"), CASES, ids=[case[2] for case in CASES])
def test_a_fault_is_told_with_its_place_and_reason(
    second: Folder, file: str, change: Callable[[Any], None], fault: str
) -> None:
    second.amend(file, change)

    faults = second.faults()

    assert any(fault in told for told in faults), faults
    assert all(told.count(": ") >= 1 for told in faults)
    assert not Instrument.objects.filter(key="hem-plan-1").exists()
    assert not Theme.objects.filter(key="ports").exists()


def test_all_faults_are_told_in_one_run_and_nothing_is_loaded(second: Folder) -> None:
    second.amend("themes.json", _set("themes.0.names.en", None))
    second.amend("bodies.json", _set("bodies.0.typ", "body"))
    second.amend(INSTRUMENT, _set("adopted_on", "never"))
    second.amend(INSTRUMENT, _set(f"{FIRST}.quote", "bees"))
    second.amend(INSTRUMENT, _set("paragraphs.1.commitments.1.themes", ["forts"]))
    second.amend(INSTRUMENT, _set("paragraphs.2.commitments.0.deadline.session", "99"))
    second.write("values/tides.csv", "iso3,year,value\nSLV,2011,many\n")
    before = AuditEntry.objects.count()

    faults = second.faults()

    assert len(faults) == 8, faults
    for place in (
        "themes.json: themes[0].names: ",
        "bodies.json: bodies[0].typ: ",
        f"{INSTRUMENT}: adopted_on: ",
        f"{INSTRUMENT}: paragraphs[1].commitments[0]: ",
        f"{INSTRUMENT}: paragraphs[1].commitments[1].themes[0]: ",
        f"{INSTRUMENT}: paragraphs[2].commitments[0].deadline.session: ",
        "values/series.json: series[0].sha256: ",
        "values/tides.csv: line 2: ",
    ):
        assert sum(told.startswith(place) for told in faults) == 1, (place, faults)
    assert not Party.objects.filter(code="HARBOUR").exists()
    assert AuditEntry.objects.count() == before


def test_a_consequence_of_a_fault_is_not_told_beside_it(second: Folder) -> None:
    second.amend(INSTRUMENT, _set(f"{FIRST}.start", "here"))

    assert second.faults() == [
        f"{INSTRUMENT}: paragraphs[1].commitments[0].start: expected `int`, got `str`: 'here'"
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "themes.json: not JSON that can be used: Expecting property name"),
        ("[]", "themes.json: expected an object, got a list"),
        ('{"format": 1, "format": 1, "themes": []}', "given twice: format"),
        ('{"format": 1, "themes": [{"key": "a", "names": {"en": "\\u0000"}}]}', "a NUL character"),
        ('{"format": 1, "themes": [{"key": "a", "names": {"en": "\\ud800"}}]}', "surrogates not"),
        (b"\xff\xfe", "themes.json: not UTF-8: byte 0"),
        (b"{}\x00", "themes.json: holds a NUL character"),
        ("[" * 100_000, "themes.json: not JSON that can be used"),
    ],
)
def test_a_file_that_is_not_json_is_told(second: Folder, content: str | bytes, fault: str) -> None:
    second.write("themes.json", content)

    assert any(fault in told for told in second.faults())


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("state,year,value\n", "tides.csv: line 1: columns must be iso3, value, year"),
        ("iso3,year,value\nSLV,2011\n", "tides.csv: line 2: not as many cells"),
        ("iso3,year,value\nSLV,11,1\n", "tides.csv: line 2: not a year: '11'"),
        ("iso3,year,value\nSLV,2011,about 5\n", "line 2: neither a number nor a censored value"),
        ("iso3,year,value\nSLV,2011,1.23456\n", "line 2: neither a number nor a censored value"),
        ("iso3,year,value\nATL,2011,1\n", "tides.csv: line 2: unknown state: ATL"),
        ("iso3,year,value\nSLV,2011,1\nSLV,2011,2\n", "tides.csv: line 3: SLV 2011 given twice"),
    ],
)
def test_a_faulty_value_is_told_with_its_line(second: Folder, rows: str, fault: str) -> None:
    sha256 = second.write("values/tides.csv", rows)
    second.amend("values/series.json", _set("series.0.sha256", sha256))

    assert any(fault in told for told in second.faults())


def test_intervals_of_a_state_may_not_overlap(shipped: Folder) -> None:
    again = {"standing": "suspended", "valid_from": "2010-01-01", "basis": "x", "source": "x"}
    shipped.amend(
        "states.json", lambda content: content["states"][0]["participation"].append(again)
    )

    assert shipped.faults() == [
        "states.json: states[0].participation[1].valid_from: overlaps the interval from 1981-01-01"
    ]


def test_a_stray_file_and_a_missing_folder_are_told(second: Folder, tmp_path: Path) -> None:
    second.write("tehmes.json", "{}")

    assert second.faults() == ["tehmes.json: not a file of the format"]
    with pytest.raises(loading.FaultyCatalogue, match="no such folder"):
        loading.load(folder=tmp_path / "none", by=None, at=NOW)
    (tmp_path / "empty").mkdir()
    with pytest.raises(loading.FaultyCatalogue, match="holds no catalogue"):
        loading.load(folder=tmp_path / "empty", by=None, at=NOW)


def test_the_command_tells_every_fault_and_fails(second: Folder) -> None:
    second.amend("themes.json", _set("themes.0.key", "Ports"))

    with pytest.raises(CommandError, match=r"Nothing was loaded(.|\n)*themes\.json: themes\[0\]"):
        call_command("load_catalogue", str(second.path))


def _places(content: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of a JSON document."""
    found = [way] if way else []
    if isinstance(content, dict | list):
        parts = content.keys() if isinstance(content, dict) else range(len(content))
        for part in parts:
            found += _places(content[part], (*way, part))
    return found


ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.just({}),
)
PLACES = _places(json.loads((SECOND / INSTRUMENT).read_text()))


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.sampled_from(PLACES), value=ANY_VALUE)
def test_whatever_is_put_anywhere_is_either_loaded_or_told_as_a_fault(
    second: Folder, place: tuple[Any, ...], value: Any
) -> None:
    untouched = (SECOND / INSTRUMENT).read_text()
    content = json.loads(untouched)
    inside = content
    for part in place[:-1]:
        inside = inside[part]
    inside[place[-1]] = value
    second.write(INSTRUMENT, json.dumps(content))
    before = Commitment.objects.count()

    try:
        second.load()
    except loading.FaultyCatalogue:
        assert Commitment.objects.count() == before
    else:
        assert Instrument.objects.filter(adopted_on__year=2012).exists()
