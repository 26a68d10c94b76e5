"""A DOCX is what its schema says (ISO/IEC 29500-1, transitional): Word repairs nothing in it."""

from __future__ import annotations

from functools import cache
from posixpath import dirname, join, normpath
from typing import Final
from xml.etree import ElementTree

import pytest

from reporting.dataset import schema as d
from reporting.documents import render
from tests.reporting.datasets import make_dataset
from tests.reporting.word_files import R, W, files, parsed, tree

MADE: Final = [("assembly", "", "en", True), ("party", "SLV", "es", False)]
RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

# The sequences of the schema, as far as the product writes them; "a" before "b" means that no "a"
# may follow a "b". Clauses 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70, 17.6.17, 17.7.4.17, 17.15.1.78.
SEQUENCES: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens bidi adjustRightInd spacing ind "
    "contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike noProof color spacing kern position "
    "sz szCs highlight u bdr shd vertAlign rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook "
    "tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols vAlign "
    "titlePg",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr "
    "trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "pBdr": "top left bottom right between",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "docDefaults": "rPrDefault pPrDefault",
}


@cache
def made(kind: str, subject: str, language: str, draft: bool) -> bytes:
    data = make_dataset(kind=kind, subject=subject, length=200)
    sha = d.sha256(d.encode(data))
    return render(dataset=data, language=language, format="docx", sha256=sha, draft=draft)


pytestmark = [pytest.mark.parametrize("which", MADE, ids=lambda which: which[0]), pytest.mark.long]
Which = tuple[str, str, str, bool]


def test_every_part_is_xml_and_has_a_type(which: Which) -> None:
    found = files(made(*which))
    types = parsed(found["[Content_Types].xml"])
    named = {str(one.get("PartName", "")).lstrip("/") for one in types}
    endings = {one.get("Extension") for one in types}
    for name, content in found.items():
        assert name in named or name.rsplit(".", 1)[-1] in endings
        if name.endswith((".xml", ".rels")):
            parsed(content)
    assert named - {""} <= set(found)


def test_every_relationship_leads_to_a_part_and_every_reference_to_a_relationship(
    which: Which,
) -> None:
    found = files(made(*which))
    for name in [name for name in found if name.endswith(".rels")]:
        rows = list(parsed(found[name]).iter(RELATION))
        keys = [row.get("Id") for row in rows]
        assert len(keys) == len(set(keys))
        base = dirname(dirname(name))
        inside = [row.get("Target", "") for row in rows if row.get("TargetMode") != "External"]
        assert {normpath(join(base, target)) for target in inside} <= set(found)
    rows = list(parsed(found["word/_rels/document.xml.rels"]).iter(RELATION))
    known = {row.get("Id") for row in rows}
    used = {
        value
        for one in tree(made(*which)).iter()
        for name, value in one.attrib.items()
        if str(name).startswith(R)
    }
    assert used <= known
    assert {row.get("Id") for row in rows if str(row.get("Type")).endswith("image")} <= used


def test_numbers_and_names_are_given_once(which: Which) -> None:
    root = tree(made(*which))
    starts = list(root.iter(f"{W}bookmarkStart"))
    for key in (f"{W}id", f"{W}name"):
        values = [str(one.get(key)) for one in starts]
        assert len(values) == len(set(values))
    assert all(len(str(one.get(f"{W}name"))) <= 40 for one in starts)
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    assert sorted(map(str, ends)) == sorted(str(one.get(f"{W}id")) for one in starts)
    drawn = [one.get("id") for one in root.iter(DRAWN)]
    assert len(drawn) == len(set(drawn))


def test_every_link_inside_leads_to_a_bookmark(which: Which) -> None:
    root = tree(made(*which))
    names = {one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")}
    links = {one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")} - {None}
    codes = [str(one.text).split() for one in root.iter(f"{W}instrText")]
    pages = {code[1] for code in codes if code[0] == "PAGEREF"}
    assert links
    assert pages
    assert links | pages <= names


def test_every_style_in_use_is_defined(which: Which) -> None:
    file = made(*which)
    defined = {one.get(f"{W}styleId") for one in tree(file, "styles").iter(f"{W}style")}
    parts = ["document", "header-cover", "header-upright", "header-across", "footer-across"]
    kinds = ("pStyle", "rStyle", "tblStyle")
    used = {
        one.get(f"{W}val")
        for part in parts
        for kind in kinds
        for one in tree(file, part).iter(f"{W}{kind}")
    }
    after = {
        one.get(f"{W}val")
        for kind in ("next", "basedOn")
        for one in tree(file, "styles").iter(f"{W}{kind}")
    }
    assert used | after <= defined


def test_children_stand_in_the_order_of_the_schema(which: Which) -> None:
    for name, content in files(made(*which)).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for element in parsed(content).iter():
            kind = element.tag.removeprefix(W)
            if kind in SEQUENCES:
                sequence = SEQUENCES[kind].split()
                places = [sequence.index(one.tag.removeprefix(W)) for one in element]
                assert places == sorted(places), ElementTree.tostring(element)[:400]


def test_every_field_is_begun_parted_and_ended(which: Which) -> None:
    for part in ("document", "footer-upright", "footer-across"):
        depth = 0
        for mark in tree(made(*which), part).iter(f"{W}fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[str(mark.get(f"{W}fldCharType"))]
            assert 0 <= depth <= 2
        assert depth == 0
