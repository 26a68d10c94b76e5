"""manage.py draw_diagrams [--check]"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

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

    def handle(self, *args: object, check: bool, **options: object) -> None:
        drawn = "\n".join([HEAD, *_sections()])
        if not check:
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
    for model in sorted(apps.get_app_config(label).get_models(), key=lambda model: model.__name__):
        if model._meta.proxy:
            continue
        for field in sorted(
            [*model._meta.fields, *model._meta.many_to_many], key=lambda field: field.name
        ):
            related = field.related_model
            # Only models of our apps are drawn.
            if isinstance(related, type) and related._meta.app_label in APPS:
                line = ONE_TO_ONE if field.one_to_one else MANY_TO_ONE
                if field.many_to_many:
                    line = MANY_TO_MANY
                yield f"{model.__name__} {line} {related.__name__} : {field.name}"


def _update_states() -> Iterator[str]:
    """Yield a line for each pair of states, with the verbs of the workflow between them."""
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
    """Yield the arrow to the first state, and one for each pair of states, with all its labels."""
    yield f"[*] --> {first} : {begins}"
    for (source, target), same in groupby(sorted(arrows), key=lambda arrow: arrow[:2]):
        yield f"{source} --> {target} : {', '.join(label for *_states, label in same)}"
