"""`make run` and `make stop`: servers, web process, workers and scheduler together.

    python -m config.local.supervisor [run | stop]

It does not import Django. Everything that needs Django runs in a separate process with its own log.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import IO, TypedDict

from config.local import services
from config.local.child_processes import Child, end, spawn
from config.local.port import StartError, check_free, configured_port, probe

BASE_DIR = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
CHECK_SERVERS_EVERY = 5
# A child that ends this many times within this many seconds is not restarted again.
DEATHS, DEATHS_WITHIN = 4, 60
FALSE_WORDS = {"0", "false", "no", "off"}


class Stopped(Exception):
    """A signal asked the supervisor to stop."""


class SupervisorState(TypedDict, total=False):
    """The state file: which processes a supervisor has started; empty without one."""

    pid: int
    address: str
    children: dict[str, int]


class Supervisor:
    """Starts everything in order, watches it, stops it."""

    def __init__(self, var: Path, port: int) -> None:
        self.var = var
        self.port = port
        self.address = f"http://127.0.0.1:{port}/"
        self.sample = os.environ.get("SAMPLE", "1").lower() not in FALSE_WORDS
        self.stopping = False
        # Workers on one machine need not talk to each other.
        worker = "worker --concurrency 2 --loglevel INFO --without-gossip --without-mingle"
        self.web = self._child("web", "gunicorn -c python:config.gunicorn config.wsgi")
        self.jobs = [
            self._child("worker", f"celery -A config {worker} -Q celery"),
            # Sending e-mail only waits for the mail server: one process with two threads is enough.
            self._child(
                "letters",
                f"celery -A config {worker} -Q letters --pool threads --hostname letters@%h",
            ),
            self._child(
                "beat",
                "celery -A config beat --loglevel INFO --pidfile= -s",
                str(var / "beat-schedule"),
            ),
        ]

    def run(self) -> None:
        """Start everything and watch it. Raises StartError, ServiceError and, finally, Stopped."""
        self._set_environment()
        _end_leftovers(self.var)
        check_free(self.port)
        started = time.monotonic()
        _print("Starting PostgreSQL and Redis ... ", end="")
        services.ensure()
        _print(f"done ({time.monotonic() - started:.1f} s)")
        self._serve()
        for child in self.jobs:
            self._start(child)
        self._print_welcome()
        self._watch()

    def stop(self) -> None:
        """Stop the children."""
        end({child.pid: str(child.command[2]) for child in (*self.jobs, self.web) if child.pid}, 15)
        _state_path(self.var).unlink(missing_ok=True)

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Stop at the first signal; kill the children at the second."""
        if self.stopping:
            for child in (*self.jobs, self.web):
                if child.process and child.death() is None:
                    os.killpg(child.pid, signal.SIGKILL)
        self.stopping = True

    def _child(self, name: str, command: str, *arguments: str) -> Child:
        """Return the child that runs a Python module: its name and options, with no spaces."""
        words = (sys.executable, "-m", *command.split(), *arguments)
        return Child(name=name, command=words, log=self.var / "log" / f"{name}.log")

    def _set_environment(self) -> None:
        os.chdir(BASE_DIR)
        os.environ["PORT"] = str(self.port)
        os.environ["HOST"] = "127.0.0.1"
        os.environ["SAMPLE"] = "1" if self.sample else "0"
        os.environ.setdefault("SITE_URL", self.address.rstrip("/"))
        os.environ.setdefault("PYTHONUNBUFFERED", "1")
        if not os.environ.get("SECRET_KEY"):
            os.environ["SECRET_KEY"] = services.secret_key(self.var, make=True)

    def _prepare(self) -> None:
        sample = ["--sample"] if self.sample else []
        process = spawn([sys.executable, "manage.py", "prepare", *sample])
        while process.poll() is None:
            if self.stopping:
                end({process.pid: "prepare"}, 5)
                raise Stopped
            time.sleep(0.02)
        if process.returncode != 0:
            raise StartError("The database could not be prepared; the reason stands above.")

    def _start(self, child: Child) -> None:
        child.start()
        children = {other.name: other.pid for other in (self.web, *self.jobs) if other.process}
        state = SupervisorState(pid=os.getpid(), address=self.address, children=children)
        _state_path(self.var).write_text(json.dumps(state))

    def _serve(self) -> None:
        # After an earlier run probably nothing is to be prepared: the web process starts meanwhile.
        stamp = self.var / "prepared.json"
        before = stamp.stat().st_mtime_ns if stamp.exists() else 0
        if before:
            self._start(self.web)
        self._prepare()
        if stamp.stat().st_mtime_ns != before:
            end({self.web.pid: "gunicorn"}, 10)
            self._start(self.web)
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        answer = "nothing"
        while time.monotonic() < deadline:
            if self.stopping:
                raise Stopped
            if self.web.death():
                raise StartError(_describe_death(self.web))
            ready, answer = probe(f"{self.address}readyz")
            if ready:
                return
            time.sleep(0.05)
        raise StartError(
            f"The web process does not become ready. {self.address}readyz answers: {answer}\n"
            f"  Its log is {self.web.log}."
        )

    def _print_welcome(self) -> None:
        _print(f"\nOpen  {self.address}\n")
        try:
            people = json.loads((self.var / "prepared.json").read_text())["sign_ins"]
        except (OSError, ValueError, KeyError):
            people = []
        if people:
            password = os.environ.get("SAMPLE_PASSWORD", "sample")
            _print(
                f"Sample data is loaded: invented, and marked so. The password is {password!r} for"
            )
            for email, name in people:
                _print(f"    {email:32}{name}")
        _print(f"\nLogs are in {self.var / 'log'}. Ctrl-C stops everything.")

    def _watch(self) -> None:
        checked = time.monotonic()
        while not self.stopping:
            time.sleep(0.25)
            for child in (self.web, *self.jobs):
                if not self.stopping and child.death():
                    self._restart(child)
            if time.monotonic() - checked > CHECK_SERVERS_EVERY:
                services.ensure()
                checked = time.monotonic()
        raise Stopped

    def _restart(self, child: Child) -> None:
        description = _describe_death(child)
        now = time.monotonic()
        child.deaths = [at for at in child.deaths if now - at < DEATHS_WITHIN] + [now]
        if len(child.deaths) >= DEATHS:
            raise StartError(f"{description}\n  That was the {DEATHS}th time within a minute.")
        _print(f"{description}\n  Starting it again.")
        self._start(child)


