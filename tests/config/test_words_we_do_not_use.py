"""Words that pages and documents do not use, with the reason: in messages and translations.

How we write is the Organization's register: states report and are invited to report. What a
pattern refuses once came back in a text; the message beside it says what to write instead.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

import pytest

from config.django_words import WORDS
from tests.config.test_locale import DOMAINS, LANGUAGES, as_tuple, messages

# Django's own messages are written by Django; only their translations are ours.
DJANGOS: Final = {str(words) for words in WORDS if isinstance(words, str)}
# Where a file is checked, and the model's own field.
WITH_A_CHECKSUM: Final = {
    "A SHA-256 has 64 digits, 0 to 9 and a to f.",
    "Or its SHA-256",
    "Choose a file, or paste a SHA-256.",
    "SHA-256 of the UTF-8 bytes",
}
REFUSED: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "en": (
        (r"\b(owes?|owed|owing|debts?)\b", "a party is responsible"),
        (r"\bsilen(t|ce)\b", "not yet submitted"),
        (r"\basked\b|\bask(s|ing)? for\b", "requested, invited to report"),
        (r"\b(said|told)\b", "reported"),
        (r"\bvolunteer", "voluntary"),
        (r"(?i)licence|programme|centre|colour|defence|cancelled|\bgrey\b", "US"),
        (r"(?i)\b(recogni|organi|summari|authori)s(e|ing|ation)", "US"),
        (r"(?i)(?<!e-)\bmail\b|\bemails?\b", "e-mail, or letter: say which"),
        (r"(?i)\blook again|\btake it\b|^its story|\bthe clock\b", "Refresh, Download, History"),
        (r"(?i)\bhave (a|the) \w+ made\b|\bhand(ed)? in\b", "request; submit"),
        (r"\b(stands?|stood)\b", "is, is listed, belongs to, applies"),
        (r"(?i)side by side|^in words$|\bof (itself|themselves)\b", "compare; self-reported"),
        (r"\bgood (once|until|no longer)|\bnot good any more", "valid"),
        (r"(?i)\bverified\b|\brepositor(y|ies)\b", "the engine room is not for pages"),
    ),
    "es": (
        (r"(?i)\bdebid[oa]s?\b|\blo deben?\b|\bque deben?\b(?! (ser|variar))", "previstas"),
        (r"(?i)silenci", "pendientes de presentar"),
        (r"(?i)\btasas?\b", "porcentaje"),
        (r"(?i)lado a lado|volver a mirar|\breloj\b|\brecorrido\b|^en palabras$", "Actualizar"),
        (r"(?i)per[ií]odos? de informe\b", "período de presentación de informes"),
        (r"(?i)\binformada", "presentada"),
        (r"(?i)\bde una sola vez\b|\b1 vez\b", "puntual; una vez"),
        (r"(?i)\bcorreos?\b(?! electrónicos?\b)", "correo electrónico, o carta"),
        (r"(?i)\b(dij[oe]|dicho|dijeron)\b", "informó"),
        (r"“(?!es”|…”)", "comillas angulares"),
    ),
    "fr": (
        (r"(?i)\brapportée?s?\b", "communiqué, déclaré"),
        (r"(?i)\bcelles (choisies|en retard|attendues|présentées)", "la sélection"),
        (r"(?i)regarder de nouveau|\bhorloge\b|\bparcours\b|côte à côte|^l’obtenir", "Actualiser"),
        (r"(?i)silenci", "sans réponse, pas encore présenté"),
        (r"(?i)d’exemple", "données fictives"),
        (r"(?i)\bauparavant\b", "période précédente, précédemment"),
        (r"(?i)^plus (présent|attend)", "ne sont plus"),
        (r"(?i)\bcourriers?\b", "courriel, ou lettre"),
        (r"(?i)périodes? de rapport\b", "période de présentation des rapports"),
        (r"(?i)faire établir", "demander"),
        (r" [:;?!»]|« ", "une espace insécable"),
    ),
    "pt": (
        (r"(?i)\bdevid[oa]s?\b|\b(quem|que)( os?)? devem?\b(?! variar)", "previstas"),
        (r"(?i)silênci", "ainda não apresentadas"),
        (r"(?i)\btaxas?\b", "porcentagem"),
        (r"(?i)lado a lado|ver de novo|\brelógio\b|\bpercurso\b|^em palavras$", "Atualizar"),
        (r"(?i)per[ií]odos? de relatório\b", "período de apresentação de relatórios"),
        (r"(?i)\binformadas\b|\bnão informada\b", "apresentadas"),
        (r"(?i)\bde uma só vez\b|\b1 vez\b", "pontual; uma vez"),
        (r"(?i)\bon-line\b|\bcorreio\b", "online; e-mail, ou carta"),
        (r"(?i)\bmand(ar|am|ou) (elaborar|tentar)\b|^à sua espera", "solicitar; pendente com você"),
        (r"(?i)\b(disse|dito|disseram)\b", "informou"),
        (r"(?i)em suspenso|em retirada", "suspenso; em processo de retirada"),
    ),
}  # fmt: skip


# What an indicator is measured in is called as in its source: a rate of homicides is a "tasa".
UNITS: Final = "unit"


def texts(*domains: str) -> Iterator[tuple[str, str, str]]:
    """Yield language, text and msgid of every message, in English and its three translations."""
    for language, domain in itertools.product(LANGUAGES, domains):
        for message in messages(language, domain):
            known = as_tuple(message.id)
            if message.context == UNITS:
                continue
            yield from ((language, text, known[0]) for text in as_tuple(message.string))
            if language == LANGUAGES[0]:
                yield from (("en", text, known[0]) for text in known if text not in DJANGOS)


def refused(language: str, text: str) -> list[str]:
    """Return what to write instead, for each pattern that is found; placeholders are no words."""
    plain = re.sub(r"%\(\w+\)[sd]|\{\w+\}", "", text)
    return [instead for pattern, instead in REFUSED[language] if re.search(pattern, plain)]


def test_no_message_uses_a_word_that_we_do_not_use() -> None:
    every = list(texts(*DOMAINS))
    assert len(every) > 4 * 2000
    assert [
        (text, found) for language, text, _id in every if (found := refused(language, text))
    ] == []


def test_a_checksum_is_named_only_where_a_file_is_checked() -> None:
    named = {known for _language, text, known in texts("django") if "SHA-256" in text}
    assert named == WITH_A_CHECKSUM


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Who owes it"),
        ("en", "the share of what was asked for that was reported"),
        ("en", "Log what came by note or mail"),
        ("en", "Enter your email address."),
        ("en", "Licence of the values"),
        ("es", "Períodos de informe"),
        ("es", "no cuenta como silencio"),
        ("es", "Registrar lo recibido por nota o correo"),
        ("es", "de %(n)s actualizaciones informadas"),
        ("fr", "tel que rapporté par la partie"),
        ("fr", "Échéance : demain"),
        ("fr", "Présenter celles choisies"),
        ("pt", "On-line"),
        ("pt", "não entra em nenhuma taxa"),
        ("pt", "Quem o deve"),
    ],
)
def test_what_is_refused_is_found(language: str, text: str) -> None:
    assert refused(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "%(asked)s of %(states)s were invited to report by e-mail or letter."),
        ("es", "Debe ser un número entero; envíe un correo electrónico."),
        ("fr", "Échéance\N{NO-BREAK SPACE}: demain, au rapport près"),
        ("pt", "Este valor deve ser um número; o que informou"),
    ],
)
def test_what_is_fine_is_let_pass(language: str, text: str) -> None:
    assert refused(language, text) == []
