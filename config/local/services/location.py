"""Where the embedded servers keep their files, and under which account they run.

PostgreSQL refuses to run as root, so root's servers run as `nobody`. `nobody` may be unable to
enter the project's folder, and a Unix socket's path has a limit of about a hundred characters. In
either case the folder is made elsewhere, with a symbolic link to it, so that processes with another
TMPDIR, and the next run, find the same folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict

# sun_path is 108 bytes on Linux and 104 on macOS; ".s.PGSQL.5432.lock" has to fit as well.
LONGEST_SOCKET_FOLDER = 80
Command = Sequence[str | Path]
# Unlike the temporary folder, this one outlives a restart of the machine.
LASTING = Path("/var/tmp")  # noqa: S108  # mkdtemp makes what is used there


class ServiceError(Exception):
    """A server could not be started; the message is for the person at the terminal."""


class _Identity(TypedDict):
    cwd: Path
    env: dict[str, str]
    umask: int
    user: int | None
    group: int | None
    extra_groups: list[int] | None


@dataclass(frozen=True)
class ServerLocation:
    """The folder of one set of servers, and the account they run under."""

    root: Path
    home: Path
    sockets: Path
    account: pwd.struct_passwd | None

    def log(self, name: str) -> Path:
        """Return the path of a server's log."""
        return self.root / "log" / f"{name}.log"

    def failure(self, name: str, message: str) -> ServiceError:
        """Return the error with this message, followed by the last lines of a server's log."""
        log = self.log(name)
        try:
            tail = log.read_text(errors="replace").splitlines()[-12:]
        except OSError:
            tail = []
        shown = "".join(f"\n    {line}" for line in tail) or "\n    (nothing was logged)"
        return ServiceError(f"{message}\n  Its log, {log}, ends:{shown}")

    def mark(self, name: str) -> str:
        """Return the text that marks a server's processes, by the identity of its data folder.

        A copy of the folder has another mark, a renamed folder has the same.
        """
        try:
            status = (self.home / name).stat()
        except FileNotFoundError:
            return "tracker-nowhere"
        return f"tracker-{status.st_dev:x}-{status.st_ino:x}-"

    def run(self, command: Command, log: IO[bytes], stdin: str = "") -> int:
        """Run a command under the servers' account; return its exit code."""
        return subprocess.run(
            command,
            input=stdin.encode(),
            stdout=log,
            stderr=log,
            check=False,
            **self._identity(),
        ).returncode

    def start(self, command: Command, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a command under the servers' account, to outlive this process."""
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **self._identity(),
        )

    def folder(self, name: str) -> Path:
        """Make a folder that belongs to the servers' account alone; return it."""
        return _own_folder(self.home / name, self.account)

    def package(self, name: str) -> Path | None:
        """Return the folder of an installed package, where the servers' account can read it.

        The package is looked for, not imported. A wheel's shared libraries lie in a sibling folder
        that its binaries find by a relative path, so both are copied where a copy is needed.
        """
        spec = importlib.util.find_spec(name)
        if spec is None or not spec.submodule_search_locations:
            return None
        folder = Path(spec.submodule_search_locations[0])
        if may_enter(folder, self.account):
            return folder
        # The folder's time of change distinguishes installed versions.
        copy = self.home / f"lib-{name}-{folder.stat().st_mtime_ns:x}"
        if not copy.exists():
            half_made = Path(tempfile.mkdtemp(prefix="lib-", dir=self.home))
            half_made.chmod(0o755)
            for part in (folder, folder.with_name(f"{name}.libs")):
                if part.exists():
                    shutil.copytree(part, half_made / part.name)
            half_made.rename(copy)
        return copy / name

    def _identity(self) -> _Identity:
        account = self.account
        return _Identity(
            cwd=self.home,
            # A server needs nothing of our environment; PGPORT and its like would mislead it.
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": "/"},
            umask=0o077,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )


def locate(root: Path) -> ServerLocation:
    """Return the location of the servers below a folder; make it if need be."""
    root = root.absolute()
    (root / "log").mkdir(parents=True, exist_ok=True)
    with locked(root / "place.lock"):
        account = _account(root / "servers")
        home = _home(root, account)
        sockets = _sockets(home, account)
    return ServerLocation(root=root, home=home, sockets=sockets, account=account)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file: one process at a time, released by the kernel if its holder dies."""
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def may_enter(folder: Path, account: pwd.struct_passwd | None) -> bool:
    """Return whether an account may enter a folder; None is the account of this process."""
    if account is None:
        return os.access(folder, os.X_OK)
    return not subprocess.call(
        ["sh", "-c", 'cd "$1"', "sh", str(folder)],
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        cwd="/",
        stderr=subprocess.DEVNULL,
    )


def _account(home: Path) -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        # The servers of an ordinary user remain that user's when root uses the same folder later.
        owner = home.stat().st_uid if home.exists() else 0
        return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise ServiceError(
            "PostgreSQL does not run as root, and this machine has no account `nobody` for it.\n"
            "  Run as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of your own."
        ) from None


def _home(root: Path, account: pwd.struct_passwd | None) -> Path:
    link = _without_broken_link(root / "servers")
    if not link.exists():
        if may_enter(root, account):
            _own_folder(link, account, mode=0o755)
        else:
            away = tempfile.mkdtemp(prefix="tracker-", dir=LASTING if LASTING.is_dir() else None)
            link.symlink_to(_own_folder(Path(away), account, mode=0o755))
    return link.resolve()


def _sockets(home: Path, account: pwd.struct_passwd | None) -> Path:
    folder = home / "run"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder if folder.is_dir() else _own_folder(folder, account)
    # Another name than "run", which a moved folder may still contain.
    link = _without_broken_link(home / "run-away")
    if not link.exists():
        link.symlink_to(_own_folder(Path(tempfile.mkdtemp(prefix="tracker-")), account))
    return link.resolve()


def _without_broken_link(link: Path) -> Path:
    """Return the path; a symbolic link there whose target is gone is removed."""
    if link.is_symlink() and not link.exists():
        link.unlink()
    return link


def _own_folder(path: Path, account: pwd.struct_passwd | None, mode: int = 0o700) -> Path:
    path.mkdir(exist_ok=True)
    path.chmod(mode)
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)
    return path
