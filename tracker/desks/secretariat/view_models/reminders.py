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
    letters = {name: letter(due, language=name, at=at) for name in by_language}
    return [
        LetterPreview(name, str(Language(name).label), mail.subject, mail.words, by_language[name])
        for name, mail in letters.items()
    ]
