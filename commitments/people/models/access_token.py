"""Keys for the API: stored as hashes, valid for a time, and revocable by the owner."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.constraints import check
from commitments.people.models.user import User


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    def usable(self, at: datetime) -> AccessTokenQuerySet:
        return self.filter(revoked_at__isnull=True, expires_at__gt=at, user__is_active=True)

    def visible_to(self, person: User | AnonymousUser) -> AccessTokenQuerySet:
        """Return the person's own keys."""
        return self.filter(user_id=person.pk) if person.pk is not None else self.none()


class AccessToken(models.Model):
    """A key. Only its SHA-256 is stored: 32 random bytes need no salt and no slow hash."""

    audited_as = "token"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_tokens"
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    prefix = models.CharField(_("first characters"), max_length=8)
    key_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-created_at", "-pk"]
        constraints = [
            check("token_sha256_valid", Q(key_sha256__regex=r"^[0-9a-f]{64}$")),
            check("token_expiry_ordered", Q(expires_at__gt=F("created_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}".strip()
