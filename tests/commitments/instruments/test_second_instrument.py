"""A second instrument, side by side: nothing knows the first one."""

from decimal import Decimal

from commitments.models import (
    Commitment,
    IndicatorValue,
    Instrument,
    Paragraph,
    Party,
    Responsibility,
)
from tests.commitments.folders import Folder


def test_it_loads_beside_the_first_and_leaves_it_alone(second: Folder) -> None:
    first = list(Commitment.objects.filter(instrument__key="ag-dec-66").values_list())

    second.load()

    assert set(Instrument.objects.values_list("key", flat=True)) == {"ag-dec-66", "hem-plan-1"}
    assert Instrument.objects.default().key == "ag-dec-66"
    assert list(Commitment.objects.filter(instrument__key="ag-dec-66").values_list()) == first
    assert Commitment.objects.filter(code="1.1").count() == 2
    assert second.load().changes == ()


def test_its_duties_follow_from_who_took_part_when_it_was_adopted(second: Folder) -> None:
    second.load()

    owed = Responsibility.objects.filter(commitment__instrument__key="hem-plan-1")
    assert owed.filter(role="addressee", party__kind="state").count() == 3 * 34
    assert set(owed.filter(party__kind="body").values_list("party__code", "role")) == {
        ("HARBOUR", "supporting"),
        ("HARBOUR", "addressee"),
        ("TIDE", "consulted"),
        ("TIDE", "addressee"),
    }
    assert set(owed.values_list("valid_from", flat=True)) == {
        Instrument.objects.get(key="hem-plan-1").adopted_on
    }


def test_its_text_and_titles_are_its_own(second: Folder) -> None:
    second.load()

    instrument = Instrument.objects.get(key="hem-plan-1")
    texts = {text.language: text for text in instrument.texts.all()}
    assert texts.keys() == {"en", "es"}
    assert not texts["es"].authentic
    for paragraph in Paragraph.objects.filter(instrument=instrument):
        assert paragraph.text == texts["en"]
        assert texts["en"].content[paragraph.start : paragraph.end] == paragraph.quote
    assert Party.objects.get(code="TIDE").parent == Party.objects.get(code="HARBOUR")
    assert instrument.reservations.get().paragraph == Paragraph.objects.get(
        instrument=instrument, kind="operative", number=1
    )


def test_censored_values_are_kept_as_they_stand(second: Folder) -> None:
    second.load()

    values = IndicatorValue.objects.filter(indicator__code="TIDE-1").order_by("year", "state__code")
    assert list(values.values_list("value", "censored", "disaggregation")) == [
        (Decimal("1.25"), "", ""),
        (Decimal(0), "", "women"),
        (None, "<5", ""),
    ]
