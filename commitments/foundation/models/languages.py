"""The four official languages of the Organization, and names written in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    EN = "en", _("English")
    ES = "es", _("Spanish")
    FR = "fr", _("French")
    PT = "pt", _("Portuguese")


def active_language() -> str:
    """Return the code of the language of the current page or e-mail."""
    return (get_language() or Language.EN.value)[:2]


def in_language(names: dict[str, str | None], language: str | None = None) -> str:
    """Return the name in `language` (by default the active one), else in English, else "".

    `names` maps language codes to names; a language may be missing or null.
    """
    return names.get(language_shown(names, language)) or ""


def language_shown(names: dict[str, str | None], language: str | None = None) -> str:
    """Return the code of the language of what `in_language` returns."""
    code = (language or active_language())[:2]
    return code if names.get(code) else Language.EN.value
