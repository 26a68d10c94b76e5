"""Runs of the scheduled jobs and their results."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def idle(self) -> JobRunQuerySet:
        """Runs that found nothing to do."""
        return self.filter(succeeded=True, result=JobRun.IDLE)

    def not_idle(self) -> JobRunQuerySet:
        """Runs that did something, failed, or were interrupted."""
        return self.exclude(succeeded=True, result=JobRun.IDLE)


class JobRun(models.Model):
    """One run of a scheduled job."""

    # The result of a run that found nothing to do.
    IDLE = "nothing to do"

    name = models.CharField(_("job"), max_length=60)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    succeeded = models.BooleanField(_("succeeded"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, succeeded__isnull=True)
                | Q(finished_at__isnull=False, succeeded__isnull=False),
                name="job_run_finished_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M}"
