"""Comments between a party and the secretariat, and observations of the secretariat."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Language, Party
from commitments.people.rules.permissions import Person
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.update import ProgressUpdate
from tracker.visibility import Reader


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: Person) -> CommentQuerySet:
        """Those on updates of the person's own parties; all for the secretariat."""
        belongs = Reader.of(person, timezone.now()).belongs_q("update__party")
        return self if belongs is None else self.filter(belongs)


class Comment(models.Model):
    """A comment between a party and the secretariat about an update; never published."""

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="comments")
    content = models.TextField(_("content"))
    passage = models.CharField(_("field it is about"), max_length=30, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments"
    )
    at = models.DateTimeField(_("when"))
    sample = models.BooleanField(_("sample data"), default=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["update", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(content=""), name="comment_has_content"),
        ]

    def __str__(self) -> str:
        return f"{self.update_id} {self.at:%Y-%m-%d}"


class Observation(models.Model):
    """A remark of the secretariat on a commitment, with its source; never a text of a party."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="observations"
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    period = models.ForeignKey(
        ReportingPeriod,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="observations",
    )
    content = models.TextField(_("content"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    source = models.TextField(_("source"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="observations"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["commitment__position", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(content=""), name="observation_has_content"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="observation_language_valid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.code} {self.at:%Y-%m-%d}"
