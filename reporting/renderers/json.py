"""The dataset itself, in an envelope that says how to check it."""

from __future__ import annotations

from typing import Final

import msgspec

from reporting.dataset import Dataset, encode

ENVELOPE: Final = "tracker/status-report-file/1"


def render_json(*, dataset: Dataset, language: str, sha256: str, symbol: str, draft: bool) -> bytes:
    """Return {"schema", "sha256", …, "dataset"}.

    The value of `dataset` is the canonical JSON itself (keys sorted, UTF-8, no spaces), so that
    reading it and writing it so again gives the bytes whose checksum `sha256` is.
    """
    return msgspec.json.encode(
        {
            "schema": ENVELOPE,
            "sha256": sha256,
            "language": language,
            "symbol": symbol,
            "draft": draft,
            "sample": dataset.sample,
            "dataset": msgspec.Raw(encode(dataset)),
        }
    )
