"""Updates and revisions as far as a reader may read them, for templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from commitments.models import Party, Theme
from commitments.people.rules.permissions import Person
from tracker.evidence.models import Evidence
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.narrative import Narrative
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate, State
from tracker.visibility import Reader, embargoed


@dataclass(frozen=True, slots=True)
class PublishedUpdate:
    """A published update with what a page shows of it beside others."""

    update: ProgressUpdate
    content: Revision
    late: bool
    evidence: list[Evidence]
    embargoed: bool


def with_translations(contents: Iterable[Narrative]) -> None:
    """Set `translated` of each revision: its translations by field; one query for all.

    A working copy has none: translations belong to the text that was submitted.
    """
    revisions = {content.pk: content for content in contents if isinstance(content, Revision)}
    for revision in revisions.values():
        revision.translated = {}
    for row in NarrativeTranslation.objects.filter(revision__in=revisions).order_by("language"):
        revisions[row.revision_id].translated.setdefault(row.field, []).append(row)


def is_insider(update: ProgressUpdate, person: Person) -> bool:
    """Whether the person may know the state of the update: the party's people, the secretariat."""
    return Reader.of(person, timezone.now()).belongs(update.party_id)


def published(person: Person, **keys: object) -> QuerySet[ProgressUpdate]:
    """Return the updates with a published revision that `person` may read."""
    return (
        ProgressUpdate.objects.visible_to(person)
        .filter(published_revision__isnull=False, **keys)
        .select_related("published_revision", "party", "period", "commitment__instrument")
        .order_by("commitment__position", "-party__kind", "party__code")
    )


def with_evidence(updates: Iterable[ProgressUpdate], person: Person) -> list[PublishedUpdate]:
    """Return the published updates with their published evidence; one query for all of it."""
    rows = list(updates)
    now = timezone.now()
    evidence: dict[int, list[Evidence]] = {}
    for piece in Evidence.objects.visible_to(person).filter(
        update__in=[update.pk for update in rows], in_published_revision=True
    ):
        evidence.setdefault(piece.update_id or 0, []).append(piece)
    found = []
    for update in rows:
        content = update.published_revision
        if content is None:
            continue
        first = update.first_submitted_at
        found.append(
            PublishedUpdate(
                update=update,
                content=content,
                late=first is not None and first > update.period.due_at,
                evidence=evidence.get(update.pk, []),
                embargoed=embargoed(content.embargo_until, now),
            )
        )
    return found


def accepted_before(update: ProgressUpdate, person: Person) -> Revision | None:
    """Return the last revision that was accepted in an earlier period, if the person may read it.

    Where they may not, the result is None: a still earlier revision is no substitute.
    """
    earlier = (
        _accepted_earlier(update.covers_from)
        .filter(responsibility_id=update.responsibility_id)
        .order_by("-covers_from")
        .first()
    )
    return _readable([earlier] if earlier else [], person).get(update.responsibility_id)


def accepted_before_period(
    person: Person, party: Party, period: ReportingPeriod
) -> dict[int, Revision]:
    """Return the same for all updates of a party, by responsibility; one query."""
    earlier = (
        _accepted_earlier(period.covers_from)
        .filter(party=party)
        .order_by("responsibility_id", "-covers_from")
        .distinct("responsibility_id")
    )
    return _readable(earlier, person)


def _accepted_earlier(covers_from: date) -> QuerySet[ProgressUpdate]:
    return ProgressUpdate.objects.filter(
        covers_from__lt=covers_from, published_revision__isnull=False
    ).select_related("published_revision__update__period")


def _readable(updates: Iterable[ProgressUpdate], person: Person) -> dict[int, Revision]:
    """Return the published revisions that the person may read, by responsibility."""
    reader = Reader.of(person, timezone.now())
    return {
        update.responsibility_id: revision
        for update in updates
        if (revision := update.published_revision) is not None
        and reader.reads(
            party_id=update.party_id,
            visibility=revision.visibility,
            embargo_until=revision.embargo_until,
        )
    }


def theme_names() -> dict[str, str]:
    """Return the themes' names in the active language, by key."""
    return {theme.key: theme.name for theme in Theme.objects.all()}


def count_by_state(updates: Iterable[ProgressUpdate]) -> dict[str, int]:
    """Return how many updates are in each state, in the order of the workflow, without zeros."""
    counts = Counter(update.state for update in updates)
    return {state: counts[state] for state in State.values if counts[state]}
