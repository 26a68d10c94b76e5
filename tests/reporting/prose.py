"""Reads a report's sentences back into the numbers they were made of, in any of its languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po
from django.conf import settings

from commitments.foundation.formats import locale_of

Values = dict[str, str]
Forms = tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A message, by how its English begins; and the messages that stand in its places."""

    begins: str
    context: str = ""
    inner: Mapping[str, Sentence] = field(default_factory=dict)


def _of_updates(words: str) -> Sentence:
    return Sentence(f"%(count)s {words}", "updates")


def _of_a_total(words: str) -> Sentence:
    return Sentence(f"%(count)s {words}", "of a total")


_DUE: Final = Sentence("%(count)s update due")
# What the tests call each sentence.
SENTENCES: Final[Mapping[str, Sentence]] = {
    "level.note": Sentence("Levels are self-reported. States"),
    "who.states": Sentence("%(count)s member state"),
    "who.bodies": Sentence("%(count)s body"),
    "who.both": Sentence("%(states)s and %(bodies)s"),
    "rate": Sentence("%(reported)s of %(due)s (%(percent)s)"),
    "rate.none": Sentence("nothing was due"),
    "summary.head": Sentence("Of %(due)s, %(count)s was reported", inner={"due": _DUE}),
    "summary.head.none": Sentence("Of %(due)s, none was reported", inner={"due": _DUE}),
    "summary.head.nothing": Sentence("No update was due."),
    "summary.parties": Sentence("Invited to report: %(parties)s; reported"),
    "summary.parties.none": Sentence("Invited to report: %(parties)s; none"),
    "summary.late": Sentence(
        "Of %(reported)s, %(count)s came after", inner={"reported": _of_updates("reported")}
    ),
    "summary.withheld": Sentence("Of those reported, %(count)s is not public"),
    "summary.received": Sentence("A further %(count)s"),
    "summary.awaited": Sentence("Still awaited"),
    "summary.before": Sentence("Reported in %(scope)s"),
    "summary.before.none": Sentence("There is no earlier period"),
    "summary.before.none.cycle": Sentence("There is no earlier cycle"),
    "summary.undecided": Sentence("The participation of %(names)s"),
    "summary.moved.of": Sentence(
        "Of %(updates)s, %(rose)s",
        inner={
            "updates": Sentence("%(count)s update with a level"),
            "rose": _of_updates("rose"),
            "fell": _of_updates("fell"),
            "stayed": _of_updates("stayed"),
        },
    ),
    "summary.moved.incomparable": Sentence("No level can be compared"),
    "summary.moved.since": Sentence(
        "Since the last report, as of",
        inner={
            "raised": Sentence("%(count)s level raised"),
            "lowered": Sentence("%(count)s lowered", "levels"),
            "new": Sentence("%(count)s update newly reported"),
            "gone": _of_updates("no longer reported"),
        },
    ),
    "summary.out.least": Sentence("Least reported"),
    "summary.out.high": Sentence("Most often substantial"),
    "summary.out.silent": Sentence("Of %(parties)s invited"),
    "summary.out.overdue": Sentence(
        "Of %(actions)s", inner={"actions": Sentence("%(count)s follow-up action")}
    ),
    "summary.out.duties": Sentence(
        "Of %(duties)s", inner={"duties": Sentence("%(count)s duty of a body")}
    ),
    "summary.out.needed": Sentence("Cooperation was requested"),
    "summary.out.offered": Sentence("Cooperation was offered"),
    "summary.out.nothing": Sentence("Nothing was reported."),
    "trend.none": Sentence("No period with updates due"),
    "trend.one": Sentence("Only one period"),
    "trend.words": Sentence("From %(first)s to %(last)s the share"),
    "since.rates": Sentence("Updates reported, of those due"),
    "paragraph.done.level": Sentence("%(level)s, %(count)s of %(due)s"),
    "paragraph.evidence.count": Sentence(
        "Items attached",
        inner={
            "updates": Sentence(
                "%(count)s of %(total)s", "updates", inner={"total": _of_a_total("update")}
            )
        },
    ),
    "paragraph.actions.count": Sentence("Actions: %(count)s"),
    "duties.intro": Sentence("Duties: %(count)s"),
    "silent.missing.count": Sentence(
        "Not received: %(count)s", inner={"total": _of_a_total("update due")}
    ),
    "silent.intro": Sentence(
        "At least one is outstanding",
        inner={"total": _of_a_total("party invited to report")},
    ),
    "silent.awaited": Sentence("Awaited, and not due yet"),
    "silent.received": Sentence("Received and not yet reviewed: %(count)s."),
    "silent.withheld": Sentence("Reported and not public"),
    "silent.undecided": Sentence("The participation of the following"),
    "silent.nobody": Sentence("All of the updates due were reported"),
    "silent.none_due": Sentence("No update was due."),
    "cooperation.counts": Sentence("In all: %(counts)s."),
    "requests": Sentence("%(count)s request"),
    "offers": Sentence("%(count)s offer"),
    "cooperation.matched.count": Sentence(
        "On %(count)s of %(total)s", inner={"total": _of_a_total("theme")}
    ),
}


