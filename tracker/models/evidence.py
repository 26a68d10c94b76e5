"""What backs a claim: a link or a file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.permissions import Person, standing
from tracker.visibility import Audience

from .action import FollowUpAction, audiences_open_to
from .update import ProgressUpdate


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, person: Person) -> EvidenceQuerySet:
        """Own parties' and, for the secretariat, all; else what both it and its owner show.

        Evidence on an update shows to others only as part of the revision that is published. What
        was taken off stays readable just as long as that revision holds it.
        """
        own = standing(person)
        published = Q(
            in_published_revision=True, update__in=ProgressUpdate.objects.visible_to(person)
        )
        kept = Q(removed_at__isnull=True)
        shown = Q(visibility__in=audiences_open_to(person)) & (
            published | (kept & Q(action__in=FollowUpAction.objects.visible_to(person)))
        )
        if own.officer:
            return self.filter(kept | published)
        mine = Q(update__party_id__in=own.parties) | Q(action__party_id__in=own.parties)
        return self.filter((kept & mine) | shown)


class Evidence(models.Model):
    """On an update or on an action; never both. A file carries its checksum."""

    update = models.ForeignKey(
        ProgressUpdate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    action = models.ForeignKey(
        FollowUpAction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
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
