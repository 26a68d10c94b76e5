"""Django's administration: for administrators alone; what was agreed is not changed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from commitments.models import (
    AssemblySession,
    AuditEntry,
    Commitment,
    Designation,
    Paragraph,
    Party,
    Theme,
    User,
)
from tests.commitments.folders import Folder
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]
MODELS = [model for model in admin.site._registry if model._meta.app_label == "commitments"]
READ_ONLY = ["instrument", "instrumenttext", "indicator", "indicatorvalue", "auditentry"]


@pytest.fixture(autouse=True)
def two_people_a_page(settings: Any) -> None:
    """The person signed in and the person looked at are two honest queries, not an N+1."""
    settings.ZEAL_ALLOWLIST = [{"model": "commitments.User"}]


def _address(name: str, *args: object) -> str:
    return reverse(f"admin:commitments_{name}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_every_list_and_page_opens_for_an_administrator(
    client_of: Browser, administrator: User, model: Any, second: Folder
) -> None:
    second.load()
    client = client_of(administrator)

    listed = client.get(_address(f"{model._meta.model_name}_changelist"))
    row = model._default_manager.order_by("pk").first()
    page = client.get(_address(f"{model._meta.model_name}_change", row.pk))

    assert (listed.status_code, page.status_code) == (200, 200)


@pytest.mark.parametrize("who", ["officer", "authority_slv", "visitor"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_nobody_else_comes_in(
    client_of: Browser, request: pytest.FixtureRequest, who: str, model: Any
) -> None:
    response = client_of(request.getfixturevalue(who)).get(
        _address(f"{model._meta.model_name}_changelist")
    )

    assert response.status_code == 302
    assert "/admin/login/" in response.headers["Location"]


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_is_only_read_takes_no_change(
    client_of: Browser, administrator: User, name: str, shipped: Folder
) -> None:
    shipped.load(overrule=True)  # leaves an entry in the audit log
    row = apps.get_model("commitments", name)._default_manager.order_by("pk")[0]
    client = client_of(administrator)

    assert client.post(_address(f"{name}_change", row.pk), {}).status_code == 403
    assert client.get(_address(f"{name}_add")).status_code == 403
    assert client.post(_address(f"{name}_delete", row.pk), {"post": "yes"}).status_code == 403


def test_words_and_spans_are_shown_and_not_taken(client_of: Browser, administrator: User) -> None:
    one = Commitment.objects.get(code="7.1")
    client = client_of(administrator)
    address = _address("commitment_change", one.pk)

    page = client.get(address).content.decode()
    response = client.post(
        address,
        {
            "titles_en": "Prevention, first of all",
            "titles_es": "Prevención",
            "titles_fr": "Prévention",
            "titles_pt": "Prevenção",
            "evidence_expected_en": "A law\r\nIts budget",
            "evidence_expected_es": "\r\nSu presupuesto",
            "quote": "anything",
            "start": "1",
        },
    )

    assert one.quote in page
    assert 'name="quote"' not in page
    assert response.status_code == 302, response.context["errors"]
    changed = Commitment.objects.get(pk=one.pk)
    assert (changed.quote, changed.start) == (one.quote, one.start)
    assert changed.titles["en"] == "Prevention, first of all"
    assert changed.evidence_expected == [
        {"en": "A law"},
        {"en": "Its budget", "es": "Su presupuesto"},
    ]


def test_the_evidence_expected_is_left_alone_where_nobody_changes_it(
    client_of: Browser, administrator: User, shipped: Folder
) -> None:
    one = Commitment.objects.get(code="4.2")
    client, address = client_of(administrator), _address("commitment_change", one.pk)
    form = client.get(address).context["adminform"].form
    bound = [form[name].subwidgets[0].data["subwidgets"] for name in form.fields]
    # As a browser sends it.
    as_shown = {
        each["name"]: (each["value"] or "").replace("\n", "\r\n") for row in bound for each in row
    }

    response = client.post(address, as_shown | {"titles_en": "Partners"})

    assert response.status_code == 302, response.context["errors"]
    assert AuditEntry.objects.latest("pk").detail["fields"] == ["titles"]
    assert Commitment.objects.get(pk=one.pk).evidence_expected == one.evidence_expected
    assert shipped.load().skipped == (
        f"commitment ag-dec-66 4.2 titles.en: 'Partners' → '{one.titles['en']}'",
    )


def test_evidence_expected_needs_its_english(client_of: Browser, administrator: User) -> None:
    one = Commitment.objects.get(code="7.1")

    response = client_of(administrator).post(
        _address("commitment_change", one.pk),
        {
            "titles_en": "Prevention",
            "evidence_expected_en": "A law",
            "evidence_expected_es": "Una ley\r\nSu presupuesto",
        },
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {"evidence_expected"}


def test_a_bodys_part_is_written_by_language_and_outlives_the_next_load(
    client_of: Browser, administrator: User, shipped: Folder
) -> None:
    council = Party.objects.get(code="PC")
    typed = {
        "names_en": "Permanent Council",
        "body_type": "body",
        "groupings": "[]",
        "mandates_es": "Destinatario",
        "source": council.source,
    }
    client, address = client_of(administrator), _address("party_change", council.pk)

    refused = client.post(address, typed)
    taken = client.post(address, typed | {"mandates_en": "Addressee"})

    assert refused.context["adminform"].form.errors.keys() == {"mandates"}
    assert taken.status_code == 302, taken.context["errors"]
    assert "party PC mandates.es: 'Destinatario' → 'Destinatario del párrafo 16'" in (
        shipped.load().skipped
    )
    council.refresh_from_db()
    assert council.mandates == {"en": "Addressee", "es": "Destinatario"}


def test_the_text_of_a_paragraph_is_not_taken(client_of: Browser, administrator: User) -> None:
    paragraph = Paragraph.objects.get(kind="operative", number=7)
    page = client_of(administrator).get(_address("paragraph_change", paragraph.pk))

    assert 'name="quote"' not in page.content.decode()
    assert 'name="note"' in page.content.decode()


def test_a_name_needs_its_english(client_of: Browser, administrator: User) -> None:
    theme = Theme.objects.get(key="police")

    response = client_of(administrator).post(
        _address("theme_change", theme.pk), {"names_en": "", "names_es": "Policía"}
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {"names"}


def test_a_change_is_logged_and_outlives_the_next_load(
    client_of: Browser, administrator: User, shipped: Folder
) -> None:
    session = AssemblySession.objects.get(number=57)

    response = client_of(administrator).post(
        _address("assemblysession_change", session.pk),
        {"roman": "LVII", "serial_base": "OEA/Ser.P", "place": "Ottawa", "source": session.source},
    )

    assert response.status_code == 302
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.action) == (administrator, "edit")
    assert (entry.object_type, entry.object_key) == ("session", "regular 57")
    assert entry.detail["changes"] == {"place": ["", "Ottawa"]}
    assert shipped.load().skipped == ("session regular 57 place: 'Ottawa' → nothing",)


def test_a_new_standing_is_entered_and_outlives_the_next_load(
    client_of: Browser, administrator: User, shipped: Folder
) -> None:
    state = Party.objects.get(code="SLV")
    interval = state.participations.get()

    response = client_of(administrator).post(
        _address("party_change", state.pk),
        {
            "names_en": "El Salvador",
            "names_es": "El Salvador",
            "names_fr": "El Salvador",
            "names_pt": "El Salvador",
            "alpha2": "SV",
            "numeric": "222",
            "subregion": state.subregion,
            "groupings": "[]",
            "source": state.source,
            "participations-TOTAL_FORMS": "1",
            "participations-INITIAL_FORMS": "1",
            "participations-0-id": interval.pk,
            "participations-0-state": state.pk,
            "participations-0-standing": "participating",
            "participations-0-valid_from": "1948-04-30",
            "participations-0-valid_to": "2027-01-01",
            "participations-0-precision": "day",
            "participations-0-basis": interval.basis,
            "participations-0-source": interval.source,
        },
    )

    assert response.status_code == 302, response.context["errors"]
    assert "participation SLV: edited by hand" in shipped.load().skipped
    interval.refresh_from_db()
    assert str(interval.valid_to) == "2027-01-01"


def test_a_person_is_added_by_email_and_designated(client_of: Browser, administrator: User) -> None:
    client = client_of(administrator)

    added = client.post(
        _address("user_add"),
        {
            "email": "New.Person@Example.org",
            "full_name": "New Person",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    person = User.objects.get(email="new.person@example.org")
    designated = client.post(
        _address("user_change", person.pk),
        {
            "email": person.email,
            "full_name": person.full_name,
            "language": "es",
            "secretariat_role": "",
            "is_active": "on",
            "designations-TOTAL_FORMS": "1",
            "designations-INITIAL_FORMS": "0",
            "designations-0-party": Party.objects.get(code="SLV").pk,
            "designations-0-capacity": "authority",
            "designations-0-document": "Note 3/2026",
            "designations-0-valid_from": "2026-11-01",
        },
    )

    assert (added.status_code, designated.status_code) == (302, 302)
    assert person.check_password(PASSWORD)
    assert Designation.objects.get(user=person).party.code == "SLV"
    logged = AuditEntry.objects.filter(action="edit", by=administrator)
    assert set(logged.values_list("object_type", flat=True)) == {"person", "designation"}
    assert PASSWORD not in str(list(logged.values_list("detail", flat=True)))


def test_setting_a_password_is_logged_without_it(
    client_of: Browser, administrator: User, officer: User
) -> None:
    response = client_of(administrator).post(
        reverse("admin:auth_user_password_change", args=[officer.pk]),
        {
            "usable_password": "true",
            "password1": "another long one",
            "password2": "another long one",
        },
    )

    assert response.status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("another long one")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.detail) == ("person.set_password", {})


def test_the_system_account_is_not_changed(client_of: Browser, administrator: User) -> None:
    system = User.objects.system()

    response = client_of(administrator).post(_address("user_change", system.pk), {"email": "x@y.z"})

    assert response.status_code == 403
