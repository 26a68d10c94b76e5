"""The frozen dataset of a report: every number and every word in it, in all languages.

Assembled once (`reporting.dataset.assembly`), kept as canonical JSON, rendered many times. Knows
neither Django nor the database. Names are mappings of language code (en, es, fr, pt) to text; dates
are ISO 8601 strings, so that the bytes do not depend on a process. It carries neither the report's
id, nor who asked, nor when it was made.
"""

from reporting.dataset.schema.catalogue import (
    CommitmentFacts,
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
    Point,
    ReservationEntry,
    RubricLine,
    SessionFacts,
)
from reporting.dataset.schema.changes import ActionRef, Comparison, DutyChange, Pair, ReportFacts
from reporting.dataset.schema.counts import LevelCounts, Matrix, MatrixCell, TrendPoint
from reporting.dataset.schema.dataset import (
    SCHEMA,
    Dataset,
    Digest,
    Editorial,
    decode,
    digest,
    encode,
    sha256,
)
from reporting.dataset.schema.updates import (
    ActionEntry,
    CooperationEntry,
    EvidenceEntry,
    MilestoneEntry,
    Move,
    SilentParty,
    TranslationEntry,
    UpdateEntry,
)

__all__ = [
    "SCHEMA",
    "ActionEntry",
    "ActionRef",
    "CommitmentFacts",
    "ComparedWith",
    "Comparison",
    "CooperationEntry",
    "Dataset",
    "Digest",
    "Duty",
    "DutyChange",
    "Editorial",
    "EvidenceEntry",
    "FieldFacts",
    "IndicatorSeries",
    "InstrumentFacts",
    "LevelCounts",
    "Matrix",
    "MatrixCell",
    "MilestoneEntry",
    "Move",
    "Names",
    "ObservationEntry",
    "Pair",
    "ParagraphFacts",
    "PartyFacts",
    "PeriodFacts",
    "Point",
    "ReportFacts",
    "ReservationEntry",
    "RubricLine",
    "SessionFacts",
    "SilentParty",
    "TranslationEntry",
    "TrendPoint",
    "UpdateEntry",
    "decode",
    "digest",
    "encode",
    "sha256",
]
