"""A renderer that is quick, and a queue that runs its tasks when told to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reporting.dataset.schema import Dataset, encode


def rendered(
    *,
    dataset: Dataset,
    language: str,
    format: str,
    draft: bool,
    **_rest: Any,
) -> bytes:
    """Return bytes that depend on what a real renderer's do."""
    stage = "draft" if draft else "final"
    return f"{stage} {format} in {language}\n".encode() + encode(dataset)


class Queue:
    """Stands in for the broker: keeps what was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def send_task(self, name: str, *, kwargs: dict[str, Any]) -> None:
        self.sent.append((name, kwargs))

    def run(self, *, most: int = 100) -> None:
        """Do what is queued, as a worker does, and what that queues."""
        from celery import current_app

        current_app.loader.import_default_modules()
        while self.sent and most:
            name, kwargs = self.sent.pop(0)
            # Eagerly: with retries and what follows a failure.
            current_app.tasks[name].apply(kwargs=kwargs)
            most -= 1


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Queue:
    """The queue of reports; commits let it have at once what verbs queue."""
    made = Queue()
    monkeypatch.setattr("reporting.reports.commands.report_state.current_app", made)

    def at_once(func: Callable[[], object], *args: Any, **kwargs: Any) -> None:
        func()

    monkeypatch.setattr("reporting.reports.commands.report_state.transaction.on_commit", at_once)
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that take no time."""
    monkeypatch.setattr("reporting.reports.commands.build.render", rendered)
