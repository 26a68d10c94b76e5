"""The tables of access: what each role gets at each address."""

from __future__ import annotations

from pathlib import Path

ROLES = (
    "visitor",
    "nobody",
    "authority_hnd",
    "contributor_slv",
    "authority_slv",
    "officer",
    "administrator",
)
Found = dict[tuple[str, str, str], list[str]]


def read_table(name: str) -> Found:
    """Return by (which thing, method, template of the address) the statuses, in order of ROLES."""
    rows: Found = {}
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, method, template, *statuses = line.split()
            rows[label, method, template.replace("(home)", "")] = statuses
    return rows
