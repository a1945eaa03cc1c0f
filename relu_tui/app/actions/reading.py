"""Pages and screens that are opened over the lesson, and moves of the point and of parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from relu_tui.app.exporting import name_for
from relu_tui.app.screens import pages
from relu_tui.app.screens.chooser import Chooser, Option
from relu_tui.app.screens.reader import Reader
from relu_tui.calculus.errors import ExpressionError
from relu_tui.lesson import answers, transitions, words
from relu_tui.lesson.argument_bounds import argument
from relu_tui.lesson.parameters import (
    solution,
    with_values,
)
from relu_tui.lesson.reply import Reply

if TYPE_CHECKING:
    from relu_tui.app.screens.main import MainScreen
    from relu_tui.lesson.lesson import Lesson
from relu_tui.app.actions.files import write_and_tell


def why(main: MainScreen) -> None:
    """The argument, as far as it is concluded, unless it is withheld."""
    from relu_tui.app.screens.argument import ArgumentPage

    lesson = main.current
    if withheld := words.argument_withheld(lesson):
        main.say(withheld)
        return
    main.work_out(
        partial(argument, lesson.function, lesson.at),
        lambda _: main.app.push_screen(ArgumentPage(lesson, main.look)),
    )


def limit(main: MainScreen) -> None:
    """The limits of f itself."""
    asked = main.current.function, main.current.at
    main.work_out(
        partial(answers.limits_of_f, *asked),
        lambda _: main.app.push_screen(Reader("limits of f", partial(pages.limits, *asked), main.look)),
    )


def higher(main: MainScreen) -> None:
    """Whether f″ and f‴ exist here."""
    asked = main.current.function, main.current.at
    main.work_out(
        partial(answers.third_derivative, *asked),
        lambda _: main.app.push_screen(Reader("f″ and f‴", partial(pages.higher, *asked), main.look)),
    )


def where(main: MainScreen) -> None:
    """The points around at which f is not differentiable."""
    asked = main.current.function, main.current.at
    main.work_out(
        partial(answers.points_around, *asked),
        lambda _: main.app.push_screen(
            Reader("where f is not differentiable", partial(pages.rough, *asked), main.look)
        ),
    )


def next_point(main: MainScreen, direction: int = 1) -> None:
    """Move to the nearest point on one side at which f is not differentiable."""
    main.work_out(partial(answers.to_next_rough, main.current, direction), main.take)


def walk(main: MainScreen, direction: int) -> None:
    """Move the point a a little."""
    main.work_out(partial(transitions.walk, main.current, direction), main.take)


def moving(main: MainScreen) -> None:
    """The point walks along the graph, and f′ is drawn below."""
    from relu_tui.app.screens.moving import MovingScreen
    from relu_tui.lesson.graphs.derivative import below
    from relu_tui.lesson.moving import Moving, begin

    lesson = main.current

    def begun() -> Moving:
        walk = begin(lesson.function, lesson.at)
        below(walk, 2)  # which asks the engine, as drawing may not
        return walk

    def take(at: str | None) -> None:
        if at and at != main.current.at:
            main.work_out(partial(transitions.move_to, main.current, at), main.change)

    main.work_out(
        begun,
        lambda walk: main.app.push_screen(MovingScreen(words.equation(lesson), walk, main.look), take),
    )


def turn_parameter(main: MainScreen, turned: Callable[[Lesson], Reply]) -> None:
    """Another value, step or choice of a parameter."""
    main.work_out(partial(turned, main.current), main.take)


def solve(main: MainScreen) -> None:
    """Offer the parameters for which f is differentiable here."""

    def offer(found: tuple[str, dict[str, str]]) -> None:
        said, values = found
        if not values:
            main.say(said)
            return
        told = ", ".join(f"{name} = {value}" for name, value in values.items())

        def chosen(key: str | None) -> None:
            if key:
                main.work_out(partial(with_values, main.current, values), main.take)

        options = [Option("take", f"take {told}", said)]
        main.app.push_screen(Chooser("parameters", lambda _: options, main.look), chosen)

    main.work_out(partial(solution, main.current), offer)


def frameworks(main: MainScreen) -> None:
    """What backward() returns here, row by row; where there is no tape, what was measured."""
    from relu_tui.app.screens.tape import TapeScreen
    from relu_tui.frameworks.tape import NoTapeError
    from relu_tui.interface.lesson_tape import tape_of

    lesson = main.current

    def written(ending: str, content: str) -> str:
        return write_and_tell(main, name_for(lesson, ending), content)

    try:
        view = tape_of(lesson)
    except NoTapeError:
        _measured(main)
        return
    title = f"the tape · {words.heading(lesson)}"
    write = None if main.kiosk else written
    press = main.action_command  # as if the keys of these had been pressed on the main screen
    pages = {"t": partial(_measured, main), "n": partial(press, "network"), "d": partial(press, "descent")}
    main.app.push_screen(TapeScreen(title, view, main.look, pages, write))


def _measured(main: MainScreen) -> None:
    """What was measured of frameworks, here and elsewhere."""
    from relu_tui.app.screens.frameworks import FrameworksPage
    from relu_tui.frameworks.measured import Subject, entry_of

    lesson = main.current
    main.app.push_screen(
        FrameworksPage(
            f"what frameworks return · {words.heading(lesson)}",
            Subject(lesson.function, lesson.at, entry_of(lesson.function)),
            lesson.examination,
            main.look,
            live=not main.kiosk,
        )
    )


def practice(main: MainScreen) -> None:
    """How rare x = 0 is."""
    from relu_tui.app.screens.practice import PracticeScreen

    main.app.push_screen(PracticeScreen(main.look, shared=main.kiosk))


def network(main: MainScreen) -> None:
    """A network of one variable, and a lesson on one of its kinks."""
    from relu_tui.app.screens.network import NetworkScreen

    def choose(function: str, at: str) -> str:
        try:
            fresh = transitions.rewrite(main.current, function, at)
        except ExpressionError as error:
            return f"This network is too much for a lesson: {error}."
        main.change(fresh)
        return ""

    main.app.push_screen(NetworkScreen(main.look, choose))


def descent(main: MainScreen) -> None:
    """Subgradient descent on |x|."""
    from relu_tui.app.screens.descent import DescentScreen

    main.app.push_screen(DescentScreen(main.look))


def duel(main: MainScreen) -> None:
    """ε against δ, over the limit of the quotient."""
    from relu_tui.app.screens.duel import DuelScreen
    from relu_tui.app.screens.duel_chart import ask_for
    from relu_tui.lesson.duel import over

    lesson = main.current
    main.change(transitions.play(lesson))
    duel = over(lesson)
    main.work_out(
        partial(ask_for, duel, *main.size),
        lambda _: main.app.push_screen(DuelScreen(words.heading(lesson), duel, main.look)),
    )


def show_help(main: MainScreen) -> None:
    """All keys."""
    page = partial(pages.keys, kiosk=main.kiosk, first=main.more_keys)
    main.app.push_screen(Reader("keys", page, main.look))
