"""Writing letters: their words stand in templates, and each is in its reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

# What a condition of the template leaves out leaves empty lines.
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: its subject, and its text without markup."""

    subject: str
    words: str


def write(template: str, *, language: str, **facts: Any) -> Letter:
    """Return the letter that the template holds: its subject, an empty line, and its text.

    Beside `facts` the template has `site` and `desk`, the addresses of the product and of where
    people work.
    """
    with translation.override(language):
        addresses = {"site": settings.SITE_URL, "desk": settings.SITE_URL + reverse("desk")}
        # Django's own template: only that can be told that this is not HTML.
        context = Context(addresses | facts, autoescape=False)
        text: str = get_template(template).template.render(context)  # type: ignore[attr-defined]
    subject, words = _EMPTY_LINES.sub("\n\n", text).strip().split("\n\n", 1)
    return Letter(subject, f"{words}\n")
