"""A comment by which an authority sends an update back is the party's alone, at every door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.tracker.doors import at
from tests.tracker.journeys import drafted, submitted
from tracker.models import DeskVisit, ProgressUpdate
from tracker.updates import commands as workflow

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]
WORDS = "This figure is not agreed."


@pytest.fixture
def sent_back(
    update_of: UpdateOf, contributor_slv: Any, authority_slv: Any, officer: Any
) -> ProgressUpdate:
    """Returned by the secretariat, and then sent back inside the party."""
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    update = workflow.return_(update=update, by=officer, at=timezone.now(), comment="Which law?")
    drafted(update, contributor_slv)
    update = ProgressUpdate.objects.get(pk=update.pk)
    workflow.hand_over(update=update, by=contributor_slv, at=timezone.now())
    return workflow.send_back(update=update, by=authority_slv, at=timezone.now(), comment=WORDS)


def doors(update: ProgressUpdate) -> list[str]:
    return [
        f"/en/updates/{update.pk}/",
        f"/en/desk/updates/{update.pk}/",
        f"/en/review/{update.pk}/",
        f"/en/audit/update/{update.pk}/",
        at(update, "decisions/"),
        at(update),
        at(update, "comments/"),
        "/api/v1/search/?q=figure",
        "/api/v1/audit/?page_size=500",
    ]


def test_the_secretariat_reads_it_nowhere(
    client_of: Any, sent_back: ProgressUpdate, officer: Any, administrator: Any
) -> None:
    for person in (officer, administrator):
        answers = {door: client_of(person).get(door) for door in doors(sent_back)}
        assert [door for door, answer in answers.items() if answer.status_code == 500] == []
        shown = [door for door, answer in answers.items() if WORDS in answer.content.decode()]
        assert shown == []
        # That the step was taken is known, and its own words to the party stand.
        assert "Send back" in answers[f"/en/updates/{sent_back.pk}/"].content.decode()
        assert "Which law?" in answers[f"/en/updates/{sent_back.pk}/"].content.decode()


def test_the_partys_own_people_read_it(
    client_of: Any, sent_back: ProgressUpdate, contributor_slv: Any, authority_slv: Any
) -> None:
    for person in (contributor_slv, authority_slv):
        for door in (
            f"/en/updates/{sent_back.pk}/",
            f"/en/desk/updates/{sent_back.pk}/",
            at(sent_back, "decisions/"),
        ):
            assert WORDS in client_of(person).get(door).content.decode(), door


def test_the_news_of_the_desk_tells_the_contributor(
    client_of: Any, sent_back: ProgressUpdate, contributor_slv: Any
) -> None:
    earlier = timezone.now() - timedelta(hours=2)
    DeskVisit.objects.create(user=contributor_slv, seen_at=earlier, since=earlier)
    assert WORDS in client_of(contributor_slv).get("/en/desk/").content.decode()


def test_an_officer_who_speaks_for_the_party_reads_it_as_one_of_its_people(
    client_of: Any, sent_back: ProgressUpdate, authority_slv: Any
) -> None:
    authority_slv.secretariat_role = "officer"
    authority_slv.save()
    page = client_of(authority_slv).get(f"/en/review/{sent_back.pk}/").content.decode()
    assert WORDS in page


def test_others_are_told_of_no_step_at_all(
    api: Any, sent_back: ProgressUpdate, authority_slv: Any, authority_hnd: Any, officer: Any
) -> None:
    update = ProgressUpdate.objects.get(pk=sent_back.pk)
    workflow.submit(update=update, by=authority_slv, at=timezone.now())
    update.refresh_from_db()
    workflow.accept(update=update, by=officer, at=timezone.now())
    assert api(authority_hnd).get(at(update)).status_code == 200
    assert api(authority_hnd).get(at(update, "decisions/")).status_code == 404
