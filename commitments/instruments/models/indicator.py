"""Measured series tied to commitments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import check, unique
from commitments.foundation.models.languages import in_language
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.paragraph import Paragraph
from commitments.parties.models.party import Party


class Indicator(models.Model):
    """A measured series of a framework: SDG, OAS observatory, ICCS, World Bank and others."""

    class Direction(models.TextChoices):
        LOWER = "lower", _("Lower is better")
        HIGHER = "higher", _("Higher is better")
        CONTEXT = "context", _("Context only")

    code = models.CharField(_("code"), max_length=40, unique=True)
    framework = models.CharField(_("framework"), max_length=120)
    titles = models.JSONField(_("titles"))
    units = models.JSONField(
        _("unit"), default=dict, blank=True, help_text=_("By language: en, es, fr, pt.")
    )
    better = models.CharField(
        _("better"), max_length=10, choices=Direction, default=Direction.CONTEXT
    )
    paragraphs = models.ManyToManyField(Paragraph, related_name="indicators", blank=True)
    commitments = models.ManyToManyField(Commitment, related_name="indicators", blank=True)
    source = models.TextField(_("source"), blank=True)
    licence = models.TextField(_("license of the data"), blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["code"]
        constraints = [
            check("indicator_better_valid", Q(better__in=["lower", "higher", "context"]))
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        """The title in the active language."""
        return in_language(self.titles)

    @property
    def unit(self) -> str:
        """The unit of the values in the active language; "" where there is none."""
        return in_language(self.units)


class IndicatorValue(models.Model):
    """One value by state, year and disaggregation.

    `value` is null where the source gives a censored value, which `censored` holds as written
    (`<5`).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    state = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="indicator_values")
    year = models.PositiveSmallIntegerField(_("year"))
    disaggregation = models.CharField(_("disaggregation"), max_length=120, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True, blank=True)
    censored = models.CharField(_("censored value"), max_length=20, blank=True)
    source = models.TextField(_("source"))

    class Meta:
        verbose_name = _("indicator value")
        verbose_name_plural = _("indicator values")
        ordering = ["indicator__code", "state__code", "year", "disaggregation"]
        constraints = [
            unique("indicator_value_unique", "indicator", "state", "year", "disaggregation"),
            check(
                "indicator_value_or_censored",
                Q(value__isnull=False, censored="") | (Q(value__isnull=True) & ~Q(censored="")),
            ),
            check("indicator_value_year_valid", Q(year__gte=1900, year__lte=2200)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.state.code} {self.year}"
