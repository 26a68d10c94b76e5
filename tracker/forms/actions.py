"""Forms of follow-up actions and their milestones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.forms import PlainForm
from commitments.models import Commitment, Language
from tracker.models import Audience, FollowUpAction, Milestone


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _key(commitment: Commitment) -> str:
    """The key by which the verbs know a commitment of any instrument."""
    return f"{commitment.instrument.key}/{commitment.code}"


class ActionForm(PlainForm):
    """A concrete measure of a party."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), required=False)
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(
        label=_("Language you write in"), choices=Language.choices, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=FollowUpAction.Kind.choices, required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=FollowUpAction.Status.choices, required=False
    )
    percent = forms.IntegerField(label=_("Percent done"), required=False)
    starts_on = _day(_("Starts on"))
    due_on = _day(_("Due on"))
    cost = forms.DecimalField(label=_("Cost"), required=False)
    currency = forms.CharField(label=_("Currency (ISO 4217)"), required=False)
    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=Audience.choices, required=False
    )
    commitments = forms.MultipleChoiceField(
        label=_("Commitments it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitments"].choices = [  # type: ignore[attr-defined]
            (_key(commitment), str(commitment))
            for commitment in Commitment.objects.current().select_related("instrument")
        ]

    @staticmethod
    def initial_of(action: FollowUpAction) -> dict[str, Any]:
        """Return what the form shows of an action."""
        names = set(ActionForm.base_fields) - {"commitments"}
        return {name: getattr(action, name) for name in names} | {
            "commitments": [_key(commitment) for commitment in action.commitments.all()]
        }

    def changes(self) -> dict[str, Any]:
        """Return what was typed, as the verbs take it. The form must be valid."""
        typed = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        typed["percent"] = typed["percent"] or 0
        return typed


class MilestoneForm(PlainForm):
    """A step of an action."""

    title = forms.CharField(label=_("Title"), required=False)
    due_on = _day(_("Due on"))
    reached_on = _day(_("Reached on"))

    @staticmethod
    def initial_of(milestone: Milestone) -> dict[str, Any]:
        """Return what the form shows of a milestone."""
        return {name: getattr(milestone, name) for name in MilestoneForm.base_fields}
