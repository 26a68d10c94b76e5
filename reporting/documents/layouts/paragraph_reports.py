"""What was reported on a paragraph: by commitment, then by level, each party's words in short."""

from __future__ import annotations

from collections import defaultdict

from reporting.dataset.schema import CommitmentFacts, LevelCounts, ParagraphFacts, UpdateEntry
from reporting.documents.blocks import Block, Heading, Prose, Run
from reporting.documents.edition import Edition
from reporting.documents.layouts.matrix import sign_of_change
from reporting.documents.layouts.narratives import in_short, joined, link_to
from reporting.documents.layouts.shared_blocks import (
    anchor_of_commitment,
    body,
    missing,
    note,
    reported_of,
)
from reporting.documents.text import shorten, web_address

# Why an update is in no rate: by the key of its words, as `Edition.why_in_no_rate` returns it.
IN_NO_RATE = ("volunteered", "undecided")
# As much of an evidence's title as names it.
TITLE = 90


def reported(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    """Return what states and bodies reported on the commitments of a paragraph."""
    words = edition.words
    updates = edition.updates_of.get(paragraph.reference, [])
    of_one = edition.dataset.kind == "party"
    title = (
        words.gettext("What was reported")
        if of_one
        else words.gettext("What states and bodies reported")
    )
    blocks: list[Block] = [Heading(3, title)]
    if of_one:
        blocks += [_own(edition, update) for update in updates]
    elif updates or paragraph.counts.withheld or paragraph.counts.received:
        for commitment in paragraph.commitments:
            blocks += _commitment(edition, commitment, updates)
    if len(blocks) == 1:
        blocks.append(body(_nothing(edition, paragraph.counts)))
    return blocks


def _nothing(edition: Edition, counts: LevelCounts) -> str:
    """Return why there is nothing to read on a paragraph: none of these is another's name."""
    words = edition.words
    if counts.withheld:
        return words.gettext(
            "Reported, not public: %(count)s of %(due)s.", count=counts.withheld, due=counts.due
        )
    if counts.received:
        return words.gettext(
            "Received and not yet reviewed: %(count)s of %(due)s.",
            count=counts.received,
            due=counts.due,
        )
    if counts.awaited and not missing(counts):
        return words.gettext(
            "Awaited, and not due yet: %(count)s of %(due)s.", count=counts.awaited, due=counts.due
        )
    if counts.due:
        return words.gettext("No update was submitted.")
    return words.gettext("No update was requested.")


def _own(edition: Edition, update: UpdateEntry) -> Prose:
    """Return the words of a report's only party; their level stands in the table above them."""
    label = Run(edition.commitment(update.commitment), strong=True, href=link_to(update))
    mark = Run(edition.sample_mark(update.sample))
    runs = (label, Run(edition.label("")), *in_short(edition, update), mark)
    return Prose(joined(runs), "small")


def _commitment(
    edition: Edition, commitment: CommitmentFacts, updates: list[UpdateEntry]
) -> list[Block]:
    words, counts = edition.words, commitment.counts
    own = [update for update in updates if update.commitment == commitment.code]
    all_sample = bool(own) and all(update.sample for update in own)
    href = f"#{anchor_of_commitment(commitment.code)}" if own else ""
    label = Run(edition.commitment(commitment.code), strong=True, href=href)
    sentence = words.gettext("nothing was requested")
    if counts.due:
        sentence = words.gettext("%(rate)s reported", rate=reported_of(edition, counts))
    head = (label, Run(f"{edition.label('')}{sentence}{edition.sample_mark(all_sample)}."))
    groups: dict[int | None, list[UpdateEntry]] = defaultdict(list)
    for update in own:
        if not edition.why_in_no_rate(update):
            groups[update.level].append(update)
    blocks: list[Block] = [Prose(head, "lead" if own else "small")]
    for level in sorted(groups, key=lambda level: 5 if level is None else level):
        name = edition.level_on(commitment.code, level)
        sentence = words.gettext(
            "%(level)s, %(count)s of %(due)s", level=name, count=len(groups[level]), due=counts.due
        )
        blocks.append(_group(edition, sentence, groups[level], marked=not all_sample))
    for key in IN_NO_RATE:
        beside = [update for update in own if edition.why_in_no_rate(update) == key]
        if beside:
            blocks.append(
                _group(edition, words.by_key(key), beside, marked=not all_sample, levels=True)
            )
    if counts.withheld:
        sentence = words.gettext(
            "Reported, not public: %(count)s of %(due)s.", count=counts.withheld, due=counts.due
        )
        blocks.append(note(sentence))
    return blocks


def _group(
    edition: Edition, label: str, updates: list[UpdateEntry], *, marked: bool, levels: bool = False
) -> Prose:
    """Return one paragraph: a label, then each party by name with its words in short.

    `levels`: whether each says its own; `marked`: whether each says that it is sample data.
    """
    runs: list[Run] = [Run(edition.label(label), emphasis=True)]
    for number, update in enumerate(updates):
        level = f", {edition.level_on(update.commitment, update.level)}" if levels else ""
        sample = edition.sample_mark(update.sample) if marked else ""
        runs += [
            Run(" · " if number else ""),
            Run(edition.party(update.party), strong=True, href=link_to(update)),
            Run(edition.label(f"{level}{_change(update)}")),
            *in_short(edition, update),
            Run(sample),
        ]
    return Prose(joined(runs), "small")


def _change(update: UpdateEntry) -> str:
    """Return " ▲" or " ▼" where a level moved, else ""."""
    if update.level is None or update.level_before is None:
        return ""
    sign = sign_of_change(update.level - update.level_before)
    return f" {sign}" if sign else ""


def evidence(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    """Return what was put forward for a paragraph, by commitment, then by party's name.

    A report on one party is silent where there is nothing: it would say so on every page.
    """
    words = edition.words
    updates = edition.updates_of.get(paragraph.reference, [])
    heading = Heading(3, words.by_key("field.evidence"))
    backed = [update for update in updates if update.evidence]
    if not backed and edition.dataset.kind == "party":
        return []
    if not backed:
        return [heading, body(words.gettext("No evidence was attached."))]
    items = sum(len(update.evidence) for update in backed)
    total = words.npgettext("of a total", "%(count)s update", "%(count)s updates", len(updates))
    count = words.gettext(
        "Items attached: %(count)s, with %(updates)s.",
        count=items,
        updates=words.npgettext(
            "updates", "%(count)s of %(total)s", "%(count)s of %(total)s", len(backed), total=total
        ),
    )
    blocks: list[Block] = [heading, body(count)]
    for commitment in paragraph.commitments:
        own = [update for update in backed if update.commitment == commitment.code]
        if own:
            runs = [Run(edition.label(commitment.code), strong=True)]
            for number, update in enumerate(own):
                runs += _evidence(edition, update, first=not number)
            blocks.append(Prose(joined(runs), "small"))
    return blocks


def _evidence(edition: Edition, update: UpdateEntry, *, first: bool) -> list[Run]:
    of_one = edition.dataset.kind == "party"
    name = "" if of_one else edition.label(edition.party(update.party))
    runs = [Run("" if first else " · "), Run(name)]
    for number, entry in enumerate(update.evidence):
        title = shorten(entry.title or entry.file_name or entry.url, TITLE)
        dated = f" ({edition.words.date(entry.dated_on)})" if entry.dated_on else ""
        runs += [Run("; " if number else ""), Run(title, href=web_address(entry.url)), Run(dated)]
    return runs
