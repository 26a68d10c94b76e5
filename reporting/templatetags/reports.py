"""The names of reports, for templates."""

from __future__ import annotations

from typing import Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reporting.reports.models.report import StatusReport

register = template.Library()
_LATEST: Final = 3


@register.simple_tag
def report_name(report: StatusReport) -> SafeString:
    """Return symbol, kind and subject in the reader's language, without the template's line end.

    In a link the line end would be underlined as well.
    """
    name = render_to_string("reporting/reports/parts/name.html", {"report": report})
    return mark_safe(name.strip())  # noqa: S308  # the template has escaped it


@register.inclusion_tag("reporting/reports/parts/reports.html", takes_context=True)
def latest_reports(context: template.RequestContext) -> dict[str, object]:
    """List the reports issued last that the reader may see."""
    visible = StatusReport.objects.visible_to(context["request"].user).with_subject()
    issued = visible.filter(state=StatusReport.State.ISSUED)
    return {"reports": issued[:_LATEST], "short": True}
