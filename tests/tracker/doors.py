"""The API's doors to the tracker, as a client uses them."""

from __future__ import annotations

from typing import Any

from tracker.models import ProgressUpdate

UPDATES = "/api/v1/updates/"
ACTIONS = "/api/v1/actions/"
CONTENT: dict[str, Any] = {
    "level": 2,
    "summary": "A law is before the Assembly.",
    "progress": "It passed its first reading.",
    "language": "en",
    "cooperation_needed": [{"theme": "police", "text": "Training of trainers."}],
}


def at(update: ProgressUpdate, below: str = "") -> str:
    """Return the address of an update, or of something below it."""
    return f"{UPDATES}{update.pk}/{below}"


def save(client: Any, update: ProgressUpdate, **content: Any) -> Any:
    """Save what is given (CONTENT by default), on the version the client reads."""
    tag = client.get(at(update))["ETag"]
    return client.patch(at(update), content or CONTENT, headers={"If-Match": tag})


def step(client: Any, update: ProgressUpdate, verb: str, **words: Any) -> Any:
    """Take a step of the workflow, on the version the client reads."""
    tag = client.get(at(update))["ETag"]
    return client.post(at(update, f"{verb}/"), words, headers={"If-Match": tag})


def submitted(client: Any, update: ProgressUpdate, **content: Any) -> ProgressUpdate:
    """Save and submit as the party's authority; return the update."""
    assert save(client, update, **(CONTENT | content)).status_code == 200
    assert step(client, update, "submit").status_code == 200
    return update


def accepted(client: Any, officer: Any, update: ProgressUpdate, **content: Any) -> ProgressUpdate:
    """Save, submit and have accepted; return the update."""
    submitted(client, update, **content)
    assert step(officer, update, "accept").status_code == 200
    return update


def codes(response: Any) -> dict[str, str]:
    """Return the faults of a problem: pointer to code."""
    return {fault["pointer"]: fault["code"] for fault in response.json().get("errors", [])}
