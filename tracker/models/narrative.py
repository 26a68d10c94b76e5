"""What an update says: the same fields in the working copy and in the frozen revision."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models import Language
from tracker.visibility import Visibility


class Level(models.IntegerChoices):
    """Implementation level, as reported by the party. The rubric is in `tracker.rubric`."""

    NOT_STARTED = 0, _("Not started")
    INITIAL_STEPS = 1, _("Initial steps")
    PARTIAL = 2, _("Partial")
    SUBSTANTIAL = 3, _("Substantial")
    FULL = 4, _("Full")


class Channel(models.TextChoices):
    ONLINE = "online", _("Online")
    NOTE_VERBALE = "note_verbale", _("Note verbale")
    MAIL = "mail", _("Mail")
    PUBLIC_SOURCE = "public_source", _("Public source")


# The fields of the working copy that a revision freezes, in the order the API shows them.
CONTENT_FIELDS = (
    "level",
    "no_change",
    "not_applicable_reason",
    "summary",
    "progress",
    "challenges",
    "next_steps",
    "cooperation_needed",
    "cooperation_offered",
    "language",
    "visibility",
    "embargo_until",
)
NARRATIVE_FIELDS = ("summary", "progress", "challenges", "next_steps")


class Narrative(models.Model):
    """Abstract: the content. `cooperation_*` are lists of `{"theme": key, "text": words}`."""

    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True, choices=Level)
    no_change = models.BooleanField(_("no change"), default=False)
    not_applicable_reason = models.TextField(_("reason for not applicable"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    progress = models.TextField(_("progress"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    cooperation_needed = models.JSONField(_("cooperation needed"), default=list, blank=True)
    cooperation_offered = models.JSONField(_("cooperation offered"), default=list, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, blank=True, default=""
    )
    visibility = models.CharField(
        _("visibility"), max_length=20, choices=Visibility, default=Visibility.PUBLIC
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def not_applicable(self) -> bool:
        return bool(self.not_applicable_reason)

    def content(self) -> dict[str, Any]:
        """Return the content fields by name, as Python values."""
        return {name: getattr(self, name) for name in CONTENT_FIELDS}


def content_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the named constraints that both tables of content carry."""
    return [
        models.CheckConstraint(
            condition=Q(level__isnull=True) | Q(level__gte=0, level__lte=4),
            name=f"{prefix}_level_valid",
        ),
        models.CheckConstraint(
            condition=Q(language__in=["", *Language.values]), name=f"{prefix}_language_valid"
        ),
        models.CheckConstraint(
            condition=Q(visibility__in=["public", "member_states"]),
            name=f"{prefix}_visibility_valid",
        ),
    ]
