"""What the secretariat says before the report: a cover note and a foreword, each on its page."""

from __future__ import annotations

from reporting.dataset.schema import Names
from reporting.documents.blocks import Block, Heading, Prose, Run, Section
from reporting.documents.edition import Edition
from reporting.documents.text import paragraphs
from reporting.documents.words import LANGUAGES


def foreword(edition: Edition) -> list[Section]:
    """Return the cover note and the foreword; nothing of either where it was not written."""
    editorial, words = edition.dataset.editorial, edition.words
    texts = (
        (words.gettext("Cover note"), "cover-note", editorial.cover_note),
        (words.gettext("Foreword"), "foreword", editorial.foreword),
    )
    return [
        Section((Heading(1, title, anchor), *written(edition, names), _by(edition)))
        for title, anchor, names in texts
        if any(text.strip() for text in names.values())
    ]


def written(edition: Edition, names: Names) -> list[Block]:
    """Return a text of the secretariat in this language, else in the first it was written in."""
    words = edition.words
    there = [words.language, *(language for language in LANGUAGES if language in names)]
    language = next((one for one in there if names.get(one, "").strip()), "")
    blocks: list[Block] = [
        Prose((edition.said(part, language),)) for part in paragraphs(names.get(language, ""))
    ]
    if blocks and language != words.language:
        named = edition.language_name(language)
        note = Run(
            words.gettext("This text is available only in %(language)s.", language=named),
            emphasis=True,
        )
        blocks.insert(0, Prose((note,), "small"))
    return blocks


def _by(edition: Edition) -> Prose:
    return Prose(
        (
            Run(
                edition.words.gettext(
                    "Text of the secretariat. It does not change any of the numbers of this report."
                ),
                emphasis=True,
            ),
        ),
        "small",
    )
