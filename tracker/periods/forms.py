"""Forms of periods and of the roster."""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import Instrument
from tracker.models import ReportingCycle, ReportingPeriod, RosterEntry
from tracker.periods.rules import DATES, DATES_WHILE_OPEN


class _DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _MomentField(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class PeriodForm(PlainForm):
    """A period to plan. Times are in UTC."""

    key = forms.CharField(label=_("Key"), help_text=_("Year and half, such as 2027-1."))
    cycle = forms.ModelChoiceField(
        ReportingCycle.objects.select_related("from_session", "to_session"), label=_("Cycle")
    )
    instruments = forms.ModelMultipleChoiceField(
        Instrument.objects.all(), label=_("Instruments"), widget=forms.CheckboxSelectMultiple
    )
    covers_from = _DayField(label=_("Covers from"))
    covers_to = _DayField(label=_("Covers until (that day not included)"))
    opens_at = _MomentField(label=_("Opens (UTC)"))
    due_at = _MomentField(label=_("Due (UTC)"))
    closes_at = _MomentField(label=_("Closes (UTC)"))


class RosterForm(PlainForm):
    """An officer's decision on a party in the roster."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=RosterEntry.Decision.choices, required=False
    )
    reason = forms.CharField(label=_("Reason"), required=False)


class AmendForm(PlainForm):
    """New dates of a period that is not closed, and the reason. Times are in UTC."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the log."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None, *, period: ReportingPeriod) -> None:
        self.period = period
        self.dates = DATES_WHILE_OPEN if period.state == ReportingPeriod.State.OPEN else DATES
        initial = {name: getattr(period, name) for name in ("version", *self.dates)}
        super().__init__(data, initial=initial)
        self.fields |= {name: PeriodForm.base_fields[name] for name in self.dates}
        self.order_fields(["version", *self.dates, "reason"])

    def changes(self) -> dict[str, date]:
        """Return the dates that differ from the period's. The form must be valid."""
        return {
            name: self.cleaned_data[name]
            for name in self.dates
            if self.cleaned_data[name] != _to_the_minute(getattr(self.period, name))
        }


def _to_the_minute(value: date) -> date:
    """Return a time without its seconds, which the form's fields do not have; a date as it is."""
    return value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value
