"""How every route is called: with something of El Salvador's, private once and published once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.access import scene
from tracker.models import ProgressUpdate, ReportingPeriod

Things = dict[str, list[dict[str, Any]]]
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


@pytest.fixture
def things(
    open_period: ReportingPeriod,
    update_of: Callable[[str, str], ProgressUpdate],
    authority_slv: Any,
    officer: Any,
) -> Things:
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


def cases(template: str, things: Things) -> Iterator[tuple[str, dict[str, Any]]]:
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


def address_of(template: str, arguments: dict[str, Any]) -> str:
    filled = re.sub(r"<(\w+)>", lambda found: str(arguments[found[1]]), template)
    return filled + QUERY.get(template, "")
