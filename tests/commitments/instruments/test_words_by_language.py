"""Evidence expected, parts of bodies and units: in the reader's language, else in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import translation
from rest_framework.test import APIClient

from commitments.models import Commitment, Indicator, Party, User
from tests.commitments.folders import Folder
from tests.reporting.world import ask as ask_in
from tests.reporting.world import make_period, report
from tests.tracker.journeys import submitted
from tracker.models import ProgressUpdate

ClientOf = Callable[[Any], Client]
UpdateOf = Callable[..., ProgressUpdate]
pytestmark = pytest.mark.usefixtures("open_period")

ENGLISH = "Programmes, budget, coverage, evaluation"
SPANISH = "Programas, presupuesto, cobertura y evaluación"


@pytest.fixture
def read(client_of: ClientOf, visitor: Any) -> Callable[..., str]:
    """`read("/es/bodies/", by=officer)`: the page's source."""

    def page(address: str, by: Any = None) -> str:
        answer = client_of(by or visitor).get(address)
        assert answer.status_code == 200, address
        return unescape(answer.content.decode())

    return page


@pytest.fixture
def ask(visitor: Any, api: Callable[[Any], APIClient]) -> Callable[[str], Any]:
    """`ask("bodies/PC/?language=es")`: what the API answers."""

    def get(path: str) -> Any:
        answer = api(visitor).get(f"/api/v1/{path}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    return get


def _items(page: str) -> list[tuple[str, str]]:
    """Return (attributes, words) of the evidence expected."""
    [listed] = re.findall(r"(?:Medios de verificación previstos|Evidence expected)<.*?</ul>", page)
    return re.findall(r"<li([^>]*)>(.*?)</li>", listed)


# The API -------------------------------------------------------------------------------------


def test_the_api_answers_in_the_language_asked_for(ask: Callable[[str], Any]) -> None:
    assert ask("commitments/7.1/")["evidence_expected"] == [ENGLISH]
    assert ask("commitments/7.1/?language=es")["evidence_expected"] == [SPANISH]
    assert ask("bodies/PC/?language=fr")["mandate"] == "Destinataire du paragraphe 16"
    assert ask("bodies/PC/")["mandate"] == "Addressee of 16"
    assert ask("indicators/WB-HOMICIDE/?language=pt")["unit"] == "por 100.000"
    assert ask("indicators/WB-HOMICIDE/")["unit"] == "per 100,000"


def test_the_api_answers_in_english_where_a_translation_is_missing(
    shipped: Folder, ask: Callable[[str], Any]
) -> None:
    _leave_in_english(shipped)

    assert ask("commitments/7.1/?language=es")["evidence_expected"] == ["A law", "Un presupuesto"]
    assert ask("bodies/PC/?language=es")["mandate"] == "Addressee"
    assert ask("indicators/WB-HOMICIDE/?language=es")["unit"] == "out of many"


def _leave_in_english(folder: Folder) -> None:
    """Load a folder in which what the tests look at has no Spanish, but for one item."""

    def commitment(content: Any) -> None:
        content["paragraphs"][34]["commitments"][0]["evidence_expected"] = [
            "A law",
            {"en": "A budget", "es": "Un presupuesto", "fr": None},
        ]

    def body(content: Any) -> None:
        [council] = [body for body in content["bodies"] if body["code"] == "PC"]
        council["mandates"] = {"en": "Addressee"}

    def indicator(content: Any) -> None:
        [rate] = [one for one in content["indicators"] if one["code"] == "WB-HOMICIDE"]
        rate["units"] = {"en": "out of many"}

    folder.amend("ag-dec-66/instrument.json", commitment)
    folder.amend("bodies.json", body)
    folder.amend("indicators.json", indicator)
    folder.load()
    assert folder.load().changes == ()


# Pages ---------------------------------------------------------------------------------------


def test_pages_speak_the_readers_language_and_mark_nothing(
    read: Callable[..., str],
    update_of: UpdateOf,
    authority_slv: User,
    officer: User,
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    addresses = ("/commitments/7.1/", f"/desk/updates/{update.pk}/", f"/review/{update.pk}/")

    for address, by in zip(addresses, (None, authority_slv, officer), strict=True):
        assert _items(read(f"/es{address}", by)) == [("", SPANISH)]
        assert _items(read(f"/en{address}", by)) == [("", ENGLISH)]
    assert "<td>Destinatario del párrafo 16</td>" in read("/es/bodies/")
    assert "<td>Addressee of 16</td>" in read("/en/bodies/")
    assert "<dd>Destinatário do parágrafo 16</dd>" in read("/pt/bodies/PC/")
    assert "<dd>pour 100\u202f000</dd>" in read("/fr/indicators/WB-HOMICIDE/")
    assert "<span>por cada 100,000</span>" in read("/es/states/SLV/")


def test_what_is_in_english_alone_is_shown_and_marked_on_other_pages(
    shipped: Folder, read: Callable[..., str]
) -> None:
    _leave_in_english(shipped)

    assert _items(read("/es/commitments/7.1/")) == [
        (' lang="en"', "A law"),
        ("", "Un presupuesto"),
    ]
    assert _items(read("/en/commitments/7.1/")) == [("", "A law"), ("", "A budget")]
    assert '<td lang="en">Addressee</td>' in read("/es/bodies/")
    assert '<dd lang="en">Addressee</dd>' in read("/es/bodies/PC/")
    assert "<dd>Addressee</dd>" in read("/en/bodies/PC/")
    assert '<dd lang="en">out of many</dd>' in read("/es/indicators/WB-HOMICIDE/")


def test_a_bodys_part_is_found_in_the_readers_language(read: Callable[..., str]) -> None:
    assert "Secretaría técnica de la" in re.sub(
        r"</?mark>", "", read("/es/search/?q=secretaría+técnica+MISPA")
    )


def test_a_report_holds_english_whatever_its_maker_speaks() -> None:
    ask_in(make_period("2012-1"), "SLV", "7.1")

    with translation.override("es"):
        dataset = report()

    [evidence] = [
        one.evidence_expected
        for paragraph in dataset.paragraphs
        for one in paragraph.commitments
        if one.code == "7.1"
    ]
    assert evidence == (ENGLISH,)
    units = {one.code: one.unit for one in dataset.indicators}
    assert units["WB-HOMICIDE"] == "per 100,000"


# What was there before -----------------------------------------------------------------------


@pytest.mark.long
def test_what_was_in_english_alone_is_translated_by_the_next_load(shipped: Folder) -> None:
    """The migration takes the old shape over, and the folder tells what it adds to it."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("commitments", "0003_people_are_invited_and_suspended")])
    before = [
        *_column("SELECT evidence_expected ->> 0 FROM commitments_commitment WHERE code = '7.1'"),
        *_column("SELECT mandate FROM commitments_party WHERE code IN ('PC', 'SLV')"),
        *_column("SELECT unit FROM commitments_indicator WHERE code = 'WB-HOMICIDE'"),
    ]
    executor.loader.build_graph()
    executor.migrate(newest)

    assert sorted(before) == ["", "Addressee of 16", ENGLISH, "per 100,000"]
    assert Commitment.objects.get(code="7.1").evidence_expected == [{"en": ENGLISH}]
    assert Party.objects.get(code="PC").mandates == {"en": "Addressee of 16"}
    assert Party.objects.get(code="SLV").mandates == {}
    assert Indicator.objects.get(code="WB-HOMICIDE").units == {"en": "per 100,000"}
    changes = shipped.load().changes
    assert f"commitment ag-dec-66 7.1 evidence_expected[0].es: nothing → '{SPANISH}'" in changes
    assert "party PC mandates.es: nothing → 'Destinatario del párrafo 16'" in changes
    # And what the tables did not have then: each party's seat in four languages, and its zone.
    assert len(changes) == 3 * (130 + 26 + 63) + 61 * (4 + 1)
    assert shipped.load().changes == ()


def _column(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]
