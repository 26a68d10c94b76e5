"""Charts are geometry first: what is drawn is in proportion, and inside its sheet."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from reporting.documents.charts import WIDTH, Bar, Series, small_multiples, stacked_bars, svg

LEGEND = [
    ("level-0", "0", "Not started"),
    ("level-4", "4", "Full"),
    ("silent", "–", "Not reported"),
]


def test_a_bar_is_divided_as_its_parts_are() -> None:
    bar = Bar(label="7.1", parts=(("level-0", 1), ("level-4", 3), ("silent", 0)), note="4 of 4")
    drawing = stacked_bars([bar], [])
    widths = [box.width for box in drawing.boxes]
    assert len(widths) == 2
    assert widths[1] == pytest.approx(3 * widths[0])


def test_bars_of_unlike_wholes_are_of_one_length() -> None:
    bars = [
        Bar(label="a", parts=(("level-0", 2), ("silent", 5)), note="2 of 7"),
        Bar(label="b", parts=(("level-0", 300), ("silent", 40)), note="300 of 340"),
    ]
    drawing = stacked_bars(bars, [])
    ends = {round(box.x + box.width, 6) for box in drawing.boxes if box.fill == "silent"}
    assert len(ends) == 1


def test_nothing_is_drawn_outside_its_sheet() -> None:
    bars = [
        Bar(label=f"15.{n}", parts=(("level-0", n), ("level-4", 34 - n)), note=f"{n} of 34")
        for n in range(1, 13)
    ]
    drawing = stacked_bars(bars, LEGEND)  # type: ignore[arg-type]  # plain words in a test
    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= WIDTH + 1e-6
        assert 0 <= box.y <= box.y + box.height <= drawing.height


def test_a_bar_of_which_nothing_is_due_is_empty() -> None:
    drawing = stacked_bars([Bar(label="x", parts=(("level-0", 0),), note="0 of 0")], [])
    assert drawing.boxes == []


def test_a_small_line_runs_from_its_lowest_to_its_highest() -> None:
    one = Series(label="X", points=((2000, 10.0), (2005, 20.0), (2010, 15.0)), first="", last="")
    (line,) = small_multiples([one]).lines
    (x0, y0), (x1, y1), (x2, y2) = line.points
    assert x0 < x1 < x2
    assert y1 < y2 < y0


def test_one_value_is_a_dot_and_equal_values_are_level() -> None:
    single = Series(label="X", points=((2000, 10.0),), first="", last="")
    level = Series(label="Y", points=((2000, 5.0), (2001, 5.0)), first="", last="")
    drawing = small_multiples([single, level])
    assert len(drawing.lines[0].points) == 1
    assert len({y for _x, y in drawing.lines[1].points}) == 1
    assert "<circle" in svg(drawing)


def test_a_name_with_signs_of_markup_is_a_name() -> None:
    one = Series(label="A & B <c>", points=((2000, 1.0),), first="", last="")
    root = ElementTree.fromstring(svg(small_multiples([one])))
    assert "A & B <c>" in [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
