"""What a correction corrects: why, and what changed, by name."""

from __future__ import annotations

from reporting.documents.blocks import Block, Heading, Prose, Run, Section
from reporting.documents.edition import Edition
from reporting.documents.layouts.changes import changes
from reporting.documents.layouts.foreword import written
from reporting.documents.layouts.shared_blocks import body, named_report


def correction(edition: Edition) -> list[Section]:
    """Return the page that says what changed; nothing where the report corrects none."""
    editorial, words = edition.dataset.editorial, edition.words
    corrected = editorial.corrects
    if corrected is None:
        return []
    title = words.gettext("Revision %(revision)s: what changed", revision=editorial.revision)
    blocks: list[Block] = [
        Heading(1, title, "correction"),
        body(
            words.gettext(
                "This document corrects %(report)s.", report=named_report(edition, corrected)
            )
        ),
    ]
    reason = written(edition, editorial.correction_reason)
    if reason:
        blocks += [Heading(2, words.pgettext("correction", "Reason"), listed=False), *reason]
    blocks.append(Heading(2, words.gettext("What changed"), listed=False))
    changed = changes(edition, editorial.changes) if editorial.changes else []
    blocks += changed or [body(words.gettext("No level and no text of a party changed."))]
    told = words.gettext(
        "SHA-256 of the dataset of that report: %(sha256)s", sha256=corrected.dataset_sha256
    )
    blocks.append(Prose((Run(told),), "small"))
    return [Section(tuple(blocks))]
