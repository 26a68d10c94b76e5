"""The fields of an update: what comes out, and what a party (or an officer) may send.

For the schema and for `?fields=`. Rows are written by `updates.describe`, and what is sent is
checked by the verbs, so that the pages and the API refuse the same.
"""

from __future__ import annotations

from typing import Any, Final

from rest_framework import serializers

from commitments.models import Language

from ..models import Channel, State, Visibility

_TEXT: Final[dict[str, Any]] = {"required": False, "allow_blank": True}


class CooperationSerializer(serializers.Serializer[Any]):
    """A request for, or an offer of, cooperation on a theme."""

    theme = serializers.CharField(help_text="Key of a theme.")
    text = serializers.CharField()


class SaveSerializer(serializers.Serializer[Any]):
    """What a party says. `channel` and its document: where an officer logs it on its behalf."""

    level = serializers.IntegerField(min_value=0, max_value=4, allow_null=True, required=False)
    no_change = serializers.BooleanField(required=False)
    summary = serializers.CharField(**_TEXT)
    progress = serializers.CharField(**_TEXT)
    challenges = serializers.CharField(**_TEXT)
    next_steps = serializers.CharField(**_TEXT)
    cooperation_needed = CooperationSerializer(many=True, required=False)
    cooperation_offered = CooperationSerializer(many=True, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    embargo_until = serializers.DateTimeField(allow_null=True, required=False)
    not_applicable_reason = serializers.CharField(**_TEXT)
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)
    channel_document = serializers.CharField(**_TEXT)


class NewUpdateSerializer(SaveSerializer):
    """An update that was not asked for, by its natural keys."""

    period = serializers.CharField()
    party = serializers.CharField()
    commitment = serializers.CharField()
    instrument = serializers.CharField(required=False, help_text="By default the default one.")


class BulkRowSerializer(NewUpdateSerializer):
    """One update of many: saved, or made; and handed in, where `submit` says so."""

    version = serializers.IntegerField(
        required=False, help_text="As If-Match does: refused where it has changed since."
    )
    submit = serializers.BooleanField(required=False)


class BulkSerializer(serializers.Serializer[Any]):
    """Up to 1,000 updates."""

    updates = BulkRowSerializer(many=True)


class BulkResultSerializer(serializers.Serializer[Any]):
    """What became of one row: its status, and the update's id and version, or the problem."""

    index = serializers.IntegerField()
    status = serializers.IntegerField()
    id = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    problem = serializers.DictField(allow_null=True)


class BulkResultsSerializer(serializers.Serializer[Any]):
    """One result for each row, in their order."""

    results = BulkResultSerializer(many=True)


class UpdateActionSerializer(serializers.Serializer[Any]):
    """A follow-up action of the party that serves the commitment."""

    id = serializers.IntegerField()
    title = serializers.CharField()


class UpdateEvidenceSerializer(serializers.Serializer[Any]):
    """A link (`url`) or a file (`file`: where it downloads)."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.CharField()
    file_name = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField(allow_null=True)
    dated_on = serializers.DateField(allow_null=True)
    visibility = serializers.CharField()
    sample = serializers.BooleanField()
    file = serializers.CharField(allow_null=True)


class UpdateSerializer(serializers.Serializer[Any]):
    """What one party says of one commitment in one period, as the reader may read it.

    Its own party reads the working copy; the secretariat what was last submitted; everybody else
    the published revision, whose number is then the `version`.
    """

    id = serializers.IntegerField()
    instrument = serializers.CharField()
    period = serializers.CharField()
    party = serializers.CharField()
    commitment = serializers.CharField()
    paragraph = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    level = serializers.IntegerField(min_value=0, max_value=4, allow_null=True)
    no_change = serializers.BooleanField()
    summary = serializers.CharField()
    progress = serializers.CharField()
    challenges = serializers.CharField()
    next_steps = serializers.CharField()
    cooperation_needed = CooperationSerializer(many=True)
    cooperation_offered = CooperationSerializer(many=True)
    language = serializers.CharField()
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    embargo_until = serializers.DateTimeField(allow_null=True)
    not_applicable_reason = serializers.CharField()
    channel = serializers.ChoiceField(choices=Channel.choices)
    channel_document = serializers.CharField()
    logged_by = serializers.CharField(allow_null=True)
    actions = UpdateActionSerializer(many=True)
    evidence = UpdateEvidenceSerializer(many=True)
    version = serializers.IntegerField()
    may = serializers.ListField(child=serializers.CharField())
    due_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    late = serializers.BooleanField()
    solicited = serializers.BooleanField()
    sample = serializers.BooleanField()


UPDATE_FIELDS: Final = tuple(UpdateSerializer().fields)
