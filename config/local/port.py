"""The port on this machine: which, whether it is free, whether something answers there.

`python -m config.local.port` asks the web process here whether it is ready: for health checks.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import urllib.error
import urllib.request


class Trouble(Exception):
    """What keeps the product from running, in words for the person at the terminal."""


def chosen() -> int:
    """Return the port of the environment's PORT, 8000 where unset. Raises Trouble."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Trouble(f"PORT={given} is not a port. Choose a number from 1024 to 65535.")
    return int(given)


def check_free(port: int) -> None:
    """Raise Trouble where the port cannot be had."""
    with socket.socket() as probe:
        # As gunicorn binds: connections of a former run that are winding down do not matter.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                reason = f"This account may not use port {port}. Try another: make run PORT=8123"
            else:
                other = port + 1 if port < 65535 else 8123
                reason = f"Port {port} is taken by another program. Try: make run PORT={other}"
            raise Trouble(reason) from None


def ask(url: str) -> tuple[bool, str]:
    """Return whether an address of ours answers 200, and the beginning of what it says."""
    # The settings may demand TLS, of which a proxy has to say that it spoke it, and a certain name.
    headers = {"X-Forwarded-Proto": "https"}
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    if host.strip("*"):
        headers["Host"] = host.removeprefix(".")
    request = urllib.request.Request(url, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return True, response.read(500).decode(errors="replace")
    except urllib.error.HTTPError as error:
        return False, f"{error.code} {error.read(500).decode(errors='replace')}"
    except OSError as error:
        return False, str(error)


def main() -> int:
    """Return 0 where the web process is ready; else 1, with its answer on stderr."""
    try:
        ready, answer = ask(f"http://127.0.0.1:{chosen()}/readyz")
    except Trouble as error:
        ready, answer = False, str(error)
    if not ready:
        sys.stderr.write(f"{answer}\n")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
