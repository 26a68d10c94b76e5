"""Forms of the secretariat's desk: new dates of a period, and what is logged for a party."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.forms import PlainForm
from commitments.pages import by_name
from tracker.models import ReportingPeriod

from .periods import OnBehalfForm, PeriodForm

DATES: Final = ("covers_from", "covers_to", "opens_at", "due_at", "closes_at")
# Of a period that is open, only its end moves.
DATES_WHILE_OPEN: Final = ("due_at", "closes_at")


class AmendForm(PlainForm):
    """New dates of a period that is not closed, and why. Moments are UTC."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The log keeps it."),
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
        """Return the dates that were changed. The form must be valid."""
        return {
            name: self.cleaned_data[name]
            for name in DATES
            if name in self.fields
            and self.cleaned_data[name] != _to_the_minute(getattr(self.period, name))
        }


class LogForm(OnBehalfForm):
    """What an officer logs, and the document it came by as a file where there is one."""

    file = forms.FileField(
        label=_("The document itself"),
        help_text=_(
            "A scan of the note or the letter. It becomes evidence that the party and the "
            "secretariat alone read; the next page lets you show it to others."
        ),
        required=False,
    )
    field_order = ["party", "period", "commitment", "channel", "channel_document", "file"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = by_name(self.parties.values())
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (_("Bodies"), [(p.code, f"{p.name} ({p.code})") for p in named if not p.is_state]),
            (_("Member states"), [(p.code, f"{p.name} ({p.code})") for p in named if p.is_state]),
        ]


def _to_the_minute(value: Any) -> Any:
    """What a field of the form can hold of a moment."""
    return value.replace(second=0, microsecond=0) if hasattr(value, "hour") else value
