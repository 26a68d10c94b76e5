"""Updates, revisions and translations as far as a reader may read them, for templates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from commitments.foundation.errors import Words
from commitments.models import Party, Theme, User
from commitments.people.rules.permissions import Person, speaks_for
from tracker.evidence.models import Evidence
from tracker.fields import UPDATE
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.comment import Comment
from tracker.updates.models.decision import Decision
from tracker.updates.models.narrative import Narrative
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.rules.permissions import is_insider
from tracker.updates.rules.workflow_table import verbs_open_to
from tracker.visibility import Reader, embargoed


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePage:
    """The page of an update. Only `inside`, for its party and the secretariat, is there a history.

    `withheld_draft`: the party has a draft that it has never submitted, and the reader is an
    officer. `earlier`: the accepted revision of an earlier period.
    """

    update: ProgressUpdate
    content: Narrative | None
    withheld_draft: bool
    inside: bool
    own: bool
    late: bool
    embargoed: bool
    evidence: Iterable[Evidence]
    earlier: Revision | None
    themes: dict[str, str]
    shows_sample: bool
    open_verbs: Sequence[str] = ()
    decisions: Iterable[Decision] = ()
    revisions: Sequence[Revision] = ()
    comments: Iterable[Comment] = ()


def update_page(update: ProgressUpdate, person: Person) -> UpdatePage:
    """Return the page of an update that the person may see."""
    now = timezone.now()
    inside = is_insider(person, update)
    content = update.text_for(person)
    revisions = list(update.revisions.select_related("submitted_by")) if inside else []
    with_translations([*revisions, *([content] if content is not None else [])])
    comments = Comment.objects.visible_to(person).filter(update=update).select_related("by")
    decisions = Decision.objects.visible_to(person).filter(update=update)
    return UpdatePage(
        update=update,
        content=content,
        withheld_draft=content is None,
        inside=inside,
        own=speaks_for(person, update.party_id),
        late=(inside or update.first_submitted_at is not None)
        and update.is_late(update.period.due_at, now),
        embargoed=content is not None and embargoed(content.embargo_until, now),
        evidence=Evidence.objects.beside_text(person).filter(update=update),
        earlier=accepted_before(update, person),
        themes=theme_names(),
        shows_sample=update.sample,
        open_verbs=verbs_open_to(update=update, person=person, at=now) if inside else (),
        decisions=decisions.select_related("by", "revision") if inside else (),
        revisions=revisions,
        comments=comments if inside else (),
    )


@dataclass(frozen=True, slots=True)
class PublishedUpdate:
    """A published update as lists of updates show it."""

    update: ProgressUpdate
    content: Revision
    late: bool
    evidence: list[Evidence]
    embargoed: bool


def with_translations(contents: Iterable[Narrative]) -> None:
    """Set `translated` of each revision: its translations by field. One query for all.

    A working copy has none, since a translation belongs to a text that was submitted.
    """
    revisions = {content.pk: content for content in contents if isinstance(content, Revision)}
    for revision in revisions.values():
        revision.translated = {}
    for row in NarrativeTranslation.objects.filter(revision__in=revisions).order_by("language"):
        revisions[row.revision_id].translated.setdefault(row.field, []).append(row)


@dataclass(frozen=True, slots=True)
class TranslatedPassage:
    """One passage beside its translation.

    `saved` is its translation and `typed` what was sent. `open`: the person may change it,
    which for the party's own translation only the party may.
    """

    name: str
    label: Words
    original: str
    saved: NarrativeTranslation | None
    typed: str
    open: bool


def translated_passages(
    revision: Revision, language: str, person: User, typed: Mapping[str, str]
) -> list[TranslatedPassage]:
    """Return the passages with text, in their order; `typed`: what was sent, by field."""
    translations = {row.field: row for row in revision.translations.filter(language=language)}
    by_party = speaks_for(person, revision.update.party_id)
    passages = []
    for field in UPDATE.narratives:
        if original := getattr(revision, field.name):
            saved = translations.get(field.name)
            text = typed.get(field.name, saved.content if saved else "")
            is_open = by_party or saved is None or not saved.official
            passages.append(
                TranslatedPassage(field.name, field.label, original, saved, text, is_open)
            )
    return passages


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
    evidence: dict[int | None, list[Evidence]] = defaultdict(list)
    for piece in Evidence.objects.visible_to(person).filter(
        update__in=[update.pk for update in rows], in_published_revision=True
    ):
        evidence[piece.update_id].append(piece)
    return [
        PublishedUpdate(
            update=update,
            content=content,
            late=(first := update.first_submitted_at) is not None and first > update.period.due_at,
            evidence=evidence[update.pk],
            embargoed=embargoed(content.embargo_until, now),
        )
        for update in rows
        if (content := update.published_revision) is not None
    ]


def accepted_before(update: ProgressUpdate, person: Person) -> Revision | None:
    """Return the revision last accepted in an earlier period; None if the person may not read it.

    No revision from before it is returned in its place.
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
    """Return `accepted_before` for all updates of a party, by responsibility; one query."""
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
    """Return how many updates are in each state, in the order of the workflow; no zeros."""
    counts = Counter(update.state for update in updates)
    return {state: counts[state] for state in State.values if counts[state]}
