"""The focal point's day, on the pages alone and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.models import Designation
from tests.conftest import designate, person
from tests.pages.acting import buttons_of, desk_of, form_of, press, read
from tests.tracker.journeys import accepted, drafted, submitted
from tracker.actions import commands as actions
from tracker.desks.party import commands as visits
from tracker.models import ProgressUpdate, ReportingPeriod, State
from tracker.updates import commands as workflow
from tracker.updates.commands import comments

ClientOf = Callable[[Any], Client]
JSON = {"Accept": "application/json"}


@pytest.fixture
def here(update_of: Callable[..., ProgressUpdate]) -> ProgressUpdate:
    return update_of("SLV", "7.1")


@pytest.fixture
def earlier(here: ProgressUpdate, authority_slv: Any, officer: Any) -> ProgressUpdate:
    """What El Salvador said of the same commitment a year before, accepted."""
    period = ReportingPeriod.objects.get(pk=here.period_id)
    period.pk, period.key = None, "2025-2"
    period.covers_from, period.covers_to = date(2025, 7, 1), date(2026, 1, 1)
    period.save()
    period.instruments.set([here.instrument_id])
    update = ProgressUpdate.objects.get(pk=here.pk)
    update.pk, update.period = None, period
    update.save()
    said = {"progress": "Dos leyes.", "cooperation_needed": [{"theme": "police", "text": "Apoyo."}]}
    return accepted(ProgressUpdate.objects.get(pk=update.pk), authority_slv, officer, **said)


# The desk ----------------------------------------------------------------------------------------


def test_the_desk_says_what_is_due_and_how_far_it_is(
    client_of: ClientOf, authority_slv: Any, here: ProgressUpdate
) -> None:
    submitted(here, authority_slv)
    words = read(client_of(authority_slv), "desk", query="?party=SLV&period=2026-2")
    assert "in 30 days" in words
    total = ProgressUpdate.objects.filter(party=here.party, period=here.period).count()
    assert f"0 of {total} reported, 1 received and not yet reviewed" in words
    assert f">All {total}</a>" in words
    of_7 = ProgressUpdate.objects.filter(
        party=here.party, period=here.period, commitment__paragraph=here.commitment.paragraph
    ).count()
    assert f"0 of {of_7} reported, 1 received and not yet reviewed" in words


def test_filters_are_in_the_address(
    client_of: ClientOf, authority_slv: Any, contributor_slv: Any, here: ProgressUpdate
) -> None:
    workflow.hand_over(update=drafted(here, contributor_slv), by=contributor_slv, at=timezone.now())
    client = client_of(authority_slv)
    for query in ("?mine", "?state=national_review"):
        rows = read(client, "desk", query=query).count("data-version=")
        assert rows == 1, query
    assert read(client, "desk", query="?state=accepted").count("data-version=") == 0
    # For the contributor it waits no longer.
    assert read(client_of(contributor_slv), "desk", query="?mine").count("data-version=") == 0


def test_news_is_what_others_did_since_the_last_visit(
    client_of: ClientOf, authority_slv: Any, officer: Any, here: ProgressUpdate
) -> None:
    now = timezone.now()
    visits.record_visit(by=authority_slv, at=now - timedelta(days=3))
    update = submitted(here, authority_slv)
    comments.say(update=update, content="¿Con qué presupuesto?", by=officer, at=now)
    workflow.return_(update=update, by=officer, at=now, comment="¿A qué regiones llega?")
    words = read(client_of(authority_slv), "desk")
    assert "returned by the secretariat" in words
    assert "¿A qué regiones llega?" in words
    assert "¿Con qué presupuesto?" in words
    # What the person did themselves is no news to them; reloading takes no news away.
    assert "submitted to the secretariat" not in words
    assert "returned by the secretariat" in read(client_of(authority_slv), "desk")


def test_the_visit_before_is_where_news_begins(authority_slv: Any) -> None:
    start = timezone.now() + timedelta(days=1)
    assert visits.record_visit(by=authority_slv, at=start) == authority_slv.joined_at
    assert visits.record_visit(by=authority_slv, at=start + timedelta(minutes=20)) < start
    later = start + timedelta(days=2)
    assert visits.record_visit(by=authority_slv, at=later) == start + timedelta(minutes=20)
    assert visits.record_visit(
        by=authority_slv, at=later + timedelta(minutes=5)
    ) == start + timedelta(minutes=20)


def test_a_period_that_opened_is_news(
    client_of: ClientOf, authority_slv: Any, open_period: ReportingPeriod
) -> None:
    visits.record_visit(by=authority_slv, at=open_period.opened_at - timedelta(days=1))  # type: ignore[operator,arg-type]  # open
    assert "has been opened" in read(client_of(authority_slv), "desk")


def test_a_vacancy_and_an_acting_authority_show(
    client_of: ClientOf, contributor_slv: Any, authority_slv: Any, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    assert "it has no authority" not in read(client, "desk")
    Designation.objects.filter(user=authority_slv).delete()
    assert "it has no authority" in read(client, "desk")
    chargé = person("charge@tests.example", full_name="A. Chargé")
    designate(chargé, "SLV", "authority", acting=True)
    words = read(client, "desk")
    assert "it has no authority" not in words
    assert "A. Chargé submits for this party as acting authority" in words


def test_who_soon_speaks_no_longer_is_told(
    client_of: ClientOf, here: ProgressUpdate, catalogue: None
) -> None:
    leaving = person("leaving@tests.example")
    until = timezone.now().date() + timedelta(days=10)
    designate(leaving, "SLV", "contributor", valid_to=until)
    assert "Work still open then passes to" in read(client_of(leaving), "desk")


def test_actions_stand_on_a_line_of_time(
    client_of: ClientOf, authority_slv: Any, here: ProgressUpdate
) -> None:
    today = timezone.now().date()
    made = actions.create(
        party=here.party,
        by=authority_slv,
        at=timezone.now(),
        changes={
            "title": "Ley de prevención",
            "language": "es",
            "kind": "law",
            "status": "under_way",
            "starts_on": str(today - timedelta(days=200)),
            "due_on": str(today - timedelta(days=1)),
            "commitments": ["7.1"],
        },
    )
    actions.add_milestone(
        action=made,
        by=authority_slv,
        at=timezone.now(),
        changes={"title": "Primer debate", "due_on": str(today + timedelta(days=9))},
    )
    words = read(client_of(authority_slv), "desk")
    assert "Overdue" in words
    assert "Next: Primer debate" in words
    assert '<rect class="span late"' in words


def test_queries_do_not_grow_with_what_is_due(
    client_of: ClientOf,
    authority_slv: Any,
    here: ProgressUpdate,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_of(authority_slv)
    with django_assert_max_num_queries(24):
        client.get(reverse("desk"))


# The form ----------------------------------------------------------------------------------------


def test_one_press_starts_from_what_was_said_before_and_loses_nothing_typed(
    client_of: ClientOf, contributor_slv: Any, here: ProgressUpdate, earlier: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    press(client, desk_of(here), "start", challenges="Lo nuevo.", summary="Ya escrito.")
    here.refresh_from_db()
    assert (here.summary, here.challenges) == ("Ya escrito.", "Lo nuevo.")
    assert (here.progress, here.level, here.language) == ("Dos leyes.", 2, "es")
    assert here.cooperation_needed == earlier.cooperation_needed
    assert here.state == State.DRAFT


def test_where_nothing_was_said_before_there_is_nothing_to_start_from(
    client_of: ClientOf, contributor_slv: Any, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    assert "start" not in buttons_of(client.get(desk_of(here)))
    assert press(client, desk_of(here), "start", summary="Kept.").status_code == 409
    here.refresh_from_db()
    assert here.summary == "Kept."
    assert client.get(reverse("desk-unchanged", args=[here.pk])).status_code == 404


def test_no_change_is_one_press_and_a_confirmation(
    client_of: ClientOf, authority_slv: Any, here: ProgressUpdate, earlier: ProgressUpdate
) -> None:
    """Both periods opened at the same moment; the desk shows the one that covers the later time."""
    client = client_of(authority_slv)
    address = reverse("desk-unchanged", args=[here.pk])
    assert address in read(client, "desk")
    page = client.get(address)
    assert form_of(page)["summary"] == earlier.summary
    here.refresh_from_db()
    assert here.state == State.EXPECTED
    assert press(client, address, "submit").status_code == 302
    here.refresh_from_db()
    assert (here.state, here.no_change, here.level) == (State.SUBMITTED, True, 2)
    assert here.summary == earlier.summary


def test_a_contributor_says_no_change_to_the_authority(
    client_of: ClientOf, contributor_slv: Any, here: ProgressUpdate, earlier: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    address = reverse("desk-unchanged", args=[here.pk])
    assert buttons_of(client.get(address)) == {"save", "hand_over"}
    press(client, address, "hand_over", summary="Sigue igual.")
    here.refresh_from_db()
    assert (here.state, here.summary) == (State.NATIONAL_REVIEW, "Sigue igual.")


def test_no_change_without_words_says_so_and_writes_nothing(
    client_of: ClientOf, authority_slv: Any, here: ProgressUpdate, earlier: ProgressUpdate
) -> None:
    address = reverse("desk-unchanged", args=[here.pk])
    refused = press(client_of(authority_slv), address, "submit", summary="")
    assert refused.status_code == 400
    here.refresh_from_db()
    assert here.state == State.EXPECTED


def test_what_is_missing_is_advice_until_it_is_submitted(
    client_of: ClientOf, authority_slv: Any, here: ProgressUpdate
) -> None:
    client = client_of(authority_slv)
    words = client.get(desk_of(here)).content.decode()
    assert "Before it can be submitted" in words
    assert 'aria-invalid="true"' not in words
    saved = press(client, desk_of(here), "save", cooperation_needed_0_text="Without a theme yet.")
    assert saved.status_code == 302
    assert "Without a theme yet." in client.get(desk_of(here)).content.decode()
    here.refresh_from_db()
    drafted(here, authority_slv, cooperation_needed=[])
    assert "Nothing is missing" in client.get(desk_of(here)).content.decode()


def test_rows_of_cooperation_come_and_go_without_a_script(
    client_of: ClientOf, contributor_slv: Any, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    row = {"cooperation_offered_0_theme": "police", "cooperation_offered_0_text": "First."}
    more = press(client, desk_of(here), "more:cooperation_offered", **row)
    assert more.headers["Location"].endswith("#cooperation_offered")
    row = {"cooperation_offered_1_theme": "police", "cooperation_offered_1_text": "Second."}
    press(client, desk_of(here), "save", **row)
    here.refresh_from_db()
    assert [item["text"] for item in here.cooperation_offered] == ["First.", "Second."]
    press(client, desk_of(here), "drop:cooperation_offered_0", summary="Kept too.")
    here.refresh_from_db()
    assert [item["text"] for item in here.cooperation_offered] == ["Second."]
    assert here.summary == "Kept too."


def test_comments_stand_beside_their_passage(
    client_of: ClientOf, contributor_slv: Any, officer: Any, here: ProgressUpdate
) -> None:
    client = client_of(contributor_slv)
    press(client, desk_of(here), "say", comment="Is a decree enough?", passage="progress")
    words = client.get(desk_of(here)).content.decode()
    beside = words.index("Is a decree enough?")
    assert words.index('name="progress"') < beside < words.index('name="challenges"')
    assert here.comments.get().passage == "progress"


def test_the_preview_is_what_the_public_then_reads(
    client_of: ClientOf,
    authority_slv: Any,
    authority_hnd: Any,
    officer: Any,
    visitor: Any,
    here: ProgressUpdate,
) -> None:
    drafted(here, authority_slv, summary="Se adoptó <b>la</b> política.")
    address = reverse("desk-preview", args=[here.pk])
    client = client_of(authority_slv)
    before = client.get(address).content.decode()
    assert "Se adoptó &lt;b&gt;la&lt;/b&gt; política." in before
    assert "Partial" in before
    for stranger in (authority_hnd, officer, visitor):
        assert client_of(stranger).get(address).status_code in (302, 404)
    here.refresh_from_db()
    update = workflow.submit(update=here, by=authority_slv, at=timezone.now())
    workflow.accept(update=update, by=officer, at=timezone.now())
    public = client_of(visitor).get(reverse("update", args=[here.pk])).content.decode()

    def narrative(words: str) -> str:
        start = words.index('<dl class="narrative">')
        return words[start : words.index("</dl>", start)]

    assert narrative(before) == narrative(public)


def test_the_preview_says_what_the_public_will_not_read(
    client_of: ClientOf, authority_slv: Any, here: ProgressUpdate
) -> None:
    drafted(here, authority_slv, visibility="member_states")
    words = read(client_of(authority_slv), "desk-preview", here.pk)
    assert "The public will not see it" in words


def test_words_that_come_too_late_are_shown_not_lost(
    client_of: ClientOf, contributor_slv: Any, authority_slv: Any, here: ProgressUpdate
) -> None:
    contributor = client_of(contributor_slv)
    page = contributor.get(desk_of(here))
    submitted(here, authority_slv)
    late = contributor.post(
        desk_of(here), form_of(page) | {"verb": "save", "summary": "Typed, but too late to save."}
    )
    assert late.status_code == 412
    assert "What you typed was not saved" in late.content.decode()
    assert "Typed, but too late to save." in late.content.decode()
