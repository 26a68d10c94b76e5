"""What moved since the last report of the same kind that was issued."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commitments.models import Party
from reporting.dataset.schema import Dataset, decode, encode, sha256
from reporting.models import StatusReport
from tests.reporting.world import HOUR, issued, report, say
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

ASKED = datetime(2012, 9, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _said(earlier: ReportingPeriod, period: ReportingPeriod) -> None:
    say(earlier, "SLV", "7.1", 1)
    say(period, "SLV", "7.1", 3)


def council(period: ReportingPeriod, **asked: Any) -> Dataset:
    asked.setdefault("as_of", period.closes_at)
    return report("council", period=period, **asked)


def test_it_tells_what_moved_since_the_last_one(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    before = issued(council(earlier), period=earlier)
    since = council(period).since
    assert since is not None
    assert [(m.party, m.commitment, m.before, m.now) for m in since.raised] == [
        ("SLV", "7.1", 1, 3)
    ]
    assert since.before.dataset_sha256 == before.dataset_sha256
    assert since.before.periods == ("2011-2",)
    assert since.before.as_of == council(earlier).as_of


def test_there_is_nothing_to_tell_before_the_first_one(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    assert council(earlier).since is None
    assert council(period).since is None


def test_one_issued_after_the_moment_but_before_it_was_asked_for_counts(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    issued(council(earlier), period=earlier, at=period.closes_at + HOUR)
    assert council(period, requested_at=ASKED).since is not None
    assert council(period).since is None


def test_asked_for_again_once_it_is_issued_it_is_the_same(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    issued(council(earlier), period=earlier)
    once = council(period, requested_at=ASKED)
    issued(once, period=period, at=ASKED + HOUR)
    assert (
        council(period, requested_at=ASKED)
        == council(period, requested_at=ASKED + 2 * HOUR)
        == once
    )


def test_a_draft_was_not_told_to_anybody(earlier: ReportingPeriod, period: ReportingPeriod) -> None:
    row = issued(council(earlier), period=earlier)
    StatusReport.objects.filter(pk=row.pk).update(state="draft", issued_at=None, issued_by=None)
    assert council(period, requested_at=ASKED).since is None


def test_a_correction_stands_for_what_it_corrects(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    first = issued(council(earlier), period=earlier)
    say(earlier, "HND", "7.1", 2)
    corrected = issued(
        council(earlier), period=earlier, corrects=first, revision=1, at=earlier.closes_at + HOUR
    )
    since = council(period).since
    assert since is not None
    assert since.before.dataset_sha256 == corrected.dataset_sha256 != first.dataset_sha256


@pytest.mark.parametrize(
    "other",
    [{"audience": "member_states"}, {"kind": "party"}],
    ids=["another audience", "another kind"],
)
def test_only_one_of_the_same_kind_for_the_same_audience_counts(
    earlier: ReportingPeriod, period: ReportingPeriod, other: dict[str, Any]
) -> None:
    party = Party.objects.get(code="SLV") if "kind" in other else None
    asked: dict[str, Any] = {"kind": "council", "audience": "public"} | other
    if party is not None:
        asked["party"] = party
    dataset = report(period=earlier, as_of=earlier.closes_at, **asked)
    issued(dataset, period=earlier, party=party)
    assert council(period, requested_at=ASKED).since is None
    if party is not None:
        of_hnd = report(
            "party",
            party=Party.objects.get(code="HND"),
            period=period,
            as_of=period.closes_at,
            requested_at=ASKED,
        )
        assert of_hnd.since is None


def test_a_report_of_the_first_schema_is_read_still(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    content = encode(council(earlier))
    for later in ("trend", "since", "editorial", "translations"):
        content = _without(content, later)
    content = content.replace(b"tracker/status-report/2", b"tracker/status-report/1")
    assert decode(content).trend == ()
    issued(council(earlier), period=earlier, content=content)
    since = council(period).since
    assert since is not None
    assert since.before.dataset_sha256 == sha256(content)
    assert [m.party for m in since.raised] == ["SLV"]


def test_an_assembly_report_looks_back_within_its_session_too(period: ReportingPeriod) -> None:
    first = report(as_of=period.closes_at)
    issued(first, session=42, at=period.closes_at + timedelta(days=1))
    say(period, "HND", "7.1", 2)
    since = report(as_of=ASKED).since
    assert since is not None
    assert [(p.party, p.commitment) for p in since.asked] == [("HND", "7.1")]


def _without(content: bytes, name: str) -> bytes:
    import msgspec

    def strip(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: strip(value) for key, value in node.items() if key != name}
        return [strip(item) for item in node] if isinstance(node, list) else node

    return msgspec.json.encode(strip(msgspec.json.decode(content)), order="sorted")
