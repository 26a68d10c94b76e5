"""The catalogue through the API, as a visitor reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from commitments.models import Commitment, Instrument, InstrumentText, Paragraph

pytestmark = pytest.mark.usefixtures("catalogue")

DEFAULT = "ag-dec-66"


@pytest.fixture
def visit(visitor: Any, api: Callable[[Any], APIClient]) -> Callable[..., Any]:
    """`visit("paragraphs/5/")`: the answer to a visitor's GET, which must be 200."""

    def get(path: str, **headers: str) -> Any:
        response = api(visitor).get(f"/api/v1/{path}", headers=headers)
        assert response.status_code == 200, response.content
        return response.json()

    return get


def test_an_instrument_says_what_it_is_and_gives_its_text(visit: Callable[..., Any]) -> None:
    instrument = visit(f"instruments/{DEFAULT}/")
    assert instrument["symbol"] == "AG/DEC. 66 (XLI-O/11)"
    assert instrument["counts"] == {"preambular": 28, "operative": 17, "commitments": 59}
    assert instrument["session"] == "41"
    (text,) = instrument["texts"]
    assert text["language"] == "en"
    assert text["content"] == InstrumentText.objects.get().content


def test_a_list_of_instruments_leaves_their_texts_out(visit: Callable[..., Any]) -> None:
    (listed,) = visit("instruments/")["results"]
    assert listed["key"] == DEFAULT
    assert "content" not in listed["texts"][0]


@pytest.mark.parametrize("path", ["paragraphs/5/", f"instruments/{DEFAULT}/paragraphs/5/"])
def test_5_is_the_operative_paragraph(visit: Callable[..., Any], path: str) -> None:
    paragraph = visit(path)
    stored = Paragraph.objects.get(kind="operative", number=5)
    assert paragraph["text"] == stored.quote
    assert (paragraph["kind"], paragraph["number"], paragraph["reference"]) == ("operative", 5, "5")
    assert paragraph["attribution"] == "tracker"
    assert [each["code"] for each in paragraph["commitments"]] == list(
        stored.commitments.values_list("code", flat=True)
    )


def test_p5_is_the_preambular_paragraph(visit: Callable[..., Any]) -> None:
    paragraph = visit("paragraphs/p5/")
    assert (paragraph["kind"], paragraph["reference"]) == ("preambular", "p5")


@pytest.mark.parametrize("number", ["0", "18", "p29", "05", "x", "5.1", "٥", "-1", "9" * 5000])
def test_there_is_no_such_paragraph(
    visitor: Any, api: Callable[[Any], APIClient], number: str
) -> None:
    response = api(visitor).get(f"/api/v1/paragraphs/{number}/")
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


@pytest.mark.parametrize("path", ["commitments/7.1/", f"instruments/{DEFAULT}/commitments/7.1/"])
def test_a_commitment_gives_its_words_their_spans_and_who_owes_it(
    visit: Callable[..., Any], path: str
) -> None:
    commitment = visit(path)
    source = InstrumentText.objects.get().content
    for part in ("lead_in", "quote", "tail"):
        span = commitment[f"{part}_span"]
        words = source[span["start"] : span["end"]] if span else ""
        assert commitment[part] == words
    assert commitment["paragraph"] == "7"
    addressees = [each for each in commitment["responsibilities"] if each["role"] == "addressee"]
    assert len(addressees) == 34
    assert commitment["attribution"] == "tracker"


def test_lists_are_of_the_default_instrument_in_its_order(visit: Callable[..., Any]) -> None:
    paragraphs = visit("paragraphs/?page_size=500")["results"]
    assert [each["reference"] for each in paragraphs] == [
        *(f"p{number}" for number in range(1, 29)),
        *(str(number) for number in range(1, 18)),
    ]
    commitments = visit("commitments/")["results"]
    assert [each["code"] for each in commitments] == list(
        Commitment.objects.order_by("position").values_list("code", flat=True)
    )


def test_lists_take_another_instrument(visit: Callable[..., Any]) -> None:
    first = Instrument.objects.get()
    Instrument.objects.create(
        key="another",
        symbol="AG/DEC. 1 (I)",
        titles={"en": "Another"},
        session=first.session,
        adopted_on=first.adopted_on,
        original_language="en",
    )
    assert len(visit(f"commitments/?instrument={DEFAULT}")["results"]) == 59
    assert visit("commitments/?instrument=another")["results"] == []
    assert visit("instruments/another/commitments/")["results"] == []


def test_commitments_are_found_by_paragraph_theme_and_party(visit: Callable[..., Any]) -> None:
    seven = visit("commitments/?paragraph=7")["results"]
    assert {each["paragraph"] for each in seven} == {"7"}
    theme = seven[0]["themes"][0]
    themed = visit(f"commitments/?theme={theme}")["results"]
    assert themed
    assert all(theme in each["themes"] for each in themed)
    of_slv = visit("commitments/?party=slv")["results"]
    assert len(of_slv) == 52
    assert len(visit("commitments/?paragraph=7,16")["results"]) > len(seven)


def test_names_come_in_the_language_asked_for(visit: Callable[..., Any]) -> None:
    assert visit("member-states/BRA/?language=es")["name"] == "Brasil"
    assert visit("member-states/BRA/", **{"Accept-Language": "fr-CA,fr;q=0.9"})["name"] == "Brésil"
    assert visit("member-states/BRA/", **{"Accept-Language": "de"})["name"] == "Brazil"
    both = visit("member-states/BRA/?language=en", **{"Accept-Language": "fr"})
    assert both["name"] == "Brazil"


