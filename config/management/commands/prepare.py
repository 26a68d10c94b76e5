"""manage.py prepare"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from commitments.models import Instrument, User
from config.probes import has_unapplied_migrations
from tracker.models import ReportingPeriod

# The loaded data and the collected static files are made from these.
SOURCES = ("commitments", "config", "reporting", "tracker", "locale", "requirements.txt")


class Command(BaseCommand):
    help = "Bring the database and the static files up to date; what has not changed is skipped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sample", action="store_true", help="load the sample data as well")
        parser.add_argument("--no-static", action="store_true", help="leave the static files alone")

    def handle(self, *args: object, sample: bool, no_static: bool, **options: object) -> None:
        if migrate := has_unapplied_migrations():
            self._step("Migrating the database", "migrate", interactive=False)
        if migrate or _stored_digest() != _digest(sample=sample) or _is_empty(sample=sample):
            self._load(sample=sample, static=not no_static)
            # The digest is computed again, since the folder of static files exists now.
            _write_stamp(_digest(sample=sample))

    def _load(self, *, sample: bool, static: bool) -> None:
        self._step("Loading the catalogue", "load_catalogue")
        self._step("Entering the public record", "load_public_record")
        if sample:
            self._step("Loading the sample data", "load_sample")
        if static:
            self._step("Collecting static files", "collectstatic", interactive=False)

    def _step(self, title: str, command: str, **options: bool) -> None:
        self.stdout.write(f"{title} ... ", ending="")
        self.stdout.flush()
        started = monotonic()
        call_command(command, verbosity=0, stdout=StringIO(), **options)
        self.stdout.write(f"done ({monotonic() - started:.1f} s)")


def _is_empty(*, sample: bool) -> bool:
    # The database was flushed, or its sample data removed, after the stamp was written.
    if sample and not ReportingPeriod.objects.filter(sample=True).exists():
        return True
    return not Instrument.objects.exists()


def _digest(*, sample: bool) -> str:
    """Return a digest of the database, the source files, the half-year and the options."""
    today = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier::text, oid FROM pg_control_system(), pg_database"
            " WHERE datname = current_database()"
        )
        facts: list[object] = list(cursor.fetchone() or ())
    facts += [sample, settings.SAMPLE_PASSWORD if sample else ""]
    facts += [today.year, today.month > 6, str(settings.STATIC_ROOT)]
    facts += [Path(settings.STATIC_ROOT).is_dir()]
    facts += [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in _sources()]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _sources() -> Iterator[Path]:
    for name in SOURCES:
        top = Path(settings.BASE_DIR) / name
        paths = [top] if top.is_file() else sorted(top.rglob("*"))
        yield from (path for path in paths if path.is_file() and path.suffix != ".pyc")


def _stamp_path() -> Path:
    return Path(settings.VAR_DIR) / "prepared.json"


def _write_stamp(digest: str) -> None:
    people = User.objects.filter(sample=True, is_active=True).order_by("pk")
    sign_ins = [[user.email, user.full_name] for user in people]
    _stamp_path().write_text(json.dumps({"digest": digest, "sign_ins": sign_ins}))


def _stored_digest() -> str | None:
    try:
        return str(json.loads(_stamp_path().read_text())["digest"])
    except (OSError, ValueError, KeyError):
        return None
