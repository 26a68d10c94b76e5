"""What the pages of an instrument show: its text, its commitments, who is responsible, themes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count, Q

from commitments.models import Commitment, InstrumentText, Paragraph, Party, Responsibility, Theme
from commitments.parties.queries import by_name
from commitments.people.rules.permissions import Person
from commitments.templatetags.catalogue import address
from tracker.models import ReportingPeriod, Revision
from tracker.public.view_models.matrix_view import MatrixTable, table
from tracker.updates.queries.matrix import PeriodMatrix
from tracker.updates.view_models.distribution import Distribution
from tracker.updates.view_models.readable import PublishedUpdate, published

# Between two paragraphs there may be nothing but a number, which the page shows with the paragraph.
_NUMBER_ALONE = re.compile(r"^\s*\d+\s*\.?\s*$")
# Why there is no update of a party to read, in the order of the page.
_WITHOUT_TEXT = ("received", "withheld", "awaited", "not_reported")


@dataclass(frozen=True, slots=True)
class CommitmentProgress:
    """A commitment, and how its updates stand in a period; None where none was requested."""

    commitment: Commitment
    distribution: Distribution | None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A part of the text: a paragraph, or what stands between two (titles, the chapeau)."""

    words: str = ""
    paragraph: Paragraph | None = None
    standings: list[CommitmentProgress] = field(default_factory=list)


def text_blocks(
    text: InstrumentText, paragraphs: list[Paragraph], distributions: Mapping[int, Distribution]
) -> list[TextBlock]:
    """Return the whole text in its order, divided at its paragraphs.

    `distributions`: how the updates of a commitment stand, by its primary key.
    """
    blocks, position = [], 0
    for paragraph in paragraphs:
        between = text.content[position : paragraph.start]
        if between.strip() and not _NUMBER_ALONE.match(between):
            words = re.sub(r"\s*\d+\.?\s*$", "", between).strip()
            blocks += [TextBlock(words=block) for block in re.split(r"\n\s*\n", words)]
        progress = current_commitments(paragraph, distributions)
        blocks.append(TextBlock(paragraph=paragraph, standings=progress))
        position = paragraph.end
    rest = text.content[position:].strip(" \n;")
    return [*blocks, TextBlock(words=rest)] if rest else blocks


def current_commitments(
    paragraph: Paragraph, distributions: Mapping[int, Distribution]
) -> list[CommitmentProgress]:
    """Return the commitments of the paragraph that are not retired, in their order."""
    return [
        CommitmentProgress(commitment, distributions.get(commitment.pk))
        for commitment in paragraph.commitments.all()
        if commitment.retired_at is None
    ]


def commitments_table(matrix: PeriodMatrix, commitments: Sequence[Commitment]) -> MatrixTable:
    """Return the matrix of these commitments alone, and of the parties with an update of them."""
    codes = {commitment.code for commitment in commitments}
    cells = [cell for cell in matrix.cells if cell.row in codes]
    concerned = {cell.party for cell in cells}
    parties = [code for code in matrix.parties if code in concerned]
    return table(
        matrix=replace(matrix, parties=parties, cells=cells),
        rows=[(each.code, each, each.title, address(each)) for each in commitments],
        parties=Party.objects.all(),
    )


def by_party_name(updates: list[PublishedUpdate]) -> list[PublishedUpdate]:
    """Return the updates in the order of their parties' names, states before bodies."""
    parties = by_name({each.update.party_id: each.update.party for each in updates}.values())
    order = {party.pk: (not party.is_state, place) for place, party in enumerate(parties)}
    return sorted(updates, key=lambda each: order[each.update.party_id])


def neighbours(commitment: Commitment) -> tuple[Commitment | None, Commitment | None]:
    """Return the commitments before and after this one in the instrument; one query."""
    before, after = commitment.position - 1, commitment.position + 1
    near = Commitment.objects.filter(
        instrument_id=commitment.instrument_id, position__in=(before, after)
    ).select_related("instrument")
    by_position = {other.position: other for other in near}
    return by_position.get(before), by_position.get(after)


def responsible_parties(commitments: list[int]) -> list[tuple[str, list[Party]]]:
    """Return (role, parties by name) for each role that occurs; commitments by primary key."""
    responsible = Responsibility.objects.filter(commitment__in=commitments).select_related("party")
    return [
        (str(role.label), by_name(parties))
        for role in Responsibility.Role
        if (parties := {each.party for each in responsible if each.role == role})
    ]


def parties_without_text(distributions: Mapping[int, Distribution]) -> dict[str, list[Party]]:
    """Return the parties of whose update there is nothing to read, by what it counts as.

    `distributions`: how a party's update stands, by the party's primary key.
    """
    parties = Party.objects.in_bulk(distributions.keys())
    found = {
        kind: by_name(parties[key] for key, shown in distributions.items() if shown.counts[kind])
        for kind in _WITHOUT_TEXT
    }
    return {kind: without for kind, without in found.items() if without}


@dataclass(frozen=True, slots=True)
class Cooperation:
    """The cooperation that a party requests or offers under a theme, in its own words."""

    revision: Revision
    words: str


def cooperation_under(
    theme: Theme, period: ReportingPeriod | None, person: Person
) -> tuple[list[Cooperation], list[Cooperation]]:
    """Return what is needed and what is offered under the theme, as published in the period."""
    entry = [{"theme": theme.key}]
    revisions = []
    for update in published(person, period=period).filter(
        Q(published_revision__cooperation_needed__contains=entry)
        | Q(published_revision__cooperation_offered__contains=entry)
    ):
        if update.published_revision is not None:
            update.published_revision.update = update
            revisions.append(update.published_revision)

    def entries(field: str) -> list[Cooperation]:
        return [
            Cooperation(revision, item["text"])
            for revision in revisions
            for item in getattr(revision, field)
            if item["theme"] == theme.key
        ]

    return entries("cooperation_needed"), entries("cooperation_offered")


def related_themes(theme: Theme) -> list[Theme]:
    """Return the themes that share the most commitments with this one, at most five."""
    return list(
        Theme.objects.filter(commitments__themes=theme)
        .exclude(pk=theme.pk)
        .annotate(shared=Count("commitments", distinct=True))
        .order_by("-shared", "key")[:5]
    )
