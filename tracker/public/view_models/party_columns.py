"""Parties side by side: by name or by subregion, never by how they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.models import Party
from commitments.parties.queries import by_name

NAME: Final = "name"
SUBREGION: Final = "subregion"
ORDERS: Final[Mapping[str, Words]] = {NAME: _("By name"), SUBREGION: _("By subregion")}
# From north to south.
SUBREGIONS: Final[Mapping[str, Words]] = {
    "North America": _("North America"),
    "Central America": _("Central America"),
    "Caribbean": _("Caribbean"),
    "South America": _("South America"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that stand together, by name in the active language; `name`: of their subregion."""

    name: Words
    parties: list[Party]


def choose_order(request: HttpRequest) -> str:
    """Return the order that `?by=` names, by name without it. Raises Http404 for another."""
    order = request.GET.get("by", NAME)
    if order not in ORDERS:
        raise Http404
    return order


def groups(parties: Iterable[Party], order: str) -> list[Group]:
    """Return the states, in one group or by subregion, then the bodies; no group is empty."""
    named = by_name(parties)
    states = [party for party in named if party.is_state]
    if order == SUBREGION:
        # A subregion that the catalogue has and we do not stands after those we know.
        known = list(dict.fromkeys([*SUBREGIONS, *(state.subregion for state in states)]))
        made = [
            Group(SUBREGIONS.get(key, key), [s for s in states if s.subregion == key])
            for key in known
        ]
    else:
        made = [Group(_("Member states"), states)]
    made.append(Group(_("Bodies"), [party for party in named if not party.is_state]))
    return [group for group in made if group.parties]
