"""Every address × every role, against the tables beside this file.

A new endpoint without a row fails, and so does a row without an endpoint. Requests carry an empty
body and no If-Match: 428 and 400 say that the role would have been let through, 403 and 404 that it
would not. `private` and `published` are the same routes to something of El Salvador's that is not,
or is, for the public; the stranger is Honduras's authority.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tracker.models import ProgressUpdate, ReportingPeriod

from . import scene
from .routes import API, METHODS, api_routes, page_routes

ROLES = (
    "visitor",
    "nobody",
    "authority_hnd",
    "contributor_slv",
    "authority_slv",
    "officer",
    "administrator",
)
HERE = Path(__file__).parent
# What the URL's other arguments are, whoever asks.
ARGUMENTS = {
    "alpha3": "SLV",
    "body": "PC",
    "code": "7.1",
    "format": "json",
    "id": 999_999,
    "indicator": "WB-GINI",
    "instrument": "ag-dec-66",
    "instrument_key": "ag-dec-66",
    "key": "2026-2",
    "kind": "council",
    "language": "en",
    "link": "spent",
    "number": "7",
    "party": "VEN",
    "session": "42",
    "step": "close",
    "theme": "gender",
    "year": "2026",
}
OWN_CODE = {
    "states/": "SLV",
    "desk/actions/new/": "SLV",
    "desk/hand-in/": "SLV",
    "desk/volunteer/": "SLV",
    "bodies/": "PC",
}
QUERY = {"matrix/": "?period=2026-2", "search/": "?q=prevention"}
Found = dict[tuple[str, str, str], list[str]]


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


@pytest.fixture
def things(
    open_period: ReportingPeriod,
    update_of: Callable[[str, str], ProgressUpdate],
    authority_slv: Any,
    officer: Any,
) -> dict[str, list[dict[str, Any]]]:
    """By the kind of thing: the arguments of the private one and of the published one."""
    updates = [
        scene.private_update(update_of("SLV", "1.1"), authority_slv),
        scene.published_update(update_of("SLV", "3.1"), authority_slv, officer),
    ]
    actions = [scene.action_of("SLV", authority_slv, shown) for shown in ("party", "public")]
    return {
        "updates": [
            {
                "pk": found.pk,
                "evidence_pk": found.evidence.get().pk,
                "number": 1,
                "translation_pk": scene.translation_of(found, authority_slv).pk,
            }
            for found in updates
        ],
        "actions": [{"pk": found.pk, "evidence_pk": found.evidence.get().pk} for found in actions],
        "milestones": [{"pk": found.milestones.get().pk} for found in actions],
        "reports": [{"pk": scene.report(state, officer).pk} for state in ("draft", "issued")],
        "review": [{"pk": found.pk} for found in updates],
    }


def _cases(
    template: str, things: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield how each row of a route is called, with its arguments."""
    if "<pk>" not in template:
        own = next((code for start, code in OWN_CODE.items() if template.startswith(start)), None)
        changed = {"code": own} if own else {}
        if template.startswith("cycles/"):
            changed = {"key": "57"}
        if template.startswith("audit/"):
            changed = {"kind": "period"}
        yield "-", ARGUMENTS | changed
        return
    kind = template.removeprefix("desk/").split("/")[0]
    for label, arguments in zip(("private", "published"), things[kind], strict=True):
        yield label, ARGUMENTS | arguments


def _address(template: str, arguments: dict[str, Any]) -> str:
    filled = re.sub(r"<(\w+)>", lambda found: str(arguments[found[1]]), template)
    return filled + QUERY.get(template, "")


def _table(name: str) -> Found:
    rows: Found = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, method, template, *statuses = line.split()
            rows[label, method, template.replace("(home)", "")] = statuses
    return rows


def _faults(found: Found, expected: Found) -> list[str]:
    return [
        f"{' '.join(key)}: {' '.join(found.get(key, ['no such route']))}, "
        f"the table says {' '.join(expected.get(key, ['nothing']))}"
        for key in sorted(found.keys() | expected.keys())
        if found.get(key) != expected.get(key)
    ]


def test_the_api_lets_each_role_do_what_the_table_says(
    ask: Callable[[str, str], list[str]], things: dict[str, list[dict[str, Any]]]
) -> None:
    found = {
        (label, method, template): ask(method, f"/{API}{_address(template, arguments)}")
        for method, template in api_routes()
        for label, arguments in _cases(template, things)
    }
    assert _faults(found, _table("api.txt")) == []


def test_the_pages_let_each_role_do_what_the_table_says(
    ask: Callable[[str, str], list[str]], things: dict[str, list[dict[str, Any]]]
) -> None:
    found = {
        (label, method, template): ask(method, f"/en/{_address(template, arguments)}")
        for template in page_routes()
        for method in METHODS[:2]
        for label, arguments in _cases(template, things)
    }
    assert _faults(found, _table("pages.txt")) == []
