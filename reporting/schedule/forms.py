"""The form by which an officer moves a report of the schedule, or leaves it out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm


class ScheduleForm(PlainForm):
    """When, and why. Without a moment the report is left out."""

    at = forms.DateTimeField(
        label=_("Prepare it on (UTC)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        help_text=_("Not needed to leave the report out."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the secretariat can read it; the audit log keeps it."),
    )

    def __init__(self, *args: Any, leaves_out: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaves_out = leaves_out

    def clean_at(self) -> datetime | None:
        """Return the moment, None to leave the report out. Raises ValidationError for none."""
        moment: datetime | None = self.cleaned_data["at"]
        if self.leaves_out:
            return None
        if moment is None:
            raise forms.ValidationError(_("This field is required."))
        return moment
