"""The process that runs typst: it answers one request, under a limit on its memory, and ends.

Run as a script it imports nothing of ours, so that it starts at once. It reads one JSON request,
and writes the documents it made as lines of base64, or the list of texts that cannot be shown.
Where typst refuses a document, what typst said is on standard error.
"""

from __future__ import annotations

import base64
import json
import re
import resource
import sys
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

# 1,775 updates of 3,000 characters, nine hundred pages, take 870 MB.
MEMORY_LIMIT: Final = 1024**3
# PDF/UA forbids boxes in place of characters; PDF/A, characters for private use.
STANDARDS: Final = ("ua-1", "a-2a")
PROBE: Final = Path(__file__).with_name("probe.typ")
# How often typst is asked about texts; those it was not asked about count as not showable.
_MOST_PROBES: Final = 400
_QUOTED: Final = re.compile(r'(?:text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED: Final = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_SHORT: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
# They only join or vary others: typst names them wherever it names their neighbours.
_SILENT: Final = frozenset("\u200d\ufe0e\ufe0f")


def named(diagnostic: str) -> frozenset[str]:
    """Return the characters that typst named where it refused a document; none for other faults.

    Among them are ordinary members of a cluster that it cannot show, such as the digit of a keycap.
    """
    found = {letter for said in _QUOTED.findall(diagnostic) for letter in _read(said)}
    return frozenset(found - _SILENT)


def _read(said: str) -> str:
    """Return a string that Rust wrote for debugging as it was."""
    return _ESCAPED.sub(
        lambda code: chr(int(code[1], 16)) if code[1] else _SHORT.get(code[2], code[2]), said
    )


class Probe:
    """Finds which of some clusters the embedded faces cannot show.

    typst names characters, not where they stand. So clusters are set together that have no
    character in common: then what is named belongs to one of them alone.
    """

    def __init__(self, *, drawn: bool) -> None:
        self._drawn = drawn
        self._left = _MOST_PROBES

    def refused(self, clusters: list[str]) -> list[str]:
        """Return those of `clusters` that cannot be shown."""
        found: list[str] = []
        # Some faults are met only where there are no others: so the rest is set again.
        while clusters and (worse := self._worse(clusters)):
            found += worse
            gone = set(worse)
            clusters = [one for one in clusters if one not in gone]
        return found

    def _worse(self, clusters: list[str]) -> list[str]:
        """Return some of those that cannot be shown; none where all can."""
        said = self._set(clusters)
        if said is None:
            return []
        suspects = [one for one in clusters if said & _letters(one)]
        groups = _without_common_letters(suspects) if suspects else _halves(clusters)
        if len(groups) == 1:
            return groups[0]
        return [one for group in groups for one in self.refused(group)]

    def _set(self, clusters: list[str]) -> frozenset[str] | None:
        """Return the characters that typst named when it set them; None where it shows them all."""
        import typst

        if not self._left:
            return frozenset().union(*map(_letters, clusters))
        self._left -= 1
        try:
            typst.compile(
                str(PROBE),
                sys_inputs={
                    "texts": json.dumps([escape(c) for c in clusters] if self._drawn else clusters),
                    "drawn": "yes" if self._drawn else "no",
                },
                pdf_standards=list(STANDARDS),
                ignore_system_fonts=True,
            )
        except typst.TypstError as error:
            return named(error.diagnostic)
        return None


def _letters(cluster: str) -> frozenset[str]:
    return frozenset(cluster) - _SILENT or frozenset(cluster)


def _without_common_letters(clusters: list[str]) -> list[list[str]]:
    """Return the clusters in as few groups as come easily, with no letter twice in a group."""
    groups: list[list[str]] = []
    # Where the next cluster of a letter may go: in the group after the last that has it.
    free: dict[str, int] = {}
    for cluster in clusters:
        letters = _letters(cluster)
        place = max(free.get(letter, 0) for letter in letters)
        if place == len(groups):
            groups.append([])
        groups[place].append(cluster)
        free.update(dict.fromkeys(letters, place + 1))
    return groups


def _halves(clusters: list[str]) -> list[list[str]]:
    middle = len(clusters) // 2
    return [half for half in (clusters[:middle], clusters[middle:]) if half]


def _compiled(request: dict[str, Any]) -> list[bytes]:
    """Return the documents asked for. Exits with what typst said where it refuses."""
    import typst

    try:
        made: Any = typst.compile(
            request["template"],
            root=str(Path(request["template"]).parent),
            sys_inputs=request["inputs"],
            format=request["output"],
            ppi=request["ppi"] or None,
            pdf_standards=list(STANDARDS) if request["output"] == "pdf" else [],
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        sys.exit(error.diagnostic)
    return made if isinstance(made, list) else [made]


def main() -> None:
    """Answer the request on standard input."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))
    request = json.loads(sys.stdin.buffer.read())
    if "clusters" in request:
        found = Probe(drawn=request["drawn"]).refused(request["clusters"])
        sys.stdout.buffer.write(json.dumps(found).encode())
        return
    for made in _compiled(request):
        sys.stdout.buffer.write(base64.b64encode(made) + b"\n")


if __name__ == "__main__":
    main()
