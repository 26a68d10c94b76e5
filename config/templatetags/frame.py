"""Tags for the frame of every page."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_block_tag
def titled(content: str) -> SafeString:
    """Make the content the page's title, and the title of a link to it."""
    return mark_safe(  # noqa: S308  # the template has escaped it
        f"<title>{' '.join(content.split())}</title>\n"
        f'    <meta property="og:title" content="{_attribute(content)}">'
    )


@register.simple_block_tag
def described(content: str) -> SafeString:
    """Make the content the page's description, and the description of a link to it."""
    return mark_safe(  # noqa: S308  # the template has escaped it
        f'<meta name="description" property="og:description" content="{_attribute(content)}">'
    )


def _attribute(content: str) -> str:
    return " ".join(content.split()).replace('"', "&quot;")
