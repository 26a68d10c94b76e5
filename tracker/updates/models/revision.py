"""The frozen content of each submission of an update, and its translations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.append_only import append_only
from commitments.models import Language
from commitments.people.rules.permissions import Person
from tracker.updates.models.narrative import (
    NARRATIVE_FIELDS,
    Channel,
    Narrative,
    content_constraints,
)
from tracker.updates.models.update import ProgressUpdate
from tracker.visibility import Reader


class RevisionQuerySet(models.QuerySet["Revision"]):
    def visible_to(self, person: Person) -> RevisionQuerySet:
        """All of the person's own parties; all for the secretariat; else only published ones."""
        reader = Reader.of(person, timezone.now())
        if reader.officer:
            return self
        published = Q(update__published_revision=models.F("pk")) & reader.reads_q(
            party="update__party"
        )
        return self.filter(Q(update__party__in=reader.parties) | published)


class Revision(Narrative):
    """A submission, append-only. `evidence` and `actions` are as they were at that moment."""

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("number"))
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    channel_document = models.CharField(max_length=300, blank=True)
    evidence = models.JSONField(_("evidence"), default=list)
    actions = models.JSONField(_("follow-up actions"), default=list)
    submitted_at = models.DateTimeField(_("submitted"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sample = models.BooleanField(_("sample data"), default=False)

    # No column: its translations by field, if a page has fetched them.
    translated: dict[str, list[NarrativeTranslation]]

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["update", "number"]
        constraints = [
            models.UniqueConstraint(fields=["update", "number"], name="revision_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_positive"),
            models.CheckConstraint(
                condition=~Q(language="") & ~Q(summary=""), name="revision_has_words"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=False, not_applicable_reason="")
                | (Q(level__isnull=True) & ~Q(not_applicable_reason="")),
                name="revision_level_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="revision_channel_valid"
            ),
            *content_constraints("revision"),
        ]
        triggers = append_only(sample=True)

    def __str__(self) -> str:
        return f"{self.update_id} rev. {self.number}"


class NarrativeTranslationQuerySet(models.QuerySet["NarrativeTranslation"]):
    def visible_to(self, person: Person) -> NarrativeTranslationQuerySet:
        """Those of the revisions that the person may read."""
        return self.filter(revision__in=Revision.objects.visible_to(person))


class NarrativeTranslation(models.Model):
    """A translation of one field of a revision: the party's own, or an unofficial one."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="translations")
    field = models.CharField(max_length=20, choices=[(name, name) for name in NARRATIVE_FIELDS])
    language = models.CharField(_("language"), max_length=2, choices=Language)
    content = models.TextField(_("content"))
    official = models.BooleanField(_("the party's own"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    sample = models.BooleanField(_("sample data"), default=False)

    objects = NarrativeTranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["revision", "field", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "field", "language"], name="translation_unique"
            ),
            models.CheckConstraint(
                condition=Q(field__in=NARRATIVE_FIELDS), name="translation_field_valid"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="translation_language_valid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.field} {self.language}"
