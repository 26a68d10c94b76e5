"""docs/glossary.md names what the code has, and every model stands in it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

GLOSSARY = (Path(settings.BASE_DIR) / "docs" / "glossary.md").read_text(encoding="utf-8")
OURS = ("commitments", "tracker", "reporting")
# | term | `module.name` | meaning |
NAMED = re.findall(r"^\| [^|]+ \| `([\w.]+)` \|", GLOSSARY, re.MULTILINE)


@pytest.mark.parametrize("name", NAMED)
def test_what_the_glossary_names_exists(name: str) -> None:
    module, _, leaf = name.rpartition(".")
    assert hasattr(import_module(module), leaf)


@pytest.mark.parametrize("app", OURS)
def test_every_model_stands_in_the_glossary(app: str) -> None:
    words = set(re.findall(r"`(?:[\w.]+\.)?(\w+)`", GLOSSARY))
    models = {model.__name__ for model in apps.get_app_config(app).get_models()}
    assert models - words == set()
