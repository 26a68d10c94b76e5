"""The shapes of an SVG file from polygons: equal areas, whole numbers, circles for small states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Any

from tracker.public.cartography.topology import Land, Point, Ring, arcs_of, area, lands, simplified


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
        east, here, center = (
            radians(point[0] - self.longitude),
            radians(point[1]),
            radians(self.latitude),
        )
        along = sin(center) * sin(here) + cos(center) * cos(here) * cos(east)
        # The point opposite the center has no place; nothing near it is drawn.
        k = self.scale * sqrt(2 / max(1 + along, 1e-9))
        return (
            k * cos(here) * sin(east) - self.left,
            -k * (cos(center) * sin(here) - sin(center) * cos(here) * cos(east)) - self.top,
        )


AMERICAS = Frame("m", -80, 12, 640, -428, -765, 944, 1496, 5, 60, 5)
CARIBBEAN = Frame("i", -72, 18.5, 2000, -465, -320, 930, 660, 5, 900, 13)
FRAMES = (AMERICAS, CARIBBEAN)


def shapes(topology: dict[str, Any], frame: Frame, codes: dict[str, str]) -> list[tuple[str, str]]:
    """Return (id, SVG element) of each state in the frame, and one of all other land.

    `codes`: the alpha-3 code of a state by its ISO numeric code.
    """

    def inside(ring: Ring) -> bool:
        return any(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in ring)

    arcs = [
        simplified([frame.project(point) for point in arc], frame.least)
        for arc in arcs_of(topology)
    ]
    made, others = [], []
    for land in lands(topology, arcs, inside):
        code = codes.get(land.numeric)
        if code is None:
            others += _rings(land, frame)
        else:
            made.append((f"{frame.prefix}-{code}", _state(land, frame)))
    return [(f"{frame.prefix}-land", f'<path d="{_path(others)}"/>'), *sorted(made)]


def _state(land: Land, frame: Frame) -> str:
    whole = [polygon[0] for polygon in land.polygons]
    if sum(map(area, whole)) < frame.small:
        x, y = _middle(max(whole, key=area))
        return f'<circle cx="{round(x)}" cy="{round(y)}" r="{frame.radius}"/>'
    return f'<path d="{_path(_rings(land, frame))}"/>'


def _rings(land: Land, frame: Frame) -> list[Ring]:
    """Return the rings cut to the frame, without the smallest; lakes and enclaves stay holes."""
    cut = [_cut(ring, frame) for polygon in land.polygons for ring in polygon]
    return [ring for ring in cut if len(ring) > 2 and area(ring) >= frame.least]


def _middle(ring: Ring) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def _cut(ring: Ring, frame: Frame) -> Ring:
    """Cut a ring to the frame and a little more, by Sutherland and Hodgman (1974)."""
    for axis, edge, sign in (
        (0, -9, 1),
        (0, frame.width + 9, -1),
        (1, -9, 1),
        (1, frame.height + 9, -1),
    ):
        kept: Ring = []
        for number, here in enumerate(ring):
            there = ring[number - 1]
            is_in, was_in = sign * (here[axis] - edge) >= 0, sign * (there[axis] - edge) >= 0
            if is_in != was_in:
                share = (edge - there[axis]) / (here[axis] - there[axis])
                kept.append(
                    (
                        there[0] + share * (here[0] - there[0]),
                        there[1] + share * (here[1] - there[1]),
                    )
                )
            if is_in:
                kept.append(here)
        ring = kept
    return ring


def _path(rings: Iterable[Ring]) -> str:
    """Return the rings as path data: whole numbers, each relative to the one before."""
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        points = [p for n, p in enumerate(points) if p != points[n - 1]]
        if len(points) < 3:
            continue
        x, y = points[0]
        steps: list[str] = []
        for there_x, there_y in points[1:]:
            step = f"{there_x - x} {there_y - y}"
            steps.append(step if step.startswith("-") or not steps else f" {step}")
            x, y = there_x, there_y
        parts.append(f"M{points[0][0]} {points[0][1]}l{''.join(steps)}z".replace(" -", "-"))
    return "".join(parts)
