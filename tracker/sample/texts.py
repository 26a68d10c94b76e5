"""Invented texts in the four languages, from `texts.json`. Each says first that it is a sample."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class SampleTexts:
    """The texts of one language; `summary`: one for each level, in which {title} is replaced."""

    summary: list[str]
    progress: list[str]
    challenges: str
    next_steps: str
    not_applicable: str
    needed: str
    offered: str
    returned: str
    evidence: str
    actions: list[str]
    milestones: list[str]


TEXTS: Final = {
    language: SampleTexts(**texts)
    for language, texts in json.loads(
        Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    ).items()
}
# By party; every other state writes in English.
LANGUAGE: Final = {
    **dict.fromkeys(
        "ARG BOL CHL COL CRI CUB DOM ECU GTM HND MEX NIC PAN PER PRY SLV URY VEN".split(), "es"
    ),
    "BRA": "pt",
    "HTI": "fr",
}


def language_of(party: str, commitment: str) -> str:
    """Return the language of a sample text of this party; Canada has texts in two."""
    if party == "CAN":
        return "fr" if sum(map(ord, commitment)) % 2 else "en"
    return LANGUAGE.get(party, "en")