@dataclass(frozen=True)
class Said:
    """One sentence: what the tests call it, and what stood in each place of it."""

    key: str
    values: Values


@cache
def reader_of(language: str) -> Reader:
    """Return the reader of a language."""
    return Reader(language)


class Reader:
    """Knows every sentence of a language, and which form of it goes with which number."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = locale_of(language)
        self._group = self._locale.number_symbols["latn"]["group"]
        self._decimal = self._locale.number_symbols["latn"]["decimal"]
        self._messages = messages(language)
        self._known: dict[tuple[str, str], Forms] = {}

    def number(self, text: str) -> int:
        """Return a whole number as the language writes it. Raises where it is written otherwise."""
        found = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(self._group)}\d{{3}})*|\d{{1,4}}", text)
        assert found, text
        return int(text.replace(self._group, ""))

    def share(self, text: str) -> float:
        """Return a share written in per cent, 0 to 1."""
        digits = re.sub(rf"[^\d{re.escape(self._decimal)}]", "", text)
        return float(digits.replace(self._decimal, ".")) / 100

    def sentences(self, text: str, prefix: str) -> list[Said]:
        """Return the sentences a text is made of, all with keys that begin so; nothing is left."""
        keys = [key for key in SENTENCES if key.startswith(prefix)]
        said: list[Said] = []
        rest = text
        while rest:
            found = [(key, *one) for key in keys if (one := self._read(SENTENCES[key], rest))]
            assert found, rest
            key, values, length = max(found, key=lambda one: one[2])
            said.append(Said(key, values))
            rest = rest[length:].lstrip()
        return said

    def one(self, key: str, text: str) -> Values | None:
        """Return what stands in the places of a text under `key`; None where it is another.

        A place that holds a phrase of its own gives the number in it, and what else stands there.
        """
        found = self._read(SENTENCES[key], text, end="$")
        return found[0] if found else None

    def _read(
        self, sentence: Sentence, text: str, end: str = r"(?=\s|$)"
    ) -> tuple[Values, int] | None:
        """Return what stands in the places of a sentence that a text begins with, and its length.

        Fails where it stands in one form beside a number that wants the other.
        """
        forms = self._forms(sentence)
        matches = {
            number: match
            for number, form in enumerate(forms)
            if (match := re.match(self._pattern(sentence, form, named=True) + end, text))
        }
        if not matches:
            return None
        match = matches[min(matches)]
        if len(forms) > 1 and "count" in match.groupdict():
            wanted = self._locale.plural_form(self.number(match["count"])) != "one"
            assert int(wanted) in matches, text
            match = matches[int(wanted)]
        # "Once" needs no number.
        values: Values = (
            {"count": "1"} if len(forms) > 1 and "count" not in match.groupdict() else {}
        )
        for name, held in match.groupdict().items():
            inner = sentence.inner.get(name)
            read = self._read(inner, held, end="$") if inner else None
            assert read or not inner, text
            within = dict(read[0]) if read else {"count": held}
            values |= {name: within.pop("count")} if "count" in within else {}
            values |= within
        return values, match.end()

    def _forms(self, sentence: Sentence) -> Forms:
        """Return the forms of a message: one, or one for each form of the language's plural."""
        key = sentence.context, sentence.begins
        if key not in self._known:
            self._known[key] = self._find_forms(sentence)
        return self._known[key]

    def _find_forms(self, sentence: Sentence) -> Forms:
        own = {
            text: forms for (ctx, text), forms in self._messages.items() if ctx == sentence.context
        }
        if sentence.begins in own:
            return own[sentence.begins]
        (found,) = (forms for text, forms in own.items() if text.startswith(sentence.begins))
        return found

    def _pattern(self, sentence: Sentence, form: str, *, named: bool) -> str:
        """Return an expression for a form; with `named`, a named group for each of its places."""
        made, seen = "", set()
        for number, part in enumerate(re.split(r"%\((\w+)\)s", form)):
            if number % 2 == 0:
                made += re.escape(part.replace("%%", "%"))
            elif part in seen:
                made += f"(?P={part})" if named else _PLACE
            else:
                seen.add(part)
                place = self._place(sentence, part)
                made += f"(?P<{part}>{place})" if named else f"(?:{place})"
        return made

    def _place(self, sentence: Sentence, name: str) -> str:
        if inner := sentence.inner.get(name):
            forms = (self._pattern(inner, form, named=False) for form in self._forms(inner))
            return "|".join(f"(?:{form})" for form in forms)
        return rf"\d[\d{re.escape(self._group)}]*" if name == "count" else _PLACE


# What may stand in a place: never the end of a sentence, or one could hide in another.
_PLACE: Final = r"(?:(?!\.\s)[^;])+?"


def messages(language: str) -> dict[tuple[str, str], Forms]:
    """Return the forms of each message of the documents, by its context and its English."""
    other = "es" if language == "en" else language
    path = Path(settings.BASE_DIR, "locale", other, "LC_MESSAGES/documents.po")
    with path.open("rb") as file:
        found = [message for message in read_po(file, locale=other) if message.id]
    return {
        (message.context or "", _forms_of(message.id)[0]): _forms_of(
            message.id if language == "en" else message.string
        )
        for message in found
    }


def _forms_of(text: object) -> Forms:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]
