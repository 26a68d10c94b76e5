"""The form by which anyone searches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import PlainForm
from commitments.foundation.search import LONGEST
from commitments.models import Instrument, Language, Paragraph, Party
from commitments.parties.queries import by_name
from reporting.search.queries import KINDS


class SearchForm(PlainForm):
    """Words, and what narrows them."""

    q = forms.CharField(
        label=_("Search terms"),
        max_length=LONGEST,
        required=False,
        help_text=_(
            "“Words in quotes” are searched together; a minus before a word leaves it out."
        ),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        required=False, choices=[("", ""), *KINDS.items()], widget=forms.HiddenInput
    )
    party = forms.ModelChoiceField(
        Party.objects.all(),
        label=_("State or body"),
        required=False,
        to_field_name="code",
        empty_label=_("All"),
    )
    paragraph = forms.ModelChoiceField(
        Paragraph.objects.none(),
        label=_("Paragraph"),
        required=False,
        to_field_name="number",
        empty_label=_("All"),
    )
    text_language = forms.ChoiceField(
        label=_("Language of the text"), required=False, choices=[("", _("All")), *Language.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        operative = Paragraph.objects.filter(
            instrument__in=Instrument.objects.filter(is_default=True), kind=Paragraph.Kind.OPERATIVE
        ).order_by("number")
        paragraph = self.fields["paragraph"]
        if isinstance(paragraph, forms.ModelChoiceField):
            paragraph.queryset = operative
        numbers = [(str(row.number), f"{row.number}. {row.headline}") for row in operative]
        parties = [(party.code, party.name) for party in by_name(Party.objects.all())]
        self.set_choices("paragraph", [("", _("All")), *numbers])
        self.set_choices("party", [("", _("All")), *parties])
