"""Whatever a report says, every number in its body is the one it claims to be."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.dataset import schema as d
from reporting.documents.blocks import Block, Bullets, Heading, Prose, Section, Table
from reporting.documents.edition import Edition, edition_of
from reporting.documents.layouts.actions import actions
from reporting.documents.layouts.cooperation import cooperation, could_meet
from reporting.documents.layouts.duties import duties
from reporting.documents.layouts.not_received import silent
from reporting.documents.layouts.paragraph_reports import evidence, reported
from tests.reporting.any_report import Drawn, count, few, frame, reports
from tests.reporting.prose import reader_of

pytestmark = pytest.mark.long

LANGUAGES = st.sampled_from(("en", "es", "fr", "pt"))
anything = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def edition(data: d.Dataset, language: str) -> Edition:
    return edition_of(dataset=data, language=language, sha256="0" * 64, draft=True)


def lines(blocks: Iterable[Block]) -> list[str]:
    """Return the paragraphs and the items of lists."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Prose):
            found.append("".join(run.text for run in block.runs))
        elif isinstance(block, Bullets):
            found += ["".join(run.text for run in item) for item in block.items]
    return found


def tables(sections: list[Section]) -> list[Table]:
    return [block for one in sections for block in one.blocks if isinstance(block, Table)]


def text(cell: Any) -> str:
    return "".join(run.text for run in cell.runs)


@st.composite
def bodies(draw: st.DrawFn) -> Drawn:
    """Any report whose commitments' counts and silent parties agree with its parties' counts."""
    data = draw(reports()).data
    said = {(u.party, u.commitment): u for u in data.updates}
    parties = [p for p in data.parties if p.counts.due]
    extra = draw(st.booleans()) and bool(data.updates)
    beside = [dataclasses.replace(u, solicited=False, period="2010-1") for u in data.updates[:1]]
    told = dataclasses.replace(
        data,
        updates=tuple(
            dataclasses.replace(u, evidence=u.evidence if draw(st.booleans()) else ())
            for u in (*data.updates, *(beside if extra else ()))
        ),
        paragraphs=tuple(_paragraph(p, said) for p in data.paragraphs),
        silent=tuple(
            d.SilentParty(
                party=p.code,
                due=p.counts.due,
                reported=p.counts.reported,
                received=p.counts.received,
                missing=tuple(f"7.{n}" for n in range(p.counts.not_reported + p.counts.overdue)),
            )
            for p in parties
            if p.counts.not_reported or p.counts.overdue
        ),
    )
    return Drawn(told)


def _paragraph(
    paragraph: d.ParagraphFacts, said: dict[tuple[str, str], d.UpdateEntry]
) -> d.ParagraphFacts:
    commitments = []
    for commitment in paragraph.commitments:
        own = [u for (_party, code), u in said.items() if code == commitment.code]
        outcome = ["na" if u.level is None else u.level for u in own]
        commitments.append(dataclasses.replace(commitment, counts=count([*outcome, "silent"])))
    return dataclasses.replace(paragraph, commitments=tuple(commitments))


@anything
@given(drawn=bodies(), language=LANGUAGES)
def test_under_each_commitment_stands_how_many_are_at_each_level(
    drawn: Drawn, language: str
) -> None:
    data, reader = drawn.data, reader_of(language)
    made = edition(data, language)
    if data.kind == "party":
        return
    for paragraph in data.paragraphs:
        levels: Counter[str] = Counter()
        for line in lines(reported(made, paragraph)):
            label = line.split(made.label("").rstrip())[0]
            values = reader.one("paragraph.done.level", label)
            if values:
                levels[values["level"]] += reader.number(values["count"])
        shown: Counter[str] = Counter()
        for update in data.updates:
            if update.paragraph == paragraph.reference and update.solicited:
                shown[made.level_on(update.commitment, update.level)] += 1
        assert levels == shown


@anything
@given(drawn=bodies(), language=LANGUAGES)
def test_evidence_and_actions_are_counted_with_their_denominators(
    drawn: Drawn, language: str
) -> None:
    data, reader, made = drawn.data, reader_of(language), edition(drawn.data, language)
    for paragraph in data.paragraphs:
        own = [u for u in data.updates if u.paragraph == paragraph.reference]
        items = sum(len(u.evidence) for u in own)
        if items:
            said = reader.one("paragraph.evidence.count", lines(evidence(made, paragraph))[0])
            assert said is not None
            assert {name: reader.number(value) for name, value in said.items()} == {
                "count": items,
                "updates": sum(bool(u.evidence) for u in own),
                "total": len(own),
            }
        serving = made.actions_on(paragraph)
        if serving:
            said = reader.one("paragraph.actions.count", lines(actions(made, paragraph))[0])
            assert said is not None
            assert {name: reader.number(value) for name, value in said.items()} == {
                "count": len(serving),
                "done": sum(a.status == "done" for a in serving),
                "overdue": sum(a.overdue for a in serving),
            }


