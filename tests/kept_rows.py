"""What every test finds in the database, put back after a test that empties it.

A test with real commits ends with all tables emptied. To load the catalogue and open the period
again takes a second, and each later test of the process would do so: the rows are kept beside, in
a schema of their own, and copied back at once.
"""

from __future__ import annotations

from typing import Final

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


def put_back_where_emptied() -> None:
    """Leave exactly the rows that were kept, where a test has emptied the tables."""
    from commitments.models import Instrument

    if Instrument.objects.exists():
        return
    tables = _tables(SCHEMA)
    names = ", ".join(f'public."{table}"' for table, _columns in tables)
    with transaction.atomic(), connection.cursor() as cursor:
        # Rows come in no order that foreign keys or the append-only triggers would take.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {names}")
        for table, columns in tables:
            cursor.execute(
                f'INSERT INTO public."{table}" ({columns}) SELECT {columns} FROM {SCHEMA}."{table}"'
            )
    # Emptying has numbered them anew.
    ContentType.objects.clear_cache()


def _tables(schema: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [schema])
        return list(cursor.fetchall())
