"""The files of reports, and the checksums of files that a report no longer has."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.models import Language


class Format(models.TextChoices):
    DOCX = "docx", "DOCX"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    HTML = "html", "HTML"
    JSON = "json", "JSON"


class Stage(models.TextChoices):
    """Every file is made twice: marked as a draft for the secretariat, and as it will be issued."""

    DRAFT = "draft", pgettext_lazy("report", "Draft")
    FINAL = "final", _("Final")


class ReportFile(models.Model):
    """One document of a report. The row is made once the file has been stored completely.

    Final files are visible once the report is issued; then draft files are not visible any more.
    """

    report = models.ForeignKey(
        "reporting.StatusReport", on_delete=models.CASCADE, related_name="files"
    )
    stage = models.CharField(_("stage"), max_length=5, choices=Stage, default=Stage.DRAFT)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    file = models.FileField(upload_to="reports/", max_length=300)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report file")
        verbose_name_plural = _("report files")
        ordering = ["report", "stage", "language", "format"]
        constraints = [
            UniqueConstraint(
                fields=["report", "stage", "language", "format"], name="report_file_unique"
            ),
            CheckConstraint(condition=Q(stage__in=Stage.values), name="report_file_stage_valid"),
            CheckConstraint(
                condition=Q(language__in=Language.values), name="report_file_language_valid"
            ),
            CheckConstraint(condition=Q(format__in=Format.values), name="report_file_format_valid"),
            CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="report_file_sha256_valid"
            ),
        ]
        indexes = [Index(fields=["sha256"], name="report_file_sha256")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language}.{self.format}"


class FormerFile(models.Model):
    """A file of a draft that was edited later. The file itself is deleted."""

    report = models.ForeignKey(
        "reporting.StatusReport", on_delete=models.CASCADE, related_name="former_files"
    )
    stage = models.CharField(_("stage"), max_length=5, choices=Stage)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    sha256 = models.CharField(max_length=64)
    dataset_sha256 = models.CharField(max_length=64)
    dropped_at = models.DateTimeField(_("replaced"))

    class Meta:
        verbose_name = _("former report file")
        verbose_name_plural = _("former report files")
        ordering = ["report", "-dropped_at", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(
                    sha256__regex=r"^[0-9a-f]{64}$", dataset_sha256__regex=r"^[0-9a-f]{64}$"
                ),
                name="former_file_sha256_valid",
            )
        ]
        indexes = [
            Index(fields=["sha256"], name="former_file_sha256"),
            Index(fields=["dataset_sha256"], name="former_file_dataset"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language}.{self.format} {self.dropped_at:%Y-%m-%d}"
