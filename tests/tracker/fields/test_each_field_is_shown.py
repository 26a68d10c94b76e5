"""Each declared field of an update is asked for, shown and found; a field more would be too."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from html import escape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.foundation.errors import Invalid
from commitments.models import User
from tests.pages.acting import desk_of, form_of, press, read
from tests.tracker.conftest import Seek
from tests.tracker.doors import at
from tests.tracker.each_field import TEXTS, TYPED, VALUES, each, saying
from tests.tracker.journeys import accepted, drafted, submitted
from tracker.fields import UPDATE, ContentField, Kind
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.updates import commands as workflow
from tracker.updates.commands import comments, translations

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]
ClientOf = Callable[[Any], Client]

# The desk --------------------------------------------------------------------------------------


@each(*TEXTS)
def test_the_form_asks_for_it_under_its_label(
    client_of: ClientOf, update_of: UpdateOf, authority_slv: User, field: ContentField
) -> None:
    client, update = client_of(authority_slv), update_of("SLV", "7.1")
    page = read(client, "desk-update", update.pk)
    assert f'<label for="id_{field.name}">{escape(str(field.label))}</label>' in page
    assert escape(str(field.help), quote=False) in page.replace("&#x27;", "'")
    press(client, desk_of(update), "save", **{field.name: TYPED})
    update.refresh_from_db()
    assert getattr(update, field.name) == TYPED


@each(*TEXTS)
def test_a_page_that_saves_while_one_types_is_told_of_it(
    client_of: ClientOf, update_of: UpdateOf, authority_slv: User, field: ContentField
) -> None:
    client, update = client_of(authority_slv), update_of("SLV", "7.1")
    page = client.get(desk_of(update))
    assert field.name in page.context["editor"].saved
    sent = form_of(page) | {"verb": "save", field.name: TYPED}
    answer = client.post(desk_of(update), sent, headers={"Accept": "application/json"})
    assert json.loads(answer.content)["content"][field.name] == TYPED


@each(*UPDATE.passages)
def test_the_preview_and_the_public_page_show_it(
    client_of: ClientOf,
    visitor: Any,
    update_of: UpdateOf,
    authority_slv: User,
    officer: User,
    field: ContentField,
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv, **saying(field))
    shown = read(client_of(authority_slv), "desk-preview", update.pk)
    update = workflow.submit(update=update, by=authority_slv, at=timezone.now())
    workflow.accept(update=update, by=officer, at=timezone.now())
    for page in (shown, read(client_of(visitor), "update", update.pk)):
        assert f"<dt>{escape(str(field.label))}</dt>" in page
        assert TYPED in page
    in_full = "In full" in read(client_of(visitor), "commitment", "ag-dec-66", "7.1")
    assert in_full or field.lead


@each(*(field for field in UPDATE if field.carried and field.kind != Kind.CHOICE))
def test_starting_from_the_period_before_copies_it(
    update_of: UpdateOf, authority_slv: User, officer: User, field: ContentField
) -> None:
    earlier = accepted(update_of("SLV", "7.1"), authority_slv, officer, **saying(field))
    later = _next_period(earlier)
    started = workflow.start_from_previous(update=later, by=authority_slv, at=timezone.now())
    assert getattr(started, field.name) == VALUES[field.kind]


def _next_period(earlier: ProgressUpdate) -> ProgressUpdate:
    """Return the update that is expected of the same party a period later."""
    period = ReportingPeriod.objects.get(pk=earlier.period_id)
    instruments = list(period.instruments.all())
    period.pk, period.key = None, "2027-1"
    period.covers_from, period.covers_to = period.covers_to, period.covers_to + timedelta(181)
    period.save()
    period.instruments.set(instruments)
    return ProgressUpdate.objects.create(
        period=period,
        responsibility_id=earlier.responsibility_id,
        party_id=earlier.party_id,
        commitment_id=earlier.commitment_id,
        instrument_id=earlier.instrument_id,
        changed_at=timezone.now(),
    )


# Review, comments, translations ----------------------------------------------------------------


@each(*UPDATE.passages)
def test_a_reviewer_sees_what_changed_in_it(
    client_of: ClientOf,
    update_of: UpdateOf,
    authority_slv: User,
    officer: User,
    field: ContentField,
) -> None:
    update = submitted(update_of("SLV", "7.1"), authority_slv)
    update = workflow.return_(update=update, by=officer, at=timezone.now(), comment="More.")
    submitted(update, authority_slv, **saying(field))
    shown = client_of(officer).get(f"/en/review/{update.pk}/").context["passages"]
    assert [passage.name for passage in shown if passage.changed] == [field.name]


@each(*(field for field in UPDATE if field.commented))
def test_a_comment_can_be_about_it(
    client_of: ClientOf, update_of: UpdateOf, authority_slv: User, field: ContentField
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    comments.say(
        update=update, content=TYPED, passage=field.name, by=authority_slv, at=timezone.now()
    )
    page = read(client_of(authority_slv), "desk-update", update.pk)
    assert TYPED in page
    assert f'<option value="{field.name}">' in page


@each(*UPDATE.narratives)
def test_it_is_translated_by_page_and_api_and_read_beside_the_original(
    api: Any,
    client_of: ClientOf,
    visitor: Any,
    update_of: UpdateOf,
    authority_slv: User,
    officer: User,
    field: ContentField,
) -> None:
    update = accepted(update_of("SLV", "7.1"), authority_slv, officer, **saying(field))
    client = client_of(authority_slv)
    address = reverse("translate", args=[update.pk])
    assert f'name="{field.name}"' in client.get(f"{address}?language=en").content.decode()
    client.post(address, {"language": "en", field.name: "A chimera appears."})
    assert "A chimera appears." in read(client_of(visitor), "update", update.pk)
    (row,) = api(visitor).get(at(update, "translations/")).json()["results"]
    assert (row["field"], row["content"]) == (field.name, "A chimera appears.")


@each(*(field for field in UPDATE if not field.narrative))
def test_what_is_no_narrative_is_not_translated(
    update_of: UpdateOf, authority_slv: User, officer: User, field: ContentField
) -> None:
    update = accepted(update_of("SLV", "7.1"), authority_slv, officer)
    with pytest.raises(Invalid):
        translations.translate(
            revision=update.revisions.get(),
            field=field.name,
            language="en",
            content="A chimera.",
            by=authority_slv,
            at=timezone.now(),
        )


@each(*UPDATE.passages)
def test_a_revision_freezes_it(
    api: Any, update_of: UpdateOf, authority_slv: User, officer: User, field: ContentField
) -> None:
    update = accepted(update_of("SLV", "7.1"), authority_slv, officer, **saying(field))
    (revision,) = api(officer).get(at(update, "revisions/")).json()["results"]
    assert revision[field.name] == VALUES[field.kind]


# Search ----------------------------------------------------------------------------------------


@each(*(field for field in UPDATE if field.searched))
def test_it_is_found_in_what_was_published_and_in_ones_own_draft(
    seek: Seek,
    update_of: UpdateOf,
    authority_slv: User,
    authority_hnd: User,
    officer: User,
    field: ContentField,
) -> None:
    published = accepted(update_of("SLV", "7.1"), authority_slv, officer, **saying(field))
    draft = drafted(update_of("HND", "7.1"), authority_hnd, **saying(field))
    (found,) = seek("quimera", kind="update")
    assert (found["key"], "quimera" in found["excerpt"]) == (str(published.pk), True)
    assert {one["key"] for one in seek("quimera", kind="update", by=authority_hnd)} == {
        str(published.pk),
        str(draft.pk),
    }
