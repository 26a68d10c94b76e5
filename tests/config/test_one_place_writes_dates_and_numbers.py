"""Dates, numbers and lists for people are written by `formats` of the foundation alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.conf import settings

FOLDERS: Final = ("commitments", "config", "reporting", "tracker")
IN_CODE: Final = re.compile(
    r"strftime|\bbabel\b|date_format|number_format|django\.utils\.formats|\.l10n|humanize"
    r"|\{[^{}]*:[^{}]*(?:,[}]|\.\d[f%][}])|:,\}"
)
IN_TEMPLATES: Final = re.compile(
    r"\|(?:date|time|floatformat|stringformat|filesizeformat|localize|intcomma|naturalday)\b"
    r"|%\}\s?%|\}\}\s?%"
    r"|\{\{\s?[\w.]*(?:_at|_on|valid_from|valid_to|covers_from|covers_to)\s?\}\}"
)
IN_SCRIPTS: Final = re.compile(r"toLocale\w*\((?!document\.body\.dataset\.locale)|Intl\.")
# File → why it may write one by itself.
ALLOWED: Final = {
    "commitments/foundation/formats.py": "the one place",
    "tracker/updates/forms.py": "the value of a datetime-local input, read by browsers",
    "commitments/instruments/loading/table_sync.py": "a command's report in English, as it is",
    "reporting/management/commands/make_report.py": "a line on an operator's screen",
    "reporting/documents/charts.py": "coordinates of a drawing",
    "config/check.py": "a line on a developer's screen",
    "config/local/supervisor.py": "a line on an operator's screen",
    "config/management/commands/prepare.py": "a line on an operator's screen",
}


def offenders(suffixes: tuple[str, ...], pattern: re.Pattern[str]) -> set[str]:
    """Return the files that match, by their path in the project."""
    return {
        path.relative_to(settings.BASE_DIR).as_posix()
        for folder in FOLDERS
        for path in Path(settings.BASE_DIR, folder).rglob("*")
        if path.suffix in suffixes
        and "migrations" not in path.parts
        and pattern.search(path.read_text(encoding="utf-8"))
    }


def test_no_other_code_writes_them() -> None:
    assert offenders((".py",), IN_CODE) == set(ALLOWED)


def test_no_template_writes_them_by_filters_of_djangos() -> None:
    assert offenders((".html", ".txt"), IN_TEMPLATES) == set()


def test_scripts_write_numbers_as_the_page_does() -> None:
    assert offenders((".js",), IN_SCRIPTS) == set()


def test_each_exception_has_its_reason() -> None:
    assert all(reason for reason in ALLOWED.values())
