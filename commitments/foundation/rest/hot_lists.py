"""Hot lists: lists of the API that are asked for so often that their SQL is written by hand.

The ORM takes longer to compose such a statement than PostgreSQL to answer it. CONTRIBUTING tells
how a list is made hot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

import orjson
from django.db import connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.datetime import TimestamptzLoader

from commitments.foundation.rest.filters import StrictFilterBackend
from commitments.foundation.rest.pagination import Cursor, CursorPagination
from commitments.foundation.rest.views import ListView

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page:
    """Up to `limit` rows by id, beyond the row whose id is `after`."""

    limit: int
    after: int | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Generic[Row]):
    """What is read of each row of a page.

    `columns`: of a SELECT; `joins`: of which tables, where `page` holds the ids; `row`: makes a
    typed row of the columns' values.
    """

    columns: str
    joins: str
    row: Callable[[tuple[Any, ...]], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class HotList:
    """Which rows a list has, in SQL that is written once.

    `ids`: a SELECT of the column `id`, up to a WHERE that says who may see a row; `id`: that column
    with its table. What narrows the list goes by the name of the parameter that it compares with,
    and holds where that parameter is given: `equal` to one value or to any of several, and
    `conditions` in full.

    Only constants go into these texts. Whatever anybody asks for is a parameter, by its name.
    """

    ids: str
    id: str
    equal: Mapping[str, str]
    conditions: Mapping[str, str]

    def read(self, shape: Shape[Row], values: Mapping[str, Any], page: Page) -> list[Row]:
        """Return a page; `values` are the parameters by name."""
        comparison, direction = ("<", "DESC") if page.descending else (">", "ASC")
        given = {**values, "after": page.after, "limit": page.limit}
        wanted = [self.ids, *(sql for name, sql in self.conditions.items() if name in values)]
        for name, column in self.equal.items():
            if name in values:
                if isinstance(value := values[name], list) and len(value) == 1:
                    # An index gives the rows of one value in the order of ids, but not of several.
                    value = given[name] = value[0]
                any_of = "ANY" if isinstance(value, list) else ""
                wanted.append(f"{column} = {any_of}(%({name})s)")
        if page.after is not None:
            wanted.append(f"{self.id} {comparison} %(after)s")
        ids = f"{' AND '.join(wanted)} ORDER BY {self.id} {direction} LIMIT %(limit)s"
        statement = f"""SELECT {shape.columns} FROM ({ids}) page {shape.joins}
            ORDER BY page.id {direction}"""  # noqa: S608  # made of constants alone
        return [shape.row(columns) for columns in fetch(statement, given)]


def fetch(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what a statement reads; a column of JSON as an `orjson.Fragment`.

    The connection prepares a statement that it has met before.
    """
    with connection.cursor() as cursor:
        # Django's own loader of moments, in Python, takes a tenth of the time of a page.
        cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.adapters.register_loader("jsonb", _FragmentLoader)
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


class _FragmentLoader(Loader):
    def load(self, data: Buffer) -> orjson.Fragment:
        return orjson.Fragment(bytes(data))


class HotPagination(CursorPagination):
    """Cursor pages by id, of a function that reads a `Page`."""

    def read(
        self, queryset: Callable[[Page], list[Row]], cursor: Cursor | None, limit: int
    ) -> list[Row]:
        """Return up to `limit` rows from the cursor on; in reverse, where it says so."""
        (_column, descending), *_rest = self.order.columns
        if cursor is None:
            return queryset(Page(limit, descending=descending))
        return queryset(Page(limit, int(cursor.values[0]), descending != cursor.reverse))


class HotListView(ListView):
    """A list that a `HotList` reads. A subclass gives what one of `ListView` does, and `get`.

    Its filters have `wanted`: what the list compares with under the filter's name.
    """

    pagination_class = HotPagination
    ordering = ("id",)
    orderings = {"id": "pk"}

    def asked(self) -> dict[str, Any]:
        """Return what the list compares with, by name. Raises ApiProblem 400."""
        return StrictFilterBackend().wanted(self.request, self.get_queryset(), self)

    def page(self, hot: HotList, shape: Shape[Row], values: Mapping[str, Any]) -> list[Row]:
        """Return the page asked for. Raises ApiProblem 400 for bad parameters."""
        return list(self.paginate_queryset(partial(hot.read, shape, values)) or [])  # type: ignore[arg-type]  # not a queryset, for `HotPagination`

    def row_value(self, row: Any, _column: str) -> Any:
        """Return what a cursor holds of a row."""
        return row.id
