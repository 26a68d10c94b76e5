"""Drafting: what may be written, by whom, and what a save keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.models import Commitment, Party
from tests.tracker.journeys import CONTENT, NOTE, drafted, logged, put, submitted
from tracker.models import Channel, Decision, ProgressUpdate, ReportingPeriod, State, Verb
from tracker.updates import commands as workflow

pytestmark = pytest.mark.django_db
UpdateOf = Callable[..., ProgressUpdate]


def faults(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault.pointer: fault.code for fault in refused.value.faults}


def test_a_save_writes_what_was_sent_and_keeps_the_rest(
    contributor_slv: Any, update_of: UpdateOf
) -> None:
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    saved = workflow.save(
        update=update, changes={"level": 3}, by=contributor_slv, at=timezone.now()
    )
    assert (saved.level, saved.summary) == (3, CONTENT["summary"])
    assert saved.state == State.DRAFT
    assert saved.version == update_of("SLV", "7.1").version == 3


def test_each_save_is_on_record(contributor_slv: Any, update_of: UpdateOf) -> None:
    moment = datetime(2026, 11, 1, 12, tzinfo=UTC)
    workflow.save(update=update_of("SLV", "7.1"), changes={}, by=contributor_slv, at=moment)
    decision = Decision.objects.get(update=update_of("SLV", "7.1"))
    assert (decision.verb, decision.from_state, decision.to_state) == (
        Verb.SAVE,
        State.EXPECTED,
        State.DRAFT,
    )
    assert (decision.by, decision.at) == (contributor_slv, moment)


def test_a_stale_version_overwrites_nothing(contributor_slv: Any, update_of: UpdateOf) -> None:
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    with pytest.raises(Stale):
        workflow.save(
            update=update,
            changes={"summary": "Other words."},
            by=contributor_slv,
            at=timezone.now(),
            version=update.version - 1,
        )
    assert update_of("SLV", "7.1").summary == CONTENT["summary"]


def test_refusals_come_in_order(
    authority_hnd: Any, officer: Any, authority_slv: Any, update_of: UpdateOf
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    bad: dict[str, Any] = {"changes": {"level": 9}, "at": timezone.now(), "version": 1}
    with pytest.raises(NotAllowed):
        workflow.save(update=update, by=authority_hnd, **bad)
    with pytest.raises(Stale):
        workflow.save(update=update, by=authority_slv, **bad)
    with pytest.raises(Conflict):
        workflow.save(update=update, by=authority_slv, **(bad | {"version": update.version}))
    with pytest.raises(Invalid):
        workflow.save(update=update_of("SLV", "7.2"), by=authority_slv, **(bad | {"version": None}))


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("level", "2", "wrong_type"),
        ("level", True, "wrong_type"),
        ("level", 2.0, "wrong_type"),
        ("level", 5, "out_of_range"),
        ("level", -1, "out_of_range"),
        ("level", 10**30, "out_of_range"),
        ("no_change", 1, "wrong_type"),
        ("summary", None, "wrong_type"),
        ("summary", ["words"], "wrong_type"),
        ("summary", "a\x00b", "bad_character"),
        ("summary", "a\ud800b", "bad_character"),
        ("progress", "x" * 100_001, "too_long"),
        ("language", "de", "not_a_choice"),
        ("language", ["en"], "not_a_choice"),
        ("visibility", "secret", "not_a_choice"),
        ("embargo_until", "tomorrow", "not_a_moment"),
        ("embargo_until", "2026-12-01T12:00:00", "not_a_moment"),
        ("embargo_until", "2026-13-01T12:00:00Z", "not_a_moment"),
        ("cooperation_needed", "help", "wrong_type"),
        ("cooperation_needed", [1] * 101, "wrong_type"),
        ("state", "accepted", "unknown_field"),
        ("channel", "mail", "unknown_field"),
    ],
)
def test_what_is_not_well_typed_is_refused_by_name(
    name: str, value: Any, code: str, contributor_slv: Any, update_of: UpdateOf
) -> None:
    with pytest.raises(Invalid) as refused:
        workflow.save(
            update=update_of("SLV", "7.1"),
            changes={name: value},
            by=contributor_slv,
            at=timezone.now(),
        )
    assert faults(refused) == {f"/{name}": code}
    assert update_of("SLV", "7.1").state == State.EXPECTED


@pytest.mark.parametrize(
    ("entry", "pointer", "code"),
    [
        ("words", "/0", "wrong_type"),
        ({"theme": "prevention"}, "/0", "wrong_type"),
        ({"theme": "no-such-theme", "text": "x"}, "/0/theme", "unknown_theme"),
        ({"theme": ["x"], "text": "x"}, "/0/theme", "unknown_theme"),
    ],
)
def test_cooperation_names_a_theme_and_says_what(
    entry: Any, pointer: str, code: str, contributor_slv: Any, update_of: UpdateOf
) -> None:
    with pytest.raises(Invalid) as refused:
        workflow.save(
            update=update_of("SLV", "7.1"),
            changes={"cooperation_offered": [entry]},
            by=contributor_slv,
            at=timezone.now(),
        )
    assert code in faults(refused).values()
    assert all(found.startswith("/cooperation_offered/0") for found in faults(refused))
    assert pointer != "/0" or "/cooperation_offered/0" in faults(refused)


@pytest.mark.parametrize(
    ("entry", "pointer"),
    [
        ({"theme": "", "text": "Training."}, "/cooperation_needed/0/theme"),
        ({"theme": "police", "text": ""}, "/cooperation_needed/0/text"),
    ],
)
def test_a_draft_keeps_half_a_row_of_cooperation_and_a_submission_refuses_it(
    entry: Any, pointer: str, authority_slv: Any, update_of: UpdateOf
) -> None:
    drafted(update_of("SLV", "7.1"), authority_slv, cooperation_needed=[entry])
    assert update_of("SLV", "7.1").cooperation_needed == [entry]
    with pytest.raises(Invalid) as refused:
        workflow.submit(update=update_of("SLV", "7.1"), by=authority_slv, at=timezone.now())
    assert faults(refused) == {pointer: "required"}


def test_typing_is_told_once_a_spell(
    contributor_slv: Any, authority_slv: Any, update_of: UpdateOf
) -> None:
    now = timezone.now()

    def type_in(by: Any, minutes: int, **kwargs: Any) -> None:
        workflow.save(
            update=update_of("SLV", "7.1"),
            changes={"summary": f"After {minutes} minutes."},
            by=by,
            at=now + timedelta(minutes=minutes),
            while_typing=True,
            **kwargs,
        )

    for by, minutes in [
        (contributor_slv, 0),
        (contributor_slv, 1),
        (contributor_slv, 14),
        (contributor_slv, 16),
        (authority_slv, 17),
        (contributor_slv, 18),
    ]:
        type_in(by, minutes)
    here = update_of("SLV", "7.1")
    assert (here.summary, here.version) == ("After 18 minutes.", 7)
    assert list(here.decisions.order_by("pk").values_list("by", "from_state")) == [
        (contributor_slv.pk, "expected"),
        (contributor_slv.pk, "draft"),
        (authority_slv.pk, "draft"),
        (contributor_slv.pk, "draft"),
    ]


def test_cooperation_is_kept_as_written(contributor_slv: Any, update_of: UpdateOf) -> None:
    from commitments.models import Theme

    theme = Theme.objects.order_by("key").first()
    assert theme is not None
    said = [{"theme": theme.key, "text": "Formación de fiscales."}]
    drafted(update_of("SLV", "7.1"), contributor_slv, cooperation_needed=said)
    assert update_of("SLV", "7.1").cooperation_needed == said


def test_all_faults_are_told_at_once(contributor_slv: Any, update_of: UpdateOf) -> None:
    with pytest.raises(Invalid) as refused:
        workflow.save(
            update=update_of("SLV", "7.1"),
            changes={"level": 7, "summary": 1, "nonsense": 2},
            by=contributor_slv,
            at=timezone.now(),
        )
    assert set(faults(refused)) == {"/level", "/summary", "/nonsense"}


def test_a_party_names_no_channel(authority_slv: Any, update_of: UpdateOf) -> None:
    with pytest.raises(Invalid) as refused:
        workflow.save(
            update=update_of("SLV", "7.1"), changes={}, by=authority_slv, at=timezone.now(), **NOTE
        )
    assert set(faults(refused)) == {"/channel", "/channel_document"}


def test_handing_over_and_sending_back(
    contributor_slv: Any, authority_slv: Any, update_of: UpdateOf
) -> None:
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    update = workflow.hand_over(update=update, by=contributor_slv, at=timezone.now())
    assert update.state == State.NATIONAL_REVIEW
    amended = workflow.save(
        update=update, changes={"level": 1}, by=authority_slv, at=timezone.now()
    )
    assert (amended.state, amended.level) == (State.NATIONAL_REVIEW, 1)
    with pytest.raises(Invalid) as refused:
        workflow.send_back(update=amended, by=authority_slv, at=timezone.now(), comment="  ")
    assert faults(refused) == {"/comment": "required"}
    back = workflow.send_back(
        update=amended, by=authority_slv, at=timezone.now(), comment="Falta la fecha."
    )
    assert back.state == State.DRAFT
    assert back.decisions.latest("pk").comment == "Falta la fecha."


def test_a_designation_that_is_over_opens_nothing(
    contributor_slv: Any, update_of: UpdateOf
) -> None:
    contributor_slv.designations.update(valid_to=timezone.now().date())
    contributor_slv.roles_today = None  # read anew, as in the next request
    with pytest.raises(NotAllowed):
        drafted(update_of("SLV", "7.1"), contributor_slv)


@pytest.fixture(autouse=True)
def _read_standing(contributor_slv: Any) -> None:
    from commitments.people.rules.permissions import roles_of

    roles_of(contributor_slv)


# On a party's behalf ---------------------------------------------------------------------------


def test_what_came_by_note_is_logged_with_its_document(officer: Any, update_of: UpdateOf) -> None:
    update = logged(update_of("SLV", "7.1"), officer)
    assert update.state == State.DRAFT
    assert update.channel == Channel.NOTE_VERBALE
    assert (update.channel_document, update.logged_by) == ("Note 12/2026", officer)
    again = workflow.save(update=update, changes={"level": 1}, by=officer, at=timezone.now())
    assert (again.channel_document, again.level) == ("Note 12/2026", 1)


@pytest.mark.parametrize(
    ("source", "pointers"),
    [
        ({}, {"/channel", "/channel_document"}),
        ({"channel": "online", "channel_document": "x"}, {"/channel"}),
        ({"channel": "pigeon", "channel_document": "x"}, {"/channel"}),
        ({"channel": ["mail"], "channel_document": 5}, {"/channel", "/channel_document"}),
        ({"channel": "mail", "channel_document": " "}, {"/channel_document"}),
    ],
)
def test_an_officer_says_by_what_it_came(
    source: dict[str, Any], pointers: set[str], officer: Any, update_of: UpdateOf
) -> None:
    with pytest.raises(Invalid) as refused:
        workflow.save(
            update=update_of("SLV", "7.1"), changes={}, by=officer, at=timezone.now(), **source
        )
    assert set(faults(refused)) == pointers


def test_nothing_is_logged_over_what_the_party_began(
    contributor_slv: Any, officer: Any, update_of: UpdateOf
) -> None:
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    with pytest.raises(Conflict) as refused:
        logged(update, officer)
    assert refused.value.code == "party_began"
    kept = put(update_of("SLV", "7.1"), State.NOT_REPORTED, period_state="closed")
    with pytest.raises(Conflict):
        logged(kept, officer)
    assert update_of("SLV", "7.1").summary == CONTENT["summary"]


def test_a_party_that_saves_makes_it_its_own(
    officer: Any, contributor_slv: Any, update_of: UpdateOf
) -> None:
    update = logged(update_of("SLV", "7.1"), officer)
    taken = workflow.save(
        update=update, changes={"level": 4}, by=contributor_slv, at=timezone.now()
    )
    assert (taken.channel, taken.channel_document, taken.logged_by) == ("online", "", None)
    with pytest.raises(Conflict):
        logged(taken, officer)


def test_who_is_both_says_by_the_channel_which_it_is(officer: Any, update_of: UpdateOf) -> None:
    from tests.conftest import designate

    designate(officer, "PC", "contributor")
    own = drafted(update_of("PC", "16.1"), officer)
    assert own.channel == Channel.ONLINE
    assert logged(update_of("SLV", "7.1"), officer).channel == Channel.NOTE_VERBALE


# Unasked ---------------------------------------------------------------------------------------


def ask(period: ReportingPeriod, party: str, code: str, by: Any, **more: Any) -> ProgressUpdate:
    return workflow.volunteer(
        period=period,
        commitment=Commitment.objects.get(code=code, instrument__is_default=True),
        party=Party.objects.get(code=party),
        by=by,
        at=timezone.now(),
        changes=CONTENT,
        **more,
    )


def test_a_party_that_is_out_may_volunteer(open_period: ReportingPeriod) -> None:
    from tests.conftest import _speaker

    authority = _speaker("NIC", "authority")
    update = ask(open_period, "NIC", "7.1", authority)
    assert (update.state, update.solicited) == (State.DRAFT, False)
    done = workflow.submit(update=update, by=authority, at=timezone.now())
    assert done.state == State.SUBMITTED
    with pytest.raises(Conflict) as refused:
        ask(open_period, "NIC", "7.1", authority)
    assert refused.value.code == "already_there"


def test_what_is_asked_is_not_volunteered(open_period: ReportingPeriod, authority_slv: Any) -> None:
    with pytest.raises(Conflict):
        ask(open_period, "SLV", "7.1", authority_slv)


def test_who_has_no_part_in_it_volunteers_nothing(
    open_period: ReportingPeriod, officer: Any, authority_hnd: Any
) -> None:
    with pytest.raises(NotAllowed):
        ask(open_period, "NIC", "7.1", authority_hnd)
    with pytest.raises(Invalid) as refused:
        ask(open_period, "CUB", "7.1", officer, **NOTE)
    assert faults(refused) == {"/party": "no_responsibility"}


def test_late_volunteering_is_the_secretariats_to_log(
    open_period: ReportingPeriod, officer: Any
) -> None:
    from tests.conftest import _speaker

    ReportingPeriod.objects.update(state="closed", closed_at=timezone.now())
    with pytest.raises(Conflict) as refused:
        ask(open_period, "NIC", "7.1", _speaker("NIC", "authority"))
    assert refused.value.code == "period_closed"
    update = ask(open_period, "NIC", "7.1", officer, **NOTE)
    assert (update.channel, update.logged_by) == (Channel.NOTE_VERBALE, officer)
