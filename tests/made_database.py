"""The database of each process of the suite: a copy of one that is made once a session.

Migrations and the catalogue take seven seconds of a processor, a copy takes a fraction of one. The
first process to come makes the database, and the others wait for it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from tests.servers import TEST_ROOT

# The suite with a field more runs inside another, with settings and tables of its own.
_PREFIX = f"made_{TEST_ROOT.name}_"


def copy(fill: Callable[[], None]) -> None:
    """Connect to a copy of the database that `fill` has filled, be it in another process."""
    made = f"{_PREFIX}{settings.SETTINGS_MODULE}"
    with (TEST_ROOT / made).open("a") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        # Written on only when the database is whole; maybe while this process waited.
        if not os.fstat(mark.fileno()).st_size:
            _make(made, fill)
            mark.write("whole")
    connection.settings_dict["TEST"]["TEMPLATE"] = made
    own = connection.creation._create_test_db(verbosity=0, autoclobber=True)  # type: ignore[attr-defined]  # not in the stubs
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own


def _make(name: str, fill: Callable[[], None]) -> None:
    tested = connection.settings_dict["TEST"]
    own, tested["NAME"] = tested["NAME"], name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    tested["NAME"] = own
    fill()
    # Nobody may be connected to what is copied.
    connection.close()


def drop() -> None:
    """Drop what was copied; for a server that lives on when the session ends."""
    if any(TEST_ROOT.glob(f"{_PREFIX}*")):
        with psycopg.connect(
            os.environ["DATABASE_URL"], dbname="postgres", autocommit=True
        ) as server:
            made = server.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_PREFIX]
            )
            for (name,) in made.fetchall():
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
