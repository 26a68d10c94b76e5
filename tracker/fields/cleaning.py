"""What a value must be, whatever noun it is of: cleaners by kind of field, faults all in one go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Fault, Invalid, Words, missing
from tracker.fields import LINE_MAX, TEXT_MAX, ContentField, Fields, Kind

_AMOUNT_LIMIT: Final = Decimal(10) ** 16

Cleaned = TypeVar("Cleaned")
Cleaner = Callable[[Any], Any]

FAULTY = _("Some of what was sent is not valid.")


class Unfit(Exception):
    """A value will not do; `clean_fields` turns it into a fault with its pointer."""

    def __init__(self, code: str, detail: Any, pointer: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.pointer = pointer


# One value -------------------------------------------------------------------------------------


def text(value: Any, *, longest: int = TEXT_MAX, required: bool = False) -> str:
    """Return the words, trimmed and with plain line ends. Raises Unfit."""
    if not isinstance(value, str):
        raise Unfit("wrong_type", _("This must be text."))
    if "\x00" in value:
        raise Unfit("bad_character", _("A NUL character is not allowed."))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unfit(
            "bad_character", _("Half of a character (a lone surrogate) is not allowed.")
        ) from None
    words = value.replace("\r\n", "\n").strip()
    if len(words) > longest:
        raise Unfit(
            "too_long", _("At most %(longest)s characters are allowed here.") % {"longest": longest}
        )
    if required and not words:
        raise Unfit("required", _("Enter a text here."))
    return words


def line(value: Any, *, longest: int = LINE_MAX, required: bool = False) -> str:
    """Return one line of words, trimmed. Raises Unfit."""
    return " ".join(text(value, longest=longest, required=required).split())


def choice(value: Any, values: Collection[str]) -> str:
    """Return the value, one of `values`. Raises Unfit."""
    if not isinstance(value, str) or value not in values:
        listed = ", ".join(f"“{known}”" for known in values if known)
        raise Unfit("not_a_choice", _("This must be one of %(values)s.") % {"values": listed})
    return value


def whole_number(value: Any, *, least: int, most: int) -> int:
    """Return the whole number between the two, both included; a boolean is none. Raises Unfit."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unfit("wrong_type", _("This must be a whole number."))
    if not least <= value <= most:
        raise Unfit(
            "out_of_range",
            _("This must be from %(least)s to %(most)s.") % {"least": least, "most": most},
        )
    return value


def yes_or_no(value: Any) -> bool:
    """Return the boolean. Raises Unfit."""
    if not isinstance(value, bool):
        raise Unfit("wrong_type", _("This must be true or false."))
    return value


def day(value: Any) -> date:
    """Return the date, given as such or as `2012-01-31`. Raises Unfit."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        found = parse_date(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None:
        raise Unfit("not_a_date", _("This must be a date, such as 2012-01-31."))
    return found


def moment(value: Any) -> datetime:
    """Return the moment, given as such or as `2012-01-31T12:00:00Z`. Raises Unfit."""
    found = value if isinstance(value, datetime) else None
    if isinstance(value, str):
        try:
            found = parse_datetime(value)
        except ValueError:
            found = None
    if found is None or found.tzinfo is None or not 1 < found.year < 9999:
        raise Unfit(
            "not_a_moment",
            _("This must be a date and time with its offset, such as 2012-01-31T12:00:00Z."),
        )
    return found


def amount(value: Any) -> Decimal:
    """Return the amount, not negative, to two decimals. Raises Unfit."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise Unfit("wrong_type", _("This must be an amount."))
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise Unfit("wrong_type", _("This must be an amount.")) from None
    if not found.is_finite() or not 0 <= found < _AMOUNT_LIMIT:
        raise Unfit("out_of_range", _("This must not be negative, nor have over 16 digits."))
    if found != round(found, 2):
        raise Unfit("out_of_range", _("At most two decimals are allowed."))
    return round(found, 2)


