"""Storage of static files: named by content and compressed once, so that caches may keep them."""

from __future__ import annotations

from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Best compression (11) takes ten times as long for a few per cent; a first run waits for it.
BROTLI_QUALITY = 9


class QuickCompressor(Compressor):  # type: ignore[misc]  # untyped
    """Compresses well enough, in a tenth of the time."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """Return the data, compressed."""
        compressed: bytes = brotli.compress(data, quality=BROTLI_QUALITY)
        return compressed


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Names static files by their content, and keeps their compressed forms beside them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Whoever collects them, whoever serves them reads them; what people upload is stricter.
        super().__init__(*args, file_permissions_mode=0o644, **kwargs)

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Return what compresses the files."""
        return QuickCompressor(**kwargs)
