"""The parts of an update in the API, and the bodies that its verbs take."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.utils import timezone
from rest_framework import serializers

from commitments.models import Language, User
from tracker.fields import COMMENT
from tracker.fields.serializers import DeclaredSerializer
from tracker.updates.models.comment import Comment
from tracker.updates.models.decision import Decision
from tracker.updates.models.narrative import CONTENT_FIELDS, NARRATIVE_FIELDS
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.visibility import Audience, Reader

Row = TypeVar("Row")
Frozen = dict[str, Any]  # a piece of evidence or an action, as it was submitted


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """One step of the workflow. `by` is null where a job did it."""

    by = serializers.StringRelatedField[User](allow_null=True)
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

    def get_evidence(self, revision: Revision) -> list[Frozen]:
        return self._open(revision, revision.evidence)

    def get_actions(self, revision: Revision) -> list[Frozen]:
        return self._open(revision, revision.actions)

    def _open(self, revision: Revision, rows: list[Frozen]) -> list[Frozen]:
        """Return the rows whose mark at the submission lets the reader read them."""
        reader, party = _reader(self), revision.update.party_id
        return [
            row
            for row in rows
            if reader.reads(party_id=party, visibility=str(row.get("visibility", Audience.PARTY)))
        ]

    def get_submitted_by(self, revision: Revision) -> str | None:
        is_inside = _reader(self).belongs(revision.update.party_id)
        return str(revision.submitted_by) if is_inside else None


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
        is_inside = _reader(self).belongs(translation.revision.update.party_id)
        return str(translation.made_by) if is_inside else None


class SaySerializer(DeclaredSerializer):
    """A comment; `passage` names the field of the update it is about."""

    declared, model, whole = COMMENT, Comment, True


class TranslateSerializer(serializers.Serializer[object]):
    """One field of a revision, by its number (the last where it is left out), in a language."""

    revision = serializers.IntegerField(required=False)
    field = serializers.ChoiceField(choices=NARRATIVE_FIELDS)
    language = serializers.ChoiceField(choices=Language.choices)
    content = serializers.CharField()


class CommentedSerializer(serializers.Serializer[object]):
    comment = serializers.CharField(allow_blank=True)


class ReasonedSerializer(serializers.Serializer[object]):
    reason = serializers.CharField()


def _reader(serializer: serializers.BaseSerializer[Row]) -> Reader:
    return Reader.of(serializer.context["request"].user, timezone.now())
