"""What happens after the moment of a report changes nothing in it."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from reporting.dataset.schema import decode, encode
from tests.reporting.world import HOUR, LAST_DAY, counts, enrol, report, say
from tracker.models import ReportingPeriod, State, Verb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_what_happens_later_changes_nothing(period: ReportingPeriod) -> None:
    accepted_later = LAST_DAY + HOUR
    update = say(
        period,
        "SLV",
        "7.1",
        1,
        steps=[
            (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
            (Verb.ACCEPT, State.ACCEPTED, period.opens_at + 2 * HOUR),
            (Verb.REOPEN, State.DRAFT, accepted_later),
            (Verb.SUBMIT, State.SUBMITTED, accepted_later + HOUR),
            (Verb.ACCEPT, State.ACCEPTED, accepted_later + 2 * HOUR),
        ],
    )
    assert update.revisions.count() == 2
    dataset = report()
    assert [u.revision for u in dataset.updates] == [1]
    assert [u.revision for u in report(as_of=accepted_later + 3 * HOUR).updates] == [2]


def test_a_paper_that_lies_with_the_secretariat_is_no_silence(period: ReportingPeriod) -> None:
    say(
        period,
        "SLV",
        "7.1",
        3,
        steps=[
            (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
            (Verb.ACCEPT, State.ACCEPTED, LAST_DAY + HOUR),
        ],
    )
    say(
        period,
        "HND",
        "7.1",
        3,
        steps=[
            (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
            (Verb.RETURN, State.RETURNED, period.opens_at + 2 * HOUR),
        ],
    )
    dataset = report()
    assert dataset.counts == counts(received=1, not_reported=1)
    assert [s.party for s in dataset.silent] == ["HND"]
    assert dataset.updates == ()


def test_it_is_the_same_bytes_in_any_language_and_zone(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1", 3, cooperation_needed=[{"theme": "poverty", "text": "Training."}])
    enrol(period, "SLV", "in", "participating")
    once = encode(report())
    with translation.override("fr"), timezone.override("Asia/Tokyo"):
        again = encode(report())
    assert once == again
    assert encode(decode(once)) == once
