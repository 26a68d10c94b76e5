"""Changing a row: lock it, check the person, the version and the state, write it, log it.

Every command does these steps in one transaction, so that all of them happen or none. It refuses in
the order that clients rely on: the role (403), the version (412), the state (409), and then the
content (400), which the command itself checks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, Stale, Words
from commitments.foundation.models.audit import record
from commitments.people.models.user import User

Row = TypeVar("Row", bound=models.Model)


class HasState(Protocol):
    state: str


class Audited(Protocol):
    """A row that the audit log can name, by `audit_key` where it has that, else by its number."""

    @property
    def audited_as(self) -> str:
        """The kind of object."""

    @property
    def pk(self) -> object:
        """The row's number."""


def locked(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Return the current rows, locked until the transaction ends; related rows are not locked.

    Order several rows: two transactions that lock them in different orders block each other.
    """
    return rows.select_for_update(of=("self",))


def share(model: type[Row], pk: object) -> Row:
    """Return the current row, which nobody may change until the transaction ends.

    Others may share it too. Take it before locking any other row, or two transactions may block
    each other.
    """
    table = model._meta.db_table
    return model._default_manager.raw(
        f'SELECT * FROM "{table}" WHERE id = %s FOR SHARE',  # noqa: S608  # the table's name is a constant
        [pk],
    )[0]


def lock_row(
    row: Row,
    *,
    rows: models.QuerySet[Row] | None = None,
    allow: Callable[[Row], object] | None = None,
    version: int | None = None,
    check: Callable[[Row], object] | None = None,
) -> Row:
    """Return the current row, locked until the transaction ends.

    `rows`: the queryset to read it from, with its select_related. `allow` raises NotAllowed where
    the person may not change it; `version` is the one that the person read, None where it does not
    matter; `check` raises Conflict where the row's state does not allow the change.

    Raises, in this order: DoesNotExist where the row was deleted, what `allow` raises, Stale for
    another version, and what `check` raises.
    """
    # Not type(row): request.user is a lazy object of another class.
    model = cast("type[Row]", row._meta.model)
    fresh = locked(model._default_manager.all() if rows is None else rows).get(pk=row.pk)
    if allow is not None:
        allow(fresh)
    if version is not None and getattr(fresh, "version", None) != version:
        raise Stale(_("This has changed since you read it. Read it again, then try again."))
    if check is not None:
        check(fresh)
    return fresh


def require_state(
    *states: str, refusal: Words, code: str | None = None
) -> Callable[[HasState], None]:
    """Return a `check` that raises Conflict for a row in another state than these."""

    def check(row: HasState) -> None:
        if row.state not in states:
            raise Conflict(refusal, code=code)

    return check


def write(row: Row, *, at: datetime | None = None, **changes: object) -> Row:
    """Save a locked row with `changes`, and with those already made to it; return it.

    Its version, if it has one, increases by one; `at` is written to `changed_at`.
    """
    if at is not None:
        changes["changed_at"] = at
    for name, value in changes.items():
        setattr(row, name, value)
    if hasattr(row, "version"):
        row.version += 1
    row.save()
    return row


def log(
    action: models.TextChoices, row: Audited, *, by: User | None, at: datetime, **detail: object
) -> None:
    """Record in the audit log who did what to the row. `by=None`: a scheduled job."""
    record(
        action=action,
        object_type=row.audited_as,
        object_key=str(getattr(row, "audit_key", row.pk)),
        by=by,
        at=at,
        **detail,
    )
