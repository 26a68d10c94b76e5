"""Forms of follow-up actions and their milestones."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from django import forms
from django.http import QueryDict

from commitments.models import Commitment
from tracker.actions.models import FollowUpAction, Milestone
from tracker.fields import ACTION, MILESTONE
from tracker.fields.forms import DeclaredForm


def _key(commitment: Commitment) -> str:
    """Return the key of a commitment, as `commands.create` expects it."""
    return f"{commitment.instrument.key}/{commitment.code}"


class ActionForm(DeclaredForm):
    declared = (ACTION, FollowUpAction)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, object]) -> None:
        super().__init__(data, initial=initial)
        commitments = Commitment.objects.current().select_related("instrument")
        self.set_choices("commitments", [(_key(row), str(row)) for row in commitments])

    @staticmethod
    def initial_of(action: FollowUpAction) -> dict[str, object]:
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

    def changes(self) -> dict[str, object]:
        """Return what was typed, as `commands.change` expects it. The form must be valid."""
        typed = {name: self.cleaned_data[name] for name in ACTION.names}
        return typed | {"percent": typed["percent"] or 0}


class MilestoneForm(DeclaredForm):
    declared = (MILESTONE, Milestone)
