"""A scratch database of its own, with as many invented updates as a measurement wants."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tracker.fields import UPDATE

if TYPE_CHECKING:
    from tracker.models import ReportingCycle, ReportingPeriod

FIRST_YEAR: Final = 2012
# Characters of a narrative: at its longest; and as parties mostly write.
LONG, USUAL = 2000, 500

_NARRATIVES: Final = tuple(field.name for field in UPDATE.narratives)
# Where each begins in the text, and how many parts it has: that of the longest is well known.
_SLICES: Final = {"summary": (0, 3), "progress": (300, 9), "challenges": (1200, 4)}


def _slice(name: str) -> str:
    start, parts = _SLICES.get(name, (1600, 4))
    return f"substr(t.words, d.start + {start}, %(part)s * {parts})"


# Narratives are slices of the Declaration: words that compress as words do.
_UPDATES: Final = f"""
INSERT INTO tracker_progressupdate (
    period_id, covers_from, responsibility_id, party_id, commitment_id, instrument_id, solicited,
    state, channel, channel_document, first_submitted_at, submitted_at, latest_revision_id,
    published_revision_id, version, changed_at, sample, level, no_change, not_applicable_reason,
    {", ".join(_NARRATIVES)},
    cooperation_needed, cooperation_offered, language, visibility)
SELECT %(period)s, current_date, d.id, d.party_id, d.commitment_id, d.instrument_id, TRUE,
    'accepted', 'online', '', %(at)s, %(at)s, d.revision, d.revision, 3, %(at)s, TRUE,
    (d.id + %(period)s) %% 5, FALSE, '', {", ".join(map(_slice, _NARRATIVES))},
    '[{{"text": "Training", "theme": "police"}}]', '[]', 'en', 'public'
FROM (
    SELECT r.id, r.party_id, r.commitment_id, c.instrument_id,
        nextval(pg_get_serial_sequence('tracker_revision', 'id')) AS revision,
        (1 + (r.id * 131 + %(period)s * 17) %% 9000)::int AS start
    FROM commitments_responsibility r JOIN commitments_commitment c ON c.id = r.commitment_id
    WHERE r.role = 'addressee' ORDER BY r.id
) d, (SELECT repeat(max(content), 2) AS words FROM commitments_instrumenttext) t
"""
_SAID: Final = ", ".join(name for name in UPDATE.names if name != "embargo_until")
_REVISIONS: Final = f"""
INSERT INTO tracker_revision (
    id, update_id, number, channel, channel_document, evidence, actions, submitted_at,
    submitted_by_id, sample, {_SAID})
SELECT published_revision_id, id, 1, channel, '', jsonb_build_array(jsonb_build_object(
        'id', id, 'title', 'Official gazette', 'url', 'https://gazette.example/' || id,
        'file_name', '', 'sha256', '', 'size', NULL, 'dated_on', NULL, 'visibility', 'public')),
    '[]', submitted_at, %(person)s, TRUE, {_SAID}
FROM tracker_progressupdate WHERE period_id = %(period)s
"""
_EVIDENCE: Final = """
INSERT INTO tracker_evidence (
    update_id, title, url, file, file_name, content_type, sha256, visibility,
    in_latest_revision, in_published_revision, added_at, added_by_id, sample)
SELECT id, 'Official gazette', 'https://gazette.example/' || id, '', '', '', '', 'public',
    TRUE, TRUE, submitted_at, %(person)s, TRUE
FROM tracker_progressupdate WHERE period_id = %(period)s AND id %% 2 = 0
"""

_DECISIONS: Final = """
INSERT INTO tracker_decision (
    update_id, verb, from_state, to_state, by_id, at, comment, revision_id, sample)
SELECT id, 'accept', 'submitted', 'accepted', %(person)s, submitted_at, '', published_revision_id,
    TRUE
FROM tracker_progressupdate WHERE period_id = %(period)s
"""
_ROSTER: Final = """
INSERT INTO tracker_rosterentry (period_id, party_id, decision, standing, reason, sample)
SELECT DISTINCT %(period)s, party_id, 'in', '', 'Takes part', TRUE
FROM tracker_progressupdate WHERE period_id = %(period)s
"""


@contextmanager
def scratch_database() -> Iterator[None]:
    """Point DATABASE_URL at a new database of the same cluster; drop it at the end."""
    before = os.environ["DATABASE_URL"]
    name = f"tracker_bench_{os.getpid()}"
    address = urlsplit(before)
    with psycopg.connect(before, autocommit=True) as cluster:
        cluster.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        os.environ["DATABASE_URL"] = urlunsplit(address._replace(path=f"/{name}"))
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()
            cluster.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            os.environ["DATABASE_URL"] = before


def prepare() -> None:
    """Set Django up on the scratch database; make its tables, and load the catalogue."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("load_catalogue", verbosity=0)


def fill(periods: int, *, characters: int = LONG) -> None:
    """Bring the database to `periods` closed periods of 1,775 accepted updates each.

    `characters`: how many a new update's narrative has.
    """
    from django.db import connection, transaction

    from commitments.models import AssemblySession, Instrument, User
    from tracker.models import ReportingCycle, ReportingPeriod

    regular = AssemblySession.objects.filter(kind="regular")
    cycle, _made = ReportingCycle.objects.get_or_create(
        from_session=regular.get(number=41), to_session=regular.get(number=42)
    )
    person = User.objects.system()
    for index in range(ReportingPeriod.objects.count(), periods):
        period = _period(index, cycle)
        period.save()
        period.instruments.set([Instrument.objects.default()])
        values: dict[str, Any] = {
            "period": period.pk,
            "at": period.due_at,
            "person": person.pk,
            "part": characters // 20,
        }
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (_UPDATES, _REVISIONS, _EVIDENCE, _DECISIONS, _ROSTER):
                cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _period(index: int, cycle: ReportingCycle) -> ReportingPeriod:
    from tracker.models import ReportingPeriod

    year, half = FIRST_YEAR + index // 2, index % 2 + 1
    month = 1 if half == 1 else 7
    opens = datetime(year, month, 1, tzinfo=UTC)
    due = datetime(year, month + 4, 1, tzinfo=UTC)
    return ReportingPeriod(
        key=f"{year}-{half}",
        cycle=cycle,
        covers_from=date(year, month, 1),
        covers_to=date(year, month + 5, 28),
        opens_at=opens,
        due_at=due,
        closes_at=due,
        state=ReportingPeriod.State.CLOSED,
        opened_at=opens,
        closed_at=due,
        sample=True,
    )
