"""Changes of the schedule by officers, and runs of the scheduled jobs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from commitments.models import AssemblySession, Instrument
from reporting.reports.models.report import StatusReport
from tracker.models import ReportingPeriod


class ScheduleChange(models.Model):
    """A scheduled report is made at another moment or, if `at` is null, not at all."""

    kind = models.CharField(_("kind"), max_length=12, choices=StatusReport.Kind)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(
        AssemblySession, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period = models.ForeignKey(
        ReportingPeriod, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(_("moment"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("change of the schedule")
        verbose_name_plural = _("changes of the schedule")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(kind="assembly", session__isnull=False, period__isnull=True)
                | Q(kind="council", period__isnull=False, session__isnull=True),
                name="schedule_change_has_subject",
            ),
            UniqueConstraint(
                fields=["kind", "instrument", "session", "period"],
                nulls_distinct=False,
                name="schedule_change_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.session_id or self.period_id} {self.at or '-'}"


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
            CheckConstraint(
                condition=Q(finished_at__isnull=True, succeeded__isnull=True)
                | Q(finished_at__isnull=False, succeeded__isnull=False),
                name="job_run_finished_pair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M}"
