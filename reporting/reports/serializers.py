"""What the API says of reports, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commitments.foundation.errors import Fault
from commitments.foundation.rest.problems import flatten
from commitments.foundation.rest.serializers import StrictSerializer, StringField, VerbsField
from commitments.models import Language
from reporting.reports.models.failure import Failure
from reporting.reports.models.report import Format, ReportFile, StatusReport
from reporting.reports.queries import progress as selectors
from reporting.reports.rules.permissions import verbs_open_to

MOST_CHOICES = 20


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


class ChoicesField(serializers.ListField):
    """Some of few words; which there are, the verb knows."""

    child = StringField(max_length=10)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_CHOICES, **kwargs)


class ByLanguageField(serializers.DictField):
    """A text by language."""

    child = serializers.CharField()


class NewReportSerializer(StrictSerializer):
    """The report requested. `orders.check` knows which values there are, and which go together."""

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
        help_text="Without it, the session's opening or the period's close. Never in the future.",
    )
    languages = ChoicesField(required=False)
    formats = ChoicesField(required=False)


class StepSerializer(serializers.Serializer[selectors.BuildStep]):
    step = serializers.CharField(help_text="dataset, or a file as en.pdf.")
    state = serializers.ChoiceField(choices=["waiting", "working", "done"])


class PlaceSerializer(serializers.Serializer[Any]):
    """Where a text is; each is empty where it has none."""

    party = serializers.CharField(help_text="Code of the party it belongs to.")
    commitment = serializers.CharField(help_text="Code of the commitment.")
    period = serializers.CharField(help_text="Key of the period.")
    field = serializers.CharField(help_text="Its place in the dataset, as updates.texts.summary.")


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
    steps = serializers.SerializerMethodField(help_text="The steps of its preparation, in order.")
    failure = serializers.CharField(help_text="Why it failed; empty unless it did.")
    failure_code = serializers.ChoiceField(choices=["", *Failure.values])
    failure_step = serializers.CharField(help_text="Which part failed.")
    failure_detail = serializers.CharField(help_text="The machine's message.")
    failure_place = PlaceSerializer(
        help_text="Whose text made it fail; null unless it was a text.",
        allow_null=True,
        source="failed_over",
    )
    number = serializers.CharField(help_text="As assigned by the Assembly; empty until then.")
    classification = serializers.CharField(help_text="The series of the document.")
    symbol = serializers.CharField(help_text="Of the document; empty while it has no number.")
    revision = serializers.IntegerField(help_text="0, or the number of the correction.")
    foreword = ByLanguageField(help_text="By language.")
    cover_note = ByLanguageField(help_text="By language.")
    corrects = serializers.IntegerField(
        source="corrects_id", allow_null=True, help_text="Id of the report that it corrects."
    )
    correction_reason = ByLanguageField(help_text="Why it corrects that one, by language.")
    corrected_by = serializers.IntegerField(
        source="correction.pk",
        read_only=True,
        allow_null=True,
        help_text="Id of the report that corrects this one; null while there is none.",
    )
    requested_at = serializers.DateTimeField()
    built_at = serializers.DateTimeField(allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    dataset_sha256 = serializers.CharField(help_text="Printed in every file; empty until then.")
    files = ReportFileSerializer(
        source="shown_files",
        many=True,
        help_text="Marked as drafts until it is issued; from then on the issued ones.",
    )
    sample = serializers.BooleanField(help_text="Prepared with sample data.")
    version = serializers.IntegerField()
    may = VerbsField(
        verbs_open_to, help_text="Verbs open to you now: edit, issue, retry, discard, correct."
    )

    def get_progress(self, report: StatusReport) -> int:
        return selectors.progress(report)

    @extend_schema_field(StepSerializer(many=True))
    def get_steps(self, report: StatusReport) -> list[dict[str, str]]:
        return [{"step": each.step, "state": each.state} for each in selectors.steps(report)]


class EditSerializer(serializers.Serializer[Any]):
    """Texts by language: those not named stay, and "" removes one."""

    number = serializers.CharField(required=False, allow_blank=True)
    foreword = ByLanguageField(required=False)
    cover_note = ByLanguageField(required=False)
    correction_reason = ByLanguageField(required=False)


class CorrectSerializer(serializers.Serializer[Any]):
    """The reason, in at least one language; as of when, by default now; languages and formats."""

    reason = ByLanguageField()
    as_of = MomentField(required=False)
    languages = ChoicesField(required=False)
    formats = ChoicesField(required=False)


def said_of_correction(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """Return what a correction is asked to be, and the faults of form; the verb finds the rest."""
    fields = CorrectSerializer().fields
    found: dict[str, Any] = {"reason": data.get("reason", {})}
    faults: list[Fault] = []
    for name in data.keys() & fields.keys() - {"reason"}:
        try:
            found[name] = fields[name].run_validation(data[name])
        except serializers.ValidationError as error:
            faults += flatten(error.detail, f"/{name}")
    return found, faults


def said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a new report is asked to be. Raises ValidationError with every fault of form."""
    serializer = NewReportSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


