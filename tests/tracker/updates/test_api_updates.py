"""Updates through the API: the way of the paper, and what each reader gets of it."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.models import Responsibility, User
from tests.tracker.doors import CONTENT, UPDATES, accepted, at, codes, save, step, submitted

pytestmark = pytest.mark.django_db

FIELDS = {
    "id",
    "instrument",
    "period",
    "party",
    "commitment",
    "paragraph",
    "state",
    "level",
    "no_change",
    "summary",
    "progress",
    "challenges",
    "next_steps",
    "cooperation_needed",
    "cooperation_offered",
    "language",
    "visibility",
    "embargo_until",
    "not_applicable_reason",
    "channel",
    "actions",
    "evidence",
    "version",
    "may",
    "due_at",
    "submitted_at",
    "late",
    "solicited",
    "sample",
}


def test_an_update_has_the_fields_of_the_contract(
    api: Any, update_of: Any, authority_slv: User
) -> None:
    body = api(authority_slv).get(at(update_of("SLV", "7.1"))).json()
    assert set(body) >= FIELDS
    assert (body["instrument"], body["period"], body["party"]) == ("ag-dec-66", "2026-2", "SLV")
    assert (body["commitment"], body["paragraph"]) == ("7.1", "7")
    assert (body["state"], body["level"], body["may"]) == ("expected", None, ["save"])
    assert body["solicited"] is True
    assert body["late"] is body["sample"] is False


def test_the_way_from_expected_to_accepted(
    api: Any,
    update_of: Any,
    contributor_slv: User,
    authority_slv: User,
    officer: User,
) -> None:
    update = update_of("SLV", "7.1")
    contributor, authority, secretariat = map(api, (contributor_slv, authority_slv, officer))
    seen = [save(contributor, update).json()["state"]]
    seen.append(step(contributor, update, "hand_over").json()["state"])
    seen.append(step(authority, update, "send_back", comment="Add figures.").json()["state"])
    seen.append(step(authority, update, "submit").json()["state"])
    seen.append(step(authority, update, "withdraw").json()["state"])
    seen.append(step(authority, update, "submit").json()["state"])
    seen.append(step(secretariat, update, "return", comment="Which law?").json()["state"])
    seen.append(step(authority, update, "submit").json()["state"])
    seen.append(step(secretariat, update, "accept").json()["state"])
    seen.append(step(secretariat, update, "reopen", reason="It asked to.").json()["state"])
    assert seen == [
        "draft",
        "national_review",
        "draft",
        "submitted",
        "draft",
        "submitted",
        "returned",
        "submitted",
        "accepted",
        "draft",
    ]


def test_what_a_party_says_to_itself_is_not_the_secretariats(
    api: Any, update_of: Any, contributor_slv: User, authority_slv: User, officer: User
) -> None:
    update = update_of("SLV", "7.1")
    save(api(contributor_slv), update)
    step(api(contributor_slv), update, "hand_over")
    step(api(authority_slv), update, "send_back", comment="Not this figure.")

    def comments(person: User) -> list[str]:
        rows = api(person).get(f"/api/v1/updates/{update.pk}/decisions/").json()["results"]
        return [row["comment"] for row in rows if row["verb"] == "send_back"]

    assert comments(contributor_slv) == ["Not this figure."]
    assert comments(officer) == [""]


def test_what_the_secretariat_logged_the_party_replaces(
    api: Any, update_of: Any, authority_slv: User, officer: User, other_officer: User
) -> None:
    update = update_of("SLV", "7.1")
    source = {"channel": "note_verbale", "channel_document": "Note 12/2026"}
    logged = save(api(officer), update, **CONTENT, **source)
    assert logged.status_code == 200, logged.content
    body = logged.json()
    assert (body["state"], body["channel"], body["summary"]) == (
        "draft",
        "note_verbale",
        CONTENT["summary"],
    )
    assert body["channel_document"] == "Note 12/2026"
    assert step(api(officer), update, "submit").status_code == 200
    assert step(api(officer), update, "accept").status_code == 403
    assert step(api(other_officer), update, "accept").status_code == 200
    assert step(api(authority_slv), update, "replace").json()["channel"] == "online"


def test_the_secretariat_reads_no_unsubmitted_text(
    api: Any, update_of: Any, authority_slv: User, officer: User
) -> None:
    update = update_of("SLV", "7.1")
    save(api(authority_slv), update)
    body = api(officer).get(at(update)).json()
    assert body["state"] == "draft"
    assert (body["summary"], body["progress"], body["level"]) == ("", "", None)
    assert body["cooperation_needed"] == []
    step(api(authority_slv), update, "submit")
    assert api(officer).get(at(update)).json()["summary"] == CONTENT["summary"]
    step(api(officer), update, "return", comment="Which law?")
    save(api(authority_slv), update, summary="Law 12 is in force.")
    body = api(officer).get(at(update)).json()
    assert (body["state"], body["summary"]) == ("returned", CONTENT["summary"])


def test_the_public_reads_the_published_revision_and_not_where_the_paper_is(
    api: Any, update_of: Any, authority_slv: User, officer: User, visitor: Any
) -> None:
    update = accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"))
    before = api(visitor).get(at(update)).json()
    step(api(officer), update, "reopen", reason="It asked to.")
    save(api(authority_slv), update, summary="Quite another thing.", level=4)
    after = api(visitor).get(at(update)).json()
    assert after == before
    assert (after["state"], after["summary"], after["level"]) == (
        "accepted",
        CONTENT["summary"],
        2,
    )
    assert (after["version"], after["may"], after["logged_by"]) == (1, [], None)


@pytest.mark.parametrize(
    ("content", "public", "member_states"),
    [
        ({}, 200, 200),
        ({"visibility": "member_states"}, 404, 200),
        ({"embargo_until": "2099-01-01T00:00:00Z"}, 404, 404),
        ({"embargo_until": "2020-01-01T00:00:00Z"}, 200, 200),
    ],
)
def test_what_a_party_keeps_back_is_kept_back(
    api: Any,
    update_of: Any,
    authority_slv: User,
    authority_hnd: User,
    officer: User,
    nobody: User,
    visitor: Any,
    content: dict[str, Any],
    public: int,
    member_states: int,
) -> None:
    update = accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"), **content)
    for person, status in [
        (visitor, public),
        (nobody, public),
        (authority_hnd, member_states),
        (authority_slv, 200),
        (officer, 200),
    ]:
        assert api(person).get(at(update)).status_code == status
        listed = api(person).get(UPDATES, {"party": "SLV", "commitment": "7.1"}).json()["results"]
        assert [row["id"] for row in listed] == ([update.pk] if status == 200 else [])


def test_refusals_come_in_the_order_of_the_contract(
    api: Any, update_of: Any, authority_slv: User, authority_hnd: User, officer: User, visitor: Any
) -> None:
    update = update_of("SLV", "7.1")
    bad = {"level": 9, "colour": "red"}
    party = api(authority_slv)
    assert api(visitor).patch(at(update), bad).status_code == 404
    assert api(authority_hnd).patch(at(update), bad).status_code == 404
    accepted(party, api(officer), update)
    assert api(visitor).patch(at(update), bad).status_code == 401
    assert api(authority_hnd).patch(at(update), bad).status_code == 403
    missing = party.patch(at(update), bad)
    assert (missing.status_code, missing.json()["code"]) == (428, "if_match_required")
    assert party.patch(at(update), bad, headers={"If-Match": '"1"'}).status_code == 412
    assert party.patch(at(update), bad, headers={"If-Match": "*"}).status_code == 409
    step(api(officer), update, "reopen", reason="It asked to.")
    refused = party.patch(at(update), bad, headers={"If-Match": "*"})
    assert refused.status_code == 400
    assert codes(refused) == {"/level": "out_of_range", "/colour": "unknown_field"}


def test_verbs_refuse_in_the_same_order(
    api: Any, update_of: Any, authority_slv: User, authority_hnd: User, officer: User
) -> None:
    update = update_of("SLV", "7.1")
    address = at(update, "return/")
    bad = {"comment": 5, "colour": "red"}
    assert api(authority_hnd).post(address, bad).status_code == 404
    assert api(authority_slv).post(address, bad).status_code == 403
    assert api(officer).post(address, bad).status_code == 428
    assert api(officer).post(address, bad, headers={"If-Match": '"77"'}).status_code == 412
    assert api(officer).post(address, bad, headers={"If-Match": "*"}).status_code == 409
    submitted(api(authority_slv), update)
    refused = api(officer).post(address, bad, headers={"If-Match": "*"})
    assert refused.status_code == 400
    assert codes(refused) == {"/comment": "wrong_type", "/colour": "unknown_field"}
    unknown = api(officer).post(
        address, {"comment": "Why?", "colour": "red"}, headers={"If-Match": "*"}
    )
    assert codes(unknown) == {"/colour": "unknown_field"}
    assert api(officer).get(at(update)).json()["state"] == "submitted"
    assert codes(step(api(officer), update, "return")) == {"/comment": "required"}


def test_nobodys_text_is_overwritten_unseen(
    api: Any, update_of: Any, authority_slv: User, contributor_slv: User
) -> None:
    update = update_of("SLV", "7.1")
    tag = api(contributor_slv).get(at(update))["ETag"]
    save(api(authority_slv), update)
    late = api(contributor_slv).patch(
        at(update), {"summary": "Mine."}, headers={"If-Match": f"W/{tag}"}
    )
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert api(authority_slv).get(at(update)).json()["summary"] == CONTENT["summary"]


def test_a_submission_names_all_that_it_lacks(
    api: Any, update_of: Any, authority_slv: User
) -> None:
    update = update_of("SLV", "7.1")
    save(api(authority_slv), update, progress="Something.")
    refused = step(api(authority_slv), update, "submit")
    assert refused.status_code == 400
    assert set(codes(refused)) == {"/language", "/summary", "/level"}


def test_a_supporting_body_volunteers(
    api: Any, open_period: Any, authority_pc: User, authority_slv: User, visitor: Any
) -> None:
    duty = Responsibility.objects.filter(party__code="PC", role="supporting").first()
    assert duty is not None
    body = {
        "period": "2026-2",
        "party": "PC",
        "commitment": duty.commitment.code,
        "summary": "The Council met.",
    }
    assert api(visitor).post(UPDATES, body).status_code == 401
    assert api(authority_slv).post(UPDATES, body).status_code == 403
    made = api(authority_pc).post(UPDATES, body)
    assert made.status_code == 201, made.content
    assert (made.json()["state"], made.json()["solicited"]) == ("draft", False)
    assert api(authority_pc).get(made["Location"]).json()["summary"] == "The Council met."
    assert api(authority_pc).post(UPDATES, body).status_code == 409
    unknown = api(authority_pc).post(UPDATES, {"period": "1999-1", "party": 5, "instrument": "x"})
    assert codes(unknown) == {
        "/period": "unknown_key",
        "/party": "unknown_key",
        "/instrument": "unknown_key",
    }
