"""What the page of a review shows: the submission, compared with an earlier text, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.foundation.errors import Words
from commitments.foundation.text import TextRun, changed, difference
from commitments.models import User
from tracker.fields import UPDATE
from tracker.models import Comment, Evidence, Narrative, ProgressUpdate, Revision, State
from tracker.updates.view_models.readable import accepted_before, theme_names

# What a submission may be compared with: the revision before it, or the text of the period before.
REVISION: Final = "revision"
PERIOD: Final = "period"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedText:
    """The submission (`content`), compared with `other`; `against` says which text that is.

    `comments`: those that are not beside a passage. `earlier`: the text accepted in an earlier
    period, `previous_revision`: the revision before this one, as far as there are such texts.
    """

    content: Narrative | None
    earlier: Revision | None
    previous_revision: Revision | None
    against: str
    other: Revision | None
    passages: Sequence[ReviewedPassage]
    comments: Sequence[Comment]
    checks: Sequence[Check]
    evidence: Sequence[Evidence]
    themes: Mapping[str, str]


def reviewed_text(update: ProgressUpdate, officer: User, against: str | None) -> ReviewedText:
    """Return the submission with its comments, checks and evidence, compared with another text.

    `against`: REVISION, PERIOD, or anything else for no comparison; None for the default.
    """
    content = update.text_for(officer)
    earlier = accepted_before(update, officer)
    previous = _revision_before(update, content)
    if against is None:
        against = REVISION if previous else ""
    other = {REVISION: previous, PERIOD: earlier}.get(against)
    themes = theme_names()
    comments = list(Comment.objects.visible_to(officer).filter(update=update).select_related("by"))
    evidence = list(Evidence.objects.beside_text(officer).filter(update=update))
    return ReviewedText(
        content=content,
        earlier=earlier,
        previous_revision=previous,
        against=against if other else "",
        other=other,
        passages=_passages(content, other, comments, themes) if content else [],
        comments=[row for row in comments if not content or row.passage not in LABELS],
        checks=_checks(content, update, earlier, evidence) if content else [],
        evidence=evidence,
        themes=themes,
    )


def _revision_before(update: ProgressUpdate, content: Narrative | None) -> Revision | None:
    """Return the revision before the one shown; the last one where a working copy is shown."""
    revisions = update.revisions.order_by("-number")
    if isinstance(content, Revision):
        return revisions.filter(number__lt=content.number).first()
    if content is not None and update.state in (State.SUBMITTED, State.ACCEPTED, State.RETURNED):
        return revisions.exclude(pk=update.latest_revision_id or 0).first()
    return revisions.first() if content is not None else None


def _passages(
    content: Narrative,
    before: Narrative | None,
    comments: Iterable[Comment],
    themes: Mapping[str, str],
) -> list[ReviewedPassage]:
    """Return the fields that have or had text, or have comments, in their order."""
    by_field: dict[str, list[Comment]] = {}
    for comment in comments:
        by_field.setdefault(comment.passage, []).append(comment)
    passages = []
    for name, label in LABELS.items():
        now = _text(content, name, themes)
        then = "" if before is None else _text(before, name, themes)
        if now or then or name in by_field:
            pieces = [] if before is None else difference(then, now)
            about = by_field.get(name, [])
            passages.append(ReviewedPassage(name, label, now, pieces, before is not None, about))
    return passages


def _checks(
    content: Narrative,
    update: ProgressUpdate,
    earlier: Revision | None,
    evidence: Sequence[Evidence],
) -> list[Check]:
    """Return which conditions of “complete and in order” are met, and what needs attention."""
    checks = [
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
        document = update.channel_document
        words = _("It indicates its source document: %(document)s.") % {"document": document}
        checks.append(Check(bool(document), words))
    if earlier is not None and not content.no_change:
        checks += [Check(None, words) for words in _unusual(content, earlier)]
    if content.embargo_until is not None:
        checks.append(Check(None, _("It is under an embargo; nobody else reads it until then.")))
    return checks


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


def _unusual(content: Narrative, earlier: Revision) -> Iterator[str]:
    """Yield what is unusual against the update of the party that was accepted last."""
    if content.level is not None and earlier.level is not None:
        if abs(content.level - earlier.level) >= _JUMP:
            yield _("The level changed by two or more: does the text explain why?")
        elif content.level < earlier.level:
            yield _("The level fell: does the text explain why?")
    if all(
        getattr(content, field.name).split() == getattr(earlier, field.name).split()
        for field in UPDATE.narratives
    ):
        yield _("The text is that of the previous period: would “No change” be enough?")


def _text(content: Narrative, name: str, themes: Mapping[str, str]) -> str:
    value = getattr(content, name)
    if not isinstance(value, list):
        return str(value)
    return "\n".join(
        f"{themes.get(item['theme'], item['theme'])}: {item['text']}" for item in value
    )
