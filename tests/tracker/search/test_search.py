"""Words are found in the text's own language, accents or none, by whom may read them alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from commitments.models import Party
from tests.access import scene
from tests.tracker.conftest import Seek
from tests.tracker.journeys import accepted
from tracker.actions import commands as actions
from tracker.evidence.commands import attachments as evidence
from tracker.models import ProgressUpdate
from tracker.updates.commands import translations

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]


def updates(found: list[dict[str, Any]]) -> list[int]:
    return [int(one["key"]) for one in found if one["kind"] == "update"]


# Languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("es", "La policía comunitaria.", "policia"),
        ("es", "La policia comunitaria.", "policías"),
        ("es", "Un acuerdo de cooperación.", "cooperaciones"),
        ("es", "Dos cooperaciones.", "cooperación"),
        ("es", "Centros penitenciarios.", "PENITENCIARIO"),
        ("es", "El plan «Políticas» del país.", "politica del"),
        ("es", "LA POLICÍA COMUNITARIA", "policía"),
        ("fr", "C’est l’État qui agit…", "etat"),
        ("en", "The “prisons”—all of them", "prison"),
        ("es", "Entre policía/fiscalía y jueces.", "fiscalia"),
        ("en", "Two prisons were built.", "prison"),
        ("en", "It was building prisons.", "builds"),
        ("fr", "La sécurité des citoyens.", "securite citoyen"),
        ("fr", "Les établissements pénitentiaires.", "penitentiaire"),
        ("pt", "A polícia civil.", "policias"),
        ("pt", "Acordos de cooperação.", "cooperacao"),
        ("pt", "Acordos de cooperações.", "cooperação"),
    ],
)
def test_a_word_is_found_as_its_language_inflects_it_with_accents_or_without(
    seek: Seek,
    update_of: UpdateOf,
    authority_slv: Any,
    officer: Any,
    language: str,
    written: str,
    typed: str,
) -> None:
    update = accepted(
        update_of("SLV", "3.1"), authority_slv, officer, language=language, summary=written
    )
    found = seek(typed, kind="update")
    assert updates(found) == [update.pk]
    assert found[0]["language"] == language
    assert found[0]["excerpt_marks"], found


def test_another_languages_endings_are_not_taken_off(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = update_of("SLV", "3.1")
    accepted(update, authority_slv, officer, language="es", summary="Dijo builder una vez.")
    assert updates(seek("builder")) == [update.pk]
    assert updates(seek("building")) == []


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ('"seguridad ciudadana"', True),
        ("«seguridad ciudadana»", True),
        ("“ciudadana seguridad”", False),
        ("seguridad -ciudadana", False),
        ("seguridad -policía", True),
        ("seguridad or quimera", True),
        ("seguridad quimera", False),
        ("ciudad", True),
        ('"ciudad"', False),
        ("ci", False),
        ("de la", False),
        ("' OR 1=1 -- %s", False),
        ("\\ | & ! ( :* <->", False),
    ],
)
def test_quotes_minus_and_the_beginning_of_the_last_word(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, officer: Any, typed: str, is_found: bool
) -> None:
    accepted(
        update_of("SLV", "3.1"),
        authority_slv,
        officer,
        summary="Ley de la seguridad ciudadana.",
        progress="",
    )
    assert bool(updates(seek(typed, text_language="es"))) is is_found


def test_the_words_found_are_marked_where_they_stand_and_nothing_is_lost(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    written = "Antes <b>policía</b> & después «policía» \x01policía\x02 <script>alert(1)</script>"
    accepted(update_of("SLV", "3.1"), authority_slv, officer, summary=written, progress="")
    (one,) = seek("policia", kind="update")
    assert one["excerpt"] == written.replace("\x01", " ").replace("\x02", " ")
    assert [one["excerpt"][start:end] for start, end in one["excerpt_marks"]] == ["policía"] * 3


def test_of_a_long_text_the_part_with_the_words_is_shown(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    written = f"{'Se sigue. ' * 40}Una quimera aparece. {'Se termina. ' * 40}"
    accepted(update_of("SLV", "3.1"), authority_slv, officer, summary=written, progress="")
    (one,) = seek("quimera", kind="update")
    assert len(one["excerpt"]) < 300
    assert one["excerpt"].startswith("… ")
    assert one["excerpt"].endswith(" …")
    assert [one["excerpt"][start:end] for start, end in one["excerpt_marks"]] == ["quimera"]


# What there is to find -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        ("arms trafficking", "paragraph", "15"),
        ("trafficking in persons", "commitment", "15.4"),
        ("trata de personas", "commitment", "15.4"),
        ("traite des personnes", "commitment", "15.4"),
        ("tráfico de pessoas", "commitment", "15.4"),
        ("género", "theme", "gender"),
        ("bolivie", "party", "BOL"),
        ("homicide", "indicator", "WB-HOMICIDE"),
    ],
)
def test_the_catalogue_is_found_in_four_languages(
    seek: Seek, typed: str, kind: str, key: str
) -> None:
    assert key in [one["key"] for one in seek(typed, kind=kind)]


def test_translations_actions_evidence_and_reports_are_found(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = update_of("SLV", "3.1")
    evidence.attach(
        update=update,
        title="Gaceta con políticas",
        url="https://gazette.example/1",
        by=authority_slv,
        at=timezone.now(),
    )
    update.refresh_from_db()
    accepted(update, authority_slv, officer)
    translations.translate(
        revision=update.revisions.get(),
        field="summary",
        language="fr",
        content="Les quartiers apaisés.",
        by=authority_slv,
        at=timezone.now(),
    )
    action = actions.create(
        party=Party.objects.get(code="SLV"),
        by=authority_slv,
        at=timezone.now(),
        changes={
            "title": "Ley de quimeras",
            "language": "es",
            "kind": "law",
            "visibility": "public",
            "commitments": ["7.1"],
        },
    )
    report = scene.report("issued", officer)
    type(report).objects.filter(pk=report.pk).update(symbol="AG/doc.5421/27")
    assert [(one["kind"], one["language"]) for one in seek("quartier apaise")] == [("update", "fr")]
    assert [(one["kind"], one["key"]) for one in seek("quimera")] == [("action", str(action.pk))]
    assert [one["kind"] for one in seek("política", kind="evidence")] == ["evidence"]
    assert (
        [(one["kind"], one["key"]) for one in seek("5421")]
        == [(one["kind"], one["key"]) for one in seek("AG/doc.5421/27")]
        == [("report", str(report.pk))]
    )


def test_what_is_found_is_narrowed_by_party_paragraph_and_language(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, authority_hnd: Any, officer: Any
) -> None:
    ours = accepted(update_of("SLV", "3.1"), authority_slv, officer, summary="Una quimera.")
    theirs = accepted(
        update_of("HND", "7.1"), authority_hnd, officer, summary="A chimera.", language="en"
    )
    scene.published_update(update_of("SLV", "7.1"), authority_slv, officer)
    assert updates(seek("quimera or chimera")) in ([ours.pk, theirs.pk], [theirs.pk, ours.pk])
    assert updates(seek("quimera or chimera", party="hnd")) == [theirs.pk]
    assert updates(seek("quimera or chimera", paragraph="3")) == [ours.pk]
    assert updates(seek("quimera or chimera", text_language="en")) == [theirs.pk]
    assert [one["kind"] for one in seek("plan", kind="evidence", party="SLV", paragraph="7")] == [
        "evidence"
    ]
    assert seek("plan", kind="evidence", party="HND") == []


def test_an_update_is_found_once_however_many_of_its_texts_hold_the_word(
    seek: Seek, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = accepted(update_of("SLV", "3.1"), authority_slv, officer, summary="Una quimera.")
    translations.translate(
        revision=update.revisions.get(),
        field="summary",
        language="pt",
        content="Uma quimera.",
        by=authority_slv,
        at=timezone.now(),
    )
    assert [one["language"] for one in seek("quimera", language="pt")] == ["pt"]
    assert [one["language"] for one in seek("quimera", language="es")] == ["es"]


# Over the API --------------------------------------------------------------------------------


def test_pages_follow_each_other_without_a_gap_and_back(
    api: Callable[[Any], Any], seek: Seek, visitor: Any
) -> None:
    whole = [(one["kind"], one["key"]) for one in seek("security")]
    assert len(whole) > 20
    assert len(set(whole)) == len(whole)
    paged = [(one["kind"], one["key"]) for one in seek("security", page_size="7")]
    assert paged == whole
    first = api(visitor).get("/api/v1/search/?q=security&page_size=7").json()
    second = api(visitor).get(first["next"]).json()
    assert api(visitor).get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("", "?q"),
        ("q=", "?q"),
        ("q=%20", "?q"),
        ("q=%00", "?q"),
        (f"q={'x' * 201}", "?q"),
        ("q=x&kind=none", "?kind"),
        ("q=x&party=XXX", "?party"),
        ("q=x&paragraph=99", "?paragraph"),
        ("q=x&text_language=de", "?text_language"),
        ("q=x&ordering=relevance", "?ordering"),
        ("q=x&cursor=none", "?cursor"),
        ("q=x&colour=red", "?colour"),
    ],
)
def test_what_cannot_be_searched_is_refused_and_named(
    api: Callable[[Any], Any], open_period: Any, visitor: Any, query: str, pointer: str
) -> None:
    answer = api(visitor).get(f"/api/v1/search/?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


def test_queries_do_not_grow_with_what_is_found(
    api: Callable[[Any], Any],
    update_of: UpdateOf,
    authority_slv: Any,
    officer: Any,
    visitor: Any,
    django_assert_max_num_queries: Any,
) -> None:
    for code in ("3.1", "7.1", "7.2", "7.3"):
        accepted(update_of("SLV", code), authority_slv, officer, summary="Security.", language="en")
    with django_assert_max_num_queries(12):
        api(visitor).get("/api/v1/search/?q=security&page_size=500")
