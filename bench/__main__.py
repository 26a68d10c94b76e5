"""`python -m bench [NAME …]`: speed against its floors; a table, and var/bench.json."""

from __future__ import annotations

import dataclasses
import json
import os
import sys

from bench import data, reports
from bench.data import scratch_database
from bench.result import Result
from config.local import services

FEW, SOME, MANY, ALL = 2, 12, 40, 57
NAMES = ("updates", "matrix", "pages", "reports")


def main() -> None:
    """Measure what is named (all by default). Exits with 1 where a target is not met."""
    wanted = sys.argv[1:] or list(NAMES)
    if unknown := [name for name in wanted if name not in NAMES]:
        sys.exit(f"There is no measurement {', '.join(unknown)}; there are: {', '.join(NAMES)}.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ.setdefault("SECRET_KEY", "for measurements only, of no use anywhere else")
    services.ensure()
    results = []
    if "reports" in wanted:
        _say("Making the assembly report in all formats ...")
        results += reports.measure()
    if set(wanted) != {"reports"}:
        with scratch_database():
            results += _measure(wanted)
    _tell(results)
    target = services.var_dir() / "bench.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    rows = [dataclasses.asdict(result) for result in results]
    target.write_text(json.dumps(rows, indent=2) + "\n")
    sys.exit(0 if all(result.met for result in results) else 1)


def _measure(wanted: list[str]) -> list[Result]:
    from bench import matrix, pages, updates

    _say("Making a scratch database with the catalogue ...")
    data.prepare()
    results = []
    if "matrix" in wanted:
        _say("Timing the matrix ...")
        data.fill(FEW)
        few = matrix.measure()
        data.fill(MANY)
        results.append(matrix.compare(few, matrix.measure()))
    if "pages" in wanted:
        _say("Filling in twelve periods, and reading pages ...")
        data.fill(SOME)
        results += pages.compare()
    if "updates" in wanted:
        _say("Filling in 100,000 updates, and reading them ...")
        data.fill(ALL)
        results.append(updates.compare())
    return results


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _tell(results: list[Result]) -> None:
    print(f"{'':48} {'value':>10} {'floor':>10} {'ratio':>7}  target")
    for result in results:
        floor = "" if result.floor is None else f"{result.floor:.1f}"
        ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
        met = "met" if result.met else "NOT MET"
        value = f"{result.value:.1f}"
        print(
            f"{result.name:48} {value:>10} {floor:>10} {ratio:>7}  "
            f"{result.unit}, {result.target}: {met}"
        )


if __name__ == "__main__":
    main()
