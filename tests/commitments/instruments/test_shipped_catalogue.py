"""What the shipped folder holds, once loaded."""

from collections import Counter

import pytest

from commitments.models import (
    AssemblySession,
    Commitment,
    Indicator,
    IndicatorValue,
    Instrument,
    Paragraph,
    Party,
    Responsibility,
    Theme,
)
from reporting.documents.words import Words

pytestmark = pytest.mark.usefixtures("catalogue")

LANGUAGES = {"en", "es", "fr", "pt"}


def test_the_declaration_is_there_whole() -> None:
    instrument = Instrument.objects.default()
    kinds = Counter(instrument.paragraphs.values_list("kind", flat=True))

    assert (instrument.key, instrument.symbol) == ("ag-dec-66", "AG/DEC. 66 (XLI-O/11)")
    assert kinds == {"preambular": 28, "operative": 17}
    assert instrument.commitments.count() == 59
    [text] = instrument.texts.all()
    assert text.sha256 == "2422bf4de4ed39c754767340252b4b8b43586d5e95b45cbf70d6f1c4c564bf66"
    assert len(text.content.encode()) == 12_372


def test_every_paragraph_stands_in_the_text_where_it_says() -> None:
    paragraphs = Paragraph.objects.select_related("text")

    assert len(paragraphs) == 45
    for paragraph in paragraphs:
        assert paragraph.text.content[paragraph.start : paragraph.end] == paragraph.quote


def test_every_word_of_a_commitment_stands_in_its_paragraph_where_it_says() -> None:
    commitments = Commitment.objects.select_related("paragraph__text")

    assert len(commitments) == 59
    for one in commitments:
        text, paragraph = one.paragraph.text.content, one.paragraph
        for start, end, words in (
            (one.start, one.end, one.quote),
            (one.lead_in_start, one.lead_in_end, one.lead_in),
            (one.tail_start, one.tail_end, one.tail),
        ):
            if start is None or end is None:
                assert words == ""
                continue
            assert text[start:end] == words, one.code
            assert paragraph.start <= start < end <= paragraph.end, one.code


def test_the_text_is_quoted_as_issued_faults_and_all() -> None:
    quotes = dict(Paragraph.objects.filter(kind="preambular").values_list("number", "quote"))

    assert quotes[28].startswith("REAFIRMING the importance")
    assert "crime and violence crime" in quotes[15]
    assert "providing  youth" in quotes[22]


def test_responsibilities_follow_from_who_took_part_at_adoption() -> None:
    roles = Counter(Responsibility.objects.values_list("role", "commitment__tracking"))
    addressees = Responsibility.objects.filter(role="addressee", party__kind="state")

    assert roles["addressee", "per_state"] == 52 * 34 == 1_768
    assert roles["addressee", "per_body"] == 7
    assert roles["supporting", "per_state"] + roles["supporting", "per_body"] == 132
    assert roles["consulted", "per_body"] == 2
    assert sum(roles.values()) == 1_775 + 132 + 2
    assert not addressees.filter(party__code="CUB").exists()
    # Reinstated six days before the adoption.
    assert addressees.filter(party__code="HND").count() == 52


def test_what_is_asked_of_bodies_has_its_session_and_its_words() -> None:
    asked = Commitment.objects.filter(tracking="per_body").select_related("deadline")

    assert {one.code for one in asked} == {
        "16.1", "16.2", "16.3", "16.4", "16.5", "17.1", "17.2"
    }  # fmt: skip
    assert {one.deadline.key for one in asked if one.deadline} == {"42"}
    assert {one.nature for one in asked} == {"one_off"}
    assert {one.deadline_words for one in asked if one.code.startswith("17")} == {
        "next regular session"
    }


def test_titles_headlines_and_themes_are_in_the_four_languages() -> None:
    for titles in Commitment.objects.values_list("titles", flat=True):
        assert titles.keys() == LANGUAGES
        assert all(titles.values())
    for headlines in Paragraph.objects.filter(kind="operative").values_list("headlines", flat=True):
        assert headlines.keys() == LANGUAGES
    assert Theme.objects.count() == 60
    for names in Theme.objects.values_list("names", flat=True):
        assert names.keys() == LANGUAGES


def test_evidence_expected_parts_of_bodies_and_units_are_in_the_four_languages() -> None:
    evidence = [item for one in Commitment.objects.all() for item in one.evidence_expected]
    mandates = list(Party.objects.bodies().values_list("mandates", flat=True))
    units = list(Indicator.objects.values_list("units", flat=True))

    assert (len(evidence), len(mandates), len(units)) == (130, 26, 63)
    for written in (*evidence, *mandates, *units):
        assert written.keys() == LANGUAGES
        assert all(written.values())
    # None was left in English.
    assert not [item for item in evidence if item["en"] in (item["es"], item["pt"])]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_unit_reads_in_the_reports_as_on_the_pages(language: str) -> None:
    in_the_reports = Words(language)

    for unit in Indicator.objects.values_list("units", flat=True):
        key = f"unit.{unit['en']}"
        named = in_the_reports.by_key(key) if in_the_reports.has(key) else unit["en"]
        assert named == unit[language]


def test_the_parties_and_sessions_are_there() -> None:
    assert Party.objects.states().count() == 35
    assert Party.objects.bodies().count() == 26
    regular = AssemblySession.objects.filter(kind="regular")
    assert sorted(regular.values_list("number", flat=True)) == list(range(41, 58))
    assert regular.get(number=57).starts_on is None
    assert AssemblySession.objects.get(kind="special").key == "special-41"


def test_every_indicator_is_tied_and_every_value_says_where_it_is_from() -> None:
    assert Indicator.objects.count() == 63
    assert Counter(IndicatorValue.objects.values_list("indicator__code", flat=True)) == {
        "WB-HOMICIDE": 911,
        "WB-GINI": 594,
    }
    assert not IndicatorValue.objects.filter(source="").exists()
    assert Indicator.objects.get(code="WB-GINI").licence.startswith("ODC-PDDL")
