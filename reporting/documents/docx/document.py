"""Word documents: real styles and headings, contents filled in, the same bytes again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reporting.documents.blocks import Cover, Document, Figure, Heading, Run, Section
from reporting.documents.docx import parts
from reporting.documents.docx.blocks import Writer
from reporting.documents.docx.bookmarks import contents_name, headings, in_contents
from reporting.documents.docx.styles import NUMBERING, styles_xml
from reporting.documents.docx.wordml import (
    ACROSS,
    NAMESPACES,
    UPRIGHT,
    field,
    field_begin,
    jump,
    line,
    paragraph,
    run,
    section_properties,
)
from reporting.documents.pdf.typesetting import showable, typeset

PICTURE: Final = Path(__file__).with_name("picture.typ")
PIXELS_PER_INCH: Final = 220  # what Word itself keeps of a picture that is to be printed
_GUTTER: Final = 300  # between two columns, in twentieths of a point


def render_docx(document: Document) -> bytes:
    """Return the document as DOCX. Raises TypesettingError where a figure cannot be drawn."""
    pictures = _pictures(document)
    names = (f"image{number}" for number in range(1, len(pictures) + 1))
    links: dict[str, str] = {}
    writer = Writer(
        document,
        link=lambda address: links.setdefault(address, f"link{len(links) + 1}"),
        picture=lambda: next(names),
    )
    archive = parts.Archive(document)
    archive.text(_text(document, writer))
    archive.part("styles", styles_xml(document.language))
    archive.part("numbering", NUMBERING)
    archive.part("settings", parts.settings(document))
    for way in ("cover", "upright", "across"):
        archive.part(f"header-{way}", parts.header(document, way))
    for way in ("upright", "across"):
        archive.part(f"footer-{way}", parts.footer(document, way))
    return archive.close(pictures=pictures, links=links)


def _pictures(document: Document) -> list[bytes]:
    """Return every figure as PNG, drawn all at once: the typesetter takes longer to start."""
    figures = [b for s in document.sections for b in s.blocks if isinstance(b, Figure)]
    if not figures:
        return []
    drawings = [{"svg": f.svg, "width": f.width, "height": f.height} for f in figures]
    return typeset(template=PICTURE, document=showable(drawings), output="png", ppi=PIXELS_PER_INCH)


def _text(document: Document, writer: Writer) -> Iterator[str]:
    yield f"<w:document {NAMESPACES}><w:body>"
    yield from _cover(document.cover, writer)
    yield _section_end(
        section_properties(references=parts.references(landscape=False, cover=True), cover=True)
    )
    yield from _contents(document)
    yield _section_end(section_properties(references=parts.references(landscape=False)))
    *others, last = document.sections
    for section in others:
        yield from _section(section, writer)
        yield _section_end(_properties(section))
    yield from _section(last, writer)
    yield f"{_properties(last)}</w:body></w:document>"


def _section(section: Section, writer: Writer) -> Iterator[str]:
    wide = ACROSS if section.landscape else UPRIGHT
    blocks = list(section.blocks)
    if section.dense and isinstance(blocks[0], Heading):
        # The heading goes across the page, above the columns.
        yield writer.block(blocks.pop(0), wide=wide)
        upper = section_properties(
            references=parts.references(landscape=section.landscape), landscape=section.landscape
        )
        yield _section_end(upper)
    for block in blocks:
        yield writer.block(block, wide=(wide - _GUTTER) // 2 if section.dense else wide)


def _properties(section: Section) -> str:
    return section_properties(
        references=parts.references(landscape=section.landscape),
        landscape=section.landscape,
        columns=1 + section.dense,
        continuous=section.dense,
    )


def _section_end(properties: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{properties}</w:pPr></w:p>'


def _cover(cover: Cover, writer: Writer) -> Iterator[str]:
    """Yield the first page: as the Organization's documents have it, the symbol at the right."""
    yield line(f"{cover.organ}\t{cover.classification or cover.symbol}", "CoverHead")
    if cover.classification:
        yield line(f"\t{cover.symbol}", "CoverHead")
    yield paragraph("", "CoverRule")
    yield line(cover.title, "Title")
    yield line(cover.subtitle, "Subtitle")
    yield writer.facts(cover.facts)
    for notice in cover.notices:
        yield line(notice, "Notice")


def _contents(document: Document) -> Iterator[str]:
    """Yield the contents as a field that is filled already; docs/decisions/0011 says with what.

    It is what Word calls a table of contents, with a button to update it.
    """
    yield (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    yield line(document.contents_title, "TOCHeading")
    begin = field_begin('TOC \\o "1-2" \\h \\z')
    for number, heading in enumerate(filter(in_contents, headings(document))):
        name = contents_name(number)
        entry = run(Run(f"{heading.text}\t")) + field(f"PAGEREF {name} \\h", result="")
        yield paragraph(begin + jump(entry, name), f"TOC{heading.level}")
        begin = ""
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    yield f"{paragraph(begin + end, 'SectionEnd')}</w:sdtContent></w:sdt>"
