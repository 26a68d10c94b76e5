"""`make check`: all automatic checks of the code, in one run.

`python -m config.check lint types` runs only these checks, as the hooks of pre-commit do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PACKAGES = ("bench", "commitments", "config", "reporting", "tests", "tracker")
# `check --deploy` checks the settings as an operator sets them, not as `make run` does.
DEPLOYMENT = {
    "DEBUG": "0",
    "HTTPS": "1",
    "SECRET_KEY": "k" * 25 + "".join(chr(code) for code in range(48, 73)),
    "ALLOWED_HOSTS": "tracker.example.org",
}


def main(chosen: Sequence[str]) -> int:
    """Run the checks named in `chosen`, or all; print their results; return an exit code."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    checks = [check for check in _checks() if not chosen or check[0] in chosen]
    if unknown := set(chosen) - {name for name, _command, _extra in checks}:
        print(f"No such check: {', '.join(sorted(unknown))}")
        return 2
    names, commands, extras = zip(*checks, strict=True)
    failed = []
    # In parallel: the types take as long as all other checks together.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (output, seconds) in zip(names, pool.map(_faults, commands, extras), strict=True):
            print(f"{'ok  ' if output is None else 'FAIL'} {name} ({seconds:.1f} s)", flush=True)
            if output is not None:
                failed.append(name)
                print(output, flush=True)
    print(f"\n{len(failed)} failed: {', '.join(failed)}" if failed else "\nAll passed.")
    return 1 if failed else 0


def _checks() -> list[tuple[str, Sequence[str], dict[str, str]]]:
    manage = (sys.executable, "manage.py")
    packages = [name for name in PACKAGES if (BASE_DIR / name).is_dir()]
    templates = _files("templates/**/*.html")
    code = [path for path in _files("**/*.py") if "/migrations/" not in path]
    return [
        ("lint", ("ruff", "check", "."), {}),
        ("format", ("ruff", "format", "--check", "."), {}),
        ("Django idioms", ("django-upgrade", "--target-version", "5.2", "--check", *code), {}),
        ("template format", ("djade", "--target-version", "5.2", "--check", *templates), {}),
        ("template indentation", ("djhtml", "--check", "--tabwidth", "2", *templates), {}),
        ("layers", ("lint-imports", "--no-logo"), {}),
        ("types", ("mypy", *packages, "manage.py"), {}),
        ("migrations", (*manage, "makemigrations", "--check", "--dry-run"), {}),
        ("diagrams", (*manage, "draw_diagrams", "--check"), {}),
        ("deployment", (*manage, "check", "--deploy", "--fail-level", "WARNING"), DEPLOYMENT),
    ]


def _files(pattern: str) -> list[str]:
    found = (path for name in PACKAGES for path in (BASE_DIR / name).glob(pattern))
    return sorted(str(path.relative_to(BASE_DIR)) for path in found)


def _faults(command: Sequence[str], extra: dict[str, str]) -> tuple[str | None, float]:
    """Return the output of a command that fails (else None), and the seconds that it took."""
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=BASE_DIR,
        env=os.environ | extra,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return (result.stdout if result.returncode else None), time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
