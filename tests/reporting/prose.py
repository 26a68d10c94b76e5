"""Reads a report's sentences back into the numbers they were made of, in any of its languages."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import Final

from commitments.foundation.formats import locale_of
from reporting.documents.words import CATALOGUES

Values = dict[str, str]


@dataclass(frozen=True)
class Said:
    """One sentence: under which key its words stand, and what stood in each place of them."""

    key: str
    values: Values


class Reader:
    """Knows every sentence of a language, and which words go with which number."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = locale_of(language)
        self._group = self._locale.number_symbols["latn"]["group"]
        self._decimal = self._locale.number_symbols["latn"]["decimal"]

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
        keys = [key for key in CATALOGUES[self.language] if key.startswith(prefix)]
        said: list[Said] = []
        rest = text
        while rest:
            found = [one for key in keys for one in self._begins(key, rest)]
            assert found, rest
            one, length = max(found, key=lambda pair: pair[1])
            said.append(one)
            rest = rest[length:].lstrip()
        return said

    def one(self, key: str, text: str) -> Values | None:
        """Return what stands in the places of a text under `key`; None where it is another."""
        return next((said.values for said, _length in self._begins(key, text, end="$")), None)

    def _begins(self, key: str, text: str, end: str = r"(?=\s|$)") -> list[tuple[Said, int]]:
        entry = CATALOGUES[self.language][key]
        found = []
        for number, form in enumerate(entry if isinstance(entry, tuple) else (entry,)):
            match = re.match(_pattern(form, self._group) + end, text)
            if match is None:
                continue
            values = _values(match)
            bent = _bent(match)
            if isinstance(entry, tuple):
                bent.append(("n", number == 0))
            self._check(values, bent, text)
            found.append((Said(key, values), match.end()))
        return found if len(found) < 2 or found[0] != found[1] else found[:1]

    def _check(self, values: Values, bent: list[tuple[str, bool]], text: str) -> None:
        """Fail where words stand in the singular beside a number that wants the plural."""
        for name, one in bent:
            if name in values:
                number = self.number(values[name])
                assert one == (self._locale.plural_form(number) == "one"), text


# What may stand in a place: never the end of a sentence, or one could hide in another.
_PLACE: Final = r"(?:(?!\.\s)[^;])+?"


def _pattern(form: str, group: str) -> str:
    """Return an expression for a sentence: a named group for each place and each pair of words."""
    made, seen = "", set()
    parsed = list(string.Formatter().parse(form))
    counted = {name for _text, name, spec, _change in parsed if spec}
    for number, (text, name, spec, _change) in enumerate(parsed):
        made += re.escape(text)
        if not name:
            continue
        if spec:
            one, many = map(re.escape, spec.split("|"))
            same = one == many
            made += f"(?:{one})" if same else f"(?:(?P<one{number}_{name}>{one})|(?:{many}))"
            # Words that end as others begin are told apart by what follows them.
            made += f"(?P<bent{number}_{name}>)" if not same else ""
        elif name in seen:
            made += f"(?P={name})"
        else:
            place = rf"\d[\d{re.escape(group)}]*" if name in counted else _PLACE
            made += f"(?P<{name}>{place})"
            seen.add(name)
    return made


def _values(match: re.Match[str]) -> Values:
    return {
        name: text
        for name, text in match.groupdict().items()
        if not name.startswith(("one", "bent")) and text is not None
    }


def _bent(match: re.Match[str]) -> list[tuple[str, bool]]:
    groups = match.groupdict()
    return [
        (name.split("_", 1)[1], groups[name.replace("bent", "one", 1)] is not None)
        for name in groups
        if name.startswith("bent")
    ]
