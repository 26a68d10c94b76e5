"""What can be said of a field, and of the fields of a noun together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    # As forms take their words.
    Label: TypeAlias = str | _StrPromise

TEXT_MAX: Final = 100_000
LINE_MAX: Final = 300


class Kind(StrEnum):
    """What a field holds. Each door has one table that says how it treats each kind."""

    LEVEL = "level"  # of the rubric, or null
    YES_NO = "yes_no"
    LINE = "line"  # words in one line
    TEXT = "text"  # words in as many lines as they take
    COOPERATION = "cooperation"  # a list of {"theme": key, "text": words}
    CHOICE = "choice"  # one of those that its column names
    WHOLE_NUMBER = "whole_number"
    AMOUNT = "amount"
    CURRENCY = "currency"
    DAY = "day"
    MOMENT = "moment"
    COMMITMENTS = "commitments"  # a list of codes
    LINK = "link"
    FILE = "file"
    PASSAGE = "passage"  # the name of a field of an update


class Document(StrEnum):
    """A part of a report in which a field stands. The JSON file holds what any of them does."""

    ANNEX = "annex"  # every update in full: PDF, DOCX, HTML
    WORKBOOK = "workbook"  # a column of its own: XLSX


EVERYWHERE: Final = frozenset(Document)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentField:
    """One field that people fill in.

    `label`, `help`, `rows`: how a form shows it. `longest`: characters; `least`, `most`: of a
    number. `nullable`: whether null may be sent. `required`: an update cannot be submitted, and
    anything else not be made, without it.

    `narrative`: the party's running words, which can be translated. `lead`: the one that stands
    alone where there is little room. `searched`: the weight of its words in a search, A before B.
    `compared`: whether a comparison of two reports calls an update reworded where its words differ.
    `begun`: whether it shows that the party has begun, so that no officer may write over it.
    `carried`: whether starting from the period before copies it. `documents`: where in reports its
    words stand; a level, a language or a date has its own place there. `example`: what the
    description of the API shows.
    """

    name: str
    kind: Kind
    label: Label
    help: Label = ""
    rows: int = 4
    longest: int | None = None
    least: int = 0
    most: int = 0
    nullable: bool = False
    required: bool = False
    narrative: bool = False
    lead: bool = False
    searched: Literal["", "A", "B"] = ""
    compared: bool = False
    begun: bool = False
    carried: bool = False
    documents: frozenset[Document] = frozenset()
    example: str = ""

    @property
    def commented(self) -> bool:
        """Whether a comment can be about it: the level, and every passage."""
        return self.kind == Kind.LEVEL or self.holds_words

    @property
    def is_wide(self) -> bool:
        """Whether its box takes the width of a form."""
        return self.kind in (Kind.LINE, Kind.TEXT, Kind.COOPERATION, Kind.COMMITMENTS)

    @property
    def holds_words(self) -> bool:
        """Whether what it holds is read as a passage of an update."""
        return self.kind in (Kind.TEXT, Kind.COOPERATION)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one noun, in the order in which they are shown."""

    declared: tuple[ContentField, ...]

    def __iter__(self) -> Iterator[ContentField]:
        return iter(self.declared)

    def __getitem__(self, name: str) -> ContentField:
        """Return the field of that name. Raises KeyError."""
        for field in self.declared:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all."""
        return tuple(field.name for field in self.declared)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of those that must be given."""
        return tuple(field.name for field in self.declared if field.required)

    @property
    def narratives(self) -> tuple[ContentField, ...]:
        """Those that hold the party's running words."""
        return tuple(field for field in self.declared if field.narrative)

    @property
    def passages(self) -> tuple[ContentField, ...]:
        """Those that are read as passages, lists of cooperation among them."""
        return tuple(field for field in self.declared if field.holds_words)

    def as_draft(self) -> Fields:
        """Return the same with nothing required: a draft may lack anything."""
        return Fields(tuple(replace(field, required=False) for field in self.declared))

    @property
    def lead(self) -> ContentField:
        """The one that stands for all where there is little room."""
        return next(field for field in self.declared if field.lead)
