"""A reminder before it is sent: the e-mail in each language, and who would receive it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commitments.models import Language, User
from tracker.periods.commands.reminders import letter
from tracker.periods.queries import Arrears


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """The e-mail in one language (`name`: of the language), and its recipients."""

    language: str
    name: str
    subject: str
    words: str
    people: list[User]


def letter_previews(due: Arrears, at: datetime) -> list[LetterPreview]:
    """Return the e-mail in each language that somebody of the party reads."""
    by_language: dict[str, list[User]] = {}
    for person in due.people:
        by_language.setdefault(person.language, []).append(person)
    previews = []
    for language, people in by_language.items():
        mail, name = letter(due, language=language, at=at), Language(language).label
        previews.append(LetterPreview(language, str(name), mail.subject, mail.words, people))
    return previews
