"""What was adopted and who is responsible for it: instrument, sessions, paragraphs, parties.

Names are mappings of language code (en, es, fr, pt) to text.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporting.dataset.schema.counts import LevelCounts

Names = dict[str, str]


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
class RubricLine:
    """What a level means. `level` null: not applicable."""

    level: int | None
    names: Names
    meanings: Names


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
class ReservationEntry:
    state: str
    paragraph: str
    commitment: str
    content: str
    language: str
    made_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationEntry:
    """The secretariat's own words, with their source."""

    commitment: str
    party: str
    content: str
    language: str
    source: str


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
