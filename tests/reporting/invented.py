"""What parties say and do in the invented reports: the same arguments give the same, always.

`earlier=True` gives the report before: half a year back, lower, and less of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from reporting.dataset import schema as d
from tests.reporting import catalogue_facts as facts
from tests.reporting.counting import level_counts

SPANISH: Final = "ARG BOL CHL COL CRI DOM ECU GTM HND MEX NIC PAN PER PRY SLV URY VEN"
LANGUAGES: Final = {"BRA": "pt", "HTI": "fr"} | dict.fromkeys(SPANISH.split(), "es")
SENTENCES: Final = {
    "en": "Sample text. The committee met three times and approved a plan of work. ",
    "es": "Texto de muestra. El comité se reunió tres veces y aprobó el plan de acción. ",
    "fr": "Texte fictif. Le comité s’est réuni trois fois et a adopté un plan d’action. ",
    "pt": "Texto de exemplo. O comitê reuniu-se três vezes e aprovou o plano de ação. ",
}


def lot(*parts: str) -> int:
    """Return a number 0–99 that depends on `parts` alone."""
    return int(d.sha256("/".join(parts).encode())[:6], 16) % 100


def addressees(commitment: dict[str, Any]) -> list[str]:
    if commitment["tracking"] == "per_state":
        return [s["code"] for s in facts.states()]
    return list(commitment["addressees"])


def asked(party: str, code: str, *, earlier: bool) -> bool:
    return not (earlier and lot(party, code) == 50)


def narrative(language: str, length: int) -> str:
    sentence = SENTENCES[language]
    return (sentence * (length // len(sentence) + 1))[:length].strip()


def reworded(update: d.UpdateEntry, **texts: str) -> d.UpdateEntry:
    """Return the update with these texts in place of its own."""
    return replace(update, texts=update.texts | texts)


def _level_now(drawn: int) -> int | None:
    return None if drawn < 4 else drawn % 5


def _level_before(drawn: int) -> int | None:
    return None if drawn % 3 == 0 or drawn == 50 else (drawn // 7) % 5


def _says_nothing(drawn: int, *, earlier: bool) -> bool:
    if earlier:
        return drawn >= 88 or (drawn < 82 and drawn % 3 == 0 and drawn not in (9, 15))
    return drawn >= 82


def update(
    party: str, commitment: dict[str, Any], paragraph: int, length: int, *, earlier: bool
) -> d.UpdateEntry | None:
    """Return what a state says of a commitment; a few of them say nothing."""
    code = commitment["code"]
    drawn = lot(party, code)
    silent = party == "BHS" or commitment["tracking"] == "per_body"
    if silent or _says_nothing(drawn, earlier=earlier):
        return None
    before = None if earlier else _level_before(drawn)
    level = _level_before(drawn) if earlier else _level_now(drawn)
    language = LANGUAGES.get(party, "en")
    quarter = length // (8 if earlier and drawn % 2 else 4)
    return d.UpdateEntry(
        party=party,
        commitment=code,
        paragraph=str(paragraph),
        period="2011-2" if earlier else "2012-1",
        solicited=True,
        level=level,
        level_before=before,
        period_before="" if before is None else "2011-2",
        no_change=level is not None and level == before,
        language=language,
        texts={
            "not_applicable_reason": "" if level is not None else narrative(language, 80),
            "summary": narrative(language, min(quarter, 600)),
            **dict.fromkeys(("progress", "challenges", "next_steps"), narrative(language, quarter)),
        },
        visibility="public",
        channel="note_verbale" if drawn == 10 else "online",
        channel_document="Note 12/2012" if drawn == 10 else "",
        revision=1 + drawn % 2,
        submitted_at="2011-12-15T15:00:00+00:00" if earlier else "2012-04-20T15:00:00+00:00",
        late=drawn == 30,
        evidence=_evidence(party, code, drawn),
        actions=("National plan 2012–2015",) if drawn % 11 == 0 else (),
        sample=True,
        translations=_translations(language, drawn, quarter),
    )


def _evidence(party: str, code: str, drawn: int) -> tuple[d.EvidenceEntry, ...]:
    if drawn % 2:
        return ()
    return (
        d.EvidenceEntry(
            title=f"Sample decree {drawn}/2012",
            url=f"https://example.org/{party.lower()}/{code}",
            file_name="",
            sha256="",
            dated_on="2012-03-01",
        ),
    )


def _translations(language: str, drawn: int, quarter: int) -> tuple[d.TranslationEntry, ...]:
    """Return the party's own translation of it all, an unofficial one of the summary, or none."""
    into = "es" if language == "en" else "en"
    official = d.TranslationEntry(
        field="summary", language=into, content=narrative(into, min(quarter, 600)), official=True
    )
    if drawn % 9 == 0:
        more = ("progress", "challenges", "next_steps")
        return (
            official,
            *(
                d.TranslationEntry(
                    field=name, language=into, content=narrative(into, quarter), official=True
                )
                for name in more
            ),
        )
    if drawn % 9 == 1:
        return tuple(
            d.TranslationEntry(
                field="summary",
                language=code,
                content=narrative(code, min(quarter, 600)),
                official=False,
            )
            for code in SENTENCES
            if code != language
        )
    return ()


