"""The feed of published updates: what a visitor may read, newest first, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from tests.access import scene
from tests.tracker.journeys import accepted, submitted
from tracker.models import ProgressUpdate
from tracker.public.pages.feeds import NEWEST

ClientOf = Callable[[Any], Client]
UpdateOf = Callable[..., ProgressUpdate]
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/en/updates/feed/"


@pytest.fixture
def accept(update_of: UpdateOf, authority_slv: Any, officer: Any) -> Callable[..., ProgressUpdate]:
    """`accept("7.1", level=2)`: El Salvador reports it, and it is accepted."""

    def one(code: str, **content: Any) -> ProgressUpdate:
        return accepted(update_of("SLV", code), authority_slv, officer, **content)

    return one


def feed(client: Client, address: str = FEED) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def titles(root: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in root.iter(f"{ATOM}entry")]


def test_an_accepted_update_comes_with_its_words_and_its_address(
    client_of: ClientOf, visitor: Any, accept: Any, settings: Any
) -> None:
    settings.SITE_URL = "https://tracker.example"
    update = accept("7.1", level=2, summary="We began.")
    root = feed(client_of(visitor))
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title", "").startswith("El Salvador: 7.1 ")
    assert "Partial" in entry.findtext(f"{ATOM}title", "")
    assert entry.findtext(f"{ATOM}summary") == "We began."
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"https://tracker.example/en/updates/{update.pk}/"
    assert (
        entry.findtext(f"{ATOM}id") == f"tag:tracker.example,2011:updates/{update.pk}/revisions/1"
    )
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "El Salvador"


def test_the_identity_is_the_same_in_every_language(
    client_of: ClientOf, visitor: Any, accept: Any
) -> None:
    accept("7.1", level=2)
    client = client_of(visitor)
    ids = {
        feed(client, f"/{language}/updates/feed/").findtext(f"{ATOM}entry/{ATOM}id")
        for language in ("en", "es", "fr", "pt")
    }
    assert len(ids) == 1


def test_nobody_gets_in_a_feed_what_the_public_may_not_read(
    client_of: ClientOf,
    visitor: Any,
    officer: Any,
    authority_slv: Any,
    accept: Any,
    update_of: UpdateOf,
) -> None:
    submitted(update_of("SLV", "7.2"), authority_slv, summary="Waiting.")
    scene.private_update(update_of("SLV", "1.1"), authority_slv)
    accept("7.3", level=1, visibility="member_states")
    accept("7.4", level=1, embargo_until=timezone.now() + timedelta(days=1))
    for person in (visitor, authority_slv, officer):
        assert titles(feed(client_of(person))) == []


def test_the_newest_come_first_and_an_embargo_counts_from_its_end(
    client_of: ClientOf, visitor: Any, accept: Any, time_machine: Any
) -> None:
    now = timezone.now()
    accept("7.1", level=1, embargo_until=now + timedelta(days=2))
    time_machine.move_to(now + timedelta(days=1))
    accept("7.2", level=1)
    client = client_of(visitor)
    assert [title.split()[2] for title in titles(feed(client))] == ["7.2"]
    time_machine.move_to(now + timedelta(days=3))
    assert [title.split()[2] for title in titles(feed(client))] == ["7.1", "7.2"]


def test_a_party_or_a_paragraph_narrows_it(
    client_of: ClientOf,
    visitor: Any,
    accept: Any,
    update_of: UpdateOf,
    authority_hnd: Any,
    officer: Any,
) -> None:
    accept("7.1", level=1)
    accept("3.1", level=1)
    accepted(update_of("HND", "7.1"), authority_hnd, officer)
    client = client_of(visitor)
    assert len(titles(feed(client))) == 3
    assert len(titles(feed(client, FEED + "?party=SLV"))) == 2
    assert len(titles(feed(client, FEED + "?paragraph=7"))) == 2
    both = titles(feed(client, FEED + "?paragraph=7&party=HND"))
    assert [title.split(":")[0] for title in both] == ["Honduras"]


@pytest.mark.parametrize(
    "wrong", ["?party=XXX", "?party=%00", "?paragraph=99", "?paragraph=x", "?instrument=none"]
)
def test_what_there_is_not_is_not_an_empty_feed(
    client_of: ClientOf, visitor: Any, open_period: Any, wrong: str
) -> None:
    assert client_of(visitor).get(FEED + wrong).status_code == 404


def test_sample_data_say_so_in_their_title(client_of: ClientOf, visitor: Any, accept: Any) -> None:
    update = accept("7.1", level=1)
    ProgressUpdate.objects.filter(pk=update.pk).update(sample=True)
    assert titles(feed(client_of(visitor)))[0].startswith("[Sample data] ")


def test_what_xml_cannot_hold_does_not_break_it(
    client_of: ClientOf, visitor: Any, accept: Any
) -> None:
    accept("7.1", level=1, summary="A\x08 & <b>\ufffe")
    entry = feed(client_of(visitor)).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}summary") == "A & <b>"


def test_it_is_short_and_its_queries_do_not_grow(
    client_of: ClientOf, visitor: Any, accept: Any, django_assert_max_num_queries: Any
) -> None:
    for code in ("7.1", "7.2", "7.3", "7.4", "7.5"):
        accept(code, level=1)
    with django_assert_max_num_queries(4):
        assert len(titles(feed(client_of(visitor)))) == 5
    assert NEWEST == 50


def test_every_page_names_it(client_of: ClientOf, visitor: Any, open_period: Any) -> None:
    client = client_of(visitor)
    assert 'type="application/atom+xml"' in client.get("/fr/method/").content.decode()
    page = client.get("/fr/states/SLV/").content.decode()
    assert 'href="/fr/updates/feed/?party=SLV"' in page
