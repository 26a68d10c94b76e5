"""Files that a report no longer has; their checksums still identify copies of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models import Language
from reporting.reports.models.report import Format, Stage, StatusReport


class FormerFile(models.Model):
    """A file of a draft that was edited later. The file itself is deleted."""

    report = models.ForeignKey(StatusReport, on_delete=models.CASCADE, related_name="former_files")
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
            models.CheckConstraint(
                condition=models.Q(
                    sha256__regex=r"^[0-9a-f]{64}$", dataset_sha256__regex=r"^[0-9a-f]{64}$"
                ),
                name="former_file_sha256_valid",
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="former_file_sha256"),
            models.Index(fields=["dataset_sha256"], name="former_file_dataset"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language}.{self.format} {self.dropped_at:%Y-%m-%d}"
