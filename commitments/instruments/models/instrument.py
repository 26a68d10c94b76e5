"""Instruments that the General Assembly adopted, and their texts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import check, unique
from commitments.foundation.models.languages import Language, in_language
from commitments.instruments.models.session import AssemblySession


class InstrumentManager(models.Manager["Instrument"]):
    def default(self) -> Instrument:
        """Return the instrument of addresses that name none. Raises Instrument.DoesNotExist."""
        return self.get(is_default=True)

    def named(self, key: str | None) -> models.QuerySet[Instrument]:
        """Return the instrument with this key (its case is free); the default one for no key."""
        return self.filter(key__iexact=key) if key else self.filter(is_default=True)


class Instrument(models.Model):
    """A declaration, resolution or plan of action of the General Assembly."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    symbol = models.CharField(_("symbol"), max_length=60, unique=True)
    titles = models.JSONField(_("titles"), help_text=_("By language: en, es, fr, pt."))
    titles_status = models.JSONField(_("status of the titles"), default=dict, blank=True)
    session = models.ForeignKey(
        AssemblySession, on_delete=models.PROTECT, related_name="instruments"
    )
    adopted_on = models.DateField(_("adopted on"))
    adopted_at = models.CharField(_("adopted at"), max_length=120, blank=True)
    original_language = models.CharField(_("original language"), max_length=2, choices=Language)
    is_default = models.BooleanField(_("default instrument"), default=False)

    objects = InstrumentManager()

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["adopted_on", "key"]
        constraints = [
            UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="instrument_one_default"
            ),
            check("instrument_original_language_valid", Q(original_language__in=Language.values)),
        ]

    def __str__(self) -> str:
        return self.symbol

    @property
    def title(self) -> str:
        """The title in the active language."""
        return in_language(self.titles)


class InstrumentText(models.Model):
    """An instrument's text in one language, byte for byte as issued. Spans belong to a text."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    authentic = models.BooleanField(_("authentic"), default=True)
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("SHA-256 of the UTF-8 bytes"), max_length=64)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("text of an instrument")
        verbose_name_plural = _("texts of instruments")
        ordering = ["instrument__key", "language"]
        constraints = [
            unique("instrument_text_unique", "instrument", "language"),
            check("instrument_text_language_valid", Q(language__in=Language.values)),
            check("instrument_text_sha256_valid", Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.symbol} ({self.language})"
