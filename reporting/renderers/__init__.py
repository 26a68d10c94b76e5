"""From a dataset to the bytes of a document. Knows neither Django nor the database."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..dataset import Dataset


def render(
    *,
    dataset: Dataset,
    language: str,
    format: str,
    sha256: str,
    symbol: str = "",
    draft: bool = True,
    progress: Callable[[float], None] | None = None,
) -> bytes:
    """Return the document's bytes."""
    module = import_module(f"{__name__}.{format}")
    return module.render(
        dataset=dataset, language=language, sha256=sha256, symbol=symbol, draft=draft, progress=progress
    )
