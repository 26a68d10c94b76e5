"""What the API gives and takes of follow-up actions and their milestones."""

from __future__ import annotations

from typing import ClassVar

from django.utils import timezone
from rest_framework import serializers

from commitments.foundation.rest.serializers import VerbsField
from tracker.actions import commands as actions
from tracker.actions.models import FollowUpAction, Milestone
from tracker.fields import ACTION, MILESTONE
from tracker.fields.serializers import DeclaredSerializer


class MilestoneSerializer(serializers.ModelSerializer[Milestone]):
    """A step of an action."""

    class Meta:
        model = Milestone
        fields: ClassVar = ["id", "action", *MILESTONE.names, "sample"]


class ActionSerializer(serializers.ModelSerializer[FollowUpAction]):
    """A concrete measure of a party, serving one or more commitments."""

    party = serializers.CharField(source="party.code")
    commitments = serializers.SerializerMethodField(
        help_text="Codes of the default instrument; others as `instrument/code`."
    )
    cost = serializers.DecimalField(18, 2, allow_null=True, coerce_to_string=True)
    overdue = serializers.SerializerMethodField()
    milestones = MilestoneSerializer(many=True)
    may = VerbsField(lambda action, person: actions.verbs_open_to(action=action, person=person))

    class Meta:
        model = FollowUpAction
        fields: ClassVar = [
            "id",
            "party",
            *ACTION.names,
            *"overdue milestones version may changed_at sample".split(),
        ]

    def get_commitments(self, action: FollowUpAction) -> list[str]:
        rows = sorted(action.commitments.all(), key=lambda row: (row.instrument_id, row.position))
        return [
            row.code if row.instrument.is_default else f"{row.instrument.key}/{row.code}"
            for row in rows
        ]

    def get_overdue(self, action: FollowUpAction) -> bool:
        ended = (FollowUpAction.Status.DONE, FollowUpAction.Status.ABANDONED)
        return (
            action.due_on is not None
            and action.due_on < timezone.now().date()
            and action.status not in ended
        )


class ChangeActionSerializer(DeclaredSerializer):
    """A concrete measure. `commitments`: codes, or `instrument/code`."""

    declared, model = ACTION, FollowUpAction


class NewActionSerializer(DeclaredSerializer):
    """A concrete measure of a party. `commitments`: codes, or `instrument/code`."""

    declared, model, whole = ACTION, FollowUpAction, True
    party = serializers.CharField()


class ChangeMilestoneSerializer(DeclaredSerializer):
    declared, model = MILESTONE, Milestone


class AddMilestoneSerializer(DeclaredSerializer):
    declared, model, whole = MILESTONE, Milestone, True


class NewMilestoneSerializer(AddMilestoneSerializer):
    action = serializers.IntegerField()
