"""The worlds, each in a transaction of its own while the clock stands still, and their readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests.conftest import designate, person
from tests.worlds import worlds
from tests.worlds.entering import put_down
from tests.worlds.oracle import MEMBER_STATES, PUBLIC, Audience, Oracle
from tracker.updates.queries import natural_keys

# Speaks for a state that has no part in any world: reads what is for member states, and no more.
ELSEWHERE = "CRI"
OWN = "SLV"
READERS = {
    "visitor": PUBLIC,
    "member state": MEMBER_STATES,
    "party itself": Audience("party itself", member_states=True, own=frozenset({OWN})),
    "officer": Audience("officer", member_states=True, officer=True),
}


@dataclass
class Here:
    """A world that stands in the database, and those who look at it."""

    world: worlds.World
    people: dict[str, Any]
    _clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Signed in here, not in a test: what a test writes is undone after it.
        for reader, who in self.people.items():
            client = self._clients[reader] = Client()
            if who.is_authenticated:
                client.force_login(who)

    def oracle(self, reader: str) -> Oracle:
        """Return what this reader has to find now."""
        return Oracle(self.world, READERS[reader], worlds.NOW)

    def page(self, reader: str, address: str, **query: str) -> str:
        """Return a page as this reader gets it."""
        answer = self._clients[reader].get(address, query)
        assert answer.status_code == 200, (address, query, answer.status_code)
        return answer.content.decode()

    def api(self, reader: str, address: str, **query: str) -> Any:
        """Return what the API answers this reader."""
        answer = self._clients[reader].get(f"/api/v1/{address}", query)
        assert answer.status_code == 200, (address, query, answer.content)
        return answer.json()


@pytest.fixture(scope="module", params=worlds.NAMES)
def here(request: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Here]:
    """A world in the database, at its moment; all of it is undone after the file's tests."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(worlds.NOW, tick=False),
        transaction.atomic(),
    ):
        yield stand(worlds.world(request.param))
        transaction.set_rollback(True)
    forget()


def stand(world: worlds.World) -> Here:
    """Put the world into the database, and the people who read it."""
    forget()
    put_down(world)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tracker_progressupdate, tracker_revision, tracker_decision")
    return Here(world, _people())


def forget() -> None:
    """Let the process forget what it keeps of the database: ids by key, and pages."""
    natural_keys._kept = None
    cache.clear()


def _people() -> dict[str, Any]:
    elsewhere, own = person("focal.elsewhere@tests.example"), person("focal.own@tests.example")
    designate(elsewhere, ELSEWHERE, "authority")
    designate(own, OWN, "authority")
    return {
        "visitor": AnonymousUser(),
        "member state": elsewhere,
        "party itself": own,
        "officer": person("world.officer@tests.example", secretariat_role="officer"),
    }
