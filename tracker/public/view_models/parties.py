"""What the page of a party shows: its commitments by paragraph, with what it reports of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from commitments.foundation.errors import Words
from commitments.models import Commitment, Paragraph, Party, Responsibility
from commitments.people.rules.permissions import Person
from tracker.models import FollowUpAction, Revision
from tracker.public.queries import PageScope
from tracker.public.view_models.matrix_view import signed
from tracker.updates.rules.outcomes import DUE_KEYS
from tracker.updates.view_models.distribution import KINDS, Distribution, counted, total
from tracker.updates.view_models.readable import (
    PublishedUpdate,
    accepted_before_period,
    published,
    with_evidence,
)


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment of the party: its role, and what it published on it now and `before`.

    `mark` is "" where no update was requested and none was published.
    """

    commitment: Commitment
    role: str
    css: str
    mark: str
    name: Words
    change: str
    published: PublishedUpdate | None
    before: Revision | None


@dataclass(frozen=True, slots=True)
class ParagraphSection:
    """A paragraph: how the party stands there, line by line, and which actions serve it."""

    paragraph: Paragraph
    distribution: Distribution
    lines: list[CommitmentLine]
    actions: list[FollowUpAction]


def paragraph_sections(
    person: Person, party: Party, scope: PageScope, actions: list[FollowUpAction]
) -> tuple[list[ParagraphSection], Distribution]:
    """Return the party's commitments by paragraph, in the instrument's order, and their total."""
    instrument, period = scope.instrument, scope.period
    progress = counted(person, "commitment_id", party=party, period=period, instrument=instrument)
    updates = {
        each.update.commitment_id: each
        for each in with_evidence(published(person, party=party, period=period), person)
    }
    before = accepted_before_period(person, party, period) if period else {}
    responsibilities = (
        Responsibility.objects.filter(party=party, commitment__instrument=instrument)
        .select_related("commitment__instrument", "commitment__paragraph__instrument")
        .order_by("commitment__position", "role")
    )
    lines = [
        _line(
            responsibility,
            progress.get(responsibility.commitment_id),
            updates.get(responsibility.commitment_id),
            before.get(responsibility.pk),
        )
        for responsibility in responsibilities
    ]
    sections = [
        _section(paragraph, list(group), progress, actions)
        for paragraph, group in groupby(lines, key=lambda line: line.commitment.paragraph)
    ]
    return sections, total(progress.values())


def _section(
    paragraph: Paragraph,
    lines: list[CommitmentLine],
    progress: Mapping[int, Distribution],
    actions: list[FollowUpAction],
) -> ParagraphSection:
    keys = {line.commitment.pk for line in lines}
    return ParagraphSection(
        paragraph=paragraph,
        distribution=total(progress[key] for key in keys if key in progress),
        lines=lines,
        actions=[
            action for action in actions if any(c.pk in keys for c in action.commitments.all())
        ],
    )


def _line(
    responsibility: Responsibility,
    distribution: Distribution | None,
    update: PublishedUpdate | None,
    before: Revision | None,
) -> CommitmentLine:
    css, mark, name = _mark(update, distribution)
    now = update.content.level if update else None
    then = before.level if before else None
    addressee = responsibility.role == Responsibility.Role.ADDRESSEE
    return CommitmentLine(
        commitment=responsibility.commitment,
        role="" if addressee else responsibility.get_role_display(),
        css=css,
        mark=mark,
        name=name,
        change=signed(None if now is None or then is None else now - then),
        published=update,
        before=before,
    )


def _mark(
    update: PublishedUpdate | None, distribution: Distribution | None
) -> tuple[str, str, Words]:
    """Return the class, mark and name of a line; all "" where no update was requested."""
    if update is not None:
        level = update.content.level
        return KINDS["not_applicable" if level is None else str(int(level))]
    counts = distribution.counts if distribution else {}
    return next((KINDS[key] for key in DUE_KEYS if counts.get(key)), ("", "", ""))
