"""Every path that the documents for developers name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# docs/api.md is for users of the API: its paths are addresses. Decisions name places of their time.
DOCUMENTS = [
    *("CONTRIBUTING.md", "README.md"),
    *(page.name for page in (ROOT / "docs").glob("*.md") if page.name != "api.md"),
]
PATH = re.compile(
    r"`((?:commitments|tracker|reporting|config|tests|bench|docs|locale|\.ci)/[\w./-]*)`"
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_path_is_there(name: str) -> None:
    page = ROOT / name if (ROOT / name).exists() else ROOT / "docs" / name
    # `report-N.schema.json` stands for any number.
    named = {path for path in PATH.findall(page.read_text("utf-8")) if "-N." not in path}
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_the_map_of_the_house_names_places_at_all() -> None:
    assert len(PATH.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))) > 10
