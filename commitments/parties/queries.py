"""Queries on parties. All of it is public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from commitments.foundation.text import plain_letters
from commitments.instruments.models.responsibility import Responsibility
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party


def standings_on(day: date) -> dict[int, Participation]:
    """Return each state's participation in force on `day`, by the state's primary key."""
    return {row.state_id: row for row in Participation.objects.on(day).order_by()}


def responsibilities_of(party: Party) -> QuerySet[Responsibility]:
    """Return the party's responsibilities, with commitment, paragraph and instrument."""
    return (
        Responsibility.objects.filter(party=party)
        .select_related("commitment__paragraph", "commitment__instrument", "commitment__deadline")
        .order_by("commitment__instrument__adopted_on", "commitment__position", "role")
    )


def by_name(parties: Iterable[Party]) -> list[Party]:
    """Return the parties in the order of their names in the active language, accents ignored."""
    return sorted(parties, key=lambda party: plain_letters(party.name))
