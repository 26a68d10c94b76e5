"""Evidence: a link or a file that supports an update or an action."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.people.rules.permissions import Person
from tracker.actions.models import FollowUpAction
from tracker.updates.models.readable_text import (
    GETS_WORKING_COPY_SQL,
    Text,
    gets_working_copy,
    revision_for,
)
from tracker.updates.models.update import ProgressUpdate
from tracker.visibility import OFFICER_SQL, Audience, Reader, marked_sql


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence follows its text: the readers of a text read the evidence attached to it."""

    def visible_to(self, person: Person) -> EvidenceQuerySet:
        """Return what the person may open.

        That is what belongs to a text they read (`beside_text`); and for the party and the
        secretariat also what the latest and the published revision have, removed since or not.
        """
        reader = Reader.of(person, timezone.now())
        in_revision = Q(in_latest_revision=True) | Q(in_published_revision=True)
        belongs = reader.belongs_q("update__party")
        inside = Q(update__isnull=False) if belongs is None else belongs
        return self.filter(
            (gets_working_copy(reader, "update__") & _ATTACHED_TO_UPDATE)
            | (inside & in_revision)
            | _published(reader)
            | _on_actions(reader)
        )

    def beside_text(self, person: Person) -> EvidenceQuerySet:
        """Return the evidence of the text of each update that the person reads, and of actions.

        A working copy has what is attached now. A revision has its own evidence: all of it for the
        secretariat, and for others what the party opened to them.
        """
        reader = Reader.of(person, timezone.now())
        working = gets_working_copy(reader, "update__")
        latest = revision_for(reader) == Text.LATEST
        revisions = Q(in_latest_revision=True) if latest else _published(reader)
        return self.filter(
            (working & _ATTACHED_TO_UPDATE) | (~working & revisions) | _on_actions(reader)
        )


_ATTACHED_TO_UPDATE: Final = Q(update__isnull=False, removed_at__isnull=True)


def _published(reader: Reader) -> Q:
    """Return the condition for what others read of a published revision open to them."""
    readable = reader.reads_q(party="update__party", content="update__published_revision__")
    return Q(in_published_revision=True) & reader.marked_q() & readable


def _on_actions(reader: Reader) -> Q:
    """Return the condition for evidence of actions; for others, both must be open to them."""
    attached = Q(action__isnull=False, removed_at__isnull=True)
    belongs = reader.belongs_q("action__party")
    if belongs is None:
        return attached
    return attached & (belongs | (reader.marked_q() & reader.marked_q("action__visibility")))


# `beside_text` as a condition on a piece `e` of an update `u` that is visible to the reader.
BESIDE_TEXT_SQL: Final = f"""CASE
    WHEN {GETS_WORKING_COPY_SQL} THEN e.removed_at IS NULL
    WHEN {OFFICER_SQL} THEN e.in_latest_revision
    ELSE e.in_published_revision AND {marked_sql("e.visibility")} END"""


class Evidence(models.Model):
    """Evidence of an update or of an action, never of both. A file has its checksum."""

    audited_as = "evidence"

    update = models.ForeignKey(
        ProgressUpdate, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    action = models.ForeignKey(
        FollowUpAction, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    file = models.FileField(_("file"), upload_to="evidence/%Y/", blank=True, max_length=300)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    dated_on = models.DateField(_("date of the document"), null=True, blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=20, choices=Audience, default=Audience.PUBLIC
    )
    # Which revisions of the update have it; set when a revision is made, and when it is accepted.
    in_latest_revision = models.BooleanField(default=False, editable=False)
    in_published_revision = models.BooleanField(default=False, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sample = models.BooleanField(_("sample data"), default=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(update__isnull=False, action__isnull=True)
                | Q(update__isnull=True, action__isnull=False),
                name="evidence_one_owner",
            ),
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file="")) | (Q(url="") & ~Q(file="")),
                name="evidence_link_or_file",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="", size__isnull=True)
                | (~Q(file="") & Q(sha256__regex=r"^[0-9a-f]{64}$", size__isnull=False)),
                name="evidence_file_has_checksum",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Audience.values), name="evidence_visibility_valid"
            ),
        ]

    def __str__(self) -> str:
        return self.title
