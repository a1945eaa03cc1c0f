from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import groupby
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relu_tui.app.drawing import axes
from relu_tui.app.drawing.axes import laid_out
from relu_tui.app.drawing.canvas import draw
from relu_tui.app.drawing.cells import cells
from relu_tui.app.drawing.dots import NUDGE
from relu_tui.app.drawing.frame import Frame, Role
from relu_tui.app.drawing.geometry import Area, Point, Polyline, Shape, Window
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.drawing.ticks import Ticks
from tests.app.lines import level, sloped, upright

UNIT = Window(-1.0, 1.0, -1.0, 1.0)
RELU = Polyline((-1.0, 0.0, 1.0), (0.0, 0.0, 1.0))
BRAILLE = {chr(0x2800 + bits): bits for bits in range(256)}

some = st.one_of(
    st.floats(),
    st.floats(-2, 2),
    st.sampled_from(
        [0.0, -0.0, 1e308, -1e308, sys.float_info.max, 5e-324, 1e16, 1 / 3, inf, -inf, nan, 10**400]
    ),
)
windows = st.builds(
    lambda xs, ys: Window(*sorted(xs), *sorted(ys)), *[st.tuples(some, some)] * 2
) | st.builds(Window, st.floats(-3, -0.1), st.floats(0.1, 3), st.floats(-3, -0.1), st.floats(0.1, 3))
roles = st.sampled_from(Role)
polylines = st.lists(st.tuples(some, some), max_size=6).flatmap(
    lambda ends: st.builds(
        Polyline, st.just(tuple(x for x, _ in ends)), st.just(tuple(y for _, y in ends)), roles, st.booleans()
    )
)
points = st.builds(Point, some, some, st.sampled_from(Shape), roles)
ticks = st.none() | st.lists(st.tuples(some, st.text(max_size=9)), max_size=4).map(tuple)
within = st.floats(-1, 1)
EDGE = NUDGE + 1e-9
"""Cells by which a place may lie before the cell that it is counted to."""


def area_of(
    window: Window,
    width: int,
    height: int,
    marks: Marks = Marks.BRAILLE,
    x_ticks: Ticks | None = None,
    y_ticks: Ticks | None = None,
) -> Area | None:
    """Where `draw` puts the window; None if it draws nothing."""
    layout = laid_out(window, width, height, marks, x_ticks, y_ticks)
    return layout and layout.area


@given(
    windows,
    st.integers(-1, 90),
    st.integers(-1, 30),
    st.lists(polylines, max_size=2),
    st.lists(polylines, max_size=2),
    st.lists(points, max_size=2),
    st.sampled_from(Marks),
    ticks,
    ticks,
)
@settings(derandomize=True, max_examples=400, deadline=None)
def test_whatever_comes_in_a_frame_of_that_size_comes_out(
    window: Window,
    width: int,
    height: int,
    curves: list[Polyline],
    overlay: list[Polyline],
    marked: list[Point],
    marks: Marks,
    x_ticks: Ticks | None,
    y_ticks: Ticks | None,
) -> None:
    frame = draw(
        window, width, height, curves, overlay, marked, marks=marks, x_ticks=x_ticks, y_ticks=y_ticks
    )
    assert (frame.width, frame.height) == (max(0, width), max(0, height))
    assert all(cells(line.text) == line.text and set(line.roles) <= set(Role) for line in frame.rows)
    assert marks is not Marks.ASCII or frame.text.isascii()
    area = area_of(window, width, height, marks, x_ticks, y_ticks)
    if area is not None:
        assert min(area.column, area.row) >= 0
        assert area.column + area.width == frame.width
        assert area.row + area.height <= frame.height
        if area.height < frame.height:  # the y-axis is where the area says that it is
            assert {line.roles[area.column - 1] for line in frame.rows[: area.height + 1]} == {Role.AXIS}


