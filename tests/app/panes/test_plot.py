"""Overview and microscope: what is in the picture is where it is, and none of it is lost."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from relu_tui.app.drawing import axes
from relu_tui.app.drawing.axes import Layout
from relu_tui.app.drawing.frame import Role
from relu_tui.app.drawing.geometry import Area
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.drawing.ticks import even_ticks
from relu_tui.app.panes import view as panes_view
from relu_tui.app.panes.plot import plot
from relu_tui.app.panes.stepper import stepper
from relu_tui.app.panes.view import ROOMIER, row_height
from relu_tui.lesson.graphs import Kind, magnified
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import done, press

SIZES = [(49, 9), (83, 18), (155, 30)]
PLACES = [
    ("relu", "0"),
    ("x**2", "1"),
    ("sin(x)", "1"),
    ("cbrt", "0"),
    ("jump", "0"),
    ("hole", "1"),
    ("abs", "0"),
]


def text(lesson: Lesson, width: int = 49, height: int = 9) -> str:
    return plot(lesson, width, height, Look()).text


def roles(lesson: Lesson, role: Role, width: int = 49, height: int = 9) -> int:
    return sum(line.roles.count(role.value) for line in plot(lesson, width, height, Look()).rows)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize(("function", "at"), PLACES)
def test_point_and_probes_are_in_both_views_at_every_step(
    function: str, at: str, width: int, height: int
) -> None:
    lesson = begin(function, at)
    for _ in range(12):
        lesson = press(lesson, "right")
        shown = text(lesson, width, height)
        assert shown.count("●") >= 2
        assert shown.count("◉") + shown.count("▲") + shown.count("▼") == 4, shown


def test_the_box_is_drawn_and_shrinks_and_the_microscope_says_how_much_it_magnifies() -> None:
    first, later = (press(begin("x**2", "1"), *["right"] * count) for count in (2, 5))
    assert "the box, ×2" in text(first)
    assert "the box, ×16" in text(later)
    wide, narrow = (
        max(line[:24].count("─") for line in text(lesson).splitlines()[1:-1]) for lesson in (first, later)
    )
    assert wide > narrow >= 3


@pytest.mark.parametrize(("steps", "rows"), [(2, [1, 2, 27, 28]), (4, [4, 5, 25, 26])])
def test_of_a_large_box_the_ends_of_its_walls_are_drawn(steps: int, rows: list[int]) -> None:
    lines = text(press(begin("cbrt"), *["right"] * steps), 155, 30).splitlines()
    walls = [index for index, line in enumerate(lines) if line[8:76].count("│") == 2]
    assert walls == rows


def test_both_secants_are_seen_and_named() -> None:
    lesson = press(begin("x**2", "1"), "right", "right")
    shown = text(lesson)
    assert "secant: slope 1.5" in shown
    assert "secant: slope 2.5" in shown
    assert roles(lesson, Role.LEFT) > 15
    assert roles(lesson, Role.RIGHT) > 15


def test_the_graph_keeps_its_colour_under_a_secant_and_under_a_verdict() -> None:
    for lesson in (press(begin("relu"), "right"), done("relu")):
        assert roles(lesson, Role.CURVE) > 10


@pytest.mark.parametrize("slope", ["0", "1/2", "1"])
def test_each_convention_is_seen_and_named(slope: str) -> None:
    lesson = done("relu")
    while f"{lesson.convention}" != slope:
        lesson = press(lesson, "c")
    assert slope in text(lesson).replace("limit: slope 0", "").replace("limit: slope 1", "")
    assert roles(lesson, Role.EMPHASIS) > 20


def test_no_picture_gives_away_what_was_not_stepped_to() -> None:
    before = press(begin("relu"), "g")
    assert "no quotient yet" in text(before)
    assert roles(before, Role.CURVE) == 0
    assert "f(0) has no value, so there is no quotient" in text(press(begin("1/x"), "right", "g"))


def test_an_infinite_limit_is_scaled_to_the_rows_seen() -> None:
    lesson = press(begin("cbrt"), *["right"] * 8, "g")
    rows = {index for index, line in enumerate(text(lesson).splitlines()) if "◉" in line}
    assert len(rows) >= 4


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.6), (-0.1, 6.8), (-1.0, 1.0), (0.0, 100.0), (-3e-9, 2e-9)])
@pytest.mark.parametrize("rows", [7, 16, 28])
def test_ticks_are_round_and_equally_many_rows_apart(low: float, high: float, rows: int) -> None:
    found = even_ticks(low, high, rows, 8)
    assert found is not None
    bottom, top, ticks = found
    height = (top - bottom) / rows
    assert bottom <= low + 1e-9 * height
    assert top >= high - 1e-9 * height
    places = [(value - bottom) / height - 0.5 for value, _ in ticks]
    assert len(ticks) >= 2
    assert all(abs(place - round(place)) < 1e-6 for place in places)


def test_secants_that_are_flat_but_for_rounding_do_not_set_the_height_of_the_microscope() -> None:
    window = magnified(press(begin("fooled"), *["right"] * 5), 40).window
    assert window.bottom < -1 < 1 < window.top


def test_in_ascii_it_is_ascii() -> None:
    look = Look(Marks.ASCII, ascii_only=True)
    assert look.finish(plot(press(begin("cbrt"), "right"), 49, 9, look)).text.isascii()


def test_both_probes_are_on_the_stepper_from_the_first_key_at_every_width() -> None:
    for width in range(20, 60):
        for height in (3, 5, 8):
            assert stepper(press(begin(), "right"), width, height, Look()).text.count("◉") == 2


def test_a_secant_keeps_its_name_with_fewer_digits() -> None:
    for steps in range(1, 13):
        assert "secant" in text(press(begin("cbrt"), *["right"] * steps)), steps


def test_what_is_said_of_no_value_lies_on_no_curve() -> None:
    lesson = press(begin("x*sin(1/x)", "0"), *["right"] * 3)
    said = next(line for line in text(lesson).splitlines() if "f has no value here" in line)
    assert said.split("│")[-2].replace("f has no value here", "").strip() == ""


def test_secants_in_one_line_have_one_name() -> None:
    lesson = press(begin("cbrt"), *["right"] * 4)
    assert text(lesson).count("secant: slope 4") == 1


def test_a_secant_to_a_probe_out_of_sight_is_dashed() -> None:
    seen, gone = (press(begin("cbrt"), *["right"] * steps) for steps in (4, 8))
    for lesson, whole in ((seen, 2), (gone, 0)):
        lines = [line for line in magnified(lesson, 40).lines if line.kind in (Kind.LEFT, Kind.RIGHT)]
        assert sum(line.dashed for line in lines) == 2
        assert len(lines) - 2 == whole


def test_the_microscope_says_the_size_of_a_step_only_where_the_sides_stand_apart() -> None:
    together = press(begin("relu"), *["right"] * 3)
    assert [label for _, label in magnified(together, 40).x_ticks or ()] == ["−Δx", "x=0", "+Δx"]
    apart = press(together, "s", "right")
    assert [label for _, label in magnified(apart, 40).x_ticks or ()] == ["−1/4", "x=0", "+1/4"]


@pytest.mark.parametrize(
    ("least", "resting"), [(0.3, (0.0, 1.0)), (0.21, (2.0, -2.0)), (0.5, (-1.0, 3.0)), (0.7, ())]
)
def test_the_rows_of_the_box_are_such_that_probes_rest_in_their_middle(
    least: float, resting: tuple[float, ...]
) -> None:
    height = row_height(least, resting)
    assert least <= height <= ROOMIER * least
    assert all(abs(rest / height - round(rest / height)) < 1e-9 for rest in resting)


@pytest.mark.parametrize(("width", "height"), [(23, 7), (40, 15), (76, 24)])
@pytest.mark.parametrize(("function", "at"), [("relu", "0"), ("abs", "0"), ("-3*x", "0"), ("x**2", "1")])
def test_in_the_box_probes_come_to_stand_within_an_eighth_of_the_middle_of_cells(
    function: str, at: str, width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    areas: list[Area] = []

    def laid_out(*arguments: Any) -> Layout | None:
        layout = axes.laid_out(*arguments)
        areas.extend([layout.area] if layout else [])
        return layout

    monkeypatch.setattr(panes_view, "laid_out", laid_out)
    scene = magnified(press(begin(function, at), *["right"] * 20), width)
    panes_view.view(scene, width, height, Look())
    area = areas[-1]
    for spot in scene.spots:
        across, down = area.share(*spot.at)
        for place in (across * area.width, down * area.height):
            assert abs(place - (int(place) + 0.5)) < 1 / 8


@pytest.mark.parametrize(("width", "height"), [(49, 9), (69, 16), (110, 30)])
def test_powers_of_ten_stand_equally_far_apart_on_both_axes_of_the_error(width: int, height: int) -> None:
    lesson = press(begin("sin", "1"), "right", "g", "g")
    shown = plot(lesson, width, height, Look()).text.splitlines()
    rows = [index for index, line in enumerate(shown) if "┤" in line[:9]]
    assert len(rows) >= 3
    assert len({later - earlier for earlier, later in pairwise(rows)}) == 1
    assert re.findall(r"[^╰╯─ ]+", shown[-1]) == ["10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]
