"""Liveness and readiness probes."""

from __future__ import annotations

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commitments.models import Instrument
from tracker.models import ReportingPeriod

_BROKER_TIMEOUT = 2.0


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Return 200 as long as the process answers; it depends on nothing else."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Return 200 if everything needed to serve is available, else 503 with what is missing."""
    missing = [name for name, check in _CHECKS.items() if not _passes(check)]
    if missing:
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    return JsonResponse({"status": "ready"})


def has_unapplied_migrations() -> bool:
    """Return whether the database is behind the code. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, redis.RedisError):
        return False


def _database() -> bool:
    connection.ensure_connection()
    return connection.is_usable()


def _broker() -> bool:
    """Return whether Redis answers, which is the cache too. Celery checks any other broker."""
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=_BROKER_TIMEOUT, socket_connect_timeout=_BROKER_TIMEOUT
    ) as client:
        return bool(client.ping())


def _sample() -> bool:
    return not settings.SAMPLE or ReportingPeriod.objects.filter(sample=True).exists()


_CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "broker": _broker,
    "migrations": lambda: not has_unapplied_migrations(),
    "catalogue": lambda: Instrument.objects.filter(is_default=True).exists(),
    "sample": _sample,
}