@pytest.mark.parametrize(
    "window",
    [
        Window(0, 0, 0, 1),
        Window(1, 0, 0, 1),
        Window(0, 1, nan, 1),
        Window(0, inf, 0, 1),
        Window(-1e308, 1e308, 0, 1),
        Window(1, 1 + 1e-15, 0, 1),
        Window(0, 5e-324, 0, 1),
        Window(0, 10**400, 0, 1),
    ],
)
def test_a_window_without_room_is_blank(window: Window) -> None:
    assert not window.drawable
    assert draw(window, 20, 8, [RELU]) == Frame.of((), 20, 8)
    assert area_of(window, 20, 8) is None


PICTURES = {
    Marks.BRAILLE: """
1.0┤                     ⡇     ⢀⠔⠊
   │                        ⢀⡠⠊⠁
   │                     ⡇⡠⠔⠁
0.5┤                   ⢀⠔⠊
   │                ⢀⡠⠊⠁ ⡇
0.0┤  ⠠⠤⠤⠤⠤⠤○⠤⠤⠤⠤⠤⡤●⠁
   │           ⣀⠔⠊       ⡇
   └──┬────────────┬───────────┬──
      −1           0           1""",
    Marks.BLOCK: """
1.0┤                     ▌     ▗▞▀
   │                        ▗▄▀▘
   │                     ▌▄▞▘
0.5┤                   ▗▞▀
   │                ▗▄▀▘ ▌
0.0┤  ▗▄▄▄▄▄○▄▄▄▄▄▄●▘
   │           ▄▞▀       ▌
   └──┬────────────┬───────────┬──
      −1           0           1""",
    Marks.ASCII: """
1.0+                     .     >>>
   |                         >>
   |                     .>>>
0.5+                   >>>
   |                 >>  .
0.0+  ######o#####>*>
   |           >>>       .
   +--+------------+-----------+--
      -1           0           1""",
}


@pytest.mark.parametrize("marks", Marks)
def test_relu_with_a_secant_a_probe_and_two_points(marks: Marks) -> None:
    window = Window(-1.2, 1.2, -0.3, 1.2)
    overlay = [sloped(window, 0, 0, 1, Role.RIGHT), upright(window, 0.5, Role.AXIS, dashed=True)]
    marked = [Point(0, 0), Point(-0.5, 0, Shape.OPEN, Role.LEFT)]
    frame = draw(window, 34, 9, [RELU], overlay, marked, marks=marks)
    assert [line.text.rstrip() for line in frame.rows] == PICTURES[marks].split("\n")[1:]


SEGMENTS = st.tuples(within, within, within, within)


@given(SEGMENTS, st.sampled_from(Marks), st.integers(9, 60), st.integers(5, 24))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_what_moves_falls_on_the_dots_that_plotext_would_draw(
    ends: tuple[float, float, float, float], marks: Marks, width: int, height: int
) -> None:
    line = Polyline((ends[0], ends[2]), (ends[1], ends[3]), Role.CURVE)
    moving = draw(UNIT, width, height, overlay=[line], marks=marks)
    still = draw(UNIT, width, height, [line], marks=marks)
    assert moving.text.replace(".", "#") == still.text.replace(".", "#")


@pytest.mark.parametrize(
    "outside",
    [
        Polyline((-5.0, 5.0), (1.2, 1.2)),
        Polyline((-5.0, 5.0), (-1.2, -1.2)),
        Polyline((-1.2, -1.2), (-5.0, 5.0)),
        Polyline((1.2, 1.2), (-5.0, 5.0)),
        Polyline((-3.0, 0.4), (0.4, -3.0)),
        Polyline((0.0, 3.0), (2.9, 0.0)),
        Polyline((1.1,), (0.0,)),
        Polyline((0.0, 0.0, nan), (2.0, inf, 0.0)),
        Polyline((), ()),
    ],
)
def test_what_is_outside_is_not_drawn(outside: Polyline) -> None:
    empty = draw(UNIT, 30, 9)
    assert draw(UNIT, 30, 9, [outside]) == empty
    assert draw(UNIT, 30, 9, [], [outside], [Point(-1.01, 0), Point(0, 1.01), Point(nan, 0)]) == empty


