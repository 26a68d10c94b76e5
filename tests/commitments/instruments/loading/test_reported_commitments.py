"""What was reported on is never deleted, and its words are never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from commitments.models import Commitment, Responsibility, User
from tests.commitments.folders import Folder
from tracker.actions import commands as actions
from tracker.models import ProgressUpdate, ReportingPeriod

FILE = "ag-dec-66/instrument.json"
# Where 7.1 stands in the file: the 28 preambular paragraphs come first.
PLACE = "paragraphs[34].commitments[0]"

pytestmark = pytest.mark.usefixtures("open_period")


def _on_7_1(change: Callable[[dict[str, Any]], None]) -> Callable[[Any], None]:
    return lambda content: change(content["paragraphs"][34]["commitments"][0])


def _succeed(content: Any) -> None:
    """7.6 succeeds 7.1 from 1 January 2013 on."""
    commitments = content["paragraphs"][34]["commitments"]
    commitments[0]["retired"] = {
        "on": "2013-01-01",
        "reason": "Put more precisely.",
        "succeeded_by": ["7.6"],
    }
    new = {key: value for key, value in commitments[0].items() if key != "retired"}
    start, end = new["start"], new["end"] + len(", law enforcement")
    quote = "prevention, law enforcement"
    commitments.append(new | {"code": "7.6", "start": start, "end": end, "quote": quote})


def test_a_reported_commitment_may_not_be_left_out(shipped: Folder) -> None:
    def drop(content: Any) -> None:
        del content["paragraphs"][34]["commitments"][0]
        content["counts"]["commitments"] = 58

    shipped.amend(FILE, drop)

    assert shipped.faults() == [
        f"{FILE}: paragraphs: commitment 7.1 is missing, and was reported on: "
        "keep it, with `retired`"
    ]
    assert Commitment.objects.filter(code="7.1").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quote": "prevention, law", "end": 9417}, "quote"),
        ({"lead_in": None}, "lead_in"),
        ({"tail": {"start": 9491, "end": 9497, "quote": "ensure"}}, "tail"),
        ({"nature": "one_off"}, "nature"),
        ({"tracking": "per_body", "addressees": ["GS"]}, "tracking"),
    ],
)
def test_what_a_reported_commitment_asks_may_not_be_rewritten(
    shipped: Folder, change: dict[str, Any], field: str
) -> None:
    shipped.amend(FILE, _on_7_1(lambda record: record.update(change)))

    [fault] = shipped.faults()

    assert fault == (
        f"{FILE}: {PLACE}: 7.1 was reported on, its {field} cannot change: "
        "retire it, and let a new one succeed it (`retired`, `succeeded_by`)"
    )


def test_what_is_ours_of_a_reported_commitment_may_be_put_better(shipped: Folder) -> None:
    shipped.amend(FILE, _on_7_1(lambda record: record.update(evidence_expected=["A law"])))

    changes = shipped.load().changes

    place = "commitment ag-dec-66 7.1 evidence_expected[0]"
    assert changes == (
        f"{place}.en: 'Programmes, budget, coverage, evaluation' → 'A law'",
        f"{place}.es: 'Programas, presupuesto, cobertura y evaluación' → nothing",
        f"{place}.fr: 'Programmes, budget, couverture et évaluation' → nothing",
        f"{place}.pt: 'Programas, orçamento, cobertura e avaliação' → nothing",
    )


def test_a_reported_commitment_is_retired_and_succeeded(shipped: Folder) -> None:
    updates = ProgressUpdate.objects.filter(commitment__code="7.1").count()
    shipped.amend(FILE, _succeed)

    shipped.load()

    retired, new = (Commitment.objects.get(code=code) for code in ("7.1", "7.6"))
    assert retired.retired_reason == "Put more precisely."
    assert list(retired.successors.all()) == [new]
    assert retired not in Commitment.objects.current()
    assert ProgressUpdate.objects.filter(commitment=retired).count() == updates > 0
    ends = Responsibility.objects.filter(commitment=retired).values_list("valid_to", flat=True)
    starts = Responsibility.objects.filter(commitment=new).values_list("valid_from", flat=True)
    assert set(ends) == set(starts) == {date(2013, 1, 1)}
    assert len(ends) == len(starts)
    assert shipped.load().changes == ()


def test_what_is_retired_stays_so(shipped: Folder) -> None:
    shipped.amend(FILE, _succeed)
    shipped.load()
    shipped.amend(FILE, _on_7_1(lambda record: record.pop("retired")))
    shipped.amend(FILE, lambda content: content["counts"].update(commitments=60))

    assert shipped.faults() == [f"{FILE}: {PLACE}: 7.1 is retired, and stays so"]


def test_a_party_that_reported_stays_among_the_addressees(shipped: Folder) -> None:
    def leave(content: Any) -> None:
        [honduras] = [state for state in content["states"] if state["code"] == "HND"]
        honduras["participation"][1]["valid_to"] = "2012-01-01"
        honduras["participation"][2]["valid_from"] = "2012-01-01"

    shipped.amend("states.json", leave)

    faults = shipped.faults()

    assert len(faults) == 52
    assert f"{FILE}: {PLACE}: HND is no longer addressee of 7.1, but has reported on it" in faults


def test_a_commitment_that_an_action_serves_is_protected_too(
    second: Folder, authority_slv: User, open_period: ReportingPeriod
) -> None:
    second.load()
    party = authority_slv.designations.get().party
    actions.create(
        party=party,
        by=authority_slv,
        at=timezone.now(),
        changes={
            "title": "Doubts",
            "language": "en",
            "kind": "programme",
            "commitments": ["hem-plan-1/1.3"],
        },
    )

    def drop(content: Any) -> None:
        del content["paragraphs"][1]["commitments"][2]
        content["counts"]["commitments"] = 4

    second.amend("hem-plan-1/instrument.json", drop)

    [fault] = second.faults()

    assert "commitment 1.3 is missing, and was reported on" in fault
