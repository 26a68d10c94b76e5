"""The audit log: who did what to which object, when."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.append_only import append_only
from commitments.people.models.user import User

# Action → its sentence. Filled when the apps start, since this module does not know the apps.
_SENTENCES: dict[str, str | Promise] = {}


class UnknownAction(ValueError):
    """The action is in no app's enumeration, so it has no sentence."""


def register_actions(actions: type[models.TextChoices]) -> None:
    """Register the actions of an app; their labels are the sentences that describe them."""
    _SENTENCES.update({action.value: action.label for action in actions})


def sentence_of(action: str) -> str | Promise | None:
    """Return the sentence of an action; None for one that no app has any more."""
    return _SENTENCES.get(action)


class AuditEntry(models.Model):
    """One action; append-only. Steps of the workflow are recorded in `Decision` instead."""

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="audit_entries",
    )
    action = models.CharField(_("action"), max_length=60)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_key = models.CharField(_("object"), max_length=120)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["object_type", "object_key"], name="audit_object")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.object_type} {self.object_key}"


def record(
    *,
    action: models.TextChoices,
    object_type: str,
    object_key: str,
    by: User | None,
    at: datetime,
    **detail: object,
) -> AuditEntry:
    """Write one entry, in the caller's transaction. `by=None`: a scheduled job, not a person.

    `action` must be a member of an app's `AuditAction`. Raises UnknownAction.
    """
    if action not in _SENTENCES:
        raise UnknownAction(f"{action!r} is no registered action of the audit log.")
    return AuditEntry.objects.create(
        action=action, object_type=object_type, object_key=object_key, by=by, at=at, detail=detail
    )
