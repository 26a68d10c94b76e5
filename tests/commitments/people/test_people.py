"""People are invited, suspended, designated and replaced; the log keeps it, and nobody is lost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed
from commitments.models import AuditEntry, Designation, Party, User
from commitments.notifications.commands import DeliveryOutcome
from commitments.people.commands import access_tokens as tokens
from commitments.people.commands import accounts, designations, letters, own_account
from commitments.people.rules.permissions import is_authority
from tests.conftest import PASSWORD, person
from tests.letters import Queue, carry_out

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEW_PASSWORD = "nine green bottles hang"


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Queue:
    """What was queued, by name and arguments."""
    found: Queue = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda name, kwargs: found.append((name, kwargs))
    )
    return found


def terms(**changes: Any) -> designations.Terms:
    given: dict[str, Any] = {
        "capacity": "authority",
        "valid_from": date(2026, 1, 1),
        "document": "Note 7/2026",
    }
    return designations.Terms(**given | changes)


def invited(**changes: Any) -> accounts.Invited:
    given = {"email": "Ana@Foreign.example", "full_name": "Ana Pérez", "language": "es"}
    return accounts.Invited(**given | changes)


def invite(by: User, at: Any = None, **changes: Any) -> User:
    slv = Party.objects.get(code="SLV")
    return accounts.invite(
        person=invited(**changes), party=slv, terms=terms(), by=by, at=at or timezone.now()
    )


def delivered(queued: Queue, mailoutbox: list[Any], at: Any = None) -> str:
    """Send what was queued last; return the signed part of the address in the letter."""
    assert carry_out(*queued[-1], at) in (DeliveryOutcome.SENT, 1)
    found = re.search(r"/account/password/([^/]+)/", mailoutbox[-1].body)
    assert found
    return found[1]


def code_of(act: Any, error: type[Conflict] | type[Invalid] = Conflict) -> str:
    with pytest.raises(error) as refused:
        act()
    return refused.value.code


def faults_of(act: Any) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        act()
    return {(fault.pointer, fault.code) for fault in refused.value.faults}


# Invited -------------------------------------------------------------------------------------


def test_the_link_of_an_invitation_is_good_once_in_the_persons_language(
    administrator: User,
    queued: Queue,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        ana = invite(administrator, now)
    assert (ana.email, ana.state) == ("ana@foreign.example", "invited")
    assert mailoutbox == []  # nothing before the transaction holds
    signed = delivered(queued, mailoutbox)
    assert "/es/account/password/" in mailoutbox[0].body
    assert carry_out(*queued[-1]) == DeliveryOutcome.NOTHING  # the task runs twice

    own_account.set_password(signed=signed, new=NEW_PASSWORD, at=now)
    ana.refresh_from_db()
    assert ana.state == "active"
    assert authenticate(username=ana.email, password=NEW_PASSWORD) == ana
    assert is_authority(ana, Party.objects.get(code="SLV").pk)
    again = lambda: own_account.set_password(signed=signed, new=NEW_PASSWORD + "!", at=now)  # noqa: E731
    assert code_of(again) == "link_spent"
    assert [entry.action for entry in AuditEntry.objects.filter(object_key=ana.pk).order_by("pk")][
        -1
    ] == "person.joined"


def test_the_link_ends_after_a_week_by_another_one_and_by_withdrawal(
    administrator: User,
    queued: Queue,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        ana = invite(administrator, now)
    first = delivered(queued, mailoutbox)
    assert own_account.read_link(signed=first, at=now + 6 * DAY)
    assert own_account.read_link(signed=first, at=now + 7 * DAY) is None
    assert own_account.read_link(signed=first[:-1] + "x", at=now) is None

    with django_capture_on_commit_callbacks(execute=True):
        accounts.invite_again(person=ana, by=administrator, at=now + DAY)
    second = delivered(queued, mailoutbox, now + DAY)
    assert own_account.read_link(signed=first, at=now + DAY) is None
    assert own_account.read_link(signed=second, at=now + DAY)

    assert accounts.withdraw(person=ana, by=administrator, at=now + DAY).state == "closed"
    assert own_account.read_link(signed=second, at=now + DAY) is None
    back = accounts.invite_again(person=ana, by=administrator, at=now + 2 * DAY)
    assert back.state == "invited"


def test_a_letter_that_comes_late_is_not_sent(
    administrator: User,
    queued: Queue,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ana = invite(administrator)
    accounts.withdraw(person=ana, by=administrator, at=timezone.now())
    assert carry_out(*queued[-1]) == DeliveryOutcome.DROPPED
    assert mailoutbox == []


def test_an_invitation_says_all_that_is_wrong_at_once(administrator: User, nobody: User) -> None:
    def asked(**changes: Any) -> Any:
        wrong = terms(capacity="king", document=" ", valid_to=date(2025, 1, 1))
        slv = Party.objects.get(code="SLV")
        return lambda: accounts.invite(
            person=invited(**changes), party=slv, terms=wrong, by=administrator, at=timezone.now()
        )

    assert faults_of(asked(email="nowhere", full_name="", language="xx", secretariat_role="?")) == {
        ("/email", "invalid"),
        ("/full_name", "required"),
        ("/language", "invalid_choice"),
        ("/secretariat_role", "invalid_choice"),
        ("/capacity", "invalid_choice"),
        ("/document", "required"),
        ("/valid_to", "out_of_order"),
    }
    assert ("/email", "exists") in faults_of(asked(email=nobody.email.upper()))
    alone = lambda: accounts.invite(person=invited(), by=administrator, at=timezone.now())  # noqa: E731
    assert faults_of(alone) == {("/party", "required")}


# Suspended -----------------------------------------------------------------------------------


def test_sessions_and_keys_end_with_a_suspension_and_stay_ended(
    administrator: User, nobody: User, client_of: Any, api: Any
) -> None:
    browser, now = client_of(nobody), timezone.now()
    key = tokens.create(by=nobody, at=now).key
    header = {"HTTP_AUTHORIZATION": f"Token {key}"}
    assert browser.get("/api/v1/me/").status_code == 200
    assert browser.get("/api/v1/me/", **header).status_code == 200

    accounts.suspend(person=nobody, reason="Left", by=administrator, at=now)
    assert browser.get("/api/v1/me/").status_code == 401
    assert accounts.restore(person=nobody, by=administrator, at=now).state == "active"
    assert browser.get("/api/v1/me/").status_code == 401
    assert browser.get("/api/v1/me/", **header).status_code == 401
    nobody.refresh_from_db()
    assert client_of(nobody).get("/api/v1/me/").status_code == 200


def test_nobody_suspends_themselves_nor_the_last_administrator(
    administrator: User, officer: User
) -> None:
    now = timezone.now()
    User.objects.filter(secretariat_role="administrator").exclude(pk=administrator.pk).update(
        secretariat_role="officer"
    )

    def suspended(who: User, by: User) -> Any:
        return lambda: accounts.suspend(person=who, by=by, at=now)

    assert code_of(suspended(administrator, administrator)) == "own_account"
    second = person("second@tests.example", secretariat_role="administrator")
    accounts.suspend(person=second, by=administrator, at=now)
    # Signed in still, in another request: what was read before the suspension.
    assert code_of(suspended(administrator, second)) == "last_administrator"
    assert code_of(suspended(second, administrator)) == "not_active"


@pytest.mark.parametrize("who", ["officer", "authority_slv", "visitor"])
def test_only_administrators_keep_people(
    who: str, nobody: User, authority_hnd: User, request: pytest.FixtureRequest
) -> None:
    by, now = request.getfixturevalue(who), timezone.now()
    slv = Party.objects.get(code="SLV")
    held = authority_hnd.designations.get()
    for act in (
        lambda: accounts.invite(person=invited(), party=slv, terms=terms(), by=by, at=now),
        lambda: accounts.invite_again(person=nobody, by=by, at=now),
        lambda: accounts.withdraw(person=nobody, by=by, at=now),
        lambda: accounts.suspend(person=nobody, by=by, at=now),
        lambda: accounts.restore(person=nobody, by=by, at=now),
        lambda: designations.designate(person=nobody, party=slv, terms=terms(), by=by, at=now),
        lambda: designations.change_end(designation=held, valid_to=None, by=by, at=now),
        lambda: accounts.hand_over(designation=held, to=invited(), terms=terms(), by=by, at=now),
    ):
        with pytest.raises(NotAllowed):
            act()


# Designated ----------------------------------------------------------------------------------


def test_a_designation_ends_on_its_day_and_one_to_come_is_taken_back(
    administrator: User, nobody: User
) -> None:
    now, slv = timezone.now(), Party.objects.get(code="SLV")
    today = now.date()
    made = designations.designate(person=nobody, party=slv, terms=terms(), by=administrator, at=now)
    assert is_authority(User.objects.get(pk=nobody.pk), slv.pk)
    designations.change_end(designation=made, valid_to=today, by=administrator, at=now)
    assert not is_authority(User.objects.get(pk=nobody.pk), slv.pk)
    too_early = lambda: designations.change_end(  # noqa: E731
        designation=made, valid_to=made.valid_from, by=administrator, at=now
    )
    assert faults_of(too_early) == {("/valid_to", "out_of_order")}

    to_come = designations.designate(
        person=nobody, party=slv, terms=terms(valid_from=today + 9 * DAY), by=administrator, at=now
    )
    designations.change_end(designation=to_come, valid_to=today, by=administrator, at=now)
    assert not Designation.objects.filter(pk=to_come.pk).exists()
    assert AuditEntry.objects.filter(action="person.designation_taken_back").exists()


def test_nobody_holds_the_same_twice(administrator: User, authority_slv: User) -> None:
    slv = Party.objects.get(code="SLV")
    again = lambda: designations.designate(  # noqa: E731
        person=authority_slv, party=slv, terms=terms(), by=administrator, at=timezone.now()
    )
    assert faults_of(again) == {("/valid_from", "already_designated")}


def test_a_designation_passes_to_a_newcomer_on_its_day(
    administrator: User,
    authority_slv: User,
    queued: Queue,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    now, slv = timezone.now(), Party.objects.get(code="SLV")
    old, day = authority_slv.designations.get(), now.date() + 10 * DAY
    with django_capture_on_commit_callbacks(execute=True):
        new = accounts.hand_over(
            designation=old,
            to=invited(),
            terms=terms(valid_from=day, acting=True),
            by=administrator,
            at=now,
        )
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from, new.acting) == (day, day, True)
    assert new.user.state == "invited"
    delivered(queued[:1], mailoutbox)
    assert "El Salvador" in mailoutbox[-1].body
    on_the_day = Designation.objects.filter(party=slv, valid_from__lte=day).exclude(
        valid_to__lte=day
    )
    assert [one.user.email for one in on_the_day] == ["ana@foreign.example"]


def test_both_are_told_in_their_language_when_a_designation_passes_on(
    administrator: User,
    authority_slv: User,
    authority_hnd: User,
    queued: Queue,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    authority_slv.language, authority_hnd.language = "en", "pt"
    authority_slv.save()
    authority_hnd.save()
    now, old = timezone.now(), authority_slv.designations.get()
    with django_capture_on_commit_callbacks(execute=True):
        accounts.hand_over(
            designation=old,
            to=invited(email=authority_hnd.email),
            terms=terms(valid_from=date(2030, 5, 1)),
            by=administrator,
            at=now,
        )
    assert [carry_out(*one) for one in queued] == [DeliveryOutcome.SENT] * 2
    assert [carry_out(*one) for one in queued] == [DeliveryOutcome.NOTHING] * 2
    letters = {letter.to[0]: letter.body for letter in mailoutbox}
    assert f"{authority_hnd} takes over" in letters[authority_slv.email]
    assert "ends on April 30, 2030" in letters[authority_slv.email]
    assert "/pt/desk/" in letters[authority_hnd.email]
    assert "1º de maio de 2030" in letters[authority_hnd.email]


def test_one_that_is_over_or_ones_own_is_not_passed_on(
    administrator: User, authority_slv: User, authority_hnd: User
) -> None:
    now, old = timezone.now(), authority_slv.designations.get()
    today = now.date()

    def passed(to: User, **changes: Any) -> Any:
        return lambda: accounts.hand_over(
            designation=old,
            to=invited(email=to.email),
            terms=terms(**{"valid_from": today} | changes),
            by=administrator,
            at=now,
        )

    assert faults_of(passed(authority_slv)) == {("/email", "same_person")}
    assert faults_of(passed(authority_hnd, valid_from=old.valid_from)) == {
        ("/valid_from", "out_of_order")
    }
    designations.change_end(designation=old, valid_to=today, by=administrator, at=now)
    assert code_of(passed(authority_hnd)) == "over"


# One's own account ---------------------------------------------------------------------------


def test_a_forgotten_password_is_set_anew_by_mail(
    nobody: User, queued: Queue, mailoutbox: list[Any]
) -> None:
    now = timezone.now()
    letters.ask_for_password_link(email=nobody.email.upper())
    signed = delivered(queued, mailoutbox, now)
    assert carry_out(*queued[-1], now + timedelta(minutes=4)) == 0
    assert own_account.read_link(signed=signed, at=now + DAY + timedelta(seconds=1)) is None
    own_account.set_password(signed=signed, new=NEW_PASSWORD, at=now)
    assert authenticate(username=nobody.email, password=PASSWORD) is None
    assert authenticate(username=nobody.email, password=NEW_PASSWORD) == nobody


def test_no_letter_goes_to_an_address_nobody_has_nor_to_the_suspended(
    nobody: User, administrator: User, queued: Queue, mailoutbox: list[Any]
) -> None:
    accounts.suspend(person=nobody, by=administrator, at=timezone.now())
    for email in (nobody.email, "unknown@tests.example", User.objects.system().email):
        letters.ask_for_password_link(email=email)
        assert carry_out(*queued[-1]) == 0
    assert len(queued) == 3
    assert mailoutbox == []


@pytest.mark.parametrize("weak", ["short", "123456789012345", "featherstone1", "nobody@tests"])
def test_a_weak_password_is_refused(nobody: User, weak: str) -> None:
    nobody.full_name = "P. Featherstone"
    nobody.save()
    change = lambda: own_account.change_password(  # noqa: E731
        old=PASSWORD, new=weak, by=nobody, at=timezone.now()
    )
    assert {pointer for pointer, _code in faults_of(change)} == {"/new"}


def test_ones_own_password_needs_the_old_one(nobody: User) -> None:
    now = timezone.now()
    wrong = lambda: own_account.change_password(old="?", new=NEW_PASSWORD, by=nobody, at=now)  # noqa: E731
    assert faults_of(wrong) == {("/old", "wrong")}
    own_account.change_password(old=PASSWORD, new=NEW_PASSWORD, by=nobody, at=now)
    assert authenticate(username=nobody.email, password=NEW_PASSWORD) == nobody


def test_ones_own_name_and_language(nobody: User) -> None:
    changed = own_account.change_own(full_name=" Neo ", language="pt", by=nobody, at=timezone.now())
    assert (changed.full_name, changed.language) == ("Neo", "pt")
    entry = AuditEntry.objects.get(action="person.changed")
    assert entry.detail["changed"] == ["full_name", "language"]
    wrong = lambda: own_account.change_own(  # noqa: E731
        full_name=" ", language="x", by=nobody, at=timezone.now()
    )
    assert {pointer for pointer, _code in faults_of(wrong)} == {"/full_name", "/language"}
