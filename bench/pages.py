"""Public pages: how long a kept one takes against an empty view, and what travels to the reader."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any, Final
from wsgiref.util import setup_testing_defaults

import brotli

from bench.result import Result, undisturbed

ROUNDS: Final = 200
SLOWEST: Final = 5.0  # times an empty view
FIRST_VISIT, NEXT_VISIT = 100_000, 15_000  # bytes
PAGES: Final = {
    "overview": "/en/",
    "declaration": "/en/declaration/",
    "in French, by subregion": "/fr/?by=subregion",
    "state": "/en/states/SLV/",
    "paragraph": "/en/paragraphs/15/",
    "compare": "/en/compare/?states=SLV,HND",
    "commitment": "/en/commitments/7.1/",
}
EMPTY: Final = "/healthz"
_STATIC: Final = re.compile(r'(?:href|src)="(/static/[^"#]+)')


def compare() -> list[Result]:
    """Return the slowest page against the empty view, and the heaviest page's first visit."""
    from django.core.management import call_command

    # Before the application is imported: it looks once which files there are.
    call_command("collectstatic", interactive=False, verbosity=0)
    spent = {name: _time(path) for name, path in PAGES.items()}
    empty = _time(EMPTY)
    slowest = max(spent, key=spent.__getitem__)
    ratio = spent[slowest] / empty
    weights = {name: _weigh(path) for name, path in PAGES.items()}
    first = max(weights, key=lambda name: sum(weights[name]))
    again = max(weights, key=lambda name: weights[name][0])
    return [
        Result(
            name=f"kept page ({slowest}) against an empty view",
            value=round(spent[slowest], 2),
            unit="ms",
            floor=round(empty, 2),
            ratio=round(ratio, 2),
            target=f"ratio <= {SLOWEST}",
            met=ratio <= SLOWEST,
        ),
        _weight(f"first visit ({first})", sum(weights[first]), FIRST_VISIT),
        _weight(f"next visit ({again})", weights[again][0], NEXT_VISIT),
    ]


def _weight(name: str, size: int, most: int) -> Result:
    return Result(
        name=name,
        value=round(size / 1000, 1),
        unit="KB",
        floor=None,
        ratio=None,
        target=f"<= {most // 1000} KB",
        met=size <= most,
    )


def _time(path: str) -> float:
    """Return the milliseconds that an answer takes, once it has been made."""
    spent = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        status, _content = get(path)
        spent.append((time.perf_counter() - begun) * 1000)
        if status != "200 OK":
            raise RuntimeError(f"{path}: {status}")
    return undisturbed(spent)


def _weigh(path: str) -> tuple[int, int]:
    """Return the bytes of the page, and of the files of ours that it names, as they are sent."""
    _status, page = get(path)
    names = sorted(set(_STATIC.findall(brotli.decompress(page).decode())))
    return len(page), sum(len(get(name)[1]) for name in names)


def get(address: str) -> tuple[str, bytes]:
    """Return the status and the body of the answer to an address, as it travels."""
    from config.wsgi import application

    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query}
    environ["HTTP_ACCEPT_ENCODING"] = "gzip, br"
    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = "localhost"
    status: list[str] = []

    def start(found: str, *_headers: Any) -> Callable[[bytes], object]:
        status.append(found)
        return lambda _written: None

    answer = application(environ, start)
    try:
        return status[0], b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
