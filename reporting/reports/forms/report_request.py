"""The form with which an officer requests a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import AssemblySession, Instrument, Language, Paragraph, Party
from commitments.parties.queries import by_name
from reporting.reports.models.report import Format, StatusReport
from reporting.reports.rules.report_request import SUBJECTS
from tracker.models import ReportingPeriod

NOTHING = [("", "—")]


class ReportForm(PlainForm):
    """Kind, subject, audience, languages and formats of a report."""

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
        for name in {name for names in SUBJECTS.values() for name in names} - set(SUBJECTS[kind]):
            del self.fields[name]
        sessions = AssemblySession.objects.filter(cycle__isnull=False).order_by("-number")
        choices: dict[str, list[tuple[str, str]]] = {
            "instrument": [
                (one.key, f"{one.symbol} {one.title}")
                for one in Instrument.objects.order_by("-is_default", "key")
            ],
            "session": NOTHING + [(one.key, str(one)) for one in sessions],
            "period": NOTHING
            + [
                (one.key, f"{one.key} ({one.get_state_display().lower()})")
                for one in ReportingPeriod.objects.exclude(
                    state=ReportingPeriod.State.PLANNED
                ).order_by("-opens_at", "-covers_from")
            ],
            "party": NOTHING
            + [(one.code, f"{one.name} ({one.code})") for one in by_name(Party.objects.all())],
            "paragraph": NOTHING
            + [
                (one.reference, f"{one.reference}. {one.headline}")
                for one in Paragraph.objects.filter(
                    kind=Paragraph.Kind.OPERATIVE, instrument__is_default=True
                )
            ],
        }
        for name in choices.keys() & self.fields.keys():
            self.fields[name].choices = choices[name]  # type: ignore[attr-defined]
        if len(choices["instrument"]) == 1:
            # A single instrument need not be chosen.
            self.fields["instrument"].widget = forms.HiddenInput()
            self.initial.setdefault("instrument", choices["instrument"][0][0])

    def arguments(self) -> dict[str, Any]:
        """Return keyword arguments for `lifecycle.request`; the form must be valid."""
        return {"kind": self.kind} | self.cleaned_data
