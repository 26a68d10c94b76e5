"""No condition on a mark or an embargo stands outside `tracker/visibility.py`.

Looked for in code: comparisons, arguments of queries, and SQL. What is shown, checked or written
of the two columns is no condition, and may stand anywhere.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
THE_RULE = "tracker/visibility.py"
# Where a condition stands all the same, and why.
ALLOWED = {
    "tracker/actions/models.py": "a constraint: which marks there are",
    "tracker/evidence/models.py": "a constraint: which marks there are",
    "tracker/updates/models/narrative.py": "a constraint: which marks there are",
    "tracker/desks/secretariat/view_models/review.py": "a reviewer is told that there is an "
    "embargo, ended or not",
    "reporting/documents/layouts/updates.py": "a printed update says that it is for member states",
}
COLUMNS = "embargo_until|visibility"
IN_QUERIES = re.compile(rf"(\w+__)?({COLUMNS})(__(?!choices)\w+)?")
LOOKUPS = re.compile(rf"(\w+__)?({COLUMNS})__(in|isnull|exact|gte?|lte?)")
IN_SQL = re.compile(rf"\b({COLUMNS})\b\s*(<|>|=|!=|\bIN\b|\bIS\b)", re.IGNORECASE)
QUERIES = {"filter", "exclude", "get", "Q", "When", "update_or_create", "aggregate"}


def code() -> Iterator[tuple[str, ast.Module]]:
    """Yield the product's modules, by their path."""
    for app in ("commitments", "tracker", "reporting", "config"):
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and name != THE_RULE:
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def conditions(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which something is made to depend on a mark or an embargo."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from (node.lineno for side in (node.left, *node.comparators) if _is_column(side))
        elif isinstance(node, ast.Call) and _name_of(node.func) in QUERIES:
            yield from (
                node.lineno for word in node.keywords if IN_QUERIES.fullmatch(word.arg or "")
            )
        elif isinstance(node, ast.keyword) and LOOKUPS.fullmatch(node.arg or ""):
            yield node.value.lineno
        elif isinstance(node, ast.Constant) and _asks(str(node.value)):
            yield node.lineno


def _asks(words: str) -> bool:
    return bool(IN_SQL.search(words) or LOOKUPS.fullmatch(words))


def _is_column(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return re.fullmatch(COLUMNS, node.attr) is not None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return re.fullmatch(COLUMNS, str(node.slice.value)) is not None
    return False


def _name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_no_condition_on_visibility_stands_outside_its_module() -> None:
    found = {name: sorted(set(conditions(tree))) for name, tree in code()}
    elsewhere = {name: lines for name, lines in found.items() if lines and name not in ALLOWED}
    assert elsewhere == {}


def test_each_exception_is_still_needed() -> None:
    needed = {name for name, tree in code() if list(conditions(tree))}
    assert set(ALLOWED) - needed == set()


@pytest.mark.parametrize(
    "words",
    [
        "rows.filter(visibility='public')",
        "rows.filter(published_revision__embargo_until__lte=now)",
        "Q(**{'visibility__in': marks})",
        "if content.embargo_until > now: pass",
        "shown = [row for row in rows if row['visibility'] in marks]",
        "sql = 'SELECT 1 FROM r WHERE r.visibility = ANY(%(marks)s)'",
        "sql = 'r.embargo_until IS NULL'",
    ],
)
def test_the_sweep_finds_a_condition(words: str) -> None:
    assert list(conditions(ast.parse(words)))


@pytest.mark.parametrize(
    "words",
    [
        "Evidence(visibility='public')",
        "evidence.attach(visibility=mark)",
        "shown = {'visibility': row['visibility']}",
        "until = content.embargo_until",
    ],
)
def test_the_sweep_leaves_alone_what_only_shows_or_writes_it(words: str) -> None:
    assert not list(conditions(ast.parse(words)))
