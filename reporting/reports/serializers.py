"""What the API tells of reports, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import (
    BooleanField,
    CharField,
    ChoiceField,
    DateTimeField,
    DictField,
    FileField,
    IntegerField,
    ListField,
    Serializer,
    SerializerMethodField,
)

from commitments.foundation.errors import Fault
from commitments.foundation.rest.problems import flatten
from commitments.foundation.rest.serializers import StrictSerializer, StringField, VerbsField
from commitments.models import Language
from reporting.reports.models.failure import Failure
from reporting.reports.models.file import Format, ReportFile
from reporting.reports.models.report import StatusReport
from reporting.reports.queries.progress import BuildStep, percent_made, steps_of
from reporting.reports.queries.verification import FileStatus
from reporting.reports.rules.permissions import verbs_open_to


class KeyField(StringField):
    """A natural key: `"42"`, or the number 42."""

    def to_internal_value(self, data: Any) -> str:
        if isinstance(data, int) and not isinstance(data, bool):
            data = str(data)
        return super().to_internal_value(data)


class MomentField(DateTimeField):
    """A moment as a JSON string."""

    def to_internal_value(self, value: Any) -> Any:
        if not isinstance(value, str):
            self.fail("invalid", format="YYYY-MM-DDThh:mm:ssZ")
        return super().to_internal_value(value)


class ChoicesField(ListField):
    """Some of few words; which there are, the verb knows."""

    child = StringField(max_length=10)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)


class ByLanguageField(DictField):
    child = CharField()


class NewReportSerializer(StrictSerializer):
    """The report requested."""

    # `orders.check` checks the values, and which of them are allowed together.

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


class StepSerializer(Serializer[BuildStep]):
    step = CharField(help_text="dataset, or a file as en.pdf.")
    state = ChoiceField(choices=["waiting", "working", "done"])


class PlaceSerializer(Serializer[object]):
    """Where a text is; each is empty where it has none."""

    party = CharField(help_text="Code of the party it belongs to.")
    commitment = CharField(help_text="Code of the commitment.")
    period = CharField(help_text="Key of the period.")
    field = CharField(help_text="Its place in the dataset, as updates.texts.summary.")


class ReportFileSerializer(Serializer[ReportFile]):
    language = ChoiceField(choices=Language.choices)
    format = ChoiceField(choices=Format.choices)
    url = SerializerMethodField()
    size = IntegerField(help_text="Bytes.")
    sha256 = CharField()

    def get_url(self, file: ReportFile) -> str:
        path = reverse("api-report-file", args=[file.report_id, file.language, file.format])
        return str(self.context["request"].build_absolute_uri(path))


class ReportSerializer(Serializer[StatusReport]):
    id = IntegerField()
    kind = ChoiceField(choices=StatusReport.Kind.choices)
    instrument = CharField(source="instrument.key")
    session = CharField(source="session.key", default=None, allow_null=True)
    period = CharField(source="period.key", default=None, allow_null=True)
    party = CharField(source="party.code", default=None, allow_null=True)
    paragraph = CharField(source="paragraph.reference", default=None, allow_null=True)
    audience = ChoiceField(choices=StatusReport.Audience.choices)
    as_of = DateTimeField()
    languages = ListField(child=CharField())
    formats = ListField(child=CharField())
    state = ChoiceField(choices=StatusReport.State.choices)
    progress = SerializerMethodField(help_text="0–100.")
    steps = SerializerMethodField(help_text="The steps of its preparation, in order.")
    failure = CharField(help_text="Why it failed; empty unless it did.")
    failure_code = ChoiceField(choices=["", *Failure.values])
    failure_step = CharField(help_text="Which part failed.")
    failure_detail = CharField(help_text="The machine's message.")
    failure_place = PlaceSerializer(
        help_text="Whose text made it fail; null unless it was a text.",
        allow_null=True,
        source="failed_over",
    )
    number = CharField(help_text="As assigned by the Assembly; empty until then.")
    classification = CharField(help_text="The series of the document.")
    symbol = CharField(help_text="Of the document; empty while it has no number.")
    revision = IntegerField(help_text="0, or the number of the correction.")
    foreword = ByLanguageField(help_text="By language.")
    cover_note = ByLanguageField(help_text="By language.")
    corrects = IntegerField(
        source="corrects_id", allow_null=True, help_text="Id of the report that it corrects."
    )
    correction_reason = ByLanguageField(help_text="Why it corrects that one, by language.")
    corrected_by = IntegerField(
        source="correction.pk",
        read_only=True,
        allow_null=True,
        help_text="Id of the report that corrects this one; null while there is none.",
    )
    requested_at = DateTimeField()
    built_at = DateTimeField(allow_null=True)
    issued_at = DateTimeField(allow_null=True)
    dataset_sha256 = CharField(help_text="Printed in every file; empty until then.")
    files = ReportFileSerializer(
        source="shown_files",
        many=True,
        help_text="Marked as drafts until it is issued; from then on the issued ones.",
    )
    sample = BooleanField(help_text="Prepared with sample data.")
    version = IntegerField()
    may = VerbsField(
        verbs_open_to, help_text="Verbs open to you now: edit, issue, retry, discard, correct."
    )

    def get_progress(self, report: StatusReport) -> int:
        return percent_made(report)

    @extend_schema_field(StepSerializer(many=True))
    def get_steps(self, report: StatusReport) -> list[dict[str, str]]:
        return [{"step": step.step, "state": step.state} for step in steps_of(report)]


class EditSerializer(Serializer[object]):
    """Texts by language: those not named stay, and "" removes one."""

    number = CharField(required=False, allow_blank=True)
    foreword = ByLanguageField(required=False)
    cover_note = ByLanguageField(required=False)
    correction_reason = ByLanguageField(required=False)


class CorrectSerializer(Serializer[object]):
    """The reason, in at least one language; as of when, by default now; languages and formats."""

    reason = ByLanguageField()
    as_of = MomentField(required=False)
    languages = ChoicesField(required=False)
    formats = ChoicesField(required=False)


def parse_correction(data: Mapping[str, object]) -> tuple[dict[str, object], list[Fault]]:
    """Return arguments for `corrections.correct`, and the faults of form; it finds the others."""
    fields = CorrectSerializer().fields
    given: dict[str, object] = {"reason": data.get("reason", {})}
    faults: list[Fault] = []
    for name in data.keys() & fields.keys() - {"reason"}:
        try:
            given[name] = fields[name].run_validation(data[name])
        except ValidationError as error:
            faults += flatten(error.detail, f"/{name}")
    return given, faults


# The check of a file ---------------------------------------------------------------------------


class CheckedFileSerializer(Serializer[object]):
    """The file, as multipart/form-data. It is read, and not stored."""

    file = FileField()


class CheckSerializer(Serializer[object]):
    sha256 = CharField()
    found = BooleanField(help_text="Whether it belongs to a report that you may see.")
    detail = CharField(help_text="What it is, as a sentence.")
    standing = ChoiceField(
        choices=["", *FileStatus],
        help_text="What the file is; empty where it is not one of the tracker's.",
    )
    language = CharField(help_text="Of the file; empty where it is a dataset's.")
    format = CharField(help_text="Of the file; empty where it is a dataset's.")
    report = ReportSerializer(allow_null=True)


# What moved between two reports ----------------------------------------------------------------


class _CountsSerializer(Serializer[object]):
    """Updates of a report by what they count as; `due` is the denominator."""

    due = IntegerField()
    reported = IntegerField()
    levels = ListField(child=IntegerField(), help_text="How many at level 0, 1, 2, 3, and 4.")
    not_applicable = IntegerField()
    withheld = IntegerField(help_text="Part of reported: not for this audience.")
    received = IntegerField(help_text="Submitted, and not decided on yet.")
    awaited = IntegerField(help_text="Not yet submitted, and the period is not over.")
    overdue = IntegerField(help_text="Part of awaited: past its due date.")
    not_reported = IntegerField(help_text="The period ended without a submission.")
    volunteered = IntegerField(help_text="Not requested: not counted in any rate.")
    undecided = IntegerField(help_text="Standing in dispute: not counted in any rate.")


class _SideSerializer(Serializer[object]):
    id = IntegerField()
    kind = ChoiceField(choices=StatusReport.Kind.choices)
    symbol = CharField(allow_blank=True)
    state = ChoiceField(choices=StatusReport.State.choices)
    as_of = DateTimeField()
    dataset_sha256 = CharField()
    counts = _CountsSerializer()


class _PairSerializer(Serializer[object]):
    party = CharField()
    party_name = CharField()
    commitment = CharField()
    commitment_title = CharField()


class _MoveSerializer(_PairSerializer):
    before = IntegerField(help_text="Level, 0–4.")
    now = IntegerField(help_text="Level, 0–4.")


class _DutyChangeSerializer(_PairSerializer):
    before = CharField(help_text="Status of the responsibility.")
    now = CharField(help_text="Status of the responsibility.")


class _ActionRefSerializer(Serializer[object]):
    party = CharField()
    party_name = CharField()
    title = CharField()


class ComparisonSerializer(Serializer[object]):
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
