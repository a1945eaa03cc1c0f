"""What can be typed: letters and names of commands, and the questions and moves behind some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from relu_tui.frameworks import descent, network_words
from relu_tui.frameworks.descent import Descent
from relu_tui.frameworks.network import USUAL_INTERVAL, USUAL_SEED, USUAL_UNITS, drawn, taken_apart
from relu_tui.frameworks.tape import NoTapeError
from relu_tui.frameworks.tape_words import sentences
from relu_tui.interface.key_commands import COMMANDS, Command
from relu_tui.interface.lesson_tape import tape_of
from relu_tui.lesson.answers import (
    derivative_lines,
    limit_lines,
    limits_of_f,
    points_around,
    points_lines,
    third_derivative,
    to_next_rough,
)
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.moving import around, lines
from relu_tui.lesson.parameters import change_step, choose_next, nudge, take_solution
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.transitions import walk

LETTERS: dict[str, Command] = {key: command for command in COMMANDS for key in command.keys}
ALSO = {
    "?": "help",
    "[": "older",
    "]": "newer",
    "→": "closer",
    "←": "back",
    "<": "slower",
    ">": "faster",
    ".": "next_point",
    ",": "last_point",
    ")": "walk_right",
    "(": "walk_left",
    "*": "coarser",
    "/": "finer",
}
SCREEN_ONLY = (
    *("older", "newer", "auto", "slower", "faster", "zoom", "graph", "turn"),
    *("marks", "theme", "redraw", "export", "practice"),
)
"""Commands that are a matter of the screen, or have a command of their own on the command line."""

DESCENT_STEPS = 6
"""Steps of the descent that are told: from the fourth on it swings between two places."""

ON_THE_COMMAND_LINE = {"practice": "practice"}
"""What tells in lines what these commands show on the screen."""


def network(_: Lesson) -> Iterator[str]:
    """The network that is shown first, kink by kink."""
    yield from network_words.sentences(taken_apart(drawn(USUAL_SEED, USUAL_UNITS), *USUAL_INTERVAL))
    yield "Other weights and seeds: relu-tui network"


def steps(_: Lesson) -> Iterator[str]:
    """The descent that swings, step by step."""
    yield from descent.sentences(Descent(steps=DESCENT_STEPS))
    yield "By steps of η/k, which converges: relu-tui descent --shrinking"


def tape(lesson: Lesson) -> Iterator[str]:
    """The tape in sentences, or why there is none."""
    try:
        yield from sentences(tape_of(lesson))
    except NoTapeError as error:
        yield f"There is no tape here: {error}."


ANSWERS: dict[str, Callable[[Lesson], Iterable[str]]] = {
    "limit": lambda lesson: (
        line for found in limits_of_f(lesson.function, lesson.at) for line in limit_lines(found)
    ),
    "higher": lambda lesson: derivative_lines(third_derivative(lesson.function, lesson.at)),
    "moving": lambda lesson: lines(lesson.function, around(lesson.function, lesson.at)),
    "where": lambda lesson: points_lines(points_around(lesson.function, lesson.at)),
    "frameworks": tape,
    "network": network,
    "descent": steps,
}
"""Questions beside the lesson's own, with the lines of their answers."""

MOVES: dict[str, Callable[[Lesson], Reply]] = {
    "next_point": partial(to_next_rough, direction=1),
    "last_point": partial(to_next_rough, direction=-1),
    "walk_right": partial(walk, direction=1),
    "walk_left": partial(walk, direction=-1),
    "raise": partial(nudge, direction=1),
    "lower": partial(nudge, direction=-1),
    "parameter": choose_next,
    "coarser": partial(change_step, direction=1),
    "finer": partial(change_step, direction=-1),
    "solve": take_solution,
}
"""Commands that move the point, or a parameter."""
