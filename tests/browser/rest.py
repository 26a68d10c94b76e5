"""The end of a test: the browser has gone, and the server has answered all that it sent."""

from __future__ import annotations

import threading
from typing import Any
from urllib.request import urlopen

from django.core.signals import request_finished, request_started
from playwright.sync_api import BrowserContext

MOST_SECONDS = 3


class Requests:
    """Counts the requests of this process that are not answered yet."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._open = 0
        request_started.connect(self._started)
        request_finished.connect(self._finished)

    def _started(self, **_signal: Any) -> None:
        with self._changed:
            self._open += 1

    def _finished(self, **_signal: Any) -> None:
        with self._changed:
            self._open -= 1
            self._changed.notify_all()

    def wait(self) -> None:
        """Return when all are answered; after a few seconds in any case."""
        with self._changed:
            self._changed.wait_for(lambda: self._open <= 0, MOST_SECONDS)


def leave(context: BrowserContext, site: str, requests: Requests) -> None:
    """Close the context, and wait until the server of the test has no request of it left."""
    for page in context.pages:
        page.close(run_before_unload=False)
    context.close()
    # Connections are taken in turn: once this one is answered, none of the browser's waits outside.
    with urlopen(f"{site}/static/config/tracker.css") as answer:
        answer.read()
    requests.wait()
