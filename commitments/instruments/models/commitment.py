"""Commitments: the smallest parts of a paragraph that can be tracked on their own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import both_or_neither, check, unique
from commitments.foundation.models.languages import in_language
from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme


def _optional_span(start: str, end: str) -> Q:
    """Return the condition that both ends of a span are given, in order, or neither."""
    unset = Q(**{f"{start}__isnull": True, f"{end}__isnull": True})
    given = {f"{start}__isnull": False, f"{end}__isnull": False}
    return unset | Q(**given, **{f"{end}__gt": F(start)})


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def current(self) -> CommitmentQuerySet:
        """Return those that are not retired."""
        return self.filter(retired_at__isnull=True)


class Commitment(models.Model):
    """A commitment, with a code such as `7.1`; its words are spans of the instrument's text.

    One that is split or amended after it was reported on is retired and succeeded, never
    rewritten. Titles, themes and the division into commitments are the tracker's, not the
    Organization's.
    """

    class Tracking(models.TextChoices):
        PER_STATE = "per_state", _("Per state")
        PER_BODY = "per_body", _("Per body")

    class Nature(models.TextChoices):
        CONTINUING = "continuing", _("Continuing")
        ONE_OFF = "one_off", _("One-off")

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="commitments")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="commitments")
    code = models.CharField(_("code"), max_length=12)
    position = models.PositiveSmallIntegerField(_("position in the instrument"))
    titles = models.JSONField(_("titles"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("wording"))
    lead_in_start = models.PositiveIntegerField(null=True, blank=True)
    lead_in_end = models.PositiveIntegerField(null=True, blank=True)
    lead_in = models.TextField(_("lead-in"), blank=True)
    tail_start = models.PositiveIntegerField(null=True, blank=True)
    tail_end = models.PositiveIntegerField(null=True, blank=True)
    tail = models.TextField(_("tail"), blank=True)
    tracking = models.CharField(_("tracking"), max_length=10, choices=Tracking)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature, default=Nature.CONTINUING)
    deadline = models.ForeignKey(
        AssemblySession,
        verbose_name=_("deadline"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments_due",
    )
    deadline_words = models.CharField(_("wording of the deadline"), max_length=200, blank=True)
    # A list, each item by language.
    evidence_expected = models.JSONField(
        _("evidence expected"),
        default=list,
        blank=True,
        help_text=_("By language: en, es, fr, pt."),
    )
    themes = models.ManyToManyField(Theme, related_name="commitments", blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    retired_reason = models.TextField(_("reason for retirement"), blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", blank=True
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["instrument", "position"]
        constraints = [
            unique("commitment_code_unique", "instrument", "code"),
            check("commitment_tracking_valid", Q(tracking__in=["per_state", "per_body"])),
            check("commitment_nature_valid", Q(nature__in=["continuing", "one_off"])),
            check("commitment_span_ordered", Q(end__gt=F("start"))),
            check(
                "commitment_lead_in_span_ordered", _optional_span("lead_in_start", "lead_in_end")
            ),
            check("commitment_tail_span_ordered", _optional_span("tail_start", "tail_end")),
            check(
                "commitment_retired_with_reason", both_or_neither("retired_at", "retired_reason")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        """The title in the active language, written for the tracker."""
        return in_language(self.titles)
