"""Natural keys by id and ids by natural key, kept in the process.

An update names five tables: so its list joins one of them, and asks for none by its key.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from commitments.models import Commitment, Party
from tracker.periods.models import ReportingPeriod

# A key never changes once something refers to it; a minute bounds the harm should one do so.
_KEPT_FOR_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class CommitmentKey:
    """A commitment by its natural keys. `paragraph` is a reference: `7`, `p7`."""

    instrument: str
    paragraph: str
    code: str


@dataclass(frozen=True, slots=True)
class NaturalKeys:
    """Codes and keys by id, and ids by code (upper case) or key."""

    parties: dict[int, str]
    commitments: dict[int, CommitmentKey]
    party_ids: dict[str, int]
    period_ids: dict[str, int]
    read_at: float


_kept: NaturalKeys | None = None


def natural_keys(holds: Callable[[NaturalKeys], bool] = lambda kept: True) -> NaturalKeys:
    """Return what is kept if it `holds` what is asked of it; else what the database has now."""
    global _kept  # noqa: PLW0603  # one a process, replaced whole
    kept = _kept
    if kept is None or time.monotonic() - kept.read_at > _KEPT_FOR_SECONDS or not holds(kept):
        kept = _kept = _read()
    return kept


def _read() -> NaturalKeys:
    rows = Commitment.objects.order_by().select_related("paragraph", "instrument")
    parties = dict(Party.objects.order_by().values_list("pk", "code"))
    return NaturalKeys(
        parties=parties,
        commitments={
            row.pk: CommitmentKey(row.instrument.key, row.paragraph.reference, row.code)
            for row in rows
        },
        party_ids={code.upper(): pk for pk, code in parties.items()},
        period_ids=dict(ReportingPeriod.objects.order_by().values_list("key", "pk")),
        read_at=time.monotonic(),
    )
