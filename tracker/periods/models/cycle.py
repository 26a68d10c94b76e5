"""From one regular session of the General Assembly to the next."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models import AssemblySession


class ReportingCycle(models.Model):
    """From one regular session to the next, to which it reports; its dates are the sessions'."""

    audited_as = "cycle"

    from_session = models.ForeignKey(
        AssemblySession, on_delete=models.PROTECT, related_name="cycles_begun"
    )
    to_session = models.OneToOneField(
        AssemblySession, on_delete=models.PROTECT, related_name="cycle"
    )

    class Meta:
        verbose_name = _("reporting cycle")
        verbose_name_plural = _("reporting cycles")
        ordering = ["to_session__number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_session=F("to_session")), name="cycle_sessions_differ"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_session.roman}–{self.to_session.roman}"

    @property
    def audit_key(self) -> str:
        """The key in the audit log."""
        return self.key

    @property
    def key(self) -> str:
        """The key of the session it reports to: `42`."""
        return self.to_session.key
