"""A cache of public pages that is valid as long as no data has changed.

A page depends on its address, the data and the time. Two statements with the same PostgreSQL
snapshot see the same committed transactions, so the snapshot is part of the key: a cached page is
never stale, whatever wrote to the database, and needs no invalidation. It is cached for a minute at
most, because embargoes end, due dates pass and new versions are deployed.

Only pages that were requested without a session and set no cookie are cached, so never the token of
a form, nor what only one person may see.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Final

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.text import compress_string
from redis import RedisError

log = logging.getLogger(__name__)

SECONDS: Final = 60
CACHED_TYPES: Final = ("text/html", "application/atom+xml")
LONGEST_QUERY: Final = 300
QUALITY: Final = 8  # of 11: with more, the time doubles to save a hundredth of the size
PADDING: Final = 100  # bytes, at most
_DATA: Final = """
select pg_current_snapshot()::text, current_database(), pg_postmaster_start_time()::text,
       pg_current_xact_id_if_assigned()::text
"""


class PageCache:
    """Answer from the cache, fill it, and answer 304 if the browser has the same page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        key = _key(request) if _is_public(request) else None
        response = _cached(key) if key else None
        if response is None:
            response = self.get_response(request)
            if _is_page(request):
                _set_cache_headers(request, response)
            if key and _is_cacheable(request, response):
                _compress(request, response)
                _store(key, response)
            elif _is_page(request):
                _pad(request, response)
                _compress(request, response)
        return _conditional(request, response) if _is_page(request) else response


def _is_page(request: HttpRequest) -> bool:
    return request.path.split("/")[1] in dict(settings.LANGUAGES)


def _is_public(request: HttpRequest) -> bool:
    """Return whether any reader without a session would get the same answer."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and _is_page(request)
    )


def _key(request: HttpRequest) -> str | None:
    """Return the key of the answer; None inside a transaction with uncommitted changes."""
    with connection.cursor() as cursor:
        cursor.execute(_DATA)
        *data, writing = cursor.fetchone()
    if writing is not None:
        return None
    parts = [
        *data,
        str(int(time.time()) // SECONDS),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        settings.SITE_URL,
        _coding(request),
    ]
    return "page:" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _cached(key: str) -> HttpResponse | None:
    try:
        stored = cache.get(key)
    except RedisError:
        return None
    return None if stored is None else HttpResponse(stored[0], headers=stored[1])


def _is_cacheable(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and not request.COOKIES
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith(CACHED_TYPES)
    )


def _coding(request: HttpRequest) -> str:
    """Return the best compression that the browser accepts, or ""."""
    accepted = re.findall(r"[\w*]+", request.headers.get("Accept-Encoding", ""))
    return next((coding for coding in ("br", "gzip") if coding in accepted), "")


def _pad(request: HttpRequest, response: HttpResponse) -> None:
    """Add random padding, so that the compressed length reveals no secret (the BREACH attack).

    Django's GZipMiddleware does the same ("Heal the BREACH"); here it is for every coding.
    """
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    if _coding(request) and is_html and not response.streaming and response.content:
        response.content += f"<!-- {secrets.token_hex(secrets.randbelow(PADDING))} -->".encode()


def _compress(request: HttpRequest, response: HttpResponse) -> None:
    if response.streaming or not response.content or response.has_header("Content-Encoding"):
        return
    patch_vary_headers(response, ("Accept-Encoding",))
    coding = _coding(request)
    if coding == "br":
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
    elif coding == "gzip":
        response.content = compress_string(response.content)
    else:
        return
    response.headers["Content-Encoding"] = coding
    response.headers["Content-Length"] = str(len(response.content))


def _store(key: str, response: HttpResponse) -> None:
    try:
        cache.set(key, (response.content, dict(response.headers)), timeout=SECONDS)
    except RedisError:
        log.warning("Pages are not cached: the cache cannot be reached.")


def _set_cache_headers(request: HttpRequest, response: HttpResponse) -> None:
    """Make browsers revalidate each time, and forbid shared caches to keep a person's page."""
    if response.streaming or "Cache-Control" in response.headers:
        return
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
    patch_cache_control(response, no_cache=True, **({"private": True} if signed_in else {}))
    if request.method == "GET" and response.status_code == 200 and "ETag" not in response.headers:
        digest = hashlib.sha256(response.content).hexdigest()[:32]
        response.headers["ETag"] = f'W/"{digest}"'


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    etag = response.headers.get("ETag")
    if request.method != "GET" or response.status_code != 200 or not etag:
        return response
    return get_conditional_response(request, etag=etag, response=response) or response
