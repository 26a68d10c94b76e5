"""An Atom feed of the reports that any visitor may read, whoever is signed in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.foundation import formats
from commitments.foundation.models.languages import active_language
from reporting.reports.models.report import StatusReport

NEWEST: Final = 50


if TYPE_CHECKING:
    _Feed = Feed[StatusReport, None]
else:
    _Feed = Feed


class ReportsFeed(_Feed):
    """The reports issued to the public, the newest first, in the language of the address."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer GET and HEAD with the feed, anything else with 405."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        return _("Reports issued")

    def link(self) -> str:
        return settings.SITE_URL + reverse("reports")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("reports-feed")

    def feed_guid(self) -> str:
        """Return the permanent identifier of the feed: its address."""
        return self.feed_url()

    def items(self) -> QuerySet[StatusReport]:
        return (
            StatusReport.objects.visible_to(AnonymousUser())
            .filter(state=StatusReport.State.ISSUED)
            .with_subject()
            .order_by("-issued_at", "-pk")[:NEWEST]
        )

    def item_title(self, item: StatusReport) -> str:
        """Return symbol, kind and subject, as plain text; sample data is marked first."""
        words = render_to_string("reporting/reports/parts/name.txt", {"report": item}).strip()
        return f"[{_('Sample data')}] {words}" if item.sample else words

    def item_description(self, item: StatusReport) -> str:
        """Return its moment and, if it corrects another report, the reason; as HTML."""
        sentences = [_("As of %(day)s.") % {"day": formats.moment(item.as_of, active_language())}]
        reasons = item.correction_reason
        if reasons:
            language = get_language() or settings.LANGUAGE_CODE
            reason = reasons.get(language) or next(iter(reasons.values()))
            sentences.append(_("It corrects an earlier report: %(reason)s") % {"reason": reason})
        # Feed readers treat the summary as HTML, and reasons are typed by people.
        return escape(" ".join(sentences))

    def item_link(self, item: StatusReport) -> str:
        return settings.SITE_URL + reverse("report", args=[item.pk])

    def item_guid(self, item: StatusReport) -> str:
        """Return the permanent identifier of the report, the same in every language."""
        return f"tag:{urlsplit(settings.SITE_URL).hostname},2011:reports/{item.pk}"

    def item_updateddate(self, item: StatusReport) -> datetime | None:
        """Return when it was issued: from then on it never changes."""
        return item.issued_at

    item_pubdate = item_updateddate

    def item_categories(self, item: StatusReport) -> list[str]:
        return [item.kind, item.instrument.key]

    def get_feed(self, obj: None, request: HttpRequest) -> Any:
        """Return the feed, in the language of its address."""
        self.language = get_language() or settings.LANGUAGE_CODE
        return super().get_feed(obj, request)
