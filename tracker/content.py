"""What may be written into an update, and what a submission needs: one set of rules for all doors.

A draft takes anything that is well typed. All faults are found in one go, each with its pointer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from commitments.errors import Fault, Invalid
from commitments.models import Language, Theme

from .models import CONTENT_FIELDS, Channel, Level, ProgressUpdate, Revision, Visibility

TEXT_MAX: Final = 100_000
LIST_MAX: Final = 100

Cleaned = TypeVar("Cleaned")
Cleaner = Callable[[Any], Any]

FAULTY = _("Some of what was sent will not do.")


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
        raise Unfit("bad_character", _("A NUL character cannot be kept."))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unfit(
            "bad_character", _("Half of a character (a lone surrogate) cannot be kept.")
        ) from None
    words = value.replace("\r\n", "\n").strip()
    if len(words) > longest:
        raise Unfit(
            "too_long", _("At most %(longest)s characters are kept here.") % {"longest": longest}
        )
    if required and not words:
        raise Unfit("required", _("Words are needed here."))
    return words


def line(value: Any, *, longest: int = 300, required: bool = False) -> str:
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
        raise Unfit("not_a_date", _("This must be a date like 2012-01-31."))
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
            _("This must be a date and time with its offset, like 2012-01-31T12:00:00Z."),
        )
    return found


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
    faults += [
        Fault(f"/{name}", "required", _("This is needed."))
        for name in required
        if name not in changes
    ]
    refuse(faults)
    return clean


def refuse(faults: Iterable[Fault]) -> None:
    """Raise Invalid with the faults, if there are any."""
    kept = tuple(faults)
    if kept:
        raise Invalid(FAULTY, kept)


def clean_words(value: Any, *, name: str, required: bool = True) -> str:
    """Return a comment or reason, trimmed; null is none. Raises Invalid, pointing at `name`."""
    cleaners: dict[str, Cleaner] = {name: lambda words: text(words, required=required)}
    return str(clean_fields({name: "" if value is None else value}, cleaners)[name])


# An update -------------------------------------------------------------------------------------


def clean_content(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes to an update's content as its fields take them, as far as sent.

    Raises Invalid with every fault: unknown fields, wrong types, unknown themes, bad characters.
    """
    return clean_fields(changes, CONTENT_CLEANERS)


def clean_source(*, channel: Any, document: Any) -> dict[str, Any]:
    """Return `channel` and `channel_document` of what is logged on a party's behalf.

    Raises Invalid where either is missing or will not do.
    """
    channels = [value for value in Channel.values if value != Channel.ONLINE]
    cleaners: dict[str, Cleaner] = {
        "channel": lambda value: choice(value, channels),
        "channel_document": lambda value: line(value, required=True),
    }
    return clean_fields({"channel": channel, "channel_document": document}, cleaners)


def faults_of_submission(update: ProgressUpdate, *, previous: Revision | None) -> list[Fault]:
    """Return what a submission still lacks; `previous`: what `no_change` would take over from."""
    faults = [
        Fault(f"/{name}", "required", _("A submission needs this."))
        for name in ("language", "summary")
        if not getattr(update, name)
    ]
    faults += [
        Fault(f"/{name}/{number}/{key}", "required", _("A submission needs this."))
        for name in ("cooperation_needed", "cooperation_offered")
        for number, entry in enumerate(getattr(update, name))
        for key in ("theme", "text")
        if not entry[key]
    ]
    if update.no_change:
        return faults + _faults_of_no_change(update, previous)
    if update.level is not None and update.not_applicable:
        faults.append(
            Fault(
                "/not_applicable_reason",
                "exclusive",
                _("Give a level, or the reason why none applies; not both."),
            )
        )
    if update.level is None and not update.not_applicable:
        faults.append(
            Fault(
                "/level",
                "required",
                _("Give a level, or the reason why none applies, or say that nothing changed."),
            )
        )
    return faults


def _faults_of_no_change(update: ProgressUpdate, previous: Revision | None) -> list[Fault]:
    if previous is None:
        return [
            Fault(
                "/no_change",
                "no_change_without_previous",
                _("There is no accepted update of an earlier period to take over from."),
            )
        ]
    said = update.level, update.not_applicable_reason
    # What an earlier submission took over stands in the working copy; it contradicts nothing.
    if said in ((None, ""), (previous.level, previous.not_applicable_reason)):
        return []
    return [
        Fault(
            "/no_change",
            "exclusive",
            _("Say that nothing changed, or give a level or a reason; not both."),
        )
    ]


def _cooperation(value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > LIST_MAX:
        raise Unfit(
            "wrong_type",
            _("This must be a list of at most %(most)s objects with “theme” and “text”.")
            % {"most": LIST_MAX},
        )
    themes = set(Theme.objects.values_list("key", flat=True)) if value else set()
    return [_one_cooperation(entry, number, themes) for number, entry in enumerate(value)]


def _one_cooperation(entry: Any, number: int, themes: Collection[str]) -> dict[str, str]:
    if not isinstance(entry, dict) or set(entry) != {"theme", "text"}:
        raise Unfit(
            "wrong_type", _("This must be an object with “theme” and “text”."), f"/{number}"
        )
    # A draft may lack the theme or the words yet; a submission may not.
    if not isinstance(entry["theme"], str) or entry["theme"] not in {"", *themes}:
        raise Unfit("unknown_theme", _("There is no such theme."), f"/{number}/theme")
    try:
        words = text(entry["text"])
    except Unfit as unfit:
        raise Unfit(unfit.code, unfit.detail, f"/{number}/text") from unfit
    return {"theme": entry["theme"], "text": words}


CONTENT_CLEANERS: Final[Mapping[str, Cleaner]] = {
    "level": or_none(lambda value: whole_number(value, least=min(Level), most=max(Level))),
    "no_change": yes_or_no,
    "not_applicable_reason": text,
    "summary": text,
    "progress": text,
    "challenges": text,
    "next_steps": text,
    "cooperation_needed": _cooperation,
    "cooperation_offered": _cooperation,
    "language": lambda value: choice(value, ["", *Language.values]),
    "visibility": lambda value: choice(value, Visibility.values),
    "embargo_until": or_none(moment),
}
assert tuple(CONTENT_CLEANERS) == CONTENT_FIELDS  # noqa: S101  # the model's list, the same order
