"""The audit log's actions: each is in its app's enumeration, with a sentence; no other is kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.utils import timezone, translation

from commitments.foundation.models.audit import UnknownAction, record, sentence_of
from commitments.models import AuditEntry

ROOT = Path(__file__).resolve().parents[2]
APPS = ("commitments", "tracker", "reporting")
ACTIONS: dict[str, type[models.TextChoices]] = {
    app: import_module(f"{app}.audit_actions").AuditAction for app in APPS
}
MEMBERS = [action for actions in ACTIONS.values() for action in actions]


# What writes an entry, in whichever app.
WRITERS = {"record", "audit", "log", "_log"}


# Older logs hold them, and are read as before.
NOT_WRITTEN_ANY_MORE = {"SEND_REMINDER"}
# Its pages, its part of the API, its place in the administration.
SHOWS_THE_LOG = {
    "commitments/instruments/admin/catalogue.py",
    "commitments/people/api/account.py",
    "commitments/people/serializers.py",
    "tracker/desks/secretariat/pages/audit.py",
    "tracker/desks/secretariat/view_models/audit_sentences.py",
}


def nodes() -> Iterator[tuple[str, Path, ast.AST]]:
    for app in (*APPS, "config"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                for node in ast.walk(ast.parse(path.read_text())):
                    yield app, path, node


@pytest.mark.parametrize("action", MEMBERS, ids=str)
def test_every_action_has_a_sentence_that_tells_who_did_it(action: models.TextChoices) -> None:
    for language in ("en", "es", "fr", "pt"):
        with translation.override(language):
            assert "%(who)s" in str(action.label)
    assert sentence_of(action.value) is action.label


def test_no_two_apps_use_the_same_word() -> None:
    values = [action.value for action in MEMBERS]
    assert sorted(set(values)) == sorted(values)


def test_every_action_is_used() -> None:
    named: dict[str, set[str]] = {app: set() for app in APPS}
    for app, _path, node in nodes():
        if (
            isinstance(node, ast.Attribute)
            and name_of(node.value) == "AuditAction"
            and app in named
        ):
            named[app].add(node.attr)
    for app, actions in ACTIONS.items():
        assert named[app] | NOT_WRITTEN_ANY_MORE == set(actions.__members__) | NOT_WRITTEN_ANY_MORE


def test_no_action_is_written_as_a_string() -> None:
    """The type checker sees to what variables hold; here no writer is given a bare word."""
    words = {action.value for action in MEMBERS}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for _app, path, node in nodes()
        if isinstance(node, ast.Call) and name_of(node.func) in WRITERS
        for given in (*node.args[:1], *(one.value for one in node.keywords if one.arg == "action"))
        for part in ast.walk(given)
        if isinstance(part, ast.Constant) and part.value in words
    ]
    assert found == []


def name_of(node: ast.expr) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")


def test_the_log_is_read_only_to_be_shown() -> None:
    """Who was told, when a reminder is due, what was edited: each has a table of its own."""
    readers = {
        str(path.relative_to(ROOT))
        for _app, path, node in nodes()
        if isinstance(node, ast.Name | ast.Attribute)
        and name_of(node) == "AuditEntry"
        and not {"models", "models.py"} & set(path.parts)
    }
    assert readers == SHOWS_THE_LOG


@pytest.mark.django_db
def test_an_unknown_action_is_not_kept() -> None:
    invented: Any = "invented"
    before = AuditEntry.objects.count()
    with pytest.raises(UnknownAction):
        record(action=invented, object_type="thing", object_key="1", by=None, at=timezone.now())
    assert AuditEntry.objects.count() == before
