"""The form that says that nothing has changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import Language


class UnchangedForm(PlainForm):
    """The level is taken over; the words say of this period what they said before."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(
        label=_("Language of the text"), required=False, choices=Language.choices
    )
    summary = forms.CharField(
        label=_("Summary"),
        help_text=_("The summary of this period. Change it where needed."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def changes(self) -> dict[str, Any]:
        """Return what is said, as the verbs take it. The form must be valid."""
        return {
            "no_change": True,
            "level": None,
            "not_applicable_reason": "",
            "language": self.cleaned_data["language"],
            "summary": self.cleaned_data["summary"],
        }
