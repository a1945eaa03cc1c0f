"""The commands that ask for something typed: what each asks, and how it is checked while it is typed."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from relu_tui.app.screens.prompt import Prompt
from relu_tui.calculus.errors import ExpressionError
from relu_tui.lesson import transitions, words
from relu_tui.lesson.learner_questions import Question, answered, asks, how, read_vote
from relu_tui.lesson.lesson import parsed
from relu_tui.lesson.quiz import read

if TYPE_CHECKING:
    from relu_tui.app.screens.main import MainScreen


def edit(main: MainScreen) -> None:
    """A function and a point of one's own."""
    from relu_tui.lesson.parameters import rewrite, typed

    lesson = main.current

    def entered(lines: list[str] | None) -> None:
        if lines:
            main.work_out(partial(rewrite, main.current, lines[0], lines[1]), main.change)

    labels = ["f(x) =", "at x ="]
    main.app.push_screen(
        Prompt(
            "a function and a point",
            labels,
            [typed(lesson), lesson.at],
            check_function,
            main.look,
            main.judge,
            words.other_reading,
            words.PARAMETERS_TYPED,
        ),
        entered,
    )


def check_function(lines: list[str]) -> str:
    """How a function, with its parameters, and a point are understood.

    Raises:
        ExpressionError: One of them can't be.
    """
    from relu_tui.calculus.decision.proof import part_without_value
    from relu_tui.lesson.parameters import as_read, begin_typed

    try:
        fresh = begin_typed(lines[0], lines[1])
    except ExpressionError as error:
        raise _placed(error, lines) from None
    notes = words.readings(as_read(fresh))
    if found := part_without_value(parsed(fresh.function).tree):
        notes.insert(0, words.without_value(*found))
    key = "Tab takes that." if words.other_reading(fresh.function) else ""
    return " ".join([words.heading(fresh), *notes[:1], key]).rstrip()


def _placed(error: ExpressionError, lines: list[str]) -> ExpressionError:
    """The error with the line it is about, so that `character 3` has a meaning."""
    from relu_tui.lesson.parameters import begin_typed

    try:
        begin_typed(lines[0], "0")
    except ExpressionError:
        return error.about("f", 0)
    return error.about("point", 1)


def predict(main: MainScreen) -> None:
    """What limit the learner expects."""
    lesson = transitions.turn_to_a_limit(main.current)
    if lesson.concluded[lesson.condition]:
        main.take(transitions.predict(lesson, ""))
        return
    if lesson != main.current:
        main.change(lesson)

    def entered(typed: list[str] | None) -> None:
        if typed:
            main.take(transitions.predict(main.current, typed[0]))

    side = "left" if lesson.condition == 1 else "right"
    main.app.push_screen(
        Prompt(f"the {side}-hand limit will be …", ["limit:"], [""], check_limit, main.look, main.judge),
        entered,
    )


def vote(main: MainScreen) -> None:
    """The learner's vote on the lesson's question."""
    ask(main, Question.VOTE)


def ask(main: MainScreen, what: Question) -> None:
    """A question of the lesson's; the answer goes on with it."""
    lesson = main.current

    def entered(typed: list[str] | None) -> None:
        if typed is not None:
            main.work_out(partial(answered, main.current, what, typed[0]), main.take)

    title = asks(lesson, what)
    skippable = not (lesson.quiz and what is Question.LIMIT)
    check = check_yes_or_no if what is not Question.LIMIT else check_guess if skippable else check_limit
    hint = how(what, skippable=skippable)
    main.app.push_screen(Prompt(title, ["you say:"], [""], check, main.look, main.judge, hint=hint), entered)


def check_guess(typed: list[str]) -> str:
    """What comes of a limit that may be passed over.

    Raises:
        ExpressionError: It is none.
    """
    if typed[0].strip():
        read(typed[0])
    return "Enter to note it, and to see what is proved."


def check_yes_or_no(typed: list[str]) -> str:
    """What comes of a vote.

    Raises:
        ExpressionError: It is none.
    """
    if typed[0].strip():
        read_vote(typed[0])
    return "Enter to note it."


def check_limit(typed: list[str]) -> str:
    """What comes of a predicted limit.

    Raises:
        ExpressionError: It is none.
    """
    read(typed[0])
    return "Enter to note it; the limit is revealed when you conclude the condition."


def own_convention(main: MainScreen) -> None:
    """A slope of one's own at a kink."""
    blocked = transitions.adopt(main.current, Fraction(0))
    if blocked.words:
        main.take(blocked)
        return

    def entered(typed: list[str] | None) -> None:
        if typed:
            main.take(transitions.adopt(main.current, transitions.slope(typed[0])))

    main.app.push_screen(
        Prompt("a convention of your own", ["slope:"], ["1/2"], check_slope, main.look, main.judge), entered
    )


def check_slope(typed: list[str]) -> str:
    """How a convention of one's own is understood.

    Raises:
        ExpressionError: It is no slope.
    """
    return f"f′ = {transitions.slope(typed[0])}"
