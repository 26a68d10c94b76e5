"""The assembly report at scale: 20 files by two real workers, on 10 periods and on one.

1,775 updates of 3,000 characters each, four languages, five formats, each as a draft and as it will
be issued. What each process holds at most is read while they work; what share each step takes,
from the signs of life that the workers give.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import psutil

from bench import data
from bench.result import Result

CHARACTERS: Final = 3_000
WORKERS: Final = 2
SECONDS: Final = 180.0
MEGABYTES: Final = 1_000.0
PDF_SECONDS: Final = 20.0
GROWTH: Final = 1.5
FEW, MANY = 1, 10
EVERY: Final = 0.2
PATIENCE: Final = 900.0


@dataclass
class Watch:
    """What was seen while a report was made: seconds, megabytes by process, seconds by step.

    `processor`: its seconds, which tell more where other work goes on beside.
    """

    seconds: float = 0.0
    processor: float = 0.0
    megabytes: dict[str, float] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def measure() -> list[Result]:
    """Return the results. Raises RuntimeError where the report is not made."""
    child = subprocess.run(
        [sys.executable, "-m", "bench.reports"], stdout=subprocess.PIPE, check=True, text=True
    )
    found: dict[str, Any] = json.loads(child.stdout)
    for periods in (FEW, MANY):
        _tell(periods, found[str(periods)])
    return _results(found[str(FEW)], found[str(MANY)])


def _results(few: dict[str, Any], many: dict[str, Any]) -> list[Result]:
    wall, peak, pdf = many["seconds"], max(many["megabytes"].values()), many["pdf_seconds"]
    growth = many["processor"] / few["processor"]
    name = f"assembly report, {MANY} periods, 20 files"
    return [
        _result(f"{name}, {WORKERS} workers", wall, "s", SECONDS),
        _result(f"{name}, largest process", peak, "MB", MEGABYTES),
        _result("assembly report, one PDF alone", pdf, "s", PDF_SECONDS),
        Result(
            name=f"assembly report, {MANY} periods against {FEW}",
            value=many["processor"],
            unit="s of processor",
            floor=few["processor"],
            ratio=round(growth, 2),
            target=f"ratio <= {GROWTH}",
            met=growth <= GROWTH,
        ),
    ]


def _result(name: str, value: float, unit: str, most: float) -> Result:
    return Result(
        name=name,
        value=round(value, 1),
        unit=unit,
        floor=None,
        ratio=None,
        target=f"< {most:.0f} {unit}",
        met=value < most,
    )


def _tell(periods: int, seen: dict[str, Any]) -> None:
    total = sum(seen["steps"].values()) or 1
    shares = ", ".join(f"{step} {spent / total:.0%}" for step, spent in seen["steps"].items())
    peaks = ", ".join(f"{name} {held:.0f} MB" for name, held in seen["megabytes"].items())
    took = f"{seen['seconds']:.0f} s, {seen['processor']:.0f} s of processor"
    print(f"  {periods} periods, {took}: {shares}; {peaks}", file=sys.stderr)


def _make() -> dict[int, dict[str, Any]]:
    data.prepare()
    found = {}
    for periods in (FEW, MANY):
        data.fill(periods, characters=CHARACTERS)
        found[periods] = _made_by_workers() | {"pdf_seconds": _pdf_alone()}
    return found


def _made_by_workers() -> dict[str, Any]:
    """Have the whole report made by workers of its own; return what was seen."""
    from django.utils import timezone

    from reporting.models import StatusReport
    from reporting.reports.commands import lifecycle

    now = timezone.now()
    report = lifecycle.request(by=None, at=now, kind="assembly", session="42", as_of=now)
    running = [_worker(number) for number in range(WORKERS)]
    try:
        watch = _watch(report, [psutil.Process(worker.pid) for worker in running])
    finally:
        for worker in running:
            worker.terminate()
        for worker in running:
            worker.wait()
    report.refresh_from_db(fields=["state"])
    if report.state != StatusReport.State.DRAFT:
        raise RuntimeError(f"the report is {report.state}: {report.failure_detail}")
    return {
        "seconds": round(watch.seconds, 1),
        "processor": round(watch.processor, 1),
        "megabytes": {name: round(held) for name, held in sorted(watch.megabytes.items())},
        "steps": {name: round(spent, 1) for name, spent in sorted(watch.steps.items())},
    }


def _worker(number: int) -> subprocess.Popen[bytes]:
    command = ["worker", "--concurrency=1", f"--hostname=bench{number}@%h", "--loglevel=ERROR"]
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _watch(report: Any, workers: list[psutil.Process]) -> Watch:
    """Look on until the report is made: from the first sign of life of a worker to the end."""
    from reporting.models import StatusReport
    from reporting.reports.queries.progress import DATASET, wanted_files
    from reporting.reports.queries.worker_heartbeat import steps_at_work

    steps = [DATASET, *(f"{language}.{name}" for language, name in wanted_files(report))]
    watch, begun, last = Watch(), 0.0, time.monotonic()
    deadline = last + PATIENCE
    over = (StatusReport.State.DRAFT, StatusReport.State.FAILED)
    while time.monotonic() < deadline:
        now = time.monotonic()
        at_work = steps_at_work(report.pk, steps)
        begun = begun or (now if at_work else 0.0)
        for step in at_work:
            watch.steps[step.rpartition(".")[2]] += now - last
        last = now
        _weigh(watch, workers)
        report.refresh_from_db(fields=["state"])
        if report.state in over:
            watch.seconds = now - begun
            return watch
        time.sleep(EVERY)
    raise RuntimeError("the report was not made in time")


def _weigh(watch: Watch, workers: list[psutil.Process]) -> None:
    spent = 0.0
    for worker in workers:
        with suppress(psutil.NoSuchProcess):
            for process in (worker, *worker.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    name = "typesetter" if _is_typesetter(process) else "worker"
                    held = process.memory_info().rss / 1e6
                    watch.megabytes[name] = max(held, watch.megabytes.get(name, 0.0))
                    # Of itself, and of those of its children that have ended.
                    spent += sum(process.cpu_times()[:4])
    watch.processor = max(spent, watch.processor)


def _is_typesetter(process: psutil.Process) -> bool:
    return any(part.endswith("typesetter.py") for part in process.cmdline())


def _pdf_alone() -> float:
    """Return the seconds that one language's PDF takes where nothing else is being made."""
    from reporting.dataset.schema import decode
    from reporting.documents import render
    from reporting.models import StatusReport

    report = StatusReport.objects.latest("requested_at")
    dataset = decode(bytes(report.dataset or b""))
    begun = time.monotonic()
    render(dataset=dataset, language="es", format="pdf", sha256=report.dataset_sha256)
    return round(time.monotonic() - begun, 1)


if __name__ == "__main__":
    with data.scratch_database(), tempfile.TemporaryDirectory() as folder:
        os.environ["VAR_DIR"] = folder
        redis = os.environ["REDIS_URL"].partition("?")[0]
        os.environ["REDIS_URL"] = (
            f"{redis}?db=8" if redis.startswith("unix:") else f"{redis.rstrip('/0')}/8"
        )
        os.environ["SAMPLE"] = "0"
        print(json.dumps(_make()))
