"""Format 1 of the catalogue, type by type; docs/catalogue-format.md says it in prose."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

FORMAT = 1

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
# Of the IANA time zone database. What zones there are is for tzdata to say, which changes.
TimeZone = Annotated[str, Meta(pattern=r"^[A-Z][A-Za-z]*(/[A-Z][A-Za-z_-]*){0,2}$", max_length=40)]
LANGUAGES = ("en", "es", "fr", "pt")
LanguageCode = Literal["en", "es", "fr", "pt"]
Author = Literal["tracker", "organization"]


class Names(dict[str, str | None]):
    """A name by language. English is needed; another language may be missing or null."""


class Wording(Names):
    """The same; in the file a plain string will do, and is English alone."""


class Record(Struct, forbid_unknown_fields=True):
    """Base of all."""


class Session(Record):
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


class Theme(Record):
    key: Key
    names: Names


class Grouping(Record):
    grouping: Words
    status: Words
    source: Text
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None


class Participation(Record):
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


class Seat(Record):
    """The town whose time deadlines are told in beside UTC: a capital, a body's headquarters."""

    names: Names
    time_zone: TimeZone
    source: Text


class State(Record):
    code: Alpha3
    alpha2: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
    numeric: Annotated[str, Meta(pattern=r"^[0-9]{3}$")]
    names: Names
    subregion: Annotated[Text, Meta(max_length=50)]
    source: Text
    participation: list[Participation]
    seat: Seat | None = None
    groupings: list[Grouping] = []


class Body(Record):
    code: BodyCode
    type: Literal["body", "ministerial", "subregional"]
    names: Names
    source: Text
    seat: Seat | None = None
    acronyms: Names | None = None
    parent: BodyCode | None = None
    mandates: Names | None = None


class Indicator(Record):
    code: IndicatorCode
    framework: Words
    titles: Names
    better: Literal["lower", "higher", "context"]
    source: Text
    units: Names | None = None
    licence: Text | None = None


class Series(Record):
    """A CSV file of one indicator's values, with where it comes from."""

    indicator: IndicatorCode
    file: FileName
    sha256: Sha256
    source: Text
    licence: Text
    obtained_from: Text | None = None
    change: Text | None = None


class Term(Record):
    key: Annotated[str, Meta(pattern=r"^[a-z0-9_]+$", max_length=60)]
    names: Names
    source: Text


class Span(Record):
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


class Commitment(Record):
    code: CommitmentCode
    titles: Names
    start: Offset
    end: Offset
    quote: Text
    tracking: Literal["per_state", "per_body"]
    nature: Literal["continuing", "one_off"]
    lead_in: Span | None = None
    tail: Span | None = None
    addressees: list[BodyCode] = []
    supporting: list[BodyCode] = []
    consulted: list[BodyCode] = []
    themes: list[Key] = []
    indicators: list[IndicatorCode] = []
    evidence_expected: list[Wording] = []
    deadline: Deadline | None = None
    retired: Retirement | None = None


class Paragraph(Record):
    kind: Literal["preambular", "operative"]
    number: Number
    start: Offset
    end: Offset
    quote: Text
    number_start: Offset | None = None
    verb: Span | None = None
    verb_kind: (
        Literal[
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
        | None
    ) = None
    headlines: Names | None = None
    note: Text | None = None
    indicators: list[IndicatorCode] = []
    commitments: list[Commitment] = []


class Reservation(Record):
    """A state's footnote: to one paragraph (`5`, `p5`), one commitment, or the whole."""

    state: Alpha3
    language: LanguageCode
    made_on: date
    content: Text
    source: Text
    paragraph: Annotated[str, Meta(pattern=r"^p?[1-9][0-9]*$")] | None = None
    commitment: CommitmentCode | None = None


class Instrument(Record):
    format: Literal[1]
    key: Key
    symbol: Annotated[Text, Meta(max_length=60)]
    titles: Names
    session: SessionKey
    adopted_on: date
    original_language: LanguageCode
    texts: list[SourceText]
    spans_in: LanguageCode
    counts: Counts
    paragraphs: list[Paragraph]
    default: bool = False
    titles_status: dict[LanguageCode, str] = {}
    adopted_at: Words | None = None
    attribution: dict[str, Author] = {}
    reservations: list[Reservation] = []


class Sessions(Record):
    format: Literal[1]
    sessions: list[Session]


class Themes(Record):
    format: Literal[1]
    themes: list[Theme]
    attribution: Author = "tracker"


class States(Record):
    format: Literal[1]
    states: list[State]


class Bodies(Record):
    format: Literal[1]
    bodies: list[Body]


class Indicators(Record):
    format: Literal[1]
    indicators: list[Indicator]


class AllSeries(Record):
    format: Literal[1]
    series: list[Series]


class Glossary(Record):
    format: Literal[1]
    terms: list[Term]


class Value(Struct):
    """One line of a series' CSV. `value` as it stands there: `8.348`, or censored: `<5`."""

    indicator: str
    state: str
    year: int
    disaggregation: str
    value: str
    source: str
    file: str
    line: int


class Catalogue(Struct):
    """A folder's content, read. `texts`: (key of the instrument, language) to content."""

    sessions: list[Session] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
