"""Loading once more: nothing changes, or what was amended does, and it is told."""

from __future__ import annotations

from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.instruments import loading
from commitments.models import (
    AssemblySession,
    AuditEntry,
    Commitment,
    HandEdit,
    Indicator,
    Instrument,
    Paragraph,
    Participation,
    Party,
    Responsibility,
    Theme,
    User,
)
from tests.commitments.folders import Folder
from tests.conftest import utc


def _rows() -> list[list[tuple[Any, ...]]]:
    models = [AssemblySession, Theme, Party, Participation, Instrument, Paragraph, Commitment]
    return [
        list(model._default_manager.order_by("pk").values_list())
        for model in (*models, Responsibility, Indicator, AuditEntry)
    ]


def test_a_second_run_changes_nothing_and_says_so(
    catalogue: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    before = _rows()
    told = StringIO()

    with django_assert_max_num_queries(70):
        call_command("load_catalogue", stdout=told)

    assert told.getvalue() == "Catalogue: nothing changed.\n"
    assert _rows() == before


def test_an_amended_file_changes_what_it_says_and_tells_old_and_new(shipped: Folder) -> None:
    commitments = _rows()[6]
    shipped.amend(
        "ag-dec-66/instrument.json",
        lambda content: content["paragraphs"][28]["commitments"][0]["titles"].update(en="New"),
    )
    shipped.amend("sessions.json", lambda content: content["sessions"][-1].update(place="Lima"))

    changes = shipped.load().changes

    old = "Keep citizen security a national priority (political will, efforts, actions)"
    assert changes == (
        "session regular 57 place: nothing → 'Lima'",
        f"commitment ag-dec-66 1.1 titles.en: '{old}' → 'New'",
    )
    assert Commitment.objects.get(code="1.1").titles["en"] == "New"
    assert AssemblySession.objects.get(number=57).place == "Lima"
    assert _rows()[6][1:] == commitments[1:]


def test_items_of_a_list_are_told_one_by_one(shipped: Folder) -> None:
    def change(content: Any) -> None:
        evidence = content["paragraphs"][34]["commitments"][0]["evidence_expected"]
        evidence[0]["es"] = "Programas"
        evidence.append("A law")

    shipped.amend("ag-dec-66/instrument.json", change)

    assert shipped.load().changes == (
        "commitment ag-dec-66 7.1 evidence_expected[0].es: "
        "'Programas, presupuesto, cobertura y evaluación' → 'Programas'",
        "commitment ag-dec-66 7.1 evidence_expected[1]: nothing → {'en': 'A law'}",
    )
    assert shipped.load().changes == ()


def test_a_change_is_kept_in_the_audit_log(shipped: Folder) -> None:
    shipped.amend("themes.json", lambda content: content["themes"][0]["names"].update(en="Justice"))

    changes = shipped.load().changes

    entry = AuditEntry.objects.filter(action="catalogue.load").latest("pk")
    assert entry.detail["changes"] == list(changes)
    assert entry.object_key == "ag-dec-66"


def test_a_correction_of_who_took_part_corrects_who_owes(shipped: Folder) -> None:
    def take_part(content: Any) -> None:
        [cuba] = [state for state in content["states"] if state["code"] == "CUB"]
        cuba["participation"] = [
            {"standing": "participating", "valid_from": "1948-04-30", "basis": "x", "source": "x"}
        ]

    shipped.amend("states.json", take_part)

    changes = shipped.load().changes

    assert "responsibility ag-dec-66: 52 added" in changes
    assert "participation CUB 1962-01-31: removed" in changes
    owed = Responsibility.objects.filter(party__code="CUB", role="addressee")
    assert owed.count() == 52


def test_a_commitment_nobody_reported_on_may_go(second: Folder) -> None:
    second.load()

    def drop(content: Any) -> None:
        del content["paragraphs"][1]["commitments"][2]
        content["counts"]["commitments"] = 4

    second.amend("hem-plan-1/instrument.json", drop)

    assert second.load().changes == (
        "commitment hem-plan-1 1.3: removed",
        "commitment hem-plan-1 2.1 position: 4 → 3",
        "commitment hem-plan-1 2.2 position: 5 → 4",
    )
    assert not Commitment.objects.filter(instrument__key="hem-plan-1", code="1.3").exists()
    assert not Responsibility.objects.filter(commitment__code="1.3").exists()


def test_an_edit_by_hand_outlives_the_next_load(shipped: Folder, administrator: User) -> None:
    session = AssemblySession.objects.get(number=57)
    session.place = "Ottawa"
    session.save()
    loading.note(
        row=session,
        changes={"place": ["", "Ottawa"]},
        by=administrator,
        at=utc(2026, 11, 23),
    )
    shipped.amend(
        "sessions.json", lambda content: content["sessions"][-1].update(place="Lima", theme="Rain")
    )

    loaded = shipped.load()

    assert loaded.changes == ("session regular 57 theme: nothing → 'Rain'",)
    assert loaded.skipped == ("session regular 57 place: 'Ottawa' → 'Lima'",)
    session.refresh_from_db()
    assert (session.place, session.theme) == ("Ottawa", "Rain")


def test_edits_that_only_the_audit_log_tells_of_are_carried_over(
    shipped: Folder, administrator: User
) -> None:
    """Earlier versions read them there: what an overruling load came after counts no longer."""

    def log(action: AuditAction, kind: str, key: str, **detail: Any) -> None:
        record(
            action=action,
            object_type=kind,
            object_key=key,
            by=administrator,
            at=utc(2026, 11, 23),
            **detail,
        )

    place = {"changes": {"place": ["", "Quito"]}, "fields": ["place"]}
    log(AuditAction.EDIT, "session", "regular 57", **place)
    log(AuditAction.LOAD_CATALOGUE, "catalogue", "ag-dec-66", overrule=True)
    mandate = {"changes": {"mandate": ["Addressee of 16", "Addressee"]}, "fields": ["mandate"]}
    log(AuditAction.EDIT, "party", "PC", **mandate)
    log(AuditAction.EDIT, "theme", "prevention", changes={}, fields=["*"])
    migration = import_module("commitments.migrations.0006_edits_by_hand_have_a_table")

    migration.carry_over(apps, None)

    assert set(HandEdit.objects.values_list("kind", "key", "field", "value")) == {
        ("party", "PC", "mandates", "Addressee"),
        ("theme", "prevention", "*", None),
    }


def test_the_folder_may_be_told_to_overrule_what_was_edited_by_hand(
    shipped: Folder, administrator: User
) -> None:
    state = Party.objects.get(code="SLV")
    interval = state.participations.get()
    interval.valid_to = utc(2027, 1, 1).date()
    interval.save()
    loading.note(
        row=interval,
        changes={"valid_to": ["", "2027-01-01"]},
        by=administrator,
        at=utc(2026, 11, 23),
    )

    assert shipped.load().skipped == ("participation SLV: edited by hand",)
    changes = shipped.load(overrule=True).changes

    assert changes == ("participation SLV 1948-04-30 valid_to: 2027-01-01 → nothing",)
    assert shipped.load().skipped == ()


def test_a_default_may_move_to_another_instrument(shipped: Folder, second: Folder) -> None:
    second.load()
    (second.path / "hem-plan-1").rename(shipped.path / "hem-plan-1")
    file = "ag-dec-66/instrument.json"
    shipped.amend(file, lambda content: content.update(default=False))
    shipped.amend("hem-plan-1/instrument.json", lambda content: content.update(default=True))

    changes = shipped.load().changes

    assert changes == (
        "instrument ag-dec-66 is_default: True → False",
        "instrument hem-plan-1 is_default: False → True",
    )
    assert Instrument.objects.default().key == "hem-plan-1"


@pytest.mark.parametrize("verbosity", [0, 1])
def test_the_command_tells_the_changes_unless_told_to_be_quiet(
    second: Folder, verbosity: int
) -> None:
    told = StringIO()

    call_command("load_catalogue", str(second.path), verbosity=verbosity, stdout=told)

    assert ("instrument hem-plan-1: added" in told.getvalue()) == bool(verbosity)
