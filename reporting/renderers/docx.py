"""Word documents: real styles and headings, contents filled in, the same bytes again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import docx
import msgspec
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from reporting.renderers import docx_styles
from reporting.renderers.blocks import Cover, Document, Figure, Heading, Run
from reporting.renderers.typesetting import typeset
from reporting.renderers.wordml import (
    NAMESPACES,
    Writer,
    bookmark,
    paragraph,
    run,
    section_end,
    section_properties,
)

PICTURE: Final = Path(__file__).with_name("picture.typ")
PIXELS_PER_INCH: Final = 180
# Every file of the archive is said to be of the first moment that its format knows.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def render_docx(document: Document) -> bytes:
    """Return the document as DOCX. Raises TypesettingError where a figure cannot be drawn."""
    package = docx.Document()
    docx_styles.define(package, language=document.language)
    _describe(package, document)
    _running_lines(package, document)
    pictures = _pictures(package, document)
    links: dict[str, str] = {}

    def link(address: str) -> str:
        if address not in links:
            # `relate_to` looks through all relationships each time: too slow for a long annex.
            links[address] = f"rIdLink{len(links)}"
            package.part.load_rel(
                RELATIONSHIP_TYPE.HYPERLINK, address, links[address], is_external=True
            )
        return links[address]

    writer = Writer(link=link, picture=lambda: next(pictures))
    _write_body(package, document, writer)
    made = io.BytesIO()
    package.save(made)
    return _repacked(made)


def _describe(package: Package, document: Document) -> None:
    about = package.core_properties
    at = datetime.fromisoformat(document.date)
    about.title = document.title
    about.author = about.last_modified_by = document.cover.organ
    about.subject = document.cover.subtitle
    about.comments = document.colophon
    about.language = document.language
    about.created = about.modified = at
    about.revision = 1


def _running_lines(package: Package, document: Document) -> None:
    """Write the head and the foot of every page but the cover's head."""
    section = package.sections[0]
    section.different_first_page_header_footer = True
    mark = [Run(text="\t"), Run(text=document.sample_mark, strong=True)]
    head = [Run(text=document.running_head), *(mark if document.sample_mark else [])]
    _fill(section.header, paragraph("".join(map(run, head)), "Header"))
    first = "".join(map(run, mark)) if document.sample_mark else ""
    _fill(section.first_page_header, paragraph(first, "Header"))
    page, pages = field("PAGE"), field("NUMPAGES")
    before, rest = document.page_words.split("{page}")
    between, after = rest.split("{pages}")
    told = "".join(
        (
            run(Run(text=f"{document.colophon}\t{before}")),
            page,
            run(Run(text=between)),
            pages,
            run(Run(text=after)),
        )
    )
    for footer in (section.footer, section.first_page_footer):
        _fill(footer, paragraph(told, "Footer"))


def _fill(story: BlockItemContainer, xml: str) -> None:
    element = story.part.element
    for child in list(element):
        element.remove(child)
    element.append(_parsed(xml)[0])


def field(code: str) -> str:
    """Return a field that Word computes, such as the page's number."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _parsed(xml: str) -> list[object]:
    return list(parse_xml(f"<w:body {NAMESPACES}>{xml.replace(chr(9), _TAB)}</w:body>"))


_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'


def _pictures(package: Package, document: Document) -> Iterator[str]:
    """Draw every figure at once; return the relationships to their pictures, in order."""
    figures = [b for s in document.sections for b in s.blocks if isinstance(b, Figure)]
    if not figures:
        return iter(())
    drawings = [{"svg": f.svg, "width": f.width, "height": f.height} for f in figures]
    made = typeset(
        template=PICTURE,
        inputs={"document": msgspec.json.encode(drawings).decode()},
        output="png",
        ppi=PIXELS_PER_INCH,
    )
    return iter([package.part.get_or_add_image(io.BytesIO(png))[0] for png in made])


def _write_body(package: Package, document: Document, writer: Writer) -> None:
    body = package.element.body
    old = body.sectPr
    references = "".join(
        f'<w:{kind.tag.rsplit("}")[-1]} w:type="{kind.get(qn("w:type"))}" r:id="{kind.rId}"/>'
        for kind in (*old.headerReference_lst, *old.footerReference_lst)
    )
    for child in list(body):
        body.remove(child)
    cover = section_properties(landscape=False, columns=1, references=references, cover=True)
    parts = [
        *_cover(document.cover, document.sample_mark, writer),
        f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{cover}</w:pPr></w:p>',
        *_contents(document),
        section_end(landscape=False, columns=1),
    ]
    last = len(document.sections) - 1
    for number, section in enumerate(document.sections):
        parts += writer.section(section, last=number == last)
    final = document.sections[-1]
    parts.append(section_properties(landscape=final.landscape, columns=1 + final.dense))
    for element in _parsed("".join(parts)):
        body.append(element)


def _cover(cover: Cover, sample_mark: str, writer: Writer) -> Iterator[str]:
    head = run(Run(text=f"{cover.organ}\t{cover.symbol}", strong=True))
    yield paragraph(head, "CoverHead")
    if sample_mark:
        yield paragraph(run(Run(text=sample_mark, strong=True)), "SampleMark")
    yield paragraph(run(Run(text=cover.title)), "Title")
    yield paragraph(run(Run(text=cover.subtitle)), "Subtitle")
    yield writer.facts(cover.facts)
    for notice in cover.notices:
        yield paragraph(run(Run(text=notice)), "Notice")


def _contents(document: Document) -> Iterator[str]:
    """Yield the contents as a field that is filled already: links, and no page to be wrong."""
    yield paragraph(run(Run(text=document.contents_title)), "ContentsTitle")
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\n \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for section in document.sections:
        for block in section.blocks:
            if not isinstance(block, Heading) or not block.listed or block.level > 2:
                continue
            line = run(Run(text=block.text))
            if block.anchor:
                name = bookmark(block.anchor)
                line = f'<w:hyperlink w:anchor="{name}" w:history="1">{line}</w:hyperlink>'
            yield paragraph(begin + line, f"TOC{block.level}")
            begin = ""
    yield paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "SectionEnd")


def _repacked(made: io.BytesIO) -> bytes:
    """Return the archive with the moment of its making taken out of it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
