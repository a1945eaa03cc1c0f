"""Between two steps: where the probes are on their way."""

from __future__ import annotations

from fractions import Fraction

import pytest

from relu_tui.calculus.side import Side
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.motion import NEAREST, on_the_way
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import press


def after(*keys: str, function: str = "x**2", at: str = "1") -> Lesson:
    return press(begin(function, at), *keys)


@pytest.mark.parametrize("back", [False, True])
def test_delta_x_goes_from_one_step_to_the_next_and_the_quotients_are_exact(back: bool) -> None:
    before = after("right", "right")
    next_one = press(before, "left" if back else "right")
    sizes = [lesson.left.current for lesson in (before, *on_the_way(before, next_one, 3), next_one)]
    known = [size for size in sizes if size is not None]
    assert len(known) == 5
    assert known == sorted(known, reverse=not back)
    assert len(set(known)) == 5
    for lesson, size in zip(on_the_way(before, next_one, 3), known[1:4], strict=True):
        row = lesson.current_row(Side.RIGHT)
        assert row is not None
        assert str(row.quotient) == str(2 + size)


def test_a_side_that_stays_stays() -> None:
    before = after("right", "right", "s")
    for lesson in on_the_way(before, press(before, "right"), 3):
        assert lesson.right == before.right
        assert lesson.left.current != before.left.current


@pytest.mark.parametrize(
    ("before", "keys"),
    [
        ((), ("right",)),  # there is nothing to come from
        (("right",), ("right", "right")),
        (("right", "right", "right"), ("enter",)),
        (("right", "right"), ("right", "g")),
        (("right", "right", "g"), ("right",)),
        (("right",), ()),
    ],
)
def test_what_is_no_single_step_has_nothing_between(before: tuple[str, ...], keys: tuple[str, ...]) -> None:
    lesson = after(*before)
    assert on_the_way(lesson, press(lesson, *keys), 3) == []


def test_near_the_point_no_picture_changes_any_more() -> None:
    lesson = after(*["right"] * 13)
    assert lesson.left.current == NEAREST
    assert on_the_way(lesson, press(lesson, "right"), 3) == []
    assert Fraction(1, 10**6) < NEAREST
