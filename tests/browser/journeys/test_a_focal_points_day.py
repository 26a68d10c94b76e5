"""A focal point's day: a contributor drafts and hands over, the authority answers for the state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from commitments.models import User
from tests.browser.journeys.conftest import Enter
from tests.browser.journeys.walking import Keyboard, NoScript, Walker
from tests.tracker.journeys import accepted, drafted
from tracker.models import FollowUpAction, ProgressUpdate, ReportingPeriod, State
from tracker.updates import commands as workflow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
UpdateOf = Callable[[str, str], ProgressUpdate]
LINK = "https://example.org/decreto-7"


@pytest.mark.parametrize(("kind", "language"), [(Keyboard, "es"), (NoScript, "fr")])
def test_a_contributors_day(
    enter: Enter,
    update_of: UpdateOf,
    contributor_slv: User,
    authority_slv: User,
    kind: type[Walker],
    language: str,
) -> None:
    walker, here = enter(kind, language), update_of("SLV", "7.1")
    walker.sign_in(contributor_slv)
    _an_incomplete_draft_is_saved(walker, here)
    _the_draft_is_made_whole(walker, here)
    _evidence_is_added(walker, here)
    _the_preview_shows_what_the_public_would_read(walker, here)
    _an_action_serves_it(walker)
    walker.press(walker.link(f"desk/updates/{here.pk}/"))
    walker.press(walker.button("hand_over"))
    walker.at("desk/")
    expect(walker.find(".notice.success")).to_have_text(
        walker.says("Handed over to the authority of your party.")
    )
    expect(_row(walker, here).locator(".tag.national_review")).to_be_visible()
    expect(walker.find("#kept-here")).to_be_hidden()
    assert _state(here) == State.NATIONAL_REVIEW
    walker.sign_out()


@pytest.mark.parametrize(("kind", "language"), [(Keyboard, "pt"), (NoScript, "es")])
def test_an_authoritys_day(
    enter: Enter,
    update_of: UpdateOf,
    contributor_slv: User,
    authority_slv: User,
    officer: User,
    kind: type[Walker],
    language: str,
) -> None:
    codes = ("1.1", "2.1", "2.2", "7.1")
    first, second, unclear, alone = handed = [update_of("SLV", code) for code in codes]
    for update in handed:
        draft = drafted(update, contributor_slv)
        workflow.hand_over(update=draft, by=contributor_slv, at=timezone.now())
    still = update_of("SLV", "3.1")
    _say_a_year_before(still, authority_slv, officer)
    walker = enter(kind, language)
    walker.sign_in(authority_slv)
    walker.press(walker.find('.pills a[href*="&mine"]'))
    expect(walker.find("[data-update]")).to_have_count(len(handed))
    _one_is_sent_back(walker, unclear)
    _one_is_submitted(walker, alone)
    _many_are_submitted_at_once(walker, [first, second])
    _nothing_has_changed_of_one(walker, still)
    workflow.return_(
        update=ProgressUpdate.objects.get(pk=alone.pk),
        comment="¿A qué regiones llega?",
        by=officer,
        at=timezone.now(),
    )
    _what_was_returned_is_amended_and_submitted_again(walker, alone)
    _one_is_withdrawn(walker, first)


def _row(walker: Walker, update: ProgressUpdate) -> Locator:
    """The update's line on the desk."""
    return walker.find(f'[data-update="{update.pk}"]')


def _state(update: ProgressUpdate) -> str:
    update.refresh_from_db()
    return update.state


def _say_a_year_before(update: ProgressUpdate, authority: User, officer: User) -> None:
    """Have the party's word of the same commitment accepted in a period before."""
    period = ReportingPeriod.objects.get(pk=update.period_id)
    period.pk, period.key = None, "2025-2"
    period.covers_from, period.covers_to = date(2025, 7, 1), date(2026, 1, 1)
    period.save()
    period.instruments.set([update.instrument_id])
    then = ProgressUpdate.objects.get(pk=update.pk)
    then.pk, then.period = None, period
    then.save()
    accepted(ProgressUpdate.objects.get(pk=then.pk), authority, officer, summary="Dos leyes.")


# The contributor -----------------------------------------------------------------------------


def _an_incomplete_draft_is_saved(walker: Walker, here: ProgressUpdate) -> None:
    expect(_row(walker, here).locator(".tag.expected")).to_be_visible()
    walker.press(walker.link(f"desk/updates/{here.pk}/"))
    walker.at(f"desk/updates/{here.pk}/")
    walker.write(walker.field("progress"), "Se formaron fiscales.")
    walker.press(walker.button("save"))
    expect(walker.find(".notice.success")).to_have_text(walker.says("Saved."))
    expect(walker.find("#state .tag.draft")).to_be_visible()
    expect(walker.find("#lacking")).to_contain_text(walker.says("Before it can be submitted"))
    assert _state(here) == State.DRAFT
    assert (here.progress, here.summary) == ("Se formaron fiscales.", "")


def _the_draft_is_made_whole(walker: Walker, here: ProgressUpdate) -> None:
    walker.choose(walker.field("language"), "es")
    walker.pick(walker.field("answer"), "2")
    walker.write(walker.field("summary"), "Se adoptó la política.")
    walker.press(walker.button("save"))
    expect(walker.find("#lacking")).to_contain_text(
        walker.says("Nothing is missing: it can be submitted.")
    )
    here.refresh_from_db()
    assert (here.language, here.level, here.summary) == ("es", 2, "Se adoptó la política.")
    # The contributor never submits.
    expect(walker.button("submit")).to_have_count(0)


