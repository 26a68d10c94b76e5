"""Alive, and able to serve."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from commitments.models import Instrument


def test_alive_asks_nothing_of_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.usefixtures("catalogue")
def test_ready_when_everything_is_there(client: Client, settings: Any) -> None:
    settings.SAMPLE = False
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.usefixtures("catalogue")
def test_not_ready_without_a_broker(client: Client, settings: Any) -> None:
    settings.SAMPLE = False
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    response = client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["broker"])


@pytest.mark.usefixtures("catalogue")
def test_not_ready_without_catalogue_or_sample(client: Client, settings: Any) -> None:
    settings.SAMPLE = True
    Instrument.objects.update(is_default=False)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == ["catalogue", "sample"]
