"""The parts of a Word document beside its text: heads, feet, settings, properties, archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from reporting.documents.blocks import Document, Run
from reporting.documents.docx.styles import FACE
from reporting.documents.docx.wordml import ACROSS, NAMESPACES, TAGS, UPRIGHT, field, paragraph, run

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Every file of the archive is said to be of the first moment that its format knows.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

# The parts that the text refers to: file, kind of relationship.
PARTS: Final = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "header-cover": "header",
    "header-upright": "header",
    "header-across": "header",
    "footer-upright": "footer",
    "footer-across": "footer",
}


def references(*, landscape: bool, cover: bool = False) -> str:
    """Return a section's references to its heads and feet: none is left to the section before."""
    way = "across" if landscape else "upright"
    found = [("header", "default", f"header-{way}"), ("footer", "default", f"footer-{way}")]
    if cover:
        found += [("header", "first", "header-cover"), ("footer", "first", "footer-upright")]
    found.sort(key=lambda one: one[0], reverse=True)
    return "".join(
        f'<w:{story}Reference w:type="{kind}" r:id="{part}"/>' for story, kind, part in found
    )


def header(document: Document, way: str) -> str:
    """Return the head of pages: of the cover, upright or across."""
    # The cover has a line of its own.
    shape = {"across": _tab(ACROSS), "cover": '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'}.get(
        way, ""
    )
    marks = " · ".join(filter(None, (document.draft_mark, document.sample_mark)))
    left = "" if way == "cover" else document.cover.classification
    lines = []
    if left or marks:
        said = run(Run(f"{left}\t")) + run(Run(marks), style="Mark")
        lines.append(paragraph(said, "Header", shape))
    if way != "cover":
        lines.append(paragraph(run(Run(document.running_head)), "Header", shape))
    if document.draft_mark:
        lines.append(paragraph(_watermark(document.draft_mark, way), "SectionEnd"))
    if not lines:
        lines.append(paragraph("", "SectionEnd"))
    return f"<w:hdr {NAMESPACES}>{''.join(lines)}</w:hdr>"


def footer(document: Document, way: str) -> str:
    """Return the foot of pages, upright or across: the checksum, and which page of how many."""
    before, rest = document.page_words.split("{page}")
    between, after = rest.split("{pages}")
    told = (
        run(Run(f"{document.colophon}\t{before}"))
        + field("PAGE")
        + run(Run(between))
        + field("NUMPAGES")
        + run(Run(after))
    )
    tabs = _tab(ACROSS) if way == "across" else ""
    return f"<w:ftr {NAMESPACES}>{paragraph(told, 'Footer', tabs)}</w:ftr>"


def _tab(at: int) -> str:
    """Return one right tab in place of the style's."""
    return (
        f'<w:tabs><w:tab w:val="clear" w:pos="{UPRIGHT}"/><w:tab w:val="right" w:pos="{at}"/>'
        "</w:tabs>"
    )


def _watermark(word: str, way: str) -> str:
    """Return a word behind the text, by the name that Word's "Remove Watermark" looks for.

    What stands in a head is left out where a page is read aloud, and so is this.
    """
    number = 1 + ("cover", "upright", "across").index(way)
    wide = 430
    high = max(70, min(150, round(wide / max(len(word), 1) * 1.5)))
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{wide}pt;height:{high}pt;"
        "rotation:315;z-index:-251658240;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    face = f"font-family:&quot;{FACE}&quot;;font-size:1pt;font-weight:bold"
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'path="m0,0l21600,0m0,21600l21600,21600e"><v:path textpathok="t"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" alt="" style="{style}" o:allowincell="f" fillcolor="#E0E0E0" '
        f'stroked="f"><v:fill opacity=".4"/><v:textpath style="{face}" string={quoteattr(word)}/>'
        "</v:shape></w:pict></w:r>"
    )


def settings(document: Document) -> str:
    """Return the settings: Word's way of today, or it would open the file as one of 2007."""
    tag = TAGS[document.language]
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}"/></w:settings>'
    )


def properties(document: Document) -> str:
    """Return what the file says of itself; its moments are the dataset's day."""
    day = f"{document.date}T00:00:00Z"
    cover = document.cover
    told = {
        "dc:title": document.title,
        "dc:subject": cover.subtitle,
        "dc:creator": cover.organ,
        "dc:description": document.colophon,
        "dc:identifier": cover.symbol,
        "dc:language": document.language,
        "cp:contentStatus": document.draft_mark,
        "cp:lastModifiedBy": cover.organ,
        "cp:revision": "1",
    }
    simple = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in told.items() if text)
    moments = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{simple}{moments}'
        "</cp:coreProperties>"
    )


def _content_types() -> str:
    kinds = {"document": "document.main"} | PARTS
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{parts}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(rows: Iterable[tuple[str, str, str, bool]]) -> str:
    """Return relationships of (id, type, target, whether it is outside)."""
    told = "".join(
        f"<Relationship Id={quoteattr(key)} Type={quoteattr(kind)} Target={quoteattr(target)}"
        + (' TargetMode="External"/>' if outside else "/>")
        for key, kind, target, outside in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


class Archive:
    """The zip that a Word document is: files in one order, of one moment, so of the same bytes."""

    def __init__(self, document: Document) -> None:
        self._made = io.BytesIO()
        self._zip = zipfile.ZipFile(self._made, "w")
        self._write("[Content_Types].xml", [_content_types()])
        core = f"{_PACKAGE}/relationships/metadata/core-properties"
        self._write(
            "_rels/.rels",
            [
                _relations(
                    [
                        ("document", f"{_RELATION}/officeDocument", "word/document.xml", False),
                        ("core", core, "docProps/core.xml", False),
                    ]
                )
            ],
        )
        self._write("docProps/core.xml", [properties(document)])

    def text(self, pieces: Iterable[str]) -> None:
        """Write the text itself, piece by piece: all of it at once would be in memory twice."""
        self._write("word/document.xml", pieces)

    def part(self, name: str, xml: str) -> None:
        """Write one of `PARTS`."""
        self._write(f"word/{name}.xml", [xml])

    def close(self, *, pictures: list[bytes], links: dict[str, str]) -> bytes:
        """Write the pictures and all relationships; return the bytes. `links`: address to id."""
        rows = [(name, f"{_RELATION}/{kind}", f"{name}.xml", False) for name, kind in PARTS.items()]
        for number, picture in enumerate(pictures, start=1):
            self._zip.writestr(_entry(f"word/media/image{number}.png"), picture)
            rows.append((f"image{number}", f"{_RELATION}/image", f"media/image{number}.png", False))
        rows += [(key, f"{_RELATION}/hyperlink", target, True) for target, key in links.items()]
        self._write("word/_rels/document.xml.rels", [_relations(rows)])
        self._zip.close()
        return self._made.getvalue()

    def _write(self, name: str, pieces: Iterable[str]) -> None:
        with self._zip.open(_entry(name), "w") as part:
            part.write(_XML.encode())
            for piece in pieces:
                part.write(piece.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry
