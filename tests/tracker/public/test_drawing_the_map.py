"""Drawing the map: areas stay equal, neighbours keep one border, no state is lost."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tracker.public.cartography import AMERICAS, area, shapes, simplified


def square(longitude: float, latitude: float) -> list[tuple[float, float]]:
    """A field of a tenth of a degree each way."""
    return [
        (longitude, latitude),
        (longitude + 0.1, latitude),
        (longitude + 0.1, latitude + 0.1),
        (longitude, latitude + 0.1),
    ]


def topology(*fields: tuple[str, float, float]) -> dict[str, Any]:
    """Fields of four degrees, each its own ring, in hundredths of a degree."""
    arcs = []
    for _numeric, longitude, latitude in fields:
        arcs.append(
            [[int(longitude * 100), int(latitude * 100)], [400, 0], [0, 400], [-400, 0], [0, -400]]
        )
    return {
        "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": numeric, "arcs": [[number]]}
                    for number, (numeric, _longitude, _latitude) in enumerate(fields)
                ]
            }
        },
    }


def test_equal_areas_are_drawn_equal() -> None:
    """A field at the equator and one at 60° north differ on the globe by the cosine, two to one."""
    south = area([AMERICAS.project(point) for point in square(-80, 0)])
    north = area([AMERICAS.project(point) for point in square(-100, 60)])
    assert south / north == pytest.approx(2, rel=0.01)


def test_what_is_small_is_left_out_and_the_ends_stay() -> None:
    arc = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]
    assert simplified(arc, 1) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    ring = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)]
    assert len(simplified(ring, 100)) == 4


def test_a_state_has_its_shape_and_other_land_is_one() -> None:
    drawn = dict(
        shapes(
            topology(("862", -66, 6), ("254", -54, 2), ("250", 30, 46)), AMERICAS, {"862": "VEN"}
        )
    )
    assert set(drawn) == {"m-land", "m-VEN"}
    assert drawn["m-VEN"].startswith('<path d="M')
    # French Guiana's stand-in is within the frame, the one in Europe is not.
    assert drawn["m-land"].count("M") == 1


def test_the_command_names_the_states_it_misses(tmp_path: Path) -> None:
    source = tmp_path / "countries.json"
    source.write_text(json.dumps(topology(("862", -66, 6))))
    with pytest.raises(CommandError, match="ARG, ATG"):
        call_command("draw_map", source, to=tmp_path / "map.svg", stdout=StringIO())
    assert not (tmp_path / "map.svg").exists()
