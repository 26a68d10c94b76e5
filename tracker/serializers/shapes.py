"""What the API gives of periods, of the steps of an update, and of actions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers

from commitments.permissions import Person

from .. import actions, periods
from ..fields import ACTION, COMMENT, EVIDENCE, MILESTONE
from ..models import (
    CONTENT_FIELDS,
    Audience,
    Comment,
    Decision,
    Evidence,
    FollowUpAction,
    Milestone,
    NarrativeTranslation,
    ReportingCycle,
    ReportingPeriod,
    Revision,
    RosterEntry,
)
from ..visibility import Reader


class CycleSerializer(serializers.ModelSerializer[ReportingCycle]):
    """From one regular session to the next; `key` is that of the session it reports to."""

    key = serializers.CharField()
    from_session = serializers.CharField(source="from_session.key")
    to_session = serializers.CharField(source="to_session.key")
    periods = serializers.SlugRelatedField[ReportingPeriod]("key", many=True, read_only=True)

    class Meta:
        model = ReportingCycle
        fields: ClassVar = ["key", "from_session", "to_session", "periods"]


class PeriodSerializer(serializers.ModelSerializer[ReportingPeriod]):
    """Covers [covers_from, covers_to); `may` says which verbs the reader may use now."""

    cycle = serializers.CharField(source="cycle.key")
    instruments = serializers.SlugRelatedField[Any]("key", many=True, read_only=True)
    may = serializers.SerializerMethodField()

    class Meta:
        model = ReportingPeriod
        fields: ClassVar = [
            "key",
            "cycle",
            "instruments",
            "covers_from",
            "covers_to",
            "opens_at",
            "due_at",
            "closes_at",
            "state",
            "opened_at",
            "closed_at",
            "version",
            "may",
            "sample",
        ]

    def get_may(self, period: ReportingPeriod) -> list[str]:
        return periods.verbs_open_to(period=period, person=_person(self))


class RosterEntrySerializer(serializers.ModelSerializer[RosterEntry]):
    """A party in a period: in, out or undecided, and why."""

    party = serializers.CharField(source="party.code")
    kind = serializers.CharField(source="party.kind")

    class Meta:
        model = RosterEntry
        fields: ClassVar = [
            "party",
            "kind",
            "decision",
            "standing",
            "reason",
            "decided_at",
            "sample",
        ]


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """One step of the workflow. `by` is null where a job took it."""

    by = serializers.SerializerMethodField()
    revision = serializers.IntegerField(source="revision.number", default=None)
    comment = serializers.CharField(
        source="words", help_text="Empty where it is for the party's own people alone."
    )

    class Meta:
        model = Decision
        fields: ClassVar = [
            "id",
            "verb",
            "from_state",
            "to_state",
            "by",
            "at",
            "comment",
            "revision",
            "sample",
        ]

    def get_by(self, decision: Decision) -> str | None:
        return str(decision.by) if decision.by is not None else None


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """A word between the party and the secretariat; `passage` names the field it is about."""

    by = serializers.CharField(source="by.get_full_name")

    class Meta:
        model = Comment
        fields: ClassVar = ["id", *COMMENT.names, "by", "at", "sample"]


class RevisionSerializer(serializers.ModelSerializer[Revision]):
    """What was submitted, frozen. Strangers get the parts of it that are open to them."""

    evidence = serializers.SerializerMethodField()
    actions = serializers.SerializerMethodField()
    submitted_by = serializers.SerializerMethodField()

    class Meta:
        model = Revision
        fields: ClassVar = [
            "number",
            *CONTENT_FIELDS,
            "channel",
            "channel_document",
            "evidence",
            "actions",
            "submitted_at",
            "submitted_by",
            "sample",
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
        fields: ClassVar = [
            "id",
            "revision",
            "field",
            "language",
            "content",
            "official",
            "made_by",
            "made_at",
            "sample",
        ]

    def get_made_by(self, translation: NarrativeTranslation) -> str | None:
        inside = _reader(self).belongs(translation.revision.update.party_id)
        return str(translation.made_by) if inside else None


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A link (`url`) or a file (`file`: where it downloads)."""

    file = serializers.SerializerMethodField()

    class Meta:
        model = Evidence
        fields: ClassVar = [
            "id",
            *EVIDENCE.names,
            "file_name",
            "content_type",
            "size",
            "sha256",
            "added_at",
            "sample",
        ]

    def get_file(self, evidence: Evidence) -> str | None:
        if not evidence.file:
            return None
        if evidence.update_id is not None:
            return reverse("api-update-evidence-file", args=[evidence.update_id, evidence.pk])
        return reverse("api-action-evidence-file", args=[evidence.action_id, evidence.pk])


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
    may = serializers.SerializerMethodField()

    class Meta:
        model = FollowUpAction
        fields: ClassVar = [
            "id",
            "party",
            *ACTION.names,
            "overdue",
            "milestones",
            "version",
            "may",
            "changed_at",
            "sample",
        ]

    def get_commitments(self, action: FollowUpAction) -> list[str]:
        served = sorted(action.commitments.all(), key=lambda row: (row.instrument_id, row.position))
        return [
            row.code if row.instrument.is_default else f"{row.instrument.key}/{row.code}"
            for row in served
        ]

    def get_overdue(self, action: FollowUpAction) -> bool:
        ended = (FollowUpAction.Status.DONE, FollowUpAction.Status.ABANDONED)
        return (
            action.due_on is not None
            and action.due_on < timezone.now().date()
            and action.status not in ended
        )

    def get_may(self, action: FollowUpAction) -> list[str]:
        return actions.verbs_open_to(action=action, person=_person(self))


def _person(serializer: serializers.BaseSerializer[Any]) -> Person:
    person: Person = serializer.context["request"].user
    return person


def _reader(serializer: serializers.BaseSerializer[Any]) -> Reader:
    return Reader.of(_person(serializer), timezone.now())