def main(arguments: list[str]) -> int:
    """Run or stop the product in this folder; return the exit code."""
    var = services.var_dir().absolute()
    if arguments == ["stop"]:
        return stop(var)
    if arguments not in ([], ["run"]):
        _print(f"{__doc__}")
        return 2
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
        with (var / "supervisor.lock").open("a") as lock:
            if not _hold(lock):
                _print(_already_running(var))
                return 0
            return _supervise(Supervisor(var, configured_port()))
    except StartError as error:
        _print(f"{error}", to=sys.stderr)
    except OSError as error:
        _print(f"\nCannot use {var}: {error}.\n  Set VAR_DIR to another folder.", to=sys.stderr)
    return 1


def stop(var: Path) -> int:
    """Stop the supervisor of this folder, or what a killed one left running; return 0."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "supervisor.lock").open("a") as lock:
        if not _hold(lock):
            os.kill(_state(var)["pid"], signal.SIGTERM)
            fcntl.flock(lock, fcntl.LOCK_EX)
        _end_leftovers(var)
        services.stop(var)
    _print("Stopped.")
    return 0


def _supervise(supervisor: Supervisor) -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.ask_to_stop)
    try:
        supervisor.run()
    except Stopped:
        return 0
    except (StartError, services.ServiceError) as error:
        _print(f"\n{error}", to=sys.stderr)
        return 1
    finally:
        _print("\nStopping ... ", end="")
        supervisor.stop()
        services.leave(supervisor.var)
        _print("done.")
    return 0


def _hold(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _describe_death(child: Child) -> str:
    return (
        f"\nThe {child.name} process {child.death()}. Its log, {child.log}, ends:\n{child.tail()}"
    )


def _already_running(var: Path) -> str:
    state = _state(var)
    if not state:
        return "It is being started in this folder already; the other terminal will say where."
    return (
        f"It runs in this folder already: {state['address']} (process {state['pid']}).\n"
        "Stop it there with Ctrl-C, or with: make stop"
    )


def _end_leftovers(var: Path) -> None:
    """Stop the children that a killed supervisor left running, from its state file."""
    children = _state(var).get("children", {})
    end({pid: "gunicorn" if name == "web" else "celery" for name, pid in children.items()}, 2)
    _state_path(var).unlink(missing_ok=True)


def _state_path(var: Path) -> Path:
    return var / "supervisor.json"


def _state(var: Path) -> SupervisorState:
    try:
        state: SupervisorState = json.loads(_state_path(var).read_text())
    except (OSError, ValueError):
        return {}
    return state


def _print(words: str, end: str = "\n", to: IO[str] | None = None) -> None:
    print(words, end=end, flush=True, file=to)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