def _evidence_is_added(walker: Walker, here: ProgressUpdate) -> None:
    walker.write(walker.field("evidence-title"), "Decreto 7")
    walker.write(walker.field("evidence-url"), LINK)
    walker.press(walker.button("add_evidence"))
    expect(walker.find("#evidence [data-list] a")).to_have_attribute("href", LINK)
    assert here.evidence.get().title == "Decreto 7"
    # It stands in the list, and is not asked for again.
    for name in ("title", "url"):
        expect(walker.field(f"evidence-{name}")).to_have_value("")


def _the_preview_shows_what_the_public_would_read(walker: Walker, here: ProgressUpdate) -> None:
    walker.press(walker.link(f"desk/updates/{here.pk}/preview/"))
    expect(walker.find(".notice.warning").first).to_contain_text(
        walker.says("A preview, visible only to your party")
    )
    narrative = walker.find("dl.narrative")
    for words in ("Se adoptó la política.", "Se formaron fiscales.", "Decreto 7"):
        expect(narrative).to_contain_text(words)
    walker.press(walker.link(f"desk/updates/{here.pk}/"))
    walker.at(f"desk/updates/{here.pk}/")
    walker.press(walker.find(".crumbs a"))
    walker.at("desk/?party=SLV&period=2026-2")


def _an_action_serves_it(walker: Walker) -> None:
    walker.press(walker.link("desk/actions/new/SLV/"))
    walker.write(walker.field("title"), "Ley de prevención")
    walker.choose(walker.field("kind"), "policy")
    walker.choose(walker.field("status"), "under_way")
    walker.write_day(walker.field("due_on"), date(2027, 3, 31))
    walker.tick(walker.find('[name="commitments"][value$="/7.1"]'))
    walker.press(walker.button("save"))
    made = FollowUpAction.objects.get()
    walker.at(f"desk/actions/{made.pk}/")
    walker.heading("Ley de prevención")
    assert (made.kind, made.status, made.due_on) == ("policy", "under_way", date(2027, 3, 31))
    assert [commitment.code for commitment in made.commitments.all()] == ["7.1"]
    walker.press(walker.find(".crumbs a"))
    expect(walker.find(".timeline")).to_contain_text("Ley de prevención")


# The authority -------------------------------------------------------------------------------


def _one_is_sent_back(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(walker.link(f"desk/updates/{update.pk}/"))
    # Not without a word.
    walker.press(walker.button("send_back"))
    assert _state(update) == State.NATIONAL_REVIEW
    walker.write(walker.field("comment"), "¿Desde cuándo?")
    walker.press(walker.button("send_back"))
    walker.at("desk/")
    expect(walker.find(".notice.success")).to_have_text(
        walker.says("Sent back, with your comment.")
    )
    # Nothing of it is said to be on this device alone.
    expect(walker.find("#kept-here")).to_be_hidden()
    assert _state(update) == State.DRAFT
    assert update.decisions.order_by("pk").last().comment == "¿Desde cuándo?"  # type: ignore[union-attr]  # just made


def _one_is_submitted(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(walker.link(f"desk/updates/{update.pk}/"))
    walker.write(walker.field("next_steps"), "Un reglamento.")
    walker.press(walker.button("submit"))
    walker.at("desk/")
    expect(_row(walker, update).locator(".tag.submitted")).to_be_visible()
    assert _state(update) == State.SUBMITTED
    assert update.revisions.get().next_steps == "Un reglamento."


def _many_are_submitted_at_once(walker: Walker, updates: list[ProgressUpdate]) -> None:
    for update in updates:
        walker.tick(_row(walker, update).locator("[name=update]"))
    walker.press(walker.find("form[action*='/hand-in/'] button"))
    walker.heading(walker.says("Submit to the secretariat"))
    expect(walker.find(".tag.accepted")).to_have_count(len(updates))  # "Ready"
    assert {_state(update) for update in updates} == {State.NATIONAL_REVIEW}
    walker.press(walker.find("button.primary"))
    expect(walker.find(".tag.done")).to_have_count(len(updates))
    assert {_state(update) for update in updates} == {State.SUBMITTED}
    walker.press(walker.link("desk/?party=SLV"))


def _nothing_has_changed_of_one(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(walker.link(f"desk/updates/{update.pk}/unchanged/"))
    expect(walker.find("aside")).to_contain_text("Dos leyes.")
    walker.press(walker.button("submit"))
    walker.at("desk/")
    assert _state(update) == State.SUBMITTED
    assert (update.no_change, update.level, update.summary) == (True, 2, "Dos leyes.")


def _what_was_returned_is_amended_and_submitted_again(
    walker: Walker, update: ProgressUpdate
) -> None:
    walker.press(walker.page.locator("header nav:not(.languages) a[href$='/desk/']"))
    expect(walker.find("details.news")).to_contain_text("¿A qué regiones llega?")
    walker.press(_row(walker, update).get_by_role("link"))
    expect(walker.find(".notice.warning").first).to_contain_text("¿A qué regiones llega?")
    walker.write(walker.field("progress"), "Llega a todas.")
    walker.press(walker.button("submit"))
    walker.at("desk/")
    assert _state(update) == State.SUBMITTED
    assert [revision.progress for revision in update.revisions.order_by("number")] == [
        "Con participación de la sociedad civil.",
        "Llega a todas.",
    ]


def _one_is_withdrawn(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(_row(walker, update).get_by_role("link"))
    walker.press(walker.button("withdraw"))
    expect(walker.find(".notice.success")).to_have_text(
        walker.says("Withdrawn: it is a draft again.")
    )
    assert _state(update) == State.DRAFT
