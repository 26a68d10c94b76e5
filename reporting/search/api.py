"""Full text search over the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault, missing, unknown_key
from commitments.foundation.rest.pagination import ORDERING, Cursor, CursorPagination
from commitments.foundation.rest.parameters import parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.views import ListView
from commitments.foundation.search import LONGEST, Hit, SearchQuery
from commitments.instruments.queries.natural_keys import find_paragraph
from commitments.models import Instrument, Language, Paragraph, Party
from reporting.search.queries import KINDS, Finding, present, ranked

NARROWING: Final = ("kind", "party", "paragraph", "text_language")
Read = Callable[..., list[Hit]]


class _Marks(serializers.ListField):
    child = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)


class _Address(serializers.URLField):
    def to_representation(self, value: str) -> str:
        return str(self.context["request"].build_absolute_uri(value))


class FindingSerializer(serializers.Serializer[Finding]):
    """One thing found. `marks` are [start, end) of the words found, in code points.

    `key` is natural where there is one (`7.1`, `SLV`), else the id. `language`: of the text it was
    found in, "" where it is not known.
    """

    kind = serializers.ChoiceField(choices=list(KINDS))
    key = serializers.CharField(source="shown.key")
    title = serializers.CharField(source="title.words")
    title_marks = _Marks(source="title.marks")
    excerpt = serializers.CharField(source="excerpt.words", allow_blank=True)
    excerpt_marks = _Marks(source="excerpt.marks")
    about = serializers.ListField(source="shown.about", child=serializers.CharField())
    language = serializers.CharField(allow_blank=True)
    sample = serializers.BooleanField(source="shown.sample")
    url = _Address(source="shown.address")


class HitPagination(CursorPagination):
    """Cursor pages of what a search reads, by score and key."""

    def read(self, queryset: Read, cursor: Cursor | None, limit: int) -> list[Hit]:
        """Return up to `limit` hits from the cursor on, in reverse if the cursor says so."""
        if cursor is None:
            return queryset(limit=limit)
        score, key = cursor.values
        return queryset(after=(score, key), backwards=cursor.reverse, limit=limit)


class Search(ListView):
    """Everything the reader may see, the best fit first."""

    # Any model, for the schema, which has no query; `get_queryset` finds objects of several kinds.
    queryset = Paragraph.objects.none()
    serializer_class = FindingSerializer
    pagination_class = HitPagination
    query_parameters = ("q", *NARROWING)
    ordering = ("-relevance",)
    orderings = {"relevance": "score"}

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "q",
                OpenApiTypes.STR,
                required=True,
                description=f'To {LONGEST} characters. `"words in quotes"` are searched together,'
                " `-word` leaves out, `or` accepts either; the last word may be cut short.",
            ),
            OpenApiParameter("kind", OpenApiTypes.STR, enum=list(KINDS)),
            OpenApiParameter("party", OpenApiTypes.STR),
            OpenApiParameter("paragraph", OpenApiTypes.STR),
            OpenApiParameter("text_language", OpenApiTypes.STR, enum=Language.values),
        ]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page of results, with the words found marked in code points."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return how to read the hits. Raises ApiProblem 400 naming every fault."""
        self.query = _query(self.request)
        return partial(ranked, self.request.user, self.query)

    def row_value(self, hit: Hit, column: str) -> int | str:
        """Return the value of a hit that a cursor keeps."""
        return hit.score if column == "score" else f"{hit.kind}/{hit.id}"

    def represent(self, rows: Sequence[Hit]) -> list[Any]:
        """Return the hits as plain data."""
        return super().represent(present(rows, self.query))


def _query(request: Request) -> SearchQuery:
    """Return what is searched for. Raises ApiProblem 400 naming every fault."""
    given = {name: request.query_params.get(name, "").strip() for name in ("q", *NARROWING)}
    faults = _faults_of(request, given)
    party = paragraph = None
    if given["party"] and not faults:
        party = Party.objects.filter(code__iexact=given["party"]).first()
        if party is None:
            faults.append(unknown_key("?party", given["party"]))
    if given["paragraph"] and not faults:
        instrument = Instrument.objects.filter(is_default=True).first()
        paragraph = find_paragraph(instrument, given["paragraph"]) if instrument else None
        if paragraph is None:
            faults.append(unknown_key("?paragraph", given["paragraph"]))
    if faults:
        raise refusal(faults)
    return SearchQuery(
        words=given["q"],
        reader=(get_language() or "en")[:2],
        kind=given["kind"],
        party=party,
        paragraph=paragraph,
        language=given["text_language"],
    )


def _faults_of(request: Request, given: Mapping[str, str]) -> list[Fault]:
    """Return the faults of what was given, apart from keys that name nothing."""
    faults: list[Fault] = []
    if "\x00" in "".join(given.values()):
        faults.append(parameter_fault("q", "nul", _("NUL characters are not allowed.")))
    elif "q" not in request.query_params:
        faults.append(missing("?q"))
    elif not given["q"]:
        faults.append(parameter_fault("q", "blank", _("Enter the words to search for.")))
    elif len(given["q"]) > LONGEST:
        detail = _("Enter at most %(most)d characters.") % {"most": LONGEST}
        faults.append(parameter_fault("q", "max_length", detail))
    for name, choices in (("kind", list(KINDS)), ("text_language", Language.values)):
        if given[name] and given[name] not in choices:
            detail = _("Enter one of %(names)s.") % {"names": ", ".join(choices)}
            faults.append(parameter_fault(name, "invalid_choice", detail))
    if request.query_params.get(ORDERING, "-relevance") != "-relevance":
        detail = _("The best matches come first.")
        faults.append(parameter_fault(ORDERING, "unknown_ordering", detail))
    return faults
