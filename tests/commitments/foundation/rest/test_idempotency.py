"""A POST repeated with its Idempotency-Key has the effect of one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from commitments.foundation.rest import idempotency
from commitments.models import IdempotentRequest, Theme, User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.commitments.foundation.rest.endpoints"),
]


def post(client: APIClient, key: str, body: Any, path: str = "things/") -> Any:
    return client.post(f"/api/v1/{path}", body, format="json", headers={"Idempotency-Key": key})


@pytest.fixture
def somebody(nobody: User, api: Callable[[Any], APIClient]) -> APIClient:
    return api(nobody)


def test_the_same_call_is_answered_the_same_and_done_once(somebody: APIClient) -> None:
    first = post(somebody, "k", {"key": "once"})
    second = post(somebody, "k", {"key": "once"})
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first["Location"] == second["Location"] == "/things/once/"
    assert first["ETag"] == second["ETag"]
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Theme.objects.filter(key="once").count() == 1


def test_a_refusal_has_no_effect_and_the_key_serves_again(somebody: APIClient) -> None:
    refused = post(somebody, "k", {"key": "conflict"})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused["Content-Type"] == "application/problem+json"
    assert not Theme.objects.filter(key="conflict").exists()
    put_right = post(somebody, "k", {"key": "fine"})
    assert put_right.status_code == 201
    assert "Idempotency-Replayed" not in put_right


def test_a_fault_of_ours_is_not_kept(somebody: APIClient) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        post(somebody, "k", {"key": "fault"})
    assert not IdempotentRequest.objects.exists()
    assert not Theme.objects.filter(key="fault").exists()


@pytest.mark.parametrize(
    ("path", "body"), [("things/", {"key": "two"}), ("upload/", {"key": "one"})]
)
def test_a_key_is_good_for_one_request(somebody: APIClient, path: str, body: Any) -> None:
    post(somebody, "k", {"key": "one"})
    response = post(somebody, "k", body, path)
    assert (response.status_code, response.json()["code"]) == (409, "idempotency_key_reused")


def test_keys_are_each_persons_own(
    somebody: APIClient, officer: User, api: Callable[[Any], APIClient]
) -> None:
    assert post(somebody, "k", {"key": "mine"}).status_code == 201
    theirs = post(api(officer), "k", {"key": "theirs"})
    assert theirs.status_code == 201
    assert "Idempotency-Replayed" not in theirs


@pytest.mark.parametrize("key", ["", "x" * 256, "ключ"])
def test_an_unusable_key_is_refused(somebody: APIClient, key: str) -> None:
    response = post(somebody, key, {"key": "x"})
    assert (response.status_code, response.json()["code"]) == (400, "idempotency_key_invalid")


def test_a_visitors_key_keeps_nothing(visitor: Any, api: Callable[[Any], APIClient]) -> None:
    assert post(api(visitor), "k", {"key": "x"}).status_code == 401
    assert not IdempotentRequest.objects.exists()


def test_a_file_is_sent_once(somebody: APIClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    content = "%PDF" * 100

    def send() -> Any:
        return somebody.generic(
            "POST",
            "/api/v1/upload/",
            '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n" + content + "\r\n--b--\r\n",
            content_type="multipart/form-data; boundary=b",
            headers={"Idempotency-Key": "k"},
        )

    assert [send().status_code for _again in range(2)] == [201, 201]
    assert send().json() == {"size": len(content)}
    assert Theme.objects.filter(key="uploaded").count() == 1


def test_answers_are_forgotten_in_time(somebody: APIClient) -> None:
    post(somebody, "k", {"key": "x"})
    now = timezone.now()
    assert idempotency.forget(before=now - timedelta(days=1)) == 0
    assert idempotency.forget(before=now + timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_at_once_is_told_to_wait(somebody: APIClient, nobody: User) -> None:
    locked, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            idempotency._lock(nobody, "k")
            locked.set()
            done.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert locked.wait(10)
        response = post(somebody, "k", {"key": "x"})
    finally:
        done.set()
        holder.join()
    assert (response.status_code, response.json()["code"]) == (409, "idempotency_in_progress")
    assert response["Retry-After"] == "1"
    assert post(somebody, "k", {"key": "x"}).status_code == 201


def test_an_upload_without_a_key_is_streamed_as_ever(somebody: APIClient) -> None:
    file = SimpleUploadedFile("a.pdf", b"%PDF", content_type="application/pdf")
    response = somebody.post("/api/v1/upload/", {"file": file}, format="multipart")
    assert (response.status_code, response.json()) == (201, {"size": 4})
