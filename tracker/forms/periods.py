"""Forms of periods, of the roster, and of updates that are begun without being asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.forms import PlainForm
from commitments.models import Commitment, Instrument, Party
from commitments.pages import by_name
from tracker.models import Channel, ReportingCycle, ReportingPeriod, RosterEntry


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
    """A period to plan. Moments are UTC."""

    key = forms.CharField(label=_("Key"), help_text=_("Year and half, such as 2027-1."))
    cycle = forms.ModelChoiceField(
        ReportingCycle.objects.select_related("from_session", "to_session"), label=_("Cycle")
    )
    instruments = forms.ModelMultipleChoiceField(
        Instrument.objects.all(), label=_("Instruments"), widget=forms.CheckboxSelectMultiple
    )
    covers_from = _day(_("Covers from"))
    covers_to = _day(_("Covers until, that day excluded"))
    opens_at = _moment(_("Opens (UTC)"))
    due_at = _moment(_("Due (UTC)"))
    closes_at = _moment(_("Closes (UTC)"))


class RosterForm(PlainForm):
    """An officer's word on whether a party is asked."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=RosterEntry.Decision.choices, required=False
    )
    reason = forms.CharField(label=_("Reason"), required=False)


class VolunteerForm(PlainForm):
    """An update that nobody asked for: of which commitment, in which period."""

    period = forms.ChoiceField(label=_("Period"))
    commitment = forms.ChoiceField(label=_("Commitment"))

    def __init__(
        self,
        *args: Any,
        periods: list[ReportingPeriod],
        commitments: list[Commitment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {period.key: period for period in periods}
        self.commitments = {str(commitment.pk): commitment for commitment in commitments}
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (key, f"{key} ({period.get_state_display()})") for key, period in self.periods.items()
        ]
        self.fields["commitment"].choices = [  # type: ignore[attr-defined]
            (key, str(commitment)) for key, commitment in self.commitments.items()
        ]


class OnBehalfForm(VolunteerForm):
    """What an officer logs: of which party as well."""

    party = forms.ChoiceField(label=_("Party"))
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[pair for pair in Channel.choices if pair[0] != Channel.ONLINE],
    )
    channel_document = forms.CharField(
        label=_("Document it came by"),
        help_text=_("Its number and date: the note, the letter, the publication."),
    )
    field_order = ["party", "period", "commitment", "channel", "channel_document"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {party.code: party for party in by_name(Party.objects.all())}
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (code, f"{party.name} ({code})") for code, party in self.parties.items()
        ]
