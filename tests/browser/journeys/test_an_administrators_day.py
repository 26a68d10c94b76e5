"""An administrator's day: somebody comes, speaks for parties, hands over, goes; a period ahead."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from commitments.models import Designation, User
from tests.browser.journeys.conftest import Enter
from tests.browser.journeys.walking import Keyboard, NoScript, Walker
from tests.letters import carry_out
from tracker.models import ReportingCycle, ReportingPeriod

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ANA = "ana@foreign.example"
NEW_PASSWORD = "nine green bottles hang"


class Post:
    """The letters that are queued, sent when a test wants them: no worker runs here."""

    def __init__(self, sent: list[Any]) -> None:
        self.sent = sent
        self._queued: list[tuple[str, dict[str, Any]]] = []

    def send_task(self, name: str, kwargs: dict[str, Any]) -> None:
        self._queued.append((name, kwargs))

    def letters_to(self, email: str) -> list[Any]:
        """Send what is queued; return all that this person was sent."""
        for name, kwargs in self._queued:
            carry_out(name, kwargs)
        self._queued.clear()
        return [letter for letter in self.sent if letter.to == [email]]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]) -> Post:
    made = Post(mailoutbox)
    monkeypatch.setattr("celery.current_app.send_task", made.send_task)
    # Nobody has tried to sign in yet.
    cache.clear()
    return made


@pytest.mark.parametrize(
    ("kind", "language", "hers"), [(Keyboard, "pt", "fr"), (NoScript, "en", "es")]
)
def test_an_administrators_day(
    enter: Enter,
    post: Post,
    administrator: User,
    contributor_slv: User,
    open_period: ReportingPeriod,
    kind: type[Walker],
    language: str,
    hers: str,
) -> None:
    walker, ana = enter(kind, language), enter(kind, hers)
    walker.sign_in(administrator)
    _the_header_keeps_its_two_rows(walker)
    person = _somebody_is_invited(walker, hers)
    _she_chooses_a_password(ana, post, person)
    _she_is_designated_for_another_party(walker, ana, person)
    _she_hands_over(walker, post, person, contributor_slv)
    _she_is_suspended(walker, ana, person)
    _her_story_is_read(walker, person)
    _a_period_is_planned(walker)


def _the_header_keeps_its_two_rows(walker: Walker) -> None:
    """The name beside languages and account, though an administrator's has one link more."""
    header = walker.page.locator("body > header")
    tops = [
        box["y"]
        for css in (".languages", ".languages + nav", "nav.main")
        if (box := header.locator(css).bounding_box())
    ]
    assert tops[0] == tops[1] < tops[2]


def _somebody_is_invited(walker: Walker, language: str) -> User:
    walker.press(walker.link("people/"))
    walker.press(walker.link("people/invite/"))
    walker.write(walker.field("email"), ANA)
    walker.write(walker.field("full_name"), "Ana Pérez")
    walker.choose(walker.field("language"), language)
    walker.choose(walker.field("party"), "SLV")
    walker.choose(walker.field("capacity"), "authority")
    walker.write(walker.field("document"), "Nota 7")
    walker.press(walker.find("button.primary"))
    person = User.objects.get(email=ANA)
    walker.at(f"people/{person.pk}/")
    walker.heading("Ana Pérez")
    expect(walker.find("h1 .tag.invited")).to_be_visible()
    assert (person.state, person.language) == (User.State.INVITED, language)
    return person


def _she_chooses_a_password(ana: Walker, post: Post, person: User) -> None:
    (letter,) = post.letters_to(ANA)
    found = re.search(r"/(\w\w)/(account/password/\S+)", letter.body)
    assert found
    assert found[1] == ana.language
    ana.go(found[2])
    ana.write(ana.field("password"), NEW_PASSWORD)
    ana.write(ana.field("again"), NEW_PASSWORD)
    ana.press(ana.find("button.primary"))
    ana.at("desk/")
    expect(ana.find("h2").first).to_have_text("El Salvador")
    # She knows it: out, and in again.
    ana.sign_out()
    ana.sign_in(person, NEW_PASSWORD)
    person.refresh_from_db()
    assert person.state == User.State.ACTIVE


