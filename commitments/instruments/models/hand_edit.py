"""Edits by hand: what an administrator has changed in the catalogue, and the loader keeps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import check, unique


class HandEdit(models.Model):
    """The last edit by hand of one field of one record, or of the record as a whole.

    Only of records that the loader writes. A load that overrules such edits deletes them.
    """

    class Kind(models.TextChoices):
        """The loader's names for its tables."""

        SESSION = "session", _("session")
        THEME = "theme", _("theme")
        INDICATOR = "indicator", _("indicator")
        PARTY = "party", _("party")
        PARTICIPATION = "participation", _("participation")
        PARAGRAPH = "paragraph", _("paragraph")
        COMMITMENT = "commitment", _("commitment")
        RESERVATION = "reservation", _("reservation")

    # As a field: the whole record, which was added or removed by hand.
    WHOLE = "*"

    kind = models.CharField(_("kind of object"), max_length=20, choices=Kind)
    key = models.CharField(
        _("object"), max_length=300, help_text=_("Its key in addresses and data.")
    )
    field = models.CharField(_("field"), max_length=60)
    value = models.JSONField(_("value"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("edit by hand")
        verbose_name_plural = _("edits by hand")
        ordering = ["kind", "key", "field"]
        constraints = [
            unique("hand_edit_unique", "kind", "key", "field"),
            check(
                "hand_edit_kind_valid",
                Q(
                    kind__in="session theme indicator party participation paragraph commitment"
                    " reservation".split()
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.field}"
