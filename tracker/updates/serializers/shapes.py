"""What the API gives of the steps of an update: decisions, comments, revisions, translations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import serializers

from tracker.fields import COMMENT
from tracker.updates.models.comment import Comment
from tracker.updates.models.decision import Decision
from tracker.updates.models.narrative import CONTENT_FIELDS
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.visibility import Audience, Reader


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """One step of the workflow. `by` is null where a job did it."""

    by = serializers.StringRelatedField[Any](allow_null=True)
    revision = serializers.IntegerField(source="revision.number", default=None)
    comment = serializers.CharField(
        source="words", help_text="Empty where it is only for the party's own people."
    )

    class Meta:
        model = Decision
        fields: ClassVar = "id verb from_state to_state by at comment revision sample".split()


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """A comment between the party and the secretariat; `passage` names the field it is about."""

    by = serializers.CharField(source="by.get_full_name")

    class Meta:
        model = Comment
        fields: ClassVar = ["id", *COMMENT.names, "by", "at", "sample"]


class RevisionSerializer(serializers.ModelSerializer[Revision]):
    """What was submitted, frozen. Others get the parts that are open to them."""

    evidence = serializers.SerializerMethodField()
    actions = serializers.SerializerMethodField()
    submitted_by = serializers.SerializerMethodField()

    class Meta:
        model = Revision
        fields: ClassVar = [
            "number",
            *CONTENT_FIELDS,
            *"channel channel_document evidence actions submitted_at submitted_by sample".split(),
        ]

    def get_evidence(self, revision: Revision) -> list[dict[str, Any]]:
        return self._open(revision, revision.evidence)

    def get_actions(self, revision: Revision) -> list[dict[str, Any]]:
        return self._open(revision, revision.actions)

    def _open(self, revision: Revision, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return those rows that the reader may read by the mark they were frozen with."""
        reader, party = _reader(self), revision.update.party_id
        return [
            row
            for row in rows
            if reader.reads(party_id=party, visibility=row.get("visibility", Audience.PARTY))
        ]

    def get_submitted_by(self, revision: Revision) -> str | None:
        inside = _reader(self).belongs(revision.update.party_id)
        return str(revision.submitted_by) if inside else None


class TranslationSerializer(serializers.ModelSerializer[NarrativeTranslation]):
    """A field of a revision in another language; `official`: the party's own translation."""

    revision = serializers.IntegerField(source="revision.number")
    made_by = serializers.SerializerMethodField()

    class Meta:
        model = NarrativeTranslation
        fields: ClassVar = (
            "id revision field language content official made_by made_at sample"
        ).split()

    def get_made_by(self, translation: NarrativeTranslation) -> str | None:
        inside = _reader(self).belongs(translation.revision.update.party_id)
        return str(translation.made_by) if inside else None


def _reader(serializer: serializers.BaseSerializer[Any]) -> Reader:
    return Reader.of(serializer.context["request"].user, timezone.now())
