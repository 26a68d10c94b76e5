"""A request for a report: its keys are looked up and checked, and every fault is named at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Fault, Invalid, Words
from commitments.models import AssemblySession, Instrument, Language, Paragraph, Party
from reporting.dataset.assembly.scope import ReportSubject, resolve
from reporting.reports.models.report import Format, StatusReport
from tracker.models import ReportingPeriod

# What each kind of report is about. Any other key is refused rather than ignored.
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    StatusReport.Kind.ASSEMBLY: ("session",),
    StatusReport.Kind.COUNCIL: ("period",),
    StatusReport.Kind.PARTY: ("party", "period"),
    StatusReport.Kind.PARAGRAPH: ("paragraph", "period"),
}
CHOICES: Final[Mapping[str, list[str]]] = {"languages": Language.values, "formats": Format.values}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpecification:
    """A report that can be made. `subject`: keyword arguments for `assembly.assemble`."""

    subject: Mapping[str, Any]
    languages: tuple[str, ...]
    formats: tuple[str, ...]


class RequestFaults:
    """Collects the faults of a request, so that all are reported at once."""

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
) -> ReportSpecification:
    """Return the specification that these natural keys stand for. Raises Invalid with every fault.

    `as_of` is by default the session's opening or the period's close. It is never later than
    `at`, or a report would disclose what is still under embargo. `languages` are by default those
    of the settings, and `formats` all of them.
    """
    faults = RequestFaults()
    _check_choice(faults, "kind", kind, StatusReport.Kind.values)
    _check_choice(faults, "audience", audience, StatusReport.Audience.values)
    keys = {"session": session, "period": period, "party": party, "paragraph": paragraph}
    _check_subjects(faults, kind, keys)
    chosen_languages = among(faults, "languages", languages, settings.REPORT_LANGUAGES)
    chosen_formats = among(faults, "formats", formats, Format.values)
    row = _instrument(faults, instrument)
    rows = _find(faults, row, {name: key for name, key in keys.items() if key})
    if as_of is not None and as_of > at:
        faults.add("as_of", "in_future", _("The situation at that date is not known yet."))
    if faults.found or row is None:
        raise Invalid(_("The report cannot be prepared as requested."), faults.found)
    subject: dict[str, Any] = {"kind": kind, "instrument": row, "audience": audience, **rows}
    subject["as_of"] = as_of or min(_default_moment(kind, row, rows, at), at)
    _check_covered(ReportSubject(**subject, asked_at=at))
    return ReportSpecification(subject=subject, languages=chosen_languages, formats=chosen_formats)


def _check_choice(faults: RequestFaults, name: str, value: str, choices: Iterable[str]) -> None:
    if value not in choices:
        faults.add(
            name, "invalid_choice", _("Enter one of %(names)s.") % {"names": ", ".join(choices)}
        )


def _check_subjects(faults: RequestFaults, kind: str, keys: Mapping[str, str]) -> None:
    needed = SUBJECTS.get(kind)
    if needed is None:
        return
    for name, key in keys.items():
        if name in needed and not key:
            faults.add(name, "required", _("It is required for a report of this kind."))
        elif key and name not in needed:
            faults.add(name, "not_applicable", _("It is not used for a report of this kind."))


def among(
    faults: RequestFaults, name: str, values: Iterable[str] | None, default: Iterable[str]
) -> tuple[str, ...]:
    """Return the requested `languages` or `formats` in the order of `CHOICES`, else `default`."""
    choices = CHOICES[name]
    wanted = list(default if values is None else values)
    if not wanted:
        faults.add(name, "empty", _("Enter at least one."))
    for index, value in enumerate(wanted):
        _check_choice(faults, f"{name}/{index}", value, choices)
    return tuple(choice for choice in choices if choice in wanted)


def _instrument(faults: RequestFaults, key: str) -> Instrument | None:
    found = (
        Instrument.objects.filter(key=key) if key else Instrument.objects.filter(is_default=True)
    )
    instrument = found.select_related("session").first()
    if instrument is None:
        faults.unknown("instrument", key)
    return instrument


def _find(
    faults: RequestFaults, instrument: Instrument | None, keys: Mapping[str, str]
) -> dict[str, Any]:
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
    """Return the session of a key such as `42` (regular) or `special-41`, or None."""
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
    """Return the session's opening; otherwise the last period's close, scheduled or actual."""
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


def _check_covered(subject: ReportSubject) -> None:
    """Refuse a report that would cover no period. Raises Invalid."""
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
