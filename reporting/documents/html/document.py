"""One page of HTML that needs nothing else: no script, no address to fetch from, printable."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reporting.documents import patterns
from reporting.documents.blocks import Document, Heading
from reporting.documents.palette import ACCENT, PALETTE, RULE
from reporting.documents.text import closed
from reporting.documents.words import Words

_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["closed"] = closed
# Each drawing brings the definitions of its patterns; a page has them once, for all.
_DEFINITIONS: Final = re.compile(r"<defs>.*?</defs>")


def render_html(document: Document) -> bytes:
    """Return the document as one self-contained page, in UTF-8."""
    marks = [mark for mark in (document.draft_mark, document.sample_mark) if mark]
    style, words = _style(document, marks), Words(document.language)
    page = _ENVIRONMENT.get_template("report.html")
    return page.render(
        document=document,
        marks=marks,
        style=Markup(style),  # noqa: S704  # our own style sheet; texts in it are quoted
        policy=_policy(style),
        paints=Markup(patterns.defs(PALETTE)),  # noqa: S704  # made of constants
        skip=words.gettext("Skip to the report"),
        status=words.gettext("Status of this file"),
        places={f"#{anchor}" for anchor in _anchors(document)},
        drawing=_drawing,
    ).encode()


def _anchors(document: Document) -> Iterator[str]:
    """Yield the anchors there are: a kind of report without a section has links to it still."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Heading) and block.anchor:
                yield block.anchor


def _style(document: Document, marks: list[str]) -> str:
    return _ENVIRONMENT.get_template("report.css").render(
        accent=ACCENT,
        rule=RULE,
        palette=PALETTE,
        css=patterns.css,
        running=_quoted(document.running_head),
        marks=_quoted(" · ".join(marks)),
    )


def _quoted(text: str) -> Markup:
    """Return text as a string of a style sheet; whatever might end it is written by its code."""
    plain = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{"".join(plain)}"')  # noqa: S704  # letters, digits and codes alone


def _policy(style: str) -> str:
    """Return a policy under which a browser fetches and runs nothing, and takes this style alone.

    A second protection: markup that came into the page with a text would still have no effect.
    """
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{checksum}'; base-uri 'none'; form-action 'none'"


def _drawing(svg: str, alternative: str) -> Markup:
    """Return a drawing of ours as markup, with the words that stand for it."""
    label = Markup(' role="img" aria-label="{}"').format(alternative)
    bare = _DEFINITIONS.sub("", svg, count=1)
    # Made by `charts.svg`, which escapes every text.
    return Markup(bare.replace("<svg", f"<svg{label}", 1))  # noqa: S704
