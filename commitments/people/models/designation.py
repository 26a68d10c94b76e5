"""Designations: who speaks for which party, when, and on what document."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import after_or_open, check, unique
from commitments.parties.models.party import Party


class DesignationQuerySet(models.QuerySet["Designation"]):
    def current(self, at: datetime) -> DesignationQuerySet:
        """Return those in force on the day of `at`, of people whose account is active."""
        day = at.date()
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            valid_from__lte=day,
            user__is_active=True,
        )


class Designation(models.Model):
    """A person speaks for a party, as contributor or authority, on the days [from, until)."""

    class Capacity(models.TextChoices):
        CONTRIBUTOR = "contributor", _("Contributor")
        AUTHORITY = "authority", _("Authority")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="designations"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="designations")
    capacity = models.CharField(_("capacity"), max_length=20, choices=Capacity)
    acting = models.BooleanField(_("acting"), default=False)
    document = models.CharField(
        _("document"), max_length=200, help_text=_("The note or letter of designation.")
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering = ["party__code", "-valid_from", "pk"]
        constraints = [
            check("designation_capacity_valid", Q(capacity__in=["contributor", "authority"])),
            check("designation_interval_ordered", after_or_open("valid_to", "valid_from")),
            unique("designation_unique", "user", "party", "capacity", "valid_from"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.party.code} · {self.get_capacity_display()}"
