"""The body and the annexes: what stands where, once, with links to the whole of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.dataset import schema as d
from reporting.documents.blocks import Block, Bullets, Figure, Heading, Prose, Run, Section, Table
from reporting.documents.edition import Edition, edition_of
from reporting.documents.layouts import lay_out
from reporting.documents.layouts.annexes import annexes
from reporting.documents.layouts.duties import duties
from reporting.documents.layouts.indicators import indicators, values_by_state
from reporting.documents.layouts.narratives import SHORT, SHORTER
from reporting.documents.layouts.not_received import silent
from reporting.documents.layouts.paragraphs import paragraphs
from reporting.documents.layouts.updates import updates
from tests.reporting.counting import level_counts
from tests.reporting.datasets import make_dataset
from tests.reporting.invented import reworded

KINDS = [("assembly", ""), ("council", ""), ("party", "SLV"), ("paragraph", "7")]
LANGUAGES = ["en", "es", "fr", "pt"]


def edition(data: d.Dataset, language: str = "en") -> Edition:
    return edition_of(dataset=data, language=language, sha256="0" * 64, draft=True)


def runs(block: Block) -> list[Run]:
    """Return the runs of a block, of its items, of its cells."""
    if isinstance(block, Prose):
        return list(block.runs)
    if isinstance(block, Bullets):
        return [run for item in block.items for run in item]
    if isinstance(block, Table):
        return [run for row in block.rows for cell in row for run in cell.runs]
    return []


def words(blocks: list[Block] | tuple[Block, ...]) -> str:
    return "\n".join("".join(run.text for run in runs(block)) for block in blocks)


def blocks(sections: list[Section]) -> list[Block]:
    return [block for section in sections for block in section.blocks]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "subject"), KINDS)
def test_every_link_inside_leads_to_an_anchor_that_stands_once(
    kind: str, subject: str, language: str
) -> None:
    made = lay_out(edition(make_dataset(kind=kind, subject=subject, length=100), language))
    found = [block for section in made.sections for block in section.blocks]
    anchors = [block.anchor for block in found if isinstance(block, Heading) and block.anchor]
    assert len(anchors) == len(set(anchors))
    links = {run.href[1:] for block in found for run in runs(block) if run.href.startswith("#")}
    assert links - set(anchors) == set()


def test_the_instrument_is_quoted_in_its_own_language_and_that_is_said() -> None:
    data = make_dataset(kind="paragraph", subject="7", length=60)
    (section,) = paragraphs(edition(data, "pt"))
    (quote,) = (b for b in section.blocks if isinstance(b, Prose) and b.kind == "quote")
    assert (quote.runs[0].text, quote.runs[0].language) == (data.paragraphs[0].text, "en")
    assert "somente em inglês" in words(section.blocks)
    (english,) = paragraphs(edition(data))
    assert "only in English" not in words(english.blocks)


def test_each_name_leads_to_what_that_party_said_in_full() -> None:
    data = make_dataset(length=60)
    (section,) = paragraphs(edition(data))
    links = {run.href for block in section.blocks for run in runs(block)}
    for update in data.updates:
        assert f"#update-{update.commitment}-{update.party}-{update.period}" in links


def test_the_body_is_short_where_many_reported_and_longer_where_few_did() -> None:
    many = edition(make_dataset(length=3000))
    few = edition(make_dataset(kind="party", subject="SLV", length=3000))
    for made, limit in ((many, SHORTER), (few, SHORT)):
        longest = max(u.texts["summary"] for u in made.dataset.updates)
        assert len(longest) > limit
        (section,) = paragraphs(made)
        said = [
            run
            for block in section.blocks
            if isinstance(block, Prose) and block.kind == "small"
            for run in block.runs
            if run.language
        ]
        assert max(len(run.text) for run in said) <= limit + 1
        assert words(tuple(updates(made))).count(longest) >= 1


def test_what_was_not_asked_for_is_told_beside_and_in_no_rate() -> None:
    data = make_dataset(length=60)
    first = data.updates[0]
    beside = replace(first, party="GS", solicited=False, level=3)
    beside = reworded(beside, summary="Offered freely.")
    (section,) = paragraphs(edition(replace(data, updates=(*data.updates, beside))))
    (line,) = (text for text in words(section.blocks).split("\n") if "Offered freely." in text)
    assert line.startswith("Voluntary (not counted in rates): ")
    assert "3 – Substantial" in line


def test_what_is_not_public_is_counted_under_its_commitment_without_a_name() -> None:
    data = make_dataset(kind="paragraph", subject="1", length=60)
    paragraph = data.paragraphs[0]
    counts = level_counts(levels=(0, 0, 0, 0, 0), not_applicable=0, withheld=3, not_reported=1)
    commitment = replace(paragraph.commitments[0], counts=counts)
    data = replace(
        data,
        updates=(),
        paragraphs=(replace(paragraph, counts=counts, commitments=(commitment,)),),
    )
    text = words(paragraphs(edition(data))[0].blocks)
    assert "Reported, not public: 3 of 4." in text
    assert "3 of 4 reported" in text


def test_a_figure_stands_once_beside_the_first_it_measures_and_is_linked_from_the_others() -> None:
    data = make_dataset(length=60)
    made = lay_out(edition(data))
    figures = [
        block
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Figure) and block.caption.startswith(("Gini", "Intentional"))
    ]
    assert len(figures) == 2
    (section,) = paragraphs(edition(data))
    linked = [run for block in section.blocks for run in runs(block)]
    assert [r.href for r in linked].count("#indicator-WB-HOMICIDE") == 3  # paragraphs 2, 3 and 7
    assert "in a figure" in words(indicators(edition(data))[0].blocks)


def test_states_without_a_value_are_named_and_those_not_reported_on_are_not_drawn() -> None:
    data = make_dataset(length=60)
    (gini,) = (series for series in data.indicators if series.code == "WB-GINI")
    made = edition(data)
    stranger = d.Point(state="CUB", year=2000, value=1.0, censored="")
    widened = replace(gini, points=(*gini.points, stranger))
    assert values_by_state(made, widened) == values_by_state(made, gini)
    text = words(paragraphs(made)[0].blocks)
    (line,) = (one for one in text.split("\n") if "Source: World Bank" in one and "SI.POV" in one)
    missing = {p.code for p in data.parties if p.kind == "state"} - set(values_by_state(made, gini))
    assert missing
    assert "No values for " in line
    for code in missing:
        assert line.count(made.party(code)) == 1


def test_a_party_reads_its_own_series_alone() -> None:
    data = make_dataset(kind="party", subject="SLV", length=60)
    (section,) = paragraphs(edition(data))
    (figure,) = (
        b for b in section.blocks if isinstance(b, Figure) and b.caption.startswith("Intentional")
    )
    assert figure.alternative.startswith("A small line chart for 1 state.")
    assert "El Salvador" in figure.alternative


def test_a_duty_is_set_against_its_deadline_as_far_as_that_is_known() -> None:
    data = make_dataset(length=60)
    one = replace(data.duties[0], rubric="", discharged_on=None, discharge_basis="")
    assert one.deadline is not None
    undated = replace(one.deadline, starts_on=None, ends_on=None)
    told = [
        replace(one, past_deadline=True),
        replace(one, deadline=None, past_deadline=False),
        replace(one, deadline=undated, past_deadline=False),
        replace(one, past_deadline=False),
        replace(one, discharged_on="2012-05-02", past_deadline=False),
        replace(one, discharged_on="2012-07-01", past_deadline=False),
    ]
    made = duties(edition(replace(data, duties=tuple(told))))
    (table,) = (block for block in made[0].blocks if isinstance(block, Table))
    assert [row[3].runs[0].text for row in table.rows] == [
        "Past its deadline",
        "No deadline",
        "Date not known",
        "Not yet over",
        "Met",
        "–",
    ]


def test_what_does_not_apply_is_neither_ahead_of_a_deadline_that_is_over_nor_past_it() -> None:
    data = make_dataset(length=60)
    one = replace(data.duties[0], rubric="not_applicable", discharged_on=None, past_deadline=False)
    later = replace(data, as_of="2012-07-10T00:00:00Z", duties=(one,))
    (table,) = (b for b in duties(edition(later))[0].blocks if isinstance(b, Table))
    assert [table.rows[0][3].runs[0].text, table.rows[0][4].runs[0].text] == ["–", "Not applicable"]


def test_an_observation_stands_with_the_duties_or_with_its_paragraph_once() -> None:
    data = make_dataset(length=60)
    content = data.observations[0].content
    made = lay_out(edition(data))
    text = "\n".join(words(section.blocks) for section in made.sections)
    assert text.count(content) == 1
    alone = replace(data.observations[0], party="", source="")
    (section,) = paragraphs(edition(replace(data, duties=(), observations=(alone,))))
    assert f"17.2: {content}" in words(section.blocks)
    assert "Source: ." not in words(section.blocks)


def test_where_nothing_was_due_nobody_is_said_to_have_reported_everything() -> None:
    data = make_dataset(kind="party", subject="SLV", length=60)
    none = level_counts(levels=(0, 0, 0, 0, 0), not_applicable=0, withheld=0, not_reported=0)
    made = silent(edition(replace(data, counts=none, silent=())))
    assert words(blocks(made)).strip() == "No update was due."


def test_a_translation_stands_under_what_it_translates_and_says_whose_it_is() -> None:
    data = make_dataset(kind="party", subject="SLV", length=60)
    first = replace(
        reworded(data.updates[0], summary="El comité se reunió."),
        language="es",
        translations=(
            d.TranslationEntry(
                field="summary", language="en", content="The committee met.", official=False
            ),
            d.TranslationEntry(
                field="summary", language="fr", content="Le comité s’est réuni.", official=True
            ),
        ),
    )
    data = replace(data, updates=(first,))
    english = updates(edition(data, "en"))
    (place,) = (n for n, b in enumerate(english) if "El comité se reunió." in words((b,)))
    below = english[place + 1]
    assert words((below,)) == ("Summary – unofficial translation into English: The committee met.")
    assert "Le comité" not in words(tuple(english))
    portuguese = words(tuple(updates(edition(data, "pt"))))
    assert "The committee met." in portuguese
    assert "Le comité s’est réuni." in portuguese
    (section,) = paragraphs(edition(data, "fr"))
    assert "Le comité s’est réuni. [traduction de la partie elle-même, original en espagnol]" in (
        words(section.blocks)
    )


def test_the_annex_has_requests_offers_and_evidence_in_full() -> None:
    data = make_dataset(length=60)
    long = replace(data.cooperation[0], text="word " * 200 + "end.")
    party = long.party
    (update,) = (u for u in data.updates if (u.party, u.commitment) == (party, "7.1"))
    proof = d.EvidenceEntry(
        title="Decree 1", url="", file_name="decree.pdf", sha256="a" * 64, dated_on="2012-03-01"
    )
    told = replace(update, evidence=(proof,))
    text = words(tuple(updates(edition(replace(data, updates=(told,), cooperation=(long,))))))
    assert "word end." in text
    assert f"Decree 1, March 1, 2012, decree.pdf, SHA-256 {'a' * 64}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_says_how_to_check_the_file(language: str) -> None:
    (method,) = (
        section
        for section in annexes(edition(make_dataset(length=60), language))
        if getattr(section.blocks[0], "anchor", "") == "annex-method"
    )
    text = words(method.blocks)
    assert "0" * 64 in text
    assert "reports/check" in text


def test_nowhere_is_it_said_that_none_of_none_reported() -> None:
    data = make_dataset(kind="paragraph", subject="16", length=60)
    none = level_counts(levels=(0, 0, 0, 0, 0), not_applicable=0, withheld=0, not_reported=0)
    (paragraph,) = data.paragraphs
    first, *rest = paragraph.commitments
    some = make_dataset(kind="paragraph", subject="7", length=60).updates[0]
    own = replace(some, party="PC", commitment="16.1", paragraph="16", solicited=False)
    told = replace(
        data,
        updates=(own,),
        paragraphs=(replace(paragraph, commitments=(replace(first, counts=none), *rest)),),
    )
    made = lay_out(edition(told))
    assert "0 of 0" not in "\n".join(words(section.blocks) for section in made.sections)