@pytest.mark.parametrize("slope", [0.0, 1.0, -1.0, 0.5, 2.0, -1 / 3, 7.0, 0.7, inf, -inf])
@pytest.mark.parametrize("size", [(43, 12), (80, 30), (20, 7)])
@pytest.mark.parametrize(("x", "y"), [(0.0, 0.0), (0.3, 0.35), (-0.37, 0.2)])
def test_a_secant_on_a_straight_curve_adds_no_dots(
    slope: float, size: tuple[int, int], x: float, y: float
) -> None:
    line = sloped(UNIT, x, y, slope, Role.CURVE)
    curve = draw(UNIT, *size, [line])
    for reach in (0.03, 0.2, 0.61):
        if abs(slope) <= 1:
            right, up = reach, reach * slope
        else:
            right, up = reach / slope, reach
        secant = Polyline((x - right, x + right), (y - up, y + up), Role.RIGHT)
        both = draw(UNIT, *size, [line], [secant])
        assert both.text == curve.text
        assert Role.RIGHT in "".join(line.roles for line in both.rows)


@given(st.lists(SEGMENTS, min_size=1, max_size=3))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_what_moves_erases_no_dot_and_has_the_role(segments: list[tuple[float, float, float, float]]) -> None:
    overlay = [Polyline((x0, x1), (y0, y1), Role.LEFT) for x0, y0, x1, y1 in segments]
    below = draw(UNIT, 40, 12, [RELU])
    alone = draw(UNIT, 40, 12, [], overlay)
    both = draw(UNIT, 40, 12, [RELU], overlay)
    for one, two, joined in zip(below.rows, alone.rows, both.rows, strict=True):
        for cell, over, result, role in zip(one.text, two.text, joined.text, joined.roles, strict=True):
            if over in BRAILLE:
                assert BRAILLE[result] == BRAILLE.get(cell, 0) | BRAILLE[over]
                assert role == Role.LEFT
            else:
                assert result == cell


def test_later_things_lie_over_earlier_ones() -> None:
    line = level(UNIT, 0, Role.LEFT)
    frame = draw(
        UNIT,
        30,
        9,
        [RELU],
        [line, level(UNIT, 0, Role.RIGHT)],
        [Point(0, 0), Point(0, 0, Shape.OPEN, Role.FAILS)],
    )
    area = area_of(UNIT, 30, 9)
    assert area is not None
    column, row = area.cell(0, 0) or (0, 0)
    assert (frame.rows[row].text[column], frame.rows[row].roles[column]) == ("○", Role.FAILS)
    assert set(frame.rows[row].roles[area.column :]) == {Role.RIGHT, Role.FAILS}


def test_a_jump_is_not_bridged_and_a_lone_point_is_a_dot() -> None:
    jump = Polyline((-1, 0, nan, 0, 1), (-0.5, -0.5, 0, 0.5, 0.5))
    columns = "".join(line.text for line in draw(UNIT, 3, 9, [jump]).rows)
    assert sum(character in BRAILLE for character in columns) == 4  # both pieces end in the middle column
    lone = Polyline((nan, 0.0, nan), (0.0, 0.0, 0.0))
    for frame in (draw(UNIT, 30, 9, [lone]), draw(UNIT, 30, 9, [], [lone])):
        dots = [BRAILLE[character] for character in frame.text if character in BRAILLE]
        assert [bits.bit_count() for bits in dots] == [1]


@pytest.mark.parametrize("far", [1e3, 1e6, 1e9])
def test_a_line_that_comes_from_far_away_passes_where_it_should(far: float) -> None:
    near = draw(UNIT, 30, 9, [sloped(UNIT, 0, 0, 1, Role.CURVE)])
    assert draw(UNIT, 30, 9, [Polyline((-far, far), (-far, far))]) == near


@pytest.mark.parametrize("far", [1e15, 1e200, sys.float_info.max])
def test_a_steep_rise_to_a_far_point_is_an_upright_line(far: float) -> None:
    alone = draw(UNIT, 30, 9, [upright(UNIT, 0.5, Role.CURVE)])
    assert draw(UNIT, 30, 9, [Polyline((0.5, 0.5 + 1e-12), (-far, far))]) == alone


