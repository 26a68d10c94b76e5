"""A hot list says the same as the ORM, and every parameter keeps its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.rest.hot_lists import Page
from tests.tracker.journeys import put
from tracker.models import ProgressUpdate, State, Visibility
from tracker.updates.rules.outcomes import late
from tracker.updates.serializers.rows import PROBE, UPDATES, WHOLE
from tracker.visibility import Reader

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]
NOW = timezone.now()
ROLES = ("visitor", "nobody", "authority_hnd", "contributor_slv", "authority_slv", "officer")


def ids(reader: Reader, asked: dict[str, Any], page: Page | None = None) -> list[int]:
    rows = UPDATES.read(PROBE, reader.sql_values | asked, page or Page(10_000))
    return [row.id for row in rows]


def test_a_moment_that_is_asked_for_is_not_taken_for_now(update_of: UpdateOf) -> None:
    old, new = update_of("SLV", "7.1"), update_of("SLV", "3.1")
    for update, hours in ((old, 9), (new, 1)):
        ProgressUpdate.objects.filter(pk=update.pk).update(changed_at=NOW - timedelta(hours=hours))
    since = replace(
        UPDATES,
        conditions={
            **UPDATES.conditions,
            "changed_from": "u.changed_at >= %(changed_from)s",
            "changed_before": "u.changed_at < %(changed_before)s",
        },
    )

    def found(**asked: Any) -> set[int]:
        reader = Reader(at=NOW, officer=True)
        values = reader.sql_values | asked | {"ids": [old.pk, new.pk]}
        return {row.id for row in since.read(WHOLE, values, Page(10))}

    def ago(hours: int) -> Any:
        return NOW - timedelta(hours=hours)

    # The same statement each time, with other moments.
    assert found(changed_from=ago(10)) == {old.pk, new.pk}
    assert found(changed_from=ago(5)) == {new.pk}
    assert found(changed_from=NOW) == set()
    assert found(changed_from=ago(10), changed_before=ago(5)) == {old.pk}
    assert found(changed_from=ago(5), changed_before=ago(10)) == set()


@pytest.mark.parametrize("role", ROLES)
def test_an_update_is_seen_by_whom_the_query_set_says(
    request: pytest.FixtureRequest, update_of: UpdateOf, role: str
) -> None:
    embargoes = (None, NOW - timedelta(hours=1), NOW + timedelta(hours=1))
    codes = ("7.1", "3.1", "4.1", "5.1", "6.1", "8.1")
    for code, (visibility, until) in zip(codes, product(Visibility.values, embargoes), strict=True):
        update = put(update_of("SLV", code), State.ACCEPTED, summary="A law.", level=2)
        published = update.published_revision
        assert published is not None
        fresh = type(published)(
            **{
                column.attname: getattr(published, column.attname)
                for column in published._meta.concrete_fields
                if not column.primary_key
            }
        )
        fresh.number, fresh.visibility, fresh.embargo_until = 2, visibility, until
        fresh.save()
        update.published_revision = fresh
        update.save()
    put(update_of("SLV", "9.1"), State.SUBMITTED, summary="A law.", level=2)
    person = request.getfixturevalue(role)
    visible = ProgressUpdate.objects.visible_to(person).filter(party__code="SLV")
    reader = Reader.of(person, timezone.now())
    asked = {"party": [update_of("SLV", "7.1").party_id]}
    assert ids(reader, asked) == sorted(visible.values_list("pk", flat=True))


def test_late_is_what_counts_as_late(open_period: Any, update_of: UpdateOf) -> None:
    due = open_period.due_at
    in_time, too_late = update_of("SLV", "7.1"), update_of("SLV", "3.1")
    for update, day in ((in_time, -1), (too_late, 1)):
        put(update, State.SUBMITTED, summary="A law.", level=2)
        ProgressUpdate.objects.filter(pk=update.pk).update(
            first_submitted_at=due + timedelta(days=day)
        )
    ProgressUpdate.objects.filter(pk=update_of("SLV", "4.1").pk).update(solicited=False)
    for at in (due - timedelta(days=1), due, due + timedelta(days=1)):
        for flag, condition in ((True, late(at)), (False, ~late(at))):
            expected = ProgressUpdate.objects.filter(condition, party__code="SLV")
            asked = {"party": [in_time.party_id], "late": flag}
            found = ids(Reader(at=at, officer=True), asked)
            assert found == sorted(expected.values_list("pk", flat=True))


def test_one_value_and_several_are_asked_for_alike(open_period: Any) -> None:
    reader = Reader(at=NOW, officer=True)
    every = list(ProgressUpdate.objects.values_list("pk", "party_id").order_by("pk"))
    (first, *_), (second, *_) = {p: [p] for _pk, p in every}, {p: [p] for _pk, p in every[::-1]}
    for parties in ([first], [first, second], []):
        expected = [pk for pk, party in every if party in parties]
        assert ids(reader, {"party": parties}) == expected
    down = [pk for pk, party in every if party == first][::-1]
    assert ids(reader, {"party": [first]}, Page(3, descending=True)) == down[:3]
    assert ids(reader, {"party": [first]}, Page(2, down[2], descending=True)) == down[3:5]
