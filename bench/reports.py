"""The assembly report of 1,775 updates: its dataset, and one language of all five formats.

Each update has a narrative of 500 characters. Measured in a process of its own, so that its peak
of memory is its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import Any, Final

from . import data
from .result import Result

SECONDS: Final = 15.0
MEGABYTES: Final = 600.0
LANGUAGE: Final = "en"
PERIODS: Final = 2


def measure() -> list[Result]:
    """Return the results: seconds from the first query to the last file, and peak memory."""
    child = subprocess.run(
        [sys.executable, "-m", "bench.reports"], stdout=subprocess.PIPE, check=True, text=True
    )
    found: dict[str, Any] = json.loads(child.stdout)
    seconds, peak = found["seconds"], found["megabytes"]
    files = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in found["sizes"].items())
    print(f"  {found['updates']} updates; {files}", file=sys.stderr)
    return [
        Result(
            name=f"assembly report, {found['updates']} updates, five formats",
            value=seconds,
            unit="s",
            floor=None,
            ratio=None,
            target=f"< {SECONDS:.0f} s",
            met=seconds < SECONDS,
        ),
        Result(
            name="assembly report, peak memory",
            value=peak,
            unit="MB",
            floor=None,
            ratio=None,
            target=f"< {MEGABYTES:.0f} MB",
            met=peak < MEGABYTES,
        ),
    ]


def _make() -> dict[str, Any]:
    data.prepare()
    data.fill(PERIODS, characters=data.USUAL)
    from django.utils import timezone

    from commitments.models import AssemblySession, Instrument
    from reporting.assembly import assemble
    from reporting.dataset import encode, sha256
    from reporting.renderers import FORMATS, render

    begun = time.perf_counter()
    dataset = assemble(
        kind="assembly",
        instrument=Instrument.objects.default(),
        session=AssemblySession.objects.get(kind="regular", number=42),
        audience="public",
        as_of=timezone.now(),
    )
    checksum = sha256(encode(dataset))
    sizes = {
        name: len(render(dataset=dataset, language=LANGUAGE, format=name, sha256=checksum))
        for name in FORMATS
    }
    return {
        "seconds": round(time.perf_counter() - begun, 1),
        "megabytes": round(_peak_megabytes(), 0),
        "updates": len(dataset.updates),
        "sizes": sizes,
    }


def _peak_megabytes() -> float:
    """Return the most that this process, or any that it started, has held."""
    holders = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in holders) / 1024


if __name__ == "__main__":
    with data.scratch_database():
        print(json.dumps(_make()))
