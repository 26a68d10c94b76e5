"""The frozen dataset of a report: every number and every word in it, in all languages.

Assembled once (`reporting.dataset.assembly`), kept as canonical JSON, rendered many times. Knows
neither Django nor the database. Names are mappings of language code (en, es, fr, pt) to text; dates
are ISO 8601 strings, so that the bytes do not depend on a process. It carries neither the report's
id, nor who asked, nor when it was made.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from reporting.dataset.earlier_schemas import upgrade

SCHEMA = "tracker/status-report/3"

Names = dict[str, str]
_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCounts:
    """How many updates have which outcome (`tracker.updates.rules.outcomes`), for one audience.

    `due` is the denominator: `reported`, `received`, `awaited` and `not_reported` add up to it.
    `reported` is what was accepted: the `levels`, `not_applicable`, and `withheld`, which is for
    another audience or under embargo and shows no level. `received`: submitted and not decided.
    `awaited`: nothing in hand, the period not over; `overdue` is the part of it that is past due.
    `not_reported`: the period ended with nothing in hand. `volunteered` and `undecided` stand in
    no rate.
    """

    due: int
    reported: int
    levels: tuple[int, int, int, int, int]
    not_applicable: int
    withheld: int
    received: int = 0
    awaited: int = 0
    overdue: int = 0
    not_reported: int = 0
    volunteered: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    key: str
    number: int
    kind: str
    roman: str
    symbol_suffix: str
    place: str
    starts_on: str | None
    ends_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentFacts:
    key: str
    symbol: str
    titles: Names
    titles_status: Names
    adopted_on: str
    adopted_at: str
    session: SessionFacts
    text_language: str
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    key: str
    covers_from: str
    covers_to: str
    opens_at: str
    due_at: str
    closes_at: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWith:
    """What the counts are compared with: a period, or a cycle, by its periods and its session."""

    kind: str
    periods: tuple[str, ...]
    session: SessionFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """A party that owes something or reported; its roster line in the last period covered.

    `decision`: in, out, undecided, or "" where the party was in no roster. `counts`: its updates.
    """

    code: str
    kind: str
    names: Names
    acronyms: Names
    subregion: str
    decision: str
    standing: str
    reason: str
    counts: LevelCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFacts:
    code: str
    paragraph: str
    titles: Names
    lead_in: str
    quote: str
    tail: str
    tracking: str
    nature: str
    deadline: SessionFacts | None
    deadline_words: str
    themes: tuple[str, ...]
    evidence_expected: tuple[str, ...]
    indicators: tuple[str, ...]
    counts: LevelCounts
    counts_before: LevelCounts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFacts:
    """An operative paragraph. `text` is exactly as adopted."""

    reference: str
    number: int
    headlines: Names
    verb_kind: str
    text: str
    note: str
    commitments: tuple[CommitmentFacts, ...]
    counts: LevelCounts
    counts_before: LevelCounts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """Paragraph × state. `level`: lower median of the levels once half of those due are reported.

    `change`: how far that moved over the commitments that have a level in the party's previous
    accepted update, too; null where these are fewer than half of those due. `owed`: whether
    the party owes anything in the row (else the cell is empty).
    """

    row: str
    party: str
    owed: bool
    level: int | None
    change: int | None
    counts: LevelCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    rows: tuple[str, ...]
    parties: tuple[str, ...]
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntry:
    title: str
    url: str
    file_name: str
    sha256: str
    dated_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationEntry:
    """One field of an update in another language. `official`: the party's own translation."""

    field: str
    language: str
    content: str
    official: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFacts:
    """A field of an update that holds words, as the tracker declared it when the report was made.

    `kind`: text (in `texts` of each update) or cooperation (in the list of that name). `lead`: the
    one that stands for all where there is little room. `compared`: an update is reworded where it
    differs. `documents`: where it stands beside the JSON file, annex or workbook.
    """

    name: str
    names: Names
    kind: str
    narrative: bool
    lead: bool
    compared: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateEntry:
    """The accepted revision of one update. `level` null means not applicable, with a reason.

    `texts`: what it says, by the name of the field (`Dataset.fields`), "" where it says nothing.
    `level_before`: of the party's previous accepted update on the commitment, of the earlier
    period `period_before`; null, and "", where there is none to compare with.
    """

    party: str
    commitment: str
    paragraph: str
    period: str
    solicited: bool
    level: int | None
    level_before: int | None
    period_before: str
    no_change: bool
    language: str
    texts: dict[str, str]
    visibility: str
    channel: str
    channel_document: str
    revision: int
    submitted_at: str
    late: bool
    evidence: tuple[EvidenceEntry, ...]
    actions: tuple[str, ...]
    sample: bool
    translations: tuple[TranslationEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One period by itself, counted as of the report's moment. `session` ends its cycle."""

    period: str
    covers_to: str
    session: str
    counts: LevelCounts
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A party's level on a commitment, moved from the last accepted one before."""

    party: str
    commitment: str
    before: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentParty:
    """A party from which nothing came of something due. Undecided ones are never here.

    `missing`: the commitments whose updates are overdue, or were not reported.
    """

    party: str
    due: int
    reported: int
    received: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a body owes. `rubric`: pending, under_way, done or not_applicable, as last reported.

    Else withheld, received, awaited or not_reported, as its update counts; "" where none was due.
    """

    commitment: str
    party: str
    deadline: SessionFacts | None
    rubric: str
    discharged_on: str | None
    discharge_basis: str
    past_deadline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneEntry:
    title: str
    due_on: str
    reached_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEntry:
    party: str
    commitments: tuple[str, ...]
    title: str
    description: str
    language: str
    kind: str
    status: str
    percent: int
    starts_on: str | None
    due_on: str | None
    overdue: bool
    cost: str
    currency: str
    milestones: tuple[MilestoneEntry, ...]
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationEntry:
    """`direction`: needed or offered."""

    direction: str
    theme: str
    party: str
    commitment: str
    text: str
    language: str
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    state: str
    year: int
    value: float | None
    censored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSeries:
    code: str
    framework: str
    titles: Names
    unit: str
    better: str
    source: str
    licence: str
    paragraphs: tuple[str, ...]
    commitments: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationEntry:
    """The secretariat's own words, with their source."""

    commitment: str
    party: str
    content: str
    language: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationEntry:
    state: str
    paragraph: str
    commitment: str
    content: str
    language: str
    made_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricLine:
    """What a level means. `level` null: not applicable."""

    level: int | None
    names: Names
    meanings: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Another report that this one names: what it was, of when, and how to check it."""

    kind: str
    symbol: str
    as_of: str
    periods: tuple[str, ...]
    dataset_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A party and one of its commitments."""

    party: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRef:
    """A follow-up action by its party and title."""

    party: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """A body's duty whose rubric reads otherwise."""

    commitment: str
    party: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed between two reports (`reporting.dataset.comparison`), by the codes of the pairs.

    `raised`, `lowered`: the level. `reported`: now, and not before; `unreported`: before, not now.
    `reworded`: as high as before, in other words. `asked`, `not_asked`: newly due, no longer due.
    `now_applicable`, `now_not_applicable`: a level where there was none, and the reverse. A pair
    is in one list at most.
    """

    before: ReportFacts
    counts_before: LevelCounts
    counts_now: LevelCounts
    raised: tuple[Move, ...]
    lowered: tuple[Move, ...]
    reported: tuple[Pair, ...]
    unreported: tuple[Pair, ...]
    reworded: tuple[Pair, ...]
    asked: tuple[Pair, ...]
    not_asked: tuple[Pair, ...]
    duties: tuple[DutyChange, ...]
    actions_new: tuple[ActionRef, ...]
    actions_done: tuple[ActionRef, ...]
    actions_overdue: tuple[ActionRef, ...]
    now_applicable: tuple[Pair, ...] = ()
    now_not_applicable: tuple[Pair, ...] = ()


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


def encode(dataset: Dataset) -> bytes:
    """Return the canonical JSON of a dataset: keys sorted, UTF-8, no spaces."""
    return msgspec.json.encode(dataset, order="sorted")


class _Head(msgspec.Struct, frozen=True):
    """Of which schema a dataset is, without the rest of it."""

    schema: str


def decode(content: bytes) -> Dataset:
    """Return the dataset that `encode` wrote, now or under an earlier schema.

    Raises msgspec.ValidationError.
    """
    return _read(content, Dataset)


def sha256(content: bytes) -> str:
    """Return the checksum printed in every file of the report."""
    return hashlib.sha256(content).hexdigest()


class Digest(msgspec.Struct, frozen=True):
    """The key figures of a dataset, without the rest of it."""

    counts: LevelCounts
    counts_before: LevelCounts | None
    compared_with: ComparedWith | None
    editorial: Editorial = msgspec.field(default_factory=Editorial)


def digest(content: bytes) -> Digest:
    """Return the key figures of what `encode` wrote. Raises msgspec.ValidationError."""
    return _read(content, Digest)


def _read(content: bytes, type_: type[_Kept]) -> _Kept:
    if msgspec.json.decode(content, type=_Head).schema == SCHEMA:
        return msgspec.json.decode(content, type=type_)
    return msgspec.convert(upgrade(msgspec.json.decode(content), SCHEMA), type=type_)
