"""Every address × every role, against the tables beside this file.

A new endpoint without a row fails, and so does a row without an endpoint. Requests carry an empty
body and no If-Match: 428 and 400 say that the role would have been let through, 403 and 404 that it
would not. `private` and `published` are the same routes to something of El Salvador's that is not,
or is, for the public; the stranger is Honduras's authority.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.access.addresses import Things, address_of, cases, things
from tests.access.routes import API, METHODS, api_routes, page_routes
from tests.access.table import ROLES, Found, read_table

__all__ = ["things"]
pytestmark = pytest.mark.long


@pytest.fixture
def ask(
    request: pytest.FixtureRequest, client_of: Callable[[Any], Any]
) -> Callable[[str, str], list[str]]:
    """`ask(method, address)`: the statuses that the roles get, each undone again."""
    people = [client_of(request.getfixturevalue(role)) for role in ROLES]
    # Signed in once: what a request does to its session is undone with the rest.
    jars = [client.cookies for client in people]

    def statuses(method: str, address: str) -> list[str]:
        found = []
        for jar in jars:
            client = Client()
            client.cookies = copy.deepcopy(jar)
            body = {} if method == "get" else {"data": "{}", "content_type": "application/json"}
            if method == "post" and not address.startswith(f"/{API}"):
                body = {}
            with transaction.atomic():
                response = getattr(client, method)(address, **body)
                found.append(str(response.status_code))
                # Not response.close(): that ends the request again, and the connection with it.
                for close in response._resource_closers:
                    close()
                transaction.set_rollback(True)
        return found

    return statuses


def _faults(found: Found, expected: Found) -> list[str]:
    return [
        f"{' '.join(key)}: {' '.join(found.get(key, ['no such route']))}, "
        f"the table says {' '.join(expected.get(key, ['nothing']))}"
        for key in sorted(found.keys() | expected.keys())
        if found.get(key) != expected.get(key)
    ]


def test_the_api_lets_each_role_do_what_the_table_says(
    ask: Callable[[str, str], list[str]], things: Things
) -> None:
    found = {
        (label, method, template): ask(method, f"/{API}{address_of(template, arguments)}")
        for method, template in api_routes()
        for label, arguments in cases(template, things)
    }
    assert _faults(found, read_table("api.txt")) == []


def test_the_pages_let_each_role_do_what_the_table_says(
    ask: Callable[[str, str], list[str]], things: Things
) -> None:
    found = {
        (label, method, template): ask(method, f"/en/{address_of(template, arguments)}")
        for template in page_routes()
        for method in METHODS[:2]
        for label, arguments in cases(template, things)
    }
    assert _faults(found, read_table("pages.txt")) == []
