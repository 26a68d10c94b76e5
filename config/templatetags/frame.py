"""What the frame of every page needs beyond Django's own tags."""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class _Titled(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        words = " ".join(self.nodelist.render(context).split())
        quoted = words.replace('"', "&quot;")
        return mark_safe(  # noqa: S308  # the template escaped it; quotation marks are escaped here
            f'<title>{words}</title>\n    <meta property="og:title" content="{quoted}">'
        )


@register.tag
def titled(parser: Parser, token: Token) -> _Titled:
    """Make what stands up to `endtitled` the page's title, and that of a link to it."""
    nodelist = parser.parse(("endtitled",))
    parser.delete_first_token()
    return _Titled(nodelist)


class _Described(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        words = " ".join(self.nodelist.render(context).split()).replace('"', "&quot;")
        return mark_safe(  # noqa: S308  # as above
            f'<meta name="description" property="og:description" content="{words}">'
        )


@register.tag
def described(parser: Parser, token: Token) -> _Described:
    """Make what stands up to `enddescribed` the page's description, and that of a link to it."""
    nodelist = parser.parse(("enddescribed",))
    parser.delete_first_token()
    return _Described(nodelist)
