"""What the database itself refuses, whoever asks."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.models import AuditEntry, Commitment, Instrument, Participation, Party
from tests.conftest import utc

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def entry() -> AuditEntry:
    return record(
        action=AuditAction.EDIT,
        object_type="thing",
        object_key="1",
        by=None,
        at=utc(2026, 11, 23),
        why="x",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitments_auditentry SET action = 'other' WHERE id = %s",
        "DELETE FROM commitments_auditentry WHERE id = %s",
    ],
)
def test_the_audit_log_only_grows(entry: AuditEntry, statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="commitments_auditentry is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [entry.pk])

    entry.refresh_from_db()
    assert entry.action == "edit"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2009, 1, 1), date(2009, 7, 5)),
        (date(2010, 1, 1), date(2010, 1, 2)),
        (date(2020, 1, 1), None),
        (date(1900, 1, 1), None),
    ],
)
def test_a_state_has_one_standing_at_a_time(start: date, end: date | None) -> None:
    with pytest.raises(IntegrityError, match="participation_no_overlap"), transaction.atomic():
        Participation.objects.create(
            state=Party.objects.get(code="HND"),
            standing="disputed",
            valid_from=start,
            valid_to=end,
            basis="x",
        )


def test_intervals_that_touch_do_not_overlap() -> None:
    state = Party.objects.get(code="SLV")
    first = state.participations.get()
    first.valid_to = date(2030, 1, 1)
    first.save()

    Participation.objects.create(
        state=state, standing="withdrawing", valid_from=date(2030, 1, 1), basis="x"
    )

    assert state.participations.count() == 2


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"end": 0}, "commitment_span_ordered"),
        ({"lead_in_start": 1}, "commitment_lead_in_span_ordered"),
        ({"tail_start": 5, "tail_end": 5}, "commitment_tail_span_ordered"),
        ({"tracking": "per_city"}, "commitment_tracking_valid"),
        ({"nature": "odd"}, "commitment_nature_valid"),
        ({"retired_reason": "x"}, "commitment_retired_with_reason"),
        ({"code": "1.1"}, "commitment_code_unique"),
    ],
)
def test_a_commitment_out_of_order_is_refused(changes: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Commitment.objects.filter(code="2.1").update(**changes)


def test_there_is_one_default_instrument() -> None:
    first = Instrument.objects.default()
    with pytest.raises(IntegrityError, match="instrument_one_default"), transaction.atomic():
        Instrument.objects.create(
            key="other",
            symbol="AG/RES. 1",
            titles={"en": "Other"},
            session=first.session,
            adopted_on=first.adopted_on,
            original_language="en",
            is_default=True,
        )
