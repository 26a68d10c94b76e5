"""Checks of what was sent: one cleaner for each kind of field; all faults are found together.

A cleaner takes what was sent, returns it as a Python value, and raises Unfit if it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Fault, Invalid, Words, missing
from tracker.fields import LINE_MAX, TEXT_MAX, ContentField, Fields, Kind

_AMOUNT_LIMIT: Final = Decimal(10) ** 16

Cleaned = TypeVar("Cleaned")
Cleaner = Callable[[object], object]

FAULTY = _("Some of what was sent is not valid.")
BLANK: Final = _("Enter a text here.")


class Unfit(Exception):
    """A value is not valid; `clean_fields` turns this into a fault with its pointer."""

    def __init__(self, code: str, detail: Words, pointer: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.pointer = pointer


# One value -------------------------------------------------------------------------------------


def text(
    value: object, *, longest: int = TEXT_MAX, required: bool = False, blank: Words = BLANK
) -> str:
    """Return the text without space around it, with `\\n` as line ends.

    `blank` is the message if the text is required and there is none.
    """
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
        raise Unfit("required", blank)
    return words


def line(value: object, *, longest: int = LINE_MAX, required: bool = False) -> str:
    """Return the text as one line, with single spaces."""
    return " ".join(text(value, longest=longest, required=required).split())


def choice(value: object, values: Collection[str]) -> str:
    """Return the value if it is one of `values`."""
    if not isinstance(value, str) or value not in values:
        listed = ", ".join(f"“{choice}”" for choice in values if choice)
        raise Unfit("not_a_choice", _("This must be one of %(values)s.") % {"values": listed})
    return value


def whole_number(value: object, *, least: int, most: int) -> int:
    """Return the whole number from `least` to `most`; a boolean is not a number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unfit("wrong_type", _("This must be a whole number."))
    if not least <= value <= most:
        raise Unfit(
            "out_of_range",
            _("This must be from %(least)s to %(most)s.") % {"least": least, "most": most},
        )
    return value


def yes_or_no(value: object) -> bool:
    """Return the boolean; no other value stands for one."""
    if not isinstance(value, bool):
        raise Unfit("wrong_type", _("This must be true or false."))
    return value


def day(value: object) -> date:
    """Return the date, sent as a date or as `2012-01-31`."""
    found = value if isinstance(value, date) and not isinstance(value, datetime) else None
    if isinstance(value, str):
        with suppress(ValueError):
            found = parse_date(value)
    if found is None:
        raise Unfit("not_a_date", _("This must be a date, such as 2012-01-31."))
    return found


def moment(value: object) -> datetime:
    """Return the moment, sent as a datetime or as `2012-01-31T12:00:00Z`."""
    found = value if isinstance(value, datetime) else None
    if isinstance(value, str):
        with suppress(ValueError):
            found = parse_datetime(value)
    if found is None or found.tzinfo is None or not 1 < found.year < 9999:
        raise Unfit(
            "not_a_moment",
            _("This must be a date and time with its offset, such as 2012-01-31T12:00:00Z."),
        )
    return found


def amount(value: object) -> Decimal:
    """Return the amount, which is not negative, with two decimals."""
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


def currency(value: object) -> str:
    """Return the code of a currency in capitals; "" for none."""
    code = line(value, longest=3).upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Unfit("not_a_choice", _("This must be an ISO 4217 code, such as USD."))
    return code


def or_none(clean: Callable[[object], Cleaned]) -> Callable[[object], Cleaned | None]:
    """Return a cleaner that also takes null."""
    return lambda value: None if value is None else clean(value)


# Many values -----------------------------------------------------------------------------------


def clean_fields(
    changes: Mapping[str, object],
    cleaners: Mapping[str, Cleaner],
    *,
    required: Collection[str] = (),
) -> dict[str, Any]:
    """Return the changes as Python values. Raises Invalid with all faults.

    A field without a cleaner is a fault, and so is one of `required` that was not sent.
    """
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
    if found := tuple(faults):
        raise Invalid(FAULTY, found)


def clean_words(value: object, *, name: str, required: bool = True, blank: Words = BLANK) -> str:
    """Return a comment or reason that was sent in the field `name`; null is no text.

    `blank` is the message if it is required and there is none. Raises Invalid.
    """
    clean = partial(text, required=required, blank=blank)
    return str(clean_fields({name: "" if value is None else value}, {name: clean})[name])


# Cleaners of declared fields -------------------------------------------------------------------


def cleaners(
    fields: Fields, model: type[models.Model], special: Mapping[Kind, Cleaner] | None = None
) -> dict[str, Cleaner]:
    """Return the cleaner of each declared field, by name.

    The columns of `model` have the choices; `special` has the cleaners of kinds that only the
    caller can check. Raises KeyError for a kind without a cleaner.
    """
    found: dict[str, Cleaner] = {}
    for field in fields:
        cleaner = (special or {}).get(field.kind) or _BY_KIND[field.kind](field, model)
        found[field.name] = or_none(cleaner) if field.nullable else cleaner
    return found


def column_of(field: ContentField, model: type[models.Model]) -> models.Field[Any, Any]:
    """Return the column that holds a field. Raises FieldDoesNotExist."""
    column = model._meta.get_field(field.name)
    if not isinstance(column, models.Field):
        raise FieldDoesNotExist(field.name)
    return column


def _choice_of(field: ContentField, model: type[models.Model]) -> Cleaner:
    """Return the cleaner of a choice. "" is one where the column may be empty."""
    column = column_of(field, model)
    values = [str(value) for value, _label in column.flatchoices]
    return partial(choice, values=["", *values] if column.blank else values)


_CleanerOf = Callable[[ContentField, type[models.Model]], Cleaner]
_BY_KIND: Final[Mapping[Kind, _CleanerOf]] = {
    Kind.YES_NO: lambda field, model: yes_or_no,
    Kind.LINE: lambda field, model: partial(
        line, longest=field.longest or LINE_MAX, required=field.required
    ),
    Kind.TEXT: lambda field, model: partial(
        text, longest=field.longest or TEXT_MAX, required=field.required
    ),
    Kind.CHOICE: _choice_of,
    Kind.WHOLE_NUMBER: lambda field, model: partial(
        whole_number, least=field.least, most=field.most
    ),
    Kind.AMOUNT: lambda field, model: amount,
    Kind.CURRENCY: lambda field, model: currency,
    Kind.DAY: lambda field, model: day,
    Kind.MOMENT: lambda field, model: moment,
}
