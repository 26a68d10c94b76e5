"""One noun, one class: a public class has a name of its own in the whole product."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
APPS = ("commitments", "tracker", "reporting", "config")
# Names that a framework demands, and the one that each app has for its own audit log.
SHARED = {
    "AuditAction",  # each app declares its own actions, by the name that the map of the house gives
    "Command",  # Django looks for it in every management command
}
# Names that are still used twice. The list may only get shorter.
STILL_USED_TWICE: set[str] = set()


def classes_by_name() -> dict[str, list[str]]:
    """Return where each public class of the product is defined, migrations excepted."""
    found: dict[str, list[str]] = defaultdict(list)
    for app in APPS:
        for path in sorted((PROJECT / app).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found[node.name].append(str(path.relative_to(PROJECT)))
    return found


def names_used_twice() -> dict[str, list[str]]:
    return {
        name: places
        for name, places in classes_by_name().items()
        if len(places) > 1 and name not in SHARED
    }


def test_no_class_name_is_used_twice() -> None:
    twice = {name: at for name, at in names_used_twice().items() if name not in STILL_USED_TWICE}
    assert not twice, f"Give one of them the name of what it is: {twice}"


def test_the_list_of_names_still_used_twice_only_gets_shorter() -> None:
    assert names_used_twice().keys() >= STILL_USED_TWICE, (
        "No longer used twice, so take it off the list: "
        f"{sorted(STILL_USED_TWICE - names_used_twice().keys())}"
    )
