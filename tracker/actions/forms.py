"""Forms of follow-up actions and their milestones."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms

from commitments.models import Commitment
from tracker.actions.models import FollowUpAction, Milestone
from tracker.fields import ACTION, MILESTONE
from tracker.fields.forms import DeclaredForm


def _key(commitment: Commitment) -> str:
    """Return the key of a commitment, as `actions.create` expects it."""
    return f"{commitment.instrument.key}/{commitment.code}"


class ActionForm(DeclaredForm):
    """A follow-up action."""

    declared = (ACTION, FollowUpAction)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        commitments = Commitment.objects.current().select_related("instrument")
        self.set_choices("commitments", [(_key(one), str(one)) for one in commitments])

    @staticmethod
    def initial_of(action: FollowUpAction) -> dict[str, Any]:
        """Return the initial values of the form for an action."""
        names = {"version", *ACTION.names} - {"commitments"}
        return {name: getattr(action, name) for name in names} | {
            "commitments": [_key(commitment) for commitment in action.commitments.all()]
        }

    @property
    def groups(self) -> list[list[forms.BoundField]]:
        """The fields in their order; short ones that follow each other form a group."""
        grouped = groupby(ACTION, key=lambda field: field.name if field.is_wide else "")
        return [[self[field.name] for field in fields] for _wide, fields in grouped]

    def changes(self) -> dict[str, Any]:
        """Return what was typed, as `actions.change` expects it. The form must be valid."""
        typed = {name: self.cleaned_data[name] for name in ACTION.names}
        return typed | {"percent": typed["percent"] or 0}


class MilestoneForm(DeclaredForm):
    """A milestone of an action."""

    declared = (MILESTONE, Milestone)
