"""E-mail has a queue of its own, and a worker of its own wherever the product runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from celery import current_app
from django.conf import settings

from commitments import tasks
from commitments.notifications.commands import outbox
from commitments.people.commands.letters import SEND_PASSWORD_LINK
from config.celery import app
from config.local.supervisor import Supervisor

BASE_DIR = Path(__file__).resolve().parents[2]


def queue_of(task: str) -> Any:
    return app.amqp.router.route({}, task)["queue"]


def served_by(command: list[str]) -> set[str]:
    """Return the queues a worker of this command takes from."""
    options = iter(command)
    for option in options:
        if option in ("-Q", "--queues"):
            return set(next(options).split(","))
    return {"celery", "letters"}


def test_every_task_that_sends_e_mail_goes_to_the_letters() -> None:
    assert {tasks.send_letter.name, tasks.send_password_link.name} == {
        outbox.SEND,
        SEND_PASSWORD_LINK,
    }
    for name in (outbox.SEND, SEND_PASSWORD_LINK):
        assert queue_of(name).name == "letters"
    scheduled = settings.CELERY_BEAT_SCHEDULE
    assert {name: job["options"]["queue"] for name, job in scheduled.items()} == {
        name: "letters" if name == "send_letters" else "celery" for name in scheduled
    }


def test_all_other_tasks_stay_where_they_were() -> None:
    app.loader.import_default_modules()
    ours = [name for name in app.tasks if name.startswith(("tracker.", "reporting."))]
    assert ours
    for name in ours:
        assert queue_of(name).name == "celery"


def test_what_is_sent_to_one_queue_reaches_no_other() -> None:
    bindings = {(queue.exchange.name, queue.routing_key) for queue in app.amqp.queues.values()}
    assert len(bindings) == len(app.amqp.queues) == 2
    assert set(current_app.amqp.queues) == {"celery", "letters"}


def test_make_run_starts_a_worker_for_each_queue(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, 8000)
    served = {
        child.name: served_by(list(child.command))
        for child in supervisor.jobs
        if "worker" in child.command
    }
    assert served == {"worker": {"celery"}, "letters": {"letters"}}


def test_compose_runs_a_worker_for_each_queue() -> None:
    services = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())["services"]
    served = {
        name: served_by(service["command"])
        for name, service in services.items()
        if "worker" in service.get("command", ())
    }
    assert served == {"worker": {"celery"}, "letters": {"letters"}}
