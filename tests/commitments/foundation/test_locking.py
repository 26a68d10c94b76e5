"""Every change of a row goes one way: lock, who, which version, which state, write, log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from commitments.models import AuditEntry, User
from reporting.reports.commands import lifecycle
from tests.tracker.journeys import drafted
from tracker.models import ProgressUpdate, ReportingPeriod

PROJECT = Path(__file__).parents[3]
HELPER = "commitments/foundation/locking.py"
# What only the helper does, and where else it is done, with the reason.
ONLY_THERE = {
    r"select_for_update": {
        "commitments/notifications/commands/delivery.py": "claims an e-mail, or passes over one "
        "that another process has claimed: it does not wait for it",
    },
    r"FOR (SHARE|UPDATE)": {},
    r"Stale\(": {"commitments/foundation/errors.py": "it is declared there"},
    r"\.version \+= 1": {},
    r'F\("version"\)': {
        "tracker/periods/commands/opening_and_closing.py": "closing a period moves thousands of "
        "updates in one statement"
    },
}
Api = Callable[[Any], APIClient]
UpdateOf = Callable[[str, str], ProgressUpdate]


def sources() -> Iterator[tuple[str, str]]:
    for app in ("commitments", "tracker", "reporting", "config"):
        for path in sorted((PROJECT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(PROJECT)), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("sign", ONLY_THERE)
def test_what_the_helper_does_is_done_nowhere_else(sign: str) -> None:
    found = {name for name, text in sources() if re.search(sign, text)}
    assert found - {HELPER} == set(ONLY_THERE[sign])


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reporting.reports.commands.report_state.current_app.send_task",
        lambda *_args, **_options: None,
    )


def _update(update_of: UpdateOf, authority: User, officer: User) -> tuple[str, int]:
    update = drafted(update_of("SLV", "7.1"), authority)
    return f"updates/{update.pk}/withdraw/", update.version


def _period(update_of: UpdateOf, authority: User, officer: User) -> tuple[str, int]:
    period = ReportingPeriod.objects.get(key="2026-2")
    return f"periods/{period.key}/open/", period.version


def _report(update_of: UpdateOf, authority: User, officer: User) -> tuple[str, int]:
    report = lifecycle.request(
        by=officer, at=timezone.now(), kind="council", period="2026-2", formats=["json"]
    )
    return f"reports/{report.pk}/issue/", report.version


# By kind: an address whose verb the state does not allow; who may use it, and who may not.
KINDS = {
    "update": (_update, "authority_slv", "contributor_slv"),
    "period": (_period, "officer", "authority_slv"),
    # Nobody but officers sees a report that is still asked for.
    "report": (_report, "officer", None),
}


@pytest.mark.django_db
@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize("kind", KINDS)
def test_the_refusals_come_in_one_order_with_one_sentence(
    request: pytest.FixtureRequest,
    api: Api,
    update_of: UpdateOf,
    authority_slv: User,
    officer: User,
    kind: str,
) -> None:
    prepare, allowed, refused = KINDS[kind]
    address, version = prepare(update_of, authority_slv, officer)
    entries = AuditEntry.objects.count()

    def ask(who: str, version: int) -> Any:
        client = api(request.getfixturevalue(who))
        headers = {"If-Match": f'"{version}"'}
        return client.post(f"/api/v1/{address}", {}, format="json", headers=headers)

    if refused is not None:
        assert ask(refused, version + 1).status_code == 403
    stale = ask(allowed, version + 1)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert stale.json()["detail"] == (
        "This has changed since you read it. Read it again, then try again."
    )
    assert ask(allowed, version).status_code == 409
    assert AuditEntry.objects.count() == entries
