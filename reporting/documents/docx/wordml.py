"""WordprocessingML, written out: runs, paragraphs, fields, sections, in the order of its schema.

By the API of python-docx a long annex takes minutes. Word is strict about the order of children
(ISO/IEC 29500-1, 17.3): whoever adds a property keeps to it, and a test checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from commitments.foundation.formats import LOCALES, tag_of
from reporting.documents.blocks import Run
from reporting.documents.text import closed

_OFFICE: Final = "http://schemas.openxmlformats.org"
NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", f"{_OFFICE}/wordprocessingml/2006/main"),
        ("r", f"{_OFFICE}/officeDocument/2006/relationships"),
        ("wp", f"{_OFFICE}/drawingml/2006/wordprocessingDrawing"),
        ("a", f"{_OFFICE}/drawingml/2006/main"),
        ("pic", f"{_OFFICE}/drawingml/2006/picture"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
    )
)
# US Letter and its margins, in twentieths of a point.
SHORT_SIDE, LONG_SIDE, MARGIN, NARROW_MARGIN = 12240, 15840, 1250, 800
UPRIGHT: Final = SHORT_SIDE - 2 * MARGIN
ACROSS: Final = LONG_SIDE - 2 * NARROW_MARGIN

# Word proofs by region; any other language keeps the tag it has.
TAGS: Final = {language: tag_of(language) for language in LOCALES}
_RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})
_RIGHTWARD: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# From one letter that runs leftwards to the last before one that does not, with what is between.
_STRETCH: Final = re.compile(rf"[{_RIGHTWARD}](?:[\W\d]*[{_RIGHTWARD}])*")
_FIRST_STRONG: Final = re.compile(rf"[{_RIGHTWARD}]|[^\W\d_]")
# What Word writes as elements, not as characters.
_BREAKS: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Word calls a file damaged for an address that .NET cannot read, and follows none that is longer.
_HOST: Final = re.compile(r"[\w.-]+(:\d{1,5})?")
_STRAY_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_LONGEST_ADDRESS: Final = 2048


def run(one: Run, *, style: str = "", ink: str = "") -> str:
    """Return the XML of a run; what it says is escaped. `ink`: RRGGBB, or "" for the style's."""
    return "".join(
        _stretch(text, one, style=style, ink=ink, leftward=leftward)
        for text, leftward in _stretches(closed(one.text))
    )


def _stretch(text: str, one: Run, *, style: str, ink: str, leftward: bool) -> str:
    marks = f'<w:rStyle w:val="{style}"/>' if style else ""
    if one.strong:
        marks += "<w:b/><w:bCs/>"
    if one.emphasis:
        marks += "<w:i/><w:iCs/>"
    if ink:
        marks += f'<w:color w:val="{ink}"/>'
    if leftward:
        language = one.language if one.language in _RIGHT_TO_LEFT else "ar"
        marks += f'<w:rtl/><w:lang w:bidi="{language}"/>'
    elif one.language and one.language not in _RIGHT_TO_LEFT:
        marks += f"<w:lang w:val={quoteattr(TAGS.get(one.language, one.language))}/>"
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{_characters(text)}</w:t></w:r>'


def _characters(text: str) -> str:
    escaped = escape(text)
    if "\t" in escaped:
        escaped = escaped.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return _BREAKS.sub('</w:t><w:br/><w:t xml:space="preserve">', escaped)


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in parts, each with whether it runs from right to left."""
    at = 0
    for found in _STRETCH.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text) or not text:
        yield text[at:], False


def leftward(text: str) -> bool:
    """Return whether a paragraph that begins so runs from right to left: by its first letter."""
    first = _FIRST_STRONG.search(text)
    return bool(first and _STRETCH.match(first[0]))


def paragraph(inner: str, style: str, properties: str = "") -> str:
    """Return the XML of a paragraph. `properties`: what follows w:pStyle in its w:pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def line(text: str, style: str) -> str:
    """Return the XML of a paragraph of the document's own words."""
    return paragraph(run(Run(text)), style)


def field(code: str, result: str = "1") -> str:
    """Return a field that Word computes, such as the page's number, and what it shows till then."""
    shown = f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return f'{field_begin(code)}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_begin(code: str) -> str:
    """Return the beginning of a field, up to what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def bookmarked(inner: str, marks: list[tuple[int, str]]) -> str:
    """Return `inner` between the starts and ends of bookmarks, each a number and a name."""
    begin = "".join(f'<w:bookmarkStart w:id="{n}" w:name="{name}"/>' for n, name in marks)
    end = "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n, _name in reversed(marks))
    return f"{begin}{inner}{end}"


def jump(inner: str, name: str) -> str:
    """Return `inner` as a link to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>'


def address(url: str) -> str:
    """Return `url` as Word can follow it, or "" where it cannot."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError:
        return ""
    if not _HOST.fullmatch(parts.netloc) or ".." in parts.netloc:
        return ""
    rest = url.split(parts.netloc, 1)[1]
    rest = _STRAY_PERCENT.sub("%25", quote(rest, safe="%/:;=?#&@!$'()*+,~-._"))
    whole = f"{parts.scheme}://{parts.netloc}{rest}"
    return whole if len(whole) <= _LONGEST_ADDRESS else ""


def section_properties(
    *,
    references: str,
    landscape: bool = False,
    columns: int = 1,
    cover: bool = False,
    continuous: bool = False,
) -> str:
    """Return a section's properties. `references`: to its header and footer parts."""
    wide, high, margin, turned = SHORT_SIDE, LONG_SIDE, MARGIN, ""
    if landscape:
        wide, high, margin, turned = high, wide, NARROW_MARGIN, ' w:orient="landscape"'
    kind = "continuous" if continuous else "nextPage"
    first = "<w:titlePg/>" if cover else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="{kind}"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="1400" w:right="{margin}" w:bottom="1200" w:left="{margin}" '
        f'w:header="560" w:footer="480" w:gutter="0"/><w:cols w:num="{columns}" w:space="300"/>'
        f"{first}</w:sectPr>"
    )
