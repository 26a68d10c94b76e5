"""The interface's words: none missing, none doubtful, in any of its languages."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from django.utils.translation import override
from django.utils.translation.template import templatize

from commitments.people.forms import SignInForm

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("es", "fr", "pt")
APPS = ("commitments", "config", "reporting", "tracker")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\([^)]+\)[sd]|%[sd]|\{[a-z_]*\}")


def catalog(language: str) -> Catalog:
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def as_tuple(words: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def in_f_strings(source: str) -> Iterator[str]:
    """Yield what is translated within an f-string: no extractor looks into them."""
    for literal in ast.walk(ast.parse(source)):
        for call in ast.walk(literal) if isinstance(literal, ast.JoinedStr) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                words = call.args[0] if call.func.id in KEYWORDS and call.args else None
                if isinstance(words, ast.Constant) and isinstance(words.value, str):
                    yield words.value


def written_in_the_code() -> Iterator[tuple[str, str]]:
    """Yield (file, msgid) of everything that code and templates ask to have translated."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                source = path.read_text(encoding="utf-8")
            elif path.suffix == ".html" and "templates" in path.parts:
                source = templatize(path.read_text(encoding="utf-8"))
            else:
                continue
            if path.suffix == ".py":
                yield from ((str(path.relative_to(ROOT)), words) for words in in_f_strings(source))
            found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
            for _line, words, _comments, _context in found:
                yield str(path.relative_to(ROOT)), as_tuple(words)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated_and_nothing_is_doubtful(language: str) -> None:
    missing = [
        message.id
        for message in messages(language)
        if message.fuzzy or not all(as_tuple(message.string))
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_code_says_is_in_the_catalog(language: str) -> None:
    known = {as_tuple(message.id)[0] for message in messages(language)}
    missing = [found for found in written_in_the_code() if found[1] and found[1] not in known]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    """The singular of a plural may leave its number out; nothing else may differ."""
    faults = []
    for message in messages(language):
        wanted = set(PLACEHOLDER.findall(as_tuple(message.id)[-1]))
        for number, words in enumerate(as_tuple(message.string)):
            found = set(PLACEHOLDER.findall(words))
            singular = len(as_tuple(message.string)) > 1 and number == 0
            if not (found <= wanted if singular else found == wanted):
                faults.append((message.id, words))
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_the_written_one(language: str) -> None:
    """`make messages` compiles it; a machine that runs the product needs no gettext."""
    compiled = io.BytesIO()
    write_mo(compiled, catalog(language))
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.mo"
    assert path.read_bytes() == compiled.getvalue()


def test_what_django_says_is_said_as_in_brazil() -> None:
    """Its Portuguese is European: "Palavra-passe", "ficheiro"."""
    with override("pt"):
        assert SignInForm().fields["password"].label == "Senha"
        assert "arquivo" in str(forms.FileField().error_messages["empty"])
