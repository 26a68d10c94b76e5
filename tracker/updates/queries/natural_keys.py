"""Natural keys by id, and ids by natural key, cached in the process.

An update refers to five tables. With this cache, its list joins only one of them, and its filters
need no query.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from commitments.models import Commitment, Party
from tracker.periods.models import ReportingPeriod

# A key does not change once something refers to it. If one does, the cache is wrong for a minute.
_KEPT_FOR_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class CommitmentKey:
    """The natural keys of a commitment. `paragraph` is a reference such as `7` or `p7`."""

    instrument: str
    paragraph: str
    code: str


@dataclass(frozen=True, slots=True)
class NaturalKeys:
    """Keys by id, and ids by key; codes of parties are in capitals there."""

    parties: dict[int, str]
    commitments: dict[int, CommitmentKey]
    party_ids: dict[str, int]
    period_ids: dict[str, int]
    read_at: float


_kept: NaturalKeys | None = None


def natural_keys(holds: Callable[[NaturalKeys], bool] = lambda cached: True) -> NaturalKeys:
    """Return the cached keys if they are recent and `holds` accepts them; else read them anew."""
    global _kept  # noqa: PLW0603  # the cache of the process, replaced as a whole
    cached = _kept
    if cached is None or time.monotonic() - cached.read_at > _KEPT_FOR_SECONDS or not holds(cached):
        cached = _kept = _read()
    return cached


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
