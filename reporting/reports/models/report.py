"""Status reports: a frozen dataset for one audience, and the documents made from it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.foundation.errors import Words
from commitments.models import AssemblySession, Instrument, Language, Paragraph, Party
from commitments.people.rules.permissions import Person
from reporting.reports.models.failure import Failure, describe_text
from reporting.reports.models.file import Format, ReportFile, Stage
from tracker.models import ReportingPeriod
from tracker.visibility import Reader


class StatusReportQuerySet(models.QuerySet["StatusReport"]):
    def visible_to(self, person: Person) -> StatusReportQuerySet:
        """All reports for officers; otherwise the issued ones for an audience of the person."""
        reader = Reader.of(person, timezone.now())
        if reader.officer:
            return self
        return self.filter(reader.marked_q("audience"), state=StatusReport.State.ISSUED)

    def with_subject(self) -> StatusReportQuerySet:
        """Select what each report is about; defer its dataset, which has megabytes."""
        return self.defer("dataset").select_related(
            "instrument", "session", "period", "party", "paragraph__instrument"
        )

    def with_corrections(self, person: Person) -> StatusReportQuerySet:
        """Prefetch the corrections of each report that the person may see."""
        light = StatusReport.objects.visible_to(person).defer("dataset")
        return self.prefetch_related(models.Prefetch("corrections", light))

    def with_corrected(self, person: Person) -> StatusReportQuerySet:
        """Prefetch the report that each one corrects, with that report's corrections."""
        light = StatusReport.objects.visible_to(person).defer("dataset")
        return self.prefetch_related(models.Prefetch("corrects", light.with_corrections(person)))

    def not_discarded(self) -> StatusReportQuerySet:
        """All but discarded reports, whose symbol and correction others may take over."""
        return self.exclude(failure_code=Failure.DISCARDED)


