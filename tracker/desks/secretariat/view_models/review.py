"""What the page of a review shows: the submission, beside an earlier text and what was asked."""

from __future__ import annotations

from typing import Final

from commitments.models import User
from tracker.desks.secretariat.view_models.passages import checks, general, passages
from tracker.models import Comment, Evidence, Narrative, ProgressUpdate, Revision, State
from tracker.updates.view_models.readable import accepted_before, theme_names

# What a submission may be compared with: the revision before it, or the text of the period before.
REVISION: Final = "revision"
PERIOD: Final = "period"


def reviewed_text(update: ProgressUpdate, officer: User, against: str | None) -> dict[str, object]:
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
    return {
        "content": content,
        "earlier": earlier,
        "previous_revision": previous,
        "against": against if other else "",
        "other": other,
        "passages": passages(content, other, comments, themes) if content else [],
        "comments": general(comments) if content else comments,
        "checks": checks(content, update, earlier, evidence) if content else [],
        "evidence": evidence,
        "themes": themes,
    }


def _revision_before(update: ProgressUpdate, content: Narrative | None) -> Revision | None:
    """Return the revision before the one shown; the last one where a working copy is shown."""
    revisions = update.revisions.order_by("-number")
    if isinstance(content, Revision):
        return revisions.filter(number__lt=content.number).first()
    if content is not None and update.state in (State.SUBMITTED, State.ACCEPTED, State.RETURNED):
        return revisions.exclude(pk=update.latest_revision_id or 0).first()
    return revisions.first() if content is not None else None
