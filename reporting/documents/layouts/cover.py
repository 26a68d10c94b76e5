"""The first page: what the document is, of when, for whom, and what it is not."""

from __future__ import annotations

from reporting.documents.blocks import Cover, Run
from reporting.documents.edition import Edition


def title(edition: Edition) -> str:
    """Return the report's title."""
    data, words = edition.dataset, edition.words
    if data.kind == "party":
        return words("title.party", name=edition.party(data.subject_party))
    if data.kind == "paragraph":
        (paragraph,) = (p for p in data.paragraphs if p.reference == data.subject_paragraph)
        return words(
            "title.paragraph",
            reference=paragraph.reference,
            headline=edition.name(paragraph.headlines),
        )
    return words(f"title.{data.kind}")


def symbol(edition: Edition) -> str:
    """Return the document symbol, marked as draft, or that there is none."""
    words = edition.words
    if not edition.draft:
        return edition.dataset.editorial.symbol or words("symbol.none")
    return words(
        "draft.symbol", symbol=edition.dataset.editorial.symbol or words("symbol.none").lower()
    )


def cover(edition: Edition) -> Cover:
    """Return the first page."""
    data, words = edition.dataset, edition.words
    return Cover(
        organ=words("organ"),
        classification=data.editorial.classification,
        symbol=symbol(edition),
        title=title(edition),
        subtitle=words(
            "subtitle",
            symbol=data.instrument.symbol,
            title=official_title(edition),
        ),
        facts=tuple((term, (Run(text=text),)) for term, text in _facts(edition)),
        notices=tuple(_notices(edition)),
    )


def official_title(edition: Edition) -> str:
    """Return the instrument's title, marked where no authentic text has it so."""
    instrument, words = edition.dataset.instrument, edition.words
    title = edition.name(instrument.titles)
    status = instrument.titles_status.get(words.language, "")
    # A title that is not there in this language is the English one, which needs no mark.
    borrowed = not instrument.titles.get(words.language)
    official = borrowed or status.startswith("verified")
    return title if official else words("title.unofficial", title=title)


def _notices(edition: Edition) -> list[str]:
    data, words = edition.dataset, edition.words
    notices = [words("sample.notice")] if data.sample else []
    notices.append(words("unofficial"))
    if data.instrument.text_language != words.language:
        named = edition.language_name(data.instrument.text_language)
        notices.append(words("cover.text", language=named))
    return [*notices, words("cover.check")]


def _facts(edition: Edition) -> list[tuple[str, str]]:
    data, words = edition.dataset, edition.words
    facts = [(words("symbol"), symbol(edition))]
    if data.session is not None:
        facts.append((words("session"), edition.session(data.session)))
    if data.session is not None and data.from_session is not None:
        first = data.from_session.roman or str(data.from_session.number)
        last = data.session.roman or str(data.session.number)
        facts.append((words("cycle"), words("cycle.words", first=first, last=last)))
    periods = [
        words(
            "period.words",
            key=period.key,
            days=words.covered(period.covers_from, period.covers_to),
        )
        for period in data.periods
    ]
    facts.append((words("periods"), words.list(periods) or "–"))
    facts.append((words("as_of"), words.moment(data.as_of)))
    facts.append((words("language"), words(f"language.{words.language}")))
    facts.append((words("classification"), words(f"audience.{data.audience}")))
    facts.append((words("checksum"), edition.sha256))
    return facts
