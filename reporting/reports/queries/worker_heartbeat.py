"""Signs of life of who is at work on a report, for people to see. Not a lock."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.core.cache import cache
from redis.exceptions import RedisError

PULSE: Final = 5
# Seconds after which a worker that gives no sign is held to be gone.
LIFE: Final = 3 * PULSE


@contextmanager
def at_work(report_id: int, step: str) -> Iterator[None]:
    """Give signs of life for a step of a report (`dataset`, `en.pdf`) while it is being done."""
    key = _key(report_id, step)
    done = threading.Event()
    _give_sign(key)
    beating = threading.Thread(target=_beat, args=(key, done), daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()
        _take_back(key)


def steps_at_work(report_id: int, steps: Iterable[str]) -> set[str]:
    """Return those of the steps that somebody is at work on; none where the cache is away."""
    keys = {_key(report_id, step): step for step in steps}
    try:
        return {keys[key] for key in cache.get_many(list(keys))}
    except (RedisError, OSError):
        return set()


def _key(report_id: int, step: str) -> str:
    return f"working:{report_id}:{step}"


def _beat(key: str, done: threading.Event) -> None:
    while not done.wait(PULSE):
        _give_sign(key)


def _give_sign(key: str) -> None:
    try:
        cache.set(key, 1, timeout=LIFE)
    except (RedisError, OSError):
        return


def _take_back(key: str) -> None:
    try:
        cache.delete(key)
    except (RedisError, OSError):
        return
