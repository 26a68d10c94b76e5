"""Make a table say what the folder says, and tell what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.db import models

from commitments.instruments.loading.hand_edits import ALL, HandEdits, told

Key = tuple[Any, ...]
Rows = dict[Key, dict[str, Any]]
# More additions than this to one table are told as a count.
TOLD_ONE_BY_ONE = 10


@dataclass(frozen=True)
class Table:
    """What is compared. `key`: lookups that identify a row; `place`: the columns of a new one.

    `within`: the instrument whose rows these are, for the names of changes.
    """

    name: str
    rows: models.QuerySet[Any]
    key: tuple[str, ...]
    place: Callable[..., dict[str, Any]]
    remove: bool = False
    within: str = ""


@dataclass
class Sync:
    """Collects the changes; holds the primary keys of what was synchronised, by table and key.

    `left`: what would have changed, had nobody edited it by hand.
    """

    edits: HandEdits = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    pks: dict[str, dict[Key, int]] = field(default_factory=dict)

    def pk(self, table: str, *key: Any) -> int:
        return self.pks[table][key]

    def table(self, table: Table, wanted: Mapping[Key, Mapping[str, Any]]) -> None:
        """Remove, update, create, in that order: intervals must never overlap on the way."""
        columns = sorted({column for row in wanted.values() for column in row})
        stored = {
            tuple(row[lookup] for lookup in table.key): row
            for row in table.rows.order_by().values("pk", *table.key, *columns)
        }
        if table.remove:
            self._remove(table, {key: stored[key]["pk"] for key in stored.keys() - wanted.keys()})
        for key, row in wanted.items():
            if key in stored:
                self._update(table, key, stored[key], row)
        self._create(table, {key: wanted[key] for key in wanted if key not in stored})
        self.pks[table.name] = {
            tuple(key): pk for pk, *key in table.rows.order_by().values_list("pk", *table.key)
        }

    def _remove(self, table: Table, gone: Mapping[Key, int]) -> None:
        edited = [key for key in gone if self._edited(table, key)]
        self.left += [f"{_named(table, key)}: added by hand" for key in edited]
        gone = {key: pk for key, pk in gone.items() if key not in edited}
        if gone:
            table.rows.model._default_manager.filter(pk__in=list(gone.values())).delete()
            self.changes += [f"{_named(table, key)}: removed" for key in gone]

    def _update(
        self, table: Table, key: Key, stored: Mapping[str, Any], wanted: Mapping[str, Any]
    ) -> None:
        edited = self._edited(table, key)
        changed = {}
        for name, value in wanted.items():
            if stored[name] == value:
                continue
            before, after, field = stored[name], value, name.removesuffix("_id")
            if field != name:
                before, after = self._name_of(name, before), self._name_of(name, after)
            lines = _told(f"{_named(table, key)} {field}", before, after)
            if edited & {field, ALL}:
                self.left += lines
            else:
                self.changes += lines
                changed[name] = value
        if changed:
            table.rows.model._default_manager.filter(pk=stored["pk"]).update(**changed)

    def _edited(self, table: Table, key: Key) -> set[str]:
        """Return the fields of a row that somebody has edited by hand."""
        return self.edits.get((table.name, told((table.within, *key))), set())

    def _create(self, table: Table, new: Mapping[Key, Mapping[str, Any]]) -> None:
        removed = [key for key in new if ALL in self._edited(table, key)]
        self.left += [f"{_named(table, key)}: removed by hand" for key in removed]
        new = {key: row for key, row in new.items() if key not in removed}
        if not new:
            return
        model = table.rows.model
        model._default_manager.bulk_create(
            [model(**table.place(*key), **row) for key, row in new.items()], batch_size=1000
        )
        if len(new) > TOLD_ONE_BY_ONE:
            self.changes.append(f"{told((table.name, table.within))}: {len(new):,} added")
        else:
            self.changes += [f"{_named(table, key)}: added" for key in new]

    def _name_of(self, column: str, pk: int | None) -> str | None:
        """Return the natural key behind a foreign key, or the number where it is not ours."""
        tables = {"deadline_id": "session", "parent_id": "party"}
        rows = self.pks.get(tables.get(column, column.removesuffix("_id")), {})
        names = [" ".join(map(str, key)) for key, stored in rows.items() if stored == pk]
        if names or pk is None:
            return names[0] if names else None
        return str(pk)


def _named(table: Table, key: Key) -> str:
    return told((table.name, table.within, *key))


def _told(what: str, before: Any, after: Any) -> list[str]:
    """Return one line for each thing that changed; names by language are told one by one.

    So are the items of a list.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            f"{what}.{part}: {_short(before.get(part))} → {_short(after.get(part))}"
            for part in sorted(before.keys() | after.keys())
            if before.get(part) != after.get(part)
        ]
    if isinstance(before, list) and isinstance(after, list):
        return [
            line
            for at, (old, new) in enumerate(zip_longest(before, after))
            if old != new
            for line in _told(f"{what}[{at}]", old, new)
        ]
    return [f"{what}: {_short(before)} → {_short(after)}"]


def _short(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    told = repr(value) if isinstance(value, str) else str(value)
    return told if len(told) <= 100 else f"{told[:60]}…{told[-30:]}"
