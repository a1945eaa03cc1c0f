"""The commands that lead through a lesson and the course, which need no list and no page to be imported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from relu_tui.app.entries import ask, edit, own_convention, predict, vote
from relu_tui.lesson import course, transitions
from relu_tui.lesson.learner_questions import question
from relu_tui.lesson.reply import Reply

if TYPE_CHECKING:
    from relu_tui.app.screens.main import MainScreen

Action = Callable[["MainScreen"], None]


def next_lesson(main: MainScreen) -> None:
    """On to the next lesson of the course."""
    lesson = course.following(main.current)
    if lesson is None:
        main.say("That was the last lesson. o shows the course, f the gallery, e takes your own function.")
        return
    here = course.place(lesson)
    main.take(Reply(lesson, here[0].words if here is not None else ""))


def go_on(main: MainScreen) -> None:
    """What Enter does: it asks, reveals, turns to the next condition, plays, or goes to the next lesson."""
    lesson = main.current
    what = question(lesson)
    if what is not None:
        ask(main, what)
    elif course.duel_is_next(lesson):
        main.action_command("duel")
    elif lesson.done:
        if course.place(lesson) is not None:
            next_lesson(main)
    elif lesson.concluded[lesson.condition]:
        main.take(transitions.next_open(lesson))
    else:
        main.work_out(partial(transitions.conclude, lesson), main.take)


ONWARD: dict[str, Action] = {
    "conclude": go_on,
    "following": next_lesson,
    "edit": edit,
    "predict": predict,
    "vote": vote,
    "own": own_convention,
}
"""What each of them does."""
