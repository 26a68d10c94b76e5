"""What a report is asked to be: parsed and checked, every fault named at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Fault, Invalid, Words
from commitments.models import AssemblySession, Instrument, Language, Paragraph, Party
from reporting.dataset.assembly.scope import Subject, resolve
from reporting.reports.models.report import Format, StatusReport
from tracker.models import ReportingPeriod

# What each kind is about; anything else is refused, so that nobody is misunderstood.
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    StatusReport.Kind.ASSEMBLY: ("session",),
    StatusReport.Kind.COUNCIL: ("period",),
    StatusReport.Kind.PARTY: ("party", "period"),
    StatusReport.Kind.PARAGRAPH: ("paragraph", "period"),
}
CHOICES: Final[Mapping[str, list[str]]] = {"languages": Language.values, "formats": Format.values}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A report that can be made. `subject` is what `assembly.assemble` takes, by name."""

    subject: Mapping[str, Any]
    languages: tuple[str, ...]
    formats: tuple[str, ...]


class Faults:
    """Collects what is wrong, to tell it all at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, name: str, code: str, detail: Words) -> None:
        self.found.append(Fault(f"/{name}", code, detail))

    def unknown(self, name: str, value: str) -> None:
        self.add(name, "unknown", _("There is no “%(value)s”.") % {"value": value})


def check(
    *,
    at: datetime,
    kind: str,
    instrument: str = "",
    session: str = "",
    period: str = "",
    party: str = "",
    paragraph: str = "",
    audience: str = StatusReport.Audience.PUBLIC,
    as_of: datetime | None = None,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
) -> Order:
    """Return the order that these natural keys mean. Raises Invalid with every fault.

    `as_of` is, unless given, the session's opening or the period's close, and never ahead of
    `at`: what lies under an embargo until then is not to be had earlier. `languages` and
    `formats` are, unless given, those of the settings and all.
    """
    faults = Faults()
    _check_choice(faults, "kind", kind, StatusReport.Kind.values)
    _check_choice(faults, "audience", audience, StatusReport.Audience.values)
    given = {"session": session, "period": period, "party": party, "paragraph": paragraph}
    _check_subjects(faults, kind, given)
    wanted_languages = among(faults, "languages", languages, settings.REPORT_LANGUAGES)
    wanted_formats = among(faults, "formats", formats, Format.values)
    adopted = _instrument(faults, instrument)
    found = _find(faults, adopted, {name: key for name, key in given.items() if key})
    if as_of is not None and as_of > at:
        faults.add("as_of", "in_future", _("The situation at that date is not known yet."))
    if faults.found or adopted is None:
        raise Invalid(_("The report cannot be prepared as requested."), faults.found)
    moment = as_of or min(_default_moment(kind, adopted, found, at), at)
    subject = Subject(
        kind=kind,
        instrument=adopted,
        audience=audience,
        as_of=moment,
        asked_at=at,
        **found,
    )
    _check_covered(subject)
    return Order(
        subject={
            "kind": kind,
            "instrument": adopted,
            "audience": audience,
            "as_of": subject.as_of,
            **found,
        },
        languages=wanted_languages,
        formats=wanted_formats,
    )


def _check_choice(faults: Faults, name: str, value: str, choices: Iterable[str]) -> None:
    if value not in choices:
        faults.add(
            name, "invalid_choice", _("Enter one of %(names)s.") % {"names": ", ".join(choices)}
        )


def _check_subjects(faults: Faults, kind: str, given: Mapping[str, str]) -> None:
    needed = SUBJECTS.get(kind)
    if needed is None:
        return
    for name, key in given.items():
        if name in needed and not key:
            faults.add(name, "required", _("It is required for a report of this kind."))
        elif key and name not in needed:
            faults.add(name, "not_applicable", _("It is not used for a report of this kind."))


def among(
    faults: Faults, name: str, given: Iterable[str] | None, default: Iterable[str]
) -> tuple[str, ...]:
    """Return the `languages` or `formats` wanted, in their order; `default` where None is given."""
    choices = CHOICES[name]
    wanted = list(default if given is None else given)
    if not wanted:
        faults.add(name, "empty", _("Enter at least one."))
    for index, value in enumerate(wanted):
        _check_choice(faults, f"{name}/{index}", value, choices)
    return tuple(choice for choice in choices if choice in wanted)


def _instrument(faults: Faults, key: str) -> Instrument | None:
    found = (
        Instrument.objects.filter(key=key) if key else Instrument.objects.filter(is_default=True)
    )
    instrument = found.select_related("session").first()
    if instrument is None:
        faults.unknown("instrument", key)
    return instrument


def _find(faults: Faults, instrument: Instrument | None, keys: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, key in keys.items():
        row: Any = None
        if name == "session":
            row = find_session(key)
        elif name == "period":
            row = ReportingPeriod.objects.filter(key=key).first()
        elif name == "party":
            row = Party.objects.filter(code__iexact=key).first()
        elif instrument is not None:
            row = _paragraph(instrument, key)
        if row is None:
            faults.unknown(name, key)
        found[name] = row
    return found


def find_session(key: str) -> AssemblySession | None:
    """Return the session that `42` (regular) or `special-41` means, or None."""
    kind, _dash, number = key.rpartition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    return AssemblySession.objects.filter(
        kind=kind or AssemblySession.Kind.REGULAR, number=int(number)
    ).first()


def _paragraph(instrument: Instrument, key: str) -> Paragraph | None:
    if not (key.isascii() and key.isdigit() and len(key) < 5):
        return None
    return (
        Paragraph.objects.filter(
            instrument=instrument, kind=Paragraph.Kind.OPERATIVE, number=int(key)
        )
        .select_related("text")
        .first()
    )


def _default_moment(
    kind: str, instrument: Instrument, found: Mapping[str, Any], at: datetime
) -> datetime:
    """Return the session's opening, else the last period's close, by whatever came first."""
    period: ReportingPeriod | None = found.get("period")
    if kind == StatusReport.Kind.ASSEMBLY:
        session: AssemblySession = found["session"]
        if session.starts_on is not None:
            return datetime.combine(session.starts_on, time(), UTC)
        period = (
            ReportingPeriod.objects.filter(
                cycle__to_session=session, instruments=instrument, opened_at__lte=at
            )
            .order_by("covers_from", "opens_at")
            .last()
        )
    if period is None:
        return at
    return min(period.closes_at, period.closed_at or period.closes_at)


def _check_covered(subject: Subject) -> None:
    """Refuse a report about nothing. Raises Invalid."""
    if resolve(subject).periods:
        return
    name = SUBJECTS[subject.kind][-1]
    detail = _("No corresponding period had opened for %(instrument)s by %(moment)s.") % {
        "instrument": subject.instrument.symbol,
        "moment": f"{subject.as_of:%Y-%m-%d %H:%M} UTC",
    }
    raise Invalid(
        _("The report cannot be prepared as requested."),
        [Fault(f"/{name}", "nothing_to_report", detail)],
    )
