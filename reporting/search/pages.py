"""Search over everything the reader may see."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.foundation.pages import number_in
from commitments.foundation.search import SearchQuery
from commitments.instruments.queries.search import respelled
from reporting.search.forms import SearchForm
from reporting.search.queries import PAGE_SIZE, FindingGroup, groups


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The findings of `?q=` by kind; `kind`, `party`, `paragraph`, `text_language` narrow them."""
    form = SearchForm(request.GET)
    context: dict[str, object] = {"form": form, "section": "search"}
    if not form.is_valid():
        return render(request, "reporting/search/search.html", context, status=400)
    given = form.cleaned_data
    if given["q"]:
        query = SearchQuery(
            words=given["q"],
            reader=(get_language() or "en")[:2],
            kind=given["kind"],
            party=given["party"],
            paragraph=given["paragraph"],
            language=given["text_language"],
        )
        page = max(number_in(request.GET.get("page")) or 1, 1)
        found = groups(request.user, query, page=page)
        context |= _results(found, form, page)
        if not found:
            context["meant"] = _corrected_spelling(request, query)
    return render(request, "reporting/search/search.html", context)


def _corrected_spelling(request: HttpRequest, query: SearchQuery) -> str:
    """Return a corrected spelling that finds something, or ""."""
    words = respelled(query.words, reader=query.reader)
    return words if words and groups(request.user, replace(query, words=words)) else ""


def _results(found: list[FindingGroup], form: SearchForm, page: int) -> dict[str, object]:
    names = ("q", "party", "paragraph", "text_language")
    given = {name: form[name].data for name in names if form[name].data}
    kind = form.cleaned_data["kind"]
    total = sum(group.total for group in found)
    of_kind = [group for group in found if group.kind == kind]
    pages = -(-of_kind[0].total // PAGE_SIZE) if of_kind else 0
    everything = f"?{urlencode(given)}"
    addresses = {group.kind: f"{everything}&kind={group.kind}" for group in found}
    return {
        "words": given["q"],
        "kinds": [
            (_("All"), total, everything, not kind),
            *((g.name, g.total, addresses[g.kind], g.kind == kind) for g in found),
        ],
        "groups": [(group, addresses[group.kind]) for group in (of_kind if kind else found)],
        "total": total,
        "refined": len(given) > 1,
        "narrowed": len(given) > 1 or bool(kind),
        "plain": f"?{urlencode({'q': given['q']})}",
        "page": page,
        "pages": pages,
        "before": f"{everything}&kind={kind}&page={page - 1}" if pages and page > 1 else "",
        "after": f"{everything}&kind={kind}&page={page + 1}" if page < pages else "",
        "shows_sample": any(finding.shown.sample for g in found for finding in g.findings),
    }