def test_a_state_has_its_standing_over_time_and_what_it_owes(visit: Callable[..., Any]) -> None:
    state = visit("member-states/slv/")
    assert (state["code"], state["standing"]) == ("SLV", "participating")
    assert len(state["responsibilities"]) == 52
    venezuela = visit("member-states/VEN/")
    assert venezuela["standing"] == "disputed"
    assert [each["standing"] for each in venezuela["participation"]] == [
        "participating",
        "withdrawing",
        "disputed",
    ]
    assert venezuela["groupings"]


def test_states_are_found_by_subregion_and_standing(visit: Callable[..., Any]) -> None:
    assert len(visit("member-states/")["results"]) == 35
    disputed = visit("member-states/?standing=disputed")["results"]
    assert {each["standing"] for each in disputed} == {"disputed"}
    subregion = visit("member-states/SLV/")["subregion"]
    assert "SLV" in {
        each["code"] for each in visit(f"member-states/?subregion={subregion}")["results"]
    }


def test_a_body_has_what_it_owes_and_is_no_state(
    visit: Callable[..., Any], visitor: Any, api: Callable[[Any], APIClient]
) -> None:
    assert len(visit("bodies/")["results"]) == 26
    council = visit("bodies/pc/")
    assert council["code"] == "PC"
    assert {
        each["commitment"] for each in council["responsibilities"] if each["role"] == "addressee"
    }
    assert api(visitor).get("/api/v1/bodies/SLV/").status_code == 404
    assert api(visitor).get("/api/v1/member-states/PC/").status_code == 404


def test_sessions_have_a_key_of_kind_and_number(visit: Callable[..., Any]) -> None:
    session = visit("sessions/42/")
    assert (session["kind"], session["number"], session["key"]) == ("regular", 42, "42")
    special = visit("sessions/?kind=special")["results"]
    for each in special:
        assert visit(f"sessions/{each['key']}/")["kind"] == "special"
    assert visit("sessions/regular-42/")["key"] == "42"


@pytest.mark.parametrize("key", ["999", "x", "-42", "odd-42", "regular-", "9" * 5000])
def test_there_is_no_such_session(visitor: Any, api: Callable[[Any], APIClient], key: str) -> None:
    assert api(visitor).get(f"/api/v1/sessions/{key}/").status_code == 404


def test_themes_and_indicators_lead_back_to_commitments(visit: Callable[..., Any]) -> None:
    theme = next(each for each in visit("themes/")["results"] if each["commitments"])
    assert visit(f"themes/{theme['key']}/") == theme
    code = theme["commitments"][0]["code"]
    assert theme["key"] in visit(f"commitments/{code}/")["themes"]
    indicators = visit("indicators/")["results"]
    assert len(indicators) == 63
    one = indicators[0]
    assert visit(f"indicators/{one['code'].lower()}/") == one
    of_paragraph = visit("indicators/?paragraph=13")["results"]
    assert all("13" in [p["reference"] for p in each["paragraphs"]] for each in of_paragraph)


def test_values_are_found_by_indicator_state_and_year(visit: Callable[..., Any]) -> None:
    values = visit("indicator-values/?indicator=WB-GINI&state=SLV")["results"]
    assert {(each["indicator"], each["state"]) for each in values} == {("WB-GINI", "SLV")}
    assert all(isinstance(each["value"], int | float) for each in values)
    years = [each["year"] for each in values]
    assert years == sorted(years)
    year = years[-1]
    assert [
        each["year"]
        for each in visit(f"indicator-values/?indicator=WB-GINI&state=SLV&year={year}")["results"]
    ] == [year]
    later = visit(f"indicator-values/?indicator=WB-GINI&state=SLV&year_from={year}")["results"]
    assert [each["year"] for each in later] == [year]


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("instruments/", 2),
        (f"instruments/{DEFAULT}/", 2),
        ("paragraphs/?page_size=500", 4),
        ("paragraphs/7/", 4),
        ("commitments/?page_size=500", 6),
        ("commitments/7.1/", 6),
        ("sessions/", 1),
        ("themes/", 2),
        ("indicators/", 3),
        ("indicator-values/?page_size=500", 1),
        ("member-states/", 2),
        ("member-states/SLV/", 4),
        ("bodies/", 1),
        ("bodies/PC/", 2),
    ],
)
def test_it_takes_few_queries(
    visitor: Any,
    api: Callable[[Any], APIClient],
    django_assert_max_num_queries: Any,
    path: str,
    queries: int,
) -> None:
    with django_assert_max_num_queries(queries):
        response = api(visitor).get(f"/api/v1/{path}")
    assert response.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/v1/", "/api/v1/nothing/", "/api/v2/paragraphs/", "/api/v1/paragraphs/5%00/"],
)
def test_an_address_of_the_api_that_leads_nowhere_is_a_problem(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


def test_another_host_is_refused_as_a_problem(client: Client) -> None:
    response = client.get("/api/v1/paragraphs/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_head_tells_of_the_answer_without_it(client: Client) -> None:
    got, told = client.get("/api/v1/paragraphs/5/"), client.head("/api/v1/paragraphs/5/")
    assert (told.status_code, told.content) == (200, b"")
    assert told["ETag"] == got["ETag"]
