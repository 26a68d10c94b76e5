"""The form of a comment on an update."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.errors import Words
from commitments.forms import PlainForm
from tracker.fields import UPDATE

# What the fields of an update are called.
PASSAGES: Final[dict[str, Words]] = {field.name: field.label for field in UPDATE}


class CommentForm(PlainForm):
    """Words on an update as a whole, or on one passage of it."""

    passage = forms.ChoiceField(label=_("About"), required=False)
    comment = forms.CharField(
        label=_("Write to the secretariat and your own party"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passage: Any = self.fields["passage"]
        passage.choices = [
            ("", _("The update as a whole")),
            *((field.name, field.label) for field in UPDATE if field.commented),
        ]
