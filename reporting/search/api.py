"""Full text search over the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault
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


class FindingSerializer(serializers.Serializer[Any]):
    """One thing found. `marks` are [start, end) of the words found, in code points.

    `key` is natural where there is one (`7.1`, `SLV`), else the id. `language`: of the text it was
    found in, "" where nobody said.
    """

    examples: ClassVar[dict[str, Any]] = {
        "kind": "commitment",
        "key": "3.1",
        "title": "Foster the prevention of crime",
        "title_marks": [[11, 21]],
        "excerpt": "to foster measures for the prevention of crime",
        "excerpt_marks": [[27, 37]],
        "about": ["Commitment 3.1", "AG/DEC. 66 (XLI-O/11)"],
    }

    kind = serializers.ChoiceField(choices=list(KINDS))
    key = serializers.CharField()
    title = serializers.CharField()
    title_marks = _Marks()
    excerpt = serializers.CharField(allow_blank=True)
    excerpt_marks = _Marks()
    about = serializers.ListField(child=serializers.CharField())
    language = serializers.CharField(allow_blank=True)
    sample = serializers.BooleanField()
    url = serializers.URLField()


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
                description=f'To {LONGEST} characters. `"words in quotes"` stand together,'
                " `-word` leaves out, `or` takes either; of the last word the beginning is enough.",
            ),
            OpenApiParameter("kind", OpenApiTypes.STR, enum=list(KINDS)),
            OpenApiParameter("party", OpenApiTypes.STR),
            OpenApiParameter("paragraph", OpenApiTypes.STR),
            OpenApiParameter("text_language", OpenApiTypes.STR, enum=Language.values),
        ],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page of what was found, the words found marked in code points."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return how to read the hits. Raises ApiProblem 400 naming every fault."""
        self.asked = _asked(self.request)
        person, asked = self.request.user, self.asked

        def read(**place: Any) -> list[Hit]:
            return ranked(person, asked, **place)

        return read

    def row_value(self, hit: Hit, column: str) -> Any:
        """Return what a cursor keeps of a hit."""
        return hit.score if column == "score" else f"{hit.kind}/{hit.id}"

    def represent(self, rows: Sequence[Hit]) -> list[Any]:
        """Return the hits as plain data."""
        return super().represent([self._row(one) for one in present(rows, self.asked)])

    def _row(self, found: Finding) -> dict[str, Any]:
        return {
            "kind": found.kind,
            "key": found.shown.key,
            "title": found.title.words,
            "title_marks": found.title.marks,
            "excerpt": found.excerpt.words,
            "excerpt_marks": found.excerpt.marks,
            "about": list(found.shown.about),
            "language": found.language,
            "sample": found.shown.sample,
            "url": self.request.build_absolute_uri(found.shown.address),
        }


def _asked(request: Request) -> SearchQuery:
    given = {name: request.query_params.get(name, "").strip() for name in ("q", *NARROWING)}
    faults: list[Fault] = []
    if "\x00" in "".join(given.values()):
        faults.append(parameter_fault("q", "nul", _("NUL characters cannot be kept.")))
    elif "q" not in request.query_params:
        faults.append(parameter_fault("q", "required", _("This is needed.")))
    elif not given["q"]:
        faults.append(parameter_fault("q", "blank", _("Give the words to look for.")))
    elif len(given["q"]) > LONGEST:
        detail = _("Give at most %(most)d characters.") % {"most": LONGEST}
        faults.append(parameter_fault("q", "max_length", detail))
    for name, choices in (("kind", list(KINDS)), ("text_language", Language.values)):
        if given[name] and given[name] not in choices:
            detail = _("Give one of %(names)s.") % {"names": ", ".join(choices)}
            faults.append(parameter_fault(name, "invalid_choice", detail))
    if request.query_params.get(ORDERING, "-relevance") != "-relevance":
        faults.append(parameter_fault(ORDERING, "unknown_ordering", _("The best come first.")))
    party = _known("party", given, _party, faults)
    paragraph = _known("paragraph", given, _paragraph, faults)
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


def _known(
    name: str, given: dict[str, str], find: Callable[[str], Any], faults: list[Fault]
) -> Any:
    """Return what the key names, None where none was given; add a fault where it names nothing."""
    if not given[name] or faults:
        return None
    thing = find(given[name])
    if thing is None:
        detail = _("There is no “%(keys)s”.") % {"keys": given[name]}
        faults.append(parameter_fault(name, "unknown_key", detail))
    return thing


def _party(code: str) -> Party | None:
    return Party.objects.filter(code__iexact=code).first()


def _paragraph(reference: str) -> Paragraph | None:
    instrument = Instrument.objects.filter(is_default=True).first()
    return find_paragraph(instrument, reference) if instrument else None
