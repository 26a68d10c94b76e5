"""What the API gives and takes of evidence."""

from __future__ import annotations

from typing import ClassVar

from django.urls import reverse
from rest_framework import serializers

from tracker.evidence.models import Evidence
from tracker.fields import EVIDENCE
from tracker.fields.serializers import DeclaredSerializer


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A link (`url`) or a file (`file`: where it downloads)."""

    file = serializers.SerializerMethodField()

    class Meta:
        model = Evidence
        fields: ClassVar = [
            "id",
            *EVIDENCE.names,
            *"file_name content_type size sha256 added_at sample".split(),
        ]

    def get_file(self, evidence: Evidence) -> str | None:
        if not evidence.file:
            return None
        if evidence.update_id is not None:
            return reverse("api-update-evidence-file", args=[evidence.update_id, evidence.pk])
        return reverse("api-action-evidence-file", args=[evidence.action_id, evidence.pk])


class NewEvidenceSerializer(DeclaredSerializer):
    """A link (`url`, as JSON) or a file (`file`, as multipart/form-data)."""

    declared, model, whole = EVIDENCE, Evidence, True
