"""The form by which an officer logs an update on a party's behalf."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Party
from commitments.parties.queries import by_name
from tracker.desks.party.forms import VolunteerForm
from tracker.models import Channel, ReportingPeriod


class LogForm(VolunteerForm):
    """What an officer logs for a party, with its document as a file where there is one."""

    party = forms.ChoiceField(label=_("Party"))
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[pair for pair in Channel.choices if pair[0] != Channel.ONLINE],
    )
    channel_document = forms.CharField(
        label=_("Source document"),
        help_text=_("Its number and date: the note, the letter, the publication."),
    )
    file = forms.FileField(
        label=_("The document itself"),
        help_text=_(
            "A scan of the note or the letter. It becomes evidence that only the "
            "party and the secretariat can read; on the next page you can show it to "
            "others."
        ),
        required=False,
    )
    field_order = ["party", "period", "commitment", "channel", "channel_document", "file"]

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None,
        *,
        initial: dict[str, object],
    ) -> None:
        periods, commitments = ReportingPeriod.objects.opened(), Commitment.objects.current()
        super().__init__(data, files, periods=periods, commitments=commitments, initial=initial)
        self.parties = {party.code: party for party in by_name(Party.objects.all())}
        states, bodies = (
            [(p.code, f"{p.name} ({p.code})") for p in self.parties.values() if p.is_state == kind]
            for kind in (True, False)
        )
        self.set_choices("party", [(_("Bodies"), bodies), (_("Member states"), states)])
