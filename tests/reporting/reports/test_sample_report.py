"""Who tries the product finds an issued report of sample data, which goes with the sample."""

from __future__ import annotations

from importlib import import_module
from io import StringIO
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from celery.signals import worker_ready
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from commitments.models import User
from config.celery import app as celery
from reporting import tasks
from reporting.models import ReportFile, StatusReport
from reporting.reports.commands import lifecycle, sample_data
from reporting.reports.commands.sample_data import purge_sample
from tests.reporting.fakes import Queue
from tests.reporting.world import say
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]


@pytest.fixture
def sample(closed_period: ReportingPeriod, officer: User) -> User:
    """Some sample data; return the sample's officer."""
    say(closed_period, "CRI", "7.1", 4, sample=True)
    officer.sample = True
    officer.save()
    return officer


def take_up() -> bool:
    return sample_data.take_up(at=timezone.now())


def test_it_is_asked_for_made_and_issued_step_by_step(sample: User, queue: Queue) -> None:
    assert take_up() is False
    assert take_up() is False
    queue.run()
    assert take_up() is True
    report = StatusReport.objects.get()
    assert (report.kind, report.session and report.session.key) == ("assembly", "42")
    assert (report.state, report.issued_by, report.sample) == ("issued", sample, True)
    assert (report.languages, len(report.formats)) == (["en", "es"], 5)
    assert take_up() is True
    assert StatusReport.objects.count() == 1


def test_what_the_samples_officer_has_made_stays_a_draft(sample: User, queue: Queue) -> None:
    own = lifecycle.request(
        by=sample, at=timezone.now(), kind="assembly", session="42", languages=["en", "es"]
    )
    queue.run()
    assert take_up() is False
    queue.run()
    assert take_up() is True
    own.refresh_from_db()
    assert own.state == "draft"
    assert StatusReport.objects.exclude(pk=own.pk).get().state == "issued"


def test_one_that_only_the_audit_log_tells_of_is_marked(sample: User, queue: Queue) -> None:
    """Earlier versions read there which report it is."""
    take_up()
    StatusReport.objects.update(showcase=False)
    lifecycle.request(by=sample, at=timezone.now(), kind="assembly", session="42", languages=["en"])
    migration = import_module("reporting.migrations.0006_the_samples_own_report_is_marked")

    migration.carry_over(apps, None)

    assert [report.languages for report in StatusReport.objects.filter(showcase=True)] == [
        ["en", "es"]
    ]
    assert take_up() is False
    assert StatusReport.objects.count() == 2


def test_it_goes_with_the_sample_and_does_not_come_back(sample: User, queue: Queue) -> None:
    take_up()
    queue.run()
    take_up()
    names = list(ReportFile.objects.values_list("file", flat=True))
    reports, _updates = purge_sample(by=None, at=timezone.now())
    assert (reports, len(names)) == (1, 20)
    assert take_up() is True
    assert not StatusReport.objects.exists()


def test_one_that_is_being_made_goes_with_the_sample_too(sample: User, queue: Queue) -> None:
    take_up()
    purge_sample(by=None, at=timezone.now())
    queue.run()
    assert not StatusReport.objects.exists()
    assert not default_storage.exists("reports")


def test_without_sample_data_there_is_none(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    assert take_up() is True
    officer.sample = True
    officer.save()
    assert take_up() is True
    assert not StatusReport.objects.exists()


def test_its_command_takes_a_step(sample: User, queue: Queue) -> None:
    said = []
    for _step in range(2):
        out = StringIO()
        call_command("make_sample_report", stdout=out)
        said.append(out.getvalue())
        queue.run()
    assert said == ["It is being prepared.\n", "Nothing is left to do.\n"]


@pytest.mark.parametrize(
    ("wanted", "served", "sent"),
    [
        (True, ["celery"], 1),
        (True, ["celery", "letters"], 1),
        (True, ["letters"], 0),
        (False, ["celery"], 0),
    ],
)
def test_a_worker_of_reports_that_starts_sees_to_it_where_there_is_to_be_a_sample(
    settings: Any, monkeypatch: pytest.MonkeyPatch, wanted: bool, served: list[str], sent: int
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks.make_sample_report, "delay", lambda: asked.append("now"))
    settings.SAMPLE = wanted
    queues = SimpleNamespace(consume_from=dict.fromkeys(served))
    app = SimpleNamespace(amqp=SimpleNamespace(queues=queues), conf=celery.conf)
    worker = Mock(app=app)
    worker_ready.send(sender=worker)
    assert len(asked) == sent


def test_the_worker_looks_again_until_it_is_issued(
    sample: User, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    def look(*, at: Any) -> bool:
        looks.append(at)
        queue.run()
        return take(at=at)

    take = sample_data.take_up
    monkeypatch.setattr(sample_data, "take_up", look)
    tasks.make_sample_report.apply()
    assert StatusReport.objects.get().state == "issued"
    assert len(looks) == 2
