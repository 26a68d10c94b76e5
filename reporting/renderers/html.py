"""One page of HTML that needs nothing else: no script, no address to fetch from, printable."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reporting.renderers.blocks import Document
from reporting.renderers.palette import ACCENT, PALETTE, RULE

_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_html(document: Document) -> bytes:
    """Return the document as one self-contained page, in UTF-8."""
    page = _ENVIRONMENT.get_template("report.html")
    return page.render(
        document=document, palette=PALETTE, accent=ACCENT, rule=RULE, drawing=_drawing
    ).encode()


def _drawing(svg: str, alternative: str) -> Markup:
    """Return a drawing of ours as markup, with the words that stand for it."""
    # Every text in it was escaped when it was drawn (`charts.svg`).
    told = Markup(' role="img" aria-label="{}"').format(alternative)
    return Markup(svg.replace("<svg", f"<svg{told}", 1))  # noqa: S704
