"""What the pages of an instrument show: its text, its commitments, and who answers for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commitments.models import Commitment, InstrumentText, Paragraph, Party, Responsibility
from commitments.parties.queries import by_name
from commitments.templatetags.catalogue import address
from tracker.public.view_models.matrix_view import MatrixTable, table
from tracker.updates.queries.matrix import PeriodMatrix
from tracker.updates.view_models.distribution import Distribution
from tracker.updates.view_models.readable import PublishedUpdate

# Between two paragraphs there may be a number alone, which the page shows by itself.
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
    return table(
        matrix=PeriodMatrix(
            period=matrix.period,
            parties=[code for code in matrix.parties if code in concerned],
            rows=[row for row in matrix.rows if row in codes],
            cells=cells,
        ),
        rows=[(c.code, c, c.title, address(c)) for c in commitments],
        parties=Party.objects.all(),
    )


def by_party_name(updates: list[PublishedUpdate]) -> list[PublishedUpdate]:
    """Return the updates in the order of their parties' names, states before bodies."""
    names = by_name({one.update.party_id: one.update.party for one in updates}.values())
    order = {party.pk: (not party.is_state, place) for place, party in enumerate(names)}
    return sorted(updates, key=lambda one: order[one.update.party_id])


def neighbours(commitment: Commitment) -> tuple[Commitment | None, Commitment | None]:
    """Return the commitments before and after this one in the instrument; one query."""
    places = (commitment.position - 1, commitment.position + 1)
    near = {
        other.position: other
        for other in Commitment.objects.filter(
            instrument_id=commitment.instrument_id, position__in=places
        ).select_related("instrument")
    }
    return near.get(places[0]), near.get(places[1])


def responsible_parties(commitments: list[int]) -> list[tuple[str, list[Party]]]:
    """Return (role, parties by name) for each role that occurs; commitments by primary key."""
    by_role: dict[str, dict[int, Party]] = {role: {} for role in Responsibility.Role.values}
    for responsibility in Responsibility.objects.filter(commitment__in=commitments).select_related(
        "party"
    ):
        by_role[responsibility.role][responsibility.party_id] = responsibility.party
    return [
        (str(Responsibility.Role(role).label), by_name(parties.values()))
        for role, parties in by_role.items()
        if parties
    ]


def parties_without_text(distributions: Mapping[int, Distribution]) -> dict[str, list[Party]]:
    """Return the parties of whose update there is nothing to read, by what it counts as.

    `distributions`: how a party's update stands, by the party's primary key.
    """
    parties = Party.objects.in_bulk(distributions.keys())
    found = {
        kind: by_name(parties[key] for key, one in distributions.items() if one.counts[kind])
        for kind in _WITHOUT_TEXT
    }
    return {kind: named for kind, named in found.items() if named}
