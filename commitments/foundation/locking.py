"""Changing a row: lock it, check who and which version and state, write it, log it.

Every verb that changes something goes this way, in the caller's transaction, so that all of it
happens or nothing does. The refusals come in the order that clients count on: the role (403), the
version (412), the state (409), and then the content (400), which the verb looks at itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, Stale, Words
from commitments.foundation.models.audit import record
from commitments.people.models.user import User

Row = TypeVar("Row", bound=models.Model)


class Audited(Protocol):
    """A row that the audit log can name. One with a key of its own has `audit_key` as well."""

    @property
    def audited_as(self) -> str:
        """The kind of object."""

    @property
    def pk(self) -> Any:
        """The row's number."""


def locked(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Return the rows as they are now, each locked until the transaction ends; related ones not.

    Where there are several give them an order, or two who lock them may wait for each other.
    """
    return rows.select_for_update(of=("self",))


def share(rows: type[Row], pk: Any) -> Row:
    """Return a row as it is now, which others may read and share but not change meanwhile.

    Whoever locks another row as well takes this one first.
    """
    table = rows._meta.db_table
    return rows._default_manager.raw(  # the name is Django's own, not anything that was sent
        f'SELECT * FROM "{table}" WHERE id = %s FOR SHARE',  # noqa: S608
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
    """Return the row as it is now, locked until the transaction ends.

    `rows`: where to find it, with what is to be read along. `allow` raises NotAllowed where the
    person may not; `version` is that which the person read, None where it does not matter; `check`
    raises Conflict where the row's state does not let it be changed. They are asked in this order.

    Raises what `allow` and `check` raise, Stale between them, DoesNotExist where the row is gone.
    """
    # Not type(row): the person who asks may come wrapped.
    model = cast("type[Row]", row._meta.model)
    held = locked(model._default_manager.all() if rows is None else rows).get(pk=row.pk)
    if allow is not None:
        allow(held)
    if version is not None and held.version != version:  # type: ignore[attr-defined]  # it has one
        raise Stale(_("This has changed since you read it. Read it again, then try again."))
    if check is not None:
        check(held)
    return held


def require_state(*states: str, refusal: Words, code: str | None = None) -> Callable[[Any], None]:
    """Return a `check` that raises Conflict for a row in another state than these."""

    def check(row: Any) -> None:
        if row.state not in states:
            raise Conflict(refusal, code=code)

    return check


def write(row: Row, *, at: datetime | None = None, **changes: Any) -> Row:
    """Write a row that is held, with these changes and those made to it before; return it.

    It moves one version on where it has versions; `at` is when it changed, where it keeps that.
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
    action: models.TextChoices, row: Audited, *, by: User | None, at: datetime, **detail: Any
) -> None:
    """Keep in the audit log who did what to the row. `by=None`: the clock did it."""
    record(
        action=action,
        object_type=row.audited_as,
        object_key=str(getattr(row, "audit_key", row.pk)),
        by=by,
        at=at,
        **detail,
    )
