"""The order of parties in columns: by name or by subregion, never by their results."""

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
class PartyGroup:
    """Parties of one kind or subregion (`name`), by name in the active language."""

    name: Words
    parties: list[Party]


def choose_order(request: HttpRequest) -> str:
    """Return the order that `?by=` names, by name without it. Raises Http404 for another."""
    order = request.GET.get("by", NAME)
    if order not in ORDERS:
        raise Http404
    return order


def groups(parties: Iterable[Party], order: str) -> list[PartyGroup]:
    """Return the states, in one group or by subregion, then the bodies; no group is empty."""
    named = by_name(parties)
    states = [party for party in named if party.is_state]
    if order == SUBREGION:
        # Subregions of the catalogue that are not in SUBREGIONS come last.
        regions = list(dict.fromkeys([*SUBREGIONS, *(state.subregion for state in states)]))
        made = [
            PartyGroup(SUBREGIONS.get(key, key), [s for s in states if s.subregion == key])
            for key in regions
        ]
    else:
        made = [PartyGroup(_("Member states"), states)]
    made.append(PartyGroup(_("Bodies"), [party for party in named if not party.is_state]))
    return [group for group in made if group.parties]
