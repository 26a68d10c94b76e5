"""Hot lists: lists of the API that are requested so often that their SQL is written by hand.

The ORM takes longer to compose such a statement than PostgreSQL to answer it. CONTRIBUTING.md says
how a list is made hot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

import orjson
from django.db import connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.datetime import TimestamptzLoader

from commitments.foundation.rest.filters import StrictFilterBackend
from commitments.foundation.rest.pagination import Cursor, CursorPagination
from commitments.foundation.rest.views import ListView

Row = TypeVar("Row")
Values = Mapping[str, Any]  # the parameters of a statement, by name


class HasId(Protocol):
    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Page:
    """Up to `limit` rows by id, beyond the row whose id is `after`."""

    limit: int
    after: int | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Generic[Row]):
    """What is read of each row of a page.

    `columns`: those of the SELECT; `joins`: its joins to `page`, which has the ids; `row`: makes a
    typed row of the values.
    """

    columns: str
    joins: str
    row: Callable[[tuple[Any, ...]], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class HotList:
    """Which rows a list has, in SQL that is written once.

    `ids`: a SELECT of the column `id`, up to a WHERE that limits it to rows the reader may see;
    `id`: that column with its table. Each filter has the name of its parameter, and applies where
    that parameter has a value: `equal` has columns, which equal the value or one of several values;
    `conditions` has whole conditions.

    These texts are constants. Values from a request are always parameters, by name.
    """

    ids: str
    id: str
    equal: Mapping[str, str]
    conditions: Mapping[str, str]

    def read(self, shape: Shape[Row], values: Values, page: Page) -> list[Row]:
        """Return a page; `values` are the parameters by name."""
        comparison, direction = ("<", "DESC") if page.descending else (">", "ASC")
        parameters = {**values, "after": page.after, "limit": page.limit}
        conditions = [self.ids, *(sql for name, sql in self.conditions.items() if name in values)]
        for name, column in self.equal.items():
            if name in values:
                if isinstance(value := values[name], list) and len(value) == 1:
                    # An index has the rows of one value in the order of ids, but not of several.
                    value = parameters[name] = value[0]
                any_of = "ANY" if isinstance(value, list) else ""
                conditions.append(f"{column} = {any_of}(%({name})s)")
        if page.after is not None:
            conditions.append(f"{self.id} {comparison} %(after)s")
        ids = f"{' AND '.join(conditions)} ORDER BY {self.id} {direction} LIMIT %(limit)s"
        statement = f"""SELECT {shape.columns} FROM ({ids}) page {shape.joins}
            ORDER BY page.id {direction}"""  # noqa: S608  # made of constants alone
        return [shape.row(columns) for columns in fetch(statement, parameters)]


def fetch(statement: str, values: Values) -> list[tuple[Any, ...]]:
    """Return what a statement reads; a column of JSON as an `orjson.Fragment`.

    The connection prepares a statement when it is used again.
    """
    with connection.cursor() as cursor:
        # Django's loader of moments, which is in Python, would take a tenth of a page's time.
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
        """Return up to `limit` rows from the cursor on; in reverse if the cursor is."""
        (_column, descending), *_rest = self.order.columns
        if cursor is None:
            return queryset(Page(limit, descending=descending))
        return queryset(Page(limit, int(cursor.values[0]), descending != cursor.reverse))


class HotListView(ListView):
    """A list that a `HotList` reads. A subclass has what one of `ListView` has, and `get`.

    Its filters have `sql_value`: the value of the parameter with the filter's name.
    """

    pagination_class = HotPagination
    ordering = ("id",)
    orderings = {"id": "pk"}

    def filter_values(self) -> dict[str, object]:
        """Return the parameters of the filters in use, by name. Raises ApiProblem 400."""
        return StrictFilterBackend().sql_values(self.request, self.get_queryset(), self)

    def read_page(self, hot: HotList, shape: Shape[Row], values: Values) -> list[Row]:
        """Return the requested page. Raises ApiProblem 400 for bad parameters."""
        return list(self.paginate_queryset(partial(hot.read, shape, values)) or [])  # type: ignore[arg-type]  # not a queryset, for `HotPagination`

    def row_value(self, row: HasId, _column: str) -> int:
        """Return the value in a cursor: the row's id."""
        return row.id
