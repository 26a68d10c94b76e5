"""The public forms to compare two reports and to check a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm


class CompareForm(PlainForm):
    """Two reports to choose, the earlier and the later."""

    before = forms.ChoiceField(label=_("The earlier report"))
    after = forms.ChoiceField(label=_("The later report"))

    def __init__(self, *args: Any, choices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [("", "—"), *((str(pk), name) for pk, name in choices)]
        for name in ("before", "after"):
            self.fields[name].choices = listed  # type: ignore[attr-defined]


class CheckForm(PlainForm):
    """A file, or the checksum of one."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("It is read to compute its checksum, and is not kept."),
    )
    sha256 = forms.CharField(
        label=_("Or its SHA-256"),
        required=False,
        max_length=200,
        help_text=_(
            "That of the file; or the one printed in it, which is that of the data "
            "it was prepared from."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
