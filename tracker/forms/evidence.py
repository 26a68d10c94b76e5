"""The form that adds evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.forms import PlainForm
from tracker.models import Audience


class EvidenceForm(PlainForm):
    """A link or a file, under a title."""

    title = forms.CharField(label=_("Title"), required=False)
    url = forms.CharField(
        label=_("Link"), required=False, widget=forms.URLInput(attrs={"inputmode": "url"})
    )
    file = forms.FileField(label=_("or file"), required=False)
    dated_on = forms.DateField(
        label=_("Date of the document"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Audience.choices,
        required=False,
        initial=Audience.PUBLIC,
    )

    def given(self) -> dict[str, Any]:
        """Return what was given, as `evidence.attach` takes it. The form must be valid."""
        typed = self.cleaned_data
        return {
            "title": typed["title"],
            "url": typed["url"],
            "file": typed["file"],
            "dated_on": typed["dated_on"],
            "visibility": typed["visibility"] or Audience.PUBLIC.value,
        }
