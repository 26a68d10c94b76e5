"""What the API says of reports, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from rest_framework import serializers

from commitments.models import Language
from commitments.rest.examples import add_examples_by_name
from commitments.rest.serializers import StrictSerializer, StringField

from . import selectors
from .models import Format, ReportFile, StatusReport
from .permissions import verbs_open_to

MOST_CHOICES = 20

add_examples_by_name(
    {
        "built_at": "2026-11-23T12:00:00Z",
        "dataset_sha256": "9f2c" * 16,
        "failure": "",
        "format": "pdf",
        "period": "2012-1",
        "progress": 100,
    }
)


class KeyField(StringField):
    """A natural key: `"42"`, or the number 42."""

    def to_internal_value(self, data: Any) -> str:
        if isinstance(data, int) and not isinstance(data, bool):
            data = str(data)
        return super().to_internal_value(data)


class MomentField(serializers.DateTimeField):
    """A moment as a JSON string."""

    def to_internal_value(self, value: Any) -> Any:
        if not isinstance(value, str):
            self.fail("invalid", format="YYYY-MM-DDThh:mm:ssZ")
        return super().to_internal_value(value)


class NewReportSerializer(StrictSerializer):
    """What is asked for. Which values there are, and which go together, `orders.check` knows."""

    kind = StringField(max_length=20, help_text="assembly, council, party or paragraph.")
    instrument = StringField(
        max_length=60, required=False, help_text="Key; without it, the default instrument."
    )
    session = KeyField(max_length=20, required=False, help_text="Of an assembly report.")
    period = KeyField(max_length=20, required=False, help_text="Of every other report.")
    party = StringField(max_length=20, required=False)
    paragraph = KeyField(max_length=20, required=False, help_text="An operative one.")
    audience = StringField(max_length=20, required=False, help_text="public or member_states.")
    as_of = MomentField(
        required=False,
        help_text="Without it, the session's opening or the period's close. Never ahead of now.",
    )
    languages = serializers.ListField(
        child=StringField(max_length=10), max_length=MOST_CHOICES, required=False
    )
    formats = serializers.ListField(
        child=StringField(max_length=10), max_length=MOST_CHOICES, required=False
    )


class ReportFileSerializer(serializers.Serializer[ReportFile]):
    language = serializers.ChoiceField(choices=Language.choices)
    format = serializers.ChoiceField(choices=Format.choices)
    url = serializers.SerializerMethodField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()

    def get_url(self, file: ReportFile) -> str:
        path = reverse("api-report-file", args=[file.report_id, file.language, file.format])
        return str(self.context["request"].build_absolute_uri(path))


class ReportSerializer(serializers.Serializer[StatusReport]):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=StatusReport.Kind.choices)
    instrument = serializers.CharField(source="instrument.key")
    session = serializers.CharField(source="session.key", default=None, allow_null=True)
    period = serializers.CharField(source="period.key", default=None, allow_null=True)
    party = serializers.CharField(source="party.code", default=None, allow_null=True)
    paragraph = serializers.CharField(source="paragraph.reference", default=None, allow_null=True)
    audience = serializers.ChoiceField(choices=StatusReport.Audience.choices)
    as_of = serializers.DateTimeField()
    languages = serializers.ListField(child=serializers.CharField())
    formats = serializers.ListField(child=serializers.CharField())
    state = serializers.ChoiceField(choices=StatusReport.State.choices)
    progress = serializers.SerializerMethodField(help_text="0–100.")
    failure = serializers.CharField(help_text="Why it failed; empty unless it did.")
    symbol = serializers.CharField(help_text="Of the document; empty while it has none.")
    revision = serializers.IntegerField(help_text="0, or the number of the correction.")
    requested_at = serializers.DateTimeField()
    built_at = serializers.DateTimeField(allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    dataset_sha256 = serializers.CharField(help_text="Printed in every file; empty until then.")
    files = ReportFileSerializer(many=True)
    sample = serializers.BooleanField(help_text="Made of sample data.")
    version = serializers.IntegerField()
    may = serializers.SerializerMethodField(help_text="Verbs open to you now: issue, retry.")

    def get_progress(self, report: StatusReport) -> int:
        return selectors.progress(report)

    def get_may(self, report: StatusReport) -> list[str]:
        return verbs_open_to(report, self.context["request"].user)


class NothingSerializer(StrictSerializer):
    """No fields: an empty object, or no body."""


def said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a new report is asked to be. Raises ValidationError with every fault of form."""
    serializer = NewReportSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)
