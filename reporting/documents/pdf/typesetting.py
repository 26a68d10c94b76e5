"""Have typst set a document, in a process of its own, whose memory has a limit and is given back.

No text that somebody wrote may be the reason why a document cannot be set. So clusters that no
embedded face can show are written as code points: those that typst refuses when it is asked about
each of them (`showable`); where it refuses one beside its neighbours, that one too; and in the last
resort all that are not Latin.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec

from reporting.documents.missing_glyphs import Doubtful, doubtful, spelt_out
from reporting.documents.pdf import typesetter

TIME_LIMIT: Final = 600
# How often a document is set again without the clusters that typst named, before all of them go.
MOST_ROUNDS: Final = 2


class TypesettingError(RuntimeError):
    """The typesetter failed; the message is what it said."""


class _Refused(TypesettingError):
    """typst does not take the document; `named`: the characters that it named."""

    def __init__(self, said: str) -> None:
        super().__init__(said[-2000:])
        self.named = typesetter.named(said)


def showable(document: Any) -> Any:
    """Return a document (`msgspec.to_builtins`) with what no face can show as code points.

    Its dictionaries are changed in place. A document of Latin letters alone stays as it is.
    """
    doubts = doubtful(document)
    if not doubts:
        return document
    refused = Doubtful(
        texts=_unshowable(doubts.texts, drawn=False), labels=_unshowable(doubts.labels, drawn=True)
    )
    return spelt_out(document, refused)


def _unshowable(clusters: set[str], *, drawn: bool) -> set[str]:
    """Return which of `clusters` typst refuses; all of them where it fails over them."""
    if not clusters:
        return set()
    try:
        return set(_refused(tuple(sorted(clusters)), drawn=drawn))
    except TypesettingError:
        return clusters


# A report is set as a draft and as it will be issued, in several languages: often of the same.
@lru_cache(maxsize=32)
def _refused(clusters: tuple[str, ...], *, drawn: bool) -> tuple[str, ...]:
    deadline = time.monotonic() + TIME_LIMIT
    said = _answer({"clusters": clusters, "drawn": drawn}, deadline=deadline)
    return tuple(json.loads(said))


def typeset(
    *,
    template: Path,
    document: Any,
    inputs: dict[str, str] | None = None,
    output: str = "pdf",
    ppi: int = 0,
) -> list[bytes]:
    """Return the PDF (one item), or one PNG for each page.

    `document` is what the template reads, made `showable` before; its dictionaries may change.
    Raises TypesettingError where the typesetter fails, or takes too much memory or time.
    """
    deadline = time.monotonic() + TIME_LIMIT
    request = {"template": str(template), "output": output, "ppi": ppi}
    rounds = 0
    while True:
        given = (inputs or {}) | {"document": msgspec.json.encode(document).decode()}
        try:
            return _documents(request | {"inputs": given}, deadline)
        except _Refused as refusal:
            doubts = doubtful(document)
            if not doubts:
                raise
            # A cluster may be in a face alone, and missing beside another.
            worse = doubts.having(refusal.named) if rounds < MOST_ROUNDS else doubts
            document = spelt_out(document, worse or doubts)
            rounds += 1


def _documents(request: dict[str, Any], deadline: float) -> list[bytes]:
    return [base64.b64decode(line) for line in _answer(request, deadline=deadline).splitlines()]


def _answer(request: dict[str, Any], *, deadline: float) -> bytes:
    """Return what the process answers. Raises TypesettingError."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", typesetter.__file__],
            input=json.dumps(request, ensure_ascii=False).encode(),
            # One thread: each more takes memory of its own, and workers share the cores anyway.
            env=os.environ | {"RAYON_NUM_THREADS": "1"},
            capture_output=True,
            timeout=max(deadline - time.monotonic(), 1),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingError(f"typesetting took more than {TIME_LIMIT} s") from error
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode < 0:
        # Killed, or out of memory: other characters would not help.
        raise TypesettingError(said[-2000:] or f"the typesetter ended with {done.returncode}")
    if done.returncode:
        raise _Refused(said or f"the typesetter ended with {done.returncode}")
    return done.stdout
