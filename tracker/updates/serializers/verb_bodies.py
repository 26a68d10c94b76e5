"""The bodies that the verbs take; they describe the API, and the commands check what is sent."""

from __future__ import annotations

from rest_framework import serializers

from commitments.models import Language, Notification
from tracker.actions.models import FollowUpAction, Milestone
from tracker.evidence.models import Evidence
from tracker.fields import ACTION, COMMENT, EVIDENCE, MILESTONE
from tracker.fields.serializers import DeclaredSerializer
from tracker.periods.models import RosterEntry
from tracker.updates.models.comment import Comment
from tracker.updates.models.narrative import NARRATIVE_FIELDS


class CommentedSerializer(serializers.Serializer[object]):
    comment = serializers.CharField(allow_blank=True)


class ReasonedSerializer(serializers.Serializer[object]):
    reason = serializers.CharField()


class SaySerializer(DeclaredSerializer):
    """A comment; `passage` names the field of the update it is about."""

    declared, model, whole = COMMENT, Comment, True


class TranslateSerializer(serializers.Serializer[object]):
    """One field of a revision, by its number (the last where it is left out), in a language."""

    revision = serializers.IntegerField(required=False)
    field = serializers.ChoiceField(choices=NARRATIVE_FIELDS)
    language = serializers.ChoiceField(choices=Language.choices)
    content = serializers.CharField()


class NewEvidenceSerializer(DeclaredSerializer):
    """A link (`url`, as JSON) or a file (`file`, as multipart/form-data)."""

    declared, model, whole = EVIDENCE, Evidence, True


class ChangeRosterSerializer(serializers.Serializer[object]):
    decision = serializers.ChoiceField(choices=RosterEntry.Decision.choices)
    reason = serializers.CharField()


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


class NewPeriodSerializer(serializers.Serializer[object]):
    key = serializers.CharField()
    cycle = serializers.CharField()
    instruments = serializers.ListField(child=serializers.CharField())
    covers_from = serializers.DateField()
    covers_to = serializers.DateField()
    opens_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class ChangePeriodSerializer(NewPeriodSerializer):
    key = None  # type: ignore[assignment]  # the framework's way to leave out an inherited field
    reason = serializers.CharField(required=False, allow_blank=True)


class RemindSerializer(serializers.Serializer[object]):
    """`again`: even if the party was reminded within 24 hours."""

    again = serializers.BooleanField(required=False)


class UndeliveredSerializer(serializers.Serializer[Notification]):
    """The last e-mail to a focal point that was not delivered, and the e-mail server's answer."""

    email = serializers.CharField(source="address")
    event = serializers.ChoiceField(choices=Notification.Event.choices)
    refused_at = serializers.DateTimeField()
    refusal = serializers.ChoiceField(choices=Notification.Refusal.choices)
    answer = serializers.CharField()


class RemindedSerializer(serializers.Serializer[object]):
    """The result of reminding one party; `problem`: why it was not reminded, null where it was."""

    party = serializers.CharField()
    asked = serializers.IntegerField()
    outstanding = serializers.IntegerField()
    people = serializers.IntegerField(help_text="How many focal points the e-mail is sent to.")
    reminded_at = serializers.DateTimeField(allow_null=True)
    undelivered = UndeliveredSerializer(many=True)
    problem = serializers.CharField(allow_null=True)


class NewCycleSerializer(serializers.Serializer[object]):
    """The regular session it reports to; it begins with the one before."""

    to_session = serializers.CharField()
