"""Natural keys by id, kept in the process: an update names five tables, and joins one."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from commitments.models import Commitment, Party

# A code never changes once something refers to it; a minute bounds the harm should one do so.
_KEPT_FOR_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class CommitmentKey:
    """A commitment by its natural keys. `paragraph` is a reference: `7`, `p7`."""

    instrument: str
    paragraph: str
    code: str


@dataclass(frozen=True, slots=True)
class References:
    """Party codes and commitments' keys by id."""

    parties: dict[int, str]
    commitments: dict[int, CommitmentKey]
    read_at: float


_kept: References | None = None


def references(*, parties: Collection[int], commitments: Collection[int]) -> References:
    """Return the natural keys, among them those of the ids asked for (which must exist)."""
    global _kept  # noqa: PLW0603  # one a process, replaced whole
    kept = _kept
    if (
        kept is None
        or time.monotonic() - kept.read_at > _KEPT_FOR_SECONDS
        or not kept.parties.keys() >= set(parties)
        or not kept.commitments.keys() >= set(commitments)
    ):
        kept = _kept = _read()
    return kept


def _read() -> References:
    rows = Commitment.objects.order_by().select_related("paragraph", "instrument")
    return References(
        parties=dict(Party.objects.order_by().values_list("pk", "code")),
        commitments={
            row.pk: CommitmentKey(row.instrument.key, row.paragraph.reference, row.code)
            for row in rows
        },
        read_at=time.monotonic(),
    )
