"""The list of reports, issued ones by cycle and for officers those being made; its Atom feed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.foundation import formats
from commitments.foundation.models.languages import active_language
from commitments.models import AssemblySession, Instrument
from reporting.reports.models.failure import Failure
from reporting.reports.models.report import StatusReport
from reporting.reports.pages.report import visible
from reporting.reports.rules.permissions import may_request

State: Final = StatusReport.State
PAGE_SIZE: Final = 25
MOST_IN_THE_MAKING: Final = 200
NEWEST: Final = 50  # in the feed
# The parameters by which the list is narrowed.
_NAMES: Final = {
    "kind": gettext_lazy("Kinds of report"),
    "year": gettext_lazy("Year of issue"),
    "instrument": gettext_lazy("Instruments"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A link that narrows the list: its label, its query, and whether it is selected."""

    words: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The session at the end of a cycle, and the reports on the cycle."""

    session: AssemblySession | None
    reports: list[StatusReport]


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Issued reports by cycle, the newest first; `?kind=`, `?year=`, `?instrument=` narrow them."""
    everything = visible(request)
    issued = everything.filter(state=State.ISSUED)
    options = _options(issued)
    chosen = {
        name: value if (value := request.GET.get(name, "")) in dict(choices) else ""
        for name, choices in options.items()
    }
    pages = Paginator(_in_order(_narrowed(issued, chosen)), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    not_issued = _narrowed(everything.exclude(state=State.ISSUED), chosen | {"year": ""})
    discarded = Q(failure_code=Failure.DISCARDED)
    shows_discarded = "discarded" in request.GET
    making = list(
        not_issued.filter(discarded if shows_discarded else ~discarded)[:MOST_IN_THE_MAKING]
    )
    context = {
        "cycles": _by_cycle(page.object_list),
        "page": page,
        "query": _query(chosen),
        "making": making,
        "discarded": not_issued.filter(discarded).count(),
        "shows_discarded": shows_discarded,
        "narrowed": any(chosen.values()),
        "choices": [
            (words, _choices(name, options[name], chosen))
            for name, words in _NAMES.items()
            # A kind can be chosen before there is one: the list says that there is none.
            if len(options[name]) > 1
        ],
        "may_request": may_request(request.user),
        "shows_sample": any(report.sample for report in (*page.object_list, *making)),
        "section": "reports",
    }
    return render(request, "reporting/reports/reports.html", context)


def _options(issued: QuerySet[StatusReport]) -> dict[str, list[tuple[str, str]]]:
    """Return what may be chosen: (value, words) by parameter."""
    years = issued.order_by().values_list("issued_at__year", flat=True).distinct()
    instruments = Instrument.objects.filter(reports__state=State.ISSUED).distinct()
    return {
        "kind": [(str(value), str(words)) for value, words in StatusReport.Kind.choices],
        "year": [(str(year), str(year)) for year in sorted(years, reverse=True)],
        "instrument": [(row.key, row.symbol) for row in instruments],
    }


def _narrowed(reports: QuerySet[StatusReport], chosen: dict[str, str]) -> QuerySet[StatusReport]:
    fields = {"kind": "kind", "year": "issued_at__year", "instrument": "instrument__key"}
    return reports.filter(**{fields[name]: value for name, value in chosen.items() if value})


def _choices(name: str, listed: list[tuple[str, str]], chosen: dict[str, str]) -> list[Choice]:
    return [
        Choice(words=words, query=_query(chosen | {name: value}), current=chosen[name] == value)
        for value, words in [("", _("All")), *listed]
    ]


def _query(chosen: dict[str, str]) -> str:
    return urlencode({name: value for name, value in chosen.items() if value})


def _in_order(reports: QuerySet[StatusReport]) -> QuerySet[StatusReport]:
    """Order by cycle, the last first; in it by kind, as they are listed; then the newest first."""
    kinds = [When(kind=kind, then=Value(place)) for place, kind in enumerate(StatusReport.Kind)]
    return (
        reports.select_related("period__cycle__to_session")
        .annotate(
            cycle=Coalesce("session__number", "period__cycle__to_session__number"),
            place=Case(*kinds, output_field=IntegerField()),
        )
        .order_by("-cycle", "place", "-issued_at", "-pk")
    )


def _by_cycle(reports: Iterable[StatusReport]) -> list[Cycle]:
    return [
        Cycle(session=session, reports=list(group))
        for session, group in groupby(reports, key=_session_of)
    ]


def _session_of(report: StatusReport) -> AssemblySession | None:
    """Return the session that the report's cycle leads to."""
    if report.session is not None:
        return report.session
    return report.period.cycle.to_session if report.period is not None else None


# The feed --------------------------------------------------------------------------------------

if TYPE_CHECKING:
    _Feed = Feed[StatusReport, None]
else:
    _Feed = Feed


class ReportsFeed(_Feed):
    """The reports that any visitor may read, the newest first, in the language of the address."""

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
