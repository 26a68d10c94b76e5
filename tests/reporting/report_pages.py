"""A report on its way, and its pages as text: what the tests of its pages share."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments.models import User
from reporting.models import StatusReport
from reporting.reports.commands import corrections, lifecycle
from tests.reporting.fakes import Queue
from tests.reporting.world import say
from tracker.models import ReportingPeriod

ASKED = {
    "kind": "council",
    "instrument": "ag-dec-66",
    "period": "2012-1",
    "audience": "public",
    "languages": ["en", "es"],
    "formats": ["json", "pdf"],
}


@pytest.fixture
def draft(officer: User, queue: Queue) -> StatusReport:
    report = lifecycle.request(by=officer, at=timezone.now(), **(ASKED | {"languages": ["en"]}))
    queue.run()
    return StatusReport.objects.get(pk=report.pk)


@pytest.fixture
def issued(draft: StatusReport, officer: User) -> StatusReport:
    return lifecycle.issue(report=draft, by=officer, at=timezone.now())


@pytest.fixture
def corrected(issued: StatusReport, officer: User, queue: Queue) -> StatusReport:
    """The issued report, from which Mexico was missing; its correction is issued."""
    say(ReportingPeriod.objects.get(key="2012-1"), "MEX", "7.1", 1)
    made = corrections.correct(
        report=issued, by=officer, at=timezone.now(), reason={"en": "Mexico was left out."}
    )
    queue.run()
    made.refresh_from_db()
    return lifecycle.issue(report=made, by=officer, at=timezone.now())


def text(response: Any) -> str:
    return str(response.content.decode())


def page(report: StatusReport, name: str = "report") -> str:
    return reverse(name, args=[report.pk])
