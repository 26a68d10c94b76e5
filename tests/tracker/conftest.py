"""What several tests of the tracker ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Seek = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def seek(api: Callable[[Any], Any], open_period: Any, visitor: Any) -> Seek:
    """`seek("police", kind="update", by=officer)`: the results, every page of them."""

    def results(words: str, *, by: Any = None, **narrow: str) -> list[dict[str, Any]]:
        client = api(visitor if by is None else by)
        page = client.get("/api/v1/search/", {"q": words, **narrow})
        found: list[dict[str, Any]] = []
        while True:
            assert page.status_code == 200, page.content
            found += page.json()["results"]
            if page.json()["next"] is None:
                return found
            page = client.get(page.json()["next"])

    return results
