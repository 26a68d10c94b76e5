"""What was submitted and decided cannot be changed: the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from commitments.foundation.models.append_only import PURGE_SETTING
from commitments.foundation.models.audit import AuditEntry, record
from tests.tracker.journeys import submitted
from tracker.audit_actions import AuditAction
from tracker.models import Decision, ProgressUpdate, Revision

pytestmark = pytest.mark.django_db
TABLES = {
    "tracker_revision": "summary",
    "tracker_decision": "comment",
    "commitments_auditentry": "action",
}


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


@pytest.fixture
def rows(authority_slv: Any, update_of: Callable[..., ProgressUpdate]) -> ProgressUpdate:
    record(
        action=AuditAction.PURGE_SAMPLE,
        object_type="test",
        object_key="1",
        by=None,
        at=timezone.now(),
    )
    return submitted(update_of("SLV", "7.1"), authority_slv)


@pytest.mark.parametrize("table", TABLES)
def test_neither_update_nor_delete_passes(table: str, rows: ProgressUpdate) -> None:
    for statement in (
        f"UPDATE {table} SET {TABLES[table]} = 'forged'",
        f"UPDATE {table} SET id = id + 1000",
        f"DELETE FROM {table}",
    ):
        with pytest.raises(IntegrityError, match="append-only"):
            run(statement)
    assert Revision.objects.filter(update=rows).count() == 1
    assert Decision.objects.filter(update=rows).count() == 2
    assert not AuditEntry.objects.filter(action="forged").exists()


def test_the_orm_is_refused_too(rows: ProgressUpdate) -> None:
    decision = rows.decisions.latest("pk")
    decision.comment = "forged"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        decision.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Decision.objects.filter(update=rows).delete()


def test_the_purge_takes_sample_rows_and_no_other(rows: ProgressUpdate) -> None:
    real = rows.decisions.count()
    Decision.objects.create(
        update=rows,
        verb="save",
        from_state="draft",
        to_state="draft",
        at=timezone.now(),
        sample=True,
    )
    with transaction.atomic():
        run(f"SET LOCAL {PURGE_SETTING} = 'on'")
        with pytest.raises(IntegrityError, match="append-only"):
            run("UPDATE tracker_decision SET comment = 'x' WHERE sample")
        with pytest.raises(IntegrityError, match="append-only"):
            run("DELETE FROM tracker_decision")
        assert run("DELETE FROM tracker_decision WHERE sample") == 1
        run(f"SET LOCAL {PURGE_SETTING} = ''")
    assert rows.decisions.count() == real


def test_even_a_sample_row_stays_without_the_purge(rows: ProgressUpdate) -> None:
    Decision.objects.create(
        update=rows,
        verb="save",
        from_state="draft",
        to_state="draft",
        at=timezone.now(),
        sample=True,
    )
    with pytest.raises(IntegrityError, match="append-only"):
        run("DELETE FROM tracker_decision WHERE sample")
