"""The overview: what a reader sees of where it stands, whoever they are and whatever there is."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.models import Participation, Party, User
from tests.access import scene
from tests.tracker.journeys import accepted
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.public.view_models.overview import drawn

pytestmark = pytest.mark.django_db
UpdateOf = Callable[..., ProgressUpdate]
OVERVIEW = "/en/"
MOST_QUERIES = 16
MATRIX_JS = Path(__file__).parents[2] / "tracker/static/tracker/matrix.js"


def page(client: Client, query: str = "") -> str:
    answer = client.get(OVERVIEW + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def columns(content: str) -> list[str]:
    """The codes that head the matrix, in their order."""
    return re.findall(r'<th scope="col"[^>]*><a href="[^"]*" aria-label="(\S+) ', content)


def label_of(content: str, place: str) -> str:
    """What the cell of "<paragraph> · <party>" tells."""
    found = re.search(rf'aria-label="{place} · ([^"]*)"', content)
    return found[1] if found else ""


def test_a_cell_tells_where_it_is_what_is_seen_and_of_how_many(
    client: Client, update_of: UpdateOf, authority_slv: User, officer: User
) -> None:
    scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    told = label_of(page(client), "3 · El Salvador")
    assert re.match(r"[0-4] [A-Z][a-z ]+ · 1 of 1 reported\.$", told), told


def test_a_cell_leads_to_its_partys_updates_of_that_paragraph_and_period(
    client: Client, update_of: UpdateOf
) -> None:
    update = update_of("SLV", "7.1")
    address = f"/en/states/SLV/?period={update.period.key}#paragraph-7"
    assert f'href="{address}"' in page(client)
    assert 'id="paragraph-7"' in client.get(address).content.decode()


def test_asked_and_silent_differ_from_not_asked(client: Client, update_of: UpdateOf) -> None:
    update_of("SLV", "7.1")
    content = page(client)
    assert label_of(content, "7 · El Salvador").startswith("Awaited · 0 of ")
    assert label_of(content, "17 · El Salvador") == ""


def test_what_is_for_member_states_shows_to_others_that_it_was_reported_and_no_more(
    client: Client, update_of: UpdateOf, authority_slv: User, authority_hnd: User, officer: User
) -> None:
    accepted(update_of("SLV", "3.1"), authority_slv, officer, visibility="member_states")
    assert label_of(page(client), "3 · El Salvador") == "Reported, not public · 1 of 1 reported."
    client.force_login(authority_hnd)
    assert re.match(r"[0-4] ", label_of(page(client), "3 · El Salvador"))


def test_states_stand_by_name_then_bodies(client: Client, update_of: UpdateOf) -> None:
    update_of("SLV", "7.1")
    codes = columns(page(client))
    names = {party.code: party for party in Party.objects.all()}
    states = [code for code in codes if names[code].is_state]
    assert states == codes[: len(states)]
    assert states.index("BHS") > states.index("SUR")  # "The Bahamas"
    assert columns(client.get("/es/").content.decode()) != codes


def test_by_subregion_keeps_the_same_columns_and_says_so(
    client: Client, update_of: UpdateOf
) -> None:
    update_of("SLV", "7.1")
    content = page(client, "?by=subregion")
    codes = columns(content)
    assert sorted(codes) == sorted(columns(page(client)))
    regions = dict(Party.objects.states().values_list("code", "subregion"))
    met = [regions[code] for code in codes if code in regions]
    assert met == sorted(met, key=met.index)
    assert 'scope="colgroup"' in content


def test_what_is_chosen_stays_in_every_link_that_chooses(
    client: Client, update_of: UpdateOf
) -> None:
    update_of("SLV", "7.1")
    content = page(client, "?by=subregion&paragraph=7")
    assert "?by=name&amp;paragraph=7#matrix" in content
    assert '<option value="7" selected>' in content
    assert '<input type="hidden" name="by" value="subregion">' in content


@pytest.mark.parametrize(
    "query",
    ["?by=level", "?paragraph=99", "?period=1900-1", "?state=XXX", "?state=PC", "?state=%00"],
)
def test_what_there_is_not_is_not_found(client: Client, update_of: UpdateOf, query: str) -> None:
    update_of("SLV", "7.1")
    assert client.get(OVERVIEW + query).status_code == 404


def test_a_state_is_found_without_a_script(client: Client) -> None:
    assert '<option value="SLV">El Salvador</option>' in page(client)
    answer = client.get(OVERVIEW, {"state": "SLV"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/states/SLV/")


def test_every_state_is_on_the_map_once_and_in_the_table_behind_it(
    client: Client, update_of: UpdateOf
) -> None:
    update_of("SLV", "7.1")
    content = page(client)
    figure = content[
        content.index('<figure class="map">') : content.index(
            "<figcaption>", content.index('<figure class="map">')
        )
    ]
    linked = re.findall(r'<a href="/en/states/([A-Z]{3})/', figure)
    states = set(Party.objects.states().values_list("code", flat=True))
    assert len(linked) == len(states)
    assert set(linked) == states == drawn()["m"]
    behind = content[content.index('<details class="behind">') :]
    assert set(re.findall(r'<a href="/en/states/([A-Z]{3})/', behind)) == states


def test_the_map_tells_shares_with_their_denominators_and_who_was_not_asked(
    client: Client, update_of: UpdateOf, authority_slv: User, officer: User
) -> None:
    scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    content = page(client)
    assert re.search(r'aria-label="El Salvador · 1 of \d+ reported"', content)
    asked = set(columns(content))
    for state in Party.objects.states():
        if state.code not in asked:
            assert re.search(rf'aria-label="{state.name} · (?:[^"]* · )?Not requested"', content)


def test_the_map_shows_a_paragraphs_levels_when_asked_to(
    client: Client, update_of: UpdateOf, authority_slv: User, officer: User
) -> None:
    scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    content = page(client, "?paragraph=3")
    assert re.search(r'aria-label="El Salvador · [A-Z][a-z ]+ · 1 of 1 reported"', content)


def test_a_state_whose_standing_is_disputed_is_shown_with_that_word_alone(
    client: Client, update_of: UpdateOf
) -> None:
    update_of("SLV", "7.1")
    state = Party.objects.get(code="VEN")
    assert Participation.objects.filter(state=state, standing="disputed", valid_to=None).exists()
    assert f'aria-label="{state.name} · Disputed · ' in page(client)


def test_where_nothing_was_asked_nobody_is_silent(
    client: Client, open_period: ReportingPeriod
) -> None:
    open_period.instruments.clear()
    content = page(client)
    assert "No party has been invited to report yet" in content
    assert 'class="matrix"' not in content
    assert "/en/paragraphs/7/" in content


def test_what_was_volunteered_shows_where_nothing_was_asked(
    client: Client,
    open_period: ReportingPeriod,
    update_of: UpdateOf,
    authority_slv: User,
    officer: User,
) -> None:
    accepted(update_of("SLV", "3.1"), authority_slv, officer)
    ProgressUpdate.objects.exclude(party__code="SLV", commitment__code="3.1").delete()
    ProgressUpdate.objects.update(solicited=False)
    content = page(client)
    assert re.search(r'<a href="/en/states/SLV/\?period=2026-2">El Salvador</a> \(1\)', content)
    assert "No party has been invited to report yet" in content
    assert "of 0 updates" not in content


def test_the_page_is_light(client: Client, update_of: UpdateOf) -> None:
    update_of("SLV", "7.1")
    assert len(gzip.compress(client.get(OVERVIEW).content)) < 20_000
    assert len(gzip.compress(MATRIX_JS.read_bytes())) < 3_000


def test_queries_do_not_grow_with_what_is_shown(
    client: Client, update_of: UpdateOf, authority_slv: User, officer: User
) -> None:
    scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    page(client)  # fills what is read once for all
    with CaptureQueriesContext(connection) as few:
        page(client, "?by=name")
    scene.published_update(update_of("SLV", "7.1"), authority_slv, officer)
    page(client)  # a request's end looks after the files that were written in it
    with CaptureQueriesContext(connection) as more:
        page(client, "?by=subregion&paragraph=7")
    assert len(few) == len(more) <= MOST_QUERIES
