"""The paragraphs of an instrument."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import check, unique
from commitments.foundation.models.languages import in_language
from commitments.instruments.models.instrument import Instrument, InstrumentText


class VerbKind(models.TextChoices):
    DECLARES_PRIORITY = "declares_priority", _("Declares priority")
    AFFIRMS_OBLIGATION = "affirms_obligation", _("Affirms obligation")
    AFFIRMS_PRINCIPLE = "affirms_principle", _("Affirms principle")
    RECOGNISES_IMPORTANCE = "recognises_importance", _("Recognizes importance")
    RECOGNISES_NEED = "recognises_need", _("Recognizes need")
    DETERMINATION = "determination", _("Expresses determination")
    COMMITMENT = "commitment", _("Undertakes commitment")
    INSTRUCTS = "instructs", _("Instructs")
    REQUESTS = "requests", _("Requests")


class Paragraph(models.Model):
    """A preambular or operative paragraph, with its span in the source text.

    Spans count Unicode code points from the start of the text, end excluded.
    """

    class Kind(models.TextChoices):
        PREAMBULAR = "preambular", _("Preambular paragraph")
        OPERATIVE = "operative", _("Operative paragraph")

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="paragraphs")
    text = models.ForeignKey(InstrumentText, on_delete=models.PROTECT, related_name="paragraphs")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField(_("number"))
    headlines = models.JSONField(
        _("headlines"),
        default=dict,
        blank=True,
        help_text=_("Written for the tracker, not by the Organization."),
    )
    verb_kind = models.CharField(
        _("kind of operative verb"), max_length=30, choices=VerbKind, blank=True
    )
    verb_start = models.PositiveIntegerField(null=True, blank=True)
    verb_end = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    quote = models.TextField(_("wording"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["instrument", "start"]
        constraints = [
            unique("paragraph_number_unique", "instrument", "kind", "number"),
            check("paragraph_kind_valid", Q(kind__in=["preambular", "operative"])),
            check("paragraph_verb_kind_valid", Q(verb_kind__in=["", *VerbKind.values])),
            check("paragraph_span_ordered", Q(end__gt=F("start"))),
            check(
                "paragraph_verb_span_inside",
                Q(verb_start__isnull=True, verb_end__isnull=True)
                | Q(
                    verb_start__isnull=False,
                    verb_end__isnull=False,
                    verb_start__gte=F("start"),
                    verb_end__lte=F("end"),
                    verb_end__gt=F("verb_start"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.symbol} § {self.reference}"

    @property
    def reference(self) -> str:
        """`5` for the fifth operative paragraph, `p5` for the fifth preambular one."""
        return str(self.number) if self.kind == self.Kind.OPERATIVE else f"p{self.number}"

    @property
    def headline(self) -> str:
        """The headline in the active language, written for the tracker."""
        return in_language(self.headlines)
