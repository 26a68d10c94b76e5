"""Copies of a catalogue's folder, to be damaged."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone

from commitments.instruments import loading

SECOND = Path(__file__).resolve().parent.parent / "data" / "second_instrument"


class Folder:
    """A writable copy of a catalogue."""

    def __init__(self, source: Path, copy: Path) -> None:
        self.path = Path(shutil.copytree(source, copy))

    def amend(self, file: str, change: Callable[[Any], None]) -> None:
        """Let `change` alter the content of a JSON file in place."""
        path = self.path / file
        content = json.loads(path.read_text())
        change(content)
        path.write_text(json.dumps(content, ensure_ascii=False))

    def write(self, file: str, content: str | bytes) -> str:
        """Overwrite a file; return its SHA-256."""
        data = content.encode() if isinstance(content, str) else content
        (self.path / file).write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    def load(self, *, overrule: bool = False) -> loading.Loaded:
        return loading.load(folder=self.path, by=None, at=timezone.now(), overrule=overrule)

    def faults(self) -> list[str]:
        """Load it, which must fail, and return the faults as they are told."""
        try:
            self.load()
        except loading.FaultyCatalogue as faulty:
            return [str(fault) for fault in faulty.found]
        raise AssertionError("The folder was loaded.")
