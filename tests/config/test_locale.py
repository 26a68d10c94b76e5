"""The words of interface and documents: none missing, none doubtful, in any language."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from django.utils.translation import override
from django.utils.translation.template import templatize

from commitments.foundation import formats
from commitments.people.forms import SignInForm
from reporting import documents

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("es", "fr", "pt")
# Django's catalogue has the interface's words; that of the documents knows no Django.
DOCUMENTS = Path(documents.__file__).parent
DOMAINS = ("django", "documents")
APPS = ("commitments", "config", "reporting", "tracker")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "pgettext_noop": ((1, "c"), 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\([^)]+\)[sd]|%[sd]|\{[a-z_]*\}")


def catalog(language: str, domain: str) -> Catalog:
    path = ROOT / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def messages(language: str, domain: str) -> list[Message]:
    return [message for message in catalog(language, domain) if message.id]


def as_tuple(words: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def in_f_strings(source: str) -> Iterator[str]:
    """Yield what is translated within an f-string: no extractor looks into them."""
    for literal in ast.walk(ast.parse(source)):
        for call in ast.walk(literal) if isinstance(literal, ast.JoinedStr) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
                name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
                words = call.args[0] if name in KEYWORDS and call.args else None
                if isinstance(words, ast.Constant) and isinstance(words.value, str):
                    yield words.value


def written_in_the_code(domain: str) -> Iterator[tuple[str, str, str]]:
    """Yield (file, context, msgid) of all that code and templates ask to have translated."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*")):
            if path.is_relative_to(DOCUMENTS) != (domain == "documents"):
                continue
            if path.suffix == ".py" and "migrations" not in path.parts:
                source = path.read_text(encoding="utf-8")
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                source = templatize(path.read_text(encoding="utf-8"))
            else:
                continue
            file = str(path.relative_to(ROOT))
            if path.suffix == ".py":
                yield from ((file, "", words) for words in in_f_strings(source))
            found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
            for _line, words, _comments, context in found:
                yield file, context or "", as_tuple(words)[0]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated_and_nothing_is_doubtful(language: str, domain: str) -> None:
    forms = catalog(language, domain).num_plurals
    missing = [
        message.id
        for message in messages(language, domain)
        if message.fuzzy
        or not all(as_tuple(message.string))
        or len(as_tuple(message.string)) != (forms if message.pluralizable else 1)
    ]
    assert missing == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_code_says_is_in_the_catalog_and_nothing_else(language: str, domain: str) -> None:
    known = {(m.context or "", as_tuple(m.id)[0]) for m in messages(language, domain)}
    written = {found[1:] for found in written_in_the_code(domain) if found[2]}
    assert written - known == set()
    assert known - written == set()


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_takes_the_form_that_the_language_gives_it(language: str, domain: str) -> None:
    """The catalogue's rule is CLDR's; a million, of which CLDR has a form, is written as many."""
    chosen = c2py(catalog(language, domain).plural_expr)
    locale = formats.locale_of(language)
    for number in (0, 1, 2, 3, 11, 21, 101, 1775):
        assert (chosen(number) == 0) == (locale.plural_form(number) == "one")


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str, domain: str) -> None:
    """The singular of a plural may leave its number out; nothing else may differ."""
    faults = []
    for message in messages(language, domain):
        wanted = set(PLACEHOLDER.findall(as_tuple(message.id)[-1]))
        for number, words in enumerate(as_tuple(message.string)):
            found = set(PLACEHOLDER.findall(words))
            singular = len(as_tuple(message.string)) > 1 and number == 0
            if not (found <= wanted if singular else found == wanted):
                faults.append((message.id, words))
    assert faults == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_the_written_one(language: str, domain: str) -> None:
    """`make messages` compiles it; a machine that runs the product needs no gettext."""
    compiled = io.BytesIO()
    write_mo(compiled, catalog(language, domain))
    path = ROOT / "locale" / language / "LC_MESSAGES" / f"{domain}.mo"
    assert path.read_bytes() == compiled.getvalue()


def test_what_django_says_is_said_as_in_brazil() -> None:
    """Its Portuguese is European: "Palavra-passe", "ficheiro"."""
    with override("pt"):
        assert SignInForm().fields["password"].label == "Senha"
        assert "arquivo" in str(forms.FileField().error_messages["empty"])
