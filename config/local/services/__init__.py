"""Embedded PostgreSQL and Redis, used where the environment names no servers.

Everything that starts Django calls `ensure` before the settings are read. It sets DATABASE_URL and
REDIS_URL for this process and its children; where a variable is set already, no server is started
for it. The last process to end stops the servers.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import IO

from config.local.services import postgres, redis
from config.local.services.location import ServerLocation, ServiceError, locate
from config.local.services.redis import broker_url

__all__ = [
    "ServiceError",
    "broker_url",
    "ensure",
    "leave",
    "secret_key",
    "stop",
    "test_root",
    "var_dir",
]

_SERVERS = (postgres, redis)
_TEST_PREFIX = "tracker-tests-"
# The variables that this process set itself, and its shared lock on each root that it uses.
_set_by_us: dict[str, str] = {}
_locks: dict[Path, IO[str]] = {}


def var_dir() -> Path:
    """Return the folder of everything the product writes: VAR_DIR, or var/ in the project."""
    return Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parents[3] / "var")


def ensure(root: Path | None = None, durable: bool = True) -> None:
    """Make DATABASE_URL and REDIS_URL answer, starting embedded servers where they are unset.

    Cheap when they run. Safe from many processes at once. `durable=False` trades safety from a
    power cut for speed. Raises ServiceError, whose text is for the person at the terminal.
    """
    servers = [server for server in _SERVERS if _is_ours(server.VARIABLE)]
    if not servers:
        return
    folder = (root or var_dir()).absolute()
    try:
        location = locate(folder)
        _use(folder)
        for server in servers:
            url = server.ensure(location, durable=durable)
            os.environ[server.VARIABLE] = _set_by_us[server.VARIABLE] = url
    except OSError as error:
        raise ServiceError(
            f"The embedded servers cannot use {folder}: {error}.\n"
            "  Give this account the right to write there, or set VAR_DIR to another folder."
        ) from error


def leave(root: Path | None = None) -> None:
    """Stop the embedded servers of a root, unless another process uses them. Done at exit too."""
    folder = (root or var_dir()).absolute()
    if folder in _locks:
        try:
            fcntl.flock(_locks[folder], fcntl.LOCK_EX | fcntl.LOCK_NB)
            stop(folder)
        except BlockingIOError:
            # The attempt gave up our share, so of two that leave at the same time one succeeds.
            _locks.pop(folder).close()


def stop(root: Path | None = None) -> None:
    """Stop the embedded servers of a root, even if in use; remove the root of a test run."""
    folder = (root or var_dir()).absolute()
    if (folder / "servers").exists():
        _stop(locate(folder))
    if handle := _locks.pop(folder, None):
        handle.close()
    if folder.name.startswith(_TEST_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def test_root() -> Path:
    """Return a new folder, in memory where there is such a location, for the servers of a test run.

    Removes what killed earlier runs left.
    """
    memory = Path("/dev/shm")  # noqa: S108  # mkdtemp makes what is used there
    parent = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    for abandoned in parent.glob(f"{_TEST_PREFIX}*"):
        with contextlib.suppress(OSError), (abandoned / "users.lock").open("r+") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stop(abandoned)
    folder = Path(tempfile.mkdtemp(prefix=_TEST_PREFIX, dir=parent))
    # The account that runs the servers has to pass through.
    folder.chmod(0o755)
    _use(folder)
    return folder


def secret_key(folder: Path, *, make: bool = False) -> str:
    """Return the secret key stored in a folder, else "".

    It is made with `make`, and for the embedded database. For a database of the operator's it is
    not, since several machines may share that and need the same key.
    """
    path = folder / "secret_key"
    if not path.exists() and (make or _is_ours(postgres.VARIABLE)):
        folder.mkdir(parents=True, exist_ok=True)
        # Written, then linked: of two processes at the same time one wins, and both read its key.
        descriptor, draft = tempfile.mkstemp(prefix="secret_key-", dir=folder)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text() if path.exists() else ""


def _is_ours(variable: str) -> bool:
    """Return whether a variable is unset, or was set by this process."""
    return os.environ.get(variable, "") in ("", _set_by_us.get(variable))


def _use(folder: Path) -> None:
    if folder in _locks:
        return
    handle = (folder / "users.lock").open("a")
    # This waits while another process is stopping the servers.
    fcntl.flock(handle, fcntl.LOCK_SH)
    _locks[folder] = handle
    atexit.register(_leave_at_exit, folder, os.getpid())


def _leave_at_exit(folder: Path, pid: int) -> None:
    # A forked child has the same lock, so it must not stop the servers.
    if os.getpid() == pid:
        leave(folder)


def _stop(location: ServerLocation) -> None:
    for server in reversed(_SERVERS):
        server.stop(location)
    for server in _SERVERS:
        if _set_by_us.get(server.VARIABLE) == server.url(location):
            os.environ.pop(server.VARIABLE, None)
            del _set_by_us[server.VARIABLE]
    if location.root.name.startswith(_TEST_PREFIX):
        # They may be outside the root; see config.local.services.location.
        for folder in (location.sockets, location.home):
            shutil.rmtree(folder, ignore_errors=True)
