"""News since a person's last visit: decisions, comments, periods opened and closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.models import Party, User
from tracker.models import Comment, Decision, ProgressUpdate, ReportingPeriod, Verb

LATEST: Final = 12
# Saving is not news; closing is shown once, for the period.
HAPPENED: Final[dict[str, Words]] = {
    Verb.HAND_OVER: _("handed over to the authority"),
    Verb.SEND_BACK: _("sent back to the contributor"),
    Verb.SUBMIT: _("submitted to the secretariat"),
    Verb.WITHDRAW: _("withdrawn, a draft again"),
    Verb.RETURN: _("returned by the secretariat"),
    Verb.ACCEPT: _("accepted by the secretariat"),
    Verb.REPLACE: _("taken over by your party, a draft again"),
    Verb.REOPEN: _("reopened by the secretariat"),
}


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One event, of an update or of a period. `words`: the comment, as it was written."""

    at: datetime
    what: Words
    by: User | None = None
    update: ProgressUpdate | None = None
    period: ReportingPeriod | None = None
    words: str = ""


def news(*, party: Party, person: User, since: datetime) -> list[NewsItem]:
    """Return what others did with the party's updates since then, the newest first."""
    items = [*_decisions(party, person, since), *_comments(party, person, since)]
    return sorted(items + _periods(party, since), key=lambda item: item.at, reverse=True)


def _decisions(party: Party, person: User, since: datetime) -> list[NewsItem]:
    decisions = (
        Decision.objects.visible_to(person)
        .filter(update__party=party, at__gt=since, verb__in=list(HAPPENED))
        .exclude(by=person)
        .select_related("by", "update__commitment__instrument")
        .order_by("-at")[:LATEST]
    )
    return [
        NewsItem(row.at, HAPPENED[row.verb], by=row.by, update=row.update, words=row.words)
        for row in decisions
    ]


def _comments(party: Party, person: User, since: datetime) -> list[NewsItem]:
    comments = (
        Comment.objects.visible_to(person)
        .filter(update__party=party, at__gt=since)
        .exclude(by=person)
        .select_related("by", "update__commitment__instrument")
        .order_by("-at")[:LATEST]
    )
    return [
        NewsItem(row.at, _("a comment"), by=row.by, update=row.update, words=row.content)
        for row in comments
    ]


def _periods(party: Party, since: datetime) -> list[NewsItem]:
    periods = ReportingPeriod.objects.filter(
        Q(opened_at__gt=since) | Q(closed_at__gt=since), updates__party=party
    ).distinct()
    return [
        NewsItem(moment, what, period=period)
        for period in periods
        for moment, what in (
            (period.opened_at, _("has been opened")),
            (period.closed_at, _("has been closed")),
        )
        if moment is not None and moment > since
    ]
