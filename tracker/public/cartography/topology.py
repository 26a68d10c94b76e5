"""Reading TopoJSON. Neighbors share the arcs of their borders, so simplifying opens no gap.

The format: https://github.com/topojson/topojson-specification.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Land:
    """A country: its ISO 3166-1 numeric code or "", and the rings of its polygons."""

    numeric: str
    polygons: list[list[Ring]]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs as (longitude, latitude) in degrees, undoing quantization and deltas."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        made.append(points)
    return made


def lands(topology: dict[str, Any], arcs: list[Ring], wanted: Callable[[Ring], bool]) -> list[Land]:
    """Return the countries with the polygons whose outer ring is `wanted`, if they have any."""
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [
            rings
            for polygon in _polygons(shape)
            if wanted((rings := [_ring(arcs, indexes) for indexes in polygon])[0])
        ]
        if polygons:
            found.append(Land(str(shape.get("id") or ""), polygons))
    return found


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    if shape["type"] == "Polygon":
        return [shape["arcs"]]
    return list(shape["arcs"]) if shape["type"] == "MultiPolygon" else []


def _ring(arcs: list[Ring], indexes: list[int]) -> Ring:
    """Join arcs end to end; a negative index is an arc in reverse."""
    joined: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        joined += arc[1:] if joined else arc
    return joined


def area(ring: Ring) -> float:
    """Return the area that a ring encloses, in the square of its own units."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _pairs(ring))) / 2


def _pairs(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def simplified(arc: Ring, least: float) -> Ring:
    """Return the arc without points whose triangle with their neighbors is smaller than `least`.

    By Visvalingam and Whyatt, "Line generalisation by repeated elimination of points" (1993). The
    ends stay, and at least a triangle of a closed arc.
    """
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    sizes = {n: area([arc[n - 1], arc[n], arc[n + 1]]) for n in range(1, len(arc) - 1)}
    queue = [(size, n) for n, size in sizes.items()]
    heapq.heapify(queue)
    few = 2 if arc[0] == arc[-1] else 0
    while queue and len(sizes) > few:
        size, n = heapq.heappop(queue)
        if sizes.get(n) != size:
            continue
        if size >= least:
            break
        del sizes[n]
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in sizes:
                # Never below the last one removed, or a whole curve would go at once.
                sizes[near] = max(size, area([arc[before[near]], arc[near], arc[after[near]]]))
                heapq.heappush(queue, (sizes[near], near))
    return [arc[0], *(arc[n] for n in sorted(sizes)), arc[-1]]
