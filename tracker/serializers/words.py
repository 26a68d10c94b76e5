"""The small bodies of verbs; for the schema, since the verbs themselves check what is sent."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commitments.models import Language

from ..models import NARRATIVE_FIELDS, Audience, FollowUpAction, RosterEntry


class NothingSerializer(serializers.Serializer[Any]):
    """No body, or an empty object."""


class CommentedSerializer(serializers.Serializer[Any]):
    comment = serializers.CharField(allow_blank=True)


class ReasonedSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField()


class SaySerializer(serializers.Serializer[Any]):
    """A comment; `passage` names the field of the update it is about."""

    content = serializers.CharField()
    passage = serializers.CharField(required=False, allow_blank=True)


class TranslateSerializer(serializers.Serializer[Any]):
    """One field of a revision, by its number (the last where it is left out), in a language."""

    revision = serializers.IntegerField(required=False)
    field = serializers.ChoiceField(choices=NARRATIVE_FIELDS)
    language = serializers.ChoiceField(choices=Language.choices)
    content = serializers.CharField()


class NewEvidenceSerializer(serializers.Serializer[Any]):
    """A link (`url`, as JSON) or a file (`file`, as multipart/form-data)."""

    title = serializers.CharField()
    url = serializers.URLField(required=False)
    file = serializers.FileField(required=False)
    dated_on = serializers.DateField(required=False, allow_null=True)
    visibility = serializers.ChoiceField(choices=Audience.choices, required=False)


class ChangeRosterSerializer(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(choices=RosterEntry.Decision.choices)
    reason = serializers.CharField()


class ChangeActionSerializer(serializers.Serializer[Any]):
    """A concrete measure. `commitments`: codes, or `instrument/code`."""

    commitments = serializers.ListField(child=serializers.CharField(), required=False)
    title = serializers.CharField(required=False)
    description = serializers.CharField(required=False, allow_blank=True)
    language = serializers.CharField(required=False)
    kind = serializers.ChoiceField(choices=FollowUpAction.Kind.choices, required=False)
    status = serializers.ChoiceField(choices=FollowUpAction.Status.choices, required=False)
    percent = serializers.IntegerField(min_value=0, max_value=100, required=False)
    starts_on = serializers.DateField(required=False, allow_null=True)
    due_on = serializers.DateField(required=False, allow_null=True)
    cost = serializers.DecimalField(18, 2, required=False, allow_null=True)
    currency = serializers.CharField(required=False, allow_blank=True)
    visibility = serializers.ChoiceField(choices=Audience.choices, required=False)


class NewActionSerializer(ChangeActionSerializer):
    party = serializers.CharField()


class ChangeMilestoneSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(required=False)
    due_on = serializers.DateField(required=False)
    reached_on = serializers.DateField(required=False, allow_null=True)


class NewMilestoneSerializer(ChangeMilestoneSerializer):
    action = serializers.IntegerField()


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


class RemindedSerializer(serializers.Serializer[Any]):
    """What came of reminding one party; `problem`: why it was not reminded, null where it was."""

    party = serializers.CharField()
    asked = serializers.IntegerField()
    outstanding = serializers.IntegerField()
    people = serializers.IntegerField(help_text="How many focal points are written to.")
    reminded_at = serializers.DateTimeField(allow_null=True)
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
