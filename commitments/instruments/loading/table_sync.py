"""Make a table hold what the folder holds, and describe every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

from django.db import models

from commitments.instruments.loading.hand_edits import ALL, HandEdits, key_text

Key = tuple[Any, ...]
Rows = dict[Key, dict[str, Any]]
# Of more additions than this to one table, only the number is reported.
_MOST_LISTED: Final = 10
# Relation → the table that it points to, where that is not named like the relation.
_TABLES: Final = {
    "deadline": "session",
    "parent": "party",
    "state": "party",
    "from_commitment": "commitment",
    "to_commitment": "commitment",
}


@dataclass(frozen=True)
class SyncedTable:
    """The rows that are compared with the folder.

    `key`: the lookups that identify a row. They also say where a new row belongs: `code` is its
    column, `commitment__code` the key of the commitment that it points to. `fixed`: columns that
    are the same in all these rows. `within`: the key of the instrument whose rows they are, which
    descriptions of changes name. `remove`: rows that the folder does not have are deleted.
    """

    name: str
    rows: models.QuerySet[Any]
    key: tuple[str, ...]
    remove: bool = False
    within: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def row_name(self, key: Key) -> str:
        """Return how a row is named in descriptions of changes."""
        return key_text((self.name, self.within, *key))


@dataclass
class Sync:
    """Collects the changes, and the primary keys of the rows compared, by table and key.

    `left`: what would have changed if nobody had edited it by hand.
    """

    edits: HandEdits = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    pks: dict[str, dict[Key, int]] = field(default_factory=dict)

    def pk(self, table: str, *key: Any) -> int:
        """Return the primary key of a row of a table compared before. Raises KeyError."""
        return self.pks[table][key]

    def table(self, table: SyncedTable, wanted: Mapping[Key, Mapping[str, Any]]) -> None:
        """Remove, update and create rows, in this order, so that intervals never overlap."""
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

    def _remove(self, table: SyncedTable, gone: Mapping[Key, int]) -> None:
        edited = [key for key in gone if self._edited(table, key)]
        self.left += [f"{table.row_name(key)}: added by hand" for key in edited]
        gone = {key: pk for key, pk in gone.items() if key not in edited}
        if gone:
            table.rows.model._default_manager.filter(pk__in=list(gone.values())).delete()
            self.changes += [f"{table.row_name(key)}: removed" for key in gone]

    def _update(
        self, table: SyncedTable, key: Key, stored: Mapping[str, Any], wanted: Mapping[str, Any]
    ) -> None:
        edited = self._edited(table, key)
        changed = {}
        for name, value in wanted.items():
            if stored[name] == value:
                continue
            before, after, field = stored[name], value, name.removesuffix("_id")
            if field != name:
                before, after = self._natural_key(field, before), self._natural_key(field, after)
            lines = _differences(f"{table.row_name(key)} {field}", before, after)
            if edited & {field, ALL}:
                self.left += lines
            else:
                self.changes += lines
                changed[name] = value
        if changed:
            table.rows.model._default_manager.filter(pk=stored["pk"]).update(**changed)

    def _create(self, table: SyncedTable, new: Mapping[Key, Mapping[str, Any]]) -> None:
        removed = [key for key in new if ALL in self._edited(table, key)]
        self.left += [f"{table.row_name(key)}: removed by hand" for key in removed]
        new = {key: row for key, row in new.items() if key not in removed}
        if not new:
            return
        model = table.rows.model
        model._default_manager.bulk_create(
            [model(**self._key_columns(table, key), **row) for key, row in new.items()],
            batch_size=1000,
        )
        if len(new) > _MOST_LISTED:
            self.changes.append(f"{table.row_name(())}: {len(new):,} added")
        else:
            self.changes += [f"{table.row_name(key)}: added" for key in new]

    def _edited(self, table: SyncedTable, key: Key) -> set[str]:
        """Return the fields of a row that somebody has edited by hand."""
        return self.edits.get((table.name, key_text((table.within, *key))), set())

    def _key_columns(self, table: SyncedTable, key: Key) -> dict[str, Any]:
        """Return the columns of a new row that its key and its table determine."""
        columns = dict(table.fixed)
        related: dict[str, Key] = {}
        for lookup, value in zip(table.key, key, strict=True):
            relation, _, of_relation = lookup.partition("__")
            if of_relation:
                related[relation] = (*related.get(relation, ()), value)
            else:
                columns[lookup] = value
        for relation, parts in related.items():
            table_name = _TABLES.get(relation, relation)
            columns[f"{relation}_id"] = None if None in parts else self.pk(table_name, *parts)
        return columns

    def _natural_key(self, relation: str, pk: int | None) -> str | None:
        """Return the key of the row that a relation points to; its number if it is unknown here."""
        if pk is None:
            return None
        rows = self.pks.get(_TABLES.get(relation, relation), {})
        names = [" ".join(map(str, key)) for key, stored in rows.items() if stored == pk]
        return names[0] if names else str(pk)


def _differences(what: str, before: Any, after: Any) -> list[str]:
    """Return one line for each difference: texts by language and items of lists one by one."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            f"{what}.{part}: {_short(before.get(part))} → {_short(after.get(part))}"
            for part in sorted(before.keys() | after.keys())
            if before.get(part) != after.get(part)
        ]
    if isinstance(before, list) and isinstance(after, list):
        return [
            line
            for index, (old, new) in enumerate(zip_longest(before, after))
            if old != new
            for line in _differences(f"{what}[{index}]", old, new)
        ]
    return [f"{what}: {_short(before)} → {_short(after)}"]


def _short(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 100 else f"{text[:60]}…{text[-30:]}"
