"""The form that reports that nothing has changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.models import Language


class UnchangedForm(PlainForm):
    """No change: the level stays, and the summary is that of before unless it is edited."""

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
        """Return what was typed, as `workflow.save` expects it. The form must be valid."""
        return {
            "no_change": True,
            "level": None,
            "not_applicable_reason": "",
            "language": self.cleaned_data["language"],
            "summary": self.cleaned_data["summary"],
        }
