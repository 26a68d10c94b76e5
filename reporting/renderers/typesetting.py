"""Run typst in a process of its own, whose memory has a limit and is given back.

Run as a script it is that process: it imports nothing of ours, so that it starts at once. It reads
one JSON request, and writes the documents it made as lines of base64.
"""

from __future__ import annotations

import base64
import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

# 1,775 updates of 3,000 characters, nine hundred pages, take 870 MB.
MEMORY_LIMIT: Final = 1024**3
TIME_LIMIT: Final = 600
# Latin, general punctuation, arrows and shapes of ours: in every face typst carries.
_SURE: Final = re.compile("[\x20-\u024f\u2010-\u2027\u2030-\u203a\n▲▼●]+")
_MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
# They only join or vary others, and say nothing alone.
_SILENT: Final = frozenset("\u200d\ufe0e\ufe0f")
_PROBE: Final = """
#set document(title: "probe", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: "Libertinus Serif")
#for letter in sys.inputs.letters.split("\\n") { par(letter) }
"""


class TypesettingError(RuntimeError):
    """The typesetter failed; the message is what it said."""


def typeset(
    *, template: Path, inputs: dict[str, str], output: str = "pdf", ppi: int = 0
) -> list[bytes]:
    """Return the PDF (one item), or one PNG for each page.

    Raises TypesettingError where the typesetter fails, or takes too much memory or time.
    """
    request = {"template": str(template), "inputs": inputs, "output": output, "ppi": ppi}
    try:
        done = subprocess.run(
            [sys.executable, "-I", __file__],
            input=json.dumps(request, ensure_ascii=False).encode(),
            # One thread: each more takes memory of its own, and workers share the cores anyway.
            env=os.environ | {"RAYON_NUM_THREADS": "1"},
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingError(f"typesetting took more than {TIME_LIMIT} s") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()[-2000:]
        raise TypesettingError(said or f"the typesetter ended with {done.returncode}")
    return [base64.b64decode(line) for line in done.stdout.splitlines()]


def undisplayable(text: str) -> dict[int, str]:
    """Return what to write for each character of `text` that no embedded face has: [U+1F600]."""
    import typst

    letters = sorted(set(_SURE.sub("", text)))
    if not letters:
        return {}
    try:
        typst.compile(
            _PROBE.encode(),
            sys_inputs={"letters": "\n".join(letters)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        return _replacements(error.diagnostic)
    return {}


def _replacements(diagnostic: str) -> dict[int, str]:
    found = {
        letter
        for named in _MISSING.findall(diagnostic)
        for letter in _ESCAPE.sub(lambda code: chr(int(code[1], 16)), named)
    }
    return {ord(letter): "" if letter in _SILENT else f"[U+{ord(letter):04X}]" for letter in found}


def _compile(request: dict[str, Any]) -> list[bytes]:
    import typst

    inputs = request["inputs"]
    inputs["document"] = inputs["document"].translate(undisplayable(inputs["document"]))
    pdf = request["output"] == "pdf"
    for attempt in range(3):
        try:
            made: Any = typst.compile(
                request["template"],
                root=str(Path(request["template"]).parent),
                sys_inputs=inputs,
                format=request["output"],
                ppi=request["ppi"] or None,
                pdf_standards=["ua-1", "a-2a"] if pdf else [],
                ignore_system_fonts=True,
            )
        except typst.TypstError as error:
            # A character may be in a face alone, and missing beside another it combines with.
            more = _replacements(error.diagnostic)
            if not more or attempt == 2:
                raise
            inputs["document"] = inputs["document"].translate(more)
        else:
            break
    return made if isinstance(made, list) else [made]


def main() -> None:
    """Answer the request on standard input."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))
    for made in _compile(json.loads(sys.stdin.buffer.read())):
        sys.stdout.buffer.write(base64.b64encode(made) + b"\n")


if __name__ == "__main__":
    main()
