"""What the page of a theme shows beside its commitments: cooperation, and related themes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from commitments.models import Theme
from commitments.people.rules.permissions import Person
from tracker.models import ReportingPeriod, Revision
from tracker.updates.view_models.readable import published


@dataclass(frozen=True, slots=True)
class Cooperation:
    """What a party says in a revision that it needs, or offers, under a theme."""

    revision: Revision
    words: str


def cooperation_under(
    theme: Theme, period: ReportingPeriod | None, person: Person
) -> tuple[list[Cooperation], list[Cooperation]]:
    """Return what is needed and what is offered under the theme, as published in the period."""
    needed: list[Cooperation] = []
    offered: list[Cooperation] = []
    entry = [{"theme": theme.key}]
    for update in published(person, period=period).filter(
        Q(published_revision__cooperation_needed__contains=entry)
        | Q(published_revision__cooperation_offered__contains=entry)
    ):
        revision = update.published_revision
        if revision is None:
            continue
        revision.update = update
        for kept, items in (
            (needed, revision.cooperation_needed),
            (offered, revision.cooperation_offered),
        ):
            kept += [
                Cooperation(revision, item["text"]) for item in items if item["theme"] == theme.key
            ]
    return needed, offered


def related_themes(theme: Theme) -> list[Theme]:
    """Return the themes that share the most commitments with this one, at most five."""
    return list(
        Theme.objects.filter(commitments__themes=theme)
        .exclude(pk=theme.pk)
        .annotate(shared=Count("commitments", distinct=True))
        .order_by("-shared", "key")[:5]
    )
