"""Datasets of earlier schemas, read as today's: what was issued stays readable.

Each step turns the plain values of one schema into those of the next. What a step says is history:
it is never changed once datasets of the later schema have been issued.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Plain = dict[str, Any]

_PREFIX: Final = "tracker/status-report/"
_LANGUAGES: Final = ("en", "es", "fr", "pt")


def upgrade(dataset: Plain, schema: str) -> Plain:
    """Return the plain values of a dataset as those of `schema`, which is today's."""
    while dataset.get("schema") in _STEPS and dataset["schema"] != schema:
        dataset = _STEPS[dataset["schema"]](dataset)
    return dataset


# Schema 2 to 3 ---------------------------------------------------------------------------------

# The texts that an update had until schema 2, each a property of its own, as the documents of that
# time named them: in English, Spanish, French and Portuguese.
_TEXTS_OF_2: Final = {
    "not_applicable_reason": (
        "Why it does not apply",
        "Por qué no se aplica",
        "Pourquoi c’est sans objet",
        "Por que não se aplica",
    ),
    "summary": ("Summary", "Resumen", "Résumé", "Resumo"),
    "progress": ("Progress", "Avances", "Progrès", "Avanços"),
    "challenges": ("Challenges", "Dificultades", "Difficultés", "Dificuldades"),
    "next_steps": ("Next steps", "Próximos pasos", "Prochaines étapes", "Próximos passos"),
}
_COOPERATION_OF_2: Final = {
    "cooperation_needed": (
        "Cooperation requested",
        "Cooperación solicitada",
        "Coopération demandée",
        "Cooperação solicitada",
    ),
    "cooperation_offered": (
        "Cooperation offered",
        "Cooperación ofrecida",
        "Coopération offerte",
        "Cooperação oferecida",
    ),
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
    """Return the values with `reported` in every count, which readers of schema 2 added up."""
    if isinstance(value, list):
        return [_counts_of_2(item) for item in value]
    if not isinstance(value, dict):
        return value
    whole = {key: _counts_of_2(item) for key, item in value.items()}
    if value.keys() == _COUNTS_OF_2:
        whole["reported"] = sum(value["levels"]) + value["not_applicable"] + value["withheld"]
    return whole


def _fields_of_2() -> list[Plain]:
    texts = [
        {
            "name": name,
            "names": dict(zip(_LANGUAGES, labels, strict=True)),
            "kind": "text",
            "narrative": name != "not_applicable_reason",
            "lead": name == "summary",
            "compared": True,
            "documents": ["annex", "workbook"],
        }
        for name, labels in _TEXTS_OF_2.items()
    ]
    cooperation = [
        {
            "name": name,
            "names": dict(zip(_LANGUAGES, labels, strict=True)),
            "kind": "cooperation",
            "narrative": False,
            "lead": False,
            "compared": False,
            "documents": ["annex"],
        }
        for name, labels in _COOPERATION_OF_2.items()
    ]
    return [*texts, *cooperation]


def _update_of_2(update: Plain) -> Plain:
    others = {key: value for key, value in update.items() if key not in _TEXTS_OF_2}
    return others | {"texts": {name: update[name] for name in _TEXTS_OF_2}, "period_before": ""}


# Schema 2 only added what has a default to schema 1.
_STEPS: Final[Mapping[str, Callable[[Plain], Plain]]] = {
    f"{_PREFIX}1": _from_2,
    f"{_PREFIX}2": _from_2,
}
