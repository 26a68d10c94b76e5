"""The port of the web process: which one, whether it is free, whether the process is ready.

`python -m config.local.port` is the health check: it succeeds if the web process is ready.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import urllib.error
import urllib.request


class StartError(Exception):
    """The product cannot run; the message is for the person at the terminal."""


def configured_port() -> int:
    """Return the port of the environment's PORT, 8000 where unset. Raises StartError."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise StartError(f"PORT={port} is not a port. Choose a number from 1024 to 65535.")
    return int(port)


def check_free(port: int) -> None:
    """Raise StartError if the port cannot be used."""
    with socket.socket() as trial:
        # As gunicorn does: an earlier run's connections that are still closing do not matter.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8123
            raise StartError(
                f"This account may not use port {port}. Try another: make run PORT=8123"
                if error.errno == errno.EACCES
                else f"Port {port} is taken by another program. Try: make run PORT={other}"
            ) from None


def probe(url: str) -> tuple[bool, str]:
    """Return whether an address answers 200, and the beginning of its answer."""
    # The settings may require TLS, which a proxy declares, and one of certain host names.
    headers = {"X-Forwarded-Proto": "https"}
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    if host.strip("*"):
        headers["Host"] = host.removeprefix(".")
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  # our address, http
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310  # the same
            return True, response.read(500).decode(errors="replace")
    except urllib.error.HTTPError as error:
        return False, f"{error.code} {error.read(500).decode(errors='replace')}"
    except OSError as error:
        return False, str(error)


def main() -> int:
    """Return 0 where the web process is ready; else 1, with its answer on stderr."""
    try:
        ready, answer = probe(f"http://127.0.0.1:{configured_port()}/readyz")
    except StartError as error:
        ready, answer = False, str(error)
    if not ready:
        sys.stderr.write(f"{answer}\n")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
