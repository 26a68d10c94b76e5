"""The whole of a report, as JSON keeps it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from reporting.dataset.schema.catalogue import (
    ComparedWith,
    Duty,
    FieldFacts,
    IndicatorSeries,
    InstrumentFacts,
    Names,
    ObservationEntry,
    ParagraphFacts,
    PartyFacts,
    PeriodFacts,
    ReservationEntry,
    RubricLine,
    SessionFacts,
)
from reporting.dataset.schema.changes import Comparison, ReportFacts
from reporting.dataset.schema.counts import LevelCounts, Matrix, TrendPoint
from reporting.dataset.schema.earlier import upgrade
from reporting.dataset.schema.updates import (
    ActionEntry,
    CooperationEntry,
    Move,
    SilentParty,
    UpdateEntry,
)

SCHEMA = "tracker/status-report/3"

_Decoded = TypeVar("_Decoded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """What the secretariat adds to the facts: by hand, while the report is a draft.

    `classification` and `symbol` stand at the head of the document ("OEA/Ser.P",
    "AG/doc.5421/12 rev. 1"); empty while the Assembly has given no number. Texts are by language.
    `corrects`, `correction_reason`, `changes`: of a correction alone.
    """

    classification: str = ""
    symbol: str = ""
    revision: int = 0
    foreword: Names = field(default_factory=dict)
    cover_note: Names = field(default_factory=dict)
    corrects: ReportFacts | None = None
    correction_reason: Names = field(default_factory=dict)
    changes: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Everything one report says, for one audience, as of one moment.

    `trend`: every period up to the last one covered, in order. `since`: what moved since the last
    report of its kind that was issued; null where there was none.
    """

    schema: str
    kind: str
    audience: str
    as_of: str
    instrument: InstrumentFacts
    session: SessionFacts | None
    from_session: SessionFacts | None
    subject_party: str
    subject_paragraph: str
    periods: tuple[PeriodFacts, ...]
    compared_with: ComparedWith | None
    sample: bool
    counts: LevelCounts
    counts_before: LevelCounts | None
    late: int
    undecided: tuple[str, ...]
    parties: tuple[PartyFacts, ...]
    themes: dict[str, Names]
    paragraphs: tuple[ParagraphFacts, ...]
    matrix: Matrix
    fields: tuple[FieldFacts, ...]
    updates: tuple[UpdateEntry, ...]
    moves: tuple[Move, ...]
    silent: tuple[SilentParty, ...]
    duties: tuple[Duty, ...]
    actions: tuple[ActionEntry, ...]
    cooperation: tuple[CooperationEntry, ...]
    indicators: tuple[IndicatorSeries, ...]
    observations: tuple[ObservationEntry, ...]
    reservations: tuple[ReservationEntry, ...]
    rubric: tuple[RubricLine, ...]
    # Absent from the datasets of schema 1, which are read still.
    trend: tuple[TrendPoint, ...] = ()
    since: Comparison | None = None
    editorial: Editorial = field(default_factory=Editorial)


class Digest(msgspec.Struct, frozen=True):
    """The key figures of a dataset, without the rest of it."""

    counts: LevelCounts
    counts_before: LevelCounts | None
    compared_with: ComparedWith | None
    editorial: Editorial = msgspec.field(default_factory=Editorial)


def encode(dataset: Dataset) -> bytes:
    """Return the canonical JSON of a dataset: keys sorted, UTF-8, no spaces."""
    return msgspec.json.encode(dataset, order="sorted")


def decode(content: bytes) -> Dataset:
    """Return the dataset that `encode` wrote, now or under an earlier schema.

    Raises msgspec.ValidationError.
    """
    return _read(content, Dataset)


def digest(content: bytes) -> Digest:
    """Return the key figures of what `encode` wrote. Raises msgspec.ValidationError."""
    return _read(content, Digest)


def sha256(content: bytes) -> str:
    """Return the checksum printed in every file of the report."""
    return hashlib.sha256(content).hexdigest()


class _Head(msgspec.Struct, frozen=True):
    """The name of the schema of a dataset, without the rest of it."""

    schema: str


def _read(content: bytes, type_: type[_Decoded]) -> _Decoded:
    if msgspec.json.decode(content, type=_Head).schema == SCHEMA:
        return msgspec.json.decode(content, type=type_)
    return msgspec.convert(upgrade(msgspec.json.decode(content), SCHEMA), type=type_)
