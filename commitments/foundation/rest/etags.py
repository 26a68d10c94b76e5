"""ETags, and the version that If-Match carries.

The tag of an object with a version is `"<version>.<digest>"`, any other tag is `"<digest>"`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Protocol

# No object has this version, so a command that compares it finds the request stale.
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
    """Return whether an If-None-Match header has the tag, by RFC 9110's weak comparison."""
    tags = {part.strip().removeprefix("W/") for part in header.split(",")}
    return not tags.isdisjoint({"*", tag.removeprefix("W/")})


def required_version(request: HasHeaders) -> int | None:
    """Return the version in If-Match, for a command's `version=`.

    None for `*` (do not check); `NEVER` where the header is missing or has no version. A command
    then raises Stale after it has checked the person, and the answer is 428 or 412: so 403 comes
    before 428, as the contract requires.
    """
    header = request.headers.get("If-Match", "").strip()
    if header == "*":
        return None
    match = _VERSIONED.match(header)
    return int(match.group(1)) if match else NEVER
