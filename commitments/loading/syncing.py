"""Make a table say what the folder says, and tell what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

Key = tuple[Any, ...]
# More additions than this to one table are told as a count.
TOLD_ONE_BY_ONE = 10


@dataclass(frozen=True)
class Table:
    """What is compared. `key`: lookups that identify a row; `place`: the columns of a new one."""

    name: str
    rows: models.QuerySet[Any]
    key: tuple[str, ...]
    place: Callable[..., dict[str, Any]]
    remove: bool = False


@dataclass
class Sync:
    """Collects the changes; holds the primary keys of what was synchronised, by table and key."""

    changes: list[str] = field(default_factory=list)
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
        if gone:
            table.rows.model._default_manager.filter(pk__in=list(gone.values())).delete()
            self.changes += [f"{_named(table, key)}: removed" for key in sorted(gone)]

    def _update(
        self, table: Table, key: Key, stored: Mapping[str, Any], wanted: Mapping[str, Any]
    ) -> None:
        changed = {name: value for name, value in wanted.items() if stored[name] != value}
        if not changed:
            return
        table.rows.model._default_manager.filter(pk=stored["pk"]).update(**changed)
        for name, value in changed.items():
            before, after = stored[name], value
            if name.endswith("_id"):
                before, after = self._name_of(name, before), self._name_of(name, after)
            self.changes += _told(f"{_named(table, key)} {name.removesuffix('_id')}", before, after)

    def _create(self, table: Table, new: Mapping[Key, Mapping[str, Any]]) -> None:
        if not new:
            return
        model = table.rows.model
        model._default_manager.bulk_create(
            [model(**table.place(*key), **row) for key, row in new.items()], batch_size=1000
        )
        if len(new) > TOLD_ONE_BY_ONE:
            self.changes.append(f"{table.name}: {len(new):,} added")
        else:
            self.changes += [f"{_named(table, key)}: added" for key in new]

    def _name_of(self, column: str, pk: int | None) -> str | None:
        """Return the natural key behind a foreign key, or the number where it is not ours."""
        tables = {"deadline_id": "session", "parent_id": "party"}
        rows = self.pks.get(tables.get(column, column.removesuffix("_id")), {})
        names = [" ".join(map(str, key)) for key, stored in rows.items() if stored == pk]
        return names[0] if names else pk and str(pk)


def _named(table: Table, key: Key) -> str:
    return " ".join([table.name, *(str(part) for part in key if part not in ("", None))])


def _told(what: str, before: Any, after: Any) -> list[str]:
    """Return one line for each thing that changed; names by language are told one by one."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            f"{what}.{part}: {_short(before.get(part))} → {_short(after.get(part))}"
            for part in sorted(before.keys() | after.keys())
            if before.get(part) != after.get(part)
        ]
    return [f"{what}: {_short(before)} → {_short(after)}"]


def _short(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    told = repr(value) if isinstance(value, str) else str(value)
    return told if len(told) <= 100 else f"{told[:60]}…{told[-30:]}"
