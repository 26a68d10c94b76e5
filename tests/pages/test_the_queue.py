"""Reviewing from a queue: filters in the address, what is next, what changed, and a slip undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.models import User
from tests.pages.acting import press
from tests.tracker.journeys import submitted
from tracker.models import Decision, ProgressUpdate, ReportingPeriod, State
from tracker.updates import commands as workflow
from tracker.updates.commands import comments

ClientOf = Callable[[Any], Client]
UpdateOf = Callable[..., ProgressUpdate]


@pytest.fixture
def three(
    update_of: UpdateOf, authority_slv: User, authority_hnd: User
) -> tuple[ProgressUpdate, ProgressUpdate, ProgressUpdate]:
    """Submitted in this order: SLV 1.1, HND 1.1, SLV 7.1."""
    return (
        submitted(update_of("SLV", "1.1"), authority_slv),
        submitted(update_of("HND", "1.1"), authority_hnd),
        submitted(update_of("SLV", "7.1"), authority_slv),
    )


def keys(response: Any) -> list[int]:
    return [update.pk for update, _late in response.context["rows"]]


def test_the_filters_stay_in_the_address_of_each_update(
    client_of: ClientOf, officer: User, three: Any
) -> None:
    client, (first, second, third) = client_of(officer), three
    assert keys(client.get("/en/review/")) == [first.pk, second.pk, third.pk]
    page = client.get("/en/review/?party=slv")
    assert keys(page) == [first.pk, third.pk]
    assert f"/en/review/{third.pk}/?party=slv" in page.content.decode()
    assert keys(client.get("/en/review/?paragraph=7")) == [third.pk]
    assert keys(client.get("/en/review/?paragraph=no")) == []
    assert keys(client.get("/en/review/?paragraph=other/7")) == []
    assert keys(client.get("/en/review/?period=1999-1")) == []
    assert keys(client.get("/en/review/?party=%00")) == [first.pk, second.pk, third.pk]
    # The number of each state heeds the other filters.
    assert ("submitted", 2) in [(name, n) for name, _label, n, _href in page.context["states"]]


def test_late_ones_can_be_had_alone_or_first(
    client_of: ClientOf, officer: User, three: Any, open_period: ReportingPeriod
) -> None:
    client, (first, second, third) = client_of(officer), three
    ProgressUpdate.objects.filter(pk=third.pk).update(
        first_submitted_at=open_period.due_at + timedelta(days=1)
    )
    assert keys(client.get("/en/review/?late=1")) == [third.pk]
    assert keys(client.get("/en/review/?order=late")) == [third.pk, first.pk, second.pk]


def test_deciding_goes_on_to_the_next_of_the_same_queue(
    client_of: ClientOf, officer: User, three: Any
) -> None:
    client, (first, second, third) = client_of(officer), three
    here = f"/en/review/{first.pk}/?party=SLV"
    page = client.get(here)
    assert page.context["neighbours"].next == f"/en/review/{third.pk}/?party=SLV"
    onward = press(client, here, "accept")
    assert onward.headers["Location"] == f"/en/review/{third.pk}/?party=SLV"
    last = press(client, onward.headers["Location"], "return", comment="The decree's number?")
    assert last.headers["Location"] == "/en/review/?party=SLV"
    second.refresh_from_db()
    assert second.state == State.SUBMITTED


def test_from_the_middle_it_goes_round_to_what_was_passed_over(
    client_of: ClientOf, officer: User, three: Any
) -> None:
    client, (first, _second, third) = client_of(officer), three
    onward = press(client, f"/en/review/{third.pk}/", "accept")
    assert onward.headers["Location"] == f"/en/review/{first.pk}/"


def test_a_slip_is_undone_by_reopening_and_stays_on_record(
    client_of: ClientOf, officer: User, three: Any
) -> None:
    client, (first, *_rest) = client_of(officer), three
    after = client.get(press(client, f"/en/review/{first.pk}/", "accept").headers["Location"])
    undo = f"/en/review/{first.pk}/?undo=1"
    assert f'href="{undo}#decide"' in after.content.decode()
    assert press(client, undo, "reopen").status_code == 302  # with the reason that was filled in
    first.refresh_from_db()
    assert first.state == State.DRAFT
    verbs = Decision.objects.filter(update=first).order_by("at").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["accept", "reopen"]


def test_the_revision_before_is_compared_word_by_word(
    client_of: ClientOf, officer: User, authority_slv: User, update_of: UpdateOf
) -> None:
    here = submitted(update_of("SLV", "1.1"), authority_slv, summary="Una ley de 2011.", level=1)
    here = workflow.return_(update=here, by=officer, at=timezone.now(), comment="Which year?")
    submitted(here, authority_slv, summary="Una ley de 2012.", level=2)
    page = client_of(officer).get(f"/en/review/{here.pk}/").content.decode()
    assert "2012.</ins>" in page
    assert "2011.</del>" in page
    assert "removed:" in page  # told in words, not by colour alone
    plain = client_of(officer).get(f"/en/review/{here.pk}/?against=none").content.decode()
    assert "<ins>" not in plain
    assert "2011." not in plain


def test_a_comment_on_a_field_stands_beside_it(
    client_of: ClientOf, officer: User, three: Any
) -> None:
    client, (first, *_rest) = client_of(officer), three
    where = f"/en/review/{first.pk}/"
    assert (
        press(client, where, "say", comment="Which decree?", passage="summary").status_code == 302
    )
    (passage,) = (p for p in client.get(where).context["passages"] if p.name == "summary")
    assert [comment.content for comment in passage.comments] == ["Which decree?"]
    assert client.get(where).context["comments"] == []


def test_what_the_partys_people_wrote_to_each_other_is_theirs(
    client_of: ClientOf,
    officer: User,
    authority_slv: User,
    contributor_slv: User,
    update_of: UpdateOf,
) -> None:
    here, now = update_of("SLV", "1.1"), timezone.now()
    here = workflow.save(update=here, changes={"summary": "Secreto."}, by=contributor_slv, at=now)
    here = workflow.hand_over(update=here, by=contributor_slv, at=now)
    workflow.send_back(update=here, by=authority_slv, at=now, comment="Callemos la cifra.")
    client = client_of(officer)
    for address in (f"/en/review/{here.pk}/", reverse("audit", args=["update", here.pk])):
        page = client.get(address).content.decode()
        assert "Send back" in page or "sent the draft back" in page
        assert "Callemos" not in page
        assert "Secreto" not in page


def test_the_checklist_counts_what_can_be_counted(
    client_of: ClientOf, officer: User, three: Any
) -> None:
    (first, *_rest) = three
    checks = client_of(officer).get(f"/en/review/{first.pk}/").context["checks"]
    assert [check.good for check in checks] == [True, True, False]
    assert "evidence" in checks[-1].words


def test_the_story_tells_who_did_what(
    client_of: ClientOf, officer: User, administrator: User, three: Any
) -> None:
    (first, *_rest) = three
    comments.say(update=first, content="Words.", by=officer, at=timezone.now())
    workflow.accept(update=first, by=officer, at=timezone.now())
    page = client_of(officer).get(reverse("audit", args=["update", first.pk]))
    told = [line.words for line in page.context["page"]]
    assert told == [
        "officer@tests.example (Secretariat officer) accepted revision 1",
        "authority.slv@tests.example (Authority, SLV) submitted revision 1",
        "authority.slv@tests.example (Authority, SLV) saved the draft",
    ]
    period = client_of(officer).get(reverse("audit", args=["period", "2026-2"]))
    assert "opened period 2026-2" in period.content.decode()
    person = reverse("audit", args=["person", officer.pk])
    assert client_of(officer).get(person).status_code == 403
    assert "accepted revision 1" in client_of(administrator).get(person).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Say what the party should change."), ("es", "Indique qué debe cambiar la parte.")],
)
def test_a_return_without_a_comment_leads_to_the_field(
    client_of: ClientOf, officer: User, three: Any, language: str, words: str
) -> None:
    answer = press(client_of(officer), f"/{language}/review/{three[0].pk}/", "return", comment=" ")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert f'<ul class="errorlist" id="comment_error" role="alert"><li>{words}</li></ul>' in page
    (field,) = re.findall(r'<textarea id="comment"[^>]*>', page)
    assert "autofocus" in field
    assert 'aria-describedby="comment_error comment_help"' in field
    assert page.count(words) == 1
