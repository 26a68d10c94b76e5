"""Participation: a state's standing over time."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from commitments.parties.models.party import Party


class DateRange(Func):
    """PostgreSQL's daterange(from, until), half-open."""

    function = "daterange"
    output_field = models.TextField()


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def on(self, day: date) -> ParticipationQuerySet:
        """Return those in force on `day`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Participation(models.Model):
    """A state's standing over a half-open interval, with its basis document.

    `disputed` is shown with both readings: no code decides which is right.
    """

    class Standing(models.TextChoices):
        PARTICIPATING = "participating", _("Participating")
        SUSPENDED = "suspended", _("Suspended")
        EXCLUDED = "excluded", _("Excluded")
        NOT_PARTICIPATING = "not_participating", _("Not participating")
        WITHDRAWING = "withdrawing", _("Withdrawing")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DISPUTED = "disputed", _("Disputed")

    class Precision(models.TextChoices):
        DAY = "day", _("Day")
        MONTH = "month", _("Month")
        YEAR = "year", _("Year")

    state = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="participations")
    standing = models.CharField(_("standing"), max_length=20, choices=Standing)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the start"), max_length=5, choices=Precision, default=Precision.DAY
    )
    basis = models.TextField(_("basis document"))
    source = models.TextField(_("source"), blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["state__code", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    standing__in=[
                        "participating",
                        "suspended",
                        "excluded",
                        "not_participating",
                        "withdrawing",
                        "withdrawn",
                        "disputed",
                    ]
                ),
                name="participation_standing_valid",
            ),
            models.CheckConstraint(
                condition=Q(precision__in=["day", "month", "year"]),
                name="participation_precision_valid",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="participation_interval_ordered",
            ),
            ExclusionConstraint(
                name="participation_no_overlap",
                expressions=[
                    ("state", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state.code} {self.standing} {self.valid_from}–{self.valid_to or ''}"
