"""When a person last visited their desk."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DeskVisit(models.Model):
    """One for each person. `since`: the end of the previous visit; what is later is new."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_visit"
    )
    seen_at = models.DateTimeField(_("last seen"))
    since = models.DateTimeField(_("previous visit"))

    class Meta:
        verbose_name = _("visit to the desk")
        verbose_name_plural = _("visits to the desk")
        ordering = ["user"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lte=F("seen_at")), name="desk_visit_moments_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.seen_at:%Y-%m-%d}"
