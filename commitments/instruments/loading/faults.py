"""What is wrong with a catalogue, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from commitments.foundation.errors import Fault as FieldFault
from commitments.foundation.errors import Invalid


class Fault(NamedTuple):
    """`themes.json: themes[3].names.en: what is wrong`; `path` is empty for a whole file."""

    file: str
    path: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)


class Faults:
    """A growing list of faults."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def add(self, file: str, path: str, reason: str) -> None:
        self._found.append(Fault(file, path, reason))

    def follow(self, file: str, path: str, reason: str) -> None:
        """Add a fault, unless one in the same place is the cause of it."""
        if not any(
            fault.file == file and (_within(fault.path, path) or _within(path, fault.path))
            for fault in self._found
        ):
            self.add(file, path, reason)


def _within(path: str, other: str) -> bool:
    """Whether `path` is `other`, or a place inside it."""
    return path == other or (path.startswith(other) and path[len(other)] in ".[")


class FaultyCatalogue(Invalid):
    """Nothing was loaded. `found` says why, fault by fault."""

    code = "faulty_catalogue"

    def __init__(self, found: Faults) -> None:
        self.found = tuple(found)
        super().__init__(
            "\n".join(str(fault) for fault in self.found),
            [FieldFault(f"{fault.file}#{fault.path}", self.code, fault.reason) for fault in found],
        )
