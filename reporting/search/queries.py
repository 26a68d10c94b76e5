"""Search over everything the reader may see, for the page and the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.foundation.search import (
    Hit,
    Marked,
    SearchQuery,
    SearchSource,
    Sql,
    best,
    by_kind,
    marked,
    sql_of,
)
from commitments.instruments.queries.search import CATALOGUE
from commitments.models import Language
from commitments.people.rules.permissions import Person
from reporting.reports.models.report import StatusReport
from tracker.search.results import SHOW, SearchResult
from tracker.search.sources import tracker_sources

REPORT: Final = "report"
# In the order of the page.
KINDS: Final[Mapping[str, Words]] = {
    "commitment": _("Commitments"),
    "paragraph": _("Paragraphs"),
    "update": _("Updates"),
    "action": _("Follow-up actions"),
    "evidence": _("Evidence"),
    "party": _("States and bodies"),
    "theme": _("Themes"),
    "indicator": _("Indicators"),
    REPORT: _("Reports"),
}
FEW: Final = 4
PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """A result, with the words found marked in its title and in an excerpt of its text.

    `language`: of the text it was found in, "" where it is not known. `title_language`: "" where
    the title is made of names in the reader's language.
    """

    kind: str
    shown: SearchResult
    title: Marked
    excerpt: Marked
    language: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one kind: all `total` of them, or those of a page."""

    kind: str
    name: Words
    total: int
    findings: list[Finding]


def sources(person: Person) -> list[SearchSource]:
    """Return every source that `person` may search."""
    return [*CATALOGUE, *tracker_sources(person), _reports(person)]


def groups(person: Person, query: SearchQuery, *, page: int = 1) -> list[FindingGroup]:
    """Return the findings by kind: the first few of each or, of `query.kind`, one page.

    It takes at most sixteen queries.
    """
    places = {}
    if query.kind:
        places[query.kind] = range((page - 1) * PAGE_SIZE + 1, page * PAGE_SIZE + 1)
    others = range(1, 2) if query.kind else range(1, FEW + 1)
    hits = by_kind(sources(person), query, places=places, others=others)
    totals = {hit.kind: hit.total for hit in hits}
    findings = present([hit for hit in hits if query.kind in ("", hit.kind)], query)
    return [
        FindingGroup(kind, name, totals[kind], [f for f in findings if f.kind == kind])
        for kind, name in KINDS.items()
        if kind in totals
    ]


def ranked(
    person: Person,
    query: SearchQuery,
    *,
    after: tuple[int, str] | None = None,
    backwards: bool = False,
    limit: int,
) -> list[Hit]:
    """Return hits of all kinds, or of `query.kind`, the best first, as `best` does."""
    wanted = [source for source in sources(person) if query.kind in ("", source.kind)]
    return best(wanted, query, after=after, backwards=backwards, limit=limit)


def present(hits: Sequence[Hit], query: SearchQuery) -> list[Finding]:
    """Return these hits as findings, in their order."""
    shown: dict[tuple[str, int], SearchResult] = {}
    for kind in dict.fromkeys(hit.kind for hit in hits):
        show = reports if kind == REPORT else SHOW[kind]
        of_kind = show([hit for hit in hits if hit.kind == kind])
        shown |= {(kind, key): result for key, result in of_kind.items()}
    # Objects may have been deleted between the two queries.
    existing = [hit for hit in hits if (hit.kind, hit.id) in shown]
    results = [shown[hit.kind, hit.id] for hit in existing]
    texts = [(result.title_language, result.title) for result in results if result.title_language]
    marked_titles = iter(marked(query, texts, whole=True))
    titles = [
        next(marked_titles) if result.title_language else Marked(result.title) for result in results
    ]
    excerpts = marked(query, [(result.language, result.text) for result in results])
    return [
        Finding(hit.kind, result, title, excerpt, hit.language)
        for hit, result, title, excerpt in zip(existing, results, titles, excerpts, strict=True)
    ]


def _reports(person: Person) -> SearchSource:
    """Return the reports by symbol, number, kind, subject and foreword, in each language."""
    visible = sql_of(StatusReport.objects.visible_to(person).values("pk"))
    kinds: list[str] = []
    for language in Language.values:
        with translation.override(language):
            for kind, name in StatusReport.Kind.choices:
                kinds += (language, kind, str(name))
    rows = ", ".join(["(%s, %s, %s)"] * (len(kinds) // 3))
    text = (
        "SELECT r.id, k.language, r.id AS origin,"
        " setweight(text_words(k.language, concat_ws(' ', r.symbol, r.number, k.name,"
        # PostgreSQL takes "doc.5421" for one word; its parts must be found too.
        " translate(r.symbol, '.()', '   '), y.names ->> k.language, p.key)), 'A')"
        " || text_words(k.language, coalesce(r.foreword ->> k.language, '')) AS words"
        " FROM reporting_statusreport r"
        f" JOIN (VALUES {rows}) k (language, kind, name) ON k.kind = r.kind"
        " LEFT JOIN commitments_party y ON y.id = r.party_id"
        " LEFT JOIN tracker_reportingperiod p ON p.id = r.period_id"
        f" WHERE r.id IN ({visible.text})"
    )
    return SearchSource(
        REPORT,
        REPORT,
        Sql(text, [*kinds, *visible.params]),
        party="s.id IN (SELECT id FROM reporting_statusreport WHERE party_id = %s)",
        paragraph="s.id IN (SELECT id FROM reporting_statusreport WHERE paragraph_id = %s)",
    )


def reports(hits: Sequence[Hit]) -> dict[int, SearchResult]:
    """Show reports by their name, with their foreword."""
    rows = StatusReport.objects.with_subject().in_bulk([hit.id for hit in hits])
    return {
        hit.id: SearchResult(
            key=str(hit.id),
            title=render_to_string("reporting/reports/parts/name.txt", {"report": report}).strip(),
            text=report.foreword.get(hit.language) or "",
            address=reverse("report", args=[hit.id]),
            language=hit.language,
            about=[report.instrument.symbol, str(StatusReport.State(report.state).label)],
            sample=report.sample,
        )
        for hit in hits
        if (report := rows.get(hit.id))
    }