@pytest.mark.parametrize(
    ("slope", "count"),
    [(0.0, 40), (0.4, 40), (-0.4, 40), (-3.0, 16), (1e12, 16), (1e308, 16), (inf, 16), (-inf, 16)],
)
def test_a_line_with_a_slope_goes_from_edge_to_edge(slope: float, count: int) -> None:
    frame = draw(UNIT, 20, 4, [], [sloped(UNIT, 0.25, 0.0, slope, Role.LIMIT)])
    dots = [BRAILLE[character] for character in frame.text if character in BRAILLE]
    assert sum(bits.bit_count() for bits in dots) == count


def test_a_line_that_is_not_whole_shares_what_it_covers_by_the_stretch() -> None:
    curve = level(UNIT, 0.0, Role.CURVE)
    for role in (Role.LEFT, Role.RIGHT):
        shared = draw(UNIT, 20, 3, [curve], [replace(level(UNIT, 0.0, role), whole=False)])
        letters = Role.CURVE.value + role.value
        assert len(stretches := [*groupby(shared.rows[1].roles)]) > 5
        assert {letter for letter, _ in stretches} == set(letters)
        assert shared.rows[1].roles.count(role.value) in range(8, 13)


def test_dashed_lines_have_half_the_dots_and_dim_ones_fewer() -> None:
    def dots(line: Polyline) -> int:
        return sum(BRAILLE[c].bit_count() for c in draw(UNIT, 20, 4, [], [line]).text if c in BRAILLE)

    assert dots(upright(UNIT, 0.1, Role.DIM)) == 16
    assert dots(upright(UNIT, 0.1, Role.AXIS, dashed=True)) == 8
    assert dots(upright(UNIT, 0.1, Role.DIM, dashed=True)) == 4


@pytest.mark.parametrize(
    ("low", "high", "x_labels", "y_labels"),
    [
        (-1.2, 1.2, "−1 0 1", "−1 0 1"),
        (0, 1, "0.0 0.5 1.0", "0.0 0.5 1.0"),
        (-1e-6, 1e-6, "−1e−6 0 1e−6", "−1e−6 0 1e−6"),
        (999, 1003, "1000 1002", "1000 1002"),
        (0, 2500, "0 1000 2000", "0 1000 2000"),
        (0, 1e6, "0 5e5 1e6", "0 5e5 1e6"),
        (-0.07, 0.13, "0.0 0.1", "0.0 0.1"),
        (1e100, 2e100, "1e100 1.5e100 2e100", "1e100 1.5e100 2e100"),
        (1, 1 + 1e-12, "1", "1.0000000000000 1.0000000000005 1.0000000000010"),
        (5, 5.0001, "5.00000 5.00005 5.00010", "5.00000 5.00005 5.00010"),
    ],
)
def test_axes_mark_round_numbers(low: float, high: float, x_labels: str, y_labels: str) -> None:
    lines = draw(Window(low, high, low, high), 46, 9).text.split("\n")
    assert lines[-1].split() == x_labels.split()
    assert [line.split("┤")[0].strip() for line in lines if "┤" in line][::-1] == y_labels.split()


@given(
    st.floats(-1e6, 1e6),
    st.floats(1e-9, 1e6),
    st.integers(12, 160),
    st.integers(5, 50),
    st.sampled_from(Marks),
)
@settings(derandomize=True, max_examples=150, deadline=None)
def test_labels_tell_the_truth_and_keep_clear_of_one_another(
    low: float, size: float, width: int, height: int, marks: Marks
) -> None:
    window = Window(low, low + size, low, low + size)
    area = area_of(window, width, height, marks)
    frame = draw(window, width, height, marks=marks)
    if area is None or area.height == height:
        return
    assert area.column - 1 <= width // 3
    *rows, axis, below = frame.text.split("\n")
    if area.height == height - 1:  # no round number within, or none short enough
        rows, axis, below = [*rows, axis], below, ""
    labels = below.split()
    places = [column for column, character in enumerate(axis) if column >= area.column and character in "┬+"]
    assert len(labels) == len(places)  # none was left out for want of room, none has run into another
    for label, column in zip(labels, places, strict=True):
        value = float(label.replace("−", "-"))
        assert area.cell(value, window.bottom) in {(column, area.height - 1), None}
        assert abs(area.share(value, nan)[0] * area.width - (column - area.column) - 0.5) <= 0.5 + EDGE
    for index, row in enumerate(rows):
        if label := row[: area.column - 1].strip():
            value = float(label.replace("−", "-"))
            assert abs(area.share(nan, value)[1] * area.height - index - 0.5) <= 0.5 + EDGE


