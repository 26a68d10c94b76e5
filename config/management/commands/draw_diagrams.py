"""manage.py draw_diagrams [--check]"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models

from reporting.models import StatusReport
from reporting.reports.rules.report_states import TRANSITIONS
from tracker.models import State
from tracker.updates.rules.workflow_table import ENDED_BY_CLOSING, TABLE

FILE = Path(settings.BASE_DIR) / "docs" / "diagrams.md"
HEAD = """\
# Diagrams

Drawn from the code by `manage.py draw_diagrams`: do not edit. `make check` fails where they are
out of date.
"""
APPS = {
    "commitments": "What was agreed, and who is responsible",
    "tracker": "What each party does and reports",
    "reporting": "What is told to the Assembly",
}
Arrow = tuple[str, str, str]  # from, to, by what
MANY_TO_ONE, ONE_TO_ONE, MANY_TO_MANY = "}o--||", "|o--||", "}o--o{"


class Command(BaseCommand):
    help = "Draws entities and states from the code into docs/diagrams.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Fail where they are out of date.")

    def handle(self, *args: Any, **options: Any) -> None:
        drawn = "\n".join([HEAD, *_sections()])
        if not options["check"]:
            FILE.write_text(drawn, encoding="utf-8")
        elif FILE.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/diagrams.md is out of date: run manage.py draw_diagrams.")


def _sections() -> Iterator[str]:
    for label, title in APPS.items():
        yield _section(f"Entities of {label}: {title}", "erDiagram", _entities(label))
    yield _section("States of an update", "stateDiagram-v2", _update_states())
    yield _section("States of a report", "stateDiagram-v2", _report_states())


def _section(title: str, kind: str, lines: Iterator[str]) -> str:
    body = "\n".join(f"    {line}" for line in lines)
    return f"## {title}\n\n```mermaid\n{kind}\n{body}\n```\n"


def _entities(label: str) -> Iterator[str]:
    """Yield a line for each relation that a model of the app declares."""
    for model in sorted(apps.get_app_config(label).get_models(), key=lambda one: one.__name__):
        if model._meta.proxy:
            continue
        relations: list[Any] = [*model._meta.fields, *model._meta.many_to_many]
        for field in sorted(filter(_is_drawn, relations), key=lambda one: one.name):
            yield f"{model.__name__} {_line(field)} {field.related_model.__name__} : {field.name}"


def _is_drawn(field: Any) -> bool:
    """Return whether the relation leads to a model of ours."""
    return bool(field.related_model) and field.related_model._meta.app_label in APPS


def _line(field: Any) -> str:
    if isinstance(field, models.ManyToManyField):
        return MANY_TO_MANY
    return ONE_TO_ONE if field.one_to_one else MANY_TO_ONE


def _update_states() -> Iterator[str]:
    """Yield the workflow's table, a line for each pair of states with the verbs between them."""
    arrows: list[Arrow] = [
        (source, rule.target or source, f"{rule.verb} ({', '.join(sorted(rule.who))})")
        for rule in TABLE
        for source in rule.sources
    ]
    arrows += [(source, State.NOT_REPORTED, "the period closes") for source in ENDED_BY_CLOSING]
    yield from _arrows(State.EXPECTED, "the period opens", arrows)


def _report_states() -> Iterator[str]:
    arrows: list[Arrow] = [
        (source, target, step)
        for step, transition in TRANSITIONS.items()
        for source in transition.sources
        for target in transition.targets
    ]
    yield from _arrows(StatusReport.State.REQUESTED, "request", arrows)


def _arrows(first: str, begins: str, arrows: list[Arrow]) -> Iterator[str]:
    """Yield how it begins, and a line for each pair of states with all that leads between them."""
    yield f"[*] --> {first} : {begins}"
    for (source, target), same in groupby(sorted(arrows), key=lambda arrow: arrow[:2]):
        yield f"{source} --> {target} : {', '.join(label for *_states, label in same)}"
