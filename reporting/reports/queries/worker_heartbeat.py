"""Heartbeats of the workers that are making a report, for people to see. They are not a lock."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from django.core.cache import cache
from redis.exceptions import RedisError

INTERVAL: Final = 5  # seconds
# A worker without a heartbeat for this many seconds is considered gone.
EXPIRES_AFTER: Final = 3 * INTERVAL


@contextmanager
def heartbeat(report_id: int, step: str) -> Iterator[None]:
    """Send heartbeats for a step of a report (`dataset`, `en.pdf`) while the block runs."""
    key = _key(report_id, step)
    done = threading.Event()
    _send(key)
    beating = threading.Thread(target=_beat, args=(key, done), daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()
        with suppress(RedisError, OSError):
            cache.delete(key)


def steps_at_work(report_id: int, steps: Iterable[str]) -> set[str]:
    """Return those of the steps that a worker is working on; none if the cache is unavailable."""
    keys = {_key(report_id, step): step for step in steps}
    try:
        return {keys[key] for key in cache.get_many(list(keys))}
    except (RedisError, OSError):
        return set()


def _key(report_id: int, step: str) -> str:
    return f"working:{report_id}:{step}"


def _beat(key: str, done: threading.Event) -> None:
    while not done.wait(INTERVAL):
        _send(key)


def _send(key: str) -> None:
    with suppress(RedisError, OSError):
        cache.set(key, 1, timeout=EXPIRES_AFTER)
