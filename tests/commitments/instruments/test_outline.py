"""The catalogue as pages read it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from commitments.instruments.queries import outline as selectors
from commitments.instruments.queries.outline import TextSegment, marked_text
from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.parties.queries import responsibilities_of, standings_on
from tests.commitments.folders import Folder


def _paragraph(number: int, kind: str = "operative") -> Paragraph:
    instrument = Instrument.objects.default()
    return selectors.outline(instrument).get(kind=kind, number=number)


@pytest.mark.usefixtures("catalogue")
def test_marked_text_is_the_text_character_for_character(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(4):
        paragraphs = list(selectors.outline(Instrument.objects.default()))
        marked = [marked_text(paragraph) for paragraph in paragraphs]

    assert len(paragraphs) == 45
    for paragraph, segments in zip(paragraphs, marked, strict=True):
        assert "".join(segment.text for segment in segments) == paragraph.quote
        ends = [code for segment in segments for code in segment.ends]
        assert sorted(ends) == sorted(one.code for one in paragraph.commitments.all())


@pytest.mark.usefixtures("catalogue")
def test_words_shared_by_commitments_carry_all_their_codes() -> None:
    assert marked_text(_paragraph(8)) == [
        TextSegment("The determination to "),
        TextSegment("design public policies", ("8.1",), ("8.1",), "8.1"),
        TextSegment(" and "),
        TextSegment("educational programs", ("8.2",), ("8.2",), "8.2"),
        TextSegment(" "),
        TextSegment(
            "with a view to achieving a cultural transformation aimed at eradicating "
            "domestic violence",
            ("8.1", "8.2"),
        ),
        TextSegment("."),
    ]


@pytest.mark.usefixtures("catalogue")
def test_words_inside_the_lead_in_of_another_carry_both() -> None:
    shared = [segment for segment in marked_text(_paragraph(14)) if len(segment.codes) > 1]

    assert shared == [
        TextSegment("strengthening domestic capabilities", ("14.3", "14.4"), ("14.3",), "14.3")
    ]


@pytest.mark.usefixtures("catalogue")
def test_a_preambular_paragraph_is_one_piece() -> None:
    paragraph = _paragraph(1, "preambular")

    assert marked_text(paragraph) == [TextSegment(paragraph.quote)]


def test_a_retired_commitment_is_not_marked(second: Folder) -> None:
    def retire(content: dict[str, list[dict[str, list[dict[str, object]]]]]) -> None:
        retired = {"on": "2013-01-01", "reason": "x"}
        content["paragraphs"][1]["commitments"][0]["retired"] = retired
        content["counts"]["commitments"] = 4  # type: ignore[call-overload]  # a document

    second.amend("hem-plan-1/instrument.json", retire)
    second.load()
    instrument = Instrument.objects.get(key="hem-plan-1")
    paragraph = selectors.outline(instrument).get(kind="operative", number=1)

    codes = {code for segment in marked_text(paragraph) for code in segment.codes}

    assert codes == {"1.2", "1.3"}


SPAN = st.tuples(st.integers(0, 30), st.integers(1, 10))


@given(
    text=st.text(min_size=1, max_size=40),
    offset=st.integers(0, 500),
    spans=st.lists(SPAN, max_size=6),
)
def test_however_spans_overlap_every_character_keeps_its_place_and_codes(
    text: str, offset: int, spans: list[tuple[int, int]]
) -> None:
    paragraph = Paragraph(pk=1, start=offset, end=offset + len(text), quote=text)
    inside = [
        (start, min(start + length, len(text))) for start, length in spans if start < len(text)
    ]
    # As a prefetch leaves them: no database here.
    fetched = Commitment.objects.none()
    fetched._result_cache = [
        Commitment(code=f"1.{at}", position=at, start=offset + start, end=offset + end)
        for at, (start, end) in enumerate(inside, start=1)
    ]
    vars(paragraph)["_prefetched_objects_cache"] = {"commitments": fetched}

    segments = marked_text(paragraph)

    assert "".join(segment.text for segment in segments) == text
    carried = [segment.codes for segment in segments for _character in segment.text]
    assert carried == [
        tuple(f"1.{n}" for n, (start, end) in enumerate(inside, start=1) if start <= at < end)
        for at in range(len(text))
    ]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("state", "day", "standing"),
    [
        ("HND", date(2011, 5, 31), "suspended"),
        ("HND", date(2011, 6, 1), "participating"),
        ("CUB", date(2011, 6, 7), "not_participating"),
        ("NIC", date(2022, 1, 1), "withdrawing"),
        ("NIC", date(2026, 11, 23), "withdrawn"),
        ("VEN", date(2026, 11, 23), "disputed"),
        ("BLZ", date(1990, 12, 31), None),
    ],
)
def test_standings_are_those_of_the_day(state: str, day: date, standing: str | None) -> None:
    found = standings_on(day).get(Party.objects.get(code=state).pk)

    assert (found and found.standing) == standing


@pytest.mark.usefixtures("catalogue")
def test_what_a_party_owes_comes_in_the_order_of_the_text(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    party = Party.objects.get(code="GS")
    with django_assert_max_num_queries(1):
        owed = [
            (one.commitment.code, one.role, one.commitment.paragraph.number)
            for one in responsibilities_of(party)
        ]

    addressee = [code for code, role, _number in owed if role == "addressee"]
    assert addressee == ["16.4", "17.1", "17.2"]
    assert [number for _code, _role, number in owed] == sorted(number for *_rest, number in owed)
