"""Format 1 of the catalogue, type by type; docs/catalogue-format.md describes it in prose.

The file is long because it is the whole format, which is read together.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from commitments.foundation.formats import LOCALES

Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Words = Annotated[Text, Meta(max_length=120)]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Alpha3 = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
BodyCode = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=20)]
SessionKey = Annotated[str, Meta(pattern=r"^(special-)?[1-9][0-9]{0,3}$")]
CommitmentCode = Annotated[str, Meta(pattern=r"^[1-9][0-9]*\.[1-9][0-9]*$", max_length=12)]
IndicatorCode = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=40)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
FileName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]*$", max_length=120)]
Number = Annotated[int, Meta(ge=1, le=9999)]
Offset = Annotated[int, Meta(ge=0, le=100_000_000)]
# Sources often know the year alone, or the month.
PartialDate = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
# A name of the IANA time zone database. Which zones exist is not checked: new ones are added.
TimeZone = Annotated[str, Meta(pattern=r"^[A-Z][A-Za-z]*(/[A-Z][A-Za-z_-]*){0,2}$", max_length=40)]
LANGUAGES = tuple(LOCALES)
LanguageCode = Literal["en", "es", "fr", "pt"]
Author = Literal["tracker", "organization"]
VerbKind = Literal[
    "declares_priority",
    "affirms_obligation",
    "affirms_principle",
    "recognises_importance",
    "recognises_need",
    "determination",
    "commitment",
    "instructs",
    "requests",
]


class Names(dict[str, str | None]):
    """A name by language. English is needed; another language may be missing or null."""


class Wording(Names):
    """Words by language. In the file a plain string may stand for words in English only."""


class Record(Struct, forbid_unknown_fields=True):
    """Base of all records."""


class CatalogueFile(Record):
    """Base of the records that are a JSON file each."""

    format: Literal[1]


class SessionRecord(Record):
    kind: Literal["regular", "special"]
    number: Number
    roman: Annotated[str, Meta(pattern=r"^[IVXLCDM]+$", max_length=12)]
    source: Text
    symbol_suffix: Annotated[Text, Meta(max_length=30)] | None = None
    serial_base: Annotated[Text, Meta(max_length=40)] | None = None
    proceedings: Annotated[Text, Meta(max_length=60)] | None = None
    place: Words | None = None
    country: Alpha3 | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    theme: Annotated[Text, Meta(max_length=250)] | None = None

    @property
    def key(self) -> str:
        return str(self.number) if self.kind == "regular" else f"{self.kind}-{self.number}"


class ThemeRecord(Record):
    key: Key
    names: Names


class GroupingRecord(Record):
    grouping: Words
    status: Words
    source: Text
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None


class ParticipationRecord(Record):
    standing: Literal[
        "participating",
        "suspended",
        "excluded",
        "not_participating",
        "withdrawing",
        "withdrawn",
        "disputed",
    ]
    valid_from: date
    basis: Text
    source: Text
    valid_to: date | None = None
    precision: Literal["day", "month", "year"] = "day"


class SeatRecord(Record):
    """A capital or a body's headquarters: deadlines are shown in its time beside UTC."""

    names: Names
    time_zone: TimeZone
    source: Text


class StateRecord(Record):
    code: Alpha3
    alpha2: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
    numeric: Annotated[str, Meta(pattern=r"^[0-9]{3}$")]
    names: Names
    subregion: Annotated[Text, Meta(max_length=50)]
    source: Text
    participation: list[ParticipationRecord]
    seat: SeatRecord | None = None
    groupings: list[GroupingRecord] = []


class BodyRecord(Record):
    code: BodyCode
    type: Literal["body", "ministerial", "subregional"]
    names: Names
    source: Text
    seat: SeatRecord | None = None
    acronyms: Names | None = None
    parent: BodyCode | None = None
    mandates: Names | None = None


class IndicatorRecord(Record):
    code: IndicatorCode
    framework: Words
    titles: Names
    better: Literal["lower", "higher", "context"]
    source: Text
    units: Names | None = None
    licence: Text | None = None


class SeriesRecord(Record):
    """A CSV file of one indicator's values, with its source."""

    indicator: IndicatorCode
    file: FileName
    sha256: Sha256
    source: Text
    licence: Text
    obtained_from: Text | None = None
    change: Text | None = None


class TermRecord(Record):
    key: Annotated[str, Meta(pattern=r"^[a-z0-9_]+$", max_length=60)]
    names: Names
    source: Text


