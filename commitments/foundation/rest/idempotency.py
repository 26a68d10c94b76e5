"""`Idempotency-Key`: a POST repeated with its key has the effect of one.

The answer is kept in the transaction of the effect. So there is no effect without its answer, a
process that dies leaves neither, and what a 5xx began is undone. A refusal has no effect and is
not kept: the same key serves for the request put right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.foundation.models.idempotency import IdempotentRequest
from commitments.foundation.rest.problems import ApiProblem
from commitments.people.models.user import User

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
MAX_LENGTH = 255
KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Content-Language", "Retry-After")


def keep_body(request: HttpRequest) -> None:
    """Read the body once and for all, so that it can be both hashed and parsed.

    Before authentication, which reads a form to find its CSRF token. Not `request.body`, which
    holds files to the limit that is meant for other content; the caller has checked the length.
    """
    if not hasattr(request, "_body"):
        body = request.read()
        request._body = body  # noqa: SLF001  # see above
        request._stream = BytesIO(body)  # noqa: SLF001


def once(
    *, request: HttpRequest, user: User, key: str, run: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return what `run` answers, or what it answered before to the same request.

    Raises ApiProblem 400 for an unusable key; 409 where the key was used for another request, or
    where the first one is still being worked on.
    """
    if not (0 < len(key) <= MAX_LENGTH and key.isascii() and key.isprintable()):
        raise ApiProblem(
            400, "idempotency_key_invalid", _("The key is 1 to 255 printable ASCII characters.")
        )
    path = request.get_full_path()[:500]
    body_sha256 = hashlib.sha256(
        (request.content_type or "").encode() + b"\n" + request.body
    ).hexdigest()
    with transaction.atomic():
        _lock(user, key)
        kept = IdempotentRequest.objects.filter(user=user, key=key).first()
        if kept is not None:
            return _replay(kept, path, body_sha256)
        response = run()
        if response.status_code >= 400:
            return response
        IdempotentRequest.objects.create(
            user=user,
            key=key,
            path=path,
            body_sha256=body_sha256,
            status=response.status_code,
            headers={name: response[name] for name in KEPT_HEADERS if name in response},
            body=response.content,
            created_at=timezone.now(),
        )
    return response


def forget(*, before: datetime) -> int:
    """Delete the answers kept since before a moment; return how many (a daily clean-up)."""
    count, _by_model = IdempotentRequest.objects.filter(created_at__lt=before).delete()
    return count


def _lock(user: User, key: str) -> None:
    """Hold the key until the transaction ends, or say that another request does."""
    digest = hashlib.sha256(f"{user.pk}\n{key}".encode()).digest()
    number = int.from_bytes(digest[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        (held,) = cursor.fetchone()
    if not held:
        raise ApiProblem(
            409,
            "idempotency_in_progress",
            _("The first request with this key is being processed; try again in a moment."),
            headers={"Retry-After": "1"},
        )


def _replay(kept: IdempotentRequest, path: str, body_sha256: str) -> HttpResponse:
    if (kept.path, kept.body_sha256) != (path, body_sha256):
        raise ApiProblem(
            409,
            "idempotency_key_reused",
            _("This key was used for another request; use a new one."),
        )
    response = HttpResponse(bytes(kept.body), status=kept.status, headers=kept.headers)
    response[REPLAYED] = "true"
    return response
