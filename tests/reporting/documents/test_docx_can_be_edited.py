"""A DOCX is one the drafting office can go on with: styles, contents, heads, tables, links."""

from __future__ import annotations

import io

import docx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.dataset import schema as d
from reporting.documents import LANGUAGES, render
from reporting.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    Run,
    Table,
)
from reporting.documents.docx.document import render_docx
from reporting.documents.docx.wordml import address
from reporting.documents.palette import PALETTE
from tests.reporting.datasets import make_dataset
from tests.reporting.word_files import (
    VML,
    R,
    W,
    at,
    body,
    document,
    files,
    prose,
    style_of,
    styled,
    text,
    tree,
)

pytestmark = pytest.mark.long

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def table(*fills: str, dense: bool = False, said: str = "1") -> Table:
    """Return a table of one row, a cell for each fill."""
    return Table(
        caption="Levels",
        columns=tuple(Column(title=f"C{n}", meaning=f"Column {n}") for n in range(len(fills))),
        rows=(tuple(Cell(runs=(Run(text=said),), fill=fill) for fill in fills),),  # type: ignore[arg-type]
        dense=dense,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_are_a_field_filled_with_every_heading_in_order(language: str) -> None:
    data = make_dataset(kind="paragraph", subject="7", length=100)
    made = render(dataset=data, language=language, format="docx", sha256="a" * 64)
    root = tree(made)
    listed = [text(p) for p in styled(root, "Heading1", "Heading2")]
    contents = styled(root, "TOC1", "TOC2")
    assert [text(p).rstrip("\t") for p in contents] == listed
    assert len(listed) > 8
    codes = [str(one.text).strip() for one in root.iter(f"{W}instrText")]
    assert codes[0] == r'TOC \o "1-2" \h \z'
    # No page is said that could be wrong: Word fills these in where it prints or updates.
    assert not any(character.isdigit() for p in contents for character in text(p).split("\t")[1])


def test_the_cover_says_how_to_check_the_file_and_that_it_is_not_official() -> None:
    data = make_dataset(kind="paragraph", subject="7", length=100)
    sha = d.sha256(d.encode(data))
    root = tree(render(dataset=data, language="en", format="docx", sha256=sha))
    assert any(text(p).endswith(sha) for p in styled(root, "Facts"))
    told = " ".join(text(p) for p in styled(root, "Notice"))
    assert "not an official document of the Organization of American States" in told


def test_headings_that_the_contents_leave_out_have_styles_that_an_update_leaves_out_too() -> None:
    root = body(
        Heading(level=1, text="Annex"),
        Heading(level=2, text="7.1", listed=False),
        Heading(level=3, text="El Salvador", listed=False),
    )
    styles = [style_of(p) for p in root.iter(f"{W}p") if "Heading" in style_of(p)]
    assert styles == ["TOCHeading", "Heading1", "AnnexHeading2", "AnnexHeading3"]
    assert [text(p) for p in styled(root, "TOC1", "TOC2")] == ["Annex\t"]


def test_word_knows_the_styles_as_its_own() -> None:
    package = docx.Document(io.BytesIO(render_docx(document(prose("x")))))
    names = {style.name for style in package.styles}
    assert {
        "Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Body Text",
        "Quote", "Caption", "List Bullet", "toc 1", "toc 2", "Header", "Footer", "Hyperlink",
        "TOC Heading", "Report Table",
    } <= names  # fmt: skip
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        assert package.styles[name].paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("draft", "sample", "marks"),
    [
        ("", "", ""),
        ("Draft", "", "Draft"),
        ("", "Sample data", "Sample data"),
        ("Draft", "Sample data", "Draft · Sample data"),
    ],
)
@pytest.mark.parametrize("way", ["cover", "upright", "across"])
def test_every_page_is_marked_as_draft_and_as_sample(
    way: str, draft: str, sample: str, marks: str
) -> None:
    made = render_docx(document(prose("x"), draft_mark=draft, sample_mark=sample))
    head = tree(made, f"header-{way}")
    marked = [run for run in head.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle") is not None]
    assert "".join(map(text, marked)) == marks
    behind = [one.get("string") for one in head.iter(f"{VML}textpath") if one.get("string")]
    assert behind == ([draft] if draft else [])
    # Nobody needs to hear it on every page.
    assert all(one.get("alt") == "" for one in head.iter(f"{VML}shape"))


def test_every_page_but_the_cover_says_classification_and_symbol_and_which_page_it_is() -> None:
    made = render_docx(document(prose("x"), landscape=True))
    for way in ("upright", "across"):
        assert text(tree(made, f"header-{way}")) == "OEA/Ser.P\tAG/doc.1/12 · A report"
        assert text(tree(made, f"footer-{way}")) == "Dataset SHA-256 abc\tPage 1 of 1"
    assert "A report" not in text(tree(made, "header-cover"))


def test_each_section_has_heads_of_its_width() -> None:
    made = render_docx(document(prose("x"), landscape=True))
    sections = list(tree(made).iter(f"{W}sectPr"))
    for section in sections:
        across = at(section, "pgSz").get(f"{W}orient") == "landscape"
        ways = {str(one.get(f"{R}id")) for one in section if one.tag.endswith("Reference")}
        assert f"header-{'across' if across else 'upright'}" in ways
        assert f"footer-{'across' if across else 'upright'}" in ways
    assert sections[0].find(f"{W}titlePg") is not None
    tabs = tree(made, "header-across").iter(f"{W}tab")
    assert {tab.get(f"{W}pos") for tab in tabs if tab.get(f"{W}val") == "right"} == {"14240"}


def test_a_table_repeats_its_heading_and_says_what_it_is() -> None:
    root = body(table("", ""))
    first, second = root.iter(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert second.find(f"{W}trPr/{W}cantSplit") is not None
    properties = next(root.iter(f"{W}tblPr"))
    assert at(properties, "tblCaption").get(f"{W}val") == "Levels"
    assert at(properties, "tblDescription").get(f"{W}val") == "C0: Column 0; C1: Column 1"
    assert [text(p) for p in styled(root, "Caption")] == ["Levels"]


def test_a_short_table_stays_on_one_page_and_a_long_one_keeps_its_heading_with_its_first_row() -> (
    None
):
    for many, held in ((3, [True, True, True, False]), (7, [True] + [False] * 7)):
        rows = table("").rows * many
        root = body(msgspec.structs.replace(table(""), rows=rows))
        found = [row.find(f".//{W}pPr/{W}keepNext") is not None for row in root.iter(f"{W}tr")]
        assert found == held


def test_what_a_long_term_is_stands_below_it() -> None:
    long = "A term of so many words that there is no room beside it for what it is"
    root = body(Facts(rows=((long, (Run(text="x"),)), ("Short", (Run(text="y"),)))))
    assert [text(p) for p in styled(root, "Facts")][-2:] == [f"{long}\nx", "Short\ty"]


def test_a_row_longer_than_a_page_may_break() -> None:
    _head, row = body(table("", said="word " * 2000)).iter(f"{W}tr")
    assert row.find(f"{W}trPr") is None


def test_levels_differ_by_pattern_and_text_reads_on_them() -> None:
    fills = ("level-0", "level-1", "level-2", "level-3", "level-4", "na", "withheld", "silent")
    _head, row = body(table(*fills, dense=True)).iter(f"{W}tr")
    shown = {}
    for fill, cell in zip(fills, row.iter(f"{W}tc"), strict=True):
        shade = at(cell, "tcPr/shd")
        colour = cell.find(f".//{W}color")
        assert shade.get(f"{W}fill") == PALETTE[fill].ground  # type: ignore[index]
        ink = "1B1B1B" if colour is None else colour.get(f"{W}val")
        assert ink == PALETTE[fill].ink  # type: ignore[index]
        shown[fill] = shade.get(f"{W}val")
    patterned = [shown[fill] for fill in fills if PALETTE[fill].pattern]  # type: ignore[index]
    assert len(set(patterned)) == len(patterned) >= 5
    assert "clear" not in patterned


def test_a_figure_has_words_and_its_caption_is_kept_beside_it() -> None:
    drawn = Figure(svg=SQUARE, width=9, height=9, alternative='Bars: "3" & 4', caption="Levels")
    made = render_docx(document(drawn, drawn))
    shown = list(tree(made).iter(f"{DRAWING}docPr"))
    assert [one.get("descr") for one in shown] == ['Bars: "3" & 4'] * 2
    assert [text(p) for p in styled(tree(made), "FigureCaption")] == ["Levels"] * 2
    assert all(files(made)[f"word/media/image{n}.png"].startswith(b"\x89PNG") for n in (1, 2))


def test_links_lead_to_bookmarks_and_to_addresses_and_nowhere_else() -> None:
    blocks: list[Block] = [
        Heading(level=1, text="Here", anchor="update-7.1-SLV"),
        prose("inside", href="#update-7.1-SLV"),
        prose("gone", href="#nothing"),
        prose("outside", href="https://example.org/a?b=ñ%"),
        prose("again", href="https://example.org/a?b=ñ%"),
        prose("broken", href="http://[::1"),
    ]
    made = render_docx(document(*blocks))
    links = [text(one) for one in tree(made).iter(f"{W}hyperlink")]
    assert links == ["Here\t", "inside", "outside", "again"]
    told = files(made)["word/_rels/document.xml.rels"].decode()
    assert told.count("https://example.org/a?b=%C3%B1%25") == 1
    assert "gone" in text(tree(made))
    assert "broken" in text(tree(made))


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[::1",
        "https://exa_mple..org/",
        "http://a:99999999/",
        "https://a/" + "x" * 3000,
    ],
)
def test_an_address_that_word_would_choke_on_is_no_link(url: str) -> None:
    assert address(url) == ""


@given(st.text(max_size=60))
def test_an_address_is_in_letters_that_every_reader_takes(rest: str) -> None:
    made = address(f"https://example.org/{rest}")
    assert made.isascii()
    assert not set(made) & set(' <>"{}|\\^`\n')


def test_words_in_another_language_are_tagged_with_it() -> None:
    root = body(prose("Hola", "es"), prose("Goedendag", "nl"), prose("Hello"))
    tags = [one.find(f"{W}rPr/{W}lang") for one in root.iter(f"{W}r")]
    assert [tag.get(f"{W}val") for tag in tags if tag is not None] == ["es-419", "nl"]
    styles = tree(render_docx(document(prose("x"), language="pt")), "styles")
    assert at(styles, "docDefaults/rPrDefault/rPr/lang").get(f"{W}val") == "pt-BR"


def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    root = body(prose("مرحبا بالعالم 2012", "ar"), prose("Title: שלום עולם, 7"), Bullets(items=()))
    first, second = styled(root, "BodyText")
    assert first.find(f"{W}pPr/{W}bidi") is not None
    assert second.find(f"{W}pPr/{W}bidi") is None
    turned = [text(one) for one in root.iter(f"{W}r") if one.find(f"{W}rPr/{W}rtl") is not None]
    assert turned == ["مرحبا بالعالم", "שלום עולם"]
    assert text(second) == "Title: שלום עולם, 7"


def test_a_change_of_direction_that_a_text_began_ends_with_it() -> None:
    (paragraph,) = styled(body(prose("a\u202eb\u2066c")), "BodyText")
    assert text(paragraph) == "a\u202eb\u2066c\u2069\u202c"
    (paragraph,) = styled(body(prose("a\u202eb\u202c")), "BodyText")
    assert text(paragraph) == "a\u202eb\u202c"


def test_tabs_and_line_ends_are_words_own() -> None:
    (paragraph,) = styled(body(prose("a\tb\r\nc\u2028d")), "BodyText")
    assert text(paragraph) == "a\tb\nc\nd"
    assert len(list(paragraph.iter(f"{W}br"))) == 2


def test_the_annex_in_two_columns_has_its_heading_above_them() -> None:
    made = render_docx(document(Heading(level=1, text="Annex"), prose("x"), dense=True))
    upper, lower = list(tree(made).iter(f"{W}sectPr"))[-2:]
    assert at(upper, "cols").get(f"{W}num") == "1"
    assert at(lower, "cols").get(f"{W}num") == "2"
    assert at(lower, "type").get(f"{W}val") == "continuous"


def test_the_file_says_of_itself_what_it_is_and_nothing_of_when_it_was_made() -> None:
    made = render_docx(document(prose("x"), draft_mark="Draft"))
    about = docx.Document(io.BytesIO(made)).core_properties
    assert (about.title, about.author, about.language) == ("A report", "An organ", "en")
    assert (about.identifier, about.content_status) == ("AG/doc.1/12", "Draft")
    assert about.created == about.modified
    assert str(about.created).startswith("2012-06-03")
    assert d.sha256(made) == d.sha256(render_docx(document(prose("x"), draft_mark="Draft")))


def test_word_opens_it_in_its_way_of_today() -> None:
    (way,) = tree(render_docx(document(prose("x"))), "settings").iter(f"{W}compatSetting")
    assert (way.get(f"{W}name"), way.get(f"{W}val")) == ("compatibilityMode", "15")
