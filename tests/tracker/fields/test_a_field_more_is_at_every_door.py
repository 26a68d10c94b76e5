"""A narrative field more takes its declaration, a migration and its words; every door has it then.

In a process of its own, with a database of its own, since models are made when they are imported.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SETTINGS = "tests.extra_field.settings"
# With the field more: what is asked of each field, and what is asked of all of them together.
TESTS = (
    "tests/tracker/fields/test_each_field_is_written.py",
    "tests/tracker/fields/test_each_field_is_shown.py",
    "tests/reporting/documents/test_each_field_is_in_every_document.py",
)
CONCERNED = (
    "lessons or declared or annex or workbook or json_file or columns or api_writes or narrative_is"
)
PASSED = re.compile(r"(\d+) passed")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=inherited | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
@pytest.mark.process
def test_a_field_more_is_found_at_every_door_and_in_all_formats() -> None:
    done = run(
        "-m", "pytest", "-q", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider",
        f"--ds={SETTINGS}", "-k", CONCERNED, *TESTS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
    passed = PASSED.search(done.stdout)
    assert passed is not None
    # 15 doors of its own, and 5 formats in 4 languages.
    assert int(passed[1]) >= 35, done.stdout[-2000:]


@pytest.mark.process
def test_its_migration_is_all_that_the_database_wants() -> None:
    done = run("manage.py", "makemigrations", "--check", "--dry-run", "tracker")
    assert done.returncode == 0, done.stdout + done.stderr
