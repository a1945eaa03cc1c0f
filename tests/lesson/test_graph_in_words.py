"""The graph around the point, told in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relu_tui.calculus.decision.limit_values import Finite, Unknown
from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.examination import examine
from relu_tui.lesson.course import BY_KEY, open_part
from relu_tui.lesson.graph_in_words import NOT_SETTLED, angle, picture


@pytest.mark.parametrize(
    ("function", "at", "words"),
    [
        ("max(0, x)", "0", "flat on the left, rising at 45° on the right."),
        ("max(0, x)", "1/2", "on both sides rising at 45° close to the point."),
        ("abs(x)", "0", "falling at 45° on the left, rising at 45° on the right."),
        ("2*x", "0", "on both sides rising at about 63°. To the eye it is one straight line."),
        ("1e-9*abs(x) + x", "0", "on both sides rising at about 45°. To the eye it is one straight line."),
        ("0.01*abs(x)", "0", "falling at less than 1° on the left, rising at less than 1° on the right."),
        ("cbrt(x)", "0", "on both sides rising and upright at the point."),
        (
            "sqrt(abs(x))",
            "0",
            "falling and upright at the point on the left, rising and upright at the point",
        ),
        ("sqrt(x)", "0", "nothing on the left, rising and upright at the point on the right."),
        ("x*sin(1/x) if x != 0 else 0", "0", "on both sides in waves without end, ever less high."),
        (
            "x if x < 0 else x + 1",
            "0",
            "on the left rising at 45°, coming to the height 0; on the right rising at 45°. "
            "Its point at x = 0 has the height 1.",
        ),
        ("(x**2 - 1)/(x - 1)", "1", "at 45°, coming to the height 2. It has no point at x = 1."),
        ("1/x", "0", "running off downwards without end on the left, running off upwards without end on the"),
        ("sin(1/x)", "0", "oscillating, never coming to one height. It has no point at x = 0."),
    ],
)
def test_a_picture_in_words_is_what_was_proved_of_each_side(function: str, at: str, words: str) -> None:
    assert words in picture(examine(function, at), measured=False)


@pytest.mark.parametrize(
    ("function", "at", "before", "after"),
    [
        ("x**2", "1", "on both sides rising.", "on both sides rising at about 63° in the end."),
        ("sin(x)", "0", "on both sides rising.", "on both sides rising at 45° in the end."),
        ("cos(x)", "0", "on both sides almost flat close to the point.", "on both sides flat in the end."),
        ("sin(abs(x))", "0", "falling on the left, rising on", "falling at 45° in the end on the left"),
    ],
)
def test_the_slope_of_a_curve_is_told_after_the_verdict_only(
    function: str, at: str, before: str, after: str
) -> None:
    assert before in picture(examine(function, at), measured=False)
    assert after in picture(examine(function, at), measured=True)


@pytest.mark.parametrize("key", BY_KEY)
def test_of_every_lesson_of_the_course_both_sides_are_pictured(key: str) -> None:
    for part in range(len(BY_KEY[key].parts)):
        told = picture(open_part(key, part).examination, measured=True)
        assert NOT_SETTLED not in told
        assert "nothing" not in told


def test_a_side_of_which_nothing_is_proved_gets_no_picture() -> None:
    unknown = Unknown(Undecided("too hard"))
    examination = examine("x")
    left = replace(examination.left, approach=unknown, slope=unknown, quotient=None)
    told = picture(replace(examination, left=left), measured=True)
    assert told == "The graph around x = 0: not settled on the left, rising at 45° on the right."


def test_an_angle_of_a_huge_or_tiny_slope_is_not_rounded_to_a_wrong_one() -> None:
    steep, shallow = (examine(text).right.slope for text in ("10**400*x", "x/10**400"))
    assert isinstance(steep, Finite)
    assert isinstance(shallow, Finite)
    assert angle(steep.number) == "more than 89°"
    assert angle(shallow.number) == "less than 1°"
