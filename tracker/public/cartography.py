"""Drawing the map of the Americas from public-domain geometry, for `manage.py draw_map`.

From TopoJSON, in which neighbors share the arcs of their borders, so that simplifying opens no gap
(https://github.com/topojson/topojson-specification), to the shapes of an SVG file: equal areas,
whole numbers, circles for small states.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, radians, sin, sqrt
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]  # first the ring around it, then those around its holes
# A document of TopoJSON, or an object in it.
Json = Mapping[str, Any]


def arcs_of(topology: Json) -> list[Ring]:
    """Return the arcs as (longitude, latitude) in degrees, undoing quantization and deltas."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        xs, ys = (accumulate(along) for along in zip(*steps, strict=True))
        arcs.append([(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)])
    return arcs


def lands(topology: Json, arcs: list[Ring]) -> list[tuple[str, list[Polygon]]]:
    """Return the ISO 3166-1 numeric code or "" of each country, and its polygons."""
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = shape.get("arcs", [])
        if shape["type"] == "Polygon":
            parts = [parts]
        polygons = [[_ring(arcs, indexes) for indexes in rings] for rings in parts]
        found.append((str(shape.get("id") or ""), polygons))
    return found


def _ring(arcs: list[Ring], indexes: list[int]) -> Ring:
    """Join arcs end to end; a negative index is an arc in reverse."""
    joined: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        joined += arc[1:] if joined else arc
    return joined


def area(ring: Ring) -> float:
    """Return the area that a ring encloses, in the square of its own units."""
    sides = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in sides)) / 2


def simplified(arc: Ring, least: float) -> Ring:
    """Return the arc without points whose triangle with their neighbors is smaller than `least`.

    By Visvalingam and Whyatt, "Line generalisation by repeated elimination of points" (1993). The
    ends stay, and at least a triangle of a closed arc.
    """
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    sizes = {n: area([arc[n - 1], arc[n], arc[n + 1]]) for n in range(1, len(arc) - 1)}
    queue = [(size, n) for n, size in sizes.items()]
    heapq.heapify(queue)
    fewest = 2 if arc[0] == arc[-1] else 0
    while queue and len(sizes) > fewest:
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
                # Never smaller than the one removed last, or a whole curve would go at once.
                sizes[near] = max(size, area([arc[before[near]], arc[near], arc[after[near]]]))
                heapq.heappush(queue, (sizes[near], near))
    return [arc[0], *(arc[n] for n in sorted(sizes)), arc[-1]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture: its center, what it shows, and its size.

    `scale`: the radius of the Earth in units of the picture; `left`, `top`: the projected place of
    its corner, in units; `least`: the smallest triangle that is drawn, in square units; a state
    with an area below `small`, in square units, is a circle of `radius`.
    """

    prefix: str
    longitude: float
    latitude: float
    scale: float
    left: float
    top: float
    width: int
    height: int
    least: float
    small: float
    radius: int

    def project(self, point: Point) -> Point:
        """Return the place of (longitude, latitude) by Lambert's azimuthal equal-area projection.

        J. P. Snyder, "Map Projections: A Working Manual" (1987), equations 22-4, 24-2 to 24-4.
        """
        east, north = radians(point[0] - self.longitude), radians(point[1])
        center = radians(self.latitude)
        along = sin(center) * sin(north) + cos(center) * cos(north) * cos(east)
        # The point opposite the center has no place; nothing near it is drawn.
        k = self.scale * sqrt(2 / max(1 + along, 1e-9))
        return (
            k * cos(north) * sin(east) - self.left,
            -k * (cos(center) * sin(north) - sin(center) * cos(north) * cos(east)) - self.top,
        )


AMERICAS = Frame("m", -80, 12, 640, -428, -765, 944, 1496, 5, 60, 5)
CARIBBEAN = Frame("i", -72, 18.5, 2000, -465, -320, 930, 660, 5, 900, 13)
FRAMES = (AMERICAS, CARIBBEAN)


def shapes(topology: Json, frame: Frame, codes: dict[str, str]) -> list[tuple[str, str]]:
    """Return (id, SVG element) of each state in the frame, and one of all other land.

    `codes`: the alpha-3 code of a state by its ISO numeric code.
    """

    def inside(ring: Ring) -> bool:
        return any(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in ring)

    arcs = [
        simplified([frame.project(point) for point in arc], frame.least)
        for arc in arcs_of(topology)
    ]
    states, others = [], []
    for numeric, polygons in lands(topology, arcs):
        code, shown = codes.get(numeric), [rings for rings in polygons if inside(rings[0])]
        if code is None:
            others += _rings(shown, frame)
        elif shown:
            states.append((f"{frame.prefix}-{code}", _state(shown, frame)))
    return [(f"{frame.prefix}-land", f'<path d="{_path(others)}"/>'), *sorted(states)]


def _state(polygons: list[Polygon], frame: Frame) -> str:
    whole = [polygon[0] for polygon in polygons]
    if sum(map(area, whole)) < frame.small:
        largest = max(whole, key=area)
        x, y = (sum(axis) / len(largest) for axis in zip(*largest, strict=True))
        return f'<circle cx="{round(x)}" cy="{round(y)}" r="{frame.radius}"/>'
    return f'<path d="{_path(_rings(polygons, frame))}"/>'


def _rings(polygons: list[Polygon], frame: Frame) -> list[Ring]:
    """Return the rings cut to the frame, without the smallest; lakes and enclaves stay holes."""
    cut = [_cut(ring, frame) for polygon in polygons for ring in polygon]
    return [ring for ring in cut if len(ring) > 2 and area(ring) >= frame.least]


def _cut(ring: Ring, frame: Frame) -> Ring:
    """Cut a ring to the frame and a little more, by Sutherland and Hodgman (1974)."""
    sides = ((0, -9, 1), (0, frame.width + 9, -1), (1, -9, 1), (1, frame.height + 9, -1))
    for axis, edge, sign in sides:
        cut: Ring = []
        for number, point in enumerate(ring):
            last = ring[number - 1]
            is_in, was_in = sign * (point[axis] - edge) >= 0, sign * (last[axis] - edge) >= 0
            if is_in != was_in:
                share = (edge - last[axis]) / (point[axis] - last[axis])
                x, y = (last[n] + share * (point[n] - last[n]) for n in (0, 1))
                cut.append((x, y))
            if is_in:
                cut.append(point)
        ring = cut
    return ring


def _path(rings: Iterable[Ring]) -> str:
    """Return the rings as path data: whole numbers, each relative to the one before."""
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        points = [p for n, p in enumerate(points) if p != points[n - 1]]
        if len(points) < 3:
            continue
        steps = " ".join(
            f"{x - last_x} {y - last_y}" for (last_x, last_y), (x, y) in pairwise(points)
        )
        x, y = points[0]
        parts.append(f"M{x} {y}l{steps}z".replace(" -", "-"))
    return "".join(parts)
