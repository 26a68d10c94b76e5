"""Full text search over the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from reporting.search.queries import KINDS, present, ranked

NARROWING: Final = ("kind", "party", "paragraph", "text_language")
Read = Callable[..., list[Hit]]


class _Marks(serializers.ListField):
    child = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)


class _Address(serializers.URLField):
    def to_representation(self, value: str) -> str:
        return str(self.context["request"].build_absolute_uri(value))


class FindingSerializer(serializers.Serializer[Any]):
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
        """Return up to `limit` hits from the cursor on; in reverse, where it says so."""
        if cursor is None:
            return queryset(limit=limit)
        score, key = cursor.values
        return queryset(after=(score, key), backwards=cursor.reverse, limit=limit)


class Search(ListView):
    """Everything the reader may see, the best fit first."""

    # Some model, for the schema, which asks without a question; `get_queryset` finds many kinds.
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
        self.asked = _query(self.request)
        person, asked = self.request.user, self.asked

        def read(**place: Any) -> list[Hit]:
            return ranked(person, asked, **place)

        return read

    def row_value(self, hit: Hit, column: str) -> Any:
        """Return what a cursor keeps of a hit."""
        return hit.score if column == "score" else f"{hit.kind}/{hit.id}"

    def represent(self, rows: Sequence[Hit]) -> list[Any]:
        """Return the hits as plain data."""
        return super().represent(present(rows, self.asked))


def _query(request: Request) -> SearchQuery:
    given = {name: request.query_params.get(name, "").strip() for name in ("q", *NARROWING)}
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
        faults.append(
            parameter_fault(ORDERING, "unknown_ordering", _("The best matches come first."))
        )
    about = _about(given, faults)
    if faults:
        raise refusal(faults)
    reader = (get_language() or "en")[:2]
    return SearchQuery(given["q"], reader, given["kind"], **about, language=given["text_language"])


def _about(given: dict[str, str], faults: list[Fault]) -> dict[str, Any]:
    """Return what the keys name, None where none was given; add a fault for what names nothing."""
    about: dict[str, Any] = {"party": None, "paragraph": None}
    for name, find in (("party", _party), ("paragraph", _paragraph)):
        if given[name] and not faults:
            about[name] = find(given[name])
            if about[name] is None:
                faults.append(unknown_key(f"?{name}", given[name]))
    return about


def _party(code: str) -> Party | None:
    return Party.objects.filter(code__iexact=code).first()


def _paragraph(reference: str) -> Paragraph | None:
    instrument = Instrument.objects.filter(is_default=True).first()
    return find_paragraph(instrument, reference) if instrument else None
