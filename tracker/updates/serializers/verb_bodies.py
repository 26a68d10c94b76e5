"""The small bodies of verbs; for the schema, since the verbs themselves check what is sent."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commitments.models import Language, Notification
from tracker.actions.models import FollowUpAction, Milestone
from tracker.evidence.models import Evidence
from tracker.fields import ACTION, COMMENT, EVIDENCE, MILESTONE
from tracker.fields.serializers import ApiField, to_write
from tracker.periods.models.roster import RosterEntry
from tracker.updates.models.comment import Comment
from tracker.updates.models.narrative import NARRATIVE_FIELDS


class NothingSerializer(serializers.Serializer[Any]):
    """No body, or an empty object."""


class CommentedSerializer(serializers.Serializer[Any]):
    comment = serializers.CharField(allow_blank=True)


class ReasonedSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField()


class SaySerializer(serializers.Serializer[Any]):
    """A comment; `passage` names the field of the update it is about."""

    def get_fields(self) -> dict[str, ApiField]:
        return to_write(COMMENT, Comment, whole=True)


class TranslateSerializer(serializers.Serializer[Any]):
    """One field of a revision, by its number (the last where it is left out), in a language."""

    revision = serializers.IntegerField(required=False)
    field = serializers.ChoiceField(choices=NARRATIVE_FIELDS)
    language = serializers.ChoiceField(choices=Language.choices)
    content = serializers.CharField()


class NewEvidenceSerializer(serializers.Serializer[Any]):
    """A link (`url`, as JSON) or a file (`file`, as multipart/form-data)."""

    def get_fields(self) -> dict[str, ApiField]:
        return to_write(EVIDENCE, Evidence, whole=True)


class ChangeRosterSerializer(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(choices=RosterEntry.Decision.choices)
    reason = serializers.CharField()


class ChangeActionSerializer(serializers.Serializer[Any]):
    """A concrete measure. `commitments`: codes, or `instrument/code`."""

    def get_fields(self) -> dict[str, ApiField]:
        return to_write(ACTION, FollowUpAction)


class NewActionSerializer(serializers.Serializer[Any]):
    """A concrete measure of a party. `commitments`: codes, or `instrument/code`."""

    party = serializers.CharField()

    def get_fields(self) -> dict[str, ApiField]:
        return to_write(ACTION, FollowUpAction, whole=True) | super().get_fields()


class ChangeMilestoneSerializer(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, ApiField]:
        return to_write(MILESTONE, Milestone)


class AddMilestoneSerializer(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, ApiField]:
        return to_write(MILESTONE, Milestone, whole=True)


class NewMilestoneSerializer(AddMilestoneSerializer):
    def get_fields(self) -> dict[str, ApiField]:
        return super().get_fields() | {"action": serializers.IntegerField()}


class ChangePeriodSerializer(serializers.Serializer[Any]):
    cycle = serializers.CharField(required=False)
    instruments = serializers.ListField(child=serializers.CharField(), required=False)
    covers_from = serializers.DateField(required=False)
    covers_to = serializers.DateField(required=False)
    opens_at = serializers.DateTimeField(required=False)
    due_at = serializers.DateTimeField(required=False)
    closes_at = serializers.DateTimeField(required=False)
    reason = serializers.CharField(required=False, allow_blank=True)


class RemindSerializer(serializers.Serializer[Any]):
    """`again`: although the party was reminded within 24 hours."""

    again = serializers.BooleanField(required=False)


class UndeliveredSerializer(serializers.Serializer[Notification]):
    """The last e-mail to a focal point whom it did not reach, and what the mail server said."""

    email = serializers.CharField(source="address")
    event = serializers.ChoiceField(choices=Notification.Event.choices)
    refused_at = serializers.DateTimeField()
    refusal = serializers.ChoiceField(choices=Notification.Refusal.choices)
    answer = serializers.CharField()


class RemindedSerializer(serializers.Serializer[Any]):
    """What came of reminding one party; `problem`: why it was not reminded, null where it was."""

    party = serializers.CharField()
    asked = serializers.IntegerField()
    outstanding = serializers.IntegerField()
    people = serializers.IntegerField(help_text="How many focal points are written to.")
    reminded_at = serializers.DateTimeField(allow_null=True)
    undelivered = UndeliveredSerializer(many=True)
    problem = serializers.CharField(allow_null=True)


class NewCycleSerializer(serializers.Serializer[Any]):
    """The regular session it reports to; it begins with the one before."""

    to_session = serializers.CharField()


class NewPeriodSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    cycle = serializers.CharField()
    instruments = serializers.ListField(child=serializers.CharField())
    covers_from = serializers.DateField()
    covers_to = serializers.DateField()
    opens_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
