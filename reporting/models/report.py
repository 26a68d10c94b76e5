"""A frozen dataset for one audience, and the documents made of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models import AssemblySession, Instrument, Language, Paragraph, Party
from commitments.permissions import Person, reads_member_states_only, standing
from tracker.models import ReportingPeriod


class Format(models.TextChoices):
    DOCX = "docx", "DOCX"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    HTML = "html", "HTML"
    JSON = "json", "JSON"


class StatusReportQuerySet(models.QuerySet["StatusReport"]):
    def visible_to(self, person: Person) -> StatusReportQuerySet:
        """All for the secretariat; else issued ones, of an audience the person belongs to."""
        if standing(person).officer:
            return self
        issued = self.filter(state=StatusReport.State.ISSUED)
        if reads_member_states_only(person):
            return issued
        return issued.filter(audience=StatusReport.Audience.PUBLIC)


class StatusReport(models.Model):
    """An issued report never changes: a correction is `rev. 1`, and says what changed."""

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("Report to the General Assembly")
        COUNCIL = "council", _("Report to the Permanent Council")
        PARTY = "party", _("Report on one party")
        PARAGRAPH = "paragraph", _("Report on one paragraph")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        BUILDING = "building", _("Building")
        DRAFT = "draft", _("Draft")
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
    failure = models.TextField(_("why it failed"), blank=True)
    dataset = models.BinaryField(null=True, blank=True, editable=False)
    dataset_sha256 = models.CharField(max_length=64, blank=True)
    symbol = models.CharField(_("document symbol"), max_length=80, blank=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=0)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    changes = models.JSONField(_("what changed"), default=list, blank=True)
    requested_at = models.DateTimeField(_("requested"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    built_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1)
    sample = models.BooleanField(_("sample data"), default=False)

    objects = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="assembly", session__isnull=False)
                | Q(kind="council", period__isnull=False)
                | Q(kind="party", party__isnull=False, period__isnull=False)
                | Q(kind="paragraph", paragraph__isnull=False, period__isnull=False),
                name="report_kind_has_subject",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "building", "draft", "issued", "failed"]),
                name="report_state_valid",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["public", "member_states"]),
                name="report_audience_valid",
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=Language.values, languages__len__gte=1),
                name="report_languages_valid",
            ),
            models.CheckConstraint(
                condition=Q(formats__contained_by=Format.values, formats__len__gte=1),
                name="report_formats_valid",
            ),
            models.CheckConstraint(
                condition=Q(dataset__isnull=True, dataset_sha256="")
                | Q(dataset__isnull=False, dataset_sha256__regex=r"^[0-9a-f]{64}$"),
                name="report_dataset_has_checksum",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["draft", "issued"])
                | Q(dataset__isnull=False, built_at__isnull=False),
                name="report_built_has_dataset",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", issued_at__isnull=False, issued_by__isnull=False)
                | (~Q(state="issued") & Q(issued_at__isnull=True, issued_by__isnull=True)),
                name="report_issued_pair",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(failure=""))
                | (~Q(state="failed") & Q(failure="")),
                name="report_failed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ReportFile(models.Model):
    """One document of a report: written whole, then named here; else it cannot be downloaded."""

    report = models.ForeignKey(StatusReport, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    file = models.FileField(upload_to="reports/", max_length=300)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report file")
        verbose_name_plural = _("report files")
        ordering = ["report", "language", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "language", "format"], name="report_file_unique"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="report_file_language_valid"
            ),
            models.CheckConstraint(
                condition=Q(format__in=Format.values), name="report_file_format_valid"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="report_file_sha256_valid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language}.{self.format}"
