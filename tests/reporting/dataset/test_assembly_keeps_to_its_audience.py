"""Nothing reaches an audience that it is not for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commitments.models import Instrument, Party
from reporting.dataset.schema import encode
from tests.conftest import person
from tests.reporting.world import HOUR, LAST_DAY, counts, report, say
from tracker.models import FollowUpAction, ReportingPeriod, State, Verb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_what_is_for_member_states_is_withheld_from_the_public(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1", 3, visibility="member_states", summary="Between ourselves.")
    public = report()
    assert public.counts == counts(withheld=1)
    assert (public.updates, public.silent) == ((), ())
    assert b"Between ourselves" not in encode(public)
    theirs = report(audience="member_states")
    assert theirs.counts == counts({3: 1})
    assert [u.texts["summary"] for u in theirs.updates] == ["Between ourselves."]


@pytest.mark.parametrize("audience", ["public", "member_states"])
def test_an_embargo_holds_for_every_audience_until_it_is_over(
    period: ReportingPeriod, audience: str
) -> None:
    say(period, "SLV", "7.1", 3, embargo_until=LAST_DAY)
    assert report(audience=audience, as_of=LAST_DAY - HOUR).counts == counts(withheld=1)
    assert report(audience=audience).counts == counts({3: 1})


def test_a_level_before_that_is_withheld_makes_no_move(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1, visibility="member_states")
    say(period, "SLV", "7.1", 3)
    public, theirs = report(), report(audience="member_states")
    assert (public.updates[0].level_before, public.moves) == (None, ())
    assert [m.before for m in theirs.moves] == [1]
    cell = next(c for c in public.matrix.cells if (c.row, c.party) == ("7", "SLV"))
    assert (cell.level, cell.change) == (3, None)


def test_drafts_never_come_into_it(period: ReportingPeriod) -> None:
    say(
        period,
        "SLV",
        "7.1",
        steps=[(Verb.SAVE, State.DRAFT, period.opens_at + HOUR)],
        summary="Not for you yet.",
    )
    dataset = report(audience="member_states")
    assert dataset.counts == counts(not_reported=1)
    assert b"Not for you yet" not in encode(dataset)


def test_evidence_shows_as_its_own_visibility_says(period: ReportingPeriod) -> None:
    for_whom = ("public", "member_states", "party")
    say(
        period,
        "SLV",
        "7.1",
        evidence=[
            {"title": name, "url": f"https://example.org/{name}", "visibility": name}
            for name in for_whom
        ],
    )
    (update,) = report().updates
    assert [e.title for e in update.evidence] == ["public"]
    (update,) = report(audience="member_states").updates
    assert [e.title for e in update.evidence] == ["public", "member_states"]


def test_actions_show_as_their_visibility_says(period: ReportingPeriod) -> None:
    author = person("author@tests.example")
    for visibility in ("public", "member_states", "party"):
        action = FollowUpAction.objects.create(
            party=Party.objects.get(code="SLV"),
            title=visibility,
            language="en",
            kind="law",
            status="under_way",
            due_on=LAST_DAY.date() - timedelta(days=1),
            visibility=visibility,
            created_at=period.opens_at,
            created_by=author,
            changed_at=period.opens_at,
        )
        action.commitments.add(*Instrument.objects.default().commitments.filter(code="7.1"))
    public = report()
    assert [(a.title, a.overdue, a.commitments) for a in public.actions] == [
        ("public", True, ("7.1",))
    ]
    assert {a.title for a in report(audience="member_states").actions} == {
        "public",
        "member_states",
    }
    assert report(as_of=period.opens_at - HOUR + HOUR).actions[0].overdue is False
