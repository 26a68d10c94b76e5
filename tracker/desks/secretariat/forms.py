"""The form by which an officer logs an update on a party's behalf."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.desks.party.forms import OnBehalfForm


class LogForm(OnBehalfForm):
    """What an officer logs, with its document as a file where there is one."""

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states, bodies = (
            [(p.code, f"{p.name} ({p.code})") for p in self.parties.values() if p.is_state == kind]
            for kind in (True, False)
        )
        self.set_choices("party", [(_("Bodies"), bodies), (_("Member states"), states)])
