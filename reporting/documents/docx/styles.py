"""The styles of the Word documents: whoever edits one changes a style, not a thousand places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import quoteattr

from reporting.documents.docx.wordml import NAMESPACES, TAGS, UPRIGHT
from reporting.documents.palette import ACCENT, PALETTE, RULE

# On every machine, or there under another name with the same widths (Liberation Serif): what is
# laid out here breaks its lines and pages there at the same places.
FACE: Final = "Times New Roman"
GREY: Final = "444444"
ALARM: Final = "8A1F11"
# The width of the terms on the cover, in points.
TERM: Final = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style: sizes and spaces in points. `outline`: its level in the navigation pane.

    `name`: Word's own where Word has one, for it then behaves as its kind does in every language.
    `border`: the side that has a line, or "box". `follow`: the id of the style of what is typed
    after it. `tab`: where its right tab is. `left`, `hanging`: its indents.
    """

    name: str
    base: str = "Normal"
    follow: str = ""
    size: float = 11
    before: float = 0
    after: float = 4
    strong: bool = False
    colour: str = ""
    keep_with_next: bool = False
    left: float = 0
    hanging: float = 0
    border: Literal["", "left", "bottom", "thin", "box"] = ""
    tab: float = 0
    bullet: bool = False
    outline: int | None = None

    @property
    def id(self) -> str:
        """What paragraphs refer to: "heading 1" is Heading1, "toc 1" is TOC1."""
        name = self.name.replace("toc", "TOC").replace("TOC Heading", "TOCHeading")
        return "".join(word[0].upper() + word[1:] for word in name.split())


_WIDE: Final = UPRIGHT / 20
STYLES: Final = (
    Style(name="Body Text", after=6),
    Style(name="Small Text", size=9.5, after=4),
    Style(name="Lead", size=10, after=4, keep_with_next=True, follow="SmallText"),
    Style(name="Cell Text", size=9, after=0),
    Style(name="Narrow Text", size=7.5, after=0),
    # "Substantiel" is one word, and must stay so at the head of one column of eleven.
    Style(name="Narrow Head", size=6.5, after=0),
    Style(name="Matrix Text", size=6, after=0),
    Style(name="After Table", size=5, after=3, follow="BodyText"),
    Style(name="Section End", size=1, after=0, follow="BodyText"),
    Style(name="Figure Line", size=10, before=4, after=0, keep_with_next=True, follow="Caption"),
    Style(name="Figure Caption", size=9.5, after=8, strong=True, follow="BodyText"),
    Style(
        name="caption", size=9.5, before=8, after=3, strong=True, keep_with_next=True,
        follow="BodyText",
    ),
    Style(name="Quote", after=8, left=14, border="left", follow="BodyText"),
    Style(name="Notice", size=10, before=8, after=6, border="box", left=5),
    Style(name="Facts", size=10, after=5, left=TERM, hanging=TERM),
    Style(name="Cover Head", after=0, strong=True, colour=ACCENT, tab=_WIDE),
    Style(
        name="Cover Rule", size=4, after=96, border="bottom", colour=ACCENT, follow="Title",
    ),
    Style(name="Title", size=26, after=8, strong=True, colour=ACCENT, follow="Subtitle"),
    Style(name="Subtitle", size=13.5, after=34, follow="BodyText"),
    Style(name="TOC Heading", size=17, after=8, strong=True, colour=ACCENT, follow="BodyText"),
    Style(
        name="heading 1", size=17, after=8, strong=True, colour=ACCENT, keep_with_next=True,
        outline=0, follow="BodyText",
    ),
    Style(
        name="heading 2", size=13.5, before=14, after=6, strong=True, colour=ACCENT,
        keep_with_next=True, outline=1, follow="BodyText",
    ),
    Style(
        name="heading 3", size=11, before=10, after=4, strong=True, colour=ACCENT,
        keep_with_next=True, outline=2, follow="BodyText",
    ),
    # For headings that the contents leave out: an annex of a thousand updates has as many.
    Style(
        name="Annex Heading 2", size=11.5, before=12, after=4, strong=True, colour=ACCENT,
        keep_with_next=True, outline=1, follow="SmallText",
    ),
    Style(
        name="Annex Heading 3", size=10, before=8, after=2, strong=True, colour=ACCENT,
        keep_with_next=True, outline=2, follow="SmallText",
    ),
    Style(name="toc 1", size=10.5, before=3, after=2, strong=True, tab=_WIDE),
    Style(name="toc 2", size=10, after=1, left=14, tab=_WIDE),
    Style(name="List Bullet", size=10, after=3, left=14, hanging=14, bullet=True),
    Style(name="header", size=8.5, after=0, colour=GREY, tab=_WIDE, border="thin"),
    Style(name="footer", size=8, after=0, colour=GREY, tab=_WIDE),
)  # fmt: skip
_FIRST_ANNEX_LEVEL: Final = 2


