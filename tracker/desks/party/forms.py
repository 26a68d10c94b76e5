"""Forms that begin a voluntary update, and one on a party's behalf."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import Commitment, Party
from commitments.parties.queries import by_name
from tracker.models import Channel, ReportingPeriod


class VolunteerForm(PlainForm):
    """A voluntary update: of which commitment, in which period."""

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
        names = [
            (key, f"{period.name} ({period.get_state_display()})")
            for key, period in self.periods.items()
        ]
        self.set_choices("period", names)
        self.set_choices("commitment", [(key, str(one)) for key, one in self.commitments.items()])


class OnBehalfForm(VolunteerForm):
    """An update that an officer logs on behalf of a party."""

    party = forms.ChoiceField(label=_("Party"))
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[pair for pair in Channel.choices if pair[0] != Channel.ONLINE],
    )
    channel_document = forms.CharField(
        label=_("Source document"),
        help_text=_("Its number and date: the note, the letter, the publication."),
    )
    field_order = ["party", "period", "commitment", "channel", "channel_document"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {party.code: party for party in by_name(Party.objects.all())}
        names = [(code, f"{party.name} ({code})") for code, party in self.parties.items()]
        self.set_choices("party", names)
