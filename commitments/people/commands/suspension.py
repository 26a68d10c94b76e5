"""Suspending people and restoring them. Nobody is deleted: the record refers to them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.errors import Conflict
from commitments.foundation.locking import locked, log, write
from commitments.people.commands.locked_person import administrator, lock_person
from commitments.people.models.access_token import AccessToken
from commitments.people.models.user import User
from commitments.people.rules.permissions import Person


@transaction.atomic
def suspend(*, person: User, reason: str = "", by: Person, at: datetime) -> User:
    """Lock the person out at once: sessions and keys end, also for a person restored later.

    Designations stay, without effect meanwhile. Raises NotAllowed, Conflict.
    """
    admin = administrator(by)
    # Of two administrators who suspend each other at the same time, the second waits here.
    others = User.objects.filter(secretariat_role=User.SecretariatRole.ADMINISTRATOR)
    list(locked(others.order_by("pk")))
    fresh = lock_person(person)
    if fresh.pk == admin.pk:
        raise Conflict(_("You cannot suspend your own account."), code="own_account")
    if fresh.state != User.State.ACTIVE:
        raise Conflict(_("The account is not active."), code="not_active")
    if (
        not User.objects.in_state(User.State.ACTIVE)
        .filter(secretariat_role=User.SecretariatRole.ADMINISTRATOR)
        .exclude(pk=fresh.pk)
        .exists()
    ):
        raise Conflict(_("The last administrator cannot be suspended."), code="last_administrator")
    write(fresh, is_active=False, suspended_at=at)
    keys = AccessToken.objects.filter(user=fresh, revoked_at__isnull=True).update(revoked_at=at)
    log(AuditAction.SUSPEND, fresh, by=admin, at=at, reason=reason.strip()[:2000], keys=keys)
    return fresh


@transaction.atomic
def restore(*, person: User, by: Person, at: datetime) -> User:
    """Let a suspended person sign in again, with the same password. Raises NotAllowed, Conflict."""
    admin, fresh = administrator(by), lock_person(person)
    if fresh.state != User.State.SUSPENDED:
        raise Conflict(_("The account is not suspended."), code="not_suspended")
    write(fresh, is_active=True)
    log(AuditAction.RESTORE, fresh, by=admin, at=at)
    return fresh