def _she_is_designated_for_another_party(walker: Walker, ana: Walker, person: User) -> None:
    walker.press(walker.page.locator("header nav:not(.languages) a[href$='/desk/']"))
    walker.press(walker.link("people/"))
    walker.press(walker.link(f"people/{person.pk}/"))
    expect(walker.find("h1 .tag.active")).to_be_visible()
    walker.work(walker.find("#designations ~ details > summary"))
    walker.choose(walker.field("new-party"), "HND")
    walker.choose(walker.field("new-capacity"), "contributor")
    walker.write(walker.field("new-document"), "Nota 8")
    walker.press(walker.button("designate"))
    expect(walker.find(".notice.success")).to_have_text(
        walker.says(
            "%(name)s has been designated for %(party)s.", name="Ana Pérez", party="Honduras"
        )
    )
    assert set(person.designations.values_list("party__code", "capacity")) == {
        ("SLV", "authority"),
        ("HND", "contributor"),
    }
    ana.press(ana.page.locator("header nav:not(.languages) a[href$='/desk/']"))
    ana.press(ana.link("desk/?party=HND").or_(ana.find(".pills a[href='?party=HND']")))
    expect(ana.find("h2").first).to_have_text("Honduras")
    expect(ana.find("#list")).to_be_visible()


def _she_hands_over(walker: Walker, post: Post, person: User, successor: User) -> None:
    old = person.designations.get(party__code="SLV")
    tomorrow = timezone.now().date() + timedelta(days=1)
    walker.press(walker.link(f"designations/{old.pk}/hand-over/"))
    walker.write(walker.field("email"), successor.email)
    walker.choose(walker.field("capacity"), "authority")
    walker.write(walker.field("document"), "Nota 9")
    walker.write_day(walker.field("valid_from"), tomorrow)
    walker.press(walker.find("button.primary"))
    walker.at("focal-points/SLV/")
    old.refresh_from_db()
    assert old.valid_to == tomorrow
    new = Designation.objects.get(party__code="SLV", capacity="authority", valid_from=tomorrow)
    assert (new.user, new.document) == (successor, "Nota 9")
    # Both are told.
    assert len(post.letters_to(successor.email)) == 1
    assert len(post.letters_to(ANA)) == 3
    walker.press(walker.link(f"people/{person.pk}/"))


def _she_is_suspended(walker: Walker, ana: Walker, person: User) -> None:
    walker.work(walker.find("section[aria-labelledby=account] summary"))
    walker.write(walker.field("why-reason"), "Left the ministry")
    walker.press(walker.button("suspend"))
    expect(walker.find("h1 .tag.suspended")).to_be_visible()
    person.refresh_from_db()
    assert not person.is_active
    # She is out at once, and is told why when she tries again.
    ana.press(ana.page.locator("header nav:not(.languages) a[href$='/desk/']"))
    ana.at(f"sign-in/?next=/{ana.language}/desk/&ended=1")
    ana.write(ana.field("username"), ANA)
    ana.write(ana.field("password"), NEW_PASSWORD)
    ana.press(ana.find("button.primary"))
    expect(ana.find(".notice.error")).to_contain_text(
        ana.says("This account is suspended. Write to the secretariat if that is not right.")
    )


def _her_story_is_read(walker: Walker, person: User) -> None:
    walker.press(walker.link(f"audit/person/{person.pk}/"))
    walker.heading("Ana Pérez")
    story = walker.find("ol.story li")
    expect(story.first).to_contain_text("Left the ministry")
    expect(story.filter(has_text="contributor.slv@tests.example")).to_have_count(1)
    expect(story.last).to_contain_text("administrator@tests.example")


def _a_period_is_planned(walker: Walker) -> None:
    cycle = ReportingCycle.objects.get(to_session__number=57)
    walker.press(walker.page.locator("nav.main a[href$='/periods/']"))
    walker.press(walker.link("periods/plan/"))
    walker.write(walker.field("key"), "2027-1")
    walker.choose(walker.field("cycle"), str(cycle.pk))
    walker.tick(walker.field("instruments"))
    walker.write_day(walker.field("covers_from"), date(2027, 1, 1))
    walker.write_day(walker.field("covers_to"), date(2027, 7, 1))
    moments = {
        "opens_at": datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
        "due_at": datetime(2027, 5, 1, 12, 0, tzinfo=UTC),
        "closes_at": datetime(2027, 5, 15, 23, 59, tzinfo=UTC),
    }
    for name, moment in moments.items():
        walker.write_moment(walker.field(name), moment)
    walker.press(walker.find("button.primary"))
    walker.at("periods/2027-1/")
    expect(walker.find(".tag.planned")).to_be_visible()
    made = ReportingPeriod.objects.get(key="2027-1")
    assert {name: getattr(made, name) for name in moments} == moments
    assert (made.covers_from, made.covers_to) == (date(2027, 1, 1), date(2027, 7, 1))
