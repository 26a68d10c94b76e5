"""`Idempotency-Key`: a POST repeated with its key has the effect of one.

The answer is stored in the transaction of the effect. So there is no effect without its answer, a
process that dies leaves neither, and what a 5xx began is undone. A refusal has no effect and is
not stored: the corrected request may have the same key.
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
STORED_HEADERS = ("Content-Type", "Location", "ETag", "Content-Language", "Retry-After")


def read_body(request: HttpRequest) -> None:
    """Read the body into memory, so that it can be both hashed and parsed.

    This comes before authentication, which reads a form to find its CSRF token. `request.body`
    would apply the limit of other content to files; the middleware has checked the length.
    """
    if not hasattr(request, "_body"):
        body = request.read()
        request._body = body  # noqa: SLF001  # what request.body returns
        request._stream = BytesIO(body)  # noqa: SLF001  # what a parser reads


def once(
    *, request: HttpRequest, user: User, key: str, run: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return the answer of `run`, or its stored answer to the same request.

    Raises ApiProblem 400 for an unusable key; 409 where the key was used for another request, or
    the first request is still being processed.
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
        stored = IdempotentRequest.objects.filter(user=user, key=key).first()
        if stored is not None:
            return _replay(stored, path, body_sha256)
        response = run()
        if response.status_code >= 400:
            return response
        IdempotentRequest.objects.create(
            user=user,
            key=key,
            path=path,
            body_sha256=body_sha256,
            status=response.status_code,
            headers={name: response[name] for name in STORED_HEADERS if name in response},
            body=response.content,
            created_at=timezone.now(),
        )
    return response


def forget(*, before: datetime) -> int:
    """Delete the answers stored before a moment; return how many (a daily clean-up)."""
    count, _by_model = IdempotentRequest.objects.filter(created_at__lt=before).delete()
    return count


def _lock(user: User, key: str) -> None:
    """Lock the key until the transaction ends. Raises ApiProblem 409 where it is locked."""
    digest = hashlib.sha256(f"{user.pk}\n{key}".encode()).digest()
    number = int.from_bytes(digest[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        (locked,) = cursor.fetchone()
    if not locked:
        raise ApiProblem(
            409,
            "idempotency_in_progress",
            _("The first request with this key is being processed; try again in a moment."),
            headers={"Retry-After": "1"},
        )


def _replay(stored: IdempotentRequest, path: str, body_sha256: str) -> HttpResponse:
    if (stored.path, stored.body_sha256) != (path, body_sha256):
        detail = _("This key was used for another request; use a new one.")
        raise ApiProblem(409, "idempotency_key_reused", detail)
    response = HttpResponse(bytes(stored.body), status=stored.status, headers=stored.headers)
    response[REPLAYED] = "true"
    return response
