"""Whatever a report says, every number in the prose of its front is the one it claims to be."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.dataset import schema as d
from reporting.documents.blocks import Bullets, Prose, Section
from reporting.documents.edition import Edition, edition_of
from reporting.documents.layouts.changes import since
from reporting.documents.layouts.summary import summary
from reporting.documents.layouts.trend import trend
from tests.reporting.any_report import Drawn, reports
from tests.reporting.prose import Reader, Said, reader_of

pytestmark = pytest.mark.long

LANGUAGES = ("en", "es", "fr", "pt")
anything = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def edition(data: d.Dataset, language: str) -> Edition:
    return edition_of(dataset=data, language=language, sha256="0" * 64, draft=True)


def prose(sections: list[Section]) -> list[str]:
    """Return the paragraphs and the items of lists."""
    found: list[str] = []
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Prose):
                found.append("".join(run.text for run in block.runs))
            elif isinstance(block, Bullets):
                found += ["".join(run.text for run in item) for item in block.items]
    return found


def owing(data: d.Dataset) -> list[d.PartyFacts]:
    return [party for party in data.parties if party.counts.due]


def high(counts: d.LevelCounts) -> int:
    return counts.levels[3] + counts.levels[4]


def numbers(data: d.Dataset) -> dict[str, dict[str, int]]:
    """Return what each sentence of the summary has to say, counted here afresh."""
    both = [u for u in data.updates if u.level is not None and u.level_before is not None]
    up = [u for u in both if u.level > u.level_before]  # type: ignore[operator]  # checked above
    down = [u for u in both if u.level < u.level_before]  # type: ignore[operator]  # as above
    counts, moved = data.counts, data.since
    return {
        "summary.head": {"due": counts.due, "count": counts.reported},
        "summary.head.none": {"due": counts.due},
        "summary.head.nothing": {},
        "summary.late": {
            "count": sum(u.late for u in data.updates if u.solicited),
            "reported": counts.reported,
        },
        "summary.withheld": {"count": counts.withheld},
        "summary.undecided": {},
        "summary.parties": {},
        "summary.parties.none": {},
        "summary.received": {"count": counts.received},
        "summary.awaited": {"count": counts.awaited, "overdue": counts.overdue},
        "summary.before": {},
        "summary.before.none": {},
        "summary.before.none.cycle": {},
        "summary.moved.incomparable": {},
        "summary.moved.of": {
            "updates": len(both),
            "rose": len(up),
            "fell": len(down),
            "stayed": len(both) - len(up) - len(down),
        },
        "summary.moved.since": {
            "raised": len(moved.raised) if moved else -1,
            "lowered": len(moved.lowered) if moved else -1,
            "new": len(moved.reported) if moved else -1,
            "gone": len(moved.unreported) if moved else -1,
        },
        "summary.out.silent": {},
        "summary.out.least": {},
        "summary.out.high": {},
        "summary.out.overdue": {
            "count": sum(action.overdue for action in data.actions),
            "actions": len(data.actions),
        },
        "summary.out.duties": {
            "count": sum(duty.past_deadline for duty in data.duties),
            "duties": len(data.duties),
        },
        "summary.out.needed": {"count": _ways(data).count("needed")},
        "summary.out.offered": {"count": _ways(data).count("offered")},
        "summary.out.nothing": {},
    }


def _ways(data: d.Dataset) -> list[str]:
    return [entry.direction for entry in data.cooperation]


@anything
@given(drawn=reports(), language=st.sampled_from(LANGUAGES))
def test_every_number_of_the_summary_is_what_it_claims(drawn: Drawn, language: str) -> None:
    data = drawn.data
    reader, expected = reader_of(language), numbers(data)
    told = prose(summary(edition(data, language)))
    others = ("level.note",)
    told = [line for line in told if all(reader.one(key, line) is None for key in others)]
    said = [one for line in told for one in reader.sentences(line, "summary.")]
    for sentence in said:
        for name, number in expected[sentence.key].items():
            assert reader.number(sentence.values[name]) == number, sentence
        _check_nested(reader, data, sentence)
    assert said[0].key.startswith("summary.head")


def _check_nested(reader: Reader, data: d.Dataset, said: Said) -> None:
    """Check what is not a bare number: who, rates, shares and the names of paragraphs."""
    values = said.values
    silent = [
        party
        for party in owing(data)
        if not party.counts.reported
        and not party.counts.received
        and (party.counts.overdue or party.counts.not_reported)
    ]
    some = [party for party in owing(data) if party.counts.reported]
    if "parties" in values:
        assert who(reader, values["parties"]) == tally(owing(data))
    if "who" in values:
        told = silent if said.key == "summary.out.silent" else some
        assert who(reader, values["who"]) == tally(told)
    if said.key == "summary.before":
        assert data.counts_before is not None
        check_rate(reader, values["now"], data.counts.reported, data.counts.due)
        check_rate(reader, values["rate"], data.counts_before.reported, data.counts_before.due)
        assert values["scope"] != values["before"], "a comparison names two different bases"
    if said.key.startswith("summary.before.none"):
        assert data.counts_before is None or data.compared_with is None
    if said.key == "summary.head":
        check_share(reader, values["percent"], data.counts.reported, data.counts.due)
    if said.key == "summary.undecided":
        shown = edition(data, reader.language)
        assert all(shown.party(code) in values["names"] for code in data.undecided)
    if said.key in {"summary.out.least", "summary.out.high"}:
        check_paragraphs(reader, data, said)


def who(reader: Reader, text: str) -> tuple[int, int]:
    both = reader.one("who.both", text)
    states = reader.one("who.states", both["states"] if both else text)
    bodies = reader.one("who.bodies", both["bodies"] if both else text)
    assert states or bodies, text
    return (
        reader.number(states["count"]) if states else 0,
        reader.number(bodies["count"]) if bodies else 0,
    )


def tally(parties: list[d.PartyFacts]) -> tuple[int, int]:
    states = sum(party.kind == "state" for party in parties)
    return states, len(parties) - states


def check_rate(reader: Reader, text: str, part: int, whole: int) -> None:
    found = reader.one("rate", text)
    if not whole:
        assert reader.one("rate.none", text) is not None
        return
    assert found is not None, text
    assert (reader.number(found["reported"]), reader.number(found["due"])) == (part, whole)
    check_share(reader, found["percent"], part, whole)


def check_share(reader: Reader, text: str, part: int, whole: int) -> None:
    told = reader.share(text)
    assert abs(told - part / whole) <= 0.001
    assert (told == 0) == (part == 0)
    assert (told == 1) == (part == whole)


def check_paragraphs(reader: Reader, data: d.Dataset, said: Said) -> None:
    """The paragraphs named are all those that share the share, and no other is beyond it."""
    least = said.key == "summary.out.least"
    due = [p for p in data.paragraphs if p.counts.due]
    many = {p.reference: p.counts.reported if least else high(p.counts) for p in due}
    share = {p.reference: Fraction(many[p.reference], p.counts.due) for p in due}
    wanted = (min if least else max)(share.values())
    named = set(re.findall(r"\d+", said.values["names"]))
    assert named == {reference for reference, one in share.items() if one == wanted}
    assert len(named) < len(due)
    part = sum(many[reference] for reference in named)
    whole = sum(p.counts.due for p in due if p.reference in named)
    assert reader.number(said.values["count"]) == part
    assert reader.number(said.values["due"]) == whole
    check_share(reader, said.values["percent"], part, whole)


@anything
@given(drawn=reports(), language=st.sampled_from(LANGUAGES))
def test_no_sentence_counts_nothing_of_nothing_or_names_a_state_to_rank_it(
    drawn: Drawn, language: str
) -> None:
    data = drawn.data
    shown = edition(data, language)
    told = " ".join(prose([*summary(shown), *trend(shown), *since(shown)]))
    assert not re.search(r"(?<![\d.,])0 (of|de|sur) 0(?![\d.,])", told)
    undecided = {shown.party(code) for code in data.undecided}
    names = {shown.party(p.code) for p in data.parties if p.kind == "state"} - undecided
    assert not any(name in " ".join(prose(summary(shown))) for name in names)


@anything
@given(drawn=reports(), language=st.sampled_from(LANGUAGES))
def test_every_rate_of_the_trend_and_of_what_moved_is_what_it_claims(
    drawn: Drawn, language: str
) -> None:
    data = drawn.data
    reader, shown = reader_of(language), edition(data, language)
    points = [point for point in data.trend if point.counts.due]
    told: Any = prose(trend(shown))
    if not points:
        assert reader.one("trend.none", told[0]) is not None
    elif len(points) == 1:
        found = reader.one("trend.one", told[0])
        assert found is not None
        check_rate(reader, found["rate"], points[0].counts.reported, points[0].counts.due)
    else:
        found = reader.one("trend.words", told[0])
        assert found is not None
        ends = (("before", points[0]), ("now", points[-1]))
        for name, point in ends:
            check_rate(reader, found[name], point.counts.reported, point.counts.due)
            check_rate(reader, found[f"high_{name}"], high(point.counts), point.counts.due)
    if data.since is not None:
        rates = reader.one("since.rates", prose(since(shown))[1])
        assert rates is not None
        before, now = data.since.counts_before, data.since.counts_now
        check_rate(reader, rates["before"], before.reported, before.due)
        check_rate(reader, rates["rate"], now.reported, now.due)
        assert rates["then"] != rates["as_of"], "a comparison names two different bases"
