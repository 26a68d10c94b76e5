"""The form by which an officer has a report made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.forms import PlainForm
from commitments.models import AssemblySession, Instrument, Language, Paragraph, Party
from commitments.pages import by_name
from tracker.models import ReportingPeriod

from .models import Format, StatusReport

NOTHING = [("", "—")]


class ReportForm(PlainForm):
    """What kind of report, on what, for whom, in which languages and formats."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=StatusReport.Kind.choices, widget=forms.RadioSelect
    )
    instrument = forms.ChoiceField(label=_("Instrument"))
    session = forms.ChoiceField(
        label=_("Session"), required=False, help_text=_("For a report to the General Assembly.")
    )
    period = forms.ChoiceField(
        label=_("Period"), required=False, help_text=_("For every other kind.")
    )
    party = forms.ChoiceField(
        label=_("Party"), required=False, help_text=_("For a report on one party.")
    )
    paragraph = forms.ChoiceField(
        label=_("Paragraph"), required=False, help_text=_("For a report on one paragraph.")
    )
    audience = forms.ChoiceField(label=_("Audience"), choices=StatusReport.Audience.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats"), choices=Format.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = AssemblySession.objects.filter(cycle__isnull=False).order_by("-number")
        choices: dict[str, list[tuple[str, str]]] = {
            "instrument": [
                (one.key, f"{one.symbol} {one.title}")
                for one in Instrument.objects.order_by("-is_default", "key")
            ],
            "session": NOTHING + [(one.key, str(one)) for one in sessions],
            "period": NOTHING
            + [
                (one.key, one.key)
                for one in ReportingPeriod.objects.exclude(
                    state=ReportingPeriod.State.PLANNED
                ).order_by("-opens_at")
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
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return what was asked, as `build.request` takes it. The form must be valid."""
        return dict(self.cleaned_data)
