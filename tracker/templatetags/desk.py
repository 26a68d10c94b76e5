"""Template filters of the desks: deadlines in words, and labels of passages."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.foundation.errors import Words
from commitments.models import Party
from commitments.templatetags.formats import deadline
from tracker.periods.models import ReportingPeriod
from tracker.updates.forms import PASSAGES

register = template.Library()


@register.filter
def passage(name: str) -> Words:
    """Return the label of a passage by the name of its field."""
    return PASSAGES.get(name, name)


@register.filter
def time_left(period: ReportingPeriod, party: Party) -> str:
    """Return when updates are due, or when the period closes or closed, and in how many days.

    Times are in UTC and in the time zone of the party's capital or headquarters.
    """
    now = timezone.now()
    if period.state == ReportingPeriod.State.CLOSED:
        closed = deadline(period.closed_at or now, party)
        return _("The period closed on %(day)s.") % {"day": closed}
    due = deadline(period.due_at, party)
    if period.due_at < now:
        return _("Updates were due on %(day)s; the period closes on %(closing)s, %(far)s.") % {
            "day": due,
            "closing": deadline(period.closes_at, party),
            "far": far_off(period.closes_at),
        }
    return _("Due on %(day)s, %(far)s.") % {"day": due, "far": far_off(period.due_at)}


@register.filter
def far_off(moment: datetime) -> str:
    """Return the distance of a moment from today: `in 12 days`, `today`, `3 days ago`."""
    days = (moment.date() - timezone.now().date()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}
