"""What moved between two reports: true of both, and telling nothing that either keeps to itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.dataset import schema as d
from reporting.dataset.comparison import Incomparable, compare, reporting_facts
from tests.reporting.counting import level_counts
from tests.reporting.datasets import counts, make_dataset

PARTIES: Final = ("GTM", "HND", "SLV")
CODES: Final = ("7.1", "7.2", "8.1")
PAIRS: Final = tuple(product(PARTIES, CODES))
LISTS: Final = (
    "raised",
    "lowered",
    "reported",
    "unreported",
    "reworded",
    "asked",
    "not_asked",
    "now_applicable",
    "now_not_applicable",
)
FULL: Final = make_dataset(length=20)
SILENCES: Final = ("absent", "missing", "open", "withheld")

# What is true of a pair: a level or none with some words, asked for or volunteered; or a silence.
says = st.tuples(
    st.sampled_from([None, 0, 1, 4]),
    st.sampled_from(["so", "thus"]),
    st.sampled_from([True, True, False]),
)
truths = st.dictionaries(st.sampled_from(PAIRS), st.one_of(says, st.sampled_from(SILENCES)))
Truth = Mapping[tuple[str, str], Any]


def told(truth: Truth) -> d.Dataset:
    """Return the dataset that tells what is true, as `assemble` would."""
    updates = tuple(
        replace(
            FULL.updates[0],
            party=party,
            commitment=code,
            paragraph=code[0],
            level=what[0],
            texts=FULL.updates[0].texts | {"summary": what[1]},
            solicited=what[2],
        )
        for (party, code), what in truth.items()
        if isinstance(what, tuple)
    )
    missing = {
        party: tuple(code for code in CODES if truth.get((party, code)) == "missing")
        for party in PARTIES
    }
    return replace(
        FULL,
        updates=updates,
        counts=count(truth),
        parties=tuple(
            replace(p, counts=count(truth, party=p.code)) for p in FULL.parties if p.code in PARTIES
        ),
        paragraphs=tuple(
            replace(
                paragraph,
                commitments=tuple(
                    replace(c, counts=count(truth, commitment=c.code))
                    for c in paragraph.commitments
                    if c.code in CODES
                ),
            )
            for paragraph in FULL.paragraphs
            if paragraph.reference in "78"
        ),
        matrix=replace(
            FULL.matrix,
            cells=tuple(
                replace(cell, counts=count(truth, party=cell.party, paragraph=cell.row))
                for cell in FULL.matrix.cells
                if cell.party in PARTIES and cell.row in "78"
            ),
        ),
        silent=tuple(
            d.SilentParty(party=party, due=0, reported=0, received=0, missing=codes)
            for party, codes in missing.items()
            if codes
        ),
    )


def count(
    truth: Truth, party: str = "", commitment: str = "", paragraph: str = ""
) -> d.LevelCounts:
    whats = [
        what
        for (who, code), what in truth.items()
        if party in ("", who) and commitment in ("", code) and code.startswith(paragraph)
    ]
    said = [what[0] for what in whats if isinstance(what, tuple) and what[2]]
    a, b, c, dd, e = (said.count(level) for level in range(5))
    withheld, silent = whats.count("withheld"), whats.count("missing") + whats.count("open")
    return level_counts(
        levels=(a, b, c, dd, e),
        not_applicable=said.count(None),
        withheld=withheld,
        not_reported=silent,
    )


def between(before: Truth, now: Truth) -> dict[str, set[tuple[str, str]]]:
    """Return the pairs that each list of the comparison names."""
    found = compare(told(before), told(now), before_sha256="0" * 64)
    return {name: {(one.party, one.commitment) for one in getattr(found, name)} for name in LISTS}


@given(truths)
def test_nothing_moves_between_a_report_and_itself(truth: Truth) -> None:
    found = between(truth, truth)
    assert not any(found.values())


@given(truths, truths)
def test_turned_round_what_rose_fell(before: Truth, now: Truth) -> None:
    there, back = between(before, now), between(now, before)
    for one, other in (
        ("raised", "lowered"),
        ("asked", "not_asked"),
        ("now_applicable", "now_not_applicable"),
        ("reworded", "reworded"),
    ):
        assert (there[one], there[other]) == (back[other], back[one])
    # What was not due yet, or was offered unasked, and is not there, is no silence.
    assert there["unreported"] <= back["reported"]
    assert back["unreported"] <= there["reported"]


@given(truths, truths)
def test_every_pair_that_both_name_is_accounted_for_once(before: Truth, now: Truth) -> None:
    found = between(before, now)
    for pair in PAIRS:
        was, became = before.get(pair, "absent"), now.get(pair, "absent")
        lists = {name for name, pairs in found.items() if pair in pairs}
        assert len(lists) <= 1
        if isinstance(was, tuple) and isinstance(became, tuple):
            assert lists == {_amount(was, became)} - {""}
        elif (was, isinstance(became, tuple)) == ("missing", True):
            assert lists == {"reported"}
        elif (isinstance(was, tuple), became) == (True, "missing"):
            assert lists == {"unreported"}


def _amount(was: Any, became: Any) -> str:
    if was[0] == became[0]:
        return "" if was[1] == became[1] else "reworded"
    if was[0] is None:
        return "now_applicable"
    if became[0] is None:
        return "now_not_applicable"
    return "raised" if became[0] > was[0] else "lowered"


@given(truths, truths)
def test_it_is_true_and_gives_nothing_away(before: Truth, now: Truth) -> None:
    for name, pairs in between(before, now).items():
        for pair in pairs:
            was, became = before.get(pair, "absent"), now.get(pair, "absent")
            assert "withheld" not in (was, became)
            if name == "asked":
                assert (was, became != "absent") == ("absent", True)
            if name == "not_asked":
                assert (became, was != "absent") == ("absent", True)
            if name == "reported":
                assert isinstance(became, tuple)
                assert was in ("absent", "missing", "open")


def test_the_whole_of_two_reports_is_in_the_instruments_order() -> None:
    since = make_dataset(length=40).since
    assert since is not None
    position = {c.code: n for n, c in enumerate(c for p in FULL.paragraphs for c in p.commitments)}
    for name in LISTS:
        pairs = [(position[one.commitment], one.party) for one in getattr(since, name)]
        assert pairs == sorted(pairs)
    assert since.counts_now == FULL.counts


def test_it_names_the_report_before() -> None:
    numbered = make_dataset(kind="council", length=20, editorial=True)
    facts = reporting_facts(numbered, "a" * 64)
    assert facts == d.ReportFacts(
        kind="council",
        symbol="AG/doc.5421/12",
        as_of=numbered.as_of,
        periods=("2012-1",),
        dataset_sha256="a" * 64,
    )
    assert compare(numbered, numbered, before_sha256="a" * 64).before == facts


def test_duties_that_read_otherwise_are_told_and_a_discharged_one_reads_done() -> None:
    def duties(**rubrics: Any) -> d.Dataset:
        return replace(
            FULL,
            duties=tuple(
                replace(duty, **rubrics.get(f"d{duty.commitment.replace('.', '_')}", {}))
                for duty in FULL.duties
            ),
        )

    before = duties(d16_1={"rubric": "pending", "discharged_on": None}, d17_1={"rubric": "done"})
    now = duties(
        d16_1={"rubric": "under_way", "discharged_on": "2012-05-02"}, d17_1={"rubric": "done"}
    )
    found = compare(before, now, before_sha256="")
    assert found.duties == (
        d.DutyChange(commitment="16.1", party="PC", before="pending", now="done"),
    )


def test_actions_are_told_when_they_come_are_done_or_fall_overdue() -> None:
    one = FULL.actions[0]
    before = replace(
        FULL,
        actions=(
            replace(one, title="Law", status="under_way", overdue=True),
            replace(one, title="Plan", status="under_way", overdue=False),
            replace(one, title="Plan", status="under_way", overdue=False),
            replace(one, title="Dropped", status="planned"),
        ),
    )
    now = replace(
        FULL,
        actions=(
            replace(one, title="Law", status="done", overdue=False),
            replace(one, title="Plan", status="under_way", overdue=False),
            replace(one, title="Plan", status="under_way", overdue=True),
            replace(one, title="Old but new to us", status="done"),
        ),
    )
    found = compare(before, now, before_sha256="")
    assert [a.title for a in found.actions_new] == ["Old but new to us"]
    assert [a.title for a in found.actions_done] == ["Law"]
    assert [a.title for a in found.actions_overdue] == ["Plan"]


@pytest.mark.parametrize(
    "change",
    [
        {"audience": "member_states"},
        {"subject_party": "SLV"},
        {"subject_paragraph": "7"},
        {"instrument": replace(FULL.instrument, key="another")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_two_that_are_not_about_the_same_are_not_compared(change: dict[str, Any]) -> None:
    with pytest.raises(Incomparable):
        compare(FULL, replace(FULL, **change), before_sha256="")


def test_a_correction_of_nothing_has_nothing_to_list() -> None:
    found = compare(FULL, FULL, before_sha256="")
    lists = [
        getattr(found, f.name) for f in fields(found) if isinstance(getattr(found, f.name), tuple)
    ]
    assert len(lists) == 13
    assert not any(lists)


def test_counts_of_the_invented_are_sums_of_what_they_tell() -> None:
    assert FULL.counts == counts(FULL.counts.due, FULL.updates)
