"""Search over everything the reader may see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.foundation.pages import number_in
from commitments.foundation.search import SearchQuery
from commitments.instruments.queries.spelling import respelled
from reporting.search.forms import SearchForm
from reporting.search.queries import PAGE_SIZE, FindingGroup, groups


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The findings of `?q=` by kind; `kind`, `party`, `paragraph`, `text_language` narrow them."""
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"form": form, "section": "search"}
    if not form.is_valid():
        return render(request, "reporting/search/search.html", context, status=400)
    given = form.cleaned_data
    if given["q"]:
        asked = SearchQuery(
            words=given["q"],
            reader=(get_language() or "en")[:2],
            kind=given["kind"],
            party=given["party"],
            paragraph=given["paragraph"],
            language=given["text_language"],
        )
        page = max(number_in(request.GET.get("page")) or 1, 1)
        found = groups(request.user, asked, page=page)
        context |= _results(found, form, page)
        if not found:
            context["meant"] = _meant(request, asked)
    return render(request, "reporting/search/search.html", context)


def _meant(request: HttpRequest, asked: SearchQuery) -> str:
    """Return a corrected spelling that finds something, or ""."""
    words = respelled(asked.words, reader=asked.reader)
    if words and not groups(request.user, replace(asked, words=words)):
        return ""
    return words


def _results(found: list[FindingGroup], form: SearchForm, page: int) -> dict[str, Any]:
    given = {
        name: form[name].data
        for name in ("q", "party", "paragraph", "text_language")
        if form[name].data
    }
    kind = form.cleaned_data["kind"]
    total = sum(group.total for group in found)
    here = next((group for group in found if group.kind == kind), None)
    pages = -(-here.total // PAGE_SIZE) if here else 0
    everything = f"?{urlencode(given)}"
    return {
        "words": given["q"],
        "kinds": [
            (_("All"), total, everything, not kind),
            *(
                (group.name, group.total, f"{everything}&kind={group.kind}", group.kind == kind)
                for group in found
            ),
        ],
        "groups": [
            (group, f"{everything}&kind={group.kind}")
            for group in found
            if not kind or group.kind == kind
        ],
        "total": total,
        "refined": len(given) > 1,
        "narrowed": len(given) > 1 or bool(kind),
        "plain": f"?{urlencode({'q': given['q']})}",
        "page": page,
        "pages": pages,
        "before": f"{everything}&kind={kind}&page={page - 1}" if pages and page > 1 else "",
        "after": f"{everything}&kind={kind}&page={page + 1}" if page < pages else "",
        "shows_sample": any(one.shown.sample for group in found for one in group.findings),
    }
