"""Datasets of earlier schemas, read as today's: what was issued stays readable.

Each step turns the plain values of one schema into those of the next. What a step says is history:
it is never changed once datasets of the later schema have been issued.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Plain = dict[str, Any]

_PREFIX: Final = "tracker/status-report/"


def upgrade(dataset: Plain, schema: str) -> Plain:
    """Return the plain values of a dataset as those of `schema`, which is today's."""
    found = dataset
    while found.get("schema") in _STEPS and found["schema"] != schema:
        found = _STEPS[found["schema"]](found)
    return found


# Schema 2 to 3 ---------------------------------------------------------------------------------

# The texts that an update had until schema 2, each a property of its own, as the documents of that
# time named them: name, whether it was narrative, and its label by language.
_TEXTS_OF_2: Final = (
    (
        "not_applicable_reason",
        False,
        {
            "en": "Why it does not apply",
            "es": "Por qué no se aplica",
            "fr": "Pourquoi c’est sans objet",
            "pt": "Por que não se aplica",
        },
    ),
    ("summary", True, {"en": "Summary", "es": "Resumen", "fr": "Résumé", "pt": "Resumo"}),
    ("progress", True, {"en": "Progress", "es": "Avances", "fr": "Progrès", "pt": "Avanços"}),
    (
        "challenges",
        True,
        {"en": "Challenges", "es": "Dificultades", "fr": "Difficultés", "pt": "Dificuldades"},
    ),
    (
        "next_steps",
        True,
        {
            "en": "Next steps",
            "es": "Próximos pasos",
            "fr": "Prochaines étapes",
            "pt": "Próximos passos",
        },
    ),
)
_COOPERATION_OF_2: Final = {
    "cooperation_needed": {
        "en": "Cooperation requested",
        "es": "Cooperación solicitada",
        "fr": "Coopération demandée",
        "pt": "Cooperação solicitada",
    },
    "cooperation_offered": {
        "en": "Cooperation offered",
        "es": "Cooperación ofrecida",
        "fr": "Coopération offerte",
        "pt": "Cooperação oferecida",
    },
}


# What a count held until schema 2. It knew no `received` and no `awaited`: what lay with the
# secretariat was counted as withheld, and what was not due yet as not reported. That cannot be told
# apart afterwards, so counts are read as they were printed.
_COUNTS_OF_2: Final = {"due", "levels", "not_applicable", "withheld", "not_reported"}


def _from_2(dataset: Plain) -> Plain:
    counted: Plain = _counts_of_2(dataset)
    before = counted.pop("period_before", "")
    compared = {"kind": "period", "periods": [before], "session": None} if before else None
    return counted | {
        "schema": f"{_PREFIX}3",
        "compared_with": compared,
        "silent": [party | {"received": 0} for party in counted["silent"]],
        "fields": _fields_of_2(),
        "updates": [_update_of_2(update) for update in counted["updates"]],
    }


def _counts_of_2(value: Any) -> Any:
    """Return the values with what was reported in every count, which was left to be added up."""
    if isinstance(value, list):
        return [_counts_of_2(item) for item in value]
    if not isinstance(value, dict):
        return value
    read = {key: _counts_of_2(item) for key, item in value.items()}
    if value.keys() == _COUNTS_OF_2:
        read["reported"] = sum(value["levels"]) + value["not_applicable"] + value["withheld"]
    return read


def _fields_of_2() -> list[Plain]:
    texts = [
        {
            "name": name,
            "names": names,
            "kind": "text",
            "narrative": narrative,
            "lead": name == "summary",
            "compared": True,
            "documents": ["annex", "workbook"],
        }
        for name, narrative, names in _TEXTS_OF_2
    ]
    cooperation = [
        {
            "name": name,
            "names": names,
            "kind": "cooperation",
            "narrative": False,
            "lead": False,
            "compared": False,
            "documents": ["annex"],
        }
        for name, names in _COOPERATION_OF_2.items()
    ]
    return [*texts, *cooperation]


def _update_of_2(update: Plain) -> Plain:
    names = [name for name, _narrative, _names in _TEXTS_OF_2]
    kept = {key: value for key, value in update.items() if key not in names}
    texts = {name: update[name] for name in names}
    return kept | {"texts": texts, "period_before": ""}


# Schema 2 only added what has a default to schema 1.
_STEPS: Final[Mapping[str, Callable[[Plain], Plain]]] = {
    f"{_PREFIX}1": _from_2,
    f"{_PREFIX}2": _from_2,
}
