"""Forms of periods and of the roster."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import Instrument
from tracker.models import ReportingCycle, ReportingPeriod, RosterEntry


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PeriodForm(PlainForm):
    """A period to plan. Times are in UTC."""

    key = forms.CharField(label=_("Key"), help_text=_("Year and half, such as 2027-1."))
    cycle = forms.ModelChoiceField(
        ReportingCycle.objects.select_related("from_session", "to_session"), label=_("Cycle")
    )
    instruments = forms.ModelMultipleChoiceField(
        Instrument.objects.all(), label=_("Instruments"), widget=forms.CheckboxSelectMultiple
    )
    covers_from = _day(_("Covers from"))
    covers_to = _day(_("Covers until (that day not included)"))
    opens_at = _moment(_("Opens (UTC)"))
    due_at = _moment(_("Due (UTC)"))
    closes_at = _moment(_("Closes (UTC)"))


class RosterForm(PlainForm):
    """An officer's decision on a party in the roster."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=RosterEntry.Decision.choices, required=False
    )
    reason = forms.CharField(label=_("Reason"), required=False)


DATES: Final = ("covers_from", "covers_to", "opens_at", "due_at", "closes_at")
# Of an open period, only these change.
DATES_WHILE_OPEN: Final = ("due_at", "closes_at")


class AmendForm(PlainForm):
    """New dates of a period that is not closed, and the reason. Times are in UTC."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the log."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, period: ReportingPeriod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period
        open_ = period.state == ReportingPeriod.State.OPEN
        names = DATES_WHILE_OPEN if open_ else DATES
        reason = self.fields.pop("reason")
        for name in names:
            self.fields[name] = PeriodForm.base_fields[name]
            self.initial.setdefault(name, getattr(period, name))
        self.fields["reason"] = reason

    def changes(self) -> dict[str, Any]:
        """Return the dates that differ from the period's. The form must be valid."""
        return {
            name: self.cleaned_data[name]
            for name in DATES
            if name in self.fields
            and self.cleaned_data[name] != _to_the_minute(getattr(self.period, name))
        }


def _to_the_minute(value: Any) -> Any:
    """Return a time without its seconds, which the form's fields do not have; a date as it is."""
    return value.replace(second=0, microsecond=0) if hasattr(value, "hour") else value
