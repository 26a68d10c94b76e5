"""Documents for the tests of DOCX, and what stands in the files made of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from reporting.documents.blocks import Block, Cover, Document, Prose, Run, Section
from reporting.documents.docx.document import render_docx

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML: Final = "{urn:schemas-microsoft-com:vml}"


def document(
    *blocks: Block,
    language: str = "en",
    draft_mark: str = "",
    sample_mark: str = "",
    symbol: str = "AG/doc.1/12",
    classification: str = "OEA/Ser.P",
    landscape: bool = False,
    dense: bool = False,
) -> Document:
    """Return a document of one section."""
    return Document(
        language=language,
        title="A report",
        date="2012-06-03",
        running_head=f"{symbol} · A report",
        sample_mark=sample_mark,
        draft_mark=draft_mark,
        page_words="Page {page} of {pages}",
        contents_title="Contents",
        colophon="Dataset SHA-256 abc",
        cover=Cover(
            organ="An organ",
            classification=classification,
            symbol=symbol,
            title="A report",
            subtitle="On a declaration",
            facts=(("As of", (Run(text="3 June 2012"),)),),
            notices=("Not official.",),
        ),
        sections=(Section(blocks=blocks, landscape=landscape, dense=dense),),
    )


def prose(text: str, language: str = "", href: str = "") -> Prose:
    """Return a paragraph of one run."""
    return Prose(runs=(Run(text=text, language=language, href=href),))


def files(made: bytes) -> dict[str, bytes]:
    """Return the files in a DOCX by name."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parsed(content: bytes) -> Element:
    """Return the root of a part. Raises ParseError where it is no XML."""
    return ElementTree.fromstring(content)  # our own


def at(element: Element, path: str) -> Element:
    """Return what is at a path of WordprocessingML, as in "pPr/bidi". Fails where nothing is."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return found


def tree(made: bytes, part: str = "document") -> Element:
    """Return the root of one of a DOCX's parts."""
    return parsed(files(made)[f"word/{part}.xml"])


def body(*blocks: Block) -> Element:
    """Return the text of a document of these blocks."""
    return tree(render_docx(document(*blocks)))


def text(element: Element) -> str:
    """Return what an element says: tabs and line ends as such, fields as what they show."""
    told = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        told.get(str(one.tag), (one.text or "") if one.tag == f"{W}t" else "")
        for run in element.iter(f"{W}r")
        for one in run
    )


def styled(root: Element, *styles: str) -> list[Element]:
    """Return the paragraphs in any of the styles, in order."""
    found: Iterable[Element] = root.iter(f"{W}p")
    return [p for p in found if style_of(p) in styles]


def style_of(paragraph: Element) -> str:
    """Return the id of a paragraph's style."""
    marks = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if marks is None else marks.get(f"{W}val", "")
