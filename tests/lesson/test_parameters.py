"""Parameters in a lesson: nudged, solved for, kept with the lesson."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.gallery import BY_NAME as GALLERY
from relu_tui.lesson import words
from relu_tui.lesson.course import finished, open_part
from relu_tui.lesson.lesson import Family, Lesson
from relu_tui.lesson.parameters import (
    begin_typed,
    begin_with,
    change_step,
    choose_next,
    nudge,
    rewrite,
    take_solution,
    typed,
)
from relu_tui.lesson.transitions import begin, choose, closer, conclude, examine_condition, move_to, restart
from relu_tui.storage.lesson_file import UnreadableError, from_text, to_text

TWO = "a*x^2+b if x<1 else 3x"


@pytest.fixture(name="lesson")
def _lesson() -> Lesson:
    return begin_with(TWO, (("a", "1"), ("b", "0")), "1")


def values(lesson: Lesson) -> dict[str, str]:
    assert lesson.family is not None
    return dict(lesson.family.values)


def test_a_nudge_moves_the_chosen_parameter_and_f_follows(lesson: Lesson) -> None:
    moved = nudge(lesson, 1).lesson
    assert values(moved) == {"a": "5/4", "b": "0"}
    assert moved.function == begin_with(TWO, (("a", "5/4"), ("b", "0")), "1").function
    assert values(nudge(choose_next(moved).lesson, -1).lesson) == {"a": "5/4", "b": "-1/4"}
    assert nudge(moved, -1).lesson.function == lesson.function


def test_the_step_is_halved_and_doubled_within_bounds(lesson: Lesson) -> None:
    assert values(nudge(change_step(lesson, -1).lesson, 1).lesson)["a"] == "9/8"
    assert values(nudge(change_step(lesson, 1).lesson, 1).lesson)["a"] == "3/2"
    for _ in range(40):
        lesson = change_step(lesson, -1).lesson
    assert values(nudge(lesson, 1).lesson)["a"] == "1025/1024"


def test_conclusions_fall_where_they_no_longer_hold_and_stand_where_they_do() -> None:
    lesson = begin_with("a*x if x<0 else x", (("a", "2"),), "0")
    for _ in range(3):
        lesson = closer(lesson).lesson
    for condition in range(4):
        lesson = conclude(examine_condition(lesson, condition).lesson).lesson
    assert lesson.done
    moved = nudge(lesson, 1).lesson
    assert moved.concluded == (True, False, True, False)
    assert (moved.left, moved.right) == (lesson.left, lesson.right)


def test_the_solution_is_taken_and_said(lesson: Lesson) -> None:
    taken, said = take_solution(lesson)
    assert values(taken) == {"a": "3/2", "b": "3/2"}
    equations = "Continuous: a + b = 3. Equal slopes: 2·a = 3."
    assert said == f"{equations} For a = 3/2, b = 3/2 f is differentiable {words.where(lesson)}."
    assert taken.examination.derivative is not None


def test_a_parameter_that_may_be_anything_keeps_its_value() -> None:
    pairs = (("a", "0"), ("b", "7"), ("c", "1"))
    taken, _ = take_solution(begin_with("a*x+b if x<0 else b+2x+c*x", pairs, "0"))
    assert values(taken) == {"a": "3", "b": "7", "c": "1"}


def test_an_irrational_solution_is_taken() -> None:
    taken, _ = take_solution(begin_with("a*x if x<0 else sqrt(2)*x", (("a", "0"),), "0"))
    assert taken.examination.derivative is not None
    assert nudge(taken, 1).words.startswith("a = √2 can't be nudged")


def test_a_root_of_a_polynomial_is_taken() -> None:
    taken, said = take_solution(begin_with("a^2*x if x<0 else 2x", (("a", "1"),), "0"))
    assert "a² = 2" in said
    assert taken.examination.derivative is not None


@pytest.mark.parametrize("text", ["x**a", "a*b*x"])
def test_what_is_not_linear_is_said(text: str) -> None:
    pairs = (("a", "1"), ("b", "2")) if "b" in text else (("a", "1"),)
    _, said = take_solution(begin_with(text, pairs, "1"))
    assert said.startswith("the function is not linear in its parameters")


def test_a_value_for_which_there_is_no_function_is_refused_and_the_lesson_stays() -> None:
    lesson = begin_with("x", (("a", "1"),), "0")
    assert "a" in values(nudge(lesson, 1).lesson)
    with pytest.raises(ExpressionError):
        begin_with("a*x", (("a", "1/"),), "0")


def test_without_parameters_the_keys_say_so() -> None:
    for change in (choose_next, take_solution):
        assert change(begin("relu", "0")).words == words.NO_PARAMETERS
    assert nudge(begin("relu", "0"), 1).words == words.NO_PARAMETERS


def test_another_point_and_a_fresh_start_keep_the_parameters(lesson: Lesson) -> None:
    assert move_to(lesson, "2").family == lesson.family
    assert restart(lesson).lesson.family == lesson.family


def test_parameters_are_kept_with_the_lesson_and_a_false_family_is_refused(lesson: Lesson) -> None:
    moved = nudge(lesson, 1).lesson
    assert from_text(to_text(moved)) == moved
    with pytest.raises(UnreadableError, match="its parameters do not give its function"):
        from_text(to_text(replace(moved, function="x")))


def test_parameters_are_typed_after_the_function_and_come_back_so() -> None:
    lesson = begin_typed(f"{TWO} with a = 1, b=atan2(1, 1)", "1")
    assert values(lesson) == {"a": "1", "b": "atan2(1, 1)"}
    assert begin_typed(typed(lesson), "1") == lesson
    assert rewrite(begin(), typed(lesson), "1").family == lesson.family
    assert typed(begin("x*2", "0")) == "x*2"
    assert begin_typed("abs", "") == begin("abs")


@pytest.mark.parametrize("given", ["a", "", "a = ", "a=1, a=2", "x=1"])
def test_parameters_that_cannot_be_read_are_refused(given: str) -> None:
    with pytest.raises(ExpressionError):
        begin_typed(f"a*x with {given}", "0")


def test_a_function_of_the_gallery_says_that_it_has_no_parameters(lesson: Lesson) -> None:
    assert choose(lesson, GALLERY["abs"]).words == words.parameters_left(lesson.family or Family("", ()))
    assert not choose(begin(), GALLERY["abs"]).words


def test_the_lesson_on_gluing_is_finished_where_f_is_differentiable() -> None:
    lesson = open_part("glue")
    assert values(lesson) == {"a": "1", "b": "0"}
    for at_hand in (lesson, take_solution(lesson).lesson):
        done = replace(at_hand, concluded=(True, True, True, True))
        assert finished(done) == ("glue" if at_hand is not lesson else "")
