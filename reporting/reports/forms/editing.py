"""The forms with which an officer edits a draft, or requests the correction of an issued report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import Language
from reporting.reports.commands.editorial import LONGEST
from reporting.reports.models.report import StatusReport
from reporting.reports.rules import symbols

LABELS: Final[Mapping[str, str | Promise]] = {
    "foreword": _("Foreword"),
    "cover_note": _("Cover note"),
    "correction_reason": _("Why it is corrected"),
}
HELP: Final[Mapping[str, str | Promise]] = {
    "foreword": _("Printed after the contents, as the Secretariat's own text."),
    "cover_note": _("Printed before the contents: to whom the report is addressed, and why."),
    "correction_reason": _("Printed with the list of what changed."),
}


class _TextsForm(PlainForm):
    """A form with texts in each of the four languages."""

    def add_texts(self, name: str, languages: list[str]) -> None:
        """Add a field for each language; those of the report's languages come first."""
        for language in sorted(Language, key=lambda one: one not in languages):
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=language.label,
                required=False,
                max_length=LONGEST[name],
                strip=False,
                widget=forms.Textarea(attrs={"rows": 5, "lang": str(language)}),
            )

    def texts(self, name: str) -> dict[str, str]:
        """Return the entered texts by language; the form must be valid."""
        return {
            str(language): self.cleaned_data[f"{name}_{language}"]
            for language in Language
            if f"{name}_{language}" in self.cleaned_data
        }

    def fields_of(self, name: str) -> list[forms.BoundField]:
        """Return the fields of a text, one a language."""
        return [self[field] for field in self.fields if field.startswith(f"{name}_")]


class EditForm(_TextsForm):
    """The assigned number, the foreword and the cover note of a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=20,
        help_text=_("As assigned, without the rest of the symbol. Leave it empty until then."),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, report: StatusReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        self.initial.setdefault("version", report.version)

    def groups(self) -> list[tuple[str | Promise, str | Promise, list[forms.BoundField]]]:
        """Return each text's label, help and fields."""
        return [(LABELS[name], HELP[name], self.fields_of(name)) for name in self.names]

    def arguments(self) -> dict[str, Any]:
        """Return keyword arguments for `editorial.edit`; the form must be valid."""
        arguments: dict[str, Any] = {name: self.texts(name) for name in self.names}
        if "number" in self.fields:
            arguments["number"] = self.cleaned_data["number"]
        return arguments


class CorrectForm(_TextsForm):
    """Why an issued report is corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: StatusReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_texts("correction_reason", report.languages)
        first = next(name for name in self.fields if name.startswith("correction_reason_"))
        self.renamed = {"reason": first} | {
            f"reason_{language}": f"correction_reason_{language}" for language in Language
        }
        self.initial.setdefault("version", report.version)

    def arguments(self) -> dict[str, Any]:
        """Return keyword arguments for `corrections.correct`; the form must be valid."""
        return {"reason": self.texts("correction_reason")}
