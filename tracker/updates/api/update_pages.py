"""Which updates are on a page of the list.

The ORM says what may be seen and what is asked for (`visible_to`, the filters); saying so takes it
longer than PostgreSQL takes to answer. So its statement is kept, and used again for the next page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.request import Request

from commitments.foundation.rest.pagination import CURSOR, Cursor, CursorPagination
from commitments.people.rules.permissions import roles_of
from tracker.updates.queries.natural_keys import natural_keys
from tracker.updates.serializers.rows import Row, Source

_MOST_KEPT: Final = 500
_PLACEHOLDER: Final = re.compile(r"(?<!%)%s")


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement of a queryset of ids, its parameters by name; None where nothing can match."""

    sql: str | None
    params: dict[str, Any]

    def page(self, *, after: int | None, descending: bool, limit: int) -> Source | None:
        """Return where to read up to `limit` ids from, beyond `after`."""
        if self.sql is None:
            return None
        comparison, direction = ("<", "DESC") if descending else (">", "ASC")
        beyond = "" if after is None else f"WHERE v.id {comparison} %(after)s"
        sql = f"SELECT v.id FROM ({self.sql}) v {beyond} ORDER BY v.id {direction} LIMIT %(limit)s"  # noqa: S608  # the ORM's own
        # Whatever moment the filters compare with, they mean now.
        now = timezone.now()
        params = {
            name: now if isinstance(value, datetime) else value
            for name, value in self.params.items()
        }
        return Source(sql, params | {"after": after, "limit": limit}, descending)


@dataclass(frozen=True, slots=True)
class Rows:
    """What is paged: the ids of a statement, and how to read what is wanted of them."""

    statement: Statement
    read: Callable[[Source], list[Row]]


def statement_for(request: Request, compose: Callable[[], QuerySet[Any]]) -> Statement:
    """Return the statement of the rows that this reader asks for; `compose` gives its queryset.

    Whatever `compose` refuses is refused each time: only what it returned is kept.
    """
    own = roles_of(request.user)
    asked = tuple(
        (name, () if name == CURSOR and len(values) == 1 else tuple(values))
        for name, values in request.query_params.lists()
    )
    key = (own.officer, own.parties, asked)
    kept = natural_keys().statements
    # Other threads add to it, and clear it, meanwhile.
    found: Statement | None = kept.get(key)
    if found is None:
        found = _statement(compose())
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = found
    return found


def _statement(queryset: QuerySet[Any]) -> Statement:
    try:
        sql, params = queryset.order_by().query.sql_with_params()
    except EmptyResultSet:
        return Statement(None, {})
    named = {f"p{index}": value for index, value in enumerate(params)}
    names = iter(named)
    return Statement(_PLACEHOLDER.sub(lambda _found: f"%({next(names)})s", sql), named)


class StatementPagination(CursorPagination):
    """Cursor pages of `Rows`, by id."""

    def read(self, queryset: Rows, cursor: Cursor | None, limit: int) -> list[Row]:
        """Return up to `limit` rows from the cursor on; in reverse, where it says so."""
        (_column, descending), *_rest = self.order.columns
        reverse = cursor is not None and cursor.reverse
        after = None if cursor is None else int(cursor.values[0])
        source = queryset.statement.page(after=after, descending=descending != reverse, limit=limit)
        return [] if source is None else queryset.read(source)
