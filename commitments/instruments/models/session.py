"""Sessions of the General Assembly. Their dates follow no rule; this is their only record."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import check, unique

# Whole phrases, as languages differ in the number's ending and in capitals.
_NAMES: Final = {
    "regular": _("%(roman)s regular session"),
    "special": _("%(roman)s special session"),
}


class AssemblySession(models.Model):
    """One session, by kind and number (42nd regular). A future one may have no dates yet."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Regular session")
        SPECIAL = "special", _("Special session")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REGULAR)
    number = models.PositiveSmallIntegerField(_("number"))
    roman = models.CharField(_("roman numeral"), max_length=12)
    symbol_suffix = models.CharField(_("symbol suffix"), max_length=30, blank=True)
    serial_base = models.CharField(_("series"), max_length=40, blank=True)
    proceedings = models.CharField(_("proceedings"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    country = models.CharField(_("country (alpha-3)"), max_length=3, blank=True)
    starts_on = models.DateField(_("opens on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    theme = models.CharField(_("theme"), max_length=250, blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("Assembly session")
        verbose_name_plural = _("Assembly sessions")
        ordering = ["number", "kind"]
        constraints = [
            unique("session_key_unique", "kind", "number"),
            check("session_kind_valid", Q(kind__in=["regular", "special"])),
            check(
                "session_dates_ordered", Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(_NAMES[self.kind] % {"roman": self.roman})

    @property
    def key(self) -> str:
        """The number alone for a regular session (`42`), with its kind otherwise (`special-41`)."""
        return str(self.number) if self.kind == self.Kind.REGULAR else f"{self.kind}-{self.number}"