# What moved between two reports ----------------------------------------------------------------


class _CountsSerializer(serializers.Serializer[Any]):
    """Updates of a report by what they count as; `due` is the denominator."""

    due = serializers.IntegerField()
    reported = serializers.IntegerField()
    levels = serializers.ListField(
        child=serializers.IntegerField(), help_text="How many at level 0, 1, 2, 3, and 4."
    )
    not_applicable = serializers.IntegerField()
    withheld = serializers.IntegerField(help_text="Part of reported: not for this audience.")
    received = serializers.IntegerField(help_text="Submitted, and not decided on yet.")
    awaited = serializers.IntegerField(help_text="Not yet submitted, and the period is not over.")
    overdue = serializers.IntegerField(help_text="Part of awaited: past its due date.")
    not_reported = serializers.IntegerField(help_text="The period ended without a submission.")
    volunteered = serializers.IntegerField(help_text="Not requested: not counted in any rate.")
    undecided = serializers.IntegerField(help_text="Standing in dispute: not counted in any rate.")


class _SideSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=StatusReport.Kind.choices)
    symbol = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=StatusReport.State.choices)
    as_of = serializers.DateTimeField()
    dataset_sha256 = serializers.CharField()
    counts = _CountsSerializer()


class _PairSerializer(serializers.Serializer[Any]):
    party = serializers.CharField()
    party_name = serializers.CharField()
    commitment = serializers.CharField()
    commitment_title = serializers.CharField()


class _MoveSerializer(_PairSerializer):
    before = serializers.IntegerField(help_text="Level, 0–4.")
    now = serializers.IntegerField(help_text="Level, 0–4.")


class _DutyChangeSerializer(_PairSerializer):
    before = serializers.CharField(help_text="Status of the responsibility.")
    now = serializers.CharField(help_text="Status of the responsibility.")


class _ActionRefSerializer(serializers.Serializer[Any]):
    party = serializers.CharField()
    party_name = serializers.CharField()
    title = serializers.CharField()


class ComparisonSerializer(serializers.Serializer[Any]):
    """What changed from one report (`before`) to another (`after`), by party and commitment."""

    before = _SideSerializer()
    after = _SideSerializer()
    raised = _MoveSerializer(many=True, help_text="To a higher level.")
    lowered = _MoveSerializer(many=True, help_text="To a lower level.")
    reported = _PairSerializer(many=True, help_text="Reported in `after`, and not in `before`.")
    unreported = _PairSerializer(many=True, help_text="Reported in `before`, and not in `after`.")
    reworded = _PairSerializer(many=True, help_text="Reworded, at the same level.")
    now_applicable = _PairSerializer(many=True, help_text="A level, where there was none.")
    now_not_applicable = _PairSerializer(many=True, help_text="No longer not applicable.")
    asked = _PairSerializer(many=True, help_text="Newly due.")
    not_asked = _PairSerializer(many=True, help_text="No longer due.")
    duties = _DutyChangeSerializer(
        many=True, help_text="Responsibilities of bodies with another status."
    )
    actions_new = _ActionRefSerializer(many=True)
    actions_done = _ActionRefSerializer(many=True)
    actions_overdue = _ActionRefSerializer(many=True)
