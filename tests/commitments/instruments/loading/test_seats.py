"""Every party has a seat in a time zone that there is, so its deadlines can be told in its time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest

from commitments.models import Party

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.mark.usefixtures("catalogue")
def test_every_party_of_the_catalogue_has_a_seat_in_a_zone_that_there_is() -> None:
    known = available_timezones()
    lacking = [
        party.code
        for party in Party.objects.all()
        if party.time_zone not in known or not all(party.seat.get(x) for x in "en es fr pt".split())
    ]
    assert Party.objects.count() == 61
    assert lacking == []


@pytest.mark.usefixtures("catalogue")
def test_the_capitals_are_where_the_clocks_say_so_in_january() -> None:
    """The offsets are those that the states' laws set, looked up by hand."""
    behind = {
        state.code: -int(
            (NOON.astimezone(ZoneInfo(state.time_zone)).utcoffset() or NOON - NOON).total_seconds()
            // 3600
        )
        for state in Party.objects.states()
    }
    three = set("ARG BRA CHL PRY SUR URY".split())
    four = set("ATG BRB BOL DMA DOM GRD GUY KNA LCA VCT TTO VEN".split())
    five = set("BHS CAN COL CUB ECU HTI JAM PAN PER USA".split())
    six = set("BLZ CRI SLV GTM HND MEX NIC".split())
    assert behind == (
        dict.fromkeys(three, 3)
        | dict.fromkeys(four, 4)
        | dict.fromkeys(five, 5)
        | dict.fromkeys(six, 6)
    )


@pytest.mark.usefixtures("catalogue")
def test_the_organs_keep_washingtons_time() -> None:
    council = Party.objects.get(code="PC")
    assert council.place is not None
    assert council.place == ("Washington, D.C.", "America/New_York")
