"""The properties of a field, and the fields of an update, action, evidence or comment together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label: TypeAlias = "str | _StrPromise"  # as Django's forms accept it

TEXT_MAX: Final = 100_000
LINE_MAX: Final = 300


class Kind(StrEnum):
    """What a field holds. Forms, API and checks each have a table by kind."""

    LEVEL = "level"  # an implementation level, or null
    YES_NO = "yes_no"
    LINE = "line"  # text on one line
    TEXT = "text"  # text on any number of lines
    COOPERATION = "cooperation"  # a list of {"theme": key, "text": words}
    CHOICE = "choice"  # one of the choices of its column
    WHOLE_NUMBER = "whole_number"
    AMOUNT = "amount"
    CURRENCY = "currency"
    DAY = "day"
    MOMENT = "moment"
    COMMITMENTS = "commitments"  # a list of codes
    LINK = "link"
    FILE = "file"
    PASSAGE = "passage"  # the name of a field of an update


class ReportPart(StrEnum):
    """A part of a report that shows a field. The JSON file has each field that any part shows."""

    ANNEX = "annex"  # every update in full: PDF, DOCX, HTML
    WORKBOOK = "workbook"  # one column for the field: XLSX


EVERYWHERE: Final = frozenset(ReportPart)


@dataclass(frozen=True, slots=True)
class ContentField:
    """One field that people fill in.

    `label`, `help` and `rows` are for its form. `longest` is the greatest number of characters;
    `least` and `most` limit a number. `nullable`: null may be sent. `required`: without it an
    update cannot be submitted, and anything else cannot be created.

    `narrative`: it is text of the party that can be translated. `lead`: it stands for all the
    others where there is little room. `searched`: its weight in a search, A above B. `compared`:
    a comparison of two reports calls an update reworded if this field differs. `begun`: if it is
    filled, the party has begun, and no officer may write over it. `carried`: it is copied when a
    party starts from the update of an earlier period. `documents`: the parts of reports that show
    it as text; levels, languages and dates have places of their own there. `example`: shown in
    the description of the API.
    """

    name: str
    kind: Kind
    label: Label
    _: KW_ONLY
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
    documents: frozenset[ReportPart] = frozenset()
    example: str = ""

    @property
    def commented(self) -> bool:
        """Whether a comment can be about it: the level and every passage."""
        return self.kind == Kind.LEVEL or self.holds_words

    @property
    def is_wide(self) -> bool:
        """Whether its box is as wide as the form."""
        return self.kind in (Kind.LINE, Kind.TEXT, Kind.COOPERATION, Kind.COMMITMENTS)

    @property
    def holds_words(self) -> bool:
        """Whether it is a passage of an update: text, or a list of cooperation."""
        return self.kind in (Kind.TEXT, Kind.COOPERATION)


@dataclass(frozen=True, slots=True)
class Fields:
    """All fields of an update, action, evidence or comment, in the order of their display."""

    declared: tuple[ContentField, ...]

    def __iter__(self) -> Iterator[ContentField]:
        return iter(self.declared)

    def __getitem__(self, name: str) -> ContentField:
        """Return the field with this name. Raises KeyError."""
        return {field.name: field for field in self.declared}[name]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.declared)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the required fields."""
        return tuple(field.name for field in self.declared if field.required)

    @property
    def narratives(self) -> tuple[ContentField, ...]:
        return tuple(field for field in self.declared if field.narrative)

    @property
    def passages(self) -> tuple[ContentField, ...]:
        return tuple(field for field in self.declared if field.holds_words)

    @property
    def lead(self) -> ContentField:
        return next(field for field in self.declared if field.lead)

    def as_draft(self) -> Fields:
        """Return the same fields with none required, since a draft may lack anything."""
        return Fields(tuple(replace(field, required=False) for field in self.declared))