def currency(value: Any) -> str:
    """Return the code of a currency, in capitals; "" for none. Raises Unfit."""
    code = line(value, longest=3).upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Unfit("not_a_choice", _("This must be an ISO 4217 code, such as USD."))
    return code


def or_none(clean: Callable[[Any], Cleaned]) -> Callable[[Any], Cleaned | None]:
    """Return a cleaner that takes null too."""
    return lambda value: None if value is None else clean(value)


# Many values -----------------------------------------------------------------------------------


def clean_fields(
    changes: Mapping[str, Any], cleaners: Mapping[str, Cleaner], *, required: Collection[str] = ()
) -> dict[str, Any]:
    """Return the changes as Python values. Raises Invalid with every fault, unknown fields too."""
    faults: list[Fault] = []
    clean: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in cleaners:
            faults.append(Fault(f"/{name}", "unknown_field", _("There is no such field.")))
            continue
        try:
            clean[name] = cleaners[name](value)
        except Unfit as unfit:
            faults.append(Fault(f"/{name}{unfit.pointer}", unfit.code, unfit.detail))
    faults += [missing(f"/{name}") for name in required if name not in changes]
    refuse(faults)
    return clean


def refuse(faults: Iterable[Fault]) -> None:
    """Raise Invalid with the faults, if there are any."""
    kept = tuple(faults)
    if kept:
        raise Invalid(FAULTY, kept)


def clean_words(value: Any, *, name: str, required: bool = True, blank: Words = "") -> str:
    """Return a comment or reason, trimmed; null is none. Raises Invalid, pointing at `name`.

    `blank`: what to say where a required one is left out.
    """

    def cleaned(words: Any) -> str:
        kept = text(words, required=required and not blank)
        if required and not kept:
            raise Unfit("required", blank)
        return kept

    return str(clean_fields({name: "" if value is None else value}, {name: cleaned})[name])


# By declaration --------------------------------------------------------------------------------


def cleaners(
    fields: Fields, model: type[models.Model], own: Mapping[Kind, Cleaner] | None = None
) -> dict[str, Cleaner]:
    """Return a cleaner for each declared field, by name.

    `model` has the columns that name the choices; `own`: cleaners of kinds that only the caller
    knows. Raises KeyError for a kind that nobody knows.
    """
    return {field.name: _cleaner(field, model, own or {}) for field in fields}


def _cleaner(
    field: ContentField, model: type[models.Model], own: Mapping[Kind, Cleaner]
) -> Cleaner:
    made = own[field.kind] if field.kind in own else _BY_KIND[field.kind](field, model)
    return or_none(made) if field.nullable else made


def column_of(field: ContentField, model: type[models.Model]) -> models.Field[Any, Any]:
    """Return the column in which a field is kept. Raises FieldDoesNotExist."""
    column = model._meta.get_field(field.name)
    assert isinstance(column, models.Field)  # noqa: S101  # nothing declared is a way back
    return column


def choices_of(field: ContentField, model: type[models.Model]) -> list[str]:
    """Return what a field may be, as its column says; "" where it may be left open."""
    column = column_of(field, model)
    values = [str(value) for value, _label in column.flatchoices]
    return ["", *values] if column.blank else values


_BY_KIND: Final[Mapping[Kind, Callable[[ContentField, type[models.Model]], Cleaner]]] = {
    Kind.YES_NO: lambda field, model: yes_or_no,
    Kind.LINE: lambda field, model: (
        lambda value: line(value, longest=field.longest or LINE_MAX, required=field.required)
    ),
    Kind.TEXT: lambda field, model: (
        lambda value: text(value, longest=field.longest or TEXT_MAX, required=field.required)
    ),
    Kind.CHOICE: lambda field, model: lambda value: choice(value, choices_of(field, model)),
    Kind.WHOLE_NUMBER: lambda field, model: (
        lambda value: whole_number(value, least=field.least, most=field.most)
    ),
    Kind.AMOUNT: lambda field, model: amount,
    Kind.CURRENCY: lambda field, model: currency,
    Kind.DAY: lambda field, model: day,
    Kind.MOMENT: lambda field, model: moment,
}
