"""The forms to request, edit and correct a report, to compare two reports, and to check a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.foundation.forms import Choice, PlainForm
from commitments.models import AssemblySession, Instrument, Language, Paragraph, Party
from commitments.parties.queries import by_name
from reporting.reports.commands.editorial import LONGEST
from reporting.reports.models.file import Format
from reporting.reports.models.report import StatusReport
from reporting.reports.rules import symbols
from reporting.reports.rules.report_request import SUBJECTS
from tracker.models import ReportingPeriod

# The choice of nothing, in a list of choices.
NOTHING: Final = ("", "—")


class ReportForm(PlainForm):
    """Kind, subject, audience, languages and formats of a report to be requested."""

    instrument = forms.ChoiceField(label=_("Instrument"))
    session = forms.ChoiceField(
        label=_("Session"), help_text=_("Its report covers the cycle that leads to it.")
    )
    period = forms.ChoiceField(label=_("Period"))
    party = forms.ChoiceField(label=_("Party"))
    paragraph = forms.ChoiceField(label=_("Paragraph"))
    audience = forms.ChoiceField(
        label=_("Audience"),
        choices=StatusReport.Audience.choices,
        help_text=_("Member states can also read what parties marked “Member states only.”"),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats"), choices=Format.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        subjects = {name for names in SUBJECTS.values() for name in names}
        for name in subjects - set(SUBJECTS[kind]):
            del self.fields[name]
        for name in SUBJECTS[kind]:
            self.set_choices(name, [NOTHING, *_SUBJECT_CHOICES[name]()])
        instruments = Instrument.objects.order_by("-is_default", "key")
        choices = [(row.key, f"{row.symbol} {row.title}") for row in instruments]
        self.set_choices("instrument", choices)
        if len(choices) == 1:
            # A single instrument need not be chosen.
            self.fields["instrument"].widget = forms.HiddenInput()
            self.initial.setdefault("instrument", choices[0][0])

    def arguments(self) -> dict[str, object]:
        """Return keyword arguments for `lifecycle.request`; the form must be valid."""
        return {"kind": self.kind} | self.cleaned_data


def _sessions() -> list[Choice]:
    sessions = AssemblySession.objects.filter(cycle__isnull=False).order_by("-number")
    return [(session.key, str(session)) for session in sessions]


def _periods() -> list[Choice]:
    opened = ReportingPeriod.objects.exclude(state=ReportingPeriod.State.PLANNED)
    return [
        (period.key, f"{period.key} ({period.get_state_display().lower()})")
        for period in opened.order_by("-opens_at", "-covers_from")
    ]


def _parties() -> list[Choice]:
    return [(party.code, f"{party.name} ({party.code})") for party in by_name(Party.objects.all())]


def _paragraphs() -> list[Choice]:
    operative = Paragraph.objects.filter(kind=Paragraph.Kind.OPERATIVE, instrument__is_default=True)
    return [(row.reference, f"{row.reference}. {row.headline}") for row in operative]


_SUBJECT_CHOICES: Final = {
    "session": _sessions,
    "period": _periods,
    "party": _parties,
    "paragraph": _paragraphs,
}


# Editing and correcting ------------------------------------------------------------------------

# The label and the help of each text.
_TEXTS: Final[dict[str, tuple[Words, Words]]] = {
    "foreword": (
        _("Foreword"),
        _("Printed after the contents, as the Secretariat's own text."),
    ),
    "cover_note": (
        _("Cover note"),
        _("Printed before the contents: to whom the report is addressed, and why."),
    ),
    "correction_reason": (_("Why it is corrected"), _("Printed with the list of what changed.")),
}


class _TextsForm(PlainForm):
    """A form with texts in each of the four languages."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: StatusReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", report.version)

    def add_texts(self, name: str, languages: list[str]) -> None:
        """Add a field for each language; those of the report's languages come first."""
        for language in sorted(Language, key=lambda language: language not in languages):
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=language.label,
                required=False,
                max_length=LONGEST[name],
                strip=False,
                widget=forms.Textarea(attrs={"rows": 5, "lang": str(language)}),
            )

    def texts(self, name: str) -> dict[str, str]:
        """Return the entered texts by language; the form must be valid."""
        return {str(language): self.cleaned_data[f"{name}_{language}"] for language in Language}


class EditForm(_TextsForm):
    """The assigned number, the foreword and the cover note of a draft."""

    number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=20,
        help_text=_("As assigned, without the rest of the symbol. Leave it empty until then."),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, report: StatusReport, **kwargs: Any) -> None:
        super().__init__(*args, report=report, **kwargs)
        self.names = ["cover_note", "foreword"]
        if report.corrects_id is not None:
            self.names.insert(0, "correction_reason")
        pattern = symbols.pattern_of(report.kind)
        if pattern is None or report.corrects_id is not None:
            del self.fields["number"]
        else:
            self.fields["number"].help_text = _(
                "As assigned: it replaces N in %(pattern)s. Leave it empty until then."
            ) % {"pattern": f"{pattern.classification} {pattern.symbol}"}
        for name in self.names:
            self.add_texts(name, report.languages)
            for language, text in getattr(report, name).items():
                self.initial.setdefault(f"{name}_{language}", text)
        self.initial.setdefault("number", report.number)

    def groups(self) -> list[tuple[Words, Words, list[forms.BoundField]]]:
        """Return each text's label, help and fields, one for each language."""
        return [
            (*_TEXTS[name], [self[field] for field in self.fields if field.startswith(f"{name}_")])
            for name in self.names
        ]

    def arguments(self) -> dict[str, object]:
        """Return keyword arguments for `editorial.edit`; the form must be valid."""
        number = {name: self.cleaned_data[name] for name in ("number",) if name in self.fields}
        return {name: self.texts(name) for name in self.names} | number


class CorrectForm(_TextsForm):
    """Why an issued report is corrected."""

    def __init__(self, *args: Any, report: StatusReport, **kwargs: Any) -> None:
        super().__init__(*args, report=report, **kwargs)
        self.add_texts("correction_reason", report.languages)
        first = next(name for name in self.fields if name.startswith("correction_reason_"))
        self.renamed = {"reason": first} | {
            f"reason_{language}": f"correction_reason_{language}" for language in Language
        }

    def arguments(self) -> dict[str, object]:
        """Return keyword arguments for `corrections.correct`; the form must be valid."""
        return {"reason": self.texts("correction_reason")}


# For every reader ------------------------------------------------------------------------------


class CompareForm(PlainForm):
    """Two reports to choose, the earlier and the later."""

    before = forms.ChoiceField(label=_("The earlier report"))
    after = forms.ChoiceField(label=_("The later report"))

    def __init__(self, *args: Any, choices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [NOTHING, *((str(pk), name) for pk, name in choices)]
        for name in ("before", "after"):
            self.set_choices(name, listed)


class CheckForm(PlainForm):
    """A file, or the checksum of one."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("It is read to compute its checksum, and is not kept."),
    )
    sha256 = forms.CharField(
        label=_("Or its SHA-256"),
        required=False,
        max_length=200,
        help_text=_(
            "That of the file; or the one printed in it, which is that of the data "
            "it was prepared from."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
