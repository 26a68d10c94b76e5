"""The first page, then the secretariat's cover note and foreword, each on its page."""

from __future__ import annotations

from typing import Final

from reporting.dataset.schema import Names
from reporting.documents.blocks import Block, Cover, Heading, Prose, Run, Section
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import note
from reporting.documents.text import paragraphs
from reporting.documents.words import LANGUAGES
from reporting.documents.words.messages import gettext_noop

_SAMPLE: Final = gettext_noop(
    "Sample data. The updates marked in this way are invented: they say nothing about what any "
    "state did or failed to do."
)
_UNOFFICIAL: Final = gettext_noop(
    "Prepared by the Hemispheric Plan-of-Action Tracker from the parties’ own reports. It is not "
    "an official document of the Organization of American States."
)
_QUOTED: Final = gettext_noop(
    "The text of the instrument is quoted in %(language)s, the only language available here."
)
_CHECK: Final = gettext_noop(
    "To check a file of this report, upload it, or enter its own SHA-256 or the checksum above, on "
    "the tracker’s page “Check a file”."
)


def title(edition: Edition) -> str:
    """Return the report's title."""
    data, words = edition.dataset, edition.words
    if data.kind == "party":
        return words.gettext("Status report: %(name)s", name=edition.party(data.subject_party))
    if data.kind == "paragraph":
        (paragraph,) = (p for p in data.paragraphs if p.reference == data.subject_paragraph)
        return words.gettext(
            "Status report on paragraph %(reference)s: %(headline)s",
            reference=paragraph.reference,
            headline=edition.name(paragraph.headlines),
        )
    return words.by_key(f"title.{data.kind}")


def symbol(edition: Edition) -> str:
    """Return the document symbol, marked as draft, or that there is none."""
    words = edition.words
    if not edition.draft:
        return edition.dataset.editorial.symbol or words.gettext("No symbol given")
    return words.gettext(
        "Draft, %(symbol)s",
        symbol=edition.dataset.editorial.symbol or words.gettext("No symbol given").lower(),
    )


def cover(edition: Edition) -> Cover:
    """Return the first page."""
    data, words = edition.dataset, edition.words
    return Cover(
        organ=words.gettext("Hemispheric Plan-of-Action Tracker"),
        classification=data.editorial.classification,
        symbol=symbol(edition),
        title=title(edition),
        subtitle=_subtitle(edition),
        facts=tuple((term, (Run(text),)) for term, text in _facts(edition)),
        notices=tuple(_notices(edition)),
    )


def _subtitle(edition: Edition) -> str:
    """Return what is followed up; marked where no authentic text has the title so."""
    instrument, words = edition.dataset.instrument, edition.words
    subtitle = words.gettext(
        "Follow-up of %(symbol)s, “%(title)s”",
        symbol=instrument.symbol,
        title=edition.name(instrument.titles),
    )
    status = instrument.titles_status.get(words.language, "")
    # A title that is not there in this language is the English one, which needs no mark.
    borrowed = not instrument.titles.get(words.language)
    official = borrowed or status.startswith("verified")
    return subtitle if official else words.gettext("%(title)s (unofficial title)", title=subtitle)


def _notices(edition: Edition) -> list[str]:
    data, words = edition.dataset, edition.words
    notices = [words.of(_SAMPLE)] if data.sample else []
    notices.append(words.of(_UNOFFICIAL))
    if data.instrument.text_language != words.language:
        named = edition.language_name(data.instrument.text_language)
        notices.append(words.of(_QUOTED, language=named))
    return [*notices, words.of(_CHECK)]


def _facts(edition: Edition) -> list[tuple[str, str]]:
    data, words = edition.dataset, edition.words
    facts = [(words.pgettext("cover", "Document symbol"), symbol(edition))]
    if data.session is not None:
        facts.append(
            (words.pgettext("of the General Assembly", "Session"), edition.session(data.session))
        )
    if data.session is not None and data.from_session is not None:
        first = data.from_session.roman or str(data.from_session.number)
        last = data.session.roman or str(data.session.number)
        facts.append(
            (
                words.pgettext("cover", "Reporting cycle"),
                words.gettext(
                    "From the %(first)s to the %(last)s regular session", first=first, last=last
                ),
            )
        )
    periods = [
        f"{words.period_name(period.covers_from, period.covers_to)} ({period.key})"
        for period in data.periods
    ]
    facts.append((words.pgettext("cover", "Reporting periods"), words.list(periods) or "–"))
    facts.append((words.pgettext("cover", "As of"), words.moment(data.as_of)))
    facts.append((words.by_key("language"), words.by_key(f"language.{words.language}")))
    facts.append(
        (words.pgettext("cover", "Distribution"), words.by_key(f"audience.{data.audience}"))
    )
    facts.append((words.gettext("Checksum of the dataset (SHA-256)"), edition.sha256))
    return facts


def foreword(edition: Edition) -> list[Section]:
    """Return the cover note and the foreword; nothing of either where it was not written."""
    editorial, words = edition.dataset.editorial, edition.words
    texts = (
        (words.gettext("Cover note"), "cover-note", editorial.cover_note),
        (words.gettext("Foreword"), "foreword", editorial.foreword),
    )
    return [
        Section((Heading(1, title, anchor), *written(edition, names), _disclaimer(edition)))
        for title, anchor, names in texts
        if any(text.strip() for text in names.values())
    ]


def written(edition: Edition, names: Names) -> list[Block]:
    """Return a text of the secretariat in this language, else in the first it was written in."""
    words = edition.words
    candidates = (words.language, *LANGUAGES)
    language = next((code for code in candidates if names.get(code, "").strip()), "")
    blocks: list[Block] = [
        Prose((edition.quoted(part, language),)) for part in paragraphs(names.get(language, ""))
    ]
    if blocks and language != words.language:
        named = edition.language_name(language)
        text = words.gettext("This text is available only in %(language)s.", language=named)
        blocks.insert(0, note(text, emphasis=True))
    return blocks


def _disclaimer(edition: Edition) -> Prose:
    text = edition.words.gettext(
        "Text of the secretariat. It does not change any of the numbers of this report."
    )
    return note(text, emphasis=True)
