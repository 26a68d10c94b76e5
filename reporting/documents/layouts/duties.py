"""The duties of bodies and their deadlines."""

from __future__ import annotations

from reporting.dataset.schema import Duty
from reporting.documents.blocks import Block, Bullets, Cell, Column, Heading, Run, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.narratives import channel_words, in_short, joined, link_to
from reporting.documents.layouts.paragraphs import observations
from reporting.documents.layouts.shared_blocks import body, cell


def duties(edition: Edition) -> list[Section]:
    """Return the table of duties, what was reported and the observations; nothing without any."""
    words, found = edition.words, edition.dataset.duties
    if not found:
        return []
    table = Table(
        caption=words.pgettext("heading", "Duties of bodies"),
        columns=(
            Column(words.by_key("commitment"), 3.2),
            Column(words.by_key("kind.body"), 1.8),
            Column(words.by_key("duties.deadline"), 3.8),
            Column(words.pgettext("column of duties", "Against the deadline"), 1.8),
            Column(words.by_key("duties.stands"), 1.6),
            Column(words.pgettext("column of duties", "Discharged"), 2.4),
        ),
        rows=tuple(_row(edition, duty) for duty in found),
    )
    commitments = {duty.commitment for duty in found}
    beside = [entry for entry in edition.dataset.observations if entry.commitment in commitments]
    blocks: list[Block] = [
        Heading(1, words.gettext("Duties of bodies against their deadlines"), "duties"),
        body(_counted(edition)),
        table,
        *_reported(edition),
        *observations(edition, beside, level=2),
    ]
    return [Section(tuple(blocks))]


def _counted(edition: Edition) -> str:
    """Return how many duties there are, and how many of them are discharged, done, or late."""
    found = edition.dataset.duties
    return edition.words.gettext(
        "Duties: %(count)s; recorded as discharged: %(discharged)s; reported as done: %(done)s; "
        "past the deadline with neither: %(past)s.",
        count=len(found),
        discharged=sum(duty.discharged_on is not None for duty in found),
        done=sum(duty.rubric == "done" for duty in found),
        past=sum(duty.past_deadline for duty in found),
    )


def _row(edition: Edition, duty: Duty) -> tuple[Cell, ...]:
    words = edition.words
    discharged = words.pgettext("discharge", "Not recorded")
    if duty.discharged_on:
        basis = duty.discharge_basis
        date = words.date(duty.discharged_on)
        discharged = edition.label(date) + basis if basis else date
    sample = edition.sample_mark(edition.is_sample(duty))
    return (
        cell(edition.commitment(duty.commitment)),
        cell(edition.party(duty.party)),
        cell(edition.session(duty.deadline)),
        cell(_against(edition, duty), strong=duty.past_deadline),
        cell(words.by_key(f"duties.rubric.{duty.rubric}") + sample),
        cell(discharged),
    )


def _against(edition: Edition, duty: Duty) -> str:
    """Return how a duty stands against its deadline, as far as its date is known."""
    words, deadline = edition.words, duty.deadline
    if deadline is None:
        return words.gettext("No deadline")
    ends = deadline.ends_on or deadline.starts_on
    if duty.past_deadline:
        return words.pgettext("deadline", "Past its deadline")
    if duty.discharged_on or duty.rubric == "done":
        return words.pgettext("deadline", "Met") if _in_time(duty, ends) else "–"
    if ends is None:
        return words.gettext("Date not known")
    # Over, and not past its deadline: it does not apply, or the readers are not told.
    return (
        "–"
        if ends < edition.dataset.as_of[: len(ends)]
        else words.pgettext("deadline", "Not yet over")
    )


def _in_time(duty: Duty, ends: str | None) -> bool:
    """Return whether a recorded discharge came by the deadline's last day."""
    return duty.discharged_on is not None and ends is not None and duty.discharged_on <= ends


def _reported(edition: Edition) -> list[Block]:
    items = tuple(
        joined(
            (
                Run(
                    f"{update.commitment}, {edition.party(update.party)}",
                    strong=True,
                    href=link_to(update),
                ),
                Run(edition.label("")),
                *in_short(edition, update),
                Run(
                    edition.sample_mark(update.sample)
                    + f" {channel_words(edition, update.channel, update.channel_document)}".rstrip()
                ),
            )
        )
        for duty in edition.dataset.duties
        for update in edition.updates_by_pair.get((duty.party, duty.commitment), [])
    )
    if not items:
        return []
    return [Heading(2, edition.words.gettext("What was reported")), Bullets(items)]
