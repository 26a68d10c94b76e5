"""A part of a reporting cycle in which parties are asked to report."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation import formats
from commitments.foundation.models.languages import active_language
from commitments.models import Instrument
from tracker.periods.models.cycle import ReportingCycle


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def opened(self) -> ReportingPeriodQuerySet:
        """Those that are open or closed, the newest first."""
        planned = ReportingPeriod.State.PLANNED
        return self.exclude(state=planned).order_by("-opens_at", "-covers_from")

    def to_open(self, at: datetime) -> ReportingPeriodQuerySet:
        """Planned ones whose time to open has come."""
        return self.filter(state=ReportingPeriod.State.PLANNED, opens_at__lte=at)

    def to_close(self, at: datetime) -> ReportingPeriodQuerySet:
        """Open ones whose time to close has come."""
        return self.filter(state=ReportingPeriod.State.OPEN, closes_at__lte=at)


class ReportingPeriod(models.Model):
    """It covers [covers_from, covers_to). The key, `2012-1`, is a label: year and half."""

    audited_as = "period"

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    key = models.CharField(_("key"), max_length=12, unique=True)
    cycle = models.ForeignKey(ReportingCycle, on_delete=models.PROTECT, related_name="periods")
    instruments = models.ManyToManyField(Instrument, related_name="periods")
    covers_from = models.DateField(_("covers from"))
    covers_to = models.DateField(_("covers until"))
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"))
    closes_at = models.DateTimeField(_("closes"))
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PLANNED, editable=False
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["opens_at", "key"]
        constraints = [
            # The foreign key of the updates that keeps their `covers_from` equal refers to it.
            models.UniqueConstraint(fields=["id", "covers_from"], name="period_coverage_identity"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[0-9]{4}-[0-9]{1,2}$"), name="period_key_valid"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "closed"]), name="period_state_valid"
            ),
            models.CheckConstraint(
                condition=Q(covers_to__gt=F("covers_from")), name="period_coverage_ordered"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("opens_at"), closes_at__gte=F("due_at")),
                name="period_dates_ordered",
            ),
            # `_by` is null where a job did it, so only the times are tied to the state.
            models.CheckConstraint(
                condition=Q(state="planned", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="period_state_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """The name people use for it, in the reader's language: "July–December 2026"."""
        return formats.period_name(self.covers_from, self.covers_to, active_language())

    @property
    def title(self) -> str:
        """Its name, and the key it has in addresses: "July–December 2026 (2026-2)"."""
        return f"{self.name} ({self.key})"

    @property
    def audit_key(self) -> str:
        """The key in the audit log."""
        return self.key
