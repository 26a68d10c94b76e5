"""The one-time links that people are mailed stand in no log."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.gunicorn import on_starting

SECRET = "MjA:1wXyZ:secret"


@pytest.fixture
def written() -> Any:
    """What the product's own handler writes."""
    console = next(one for one in logging.getLogger().handlers if one.name == "console")
    assert isinstance(console, logging.StreamHandler)
    stream = io.StringIO()
    before = console.setStream(stream)
    yield stream
    if before is not None:
        console.setStream(before)


@pytest.mark.django_db
def test_djangos_log_names_the_page_without_the_link(client: Client, written: io.StringIO) -> None:
    page = reverse("set-password", args=[SECRET])
    assert client.get(page).status_code == 410
    assert "/account/password/…" in written.getvalue()
    assert "secret" not in written.getvalue()


def test_the_access_log_names_the_page_without_the_link(caplog: pytest.LogCaptureFixture) -> None:
    on_starting(None)
    page = reverse("set-password", args=[SECRET])
    line = {"r": f"GET {page}?x=1 HTTP/1.1", "f": f"https://tracker.example{page}", "s": 200}
    with caplog.at_level(logging.INFO, "gunicorn.access"):
        logging.getLogger("gunicorn.access").info('"%(r)s" %(s)s "%(f)s"', line)
    assert "/account/password/…/?x=1 HTTP/1.1" in caplog.text
    assert "secret" not in caplog.text
