"""Stacked columns: shares of a whole that change from period to period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reporting.documents.blocks import Fill
from reporting.documents.charts import WIDTH, Box, Drawing, Label, draw_legend, estimated_width
from reporting.documents.palette import PALETTE

HEIGHT: Final = 150.0
# The scale at the left: room for "100 %".
LEFT: Final = 34.0
SMALL: Final = 7.5
WIDEST: Final = 46.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """One column. `parts`: fill and how many, from the foot up; `notes`: lines below its label."""

    label: str
    parts: tuple[tuple[Fill, int], ...]
    notes: tuple[str, ...]


def stacked_columns(
    stacks: Sequence[Stack],
    legend: Sequence[tuple[Fill, str, str]],
    scale: Sequence[tuple[float, str]],
    written: Callable[[int], str] = str,
) -> Drawing:
    """Return columns of one height, each divided as its parts are, in the order given.

    `legend` as for bars; `scale`: shares, 0 to 1, and how each is written. A number is written,
    as `written` has it, where its part has room; labels are left out, evenly, where all of them
    would not fit.
    """
    drawing = Drawing(width=WIDTH, height=0)
    top = draw_legend(drawing, legend) + 8
    for share, text in scale:
        y = top + HEIGHT * (1 - share)
        drawing.labels.append(Label(x=LEFT - 6, y=y + 2.5, text=text, size=SMALL, anchor="end"))
    step = (WIDTH - LEFT) / max(len(stacks), 1)
    wide = min(step * 0.78, WIDEST)
    every = _every(stacks, step)
    for number, stack in enumerate(stacks):
        middle = LEFT + step * (number + 0.5)
        _stack(drawing, stack, written, left=middle - wide / 2, top=top, width=wide)
        # Counted from the last one, which is what a reader looks for.
        if (len(stacks) - 1 - number) % every == 0:
            _below(drawing, stack, middle=middle, top=top + HEIGHT)
    lines = 1 + max((len(stack.notes) for stack in stacks), default=0)
    drawing.height = top + HEIGHT + 4 + 10 * lines
    return drawing


def _every(stacks: Sequence[Stack], step: float) -> int:
    """Return which share of the labels fits: every first, second, third …"""
    texts = [text for stack in stacks for text in (stack.label, *stack.notes)]
    widest = max((estimated_width(text, SMALL) for text in texts), default=0) + 10
    return max(1, int(-(-widest // step)))


def _stack(
    drawing: Drawing,
    stack: Stack,
    written: Callable[[int], str],
    *,
    left: float,
    top: float,
    width: float,
) -> None:
    whole = sum(number for _fill, number in stack.parts)
    y = top + HEIGHT
    for fill, number in stack.parts:
        if not number:
            continue
        high = HEIGHT * number / whole
        y -= high
        drawing.boxes.append(Box(x=left, y=y, width=width, height=high, fill=fill))
        text = written(number)
        if high >= SMALL + 1 and width >= estimated_width(text, SMALL):
            drawing.labels.append(
                Label(
                    x=left + width / 2,
                    y=y + high / 2 + SMALL / 3,
                    text=text,
                    size=SMALL,
                    anchor="middle",
                    ink=PALETTE[fill].ink,
                )
            )


def _below(drawing: Drawing, stack: Stack, *, middle: float, top: float) -> None:
    lines = (stack.label, *stack.notes)
    # The last of many narrow columns stands nearer to the edge than its label is wide.
    room = max(estimated_width(text, SMALL) for text in lines) / 2
    for line, text in enumerate(lines):
        drawing.labels.append(
            Label(
                x=min(middle, WIDTH - room),
                y=top + 10 + 10 * line,
                text=text,
                size=SMALL,
                anchor="middle",
                strong=not line,
            )
        )