def test_a_pane_can_choose_the_ticks() -> None:
    frame = draw(
        Window(0, 1, 0, 1),
        40,
        9,
        x_ticks=((0.25, "a"), (0.5, "a+Δx"), (7.0, "outside"), (nan, "?")),
        y_ticks=((0.5, "f(a)"),),
    )
    assert frame.rows[-1].text.split() == ["a", "a+Δx"]
    assert frame.rows[3].text.startswith("f(a)┤")
    assert draw(Window(0, 1, 0, 1), 40, 9, x_ticks=(), y_ticks=()).rows[-1].text == "└" + "─" * 39


@given(st.floats(-1, 1), st.floats(-1, 1))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_a_point_falls_in_the_cell_that_is_nearest(x: float, y: float) -> None:
    area = Area(UNIT, 4, 0, 36, 10)
    found = area.cell(x, y)
    assert found is not None
    column, row = found
    assert 4 <= column < 40
    assert 0 <= row < 10
    assert abs((column - 4 + 0.5) / 18 - 1 - x) <= (0.5 + EDGE) / 18
    assert abs(1 - (row + 0.5) / 5 - y) <= (0.5 + EDGE) / 5
    assert area.cell(x + 2.1, y) is None


def test_a_step_with_the_same_curves_does_not_go_through_plotext(monkeypatch: pytest.MonkeyPatch) -> None:
    gaps = [Polyline((-1.0, float("nan"), 0.5), (0.0, float("inf"), 1.0))]
    first = draw(UNIT, 37, 11, gaps, [upright(UNIT, 0.5, Role.LEFT)])
    monkeypatch.setattr(axes, "_plotext", lambda: pytest.fail("plotext was asked to draw again"))
    again = [Polyline((-1.0, float("nan"), 0.5), (0.0, float("inf"), 1.0))]
    assert draw(UNIT, 37, 11, again, [upright(UNIT, 0.25, Role.LEFT)]) != first
    assert draw(UNIT, 37, 11, again, [upright(UNIT, 0.5, Role.LEFT)]) == first


def test_drawing_does_not_change_what_is_kept() -> None:
    before = draw(UNIT, 30, 9, [RELU])
    draw(UNIT, 30, 9, [RELU], [sloped(UNIT, 0, 0, -1, Role.LEFT)], [Point(0, 0)])
    draw(UNIT, 31, 9, [RELU], marks=Marks.ASCII)
    axes.picture.cache_clear()
    assert draw(UNIT, 30, 9, [RELU]) == before


def test_what_is_kept_is_bounded() -> None:
    for cache in (axes.picture, laid_out):
        assert cache.cache_parameters()["maxsize"] is not None


def test_coordinates_that_do_not_pair_are_refused() -> None:
    with pytest.raises(ValueError, match="2 x-coordinates with 1 y-coordinates"):
        Polyline((0.0, 1.0), (0.0,))


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_plotext_is_imported_with_the_first_drawing_and_needs_no_locale(locale: str) -> None:
    program = (
        "import sys; from relu_tui.app.drawing.canvas import draw\n"
        "from relu_tui.app.drawing.geometry import Polyline, Window\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'plotext', 'textual', 'rich', 'numpy'}, loaded\n"
        "f = draw(Window(-1, 1, -1, 1), 30, 9, [Polyline((-1, 1), (-1, 1))])\n"
        "assert 'plotext' in sys.modules\n"
        "sys.stdout.buffer.write(f.text.encode())"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env={"LC_ALL": locale}, check=False, timeout=60
    )
    assert result.stderr == b""
    assert result.stdout.decode() == draw(UNIT, 30, 9, [Polyline((-1, 1), (-1, 1))]).text
