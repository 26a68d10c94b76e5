"""A submission for its reviewer: each passage with its changes and comments, and the checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.foundation.errors import Words
from commitments.foundation.text import TextRun, changed, difference
from tracker.fields import UPDATE
from tracker.models import Comment, Evidence, Narrative, ProgressUpdate, Revision

# The labels of the fields with text, as in the form of an update.
LABELS: Final[dict[str, Words]] = {field.name: field.label for field in UPDATE.passages}
# A change of so many levels needs an explanation.
_JUMP: Final = 2


@dataclass(frozen=True, slots=True)
class ReviewedPassage:
    """One field: its text, and the changes in it where it was `compared`."""

    name: str
    label: Words
    text: str
    pieces: list[TextRun] = field(default_factory=list)
    compared: bool = False
    comments: list[Comment] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return changed(self.pieces)


@dataclass(frozen=True, slots=True)
class Check:
    """One point for the reviewer; `good` is None where only a person can judge it."""

    good: bool | None
    words: str


def passages(
    content: Narrative,
    before: Narrative | None,
    comments: Iterable[Comment],
    themes: Mapping[str, str],
) -> list[ReviewedPassage]:
    """Return the fields that have or had text, or have comments, in their order."""
    by_field: dict[str, list[Comment]] = {}
    for comment in comments:
        by_field.setdefault(comment.passage, []).append(comment)
    found = []
    for name, label in LABELS.items():
        now = _text(content, name, themes)
        then = "" if before is None else _text(before, name, themes)
        if now or then or name in by_field:
            pieces = [] if before is None else difference(then, now)
            of_it = by_field.get(name, [])
            found.append(ReviewedPassage(name, label, now, pieces, before is not None, of_it))
    return found


def general(comments: Iterable[Comment]) -> list[Comment]:
    """Return the comments on the update as a whole, or on a field without text."""
    return [comment for comment in comments if comment.passage not in LABELS]


def checks(
    content: Narrative,
    update: ProgressUpdate,
    earlier: Revision | None,
    evidence: Sequence[Evidence],
) -> list[Check]:
    """Return which conditions of “complete and in order” are met, and what needs attention."""
    found = [
        Check(
            content.level is not None or content.no_change or content.not_applicable,
            _("It gives a level, or says why none applies."),
        ),
        Check(
            bool(content.summary and content.language),
            _("It has a summary, and indicates its language."),
        ),
        _evidence(update, evidence),
    ]
    if update.on_behalf:
        found.append(
            Check(
                bool(update.channel_document),
                _("It indicates its source document: %(document)s.")
                % {"document": update.channel_document},
            )
        )
    found += _against(content, earlier)
    if content.embargo_until is not None:
        found.append(Check(None, _("It is under an embargo; nobody else reads it until then.")))
    return found


def _evidence(update: ProgressUpdate, evidence: Sequence[Evidence]) -> Check:
    if not evidence:
        expected = bool(update.commitment.evidence_expected)
        return Check(False if expected else None, _("No evidence is attached."))
    words = ngettext(
        "Evidence attached: %(n)s piece. Does it support the text?",
        "Evidence attached: %(n)s pieces. Do they support the text?",
        len(evidence),
    )
    return Check(True, words % {"n": len(evidence)})


def _against(content: Narrative, earlier: Revision | None) -> list[Check]:
    """Return what is unusual against the update of the party that was accepted last."""
    if earlier is None or content.no_change:
        return []
    found = []
    if content.level is not None and earlier.level is not None:
        if abs(content.level - earlier.level) >= _JUMP:
            found.append(
                Check(None, _("The level changed by two or more: does the text explain why?"))
            )
        elif content.level < earlier.level:
            found.append(Check(None, _("The level fell: does the text explain why?")))
    if all(
        getattr(content, field.name).split() == getattr(earlier, field.name).split()
        for field in UPDATE.narratives
    ):
        found.append(
            Check(None, _("The text is that of the previous period: would “No change” be enough?"))
        )
    return found


def _text(content: Narrative, name: str, themes: Mapping[str, str]) -> str:
    value: Any = getattr(content, name)
    if not isinstance(value, list):
        return str(value)
    return "\n".join(
        f"{themes.get(item['theme'], item['theme'])}: {item['text']}" for item in value
    )
