"""The styles of the Word documents: whoever edits one changes a style, not a thousand places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from docx.document import Document as Package
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reporting.renderers.palette import ACCENT

FACE: Final = "Cambria"
_TAGS: Final = {"en": "en-US", "es": "es-419", "fr": "fr-FR", "pt": "pt-BR"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style: size and spaces in points."""

    name: str
    based_on: str = "Normal"
    size: float = 10.5
    before: float = 0
    after: float = 4
    strong: bool | None = None
    colour: str = ""
    keep_with_next: bool = False
    left: float = 0
    outline: int | None = None


STYLES: Final = (
    Style(name="Body Text", after=6),
    Style(name="Small Text", size=9, after=4),
    Style(name="Lead", size=9, after=4, keep_with_next=True),
    Style(name="Cell Text", size=8.5, after=0),
    Style(name="Narrow Text", size=7, after=0),
    Style(name="Matrix Text", size=5.5, after=0),
    Style(name="After Table", size=5, after=2),
    Style(name="Section End", size=1, after=0),
    Style(name="Figure Line", size=10, after=0, keep_with_next=True),
    Style(name="Figure Caption", size=9, after=8, strong=True),
    Style(
        name="Caption", size=9, before=6, after=3,
        strong=True, colour="1B1B1B", keep_with_next=True,
    ),
    Style(name="Quote", size=10.5, after=8, left=14, colour="1B1B1B"),
    Style(name="Notice", size=9.5, before=6, after=6),
    Style(name="Cover Head", size=11, after=120, colour=ACCENT),
    Style(name="Sample Mark", size=10, after=4, colour="8A1F11"),
    Style(name="Title", size=25, after=8, strong=True, colour=ACCENT),
    Style(name="Subtitle", size=13, after=40, colour="1B1B1B"),
    Style(name="Contents Title", size=17, after=8, strong=True, colour=ACCENT),
    Style(
        name="Heading 1", size=17, before=0, after=8,
        strong=True, colour=ACCENT, keep_with_next=True,
    ),
    Style(
        name="Heading 2", size=13, before=14, after=6,
        strong=True, colour=ACCENT, keep_with_next=True,
    ),
    Style(
        name="Heading 3", size=10.5, before=10, after=4,
        strong=True, colour=ACCENT, keep_with_next=True,
    ),
    Style(
        name="Annex Heading 2", based_on="Heading 2", size=11, before=12, after=5, strong=True,
        colour=ACCENT, keep_with_next=True, outline=1,
    ),
    Style(
        name="Annex Heading 3", based_on="Heading 3", size=9.5, before=8, after=3, strong=True,
        colour=ACCENT, keep_with_next=True, outline=2,
    ),
    Style(name="toc 1", size=10, after=2, strong=True),
    Style(name="toc 2", size=9.5, after=1, left=14),
    Style(name="List Bullet", size=9.5, after=3),
    Style(name="Header", size=8, after=0, colour="444444"),
    Style(name="Footer", size=7.5, after=0, colour="444444"),
)  # fmt: skip


def define(package: Package, *, language: str) -> None:
    """Give the package its styles and its language. Raises KeyError for an unknown language."""
    defaults = package.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    for mark in defaults.iter(qn("w:lang")):
        mark.set(qn("w:val"), _TAGS[language])
    for wanted in STYLES:
        _define(package, wanted)
    _character(package)
    _right_tab(package, "Header", "Footer", "Cover Head")


def _define(package: Package, wanted: Style) -> None:
    styles = package.styles
    known = {style.name for style in styles}
    found = _paragraph_style(package, wanted.name)
    if wanted.name not in known:
        found.base_style = styles[wanted.based_on]
        # Word looks for its own styles by these ids: TOC1, not toc1.
        found.element.set(qn("w:styleId"), wanted.name.replace("toc", "TOC").replace(" ", ""))
    found.font.name = FACE
    _faces(found)
    found.font.size = Pt(wanted.size)
    found.font.italic = False
    if wanted.strong is not None:
        found.font.bold = wanted.strong
    if wanted.colour:
        found.font.color.rgb = RGBColor.from_string(wanted.colour)
    shape = found.paragraph_format
    shape.space_before, shape.space_after = Pt(wanted.before), Pt(wanted.after)
    shape.line_spacing = 1.0
    shape.keep_with_next = wanted.keep_with_next
    if wanted.left:
        shape.left_indent = Pt(wanted.left)
    if wanted.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(wanted.outline))
        found.element.get_or_add_pPr().append(level)


def _paragraph_style(package: Package, name: str) -> ParagraphStyle:
    """Return the style of that name, made where the package has none."""
    for style in package.styles:
        if style.name == name and isinstance(style, ParagraphStyle):
            return style
    return cast("ParagraphStyle", package.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))


def _faces(style: ParagraphStyle) -> None:
    """Name the face for every script: the template's theme would win otherwise."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)


def _character(package: Package) -> None:
    link = package.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(ACCENT)


def _right_tab(package: Package, *names: str) -> None:
    """Set one tab at the right margin, in place of the template's."""
    for name in names:
        stops = _paragraph_style(package, name).paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Pt(487), WD_TAB_ALIGNMENT.RIGHT)
