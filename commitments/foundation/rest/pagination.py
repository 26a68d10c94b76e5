"""Cursor pages: `{"next", "previous", "results"}`, without a COUNT.

A page begins after the last row of the previous one, by the values of the order and the primary
key. So it costs the same at any depth, and rows added or removed meanwhile do not shift it. The
framework's cursors guarantee less (docs/decisions/0020-what-the-api-leaves-to-its-libraries.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

import orjson
from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.fields import get_attribute
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.parameters import parameter_fault
from commitments.foundation.rest.problems import refusal

CURSOR, PAGE_SIZE, ORDERING = "cursor", "page_size", "ordering"
PARAMETERS = (CURSOR, PAGE_SIZE, ORDERING)
DEFAULT_PAGE_SIZE = 100
MAX_PAGE_SIZE = 500

# Signed, so that the values in a cursor are always ours and need no validation.
_SIGNER = signing.Signer(salt="cursor")


Json = dict[str, object]


class Ordered(Protocol):
    """A list's view: `orderings` maps the API's names to columns that are never null."""

    ordering: Sequence[str]
    orderings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """Columns with their direction; the primary key is last."""

    spec: str
    columns: tuple[tuple[str, bool], ...]

    def by(self, *, reverse: bool) -> list[str]:
        """Return the arguments of order_by()."""
        return [
            f"-{column}" if descending != reverse else column for column, descending in self.columns
        ]

    def after(self, values: Sequence[object], *, reverse: bool) -> Q:
        """Return the condition on rows that come after (before, in reverse) these values."""
        condition, equal = Q(), Q()
        for (column, descending), value in zip(self.columns, values, strict=True):
            comparison = "lt" if descending != reverse else "gt"
            condition |= equal & Q(**{f"{column}__{comparison}": value})
            equal &= Q(**{column: value})
        # Redundant, but with it the database can start at the right place of an index.
        first, descending = self.columns[0]
        bound = "lte" if descending != reverse else "gte"
        return Q(**{f"{first}__{bound}": values[0]}) & condition


def _order(request: Request, view: Ordered) -> Order:
    """Return the order of `?ordering=a,-b`. Raises ApiProblem 400 for unknown names."""
    parameter = request.query_params.get(ORDERING)
    names = [name for name in parameter.split(",") if name] if parameter else list(view.ordering)
    unknown = [name for name in names if name.removeprefix("-") not in view.orderings]
    if unknown:
        words = _(
            "“%(name)s” is not an order of this list. Available: %(names)s (with “-” "
            "for descending)."
        )
        available = ", ".join(view.orderings) or "—"
        raise refusal(
            parameter_fault(
                ORDERING, "unknown_ordering", words % {"name": name, "names": available}
            )
            for name in unknown
        )
    columns = [(view.orderings[name.removeprefix("-")], name[0] == "-") for name in names]
    return Order(",".join(names), (*columns, ("pk", False)))


def _page_size(request: Request) -> int:
    """Return `?page_size=`, 100 by default. Raises ApiProblem 400 outside 1–500."""
    parameter = request.query_params.get(PAGE_SIZE)
    if parameter is None:
        return DEFAULT_PAGE_SIZE
    is_number = parameter.isascii() and parameter.isdigit() and len(parameter) < 5
    if is_number and 1 <= int(parameter) <= MAX_PAGE_SIZE:
        return int(parameter)
    detail = _("Enter a whole number from 1 to %(most)d.") % {"most": MAX_PAGE_SIZE}
    raise refusal([parameter_fault(PAGE_SIZE, "page_size", detail)])


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: the values of a row, and whether to read backwards from it."""

    values: list[str | int]
    reverse: bool = False


class CursorPagination(BasePagination):
    """Pages of a queryset: of model instances, of `.values()`, or of rows that a view can read.

    A view with other rows has `row_value(row, column)`.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: object = None) -> list[Any]:
        """Return the rows of the requested page. Raises ApiProblem 400 for bad parameters."""
        self.request = request
        self.row_value = getattr(view, "row_value", _value)
        self.order = _order(request, cast("Ordered", view))
        size = _page_size(request)
        cursor = self._cursor()
        reverse = cursor is not None and cursor.reverse
        rows = self.read(queryset, cursor, size + 1)
        more = len(rows) > size
        rows = rows[:size]
        if reverse:
            rows.reverse()
        self.next_link = self._link(rows, at=-1) if more or reverse else None
        has_before = more if reverse else cursor is not None
        self.previous_link = self._link(rows, at=0) if has_before else None
        return rows

    def read(self, queryset: Any, cursor: Cursor | None, limit: int) -> list[Any]:
        """Return up to `limit` rows from the cursor on; in reverse if the cursor is."""
        reverse = cursor is not None and cursor.reverse
        queryset = queryset.order_by(*self.order.by(reverse=reverse))
        if cursor is not None:
            queryset = queryset.filter(self.order.after(cursor.values, reverse=reverse))
        return list(queryset[:limit])

    def get_paginated_response(self, data: object) -> Response:
        return Response({"next": self.next_link, "previous": self.previous_link, "results": data})

    def get_paginated_response_schema(self, schema: Json) -> Json:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[Json]:
        size = {"minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE}
        begins = "Where the page begins; copy it from `next` or `previous`."
        parameters = [
            _parameter(CURSOR, {"type": "string"}, begins),
            _parameter(PAGE_SIZE, {"type": "integer", **size}),
        ]
        if view.orderings:
            schema = {"type": "string", "default": ",".join(view.ordering)}
            words = f"By {', '.join(view.orderings)}; with `-` downwards."
            parameters.append(_parameter(ORDERING, schema, words))
        return parameters

    @property
    def _scope(self) -> str:
        """The list for which a cursor is valid: this address, in this order."""
        return f"{self.request.path} {self.order.spec}"

    def _cursor(self) -> Cursor | None:
        text = self.request.query_params.get(CURSOR)
        if text is None:
            return None
        try:
            scope, reverse, values = orjson.loads(signing.b64_decode(_SIGNER.unsign(text).encode()))
        except (signing.BadSignature, ValueError):
            scope = None
        if scope != self._scope:
            detail = _(
                "This is not a cursor of this list in this order; use the one in “next” unchanged."
            )
            raise refusal([parameter_fault(CURSOR, "cursor", detail)])
        return Cursor(values, reverse)

    def _link(self, rows: Sequence[object], *, at: int) -> str | None:
        if not rows:
            return None
        values = [self.row_value(rows[at], column) for column, _descending in self.order.columns]
        packed = orjson.dumps([self._scope, at == 0, values], default=str)
        cursor = _SIGNER.sign(signing.b64_encode(packed).decode())
        query = self.request.query_params.copy()
        query.pop(CURSOR, None)
        query[CURSOR] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


def _parameter(name: str, schema: Mapping[str, object], description: str = "") -> Json:
    parameter: Json = {"name": name, "in": "query", "schema": schema}
    return parameter | ({"description": description} if description else {})


def _value(row: object, column: str) -> object:
    if isinstance(row, Mapping):
        return row["id" if column == "pk" else column]
    return get_attribute(row, column.split("__"))
