"""`make run`: one command starts it all, watches it, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.local import services
from config.local.services import processes

pytestmark = pytest.mark.process

BASE_DIR = Path(__file__).resolve().parents[3]
CHILDREN = {"web": "gunicorn", "worker": "celery", "letters": "celery", "beat": "celery"}


def environment(var: Path, **extra: str) -> dict[str, str]:
    """Return what a person's shell would have: nothing of the suite's own servers or settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"VAR_DIR": str(var), "SAMPLE": "0"} | extra


class Product:
    """`make run` in a folder of its own."""

    def __init__(self, var: Path, port: int, **extra: str) -> None:
        self.var = var
        self.address = f"http://127.0.0.1:{port}/"
        self.output = var.parent / f"{var.name}-output.txt"
        self.begun = time.monotonic()
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.local.supervisor", "run"],
                cwd=BASE_DIR,
                env=environment(var, PORT=str(port), **extra),
                stdout=output,
                stderr=output,
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_until_greeted(self) -> float:
        """Return the seconds it took until it said where to go, with every child running."""
        assert wait_for(lambda: "Ctrl-C stops" in self.said() or self.ended(), 120), self.said()
        assert not self.ended(), self.said()
        return time.monotonic() - self.begun

    def ended(self) -> bool:
        return self.process.poll() is not None

    def state(self) -> dict[str, dict[str, int]]:
        state: dict[str, dict[str, int]] = json.loads((self.var / "supervisor.json").read_text())
        return state

    def children(self) -> dict[str, int]:
        return self.state()["children"]

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}readyz", timeout=5) as response:
                return bool(response.status == 200)
        except OSError:
            return False


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def none_lives(children: dict[str, int]) -> bool:
    return not any(processes.runs(pid, CHILDREN[name]) for name, pid in children.items())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A folder in which the product has run before, so that each test starts it warm."""
    root = services.test_root()
    folder = root / "var"
    folder.mkdir()
    product = Product(folder, free_port())
    product.wait_until_greeted()
    product.process.send_signal(signal.SIGINT)
    assert product.process.wait(timeout=60) == 0, product.said()
    yield folder
    services.stop(folder)
    services.stop(root)


@pytest.fixture
def product(var: Path) -> Iterator[Product]:
    product = Product(var, free_port())
    yield product
    if not product.ended():
        product.process.send_signal(signal.SIGTERM)
        product.process.wait(timeout=60)


def test_it_serves_and_ctrl_c_stops_every_child(product: Product) -> None:
    product.wait_until_greeted()
    assert product.answers()
    assert product.address in product.said()
    children = product.children()
    assert set(children) == set(CHILDREN)
    assert not none_lives(children)
    product.process.send_signal(signal.SIGINT)
    assert product.process.wait(timeout=60) == 0
    assert none_lives(children)
    assert product.said().rstrip().endswith("done.")


def test_the_second_time_nothing_is_migrated_or_loaded_again(product: Product) -> None:
    product.wait_until_greeted()
    assert "Migrating" not in product.said()
    assert "Loading" not in product.said()


def test_a_second_run_in_the_same_folder_says_where_the_first_is(product: Product) -> None:
    product.wait_until_greeted()
    second = subprocess.run(
        [sys.executable, "-m", "config.local.supervisor", "run"],
        cwd=BASE_DIR,
        env=environment(product.var, PORT=str(free_port())),
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 0
    assert product.address in second.stdout
    assert product.answers()


def test_a_killed_child_is_started_again(product: Product) -> None:
    product.wait_until_greeted()
    before = product.children()
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: all(product.children()[name] != before[name] for name in before))
    assert wait_for(product.answers)
    assert "The worker process was killed by signal 9" in product.said()


def test_after_its_own_death_the_children_die_and_the_next_run_works(product: Product) -> None:
    product.wait_until_greeted()
    children = product.children()
    product.process.kill()
    product.process.wait()
    again = Product(product.var, free_port())
    again.wait_until_greeted()
    assert again.answers()
    assert none_lives(children)
    again.process.send_signal(signal.SIGTERM)
    assert again.process.wait(timeout=60) == 0


def test_make_stop_stops_it_from_elsewhere(product: Product) -> None:
    product.wait_until_greeted()
    stopped = subprocess.run(
        [sys.executable, "-m", "config.local.supervisor", "stop"],
        cwd=BASE_DIR,
        env=environment(product.var),
        check=False,
        capture_output=True,
    )
    assert stopped.returncode == 0
    assert product.process.wait(timeout=60) == 0
    assert not product.answers()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused_in_words(tmp_path: Path, port: str) -> None:
    refused = run_in(tmp_path, PORT=port)
    assert refused.returncode == 1
    assert f"PORT={port} is not a port" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_taken_port_is_said_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = run_in(tmp_path, PORT=str(port))
    assert refused.returncode == 1
    assert f"Port {port} is taken" in refused.stderr
    assert not (tmp_path / "servers").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    refused = run_in(blocked / "var")
    assert refused.returncode == 1
    assert str(blocked) in refused.stderr
    assert "Traceback" not in refused.stderr


def run_in(var: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "config.local.supervisor", "run"],
        cwd=BASE_DIR,
        env=environment(var, **extra),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_on_servers_named_by_the_environment_it_starts_none_of_its_own(tmp_path: Path) -> None:
    """VAR_DIR need not be there either."""
    named = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    product = Product(tmp_path / "new", free_port(), **named)
    try:
        product.wait_until_greeted()
        assert product.answers()
        assert not (product.var / "servers").exists()
    finally:
        product.process.send_signal(signal.SIGINT)
        product.process.wait(timeout=60)
