"""Every page, in every language, for everybody: it opens, or it says that it is not for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import translation

import commitments.urls
import reporting.urls
import tracker.urls
from bench import pages as bench
from commitments.models import Party, User
from tracker.models import FollowUpAction, ProgressUpdate, ReportingPeriod

ClientOf = Callable[[Any], Client]
# What a browser refuses to do: style and scripts within a page.
FORBIDDEN = re.compile(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\ssrc=)')

# Name of the address: what it takes. PK: of an update or an action of El Salvador.
PUBLIC: dict[str, list[Any]] = {
    "home": [],
    "declaration": [],
    "paragraph": ["7"],
    "commitment": ["16.1"],
    "themes": [],
    "theme": ["gender"],
    "indicators": [],
    "indicator": ["WB-HOMICIDE"],
    "sessions": [],
    "session": ["42"],
    "open-data": [],
    "states": [],
    "state": ["SLV"],
    "bodies": [],
    "body": ["PC"],
    "periods": [],
    "period": ["2026-2"],
    "method": [],
    "reports": [],
    "report-calendar": [],
    "report-calendar-year": ["2012"],
    "report-check": [],
    "report-compare": [],
    "compare": [],
    "search": [],
    "sign-in": [],
    "forgotten": [],
}
SIGNED_IN: dict[str, list[Any]] = {"desk": [], "account": []}
PARTY: dict[str, list[Any]] = {
    "update": ["PK"],
    "desk-update": ["PK"],
    "desk-preview": ["PK"],
    "action": ["ACTION"],
    "desk-action": ["ACTION"],
    "desk-action-new": ["SLV"],
}
SECRETARIAT: dict[str, list[Any]] = {
    "review": [],
    "review-update": ["PK"],
    "audit": ["update", "PK"],
    "coverage": [],
    "focal-points": [],
    "focal-points-of": ["SLV"],
    "people": [],
    "person": ["PERSON"],
    "log-on-behalf": [],
    "period-amend": ["2026-2"],
    "period-plan": [],
    "period-step": ["2026-2", "close"],
    "remind": ["2026-2"],
    "remind-party": ["2026-2", "SLV"],
    "report-calendar-entry": ["council", "ag-dec-66", "2026-2"],
    "report-new": [],
}
# They take a POST alone, or need something that is made elsewhere.
ELSEWHERE = {
    "sign-out",
    "volunteer",
    "cycle-begin",
    "hand-in",
    "desk-unchanged",
    "roster",
    "updates-feed",
    "reports-feed",
    "report",
    "report-correct",
    "report-edit",
    "report-issue",
    "translate",
    "set-password",
    # An officer reads of people; these are for administrators.
    "invite",
    "hand-over",
}


@pytest.fixture
def update(update_of: Callable[..., ProgressUpdate]) -> ProgressUpdate:
    return update_of("SLV", "7.1")


@pytest.fixture
def action(update: ProgressUpdate, authority_slv: Any) -> FollowUpAction:
    from django.utils import timezone

    from tracker.actions import commands as actions

    return actions.create(
        party=update.party,
        by=authority_slv,
        at=timezone.now(),
        changes={"title": "Ley", "language": "es", "kind": "law", "commitments": ["7.1"]},
    )


def address(name: str, takes: list[Any], update: Any, action: Any, language: str = "en") -> str:
    person = User.objects.get(email="authority.slv@tests.example")
    known = {"PK": update.pk, "ACTION": action.pk, "PERSON": person.pk}
    with translation.override(language):
        return reverse(name, args=[known.get(value, value) for value in takes])


def names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    return {pattern.name for pattern in patterns if isinstance(pattern, URLPattern)}  # type: ignore[misc]


def test_no_page_is_missing_here() -> None:
    known = {*PUBLIC, *SIGNED_IN, *PARTY, *SECRETARIAT, *ELSEWHERE} - {"home"}
    assert known == names(
        [
            *commitments.urls.page_urlpatterns,
            *tracker.urls.page_urlpatterns,
            *reporting.urls.page_urlpatterns,
        ]
    )


@pytest.mark.parametrize(
    "language", ["en", *(pytest.param(one, marks=pytest.mark.long) for one in ("es", "fr", "pt"))]
)
def test_pages_open_in_every_language(
    client_of: ClientOf,
    visitor: Any,
    authority_slv: Any,
    officer: Any,
    update: Any,
    action: Any,
    language: str,
) -> None:
    """And no page needs what the content security policy forbids, nor has a field without label."""
    for person, pages in (
        (visitor, PUBLIC),
        (authority_slv, PUBLIC | SIGNED_IN | PARTY),
        (officer, PUBLIC | SIGNED_IN | SECRETARIAT),
    ):
        client = client_of(person)
        for name, takes in pages.items():
            page = client.get(address(name, takes, update, action, language))
            if name == "sign-in" and person is not visitor:
                assert page.status_code == 302, person
                continue
            assert page.status_code == 200, (name, person)
            assert page.headers["Content-Language"] == language
            assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
            words = page.content.decode()
            assert f'<html lang="{language}">' in words, name
            assert not FORBIDDEN.search(words), name
            if name not in PUBLIC | SIGNED_IN:
                assert _without_label(words) == [], (name, person)


def _without_label(words: str) -> list[str]:
    """Return the fields of a page's forms that no label names."""
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', words))
    fields = re.findall(r"<(?:input|select|textarea)[^>]*>", words)
    shown = [field for field in fields if 'type="hidden"' not in field]
    ids = [re.search(r' id="([^"]+)"', field) for field in shown]
    return [
        field
        for field, found in zip(shown, ids, strict=True)
        if not found or found[1] not in labelled
    ]


