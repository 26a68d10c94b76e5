"""Storage of static files: named by content, so that caches may keep them, and compressed once."""

from __future__ import annotations

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The best quality, 11, takes ten times as long to save a few per cent, and a first run waits.
BROTLI_QUALITY = 9


class QuickCompressor(Compressor):  # type: ignore[misc]  # the library ships no types
    """Compresses a little less than the best, in a tenth of the time."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=BROTLI_QUALITY))


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library ships no types
    """Names static files by their content, and stores compressed copies beside them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        # The account that serves them may be another than the one that collected them.
        super().__init__(*args, file_permissions_mode=0o644, **kwargs)

    def create_compressor(self, **kwargs: object) -> Compressor:
        return QuickCompressor(**kwargs)
