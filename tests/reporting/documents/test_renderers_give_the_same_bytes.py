"""The same dataset gives the same bytes: twice, and in a process of another place and language."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from reporting.dataset import schema as d
from reporting.documents import FORMATS, LANGUAGES, render
from tests.reporting.datasets import make_dataset

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
ELSEWHERE = """
import hashlib
from reporting.dataset import schema as d
from reporting.documents import FORMATS, render
from tests.reporting.datasets import make_dataset
data = make_dataset(kind="party", subject="SLV", length=200)
for name in FORMATS:
    made = render(dataset=data, language="es", format=name, sha256=d.sha256(d.encode(data)))
    print(name, hashlib.sha256(made).hexdigest())
"""


@cache
def made(name: str, language: str) -> bytes:
    data = make_dataset(kind="party", subject="SLV", length=200)
    return render(dataset=data, language=language, format=name, sha256=d.sha256(d.encode(data)))


@pytest.mark.parametrize("name", FORMATS)
def test_twice(name: str) -> None:
    data = make_dataset(kind="party", subject="SLV", length=200)
    again = render(dataset=data, language="es", format=name, sha256=d.sha256(d.encode(data)))
    assert again == made(name, "es")


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "xlsx"])
def test_each_language_has_words_of_its_own(name: str) -> None:
    assert len({made(name, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.process
def test_in_a_process_of_another_time_zone_language_and_hash_seed() -> None:
    environment = os.environ | {
        "TZ": "Pacific/Kiritimati",
        "LANG": "pt_BR.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4242",
    }
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    there = dict(line.split() for line in done.stdout.splitlines())
    assert there == {name: d.sha256(made(name, "es")) for name in FORMATS}


def test_a_file_can_be_made_after_the_dataset_was_kept_as_json() -> None:
    data = make_dataset(kind="party", subject="SLV", length=200)
    kept = d.decode(d.encode(data))
    sha = d.sha256(d.encode(data))
    assert render(dataset=kept, language="es", format="html", sha256=sha) == made("html", "es")


def test_progress_is_told_from_nothing_to_all() -> None:
    told: list[float] = []
    data = make_dataset(kind="party", subject="SLV", length=200)
    render(dataset=data, language="en", format="json", sha256="", progress=told.append)
    assert (told[0], told[-1]) == (0.0, 1.0)


@pytest.mark.parametrize(("language", "name"), [("de", "pdf"), ("de", "json"), ("en", "odt")])
def test_an_unknown_language_or_format_is_an_error(language: str, name: str) -> None:
    data = make_dataset(kind="party", subject="SLV", length=200)
    with pytest.raises(KeyError):
        render(dataset=data, language=language, format=name, sha256="")