# As the server answers them: a request's end closes the connection.
@pytest.mark.django_db(transaction=True)
def test_pages_whose_speed_is_measured_open(open_period: ReportingPeriod) -> None:
    for address in bench.PAGES.values():
        status, page = bench.get(address)
        assert (address, status) == (address, "200 OK")
        assert brotli.decompress(page).startswith(b"<!doctype html>")


def test_strangers_are_told_nothing(
    client_of: ClientOf, visitor: Any, authority_hnd: Any, nobody: Any, update: Any, action: Any
) -> None:
    for name, takes in PARTY.items():
        where = address(name, takes, update, action)
        assert client_of(authority_hnd).get(where).status_code == 404, name
        assert client_of(nobody).get(where).status_code == 404, name
        assert client_of(nobody).post(where, {"verb": "save"}).status_code in (404, 405), name
        assert client_of(visitor).get(where).status_code in (302, 404), name


def test_the_secretariats_pages_are_for_the_secretariat(
    client_of: ClientOf, visitor: Any, authority_slv: Any, update: Any, action: Any
) -> None:
    for name, takes in SECRETARIAT.items():
        where = address(name, takes, update, action)
        assert client_of(authority_slv).get(where).status_code == 403, name
        assert client_of(authority_slv).post(where).status_code in (403, 405), name
        sent = client_of(visitor).get(where)
        assert sent.status_code == 302, name
        assert reverse("sign-in") in sent.headers["Location"]


def test_the_root_goes_where_the_browser_prefers(client_of: ClientOf, visitor: Any) -> None:
    client = client_of(visitor)
    assert (
        client.get("/", headers={"Accept-Language": "pt-BR,pt;q=0.9"}).headers["Location"] == "/pt/"
    )
    assert client.get("/", headers={"Accept-Language": "xx"}).headers["Location"] == "/en/"


def test_the_language_switch_keeps_the_page(
    client_of: ClientOf, visitor: Any, open_period: ReportingPeriod
) -> None:
    page = client_of(visitor).get("/en/states/SLV/?period=2026-2").content.decode()
    assert 'href="/fr/states/SLV/?period=2026-2"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        "/en/nothing/",
        "/en/paragraphs/99/",
        "/en/commitments/99.9/",
        "/en/states/XXX/",
        "/en/states/PC/",
        "/en/bodies/SLV/",
        "/en/bodies/%00/",
        "/en/updates/999999999999999999999/",
        "/en/?period=1999-1",
        "/en/?period=%00",
        "/en/instruments/none/",
        "/en/states/SLV/?instrument=%00",
        "/en/review/?party=%00",
        "/en/periods/0000-0/open/",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(
    client_of: ClientOf, officer: Any, open_period: ReportingPeriod, wrong: str
) -> None:
    page = client_of(officer).get(wrong)
    assert page.status_code == (200 if "review" in wrong else 404)
    assert "<h1>" in page.content.decode()


def test_a_form_without_its_token_is_refused_on_a_page_of_ours(officer: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("sign-in"), {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "what you typed is still in the form" in answer.content.decode()


def test_errors_below_api_are_problem_documents(client_of: ClientOf, visitor: Any) -> None:
    answer = client_of(visitor).get("/api/v1/nothing/")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "name",
    [
        *("home", "paragraph", "commitment", "state", "body", "declaration"),
        *("themes", "theme", "indicators", "indicator", "sessions", "session", "open-data"),
    ],
)
def test_public_pages_take_few_queries(
    client_of: ClientOf,
    visitor: Any,
    update: Any,
    action: Any,
    name: str,
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(22):
        client_of(visitor).get(address(name, PUBLIC[name], update, action))


def test_templates_hold_no_words_outside_translation() -> None:
    root = Path(__file__).resolve().parents[2]
    for path in sorted(root.glob("*/templates/**/*.html")):
        text = path.read_text()
        text = re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.S)
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.S)
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.S)
        text = re.sub(r"<[^>]*>", " ", text)
        # Abbreviations that are the same in all four languages.
        text = re.sub(r"&[a-z]+;|\bSHA-256\b|\bUTC\b", " ", text)
        assert not re.findall(r"[A-Za-zÀ-ÿ]{2,}", text), path


def test_parties_of_every_kind_have_pages(
    client_of: ClientOf, visitor: Any, open_period: ReportingPeriod
) -> None:
    client = client_of(visitor)
    for party in Party.objects.order_by("kind", "code")[::6]:
        where = reverse("state" if party.is_state else "body", args=[party.code])
        assert client.get(where).status_code == 200, party.code
