"""What every test finds in the database, put back after a test with real commits.

Django would empty all tables then, and each later test of the process would load the catalogue and
open the period again, which takes seconds. The rows are kept beside, in a schema of their own; the
tables that a test has changed are made equal to them, and the others are left alone.
"""

from __future__ import annotations

from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

SCHEMA: Final = "kept"
# What is generated writes itself.
_COLUMNS: Final = """
    SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = %s AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
    GROUP BY table_name ORDER BY table_name
"""


def keep() -> None:
    """Copy all rows there are."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table, columns in _tables("public"):
            cursor.execute(f'CREATE TABLE {SCHEMA}."{table}" AS SELECT {columns} FROM "{table}"')


def put_back() -> None:
    """Leave exactly the rows that were kept, whatever a test has committed."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Rows come in no order that foreign keys or the append-only triggers would take.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, columns in _changed(cursor):
            cursor.execute(f'DELETE FROM public."{table}"')
            cursor.execute(
                f'INSERT INTO public."{table}" ({columns}) SELECT {columns} FROM {SCHEMA}."{table}"'
            )
    ContentType.objects.clear_cache()


def _changed(cursor: Any) -> list[tuple[str, str]]:
    tables = _tables(SCHEMA)
    each = []
    for place, (table, columns) in enumerate(tables):
        here = f'SELECT {columns} FROM public."{table}"'
        kept = f'SELECT {columns} FROM {SCHEMA}."{table}"'
        differing = f"({here} EXCEPT ALL {kept}) UNION ALL ({kept} EXCEPT ALL {here})"
        each.append(f"SELECT {place} WHERE EXISTS ({differing})")
    cursor.execute(" UNION ALL ".join(each))
    return [tables[place] for (place,) in cursor.fetchall()]


def _tables(schema: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [schema])
        return list(cursor.fetchall())
