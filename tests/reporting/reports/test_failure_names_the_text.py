"""Where a report fails over a text, the failure says whose it is and which; else it names none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from commitments.models import User
from reporting.documents.pdf import document as pdf
from reporting.documents.pdf.typesetting import TypesettingError
from reporting.models import StatusReport
from reporting.reports.commands import lifecycle
from tests.reporting.fakes import Queue
from tests.reporting.world import say
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

UNSETTABLE = "Nobody sets this."
Api = Callable[[Any], APIClient]


@pytest.fixture
def report(officer: User, period: ReportingPeriod, queue: Queue) -> StatusReport:
    """A report on 7 that SLV, HND and CRI have reported on, to be made as PDF."""
    say(period, "HND", "7.1", 2, summary="Courts were opened.")
    say(period, "SLV", "7.1", 3, summary="A law was passed.", next_steps=UNSETTABLE)
    say(period, "CRI", "7.2", 1, summary="A plan was drawn up.")
    return lifecycle.request(
        by=officer,
        at=timezone.now(),
        kind="paragraph",
        period="2012-1",
        paragraph="7",
        languages=["en"],
        formats=["pdf"],
    )


def refuse(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Let the typesetter fail over every document that has `words` in it, and set none."""

    def typeset(*, document: Any, **_rest: Any) -> list[bytes]:
        if words in msgspec.json.encode(document).decode():
            raise TypesettingError("cannot set this")
        return [b"%PDF"]

    monkeypatch.setattr(pdf, "typeset", typeset)


def test_the_failure_names_whose_text_it_was_and_which(
    api: Api,
    officer: User,
    report: StatusReport,
    queue: Queue,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse(monkeypatch, UNSETTABLE)
    queue.run()
    said = api(officer).get(f"/api/v1/reports/{report.pk}/").json()
    assert (said["state"], said["failure_code"], said["failure_step"]) == (
        "failed",
        "text",
        "en.pdf",
    )
    assert said["failure_place"] == {
        "party": "SLV",
        "commitment": "7.1",
        "period": "2012-1",
        "field": "updates.texts.next_steps",
    }
    client.force_login(officer)
    page = client.get(f"/es/reports/{report.pk}/").content.decode()
    assert "El Salvador · 7.1 · 2012-1 · Próximos pasos" in page
    assert UNSETTABLE not in page


def test_a_failure_over_no_text_names_none(
    api: Api,
    officer: User,
    report: StatusReport,
    queue: Queue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse(monkeypatch, "")
    queue.run()
    said = api(officer).get(f"/api/v1/reports/{report.pk}/").json()
    assert (said["failure_code"], said["failure_place"]) == ("not_typeset", None)


def test_what_is_tried_again_and_made_names_no_text_any_more(
    api: Api,
    officer: User,
    report: StatusReport,
    queue: Queue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        refuse(broken, UNSETTABLE)
        queue.run()
    client = api(officer)
    assert client.post(f"/api/v1/reports/{report.pk}/retry/", {}).status_code == 200
    queue.run()
    said = client.get(f"/api/v1/reports/{report.pk}/").json()
    assert (said["state"], said["failure_place"]) == ("draft", None)