class SpanRecord(Record):
    start: Offset
    end: Offset
    quote: Text


class SourceText(Record):
    language: LanguageCode
    file: FileName
    sha256: Sha256
    source: Text
    authentic: bool = True


class Counts(Record):
    preambular: Offset
    operative: Offset
    commitments: Offset


class Deadline(Record):
    session: SessionKey
    words: Annotated[Text, Meta(max_length=200)]


class Retirement(Record):
    on: date
    reason: Text
    succeeded_by: list[CommitmentCode] = []


class CommitmentRecord(Record):
    code: CommitmentCode
    titles: Names
    start: Offset
    end: Offset
    quote: Text
    tracking: Literal["per_state", "per_body"]
    nature: Literal["continuing", "one_off"]
    lead_in: SpanRecord | None = None
    tail: SpanRecord | None = None
    addressees: list[BodyCode] = []
    supporting: list[BodyCode] = []
    consulted: list[BodyCode] = []
    themes: list[Key] = []
    indicators: list[IndicatorCode] = []
    evidence_expected: list[Wording] = []
    deadline: Deadline | None = None
    retired: Retirement | None = None

    @property
    def successors(self) -> list[str]:
        """The codes of the commitments that replace it."""
        return self.retired.succeeded_by if self.retired else []


class ParagraphRecord(Record):
    kind: Literal["preambular", "operative"]
    number: Number
    start: Offset
    end: Offset
    quote: Text
    number_start: Offset | None = None
    verb: SpanRecord | None = None
    verb_kind: VerbKind | None = None
    headlines: Names | None = None
    note: Text | None = None
    indicators: list[IndicatorCode] = []
    commitments: list[CommitmentRecord] = []


class ReservationRecord(Record):
    """A state's footnote to one paragraph (`5`, `p5`), to one commitment, or to the whole."""

    state: Alpha3
    language: LanguageCode
    made_on: date
    content: Text
    source: Text
    paragraph: Annotated[str, Meta(pattern=r"^p?[1-9][0-9]*$")] | None = None
    commitment: CommitmentCode | None = None


class InstrumentRecord(CatalogueFile):
    key: Key
    symbol: Annotated[Text, Meta(max_length=60)]
    titles: Names
    session: SessionKey
    adopted_on: date
    original_language: LanguageCode
    texts: list[SourceText]
    spans_in: LanguageCode
    counts: Counts
    paragraphs: list[ParagraphRecord]
    default: bool = False
    titles_status: dict[LanguageCode, str] = {}
    adopted_at: Words | None = None
    attribution: dict[str, Author] = {}
    reservations: list[ReservationRecord] = []

    @property
    def commitments(self) -> list[CommitmentRecord]:
        """All commitments, in the order of the text."""
        return [each for paragraph in self.paragraphs for each in paragraph.commitments]


class SessionsFile(CatalogueFile):
    sessions: list[SessionRecord]


class ThemesFile(CatalogueFile):
    themes: list[ThemeRecord]
    attribution: Author = "tracker"


class StatesFile(CatalogueFile):
    states: list[StateRecord]


class BodiesFile(CatalogueFile):
    bodies: list[BodyRecord]


class IndicatorsFile(CatalogueFile):
    indicators: list[IndicatorRecord]


class SeriesFile(CatalogueFile):
    series: list[SeriesRecord]


class GlossaryFile(CatalogueFile):
    terms: list[TermRecord]


class ValueRecord(Struct):
    """A line of a CSV file. `value` is as the file writes it: `8.348`, or censored: `<5`."""

    indicator: str
    state: str
    year: int
    disaggregation: str
    value: str
    source: str
    file: str
    line: int

    @property
    def censored(self) -> bool:
        """Whether the source gives a bound and no number."""
        return self.value.startswith(("<", ">", "≤", "≥"))


class CatalogueRecords(Struct):
    """All that a folder holds.

    `instruments`: by the name of its folder; `texts`: content by (that name, language).
    """

    sessions: list[SessionRecord] = []
    themes: list[ThemeRecord] = []
    states: list[StateRecord] = []
    bodies: list[BodyRecord] = []
    indicators: list[IndicatorRecord] = []
    series: list[SeriesRecord] = []
    values: list[ValueRecord] = []
    terms: list[TermRecord] = []
    instruments: dict[str, InstrumentRecord] = {}
    texts: dict[tuple[str, str], str] = {}
