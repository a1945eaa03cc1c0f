"""The plain lesson: lines in, lines out, the same words as on the screen."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from relu_tui.calculus.examination import examine
from relu_tui.console.plain.lesson import PlainLesson
from relu_tui.lesson import course
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import done


def told(*lines: str, function: str = "relu", at: str = "") -> str:
    """What is told to somebody who types these lines."""
    out = io.StringIO()
    PlainLesson(begin(function, at), out).run(io.StringIO("".join(f"{line}\n" for line in lines)))
    return out.getvalue()


def test_enter_alone_walks_relu_to_its_verdict_and_out() -> None:
    text = told(*[""] * 40)
    assert "VERDICT: NOT DIFFERENTIABLE AT 0: 0 ≠ 1" in text
    for condition in examine("max(0, x)").conditions:
        assert condition.reason in text
    assert text.count("Next: ") == 11
    assert "\x1b" not in text
    assert "\r" not in text


def test_the_opening_says_what_a_slope_is_before_it_is_called_a_difference_quotient() -> None:
    text = told()
    assert text.index("slope of the line through two points") < text.index("difference quotient")
    assert "imply" not in text


def test_the_graph_is_told_in_words_at_the_start_and_measured_with_the_verdict() -> None:
    begun, _, decided = told(*[""] * 40, function="square", at="1").partition("VERDICT")
    assert "The graph around x = 1: on both sides rising.\n" in begun
    assert "63°" not in begun
    assert "The graph around x = 1: on both sides rising at about 63° in the end.\n" in decided


@pytest.mark.parametrize(
    ("function", "at", "verdict"),
    [
        ("abs", "", "NOT DIFFERENTIABLE AT 0: −1 ≠ 1"),
        ("relu", "1", "DIFFERENTIABLE AT 1: f′(1) = 1"),
        ("step", "", "f is not continuous there"),
        ("cbrt", "", "tends to +∞"),
        ("wiggle", "", "oscillates"),
        ("sqrt", "", "no values on the left"),
    ],
)
def test_enter_alone_walks_any_function_to_its_verdict(function: str, at: str, verdict: str) -> None:
    assert verdict in told(*[""] * 40, function=function, at=at)


def test_the_end_of_the_lines_is_the_end() -> None:
    assert told().count("Next: ") == 1
    assert "VERDICT" not in told("", "")


def test_keys_are_commands() -> None:
    text = told("l", "l", "l", "2", "enter", "", "w", "", "u", "q", "never read")
    assert "left: Δx = −1/4, f(0+Δx) = 0, quotient 0" in text
    assert "Condition 2 left-hand limit = 0: holds, certified." in text
    assert "It is 0 at every step, and so is its limit." in text
    assert "Undone." in text
    assert "never read" not in text


@pytest.mark.parametrize(("answer", "told_all"), [("", False), ("w", True)])
def test_w_tells_what_is_concluded_and_the_rest_on_request_only(answer: str, told_all: bool) -> None:
    text = told("l", "l", "l", "2", "enter", "", "w", answer, "q")
    assert "It is 0 at every step, and so is its limit." in text
    assert text.count("not concluded yet") == 3
    assert ("It is 1 at every step, and so is its limit." in text) is told_all


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("?",), "Decide: conclude: go on: say what you see"),
        (("banana",), "'banana' is no command"),
        (("m",), "That is for the screen"),
        (("t",), "Row a: max(0, x), value 0. Slope, proved: none: [0, 1]. Taken by torch"),
        (("?",), "or frameworks: the tape: what backward() returns here, and why"),
        (("b",), "relu-tui practice\n"),
        (("s",), "Moving: left."),
        (("r",), "A step is now ×1/10."),
        (("p",), "Numbers: float64."),
        (("c",), "First the verdict"),
        (("u",), "There is nothing to undo."),
        (("f", "hinge"), "f(x) = max(0, 1 − x)  at x = 1"),
        (("e", "x**2", "1/3"), "f(x) = x²  at x = 1/3"),
        (("e", "x 2", "0"), "write x*2. The lesson is as it was."),
        (("o", "3"), "at x = 0"),
        (("o", "99"), "There is no such lesson"),
        (("n",), "From the left the slopes are too small"),
        (("i", "0"), "You expect 0: noted."),
        (("2", "i", "banana"), "unknown name banana"),
        (("C",), "First the verdict"),
    ],
)
def test_what_is_answered(lines: tuple[str, ...], said: str) -> None:
    assert said in told(*lines)


def test_a_quiz_in_lines() -> None:
    out = io.StringIO()
    answers = ["", "", "", "", "", "", "1/2", "", "", "", "1", "", "", "", ""]
    PlainLesson(replace(begin(), quiz=True), out).run(io.StringIO("\n".join(answers) + "\n"))
    text = out.getvalue()
    assert "You said 1/2: not so." in text
    assert "You said 1: right." in text
    assert "Predictions right: 1 of 2." in text


def test_a_quiz_keeps_the_argument_until_its_verdict() -> None:
    before, after = io.StringIO(), io.StringIO()
    withheld = "In a quiz the argument waits for the verdict"
    PlainLesson(replace(begin(), quiz=True), before).run(io.StringIO("w\nq\n"))
    assert withheld in before.getvalue()
    assert "Is f continuous there?" not in before.getvalue()
    PlainLesson(replace(done("relu"), quiz=True), after).run(io.StringIO("w\nq\n"))
    assert withheld not in after.getvalue()
    assert "Is f continuous there?" in after.getvalue()


def test_what_is_told_on_the_command_line_is_not_said_to_be_for_the_screen() -> None:
    text = told("b", "q")
    assert "relu-tui practice" in text
    assert "That is for the screen" not in text


def test_a_convention_of_ones_own() -> None:
    text = told(*[""] * 13, "c", "C", "3", function="abs")
    assert "The line of slope −1 stays below the graph" in text
    assert "3 is not between −1 and 1" in text


def test_the_duel_is_played_in_lines() -> None:
    text = told("E", "1/2", "1/8", "u", "u", "c 2", "nonsense", "s", "c 0", "1/100", "q", "l", "q")
    assert "You claim: the quotient tends to L = 1/2." in text
    assert "ε = 1/4: your δ = 1/8 does not: at Δx = −1/16 the quotient is 0" in text
    assert "∃ε>0 ∀δ>0 ∃Δx: 0 < |Δx| < δ and |q(Δx) − 1/2| ≥ ε" in text
    assert "There is no limit here that I could defend." in text
    assert "unknown name nonsense" in text
    assert "ε = 1/4: your δ = 1/100 does, proved" in text
    assert text.index("Back to the lesson.") < text.index("left: Δx = −1, f(0+Δx) = 0, quotient 0")


def test_the_duel_is_part_of_the_way_through_a_lesson_of_the_course() -> None:
    out = io.StringIO()
    PlainLesson(course.open_part("relu"), out).run(io.StringIO("\n" * 40))
    text = out.getvalue()
    assert "Next: the duel: you claim a limit, ε against δ (Enter)" in text
    assert text.index("VERDICT") < text.index("The duel: ε against δ.")
    assert text.index("The duel: ε against δ.") < text.index("Back to the lesson.")
    assert text.endswith("Enter quits.\n")


def test_enter_alone_leaves_a_duel_that_has_come_to_its_end() -> None:
    text = told("E", "1/2", "", "", "l", "q")
    assert text.index("That ends it.") < text.index("Back to the lesson.") < text.index("left: Δx = −1,")


def test_the_duel_ends_with_the_lines() -> None:
    assert "Back to the lesson." in told("E", "1/2")


def test_the_tape_is_told_in_sentences() -> None:
    text = told("t", "q", function="relu(x) - relu(-x)", at="0")
    rows = [line for line in text.splitlines() if line.startswith("Row ")]
    assert [row[:6] for row in rows] == ["Row a:", "Row b:", "Row c:", "Row d:"]
    assert (
        "value 0. Slope, proved: 1 and −1. Taken by torch, jax and tensorflow: 1, −1, the slope." in rows[3]
    )
    assert "✗ torch, jax, tf: backward() returns 0, not the derivative: it differs by 1." in text
    assert "f is differentiable at 0: f′(0) = 1." in text


def test_what_frameworks_take_differently_is_told_of_each() -> None:
    text = told("t", "q", function="relu")
    assert "Taken by torch and jax: 0.5, a choice; tensorflow: 0, a choice." in text
    assert "✗ tf: backward() returns 0, the slope from the left." in text


def test_a_network_is_told_kink_by_kink() -> None:
    text = told("N", "q")
    assert "x = 0, units 1.1: slope 3 on the left, 0 on the right: a kink." in text
    assert "Autodiff with ReLU′(0) = s returns 0 for s = 0, 3/2 for s = 1/2, 3 for s = 1." in text
    assert "x = 2, units 2.1 2.3: slope 3 on the left, 3 on the right: ✗ cancels." in text
    assert "relu-tui network" in text


def test_a_descent_is_told_step_by_step() -> None:
    text = told("D", "q")
    assert "k = 3: x = 1/5, in float32 0.200000018, by a step of 2/5." in text
    assert "Exactly 0: 0 of 7 places; in float32: 0 of 7." in text
    assert "swings between 1/5 and −1/5 for ever." in text


def test_a_tape_without_rows_is_one_line() -> None:
    said = "f is x itself: there is no operation to go back through."
    assert said in told("t", "q", function="x", at="0")


def test_the_question_is_put_first_and_the_vote_comes_back() -> None:
    text = told("V", "yes", *[""] * 40)
    assert text.index("Is there one slope there, a derivative? V votes") < text.index("Next: ")
    assert text.index("VERDICT") < text.index("You voted yes: not so.")


def test_the_gap_is_told_with_each_step() -> None:
    text = told("l", "l", function="square", at="1")
    assert "The gap between left and right: 2\n" in text
    assert "The gap between left and right: 1\n" in text
