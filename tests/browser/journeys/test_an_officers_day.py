"""An officer's day: the queue, what is outstanding, what came by note, dates, a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commitments.models import AuditEntry, User
from reporting.models import StatusReport
from tests.browser.journeys.conftest import Enter
from tests.browser.journeys.walking import Keyboard, NoScript, Walker
from tests.tracker.journeys import drafted, submitted
from tracker.models import ProgressUpdate, ReportingPeriod, State
from tracker.updates import commands as workflow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
UpdateOf = Callable[[str, str], ProgressUpdate]
DAYS = [(Keyboard, "en"), (NoScript, "es")]


@dataclass(frozen=True)
class Waiting:
    """Two of El Salvador's, the second for the second time, and one of Honduras."""

    fresh: ProgressUpdate
    amended: ProgressUpdate
    other: ProgressUpdate


@pytest.fixture
def waiting(
    update_of: UpdateOf, authority_slv: User, authority_hnd: User, officer: User
) -> Waiting:
    fresh = submitted(update_of("SLV", "1.1"), authority_slv)
    now, once = timezone.now(), submitted(update_of("SLV", "7.1"), authority_slv)
    workflow.return_(update=once, comment="¿Cuántas?", by=officer, at=now)
    again = drafted(
        ProgressUpdate.objects.get(pk=once.pk), authority_slv, summary="Se aprobó otra política."
    )
    amended = workflow.submit(update=again, by=authority_slv, at=timezone.now())
    return Waiting(fresh, amended, submitted(update_of("HND", "1.1"), authority_hnd))


@pytest.mark.parametrize(("kind", "language"), DAYS)
def test_an_officers_morning_of_review(
    enter: Enter, waiting: Waiting, officer: User, kind: type[Walker], language: str
) -> None:
    walker = enter(kind, language)
    walker.sign_in(officer)
    walker.press(walker.link("review/"))
    expect(walker.find("[data-row]")).to_have_count(3)
    _the_address_keeps_the_filter(walker)
    _what_changed_is_read(walker, waiting.amended)
    _it_is_returned_with_a_comment(walker, waiting)
    _the_next_is_accepted_and_the_acceptance_undone(walker, waiting.fresh)
    _one_is_commented_on(walker, waiting.other)


@pytest.mark.parametrize(("kind", "language"), DAYS)
def test_an_officers_afternoon_of_the_period(
    enter: Enter,
    authority_slv: User,
    officer: User,
    open_period: ReportingPeriod,
    kind: type[Walker],
    language: str,
) -> None:
    walker = enter(kind, language)
    walker.sign_in(officer)
    _one_party_is_reminded(walker)
    _a_note_of_a_body_is_logged(walker, officer)
    _the_period_is_extended(walker, open_period)
    _a_report_is_asked_for(walker)


def _state(update: ProgressUpdate) -> str:
    update.refresh_from_db()
    return update.state


# Review --------------------------------------------------------------------------------------


def _the_address_keeps_the_filter(walker: Walker) -> None:
    walker.choose(walker.field("party"), "SLV")
    walker.press(walker.find("form.filters button"))
    expect(walker.page).to_have_url(re.compile(r"/review/\?state=submitted&party=SLV&"))
    expect(walker.find("[data-row]")).to_have_count(2)
    walker.page.goto(walker.page.url)
    expect(walker.find("[data-row]")).to_have_count(2)
    expect(walker.field("party")).to_have_value("SLV")


