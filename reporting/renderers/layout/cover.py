"""The first page: what the document is, of when, for whom, and what it is not."""

from __future__ import annotations

from reporting.renderers.blocks import Cover, Run
from reporting.renderers.edition import Edition


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
        return edition.symbol or words("symbol.none")
    return words("draft.symbol", symbol=edition.symbol or words("symbol.none").lower())


def cover(edition: Edition) -> Cover:
    """Return the first page."""
    data, words = edition.dataset, edition.words
    notices = [words("unofficial")]
    if data.sample:
        notices.insert(0, words("sample.notice"))
    return Cover(
        organ=words("organ"),
        symbol=symbol(edition),
        title=title(edition),
        subtitle=words(
            "subtitle",
            symbol=data.instrument.symbol,
            title=edition.name(data.instrument.titles),
        ),
        facts=tuple((term, (Run(text=text),)) for term, text in _facts(edition)),
        notices=tuple(notices),
    )


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
            first=words.date(period.covers_from),
            last=words.date(period.covers_to),
        )
        for period in data.periods
    ]
    facts.append((words("periods"), words.list(periods) or "–"))
    facts.append((words("as_of"), words.moment(data.as_of)))
    facts.append((words("language"), words(f"language.{words.language}")))
    facts.append((words("classification"), words(f"audience.{data.audience}")))
    facts.append((words("checksum"), edition.sha256))
    return facts
