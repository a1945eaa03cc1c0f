"""The table is a picture at every size: rows are kept, and nothing in it is cut."""

from __future__ import annotations

import pytest

from relu_tui.app.drawing.frame import Role
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.table import OPENING, SPACIOUS, table
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import done, press, seen

SIZES = [(80, 9), (120, 15), (200, 24), (200, 27), (60, 9), (40, 8)]


def lines(function: str, at: str = "", steps: int = 5, width: int = 80, height: int = 9) -> list[str]:
    return table(press(begin(function, at), *["right"] * steps), width, height, Look()).text.splitlines()


def test_a_gap_that_closes_narrows_and_comes_closer() -> None:
    shown = lines("x**2", "1")
    assert [line[:8].strip() for line in shown[2:6]] == ["1", "1/2", "1/4", "1/8"]
    lengths = [line.count("━") for line in shown[2:6]]
    assert lengths == sorted(lengths, reverse=True)
    assert "×16 closer" in shown[6]
    assert shown[7].startswith("▸1/16")
    assert shown[7].count("━") == shown[2].count("━")
    assert shown[7].rstrip().endswith("1/8")


@pytest.mark.parametrize("size", SIZES)
def test_a_gap_that_closes_by_more_than_a_double_holds_is_told_as_a_power_of_ten(
    size: tuple[int, int],
) -> None:
    shown = lines("abs(x)**(1/abs(x)) if x != 0 else 0", steps=11, width=size[0], height=size[1])
    assert any("over ×10" in line for line in shown)


def test_the_corner_of_a_thousand_millionth_is_seen_at_80_columns() -> None:
    frame = table(done("1e-9*abs(x) + x"), 80, 9, Look())
    row = frame.text.splitlines()[4]
    assert row.split()[1:] == ["0.999999999", row.split()[2], "1.000000001", "2·10⁻⁹"]
    assert row.count("━") > 20
    assert "\n the rest 0.999999999" in frame.text


@pytest.mark.parametrize(
    ("function", "at", "name"),
    [
        ("relu", "0", "the rest"),
        ("square", "1", "tends to"),
        ("cbrt", "0", "tends to"),
        ("wiggle", "0", "limit "),
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_what_is_proved_of_the_other_steps_is_told_without_the_sign_of_a_key(
    function: str, at: str, name: str, size: tuple[int, int]
) -> None:
    shown = table(done(function, at), *size, Look()).text
    assert "→" not in shown
    if size == (80, 9):
        assert f"\n {name}" in shown


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_most_rows_seen_stay_in_sight(width: int, height: int) -> None:
    room = (height - 2) // (2 if height >= SPACIOUS else 1)
    for steps in range(1, 40):
        rows = [line for line in lines("abs", "", steps, width, height)[2:] if "◁" in line]
        assert len(rows) >= min(steps, room // 2), steps
        assert rows[-1].startswith("▸")


def test_a_high_table_has_a_blank_line_between_its_rows() -> None:
    written = [bool(line.strip()) for line in lines("abs", "", 9, 200, SPACIOUS)]
    assert written == [True, True, *[True, False] * 9, *[False] * (SPACIOUS - 20)]
    assert "" not in [line.strip() for line in lines("abs", "", 9, 200, SPACIOUS - 1)[:11]]


def test_what_settles_is_strong() -> None:
    frame = table(press(begin("x**2", "1"), *["right"] * 4), 80, 9, Look())
    row = frame.rows[5]
    start = row.text.index("1.875")
    assert row.roles[start : start + 5] == Role.EMPHASIS.value * 2 + Role.PLAIN.value * 3


def test_a_number_format_shows_what_it_printed_beside_the_exact_bar() -> None:
    lesson = press(begin("1e-9*abs(x) + x"), *["right"] * 3, "p", "p")
    shown = table(lesson, 80, 9, Look()).text.splitlines()
    assert "float32" in shown[0]
    assert shown[4].split()[1] == shown[4].split()[3] == "1"
    assert shown[4].split()[-1] == "2·10⁻⁹"


@pytest.mark.parametrize("function", ["cbrt", "sqrt", "step", "wiggle", "1/x", "log(x)"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_is_as_large_as_asked(function: str, width: int, height: int) -> None:
    for lesson in (begin(function), press(begin(function), *["right"] * 12), done(function)):
        frame = table(lesson, width, height, Look())
        assert (frame.width, frame.height) == (width, height)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("function", "at", "gap"), [("square", "1", "0"), ("relu", "0", "1")])
def test_the_gap_of_the_limits_is_told_only_once_it_was_asked_for(
    function: str, at: str, gap: str, size: tuple[int, int]
) -> None:
    def last(lesson: Lesson) -> str:
        shown = table(lesson, *size, Look()).text.splitlines()
        return next(line for line in reversed(shown) if line.strip())

    both = press(seen(function, at), "1", "enter", "2", "enter", "3", "enter")
    before = last(both)
    assert before.rstrip().endswith("?")
    assert not {"◆", "━"} & set(before)
    after = last(press(both, "4", "enter"))
    assert after.split()[-1] == gap
    assert {"◆", "━"} & set(after)


def test_where_there_is_no_slope_there_is_no_axis() -> None:
    assert not lines("1/x", "0")[1].strip()
    assert lines("relu")[1].split() == ["0", "1"]


@pytest.mark.parametrize("steps", range(4, 12))
def test_a_low_table_moves_on_by_a_row_and_stays_full(steps: int) -> None:
    shown = lines("relu", steps=steps, width=60, height=6)
    assert all(line.strip() for line in shown[2:6])
    assert shown[5].startswith("▸")


@pytest.mark.parametrize(
    ("function", "at", "limit"),
    [("leaky-relu", "0", "0.01"), ("sqrt(x)", "3/16", "2√3/3"), ("x**2", "1/6", "1/3")],
)
def test_a_limit_is_written_as_the_slopes_above_it(function: str, at: str, limit: str) -> None:
    shown = table(done(function, at), 80, 12, Look()).text.splitlines()
    last = next(line for line in shown if line.startswith((" the rest", " tends to")))
    assert limit in last.removeprefix(" the rest").removeprefix(" tends to").split()


@pytest.mark.parametrize("height", [6, 9, 16])
@pytest.mark.parametrize("steps", range(1, 31, 3))
def test_no_row_is_left_blank_while_there_are_older_ones(height: int, steps: int) -> None:
    room = height - 2
    shown = [line for line in lines("relu", steps=steps, height=height)[2:] if line.strip()]
    assert len(shown) == min(steps, room)
    assert shown[-1].startswith("▸")
    further = press(done(), *["right"] * steps)
    shown = table(further, 80, height, Look()).text.splitlines()[2:]
    assert shown[-1 if len(shown) <= further.left.seen else further.left.seen].startswith(" the rest")
    assert shown[0].strip()


@pytest.mark.parametrize("size", SIZES)
def test_before_a_step_it_is_said_what_a_step_is_and_nothing_of_it_is_cut(size: tuple[int, int]) -> None:
    shown = lines("relu", steps=0, width=size[0], height=size[1])
    said = [line.strip() for line in shown if line.strip()][1:]
    assert said[0].startswith("no row yet: the key → adds one")
    assert said[1].startswith("Δx is the way from ")
    assert all(said[index] in forms for index, forms in enumerate(OPENING))
