"""Which parties report in a period; it is made when the period opens."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models import Participation, Party
from tracker.periods.models.period import ReportingPeriod


class RosterEntry(models.Model):
    """A party in a period: in, out or undecided, with its standing and the reason.

    A disputed standing is undecided until an officer decides; undecided never counts as not
    reported.
    """

    class Decision(models.TextChoices):
        IN = "in", _("In")
        OUT = "out", _("Out")
        UNDECIDED = "undecided", _("Undecided")

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="roster")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="roster_entries")
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    standing = models.CharField(
        _("standing"), max_length=20, blank=True, choices=Participation.Standing
    )
    reason = models.TextField(_("reason"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    class Meta:
        verbose_name = _("roster entry")
        verbose_name_plural = _("roster")
        ordering = ["period__opens_at", "party__kind", "party__code"]
        constraints = [
            models.UniqueConstraint(fields=["period", "party"], name="roster_entry_unique"),
            models.CheckConstraint(
                condition=Q(decision__in=["in", "out", "undecided"]),
                name="roster_decision_valid",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="roster_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period.key} {self.party.code} {self.decision}"
