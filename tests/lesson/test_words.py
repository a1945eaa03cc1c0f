"""What the learner reads, at the moments that matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relu_tui.calculus.examination import examine
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.explanation.verdict import verdict
from relu_tui.calculus.language.line import plain
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson import course, words
from relu_tui.lesson.checklist import checklist
from relu_tui.lesson.conclusions import fooled, reason
from relu_tui.lesson.observations import CLOSING, watching
from relu_tui.lesson.suggestions import suggest
from relu_tui.lesson.transitions import begin, play
from tests.lesson.walks import STEPS, done, press, seen


def test_the_opening_shows_both_forms_and_the_definition() -> None:
    lesson = begin()
    assert words.heading(lesson) == "f(x) = max(0, x)  at x = 0"
    assert words.second_form(lesson) == "x if x > 0 else 0"
    assert words.definition(lesson).startswith("f′(0) = lim Δx→0 (f(0+Δx) − f(0)) / Δx")


def test_the_statements_say_what_has_the_limit() -> None:
    statements = [words.condition_statement(begin("x", "1/3"), condition) for condition in range(4)]
    assert "lim Δx→0⁻ (f(1/3+Δx) − f(1/3)) / Δx" in statements[1]
    assert "lim Δx→0⁺ (f(1/3+Δx) − f(1/3)) / Δx" in statements[2]
    assert not any("x→0" in text.replace("Δx→0", "") for text in statements)
    opening = words.quotient_in_words(begin("x", "1/3"))
    assert opening.index("slope of the line through two points") < opening.index("difference quotient")


def test_the_checklist_goes_from_open_to_its_statuses() -> None:
    states = [item.states[0] for item in checklist(begin())]
    assert states == ["not yet"] * 4
    states = [item.states[0] for item in checklist(press(begin(), "right"))]
    assert states == ["seen 1 of 3"] * 3 + ["not yet"]
    items = checklist(press(seen(), "2", "enter"))
    assert [item.states[0] for item in items] == ["ready: Enter", "holds", "ready: Enter", "seen 1 of 2"]
    assert items[1].values[0] == "= 0"
    assert [item.glyph for item in checklist(done())] == ["✓", "✓", "✓", "✗"]


@pytest.mark.parametrize(
    ("function", "at", "headline", "detail"),
    [
        ("relu", "0", "NOT DIFFERENTIABLE AT 0", "0 ≠ 1"),
        ("relu", "1", "DIFFERENTIABLE AT 1", "f′(1) = 1"),
        ("abs", "0", "NOT DIFFERENTIABLE AT 0", "−1 ≠ 1"),
        ("step", "0", "NOT DIFFERENTIABLE AT 0", "f is not continuous there"),
        ("cbrt", "0", "NOT DIFFERENTIABLE AT 0", "the quotient tends to +∞"),
        ("sqrt-abs", "0", "NOT DIFFERENTIABLE AT 0", "the quotient tends to −∞ and +∞"),
        ("sqrt", "0", "NOT DIFFERENTIABLE AT 0", "f has no values on the left"),
        ("wiggle", "0", "NOT DIFFERENTIABLE AT 0", "the quotient oscillates"),
        ("sin(x)/x", "0", "NOT DIFFERENTIABLE AT 0", "f(0) has no value"),
        ("relu-pair", "0", "DIFFERENTIABLE AT 0", "f′(0) = 1"),
        ("hair", "0", "NOT DIFFERENTIABLE AT 0", "0.999999999 ≠ 1.000000001"),
        ("gelu", "0", "DIFFERENTIABLE AT 0", "f′(0) = 1/2"),
        ("max(sin(x), cos(x))", "pi/4", "NOT DIFFERENTIABLE AT π/4", "−√2/2 ≠ √2/2"),
        (
            "x*sign(2 - sin(1/x) - sin(sqrt(2)/x)) if x != 0 else 0",
            "0",
            "NOT SETTLED AT 0",
            "the program found no proof either way",
        ),
    ],
)
def test_the_verdict(function: str, at: str, headline: str, detail: str) -> None:
    found = verdict(done(function, at).examination)
    assert (found.headline, found.detail) == (headline, detail)


def test_slopes_too_near_to_print_apart_are_said_to_differ() -> None:
    assert (
        verdict(done("1e-30*abs(x) + (sin(1) + cos(2) + exp(3) + log(5))*x").examination).detail
        == "the two limits differ"
    )
    assert verdict(done("1e-30*abs(x) + sin(x)").examination).detail == "1 − 10⁻³⁰ ≠ 1 + 10⁻³⁰"


def test_a_reason_comes_with_its_condition_only() -> None:
    assert reason(seen()) == ""
    assert "Δx/Δx = 1" in reason(press(seen(), "3", "enter"))


@pytest.mark.parametrize(
    ("keys", "command", "said"),
    [
        ((), "closer", "Press → for a step"),
        (("right",), "closer", "2 more steps each side"),
        (("right", "s", "right"), "closer", "1 more step left and 2 right"),
        (STEPS, "conclude", "Enter: is f continuous at 0?"),
        ((*STEPS, "enter"), "second", "Enter goes on to condition 2"),
        ((*STEPS, "4"), "second", "conclude 2 and 3 first"),
        ((*STEPS, "4", "2", "enter", "4"), "third", "conclude 3 first"),
        ((*STEPS, "2", "enter", "3", "enter", "4", "enter"), "first", "Enter goes on to condition 1"),
        ((*STEPS, "1", "enter", "2", "enter"), "third", "Enter goes on to condition 3"),
    ],
)
def test_a_newcomer_is_never_stuck(keys: tuple[str, ...], command: str, said: str) -> None:
    suggestion = suggest(press(begin(), *keys))
    assert suggestion.command == command
    assert said in suggestion.text


def test_at_the_end_the_ways_on_are_named() -> None:
    assert "c for conventions" in suggest(done("relu")).text
    assert "c for conventions" not in suggest(done("square")).text


@pytest.mark.parametrize(
    ("key", "played"), [("relu", True), ("square", True), ("cbrt", True), ("abs", False)]
)
def test_the_duel_is_part_of_the_way_through(key: str, played: bool) -> None:
    lesson = press(course.open_part(key), *STEPS, "1", "enter", "2", "enter", "3", "enter", "4", "enter")
    assert lesson.done
    suggestion = suggest(lesson)
    assert (suggestion.command == "duel") is played
    assert ("Enter: the duel, ε against δ" in suggestion.text) is played
    assert "Enter: the next lesson" in suggest(play(lesson)).text
    assert not course.duel_is_next(play(lesson))
    assert not course.duel_is_next(done(key))  # it is no lesson of the course


def test_steps_that_all_miss_the_wave_are_told_once_the_limit_is_concluded() -> None:
    assert reason(seen("fooled")) == ""  # who is not fooled yet is not warned
    for key, side in (("2", Side.LEFT), ("3", Side.RIGHT)):
        assert reason(press(seen("fooled"), key, "enter")).startswith("Every row from the")
        assert fooled(press(begin("fooled"), "r", "r", *STEPS), side) == ""
        assert fooled(seen("wiggle"), side) == ""
        assert fooled(seen("relu"), side) == ""


def test_with_the_third_ratio_the_oscillation_shows() -> None:
    lesson = press(begin("fooled"), "r", "r", *["right"] * 6)
    quotients = {str(lesson.row(side, index).quotient) for side in BOTH_SIDES for index in range(1, 6)}
    assert len(quotients) > 4


@pytest.mark.parametrize(
    ("function", "at", "keys", "remark"),
    [
        ("shifted", "0", ("3", "enter"), "The last row says 1 − 4·10⁻¹²: these steps are still too coarse"),
        ("sin(100*x)", "0", ("2", "enter"), "these steps are still too coarse to show it."),
        ("relu", "0", ("3", "enter"), ""),
        ("square", "1", ("2", "enter"), ""),
        ("cbrt", "0", ("2", "enter"), ""),
    ],
)
def test_rows_far_from_the_limit_are_owned_up_to(
    function: str, at: str, keys: tuple[str, ...], remark: str
) -> None:
    told = reason(press(begin(function, at), *["right"] * 3, *keys))
    assert remark in told
    assert bool(remark) == ("too coarse" in told)


def test_a_removable_gap_is_named() -> None:
    told = reason(press(begin("sin(x)/x"), *["right"] * 3, "enter"))
    assert told.endswith("But f(x) tends to 1 from both sides: with f(0) = 1 it would be continuous.")
    assert "But" not in reason(press(begin("1/x"), *["right"] * 3, "enter"))
    assert "But" not in reason(press(begin("abs(x)/x"), *["right"] * 3, "enter"))


def test_a_number_that_goes_on_needs_no_full_stop_after_it() -> None:
    shown = examine("sin(x)**2*exp(x)", "1")
    assert not any("…." in condition.reason for condition in shown.conditions)


@pytest.mark.parametrize(("function", "at"), [("relu", "0"), ("square", "1"), ("jump", "0"), ("1/x", "0")])
def test_what_enter_answers_is_what_was_asked_last(function: str, at: str) -> None:
    lesson = seen(function, at)
    asked = watching(lesson)[-1]
    if function != "1/x":  # no secant, and no question of it
        assert asked.startswith(f"First: is f continuous at {at}")
    assert suggest(lesson).text == f"Enter: is f continuous at {at}?"
    assert "close" not in asked
    last = replace(lesson, condition=3)
    assert not any("continuous" in part for part in watching(last))


def test_a_reason_shows_what_was_divided_by_the_step() -> None:
    said = reason(press(seen("square", "1"), "2", "enter"))
    assert "(1 + 2·Δx + Δx² − 1)/Δx = (2·Δx + Δx²)/Δx = 2 + Δx, which tends to 2." in said


def test_where_bars_are_drawn_longer_it_is_said_that_the_gap_went_on_shrinking() -> None:
    told = [watching(press(begin("square", "1"), *["right"] * steps))[0] for steps in range(2, 14)]
    assert told[3].startswith("×16 closer: the bars were too short to be seen, and are drawn longer")
    assert told[3].endswith("The gap itself went on shrinking, to 1/8.")
    assert not any("closer" in text for text in (*told[:3], *told[4:]))
    assert not any("…." in watching(press(begin("elu"), *["right"] * steps))[0] for steps in range(1, 12))


@pytest.mark.parametrize(
    ("key", "why", "said"),
    [
        ("relu", "two lines meet, of slopes 0 and 1: the gap stays 1", "it does not close"),
        ("square", "ever more like one line; the gap is 2·|Δx|", "it closes, though it is never 0"),
    ],
)
def test_what_it_means_that_a_gap_closes_is_said_where_it_is_asked_and_at_the_verdict(
    key: str, why: str, said: str
) -> None:
    lesson = press(course.open_part(key), *STEPS, "1", "enter", "2", "enter", "3", "enter", "4")
    assert watching(lesson)[-1] == CLOSING
    assert why in course.BY_KEY[key].notice
    assert said in course.BY_KEY[key].notice


@pytest.mark.parametrize(
    "function", ["x*sin(1/x) if x != 0 else 0", "sin(1/x)", "x*sign(sin(1/x)) if x != 0 else 0"]
)
def test_what_has_no_limit_oscillates_in_one_word_everywhere(function: str) -> None:
    found = examine(function, "0")
    said = [str(condition.reason) for condition in found.conditions]
    said += [plain(line) for section in argue(found) for line in section.lines]
    assert any("oscillates" in text for text in said)
    assert not any("swing" in text for text in said)


@pytest.mark.parametrize(
    ("function", "at", "said"),
    [
        ("relu", "0", "the slope of the line through two points of the graph (a secant)"),
        ("sqrt", "0", "f has no value on the left: there is no second point"),
        ("sqrt(x - 1)", "1", "f has no value on the left: there is no second point"),
        ("sqrt(-x**2)", "0", "f has no value on either side: there is no second point"),
    ],
)
def test_the_first_step_says_what_its_numbers_are_or_why_there_are_none(
    function: str, at: str, said: str
) -> None:
    assert said in watching(press(begin(function, at), "right"))[0]


def test_what_is_said_of_the_steps_holds_where_no_row_of_the_table_is_in_sight() -> None:
    for count in range(1, 6):
        for function in ("relu", "square", "wiggle", "jump"):
            assert " row" not in watching(press(begin(function), *["right"] * count))[0]


def test_one_thing_is_offered_between_two_conditions() -> None:
    lesson = press(begin(), *STEPS, "1", "enter", "2", "enter")
    assert suggest(lesson).text == "Enter goes on to condition 3."


def test_a_corner_that_is_out_of_reach_is_noticed() -> None:
    lesson = course.open_part("relu-beside-0")
    assert watching(press(lesson, "right", "right"))[0] == watching(press(lesson, *["right"] * 4))[0]
    assert "Now the gap is 0" in watching(press(lesson, "right", "right"))[0]