def public_record() -> d.UpdateEntry:
    """Return what a public source says of a body: true, and no sample."""
    return d.UpdateEntry(
        party="PC",
        commitment="16.1",
        paragraph="16",
        period="2012-1",
        solicited=False,
        level=4,
        level_before=None,
        period_before="",
        no_change=False,
        language="en",
        texts={
            "not_applicable_reason": "",
            "summary": (
                "On 2 May 2012 the Permanent Council approved sending the draft to the Assembly."
            ),
            "progress": "",
            "challenges": "",
            "next_steps": "Whether the General Assembly adopted the plan is not established.",
        },
        visibility="public",
        channel="public_source",
        channel_document="OAS press release E-151/12, 2 May 2012",
        revision=1,
        submitted_at="2012-05-02T12:00:00+00:00",
        late=False,
        evidence=(),
        actions=(),
        sample=False,
    )


def actions(states: Sequence[str], *, earlier: bool) -> tuple[d.ActionEntry, ...]:
    """Return an action each of a few states: planned, under way, done; some overdue."""
    return tuple(
        d.ActionEntry(
            party=state,
            commitments=("7.1", "8.1") if number % 2 else ("10.1",),
            title="Sample: national plan 2012–2015",
            description=narrative(LANGUAGES.get(state, "en"), 200),
            language=LANGUAGES.get(state, "en"),
            kind=("law", "policy", "programme", "training")[number % 4],
            status=("planned", "under_way", "under_way" if earlier else "done")[number % 3],
            percent=(0, 40, 60 if earlier else 100)[number % 3],
            starts_on="2011-09-01",
            due_on="2012-05-01" if number % 2 else "2013-12-31",
            overdue=not earlier and number % 2 == 1 and number % 3 != 2,
            cost="1250000.00" if number % 4 == 0 else "",
            currency="USD" if number % 4 == 0 else "",
            milestones=(
                d.MilestoneEntry(title="Sample: adopted", due_on="2012-01-15", reached_on=None),
            ),
            sample=True,
        )
        for number, state in enumerate(states[: 11 if earlier else 14])
    )


def cooperation(states: Sequence[str]) -> tuple[d.CooperationEntry, ...]:
    """Return what a few states need and offer, on three themes."""
    themes = ("prevention", "prisons", "transnational-crime")
    return tuple(
        d.CooperationEntry(
            direction="needed" if number % 3 else "offered",
            theme=themes[number % 3 if number % 2 else 0],
            party=state,
            commitment="7.1",
            text=narrative(LANGUAGES.get(state, "en"), 160),
            language=LANGUAGES.get(state, "en"),
            sample=True,
        )
        for number, state in enumerate(states[3:15])
    )


def observations() -> tuple[d.ObservationEntry, ...]:
    return (
        d.ObservationEntry(
            commitment="17.2",
            party="GS",
            content="No report under paragraph 17 was found in the sources at hand.",
            language="en",
            source="Tracker's own search of public sources",
        ),
    )


def reservations() -> tuple[d.ReservationEntry, ...]:
    return (
        d.ReservationEntry(
            state="HND",
            paragraph="",
            commitment="13.1",
            content="Sample: a footnote of the state.",
            language="en",
            made_on="2011-06-07",
        ),
    )


def trend(now: d.LevelCounts, history: int) -> tuple[d.TrendPoint, ...]:
    """Return `history` half-years up to 2012-1: the older, the fewer reports, and the lower."""
    points = []
    for back in range(history):
        half_years = 2012 * 2 - back
        year, half = divmod(half_years, 2)
        points.append(
            d.TrendPoint(
                period=f"{year}-{half + 1}",
                covers_to=f"{year + 1}-01-01" if half else f"{year}-07-01",
                session=str(year - 1970 + half),
                counts=now,
                sample=True,
            )
        )
        now = _fewer(now)
    return tuple(reversed(points))


def _fewer(now: d.LevelCounts) -> d.LevelCounts:
    """Return counts one period back: a quarter of each level one lower, a tenth not reported."""
    lower = [count // 4 for count in now.levels]
    silent = [count // 10 for count in now.levels]
    first, second, third, fourth, fifth = (
        count - (lower[level] if level else 0) - silent[level] + (*lower[1:], 0)[level]
        for level, count in enumerate(now.levels)
    )
    return level_counts(
        (first, second, third, fourth, fifth),
        not_applicable=now.not_applicable,
        withheld=now.withheld,
        received=now.received,
        awaited=now.awaited,
        not_reported=now.not_reported + sum(silent),
    )