class StatusReport(models.Model):
    """A status report. Once issued it never changes: another report corrects it, as `rev. 1`."""

    audited_as = "report"

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("Report to the General Assembly")
        COUNCIL = "council", _("Report to the Permanent Council")
        PARTY = "party", _("Report on one party")
        PARAGRAPH = "paragraph", _("Report on one paragraph")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        BUILDING = "building", _("Building")
        DRAFT = "draft", pgettext_lazy("report", "Draft")
        ISSUED = "issued", _("Issued")
        FAILED = "failed", _("Failed")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Public")
        MEMBER_STATES = "member_states", _("Member states")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="reports")
    session = models.ForeignKey(
        AssemblySession, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    period = models.ForeignKey(
        ReportingPeriod, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    paragraph = models.ForeignKey(
        Paragraph, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    audience = models.CharField(
        _("audience"), max_length=20, choices=Audience, default=Audience.PUBLIC
    )
    as_of = models.DateTimeField(_("as of"))
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("languages"))
    formats = ArrayField(models.CharField(max_length=4), verbose_name=_("formats"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REQUESTED)
    failure_code = models.CharField(_("why it failed"), max_length=20, choices=Failure, blank=True)
    failure_step = models.CharField(_("what failed"), max_length=20, blank=True)
    failure_detail = models.TextField(_("message when it failed"), blank=True)
    failure_place = models.JSONField(_("whose text made it fail"), default=dict, blank=True)
    dataset = models.BinaryField(null=True, blank=True, editable=False)
    dataset_sha256 = models.CharField(max_length=64, blank=True)
    number = models.CharField(
        _("document number"), max_length=20, blank=True, help_text=_("As assigned by the Assembly.")
    )
    classification = models.CharField(_("classification"), max_length=40, blank=True)
    symbol = models.CharField(_("document symbol"), max_length=80, blank=True)
    foreword = models.JSONField(_("foreword"), default=dict, blank=True)
    cover_note = models.JSONField(_("cover note"), default=dict, blank=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=0)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    correction_reason = models.JSONField(_("why it was corrected"), default=dict, blank=True)
    requested_at = models.DateTimeField(_("requested"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    built_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    sample = models.BooleanField(_("sample data"), default=False)
    # The one report that is made and issued automatically from the sample data.
    showcase = models.BooleanField(_("shows the sample data"), default=False, editable=False)

    objects = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(kind="assembly", session__isnull=False)
                | Q(kind="council", period__isnull=False)
                | Q(kind="party", party__isnull=False, period__isnull=False)
                | Q(kind="paragraph", paragraph__isnull=False, period__isnull=False),
                name="report_kind_has_subject",
            ),
            CheckConstraint(
                condition=Q(state__in=["requested", "building", "draft", "issued", "failed"]),
                name="report_state_valid",
            ),
            CheckConstraint(
                condition=Q(audience__in=["public", "member_states"]), name="report_audience_valid"
            ),
            CheckConstraint(
                condition=Q(languages__contained_by=Language.values, languages__len__gte=1),
                name="report_languages_valid",
            ),
            CheckConstraint(
                condition=Q(formats__contained_by=Format.values, formats__len__gte=1),
                name="report_formats_valid",
            ),
            CheckConstraint(
                condition=Q(dataset__isnull=True, dataset_sha256="")
                | Q(dataset__isnull=False, dataset_sha256__regex=r"^[0-9a-f]{64}$"),
                name="report_dataset_has_checksum",
            ),
            CheckConstraint(
                condition=~Q(state__in=["draft", "issued"])
                | Q(dataset__isnull=False, built_at__isnull=False),
                name="report_built_has_dataset",
            ),
            CheckConstraint(
                condition=Q(state="issued", issued_at__isnull=False, issued_by__isnull=False)
                | (~Q(state="issued") & Q(issued_at__isnull=True, issued_by__isnull=True)),
                name="report_issued_pair",
            ),
            CheckConstraint(
                condition=Q(revision=0, corrects__isnull=True)
                | Q(revision__gt=0, corrects__isnull=False),
                name="report_revision_corrects",
            ),
            UniqueConstraint(
                fields=["classification", "symbol"],
                condition=~Q(symbol="") & ~Q(failure_code="discarded"),
                name="report_symbol_unique",
            ),
            UniqueConstraint(
                fields=["corrects"], condition=~Q(state="failed"), name="report_corrected_once"
            ),
            CheckConstraint(
                condition=Q(state="failed", failure_code__in=Failure.values)
                | (
                    ~Q(state="failed")
                    & Q(failure_code="", failure_step="", failure_detail="", failure_place={})
                ),
                name="report_failed_with_reason",
            ),
            UniqueConstraint(
                fields=["showcase"], condition=Q(showcase=True), name="report_showcase_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def discarded(self) -> bool:
        """Whether the secretariat discarded it; then nothing failed."""
        return self.failure_code == Failure.DISCARDED

    @property
    def correction(self) -> StatusReport | None:
        """The report that corrects this one, issued or not. Uses prefetched `corrections`."""
        return next((report for report in self.corrections.all() if not report.discarded), None)

    @property
    def replaced(self) -> bool:
        """Whether it is a discarded correction that another correction has replaced."""
        return self.discarded and self.corrects is not None and self.corrects.correction is not None

    @property
    def state_in_words(self) -> Words:
        return _("Discarded") if self.discarded else StatusReport.State(self.state).label

    @property
    def failure(self) -> str:
        """Why it failed, in the reader's language; "" if it did not fail."""
        reason = str(self.get_failure_code_display())
        return f"{reason} ({self.failure_step})" if reason and self.failure_step else reason

    @property
    def failed_over(self) -> dict[str, str] | None:
        """The fields of the `TextLocation` because of which it failed; None if there is none."""
        return self.failure_place or None

    @property
    def failure_text(self) -> str:
        """Because of which text it failed, in the reader's language; "" if there is none."""
        return describe_text(self.failure_place)

    @property
    def shown_stage(self) -> Stage:
        """The stage of the files that readers may see."""
        return Stage.FINAL if self.state == StatusReport.State.ISSUED else Stage.DRAFT

    @property
    def shown_files(self) -> list[ReportFile]:
        """The visible files, by language and format. Prefetch `files` for lists."""
        stage = self.shown_stage
        return sorted(
            (file for file in self.files.all() if file.stage == stage),
            key=lambda file: (file.language, file.format),
        )
