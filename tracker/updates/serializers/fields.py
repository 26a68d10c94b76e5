"""The fields of an update, in answers and in bodies; they describe the API and serve `?fields=`.

`updates.describe` writes the answers, and the commands check the bodies, so that the pages and the
API refuse the same.
"""

from __future__ import annotations

from typing import Final

from rest_framework import serializers

from tracker.fields import UPDATE
from tracker.fields.serializers import ApiField, DeclaredSerializer, to_read
from tracker.updates.models.narrative import Channel
from tracker.updates.models.update import ProgressUpdate, State


class SaveSerializer(DeclaredSerializer):
    """What a party reports. `channel` and its document: where an officer logs it on its behalf."""

    declared, model = UPDATE.as_draft(), ProgressUpdate
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)
    channel_document = serializers.CharField(required=False, allow_blank=True)


class NewUpdateSerializer(SaveSerializer):
    """A voluntary update, by its natural keys."""

    period = serializers.CharField()
    party = serializers.CharField()
    commitment = serializers.CharField()
    instrument = serializers.CharField(required=False, help_text="By default the default one.")


class BulkRowSerializer(NewUpdateSerializer):
    """One update of many: created or saved, and submitted where `submit` says so."""

    version = serializers.IntegerField(
        required=False, help_text="As If-Match does: refused where it has changed since."
    )
    submit = serializers.BooleanField(required=False)


class BulkSerializer(serializers.Serializer[object]):
    """Up to 1,000 updates."""

    updates = BulkRowSerializer(many=True)


class BulkResultSerializer(serializers.Serializer[object]):
    """The result of one row: its status, and the update's id and version, or the problem."""

    index = serializers.IntegerField()
    status = serializers.IntegerField()
    id = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    problem = serializers.DictField(allow_null=True)


class BulkResultsSerializer(serializers.Serializer[object]):
    """One result for each row, in their order."""

    results = BulkResultSerializer(many=True)


class UpdateActionSerializer(serializers.Serializer[object]):
    """A follow-up action of the party that serves the commitment."""

    id = serializers.IntegerField()
    title = serializers.CharField()


class UpdateEvidenceSerializer(serializers.Serializer[object]):
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


class UpdateSerializer(serializers.Serializer[object]):
    """What one party reports on one commitment in one period, as the reader may read it.

    Its own party reads the working copy; the secretariat, what was last submitted; everybody else,
    the published revision, whose number is then the `version`.
    """

    id = serializers.IntegerField()
    instrument = serializers.CharField()
    period = serializers.CharField()
    party = serializers.CharField()
    commitment = serializers.CharField()
    paragraph = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
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

    def get_fields(self) -> dict[str, ApiField]:
        """Return the content after the state, and the rest in the order above."""
        others = list(super().get_fields().items())
        place = [name for name, _field in others].index("state") + 1
        content = to_read(UPDATE, ProgressUpdate)
        return dict([*others[:place], *content.items(), *others[place:]])


UPDATE_FIELDS: Final = tuple(UpdateSerializer().fields)
