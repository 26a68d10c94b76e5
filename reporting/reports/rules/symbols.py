"""Document symbols such as `AG/doc.5421/12`: a pattern for each kind, and the assigned number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Fault
from reporting.reports.models.report import StatusReport

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}[a-z]?")
_PLACE: Final = re.compile(r"\b(N|YY)\b")
_REVISION: Final = re.compile(r" rev\. \d+$")
_LONGEST: Final = {"classification": 40, "symbol": 60}


@dataclass(frozen=True, slots=True)
class Pattern:
    """`OEA/Ser.P AG/doc.N/YY`: the series, and symbol with N for the number and YY for the year."""

    classification: str
    symbol: str

    def filled(self, number: str, year: int) -> str:
        """Return the symbol of a number, in a year of four digits: AG/doc.5421/12."""
        values = {"N": number, "YY": f"{year % 100:02}"}
        return _PLACE.sub(lambda place: values[place[1]], self.symbol)


def parsed(text: str) -> Pattern | None:
    """Return the pattern, or None for an empty one. Raises ValueError saying what is wrong."""
    if not text:
        return None
    classification, space, symbol = text.partition(" ")
    if not space or not classification or not symbol or symbol != symbol.strip():
        raise ValueError("wants a series and a symbol with one space between")
    if not text.isprintable():
        raise ValueError("holds a character that cannot be printed")
    for name, value in (("classification", classification), ("symbol", symbol)):
        if len(value) > _LONGEST[name]:
            raise ValueError(f"is too long: {_LONGEST[name]} characters for the {name}")
    places = _PLACE.findall(symbol)
    if places.count("N") != 1 or places.count("YY") > 1:
        raise ValueError("wants N, for the number, once in the symbol, and YY at most once")
    return Pattern(classification, symbol)


def pattern_of(kind: str) -> Pattern | None:
    """Return the pattern of a kind of report; None where such reports have no symbol."""
    return parsed(settings.REPORT_SYMBOLS.get(kind, ""))


def columns(report: StatusReport, number: str, *, at: datetime) -> dict[str, str]:
    """Return the values of `number`, `classification` and `symbol` for a number of a report.

    The year is the session's, otherwise that of `at`. "" removes the number. `fault_of` checks
    the number; this does not.
    """
    pattern = pattern_of(report.kind)
    if not number or pattern is None:
        return {"number": "", "classification": "", "symbol": ""}
    session = report.session
    year = (session.starts_on if session is not None and session.starts_on else at).year
    return {
        "number": number,
        "classification": pattern.classification,
        "symbol": of_revision(pattern.filled(number, year), report.revision),
    }


def of_revision(symbol: str, revision: int) -> str:
    """Return the symbol of the n-th correction of a document: AG/doc.5421/12 rev. 1."""
    plain = _REVISION.sub("", symbol)
    return f"{plain} rev. {revision}" if plain and revision else plain


def fault_of(report: StatusReport, number: object, *, at: datetime) -> Fault | None:
    """Return why a report cannot have this number; None if it can."""
    fault = partial(Fault, "/number")
    if not isinstance(number, str):
        return fault("wrong_type", _("This must be text."))
    if not number or number == report.number:
        return None
    if report.corrects is not None and report.corrects.symbol:
        return fault("corrects", _("A correction keeps the number of what it corrects."))
    if pattern_of(report.kind) is None:
        return fault("no_pattern", _("Reports of this kind have no document symbol here."))
    if not _NUMBER.fullmatch(number):
        return fault(
            "invalid", _("Enter the number alone, such as 5421: digits, and a letter if any.")
        )
    values = columns(report, number, at=at)
    symbol = values["symbol"]
    same = StatusReport.objects.not_discarded().filter(
        classification=values["classification"], symbol=symbol
    )
    return fault("taken", taken(symbol)) if same.exclude(pk=report.pk).exists() else None


def taken(symbol: str) -> str:
    """Return the message that another report has this symbol."""
    return _("Another report has the symbol %(symbol)s.") % {"symbol": symbol}


@checks.register()
def check_patterns(**_kwargs: object) -> Sequence[checks.CheckMessage]:
    """Return an error for each pattern in the settings that would print a wrong symbol."""
    errors = []
    for kind, text in settings.REPORT_SYMBOLS.items():
        try:
            parsed(text)
        except ValueError as error:
            errors.append(
                checks.Error(
                    f"REPORT_SYMBOL_{kind.upper()} ({text!r}) {error}.",
                    hint='As "OEA/Ser.P AG/doc.N/YY"; or empty, for no symbol.',
                    id="reporting.E001",
                )
            )
    return errors
