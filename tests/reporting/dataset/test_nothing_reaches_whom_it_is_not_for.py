"""Nothing for member states, for the party alone or under embargo is in a public dataset."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.models import Instrument, Party
from reporting.dataset.schema import encode
from tests.conftest import person
from tests.reporting.world import LAST_DAY, issued, report, say
from tracker.models import FollowUpAction, ProgressUpdate, ReportingPeriod
from tracker.updates.commands import translations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

SECRET = "Not for them"
HIDDEN = {
    "for member states": {"visibility": "member_states"},
    "under embargo": {"embargo_until": LAST_DAY},
}


def say_secret(period: ReportingPeriod, **marks: Any) -> ProgressUpdate:
    """Have SLV say something with every part of it a secret."""
    need = [{"theme": "poverty", "text": f"{SECRET}: training."}]
    update = say(
        period,
        "SLV",
        "7.1",
        3,
        **marks,
        summary=f"{SECRET}: summary.",
        progress=f"{SECRET}: progress.",
        cooperation_needed=need,
        cooperation_offered=need,
        evidence=[
            {"title": f"{SECRET}: decree", "url": "https://example.org/", "visibility": "public"}
        ],
    )
    translations.translate(
        revision=update.revisions.get(),
        field="summary",
        language="es",
        content=f"{SECRET}: resumen.",
        by=person("officer@tests.example", secretariat_role="officer"),
        at=period.closes_at,
    )
    return update


@pytest.mark.parametrize("marks", HIDDEN.values(), ids=HIDDEN)
def test_what_is_said_evidenced_needed_offered_and_translated(
    period: ReportingPeriod, marks: dict[str, Any]
) -> None:
    say_secret(period, **marks)
    about = {"period": period, "as_of": period.closes_at}
    public = report("council", **about)
    assert SECRET.encode() not in encode(public)
    assert (public.updates, public.cooperation, public.moves) == ((), (), ())
    assert public.trend[-1].counts.withheld == public.counts.withheld == 1
    theirs = encode(report("council", audience="member_states", **about)).count(SECRET.encode())
    assert theirs == (6 if "visibility" in marks else 0)


def test_once_the_embargo_is_over_it_is_all_there(period: ReportingPeriod) -> None:
    say_secret(period, embargo_until=LAST_DAY)
    (update,) = report(as_of=LAST_DAY).updates
    assert [t.content for t in update.translations] == [f"{SECRET}: resumen."]
    assert update.translations[0].official is False


@pytest.mark.parametrize("visibility", ["member_states", "party"])
def test_an_action_that_is_not_public(period: ReportingPeriod, visibility: str) -> None:
    action = FollowUpAction.objects.create(
        party=Party.objects.get(code="SLV"),
        title=f"{SECRET}: a law",
        language="en",
        kind="law",
        status="under_way",
        visibility=visibility,
        created_at=period.opens_at,
        created_by=person("author@tests.example"),
        changed_at=period.opens_at,
    )
    action.commitments.add(*Instrument.objects.default().commitments.filter(code="7.1"))
    say(period, "SLV", "7.1", 3)
    assert SECRET.encode() not in encode(report())
    assert report().actions == ()


def test_what_moved_tells_nothing_of_what_is_withheld(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1)
    say_secret(period, visibility="member_states")
    for audience in ("public", "member_states"):
        before = report("council", period=earlier, as_of=earlier.closes_at, audience=audience)
        issued(before, period=earlier)
    about = {"period": period, "as_of": period.closes_at}
    public = report("council", **about).since
    theirs = report("council", audience="member_states", **about).since
    assert public is not None
    assert theirs is not None
    assert (public.raised, public.unreported, public.not_asked) == ((), (), ())
    assert [(move.before, move.now) for move in theirs.raised] == [(1, 3)]
    assert SECRET.encode() not in encode(report("council", **about))


def test_a_translation_made_after_the_report_was_asked_for_is_not_in_it(
    period: ReportingPeriod,
) -> None:
    say_secret(period)
    (then,) = report(as_of=period.opens_at.replace(day=20)).updates
    (now,) = report(as_of=period.opens_at.replace(day=20), requested_at=period.closes_at).updates
    assert (then.translations, len(now.translations)) == ((), 1)
