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
from reporting.reports.models.file import Format
from reporting.reports.models.report import StatusReport
from tracker.models import ReportingPeriod

Kind = StatusReport.Kind
# What each kind of report is about. Any other key is refused rather than ignored.
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    Kind.ASSEMBLY: ("session",),
    Kind.COUNCIL: ("period",),
    Kind.PARTY: ("party", "period"),
    Kind.PARAGRAPH: ("paragraph", "period"),
}
CHOICES: Final[Mapping[str, list[str]]] = {"languages": Language.values, "formats": Format.values}
_IMPOSSIBLE: Final = _("The report cannot be prepared as requested.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpecification:
    """A report that can be made."""

    subject: ReportSubject
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

    def check_choice(self, name: str, value: str, choices: Iterable[str]) -> None:
        if value not in choices:
            detail = _("Enter one of %(names)s.") % {"names": ", ".join(choices)}
            self.add(name, "invalid_choice", detail)


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
    # Long, since all faults are looked for before any is raised.
    faults = RequestFaults()
    faults.check_choice("kind", kind, Kind.values)
    faults.check_choice("audience", audience, StatusReport.Audience.values)
    keys = {"session": session, "period": period, "party": party, "paragraph": paragraph}
    _check_subjects(faults, kind, keys)
    chosen_languages = among(faults, "languages", languages, settings.REPORT_LANGUAGES)
    chosen_formats = among(faults, "formats", formats, Format.values)
    about = _instrument(faults, instrument)
    rows: dict[str, Any] = {
        "session": find_session(session),
        "period": ReportingPeriod.objects.filter(key=period).first() if period else None,
        "party": Party.objects.filter(code__iexact=party).first() if party else None,
        "paragraph": _paragraph(about, paragraph),
    }
    for name, key in keys.items():
        if key and rows[name] is None:
            faults.unknown(name, key)
    if as_of is not None and as_of > at:
        faults.add("as_of", "in_future", _("The situation at that date is not known yet."))
    if faults.found or about is None:
        raise Invalid(_IMPOSSIBLE, faults.found)
    moment = as_of or min(_default_moment(about, rows["session"], rows["period"], at), at)
    subject = ReportSubject(
        kind=kind, instrument=about, audience=audience, as_of=moment, requested_at=at, **rows
    )
    _check_covered(subject)
    return ReportSpecification(subject=subject, languages=chosen_languages, formats=chosen_formats)


def _check_subjects(faults: RequestFaults, kind: str, keys: Mapping[str, str]) -> None:
    if kind not in SUBJECTS:
        return
    for name, key in keys.items():
        if name in SUBJECTS[kind] and not key:
            faults.add(name, "required", _("It is required for a report of this kind."))
        elif key and name not in SUBJECTS[kind]:
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
        faults.check_choice(f"{name}/{index}", value, choices)
    return tuple(choice for choice in choices if choice in wanted)


def _instrument(faults: RequestFaults, key: str) -> Instrument | None:
    instruments = Instrument.objects.select_related("session")
    instrument = instruments.filter(**({"key": key} if key else {"is_default": True})).first()
    if instrument is None:
        faults.unknown("instrument", key)
    return instrument


def find_session(key: str) -> AssemblySession | None:
    """Return the session of a key such as `42` (regular) or `special-41`, or None."""
    kind, _dash, number = key.rpartition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    return AssemblySession.objects.filter(
        kind=kind or AssemblySession.Kind.REGULAR, number=int(number)
    ).first()


def _paragraph(instrument: Instrument | None, key: str) -> Paragraph | None:
    if not (key.isascii() and key.isdigit() and len(key) < 5):
        return None
    operative = Paragraph.objects.filter(instrument=instrument, kind=Paragraph.Kind.OPERATIVE)
    return operative.filter(number=int(key)).select_related("text").first()


def _default_moment(
    instrument: Instrument,
    session: AssemblySession | None,
    period: ReportingPeriod | None,
    at: datetime,
) -> datetime:
    """Return the session's opening; otherwise the last period's close, scheduled or actual."""
    if session is not None:
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
    raise Invalid(_IMPOSSIBLE, [Fault(f"/{name}", "nothing_to_report", detail)])
