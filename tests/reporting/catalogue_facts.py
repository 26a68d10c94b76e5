"""Facts of the real catalogue as a report's dataset tells them."""

from __future__ import annotations

import csv
import gettext
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from reporting.dataset import schema as d
from tracker.fields import UPDATE

CATALOGUE: Final = Path(__file__).parents[2] / "commitments" / "catalogue"
LOCALE: Final = Path(__file__).parents[2] / "locale"


@cache
def read(name: str) -> Any:
    return json.loads((CATALOGUE / name).read_text(encoding="utf-8"))


def session(number: int) -> d.SessionFacts:
    """Return a regular session of the Assembly from the catalogue."""
    (found,) = (
        s
        for s in read("sessions.json")["sessions"]
        if s["number"] == number and s["kind"] == "regular"
    )
    return d.SessionFacts(
        key=str(number),
        number=number,
        kind="regular",
        roman=found["roman"],
        symbol_suffix=found["symbol_suffix"],
        place=found["place"],
        starts_on=found["starts_on"],
        ends_on=found["ends_on"],
    )


def states() -> list[dict[str, Any]]:
    return [s for s in read("states.json")["states"] if s["code"] != "CUB"]


def bodies() -> list[dict[str, Any]]:
    return [b for b in read("bodies.json")["bodies"] if b["code"] in {"PC", "GS", "GA"}]


def operative() -> list[dict[str, Any]]:
    return [p for p in read("ag-dec-66/instrument.json")["paragraphs"] if p["kind"] == "operative"]


def points(file: str) -> tuple[d.Point, ...]:
    with (CATALOGUE / "values" / file).open(encoding="utf-8") as lines:
        return tuple(
            d.Point(
                state=row["iso3"], year=int(row["year"]), value=float(row["value"]), censored=""
            )
            for row in csv.DictReader(lines)
        )


def indicators() -> tuple[d.IndicatorSeries, ...]:
    values = {s["indicator"]: s for s in read("values/series.json")["series"]}
    return tuple(
        d.IndicatorSeries(
            code=raw["code"],
            framework=raw["framework"],
            titles=raw["titles"],
            unit=raw["units"]["en"],
            better=raw["better"],
            source=values.get(raw["code"], raw).get("source", ""),
            licence=values.get(raw["code"], {}).get("licence", ""),
            paragraphs=tuple(
                str(p["number"]) for p in operative() if raw["code"] in p.get("indicators", ())
            ),
            commitments=(),
            points=points(values[raw["code"]]["file"]) if raw["code"] in values else (),
        )
        for raw in read("indicators.json")["indicators"]
    )


def rubric() -> tuple[d.RubricLine, ...]:
    names = ("Not started", "Initial steps", "Partial", "Substantial", "Full", "Not applicable")
    return tuple(
        d.RubricLine(
            level=level if level < 5 else None,
            names={"en": name},
            meanings={"en": f"What “{name.lower()}” means, in words a reader can check."},
        )
        for level, name in enumerate(names)
    )


LABELS: Final = {
    "not_applicable_reason": "Why it does not apply",
    "summary": "Summary",
    "progress": "Progress",
    "challenges": "Challenges",
    "next_steps": "Next steps",
    "cooperation_needed": "Cooperation requested",
    "cooperation_offered": "Cooperation offered",
}


def fields() -> tuple[d.FieldFacts, ...]:
    """Return the fields of an update as the assembly would, without Django."""
    return tuple(
        d.FieldFacts(
            name=field.name,
            names={"en": _label(field.name)} | _translated(_label(field.name)),
            kind=field.kind.value,
            narrative=field.narrative,
            lead=field.lead,
            compared=field.compared,
            documents=tuple(sorted(field.documents)),
        )
        for field in UPDATE.passages
    )


def _label(name: str) -> str:
    """Return the English label of a field; one that is new is called by its name."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


def _translated(words: str) -> dict[str, str]:
    return {
        language: gettext.translation("django", LOCALE, [language]).gettext(words)
        for language in ("es", "fr", "pt")
    }


def instrument() -> d.InstrumentFacts:
    raw = read("ag-dec-66/instrument.json")
    return d.InstrumentFacts(
        key=raw["key"],
        symbol=raw["symbol"],
        titles=raw["titles"],
        titles_status=raw["titles_status"],
        adopted_on=raw["adopted_on"],
        adopted_at=raw["adopted_at"],
        session=session(41),
        text_language="en",
        text_sha256=raw["texts"][0]["sha256"],
    )


def period(key: str) -> d.PeriodFacts:
    year, half = key.split("-")
    first, last = ("07-01", "12-31") if half == "2" else ("01-01", "06-02")
    after = f"{int(year) + 1}-01-01" if half == "2" else f"{year}-06-03"
    return d.PeriodFacts(
        key=key,
        covers_from=f"{year}-{first}",
        covers_to=after,
        opens_at=f"{year}-{first}T00:00:00+00:00",
        due_at=f"{year}-{last}T00:00:00+00:00",
        closes_at=f"{year}-{last}T00:00:00+00:00",
        state="closed",
    )
