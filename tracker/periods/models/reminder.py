"""Reminders to a party of what it has not submitted in a period."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models import Party
from tracker.periods.models.period import ReportingPeriod


class Reminder(models.Model):
    """One reminder to one party; each of its people has a `Notification` of their own."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reminders")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="reminders")
    # The numbers at that time.
    outstanding = models.PositiveIntegerField(_("updates not submitted"))
    people = models.PositiveIntegerField(_("recipients"))
    reminded_at = models.DateTimeField(_("reminded"))
    reminded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-reminded_at", "-pk"]
        indexes = [
            models.Index(fields=["period", "party", "reminded_at"], name="reminder_of_party")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.period} {self.reminded_at:%Y-%m-%d %H:%M}"
