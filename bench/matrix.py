"""The matrix: the database's time stays flat however many periods there are."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bench.result import Result, undisturbed

ROUNDS = 30
TARGET = 1.5


def measure() -> float:
    """Return the milliseconds the database takes for the latest period's matrix."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from commitments.models import Instrument
    from tracker.models import ReportingPeriod
    from tracker.updates.queries.matrix import matrix

    period = ReportingPeriod.objects.latest("covers_from")
    instrument = Instrument.objects.default()
    spent: list[float] = []

    def timed(execute: Callable[..., Any], *args: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*args)
        finally:
            spent.append((time.perf_counter() - begun) * 1000)

    for _round in range(ROUNDS):
        with connection.execute_wrapper(timed):
            matrix(period=period, instrument=instrument, by="paragraph", person=AnonymousUser())
    return undisturbed(spent)


def compare(few: float, many: float) -> Result:
    """Return the result: `few` and `many` periods' milliseconds."""
    ratio = many / few
    return Result(
        name="matrix, database time, 40 periods against 2",
        value=round(many, 2),
        unit="ms",
        floor=round(few, 2),
        ratio=round(ratio, 2),
        target=f"ratio <= {TARGET}",
        met=ratio <= TARGET,
    )