@anything
@given(drawn=bodies(), language=LANGUAGES)
def test_duties_are_counted_as_the_dataset_has_them(drawn: Drawn, language: str) -> None:
    data, reader = drawn.data, reader_of(language)
    sections = duties(edition(data, language))
    if not data.duties:
        assert sections == []
        return
    said = reader.one("duties.intro", lines(sections[0].blocks)[0])
    assert said is not None
    assert {name: reader.number(value) for name, value in said.items()} == {
        "count": len(data.duties),
        "discharged": sum(one.discharged_on is not None for one in data.duties),
        "done": sum(one.rubric == "done" for one in data.duties),
        "past": sum(one.past_deadline for one in data.duties),
    }
    assert len(tables(sections)[0].rows) == len(data.duties)


@anything
@given(drawn=bodies(), language=LANGUAGES)
def test_the_silent_are_those_of_the_dataset_and_nobody_else(drawn: Drawn, language: str) -> None:
    data, reader, made = drawn.data, reader_of(language), edition(drawn.data, language)
    sections = silent(made)
    prose = lines(sections[0].blocks)[0]
    said = {one.key: one.values for one in reader.sentences(prose, "silent.")}
    counts = data.counts
    if not counts.due:
        assert "silent.none_due" in said
    elif counts.reported == counts.due:
        assert reader.number(said["silent.nobody"]["due"]) == counts.due
    elif data.silent:
        missing = said["silent.missing.count"]
        assert reader.number(missing["count"]) == counts.not_reported + counts.overdue
        assert reader.number(missing["total"]) == counts.due
        (table,) = tables(sections)
        named = [text(row[0]) for row in table.rows]
        assert named == [made.party(c) for c in made.by_name([one.party for one in data.silent])]
        assert not {made.party(code) for code in data.undecided} & set(named)
        if data.kind != "party":
            assert reader.number(said["silent.intro"]["count"]) == len(data.silent)
            assert reader.number(said["silent.intro"]["total"]) == len(made.with_due_updates)
    ahead = counts.awaited - counts.overdue
    for key, many in (("silent.awaited", ahead), ("silent.received", counts.received)):
        if many and counts.due:
            assert reader.number(said[key]["count"]) == many
        else:
            assert key not in said
    if counts.withheld:
        assert reader.number(said["silent.withheld"]["count"]) == counts.withheld
    else:
        assert "silent.withheld" not in said


@st.composite
def asked(draw: st.DrawFn) -> Drawn:
    """A report with requests and offers on a few themes, by a few parties."""
    some = frame("assembly").cooperation[0]
    entries = tuple(
        dataclasses.replace(
            some,
            direction=draw(st.sampled_from(("needed", "offered"))),
            theme=draw(st.sampled_from(("prevention", "prisons", "gender"))),
            party=draw(st.sampled_from(("SLV", "HND", "USA"))),
            text=f"text {number}",
        )
        for number in range(draw(few) + draw(few))
    )
    return Drawn(dataclasses.replace(frame("assembly"), cooperation=entries))


@anything
@given(drawn=asked(), language=LANGUAGES)
def test_every_request_and_offer_stands_once_and_meets_only_another_partys(
    drawn: Drawn, language: str
) -> None:
    data, made = drawn.data, edition(drawn.data, language)
    found = tables(cooperation(made))
    told = " ".join(text(cell) for table in found for row in table.rows for cell in row) + " "
    for entry in data.cooperation:
        assert told.count(f"{entry.text} ") == 1
    by_theme: dict[str, list[d.CooperationEntry]] = {}
    for entry in data.cooperation:
        by_theme.setdefault(entry.theme, []).append(entry)
    meeting = [
        entries
        for entries in by_theme.values()
        if any(
            one.direction == "needed" and other.direction == "offered" and one.party != other.party
            for one in entries
            for other in entries
        )
    ]
    assert meeting == [entries for entries in by_theme.values() if could_meet(entries)]
    if data.cooperation:
        reader = reader_of(language)
        prose = lines(cooperation(made)[0].blocks)
        counts = reader.one("cooperation.counts", prose[0])
        assert counts is not None
        requests, offers = counts["counts"].split(", ")
        ways = [entry.direction for entry in data.cooperation]
        for key, told, way in (("requests", requests, "needed"), ("offers", offers, "offered")):
            said = reader.one(key, told)
            assert said is not None
            assert reader.number(said["count"]) == ways.count(way)
        matched = reader.one("cooperation.matched.count", prose[1])
        assert matched is not None
        assert reader.number(matched["count"]) == len(meeting)
        assert reader.number(matched["total"]) == len(by_theme)


def test_headings_are_not_left_without_what_they_head() -> None:
    for section in cooperation(edition(frame("assembly"), "en")):
        kinds = [isinstance(block, Heading) for block in section.blocks]
        assert not kinds[-1]
        assert all(not (one and other) for one, other in itertools.pairwise(kinds))
