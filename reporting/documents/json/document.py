"""The dataset itself, in an envelope that says how to check it."""

from __future__ import annotations

from typing import Final

import msgspec

from reporting.dataset.schema import Dataset, encode

ENVELOPE: Final = "tracker/status-report-file/1"


class JsonFile(msgspec.Struct, frozen=True, kw_only=True):
    """One report as JSON: the frozen dataset, in an envelope that says what it is.

    To check it: write `dataset` as canonical JSON (keys sorted, UTF-8, no spaces, nothing escaped
    that need not be) and take its SHA-256; it is `sha256`. The file holds it so already.
    """

    schema: str
    sha256: str
    language: str
    symbol: str
    draft: bool
    sample: bool
    dataset: msgspec.Raw


def render_json(
    *, dataset: Dataset, language: str, sha256: str, draft: bool, kept: bytes = b""
) -> bytes:
    """Return {"schema", "sha256", …, "dataset"}, as `reporting.documents.json.schema` describes it.

    The value of `dataset` is the canonical JSON itself (keys sorted, UTF-8, no spaces), so that
    reading it and writing it so again gives the bytes whose checksum `sha256` is. `kept`: those
    bytes, where they were written under an earlier schema.
    """
    return msgspec.json.encode(
        JsonFile(
            schema=ENVELOPE,
            sha256=sha256,
            language=language,
            symbol=dataset.editorial.symbol,
            draft=draft,
            sample=dataset.sample,
            dataset=msgspec.Raw(kept or encode(dataset)),
        )
    )
