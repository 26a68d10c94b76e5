"""Responsibilities: which party has which commitment, in which role."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

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
            UniqueConstraint(fields=["commitment", "party", "role"], name="responsibility_unique"),
            # Target of the composite foreign key that keeps an update's party and commitment true.
            UniqueConstraint(fields=["id", "party", "commitment"], name="responsibility_identity"),
            CheckConstraint(
                condition=Q(role__in=["addressee", "supporting", "consulted"]),
                name="responsibility_role_valid",
            ),
            CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="responsibility_interval_ordered",
            ),
            CheckConstraint(
                condition=Q(discharged_on__isnull=True, discharge_basis="")
                | (Q(discharged_on__isnull=False) & ~Q(discharge_basis="")),
                name="responsibility_discharged_with_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.code} · {self.party.code} · {self.role}"
