"""Which updates are on a page of the list.

The ORM says what may be seen and what is asked for (`visible_to`, the filters); saying so takes it
longer than PostgreSQL takes to answer. So its statement is kept, and used again for the next page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.request import Request

from commitments.permissions import standing
from commitments.rest.pagination import CURSOR, Cursor, CursorPagination

from ..natural_keys import natural_keys

_MOST_KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement of a queryset of `.values()` with an `id`; empty where nothing can match."""

    sql: str
    params: tuple[Any, ...]

    def read(self, *, after: int | None, descending: bool, limit: int) -> list[dict[str, Any]]:
        """Return up to `limit` rows by id, beyond `after`."""
        if not self.sql:
            return []
        comparison, direction = ("<", "DESC") if descending else (">", "ASC")
        beyond = "" if after is None else f"WHERE v.id {comparison} %s"
        statement = f"SELECT * FROM ({self.sql}) v {beyond} ORDER BY v.id {direction} LIMIT %s"  # noqa: S608  # the ORM's own
        # Whatever moment the filters compare with, they mean now.
        now = timezone.now()
        params = [now if isinstance(value, datetime) else value for value in self.params]
        params += [limit] if after is None else [after, limit]
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def statement_for(request: Request, compose: Callable[[], QuerySet[Any]]) -> Statement:
    """Return the statement of the rows that this reader asks for; `compose` gives its queryset.

    Whatever `compose` refuses is refused each time: only what it returned is kept.
    """
    own = standing(request.user)
    asked = tuple(
        (name, () if name == CURSOR and len(values) == 1 else tuple(values))
        for name, values in request.query_params.lists()
    )
    key = (own.officer, own.parties, asked)
    kept = natural_keys().statements
    if key not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = _statement(compose())
    found: Statement = kept[key]
    return found


def _statement(queryset: QuerySet[Any]) -> Statement:
    try:
        sql, params = queryset.order_by().query.sql_with_params()
    except EmptyResultSet:
        return Statement("", ())
    return Statement(sql, tuple(params))


class StatementPagination(CursorPagination):
    """Cursor pages of a `Statement`, by id."""

    def read(self, queryset: Statement, cursor: Cursor | None, limit: int) -> list[Any]:
        """Return up to `limit` rows from the cursor on; in reverse, where it says so."""
        (_column, descending), *_rest = self.order.columns
        reverse = cursor is not None and cursor.reverse
        after = None if cursor is None else int(cursor.values[0])
        return queryset.read(after=after, descending=descending != reverse, limit=limit)
