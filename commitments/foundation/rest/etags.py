"""ETags, and the version that If-Match carries.

The tag of something with a version is `"<version>.<digest>"`, of anything else `"<digest>"`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Protocol

# What no object's version is: a verb that compares it finds the request stale.
NEVER = -1
_VERSIONED = re.compile(r'^(?:W/)?"?(\d{1,9})(?:\.[0-9a-f]+)?"?$')


class HasHeaders(Protocol):
    @property
    def headers(self) -> Mapping[str, str]: ...


def etag(content: bytes, version: int | None = None) -> str:
    """Return the tag, with its quotes, of these bytes and this version."""
    digest = hashlib.blake2b(content, digest_size=8).hexdigest()
    return f'"{digest}"' if version is None else f'"{version}.{digest}"'


def matches(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag (weakly compared, as RFC 9110 has it)."""
    wanted = tag.removeprefix("W/")
    named = (part.strip().removeprefix("W/") for part in header.split(","))
    return any(part in ("*", wanted) for part in named)


def required_version(request: HasHeaders) -> int | None:
    """Return the version that If-Match names, for a verb's `version=`.

    None for `*` (do not check); `NEVER` where the header is missing or names no version. The verb
    then raises Stale, after it has checked who asks, and the answer is 428 or 412: so 403 is told
    before 428, as the contract wants.
    """
    header = request.headers.get("If-Match", "").strip()
    if header == "*":
        return None
    found = _VERSIONED.match(header)
    return int(found.group(1)) if found else NEVER
