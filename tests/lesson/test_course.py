"""The course is walked in order; the presenter shows every lesson to its end; exports say what was seen."""

from __future__ import annotations

import csv
import io
import re

import pytest

from relu_tui.calculus.decision.kink import Bend, kink
from relu_tui.interface.key_commands import AFTER, BY_NAME, COMMANDS, FOOTER, GROUPS, VARYING
from relu_tui.lesson import course, export
from relu_tui.lesson.autoplay_script import CLOSER, STEPS, next_beat
from relu_tui.lesson.conventions import describe
from relu_tui.lesson.transitions import begin, choose
from tests.lesson.walks import done, press, seen


def test_the_course_has_the_lessons_it_should() -> None:
    keys = [chapter.key for chapter in course.COURSE]
    assert len(keys) == len(set(keys)) >= 8
    parts = [(part.function, part.at) for chapter in course.COURSE for part in chapter.parts]
    for wanted in ("relu", "abs", "leaky-relu", "elu", "elu2", "jump", "cbrt", "wiggle", "damped", "hair"):
        assert wanted in [function for function, _ in parts]
    assert ("relu", "1/2") in parts
    assert parts[:2] == [("relu", "0"), ("square", "1")]


def test_every_part_opens_and_the_walk_visits_all() -> None:
    lesson = course.open_part(course.COURSE[0].key)
    visited = [lesson.course]
    while (following := course.following(lesson)) is not None:
        lesson = following
        visited.append(lesson.course)
    assert visited == [f"{c.key}/{i}" for c in course.COURSE for i in range(len(c.parts))]


def test_going_on_from_outside_begins_the_course() -> None:
    lesson = course.following(press(begin("square", "0"), "r"))
    assert lesson is not None
    assert (lesson.course, lesson.ratio) == ("relu/0", "1/10")


def test_a_chapter_is_finished_with_its_last_part() -> None:
    assert course.finished(course.open_part("relu")) == ""
    keys = ("right", "right", "right", "1", "enter", "2", "enter", "3", "enter", "4", "enter")
    assert course.finished(press(course.open_part("relu"), *keys)) == "relu"
    assert course.finished(press(course.open_part("elu", 0), *keys)) == ""
    assert course.finished(press(course.open_part("elu", 2), *keys)) == "elu"


@pytest.mark.parametrize("place", ["", "nowhere/0", "relu/9", "relu/x", "relu"])
def test_a_place_that_is_not_in_the_course(place: str) -> None:
    lesson = begin()
    assert course.place(lesson.__class__(**{**lesson.__dict__, "course": place})) is None


# --- the presenter --------------------------------------------------------------------------------


@pytest.mark.parametrize("function", ["relu", "square", "step", "cbrt", "wiggle", "sqrt", "sin(x)/x"])
def test_the_presenter_comes_to_the_verdict_and_stops(function: str) -> None:
    lesson, words, beats = begin(function), "", 0
    while (beat := next_beat(lesson)) is not None:
        transition = BY_NAME[beat.command].transition
        assert transition is not None
        assert beat.pause > 0
        lesson, words = transition(lesson)
        beats += 1
        assert beats < 40
    assert lesson.done
    assert not words
    assert lesson.zoomed
    assert lesson.left.seen == lesson.right.seen == STEPS + CLOSER


# --- the command table ----------------------------------------------------------------------------


def test_every_key_is_one_command_and_every_command_has_its_place() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert {command.group for command in COMMANDS} == set(GROUPS)
    assert all(BY_NAME[name].short for name in (*FOOTER, *AFTER, *VARYING))
    assert not any(key.startswith("ctrl") or key == "escape" for key in keys)


# --- conventions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "at", "bend", "slope", "said"),
    [
        ("relu", "0", Bend.CONVEX, "1/2", "stays below the graph"),
        ("relu", "0", Bend.CONVEX, "2", "not between 0 and 1"),
        ("-abs(x)", "0", Bend.CONCAVE, "0", "stays above the graph"),
        ("hard-swish", "3", Bend.NEITHER, "5/4", "bends both ways"),
        ("abs(sin(x))", "0", Bend.NEITHER, "0", "bends both ways"),
        ("elu2", "0", Bend.NEITHER, "3/2", "bends both ways"),
        ("abs(x) + x**2", "0", Bend.CONVEX, "0", "stays below the graph"),
        ("abs(x) + x**3*sin(1/x) if x != 0 else 0", "0", Bend.UNSETTLED, "0", "slopes on the two sides"),
    ],
)
def test_a_convention_is_placed(function: str, at: str, bend: Bend, slope: str, said: str) -> None:
    from relu_tui.lesson.transitions import slope as read_slope

    corner = kink(begin(function, at).examination)
    assert corner is not None
    assert corner.bend is bend
    assert said in describe(read_slope(slope), corner)


@pytest.mark.parametrize("function", ["square", "step", "cbrt", "wiggle", "sqrt", "huber"])
def test_no_kink_no_line(function: str) -> None:
    assert kink(begin(function).examination) is None


# --- exports --------------------------------------------------------------------------------------


def test_the_table_as_csv_is_exact() -> None:
    rows = list(csv.DictReader(io.StringIO(export.table_csv(press(begin("abs(x)/3"), "right", "right")))))
    assert [(row["side"], row["dx"], row["quotient"]) for row in rows] == [
        ("left", "-1", "-1/3"),
        ("left", "-1/2", "-1/3"),
        ("right", "1", "1/3"),
        ("right", "1/2", "1/3"),
    ]


def test_the_table_as_markdown_names_what_is_missing() -> None:
    text = export.table_markdown(seen("sqrt"))
    assert text.count("\n| left |") == 3
    assert "square root of a negative number" in text
    assert "| right | 1/4 | 1/2 | 1/2 | 2 |" in text


def test_the_argument_in_latex() -> None:
    text = export.argument_markdown(done("relu").examination)
    image = r"f\left(0+\Delta x\right)"
    assert rf"$\frac{{{image} - f\left(0\right)}}{{\Delta x}} = \frac{{\Delta x}}{{\Delta x}} = 1$" in text
    steep = export.argument_markdown(done("cbrt").examination)
    assert r"$\lim_{\Delta x\to 0^{+}} \frac{1}{\sqrt[3]{\Delta x^{2}}} = +\infty$" in steep


def test_choosing_keeps_settings() -> None:
    from relu_tui.calculus.language.gallery import BY_NAME as GALLERY

    lesson = choose(press(begin(), "r", "p"), GALLERY["hinge"]).lesson
    assert (lesson.function, lesson.at, lesson.ratio) == ("max(0, 1 - x)", "1", "1/10")


def test_a_lesson_outside_the_course_counts_as_the_one_it_amounts_to() -> None:
    assert course.finished(done("relu", "0")) == "relu"
    after = course.following(begin("relu", "0"))
    assert after is not None
    assert after.course == "square/0"
    first = course.following(begin("x**5", "0"))
    assert first is not None
    assert first.course == "relu/0"
    assert course.finished(done("x**5", "0")) == ""


def test_what_is_said_of_several_functions_is_true_of_each() -> None:
    for chapter in course.COURSE:
        if len(chapter.parts) > 1:
            names = {part.function for part in chapter.parts}
            assert not any(name in chapter.words + chapter.notice for name in names), chapter.key
            assert not re.search(r"f′?\(\d", chapter.words + chapter.notice), chapter.key
