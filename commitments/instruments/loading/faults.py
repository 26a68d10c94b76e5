"""Everything that is wrong with a catalogue, reported at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from commitments.foundation.errors import Fault, Invalid


class CatalogueFault(NamedTuple):
    """`themes.json: themes[3].names.en: what is wrong`; `path` is empty for a whole file."""

    file: str
    path: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file of the folder, and the list that its faults are added to.

    `at["themes"][3]["names"]` is the place of a value inside the value at `at`.
    """

    faults: list[CatalogueFault]
    file: str
    path: str = ""

    def __getitem__(self, part: str | int) -> Location:
        """Return the place of a field (its name) or of an item of a list (its index)."""
        if isinstance(part, int):
            return replace(self, path=f"{self.path}[{part}]")
        return replace(self, path=f"{self.path}.{part}" if self.path else part)

    def add(self, reason: str) -> None:
        """Add a fault in this place."""
        self.faults.append(CatalogueFault(self.file, self.path, reason))

    def follow(self, reason: str) -> None:
        """Add a fault, unless it may be caused by one found before in this place.

        A place inside this one, and one that contains this one, count as the same place.
        """
        if not any(
            fault.file == self.file
            and (_within(fault.path, self.path) or _within(self.path, fault.path))
            for fault in self.faults
        ):
            self.add(reason)


def _within(path: str, other: str) -> bool:
    """Return whether `path` is `other`, or a place inside it."""
    return path == other or (path.startswith(other) and path[len(other)] in ".[")


class FaultyCatalogue(Invalid):
    """Nothing was loaded. `found` says why, fault by fault."""

    code = "faulty_catalogue"

    def __init__(self, found: list[CatalogueFault]) -> None:
        self.found = tuple(found)
        super().__init__(
            "\n".join(str(fault) for fault in self.found),
            [Fault(f"{fault.file}#{fault.path}", self.code, fault.reason) for fault in found],
        )
