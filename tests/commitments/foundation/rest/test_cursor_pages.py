"""Cursor pages: each row once, in order, there and back, whatever changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from commitments.models import Party, Theme

pytestmark = pytest.mark.usefixtures("catalogue")

Get = Callable[[str], Any]


@pytest.fixture
def get(visitor: Any, api: Callable[[Any], APIClient]) -> Get:
    return lambda path: api(visitor).get(path if "://" in path else f"/api/v1/{path}")


def keys(page: Any, field: str = "code") -> list[str]:
    return [row[field] for row in page["results"]]


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["code"]),
        ("ordering=-code", ["-code"]),
        ("ordering=subregion", ["subregion", "pk"]),
        ("ordering=-subregion,code", ["-subregion", "code"]),
    ],
)
def test_pages_give_each_row_once_there_and_back(get: Get, query: str, order: list[str]) -> None:
    expected = list(Party.objects.states().order_by(*order).values_list("code", flat=True))
    page = get(f"member-states/?page_size=10&{query}").json()
    assert page["previous"] is None
    there, pages = keys(page), [keys(page)]
    while page["next"]:
        page = get(page["next"]).json()
        there += keys(page)
        pages.append(keys(page))
    assert there == expected
    for wanted in reversed(pages[:-1]):
        page = get(page["previous"]).json()
        assert keys(page) == wanted
    assert page["previous"] is None


def test_a_row_added_before_shifts_nothing(get: Get) -> None:
    first = get("themes/?page_size=3").json()
    Theme.objects.create(key="aaa", names={"en": "First of all"})
    second = get(first["next"]).json()
    assert not set(keys(first, "key")) & set(keys(second, "key"))


def test_a_page_keeps_filters_and_fields(get: Get) -> None:
    page = get("commitments/?party=SLV&fields=code&page_size=30").json()
    assert page["results"][0].keys() == {"code"}
    page = get(page["next"]).json()
    assert page["results"][0].keys() == {"code"}
    assert len(page["results"]) == 22
    assert page["next"] is None


@pytest.mark.parametrize(
    ("path", "pointer", "code"),
    [
        ("member-states/?page_size=501", "?page_size", "page_size"),
        ("member-states/?page_size=0", "?page_size", "page_size"),
        ("member-states/?page_size=", "?page_size", "page_size"),
        ("member-states/?page_size=٥", "?page_size", "page_size"),
        ("member-states/?page_size=1e2", "?page_size", "page_size"),
        ("member-states/?cursor=rubbish", "?cursor", "cursor"),
        ("member-states/?cursor=", "?cursor", "cursor"),
        ("member-states/?ordering=population", "?ordering", "unknown_ordering"),
        ("member-states/?ordering=--code", "?ordering", "unknown_ordering"),
        ("member-states/?fields=code,colour", "?fields", "unknown_field"),
        ("member-states/?fields=", "?fields", "unknown_field"),
        ("member-states/?page=2", "?page", "unknown_parameter"),
        ("member-states/SLV/?cursor=x", "?cursor", "unknown_parameter"),
        ("member-states/?standing=retired", "?standing", "invalid_choice"),
        ("commitments/?party=XXX", "?party", "unknown_key"),
        ("commitments/?party=SLV,XXX", "?party", "unknown_key"),
        ("commitments/?party=,", "?party", "unknown_key"),
        ("commitments/?paragraph=18", "?paragraph", "unknown_key"),
        ("commitments/?theme=none", "?theme", "unknown_key"),
        ("commitments/?instrument=none", "?instrument", "unknown_key"),
        ("commitments/?retired=maybe", "?retired", "invalid_choice"),
        ("instruments/ag-dec-66/commitments/?instrument=x", "?instrument", "unknown_parameter"),
        ("indicator-values/?year=2012.5", "?year", "invalid"),
        ("indicator-values/?year=x", "?year", "invalid"),
        ("indicator-values/?state=PC", "?state", "unknown_key"),
    ],
)
def test_an_unusable_parameter_is_named_never_ignored(
    get: Get, path: str, pointer: str, code: str
) -> None:
    response = get(path)
    assert response.status_code == 400, response.content
    assert [(each["pointer"], each["code"]) for each in response.json()["errors"]] == [
        (pointer, code)
    ]


def test_a_cursor_is_good_for_its_own_list_and_order(get: Get) -> None:
    cursor = get("member-states/?page_size=2").json()["next"].split("cursor=")[1]
    for path in ("bodies/?", "member-states/?ordering=-code&"):
        response = get(f"{path}cursor={cursor}")
        assert response.json()["errors"][0]["code"] == "cursor"


def test_huge_numbers_find_nothing(get: Get) -> None:
    response = get(f"indicator-values/?year={'9' * 30}")
    assert (response.status_code, response.json()["results"]) == (200, [])


def test_the_error_of_an_unknown_parameter_names_what_there_is(get: Get) -> None:
    detail = get("commitments/?colour=red").json()["errors"][0]["detail"]
    assert "paragraph" in detail
    assert "party" in detail


def test_a_list_unchanged_answers_304(get: Get, visitor: Any, api: Any) -> None:
    first = get("themes/")
    again = api(visitor).get("/api/v1/themes/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Theme.objects.create(key="new", names={"en": "New"})
    changed = api(visitor).get("/api/v1/themes/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
