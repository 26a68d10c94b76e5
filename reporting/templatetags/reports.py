"""The names of reports, for templates."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reporting.reports.models.report import StatusReport

register = template.Library()


@register.simple_tag
def report_name(report: StatusReport) -> SafeString:
    """Return symbol, kind and subject in the reader's language, without the template's line end.

    In a link the line end would be underlined as well.
    """
    name = render_to_string("reporting/reports/parts/name.html", {"report": report})
    return mark_safe(name.strip())  # noqa: S308  # the template has escaped it
