"""What a party says is read by the same people at every door: pages, API, feed, search, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from tests.access.scene import PDF
from tests.tracker.conftest import Seek
from tests.tracker.doors import UPDATES, at
from tests.tracker.journeys import drafted
from tracker.evidence.commands import attachments as evidence
from tracker.models import Evidence, ProgressUpdate
from tracker.updates import commands as workflow

pytestmark = [pytest.mark.django_db, pytest.mark.long]
UpdateOf = Callable[[str, str], ProgressUpdate]

ROLES = ("visitor", "nobody", "authority_hnd", "contributor_slv", "authority_slv", "officer")
PARTY = {"contributor_slv", "authority_slv"}
INSIDE = PARTY | {"officer"}
HOUR = timedelta(hours=1)
WORD, PIECE = "quimera", "El grifo"


def _bring(
    update: ProgressUpdate, to: str, party: Any, officer: Any, content: dict[str, Any]
) -> Evidence:
    """Bring an update with a file to a state of the workflow; return the piece."""
    drafted(update, party, summary=f"Una {WORD}.", **content)
    piece = evidence.attach(
        update=ProgressUpdate.objects.get(pk=update.pk),
        title=PIECE,
        file=ContentFile(PDF, name="grifo.pdf"),
        by=party,
        at=timezone.now(),
    )
    if to != "draft":
        workflow.submit(update=update, by=party, at=timezone.now())
    if to == "accepted":
        workflow.accept(update=update, by=officer, at=timezone.now())
    return piece


def _of_the_text(
    update: ProgressUpdate, piece: Evidence, api: Any, page: Any
) -> Iterator[tuple[str, bool]]:
    """Yield whether each door shows the words or the piece to the reader, in the text they get."""

    def holds(answer: Any, words: str) -> bool:
        assert answer.status_code in (200, 404)
        return answer.status_code == 200 and words in answer.content.decode()

    one = api.get(at(update))
    yield "one", holds(one, WORD)
    yield "one's evidence", holds(one, PIECE)
    listed = api.get(UPDATES, {"party": "SLV", "page_size": 500})
    yield "list", holds(listed, WORD)
    yield "list's evidence", holds(listed, PIECE)
    yield "evidence", holds(api.get(at(update, "evidence/")), PIECE)
    file = api.get(at(update, f"evidence/{piece.pk}/file/"))
    yield "file", file.status_code == 200
    list(file)
    shown = page.get(f"/en/updates/{update.pk}/")
    yield "page", holds(shown, f"Una {WORD}")
    yield "page's evidence", holds(shown, PIECE)


def _of_what_is_published(page: Any, api: Any) -> Iterator[tuple[str, bool]]:
    """Yield the same of the doors that show published words alone, whoever asks."""
    for address in ("/en/states/SLV/?period=2026-2", "/en/commitments/7.1/?period=2026-2"):
        content = page.get(address).content.decode()
        yield address, f"Una {WORD}" in content
        yield f"{address}, evidence", PIECE in content
    cells = api.get("/api/v1/matrix/?period=2026-2&by=commitment").json()["cells"]
    (cell,) = (one for one in cells if (one["row"], one["party"]) == ("7.1", "SLV"))
    yield "matrix", cell["level"] == 2


@pytest.mark.parametrize(
    ("to", "content", "later", "readers", "published_to"),
    [
        ("draft", {}, timedelta(), PARTY, set()),
        ("submitted", {}, timedelta(), INSIDE, set()),
        ("accepted", {}, timedelta(), set(ROLES), set(ROLES)),
        (
            "accepted",
            {"visibility": "member_states"},
            timedelta(),
            INSIDE | {"authority_hnd"},
            INSIDE | {"authority_hnd"},
        ),
        ("accepted", {"embargo_until": HOUR}, timedelta(), INSIDE, INSIDE),
        ("accepted", {"embargo_until": HOUR}, 2 * HOUR, set(ROLES), set(ROLES)),
        (
            "accepted",
            {"embargo_until": HOUR, "visibility": "member_states"},
            2 * HOUR,
            INSIDE | {"authority_hnd"},
            INSIDE | {"authority_hnd"},
        ),
    ],
    ids=[
        "draft",
        "submitted",
        "public",
        "for member states",
        "under embargo",
        "embargo over",
        "embargo over, for member states",
    ],
)
def test_every_door_shows_it_to_the_same_people(
    request: pytest.FixtureRequest,
    api: Any,
    client_of: Any,
    seek: Seek,
    update_of: UpdateOf,
    authority_slv: Any,
    officer: Any,
    to: str,
    content: dict[str, Any],
    later: timedelta,
    readers: set[str],
    published_to: set[str],
) -> None:
    update, now = update_of("SLV", "7.1"), timezone.now()
    if "embargo_until" in content:
        content = content | {"embargo_until": now + content["embargo_until"]}
    piece = _bring(update, to, authority_slv, officer, content)
    found: dict[str, set[str]] = {}
    with time_machine.travel(now + later, tick=False) if later else nullcontext():
        for role in ROLES:
            person = request.getfixturevalue(role)
            client, page = api(person), client_of(person)
            shown = [
                *_of_the_text(update, piece, client, page),
                *(
                    (f"published: {door}", seen)
                    for door, seen in _of_what_is_published(page, client)
                ),
                ("search", bool(seek(WORD, kind="update", by=person))),
                ("search for evidence", bool(seek("grifo", kind="evidence", by=person))),
            ]
            for door, seen in shown:
                found.setdefault(door, set()).update({role} if seen else ())
        # A feed tells whoever asks what a visitor may read.
        feed = client_of(officer).get("/en/updates/feed/").content.decode()
    assert (WORD in feed) is ("visitor" in published_to)
    wrong = {
        door: sorted(seen)
        for door, seen in found.items()
        if seen != (published_to if door.startswith("published: ") else readers)
    }
    assert wrong == {}
