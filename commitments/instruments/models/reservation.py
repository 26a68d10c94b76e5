"""Reservations: states' footnotes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import check
from commitments.foundation.models.languages import Language
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.paragraph import Paragraph
from commitments.parties.models.party import Party


class Reservation(models.Model):
    """A state's footnote to an instrument, or to one paragraph or commitment of it."""

    state = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="reservations")
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="reservations"
    )
    paragraph = models.ForeignKey(
        Paragraph, null=True, blank=True, on_delete=models.PROTECT, related_name="reservations"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="reservations"
    )
    content = models.TextField(_("content"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    made_on = models.DateField(_("made on"))
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        ordering = ["state__code", "made_on", "pk"]
        constraints = [
            check("reservation_language_valid", Q(language__in=Language.values)),
            check("reservation_one_target", Q(paragraph__isnull=True) | Q(commitment__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.state.code} · {self.instrument.symbol}"