def _what_changed_is_read(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(walker.find(f'a[data-row][href*="/review/{update.pk}/"]'))
    walker.heading("El Salvador: 7.1")
    passage = walker.find("#passage-summary")
    expect(passage.locator("ins")).to_contain_text("otra")
    walker.press(walker.find(".pills a[href*='against=none']"))
    expect(passage).to_have_text("Se aprobó otra política.")
    expect(passage.locator("ins")).to_have_count(0)
    walker.press(walker.find(".pills a[href*='against=revision']"))
    expect(passage.locator("del")).to_contain_text("la")


def _it_is_returned_with_a_comment(walker: Walker, waiting: Waiting) -> None:
    # Not without one.
    walker.press(walker.button("return"))
    expect(walker.find("#comment_error")).to_be_visible()
    assert _state(waiting.amended) == State.SUBMITTED
    walker.write(walker.field("comment"), "¿Desde cuándo?")
    walker.press(walker.button("return"))
    expect(walker.find(".notice.success")).to_contain_text("SLV 7.1")
    assert _state(waiting.amended) == State.RETURNED
    decision = waiting.amended.decisions.latest("pk")
    assert (decision.verb, decision.comment) == ("return", "¿Desde cuándo?")
    # On to what is next of what was asked for.
    walker.at(f"review/{waiting.fresh.pk}/?party=SLV")


def _the_next_is_accepted_and_the_acceptance_undone(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(walker.button("accept"))
    walker.at("review/?party=SLV")
    assert _state(update) == State.ACCEPTED
    walker.press(walker.find(".notice.success a"))
    walker.at(f"review/{update.pk}/?party=SLV&undo=1#decide")
    expect(walker.field("comment")).to_have_value(walker.says("Accepted by mistake."))
    walker.press(walker.button("reopen"))
    expect(walker.find(".notice.success")).to_contain_text(
        walker.says("The update has been reopened.")
    )
    assert _state(update) == State.DRAFT
    # What was accepted stays on record.
    assert update.published_revision_id is not None
    walker.press(walker.find(".crumbs a"))
    walker.press(walker.find(".notice a"))
    expect(walker.find("[data-row]")).to_have_count(1)


def _one_is_commented_on(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(walker.find(f'a[data-row][href*="/review/{update.pk}/"]'))
    walker.write(walker.field("comment"), "¿Con qué presupuesto?")
    walker.choose(walker.field("passage"), "summary")
    walker.press(walker.button("say"))
    expect(walker.find("dl.narrative .thread")).to_contain_text("¿Con qué presupuesto?")
    said = update.comments.get()
    assert (said.content, said.passage) == ("¿Con qué presupuesto?", "summary")
    assert _state(update) == State.SUBMITTED


# The period ----------------------------------------------------------------------------------


def _one_party_is_reminded(walker: Walker) -> None:
    walker.press(walker.link("coverage/"))
    row = walker.find("tr#SLV")
    expect(row.locator("td .cover").first).to_have_text(re.compile(r"0/\d+"))
    walker.press(row.locator("button[value='SLV']"))
    walker.at("coverage/?period=2026-2")
    expect(walker.find(".notice.success")).to_contain_text("El Salvador")
    expect(row.locator("button")).to_have_count(0)
    assert AuditEntry.objects.get(action="remind_party").object_key == "SLV"


def _a_note_of_a_body_is_logged(walker: Walker, officer: User) -> None:
    here = ProgressUpdate.objects.filter(party__code="PC", state=State.EXPECTED).earliest("pk")
    walker.press(walker.find(".crumbs a").first)
    walker.press(walker.link("review/log/"))
    walker.choose(walker.field("party"), "PC")
    walker.choose(walker.field("commitment"), str(here.commitment_id))
    walker.choose(walker.field("channel"), "mail")
    walker.write(walker.field("channel_document"), "CP/INF. 7")
    walker.press(walker.find("button.primary"))
    walker.at(f"desk/updates/{here.pk}/")
    walker.choose(walker.field("language"), "en")
    walker.pick(walker.field("answer"), "1")
    walker.write(walker.field("summary"), "A working group was set up.")
    walker.press(walker.button("submit"))
    walker.at("review/")
    assert _state(here) == State.SUBMITTED
    assert (here.channel, here.logged_by, here.level) == ("mail", officer, 1)
    # Somebody else accepts it.
    walker.press(walker.find(f'a[data-row][href*="/review/{here.pk}/"]'))
    expect(walker.find("#decide")).to_be_visible()
    expect(walker.button("accept")).to_have_count(0)


def _the_period_is_extended(walker: Walker, period: ReportingPeriod) -> None:
    due = (period.due_at + timedelta(days=7)).astimezone(UTC).replace(second=0, microsecond=0)
    walker.press(walker.page.locator("nav.main a[href$='/periods/']"))
    walker.press(walker.link("periods/2026-2/"))
    walker.press(walker.link("periods/2026-2/amend/"))
    walker.write_moment(walker.field("due_at"), due)
    walker.write(walker.field("reason"), "The hurricane.")
    walker.press(walker.button("preview"))
    expect(walker.find("section.card ins")).to_have_count(1)
    period.refresh_from_db()
    assert period.due_at < due
    walker.press(walker.button("amend"))
    walker.at("periods/2026-2/")
    period.refresh_from_db()
    assert period.due_at == due
    assert AuditEntry.objects.get(action="amend_period").detail["reason"] == "The hurricane."


def _a_report_is_asked_for(walker: Walker) -> None:
    walker.press(walker.page.locator("nav.main a[href$='/reports/']"))
    walker.press(walker.link("reports/new/"))
    walker.press(walker.find("a[href='?kind=party']"))
    walker.choose(walker.field("period"), "2026-2")
    walker.choose(walker.field("party"), "SLV")
    for name, value in (("languages", "pt"), ("formats", "pdf")):
        box = walker.find(f'[name="{name}"][value="{value}"]')
        if not box.is_checked():
            walker.tick(box)
    walker.press(walker.find("button.primary"))
    made = StatusReport.objects.get()
    walker.at(f"reports/{made.pk}/")
    expect(walker.find("#making progress")).to_have_attribute("value", "0")
    assert (made.kind, made.state, made.party and made.party.code) == ("party", "requested", "SLV")
    walker.press(walker.find("#making a"))
    walker.at(f"reports/{made.pk}/")
