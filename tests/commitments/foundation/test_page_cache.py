"""Public pages are kept while nothing changes, and never a moment longer; nobody's own ever are."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.models import Party

ClientOf = Callable[[Any], Client]

# A snapshot tells nothing inside a transaction that writes: these need real commits.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def state() -> Party:
    return Party.objects.create(code="XAA", kind=Party.Kind.STATE, names={"en": "Atlantis"})


def queries_of(client: Client, path: str, **headers: str) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as captured:
        response: Any = client.get(path, headers=headers)
    return response, len(captured)


def asked_twice(client: Client, path: str, **headers: str) -> tuple[Any, int, Any, int]:
    """Return both answers and their queries, of a moment in which nothing changed between them.

    A snapshot is of the whole server, to whose other databases the rest of the suite writes; and a
    page is kept for the minute on the clock. So a pair that was disturbed is asked for again.
    """
    for _time in range(20):
        cache.clear()
        pair = (*queries_of(client, path, **headers), *queries_of(client, path, **headers))
        if pair[3] == 1:
            break
    return pair


def test_a_page_is_made_once_while_nothing_changes(client: Client, state: Party) -> None:
    first, many, again, one = asked_twice(client, reverse("states"))
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert "Atlantis" in first.text
    assert many > 1
    assert one == 1


def test_a_change_shows_at_once(client: Client, state: Party) -> None:
    assert "Atlantis" in client.get(reverse("states")).text
    Party.objects.filter(pk=state.pk).update(names={"en": "Lemuria"})
    shown = client.get(reverse("states")).text
    assert "Lemuria" in shown
    assert "Atlantis" not in shown


def test_each_address_and_language_is_kept_for_itself(client: Client) -> None:
    english = client.get("/en/states/").text
    spanish = client.get("/es/states/").text
    assert 'lang="en"' in english
    assert 'lang="es"' in spanish
    assert client.get("/en/states/").text == english
    assert client.get("/en/states/?order=subregion").status_code == 200


def test_nobodys_own_page_is_kept(client: Client, client_of: ClientOf, officer: Any) -> None:
    theirs = client_of(officer).get(reverse("states"))
    ours = client.get(reverse("states"))
    assert theirs.headers["Cache-Control"] == "no-cache, private"
    assert ours.headers["Cache-Control"] == "no-cache"
    out = 'action="/en/sign-out/"'
    assert out in theirs.text
    assert out not in ours.text
    assert out in client_of(officer).get(reverse("states")).text


def test_a_form_with_a_token_is_never_kept() -> None:
    one, two = Client().get(reverse("sign-in")), Client().get(reverse("sign-in"))
    assert one.cookies["csrftoken"].value != two.cookies["csrftoken"].value


def test_who_has_it_already_is_told_so(client: Client, state: Party) -> None:
    first = client.get(reverse("states"))
    tag = first.headers["ETag"]
    same = client.get(reverse("states"), headers={"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    cache.clear()
    assert client.get(reverse("states"), headers={"If-None-Match": tag}).status_code == 304
    Party.objects.filter(pk=state.pk).update(names={"en": "Lemuria"})
    assert client.get(reverse("states"), headers={"If-None-Match": tag}).status_code == 200


def test_it_is_sent_compressed_to_whom_can_read_that(client: Client, state: Party) -> None:
    plain = client.get(reverse("states"))
    small, _many, again, queries = asked_twice(
        client, reverse("states"), **{"Accept-Encoding": "gzip"}
    )
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert (again.content, queries) == (small.content, 1)
    smaller = client.get(reverse("states"), headers={"Accept-Encoding": "gzip, br"})
    assert smaller.headers["Content-Encoding"] == "br"
    assert brotli.decompress(smaller.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in small.headers["Vary"]


def test_what_a_person_sees_is_sent_compressed_too(client_of: ClientOf, officer: Any) -> None:
    client = client_of(officer)
    for coding, undo in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        small = client.get(reverse("states"), headers={"Accept-Encoding": coding})
        assert small.headers["Content-Encoding"] == coding
        assert "sign-out" in undo(small.content).decode()


def test_the_length_of_a_persons_page_tells_nothing(client_of: ClientOf, officer: Any) -> None:
    client = client_of(officer)
    pages = [client.get(reverse("states"), headers={"Accept-Encoding": "br"}) for _time in range(9)]
    assert len({len(brotli.decompress(page.content)) for page in pages}) > 1


def test_a_missing_page_is_not_kept(client: Client) -> None:
    for _time in range(2):
        answer, queries = queries_of(client, "/en/states/XAA/")
        assert answer.status_code == 404
        assert queries > 1
