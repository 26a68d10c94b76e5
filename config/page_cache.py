"""Pages for the public, kept for as long as nothing has changed.

What a page shows follows from its address, the data and the hour. PostgreSQL tells which data a
reader sees: two statements with the same snapshot see the same committed transactions. So a kept
page is never stale, whatever wrote, and nothing has to be told to forget it. It is kept for a
minute at most: embargoes end, due dates pass, and new versions of the product are put in place.

Only pages asked for without a session are kept, and only those that set no cookie: a form's token
and whatever a person may see are never among them.
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
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.text import compress_string
from redis import RedisError

log = logging.getLogger(__name__)

SECONDS: Final = 60
KEPT_TYPES: Final = ("text/html", "application/atom+xml")
LONGEST_QUERY: Final = 300
QUALITY: Final = 8  # of 11: beyond it the time doubles for a hundredth of the size
PADDING: Final = 100  # bytes, at the most
_DATA: Final = """
select pg_current_snapshot()::text, current_database(), pg_postmaster_start_time()::text,
       pg_current_xact_id_if_assigned()::text
"""


class PageCache:
    """Answer from what is kept; keep what was made; 304 where the reader has it already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        key = _key(request) if _is_public(request) else None
        response = _kept(key) if key else None
        if response is None:
            response = self.get_response(request)
            if _is_page(request):
                _say_for_whom(request, response)
            if key and _may_be_kept(request, response):
                _compress(request, response)
                _keep(key, response)
            elif _is_page(request):
                _pad(request, response)
                _compress(request, response)
        return _conditional(request, response) if _is_page(request) else response


def _is_page(request: HttpRequest) -> bool:
    return request.path.split("/")[1] in dict(settings.LANGUAGES)


def _is_public(request: HttpRequest) -> bool:
    """Tell whether any reader without a session would get the same answer."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and _is_page(request)
    )


def _key(request: HttpRequest) -> str | None:
    """Return the name under which the answer is kept; none where nobody else may see the data."""
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


def _kept(key: str) -> HttpResponse | None:
    try:
        found = cache.get(key)
    except RedisError:
        return None
    if found is None:
        return None
    content, headers = found
    return HttpResponse(content, headers=headers)


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and not request.COOKIES
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith(KEPT_TYPES)
    )


def _coding(request: HttpRequest) -> str:
    """Return the best compression that the reader can undo, or none."""
    accepted = re.findall(r"[\w*]+", request.headers.get("Accept-Encoding", ""))
    return next((coding for coding in ("br", "gzip") if coding in accepted), "")


def _pad(request: HttpRequest, response: HttpResponse) -> None:
    """Hide the secrets of a person's page: nothing is to be told from its length (BREACH).

    As Django's GZipMiddleware does ("Heal the BREACH"), here for every coding.
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


def _keep(key: str, response: HttpResponse) -> None:
    try:
        cache.set(key, (response.content, dict(response.headers)), timeout=SECONDS)
    except RedisError:
        log.warning("Pages are not kept: the cache is away.")


def _say_for_whom(request: HttpRequest, response: HttpResponse) -> None:
    """Have browsers ask each time; have nobody else keep what a person was shown."""
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
