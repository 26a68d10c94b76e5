"""Search over everything the reader may see, for the page and the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """One thing found, with the words found marked in its title and in an excerpt of its text.

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


def groups(person: Person, asked: SearchQuery, *, page: int = 1) -> list[FindingGroup]:
    """Return the findings by kind: the first few of each or, of `asked.kind`, one page.

    It takes at most sixteen queries.
    """
    wanted = {}
    if asked.kind:
        wanted[asked.kind] = range((page - 1) * PAGE_SIZE + 1, page * PAGE_SIZE + 1)
    others = range(1, 2) if asked.kind else range(1, FEW + 1)
    hits = by_kind(sources(person), asked, places=wanted, others=others)
    totals = {hit.kind: hit.total for hit in hits}
    seen = present([hit for hit in hits if not asked.kind or hit.kind == asked.kind], asked)
    return [
        FindingGroup(kind, name, totals[kind], [one for one in seen if one.kind == kind])
        for kind, name in KINDS.items()
        if kind in totals
    ]


def ranked(
    person: Person,
    asked: SearchQuery,
    *,
    after: tuple[int, str] | None = None,
    backwards: bool = False,
    limit: int,
) -> list[Hit]:
    """Return hits of all kinds, or of `asked.kind`, the best first, as `best` does."""
    wanted = [one for one in sources(person) if asked.kind in ("", one.kind)]
    return best(wanted, asked, after=after, backwards=backwards, limit=limit)


def present(hits: Sequence[Hit], asked: SearchQuery) -> list[Finding]:
    """Return these hits as findings, in their order."""
    shown: dict[tuple[str, int], SearchResult] = {}
    for kind in dict.fromkeys(hit.kind for hit in hits):
        of_kind = [hit for hit in hits if hit.kind == kind]
        show = reports if kind == REPORT else SHOW[kind]
        shown |= {(kind, key): one for key, one in show(of_kind).items()}
    # Objects may have been deleted between the two queries.
    kept = [hit for hit in hits if (hit.kind, hit.id) in shown]
    things = [shown[hit.kind, hit.id] for hit in kept]
    titles = _titles(asked, things)
    excerpts = marked(asked, [(one.language, one.text) for one in things])
    return [
        Finding(hit.kind, one, title, excerpt, hit.language)
        for hit, one, title, excerpt in zip(kept, things, titles, excerpts, strict=True)
    ]


def _titles(asked: SearchQuery, things: Iterable[SearchResult]) -> list[Marked]:
    things = list(things)
    own = [(one.title_language, one.title) for one in things if one.title_language]
    found = iter(marked(asked, own, whole=True))
    return [next(found) if one.title_language else Marked(one.title) for one in things]


def _reports(person: Person) -> SearchSource:
    """Return the reports by symbol, number, kind, subject and foreword, in each language."""
    visible = sql_of(StatusReport.objects.visible_to(person).values("pk"))
    kinds = [(code, kind, name) for code in Language.values for kind, name in _kind_names(code)]
    rows = ", ".join(["(%s, %s, %s)"] * len(kinds))
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
        Sql(text, [*(value for row in kinds for value in row), *visible.params]),
        party="s.id IN (SELECT id FROM reporting_statusreport WHERE party_id = %s)",
        paragraph="s.id IN (SELECT id FROM reporting_statusreport WHERE paragraph_id = %s)",
    )


def _kind_names(language: str) -> list[tuple[str, str]]:
    with translation.override(language):
        return [(value, str(label)) for value, label in StatusReport.Kind.choices]


def reports(hits: Sequence[Hit]) -> dict[int, SearchResult]:
    """Show reports by their name, with their foreword."""
    things = (
        StatusReport.objects.select_related("session", "period", "party", "paragraph", "instrument")
        .defer("dataset")
        .in_bulk([hit.id for hit in hits])
    )
    return {
        hit.id: SearchResult(
            key=str(hit.id),
            title=render_to_string("reporting/reports/parts/name.txt", {"report": one}).strip(),
            text=one.foreword.get(hit.language) or "",
            address=reverse("report", args=[hit.id]),
            language=hit.language,
            about=[one.instrument.symbol, str(StatusReport.State(one.state).label)],
            sample=one.sample,
        )
        for hit in hits
        if (one := things.get(hit.id))
    }
