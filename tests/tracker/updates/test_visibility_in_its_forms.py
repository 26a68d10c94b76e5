"""The rule of who may read says the same in Python, as a `Q`, and in SQL, over all combinations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from commitments.models import Party, User
from tests.tracker.journeys import CONTENT
from tracker.evidence.models import BESIDE_TEXT_SQL
from tracker.models import Audience, Channel, Evidence, ProgressUpdate, Revision, Visibility
from tracker.updates.models.readable_text import (
    GETS_WORKING_COPY_SQL,
    REVISION_SQL,
    Text,
    gets_working_copy,
    text_for,
)
from tracker.visibility import Reader, marked_sql, reads_sql

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]
NOW = timezone.now()
EMBARGOES = (None, NOW - timedelta(hours=1), NOW, NOW + timedelta(hours=1))


def readers() -> list[Reader]:
    """Return everybody there is: each mixture of officer, the party, another party, and neither."""
    slv, hnd = (Party.objects.get(code=code).pk for code in ("SLV", "HND"))
    parties = [frozenset[int](), frozenset({slv}), frozenset({hnd}), frozenset({slv, hnd})]
    return [
        Reader(at=NOW, officer=officer, parties=own, member_states=member_states)
        for officer, own, member_states in product((False, True), parties, (False, True))
    ]


def ids(sql: str, reader: Reader) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, reader.sql_values)
        return {pk for (pk,) in cursor.fetchall()}


def revision(update: ProgressUpdate, number: int, **content: Any) -> Revision:
    return Revision.objects.create(
        update=update,
        number=number,
        channel=update.channel,
        submitted_at=NOW,
        submitted_by=User.objects.system(),
        **(CONTENT | content),
    )


def test_content_is_read_by_the_same_people_in_every_form(update_of: UpdateOf) -> None:
    update = update_of("SLV", "7.1")
    kept = [
        revision(update, number, visibility=visibility, embargo_until=until)
        for number, (visibility, until) in enumerate(product(Visibility.values, EMBARGOES), start=1)
    ]
    for reader in readers():
        said = {
            one.pk
            for one in kept
            if reader.reads(
                party_id=update.party_id,
                visibility=one.visibility,
                embargo_until=one.embargo_until,
            )
        }
        asked = Revision.objects.filter(reader.reads_q(party="update__party"))
        assert set(asked.values_list("pk", flat=True)) == said, reader
        condition = reads_sql(party="u.party_id", content="r")
        assert said == ids(
            "SELECT r.id FROM tracker_revision r JOIN tracker_progressupdate u"
            f" ON u.id = r.update_id WHERE {condition}",
            reader,
        ), reader


@pytest.mark.parametrize(
    ("visibility", "until", "visitor", "stranger"),
    [
        ("public", None, True, True),
        ("public", NOW - timedelta(seconds=1), True, True),
        ("public", NOW, True, True),
        ("public", NOW + timedelta(seconds=1), False, False),
        ("member_states", None, False, True),
        ("member_states", NOW + timedelta(seconds=1), False, False),
    ],
)
def test_an_embargo_and_a_mark_each_keep_others_out(
    visibility: str, until: datetime | None, visitor: bool, stranger: bool
) -> None:
    others = (Reader(at=NOW), Reader(at=NOW, parties=frozenset({2}), member_states=True))
    insiders = (
        Reader(at=NOW, officer=True, member_states=True),
        Reader(at=NOW, parties=frozenset({1}), member_states=True),
    )

    def reads(reader: Reader) -> bool:
        return reader.reads(party_id=1, visibility=visibility, embargo_until=until)

    assert [reads(reader) for reader in others] == [visitor, stranger]
    assert all(reads(reader) for reader in insiders)


def test_the_same_text_of_an_update_is_given_in_every_form(
    update_of: UpdateOf, officer: User
) -> None:
    updates = [update_of("SLV", code) for code in ("7.1", "3.1", "4.1", "5.1")]
    for number, (update, channel) in enumerate(
        zip(updates, [Channel.ONLINE, Channel.MAIL] * 2, strict=True)
    ):
        update.channel = channel
        if channel != Channel.ONLINE:
            update.channel_document, update.logged_by = "Note 1", officer
        if number > 1:
            update.published_revision = revision(update, 1)
            update.latest_revision = revision(update, 2)
        update.save()
    for reader in readers():
        working = {
            update.pk
            for update in updates
            if text_for(reader, party_id=update.party_id, channel=update.channel)
            == Text.WORKING_COPY
        }
        mine = ProgressUpdate.objects.filter(
            gets_working_copy(reader), pk__in=[u.pk for u in updates]
        )
        assert set(mine.values_list("pk", flat=True)) == working, reader
        chosen = ", ".join(str(update.pk) for update in updates)
        assert working == ids(
            f"SELECT u.id FROM tracker_progressupdate u WHERE {GETS_WORKING_COPY_SQL}"
            f" AND u.id IN ({chosen})",
            reader,
        ), reader
        revisions = {
            text.pk for update in updates if isinstance(text := _text(update, reader), Revision)
        }
        assert revisions == ids(
            f"SELECT {REVISION_SQL} FROM tracker_progressupdate u WHERE u.id IN ({chosen})"
            f" AND {REVISION_SQL} IS NOT NULL",
            reader,
        ), reader


def _text(update: ProgressUpdate, reader: Reader) -> Any:
    return {
        Text.WORKING_COPY: update,
        Text.LATEST: update.latest_revision,
        Text.PUBLISHED: update.published_revision,
    }[text_for(reader, party_id=update.party_id, channel=update.channel)]


ROLES = ("visitor", "nobody", "authority_hnd", "contributor_slv", "authority_slv", "officer")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("channel", [Channel.ONLINE, Channel.MAIL])
def test_evidence_stands_beside_its_text_in_every_form(
    request: pytest.FixtureRequest, update_of: UpdateOf, officer: User, role: str, channel: Channel
) -> None:
    update = update_of("SLV", "7.1")
    update.channel = channel
    if channel != Channel.ONLINE:
        update.channel_document, update.logged_by = "Note 1", officer
    update.published_revision = update.latest_revision = revision(update, 1)
    update.save()
    pieces = [
        Evidence.objects.create(
            update=update,
            title="T",
            url="https://gazette.example/1",
            visibility=mark,
            in_latest_revision=latest,
            in_published_revision=published,
            removed_at=NOW if removed else None,
            added_at=NOW,
            added_by=officer,
        )
        for mark, latest, published, removed in product(
            Audience.values, (False, True), (False, True), (False, True)
        )
    ]
    person = request.getfixturevalue(role)
    reader = Reader.of(person, timezone.now())
    text = text_for(reader, party_id=update.party_id, channel=update.channel)
    beside = {
        piece.pk
        for piece in pieces
        if {
            Text.WORKING_COPY: piece.removed_at is None,
            Text.LATEST: piece.in_latest_revision,
            Text.PUBLISHED: piece.in_published_revision and piece.visibility in reader.audiences,
        }[text]
    }
    found = set(Evidence.objects.beside_text(person).values_list("pk", flat=True))
    assert found == beside
    assert found == ids(
        "SELECT e.id FROM tracker_evidence e JOIN tracker_progressupdate u ON u.id = e.update_id"
        f" WHERE {BESIDE_TEXT_SQL}",
        reader,
    )
    opened = set(Evidence.objects.visible_to(person).values_list("pk", flat=True))
    held = {p.pk for p in pieces if p.in_latest_revision or p.in_published_revision}
    assert opened == (beside | held if reader.belongs(update.party_id) else beside)


def test_a_mark_is_read_by_the_same_people_in_every_form(
    officer: User, update_of: UpdateOf
) -> None:
    update = update_of("SLV", "7.1")
    for mark in Audience.values:
        Evidence.objects.create(
            update=update,
            title="T",
            url="https://gazette.example/1",
            visibility=mark,
            added_at=NOW,
            added_by=officer,
        )
    for reader in readers():
        found = set(Evidence.objects.filter(reader.marked_q()).values_list("pk", flat=True))
        open_to = Evidence.objects.filter(visibility__in=list(reader.audiences))
        assert found == set(open_to.values_list("pk", flat=True))
        assert found == ids(
            f"SELECT e.id FROM tracker_evidence e WHERE {marked_sql('e.visibility')}", reader
        )
        assert not Evidence.objects.filter(reader.marked_q(), visibility=Audience.PARTY).exists()
