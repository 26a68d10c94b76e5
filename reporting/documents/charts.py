"""Drawings: pure geometry, then SVG. Every format shows the same ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.sax.saxutils import escape

from reporting.documents.blocks import Fill
from reporting.documents.palette import ACCENT, PALETTE, RULE
from reporting.documents.patterns import defs, paint

WIDTH: Final = 480.0
# The embedded face, then what a reader's machine may have.
FACES: Final = "Libertinus Serif, Georgia, serif"
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: Fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Text. `on`: the fill it stands on, whose pattern then keeps clear of it."""

    x: float
    y: float
    text: str
    size: float = 8.5
    anchor: Anchor = "start"
    ink: str = "1B1B1B"
    strong: bool = False
    on: Fill = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points; its last point is marked. `dots`: so is each other one, smaller."""

    points: tuple[tuple[float, float], ...]
    dots: bool = False


@dataclass(slots=True, kw_only=True)
class Drawing:
    """Shapes on a sheet of `width` × `height` points."""

    width: float
    height: float
    boxes: list[Box] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stacked bar. `parts`: fill and how many; `note` stands at its right."""

    label: str
    parts: tuple[tuple[Fill, int], ...]
    note: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One small line: (year, value) in the order of years; `first`, `last` are written below."""

    label: str
    points: tuple[tuple[int, float], ...]
    first: str
    last: str


def estimated_width(text: str, size: float) -> float:
    """Return about how wide a text runs, on the generous side, in points."""
    return len(text) * size * 0.52


def stacked_bars(
    bars: Sequence[Bar],
    legend: Sequence[tuple[Fill, str, str]],
    written: Callable[[int], str] = str,
) -> Drawing:
    """Return bars of one length, each divided as its parts are.

    `legend`: fill, sign written in a part, name. A number is written, as `written` has it,
    where its part has room.
    """
    drawing = Drawing(width=WIDTH, height=0)
    top = draw_legend(drawing, legend) + 6
    left = max((estimated_width(bar.label, 8.5) for bar in bars), default=0) + 8
    right = max((estimated_width(bar.note, 8.5) for bar in bars), default=0) + 8
    for bar in bars:
        drawing.labels.append(Label(x=0, y=top + 10.5, text=bar.label, strong=bar.strong))
        _parts(drawing, bar, written, left=left, top=top, length=WIDTH - left - right)
        drawing.labels.append(Label(x=WIDTH, y=top + 10.5, text=bar.note, anchor="end"))
        top += 18
    drawing.height = top
    return drawing


def _parts(
    drawing: Drawing,
    bar: Bar,
    written: Callable[[int], str],
    *,
    left: float,
    top: float,
    length: float,
) -> None:
    whole = sum(number for _fill, number in bar.parts)
    at = left
    for fill, number in bar.parts:
        if not number:
            continue
        width = length * number / whole
        drawing.boxes.append(Box(x=at, y=top, width=width, height=14, fill=fill))
        text = written(number)
        if width >= estimated_width(text, 8) + 2:
            drawing.labels.append(
                Label(
                    x=at + width / 2,
                    y=top + 10.2,
                    text=text,
                    size=8,
                    anchor="middle",
                    ink=PALETTE[fill].ink,
                    on=fill,
                )
            )
        at += width


def draw_legend(drawing: Drawing, legend: Sequence[tuple[Fill, str, str]]) -> float:
    """Draw what each fill means, in as many lines as it takes; return where the next may begin."""
    x, y = 0.0, 0.0
    for fill, _sign, name in legend:
        width = 14 + estimated_width(name, 8) + 8
        if x and x + width > WIDTH:
            x, y = 0.0, y + 13
        drawing.boxes.append(Box(x=x, y=y, width=10, height=9, fill=fill))
        drawing.labels.append(Label(x=x + 13, y=y + 7.6, text=name, size=8))
        x += width
    return y + 13


def small_multiples(
    series: Sequence[Series], *, across: int = 5, years: tuple[int, int] | None = None
) -> Drawing:
    """Return one small line chart for each series, each between its own lowest and highest.

    All run over the same `years` (first, last), where given: else each over its own.
    """
    wide, high = WIDTH / across, 47.0
    rows = -(-len(series) // across)
    drawing = Drawing(width=WIDTH, height=rows * high)
    for number, one in enumerate(series):
        left, top = (number % across) * wide, (number // across) * high
        room = wide - 10
        size = min(7.5, room / (max(len(one.label), 1) * 0.5))
        drawing.labels.append(Label(x=left, y=top + 8, text=one.label, size=size, strong=True))
        drawing.lines.append(
            _line(one, years, left=left + 1, top=top + 12, width=room - 4, height=19)
        )
        drawing.labels.append(Label(x=left, y=top + 39, text=one.first, size=6.5))
        drawing.labels.append(
            Label(x=left + room, y=top + 39, text=one.last, size=6.5, anchor="end")
        )
    return drawing


def _line(
    one: Series,
    years: tuple[int, int] | None,
    *,
    left: float,
    top: float,
    width: float,
    height: float,
) -> Line:
    own = [year for year, _value in one.points]
    first, last = years or (min(own), max(own))
    values = [value for _year, value in one.points]
    span, spread = last - first, max(values) - min(values)
    return Line(
        points=tuple(
            (
                left + (width * (year - first) / span if span else width),
                top + (height * (max(values) - value) / spread if spread else height / 2),
            )
            for year, value in one.points
        ),
        # Where years are missing, a line alone would show values that nobody published.
        dots=len(own) <= max(own) - min(own),
    )


def svg(drawing: Drawing) -> str:
    """Return the drawing as SVG, its coordinates rounded: the same bytes anywhere."""
    size = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    marks = [defs(box.fill for box in drawing.boxes)]
    marks += [_box(box) for box in drawing.boxes]
    marks += [_polyline(line) for line in drawing.lines]
    marks += [_label(label) for label in drawing.labels]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} width="{_n(drawing.width)}" '
        f'height="{_n(drawing.height)}" font-family="{FACES}">{"".join(marks)}</svg>'
    )


def _box(box: Box) -> str:
    # Inset by half the rule, which is drawn on the edge.
    width = max(box.width - 0.5, 0.2)
    return (
        f'<rect x="{_n(box.x + 0.25)}" y="{_n(box.y + 0.25)}" width="{_n(width)}" '
        f'height="{_n(box.height - 0.5)}" fill="{paint(box.fill)}" '
        f'stroke="#{RULE}" stroke-width="0.5"/>'
    )


def _polyline(line: Line) -> str:
    x, y = line.points[-1]
    dot = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="1.5" fill="#{ACCENT}"/>'
    if len(line.points) == 1:
        return dot
    if line.dots:
        dot += "".join(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="0.8" fill="#{ACCENT}"/>'
            for x, y in line.points[:-1]
        )
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in line.points)
    stroke = f'fill="none" stroke="#{ACCENT}" stroke-width="1"'
    return f'<polyline points="{points}" {stroke} stroke-linejoin="round"/>{dot}'


def _label(label: Label) -> str:
    weight = ' font-weight="bold"' if label.strong else ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    clear = ""
    if label.on and PALETTE[label.on].pattern:
        clear = f' stroke="#{PALETTE[label.on].ground}" stroke-width="2.5" paint-order="stroke"'
    return (
        f'<text x="{_n(label.x)}" y="{_n(label.y)}" font-size="{_n(label.size)}" '
        f'fill="#{label.ink}"{anchor}{weight}{clear}>{escape(label.text)}</text>'
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
