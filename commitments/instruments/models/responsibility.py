"""Responsibilities: which party has which commitment, in which role."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import after_or_open, both_or_neither, check, unique
from commitments.instruments.models.commitment import Commitment
from commitments.parties.models.party import Party


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def addressees(self) -> ResponsibilityQuerySet:
        return self.filter(role=Responsibility.Role.ADDRESSEE)

    def on(self, day: date) -> ResponsibilityQuerySet:
        """Return those in force on `day` and not discharged by then."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            Q(discharged_on__isnull=True) | Q(discharged_on__gt=day),
            valid_from__lte=day,
        )


class Responsibility(models.Model):
    """A party's role in a commitment. The loader derives it from who took part at adoption."""

    class Role(models.TextChoices):
        ADDRESSEE = "addressee", _("Addressee")
        SUPPORTING = "supporting", _("Supporting")
        CONSULTED = "consulted", _("Consulted")

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="responsibilities"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="responsibilities")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    discharged_on = models.DateField(_("fulfilled on"), null=True, blank=True)
    discharge_basis = models.TextField(_("basis of the fulfillment"), blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["commitment__position", "role", "party__code"]
        constraints = [
            unique("responsibility_unique", "commitment", "party", "role"),
            # Target of the composite foreign key that keeps an update's party and commitment true.
            unique("responsibility_identity", "id", "party", "commitment"),
            check(
                "responsibility_role_valid", Q(role__in=["addressee", "supporting", "consulted"])
            ),
            check("responsibility_interval_ordered", after_or_open("valid_to", "valid_from")),
            check(
                "responsibility_discharged_with_basis",
                both_or_neither("discharged_on", "discharge_basis"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.code} · {self.party.code} · {self.role}"