def heading_style(level: int, *, listed: bool) -> str:
    """Return the style of a heading: the contents list Word's own, so the others have ours."""
    if listed or level < _FIRST_ANNEX_LEVEL:
        return f"Heading{level}"
    return f"AnnexHeading{level}"


def styles_xml(language: str) -> str:
    """Return the part of styles, in a language. Raises KeyError for an unknown one."""
    return (
        f"<w:styles {NAMESPACES}>{_defaults(TAGS[language])}{_LATENT}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{ACCENT}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="InnerLink">'
        '<w:name w:val="Inner Link"/><w:basedOn w:val="Hyperlink"/>'
        f'<w:rPr><w:u w:val="dotted" w:color="{RULE}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="Mark"><w:name w:val="Mark"/>'
        f'<w:rPr><w:b/><w:bCs/><w:color w:val="{ALARM}"/></w:rPr></w:style>'
        f"{''.join(map(_style, STYLES))}{_TABLES}"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>'
    )


def _defaults(tag: str) -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" '
        f'w:eastAsia="{FACE}" w:cs="{FACE}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _style(style: Style) -> str:
    follow = f'<w:next w:val="{style.follow}"/>' if style.follow else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}">'
        f"<w:name w:val={quoteattr(style.name)}/>"
        f'<w:basedOn w:val="{style.base}"/>{follow}<w:qFormat/>'
        f"<w:pPr>{_shape(style)}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _shape(style: Style) -> str:
    """Return a style's paragraph properties in the order of the schema (17.3.1.26)."""
    parts = []
    if style.keep_with_next:
        parts.append("<w:keepNext/><w:keepLines/>")
    if style.bullet:
        parts.append('<w:numPr><w:numId w:val="1"/></w:numPr>')
    if style.border:
        parts.append(f"<w:pBdr>{_BORDERS[style.border]}</w:pBdr>")
    if style.tab:
        parts.append(f'<w:tabs><w:tab w:val="right" w:pos="{_twentieths(style.tab)}"/></w:tabs>')
    parts.append(
        f'<w:spacing w:before="{_twentieths(style.before)}" w:after="{_twentieths(style.after)}"/>'
    )
    if style.left:
        hanging = f' w:hanging="{_twentieths(style.hanging)}"' if style.hanging else ""
        # A box is drawn around the text: without this it would stand out beyond the margin.
        right = f' w:right="{_twentieths(style.left)}"' if style.border == "box" else ""
        parts.append(f'<w:ind w:left="{_twentieths(style.left)}"{right}{hanging}/>')
    if style.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return "".join(parts)


def _letters(style: Style) -> str:
    strong = "<w:b/><w:bCs/>" if style.strong else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    half_points = round(style.size * 2)
    return f'{strong}{colour}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _twentieths(points: float) -> int:
    return round(points * 20)


def _border(side: str, *, size: int, space: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


_BORDERS: Final = {
    "left": _border("left", size=18, space=8, colour=ACCENT),
    "bottom": _border("bottom", size=10, space=1, colour=ACCENT),
    "thin": _border("bottom", size=4, space=3, colour=RULE),
    "box": "".join(
        _border(side, size=4, space=5, colour=RULE) for side in ("top", "left", "bottom", "right")
    ),
}
# What else Word knows stays out of its list of styles, so that ours can be found there.
_LATENT: Final = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
    'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
_CELL_MARGINS: Final = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 28), ("left", 60), ("bottom", 28), ("right", 60))
)
_TABLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">'
    '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
    "<w:tblBorders>"
    + "".join(
        _border(side, size=4, space=0, colour=RULE)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + f"</w:tblBorders><w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{PALETTE["head"].ground}"/>'
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
)
NUMBERING: Final = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="280" w:hanging="280"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
