"""Make a table hold what the folder holds, and describe every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

import msgspec
from django.db import models

from commitments.instruments.loading.hand_edits import HandEdits, key_text
from commitments.instruments.models.hand_edit import HandEdit

Key = tuple[object, ...]
Columns = Mapping[str, object]
Rows = Mapping[Key, Columns]
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


def columns(record: msgspec.Struct, names: str) -> Columns:
    """Return these fields of a record (their names, with spaces between) as columns."""
    return {name: getattr(record, name) for name in names.split()}


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
    fixed: Columns = field(default_factory=dict)

    def row_name(self, key: Key) -> str:
        """Return how a row is named in descriptions of changes."""
        return key_text((self.name, self.within, *key))


@dataclass
class Sync:
    """Collects the changes, and the primary keys of the rows compared, by table and key.

    `skipped`: what would have changed if nobody had edited it by hand.
    """

    edits: HandEdits
    changes: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    pks: dict[str, dict[Key, int]] = field(default_factory=dict)

    def pk(self, table: str, *key: object) -> int:
        """Return the primary key of a row of a table compared before. Raises KeyError."""
        return self.pks[table][key]

    def table(self, table: SyncedTable, rows: Rows) -> None:
        """Remove, update and create rows, in this order, so that intervals never overlap.

        `None` in a column that cannot be null is written as the column's default.
        """
        names = sorted({name for row in rows.values() for name in row})
        fields = table.rows.model._meta.concrete_fields
        defaults = {field.attname: field.get_default() for field in fields if not field.null}
        rows = {
            key: {
                name: defaults.get(name) if value is None else value for name, value in row.items()
            }
            for key, row in rows.items()
        }
        stored = {
            tuple(row[lookup] for lookup in table.key): row
            for row in table.rows.order_by().values("pk", *table.key, *names)
        }
        if table.remove:
            self._remove(table, {key: stored[key]["pk"] for key in stored.keys() - rows.keys()})
        for key, row in rows.items():
            if key in stored:
                self._update(table, key, stored[key], row)
        self._create(table, {key: row for key, row in rows.items() if key not in stored})
        self.pks[table.name] = {
            tuple(key): pk for pk, *key in table.rows.order_by().values_list("pk", *table.key)
        }

    def _remove(self, table: SyncedTable, pks: Mapping[Key, int]) -> None:
        edited = [key for key in pks if self._edited(table, key)]
        self.skipped += [f"{table.row_name(key)}: added by hand" for key in edited]
        removed = {key: pk for key, pk in pks.items() if key not in edited}
        if removed:
            table.rows.model._default_manager.filter(pk__in=list(removed.values())).delete()
            self.changes += [f"{table.row_name(key)}: removed" for key in removed]

    def _update(self, table: SyncedTable, key: Key, stored: Columns, row: Columns) -> None:
        edited = self._edited(table, key)
        changed = {}
        for column, value in row.items():
            if stored[column] == value:
                continue
            before, after, name = stored[column], value, column.removesuffix("_id")
            if name != column:
                before, after = self._natural_key(name, before), self._natural_key(name, after)
            lines = _differences(f"{table.row_name(key)} {name}", before, after)
            if edited & {name, HandEdit.WHOLE}:
                self.skipped += lines
            else:
                self.changes += lines
                changed[column] = value
        if changed:
            table.rows.model._default_manager.filter(pk=stored["pk"]).update(**changed)

    def _create(self, table: SyncedTable, rows: Rows) -> None:
        removed = [key for key in rows if HandEdit.WHOLE in self._edited(table, key)]
        self.skipped += [f"{table.row_name(key)}: removed by hand" for key in removed]
        new = {key: row for key, row in rows.items() if key not in removed}
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

    def _key_columns(self, table: SyncedTable, key: Key) -> Columns:
        """Return the columns of a new row that its key and its table determine."""
        key_columns = dict(table.fixed)
        related: dict[str, Key] = {}
        for lookup, value in zip(table.key, key, strict=True):
            relation, _, of_relation = lookup.partition("__")
            if of_relation:
                related[relation] = (*related.get(relation, ()), value)
            else:
                key_columns[lookup] = value
        for relation, parts in related.items():
            table_name = _TABLES.get(relation, relation)
            key_columns[f"{relation}_id"] = None if None in parts else self.pk(table_name, *parts)
        return key_columns

    def _natural_key(self, relation: str, pk: object) -> str | None:
        """Return the key of the row that a relation points to; its number where it has no key."""
        if pk is None:
            return None
        rows = self.pks.get(_TABLES.get(relation, relation), {})
        return next((" ".join(map(str, key)) for key, row in rows.items() if row == pk), str(pk))


def _differences(subject: str, before: object, after: object) -> list[str]:
    """Return one line for each difference: texts by language and items of lists one by one."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            f"{subject}.{part}: {_short(before.get(part))} → {_short(after.get(part))}"
            for part in sorted(before.keys() | after.keys())
            if before.get(part) != after.get(part)
        ]
    if isinstance(before, list) and isinstance(after, list):
        return [
            line
            for index, (old, new) in enumerate(zip_longest(before, after))
            if old != new
            for line in _differences(f"{subject}[{index}]", old, new)
        ]
    return [f"{subject}: {_short(before)} → {_short(after)}"]


def _short(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 100 else f"{text[:60]}…{text[-30:]}"
