"""The end of a test: the browser has gone, and the server has answered all that it sent."""

from __future__ import annotations

import threading
import time
from urllib.request import urlopen

from playwright.sync_api import BrowserContext

MOST_SECONDS = 3


def leave(context: BrowserContext, site: str) -> None:
    """Close the context, and wait until the server of the test has no request of it left.

    The server has a thread for each connection, as long as the browser keeps it.
    """
    for page in context.pages:
        page.close(run_before_unload=False)
    context.close()
    # Connections are taken in turn: once this one is answered, none of the browser's waits outside.
    with urlopen(f"{site}/static/config/tracker.css") as answer:
        answer.read()
    until = time.monotonic() + MOST_SECONDS
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            # The browser keeps some connections without asking anything; those end with the server.
            thread.join(max(0.0, until - time.monotonic()))
