"""The commands that are a matter of the screen: what each opens, chooses, says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from relu_tui.app.drawing.marks import Marks
from relu_tui.app.entries import edit, own_convention, predict, vote
from relu_tui.app.exporting import BY_KEY, EXPORTS, name_for, write_new
from relu_tui.app.onward import ONWARD, Action
from relu_tui.app.panes.arrangement import IN_TURN
from relu_tui.app.screens import pages
from relu_tui.app.screens.chooser import Chooser, Option
from relu_tui.app.screens.reader import Reader
from relu_tui.app.terminal.capabilities import with_marks
from relu_tui.app.widgets.panes import TablePane
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.gallery import BY_NAME as GALLERY_BY_NAME
from relu_tui.calculus.language.gallery import matching
from relu_tui.choices import THEMES, names
from relu_tui.interface.commands import COMMANDS
from relu_tui.lesson import answers, course, transitions, words
from relu_tui.lesson.export import table_markdown
from relu_tui.lesson.parameters import (
    change_step,
    choose_next,
    nudge,
    solution,
    with_values,
)
from relu_tui.lesson.reply import Reply

if TYPE_CHECKING:
    from relu_tui.app.app import LimitsApp
    from relu_tui.app.screens.main import MainScreen
    from relu_tui.lesson.lesson import Lesson


# --- reading --------------------------------------------------------------------------------------


def why(main: MainScreen) -> None:
    """The whole argument."""
    lesson = main.current
    main.work_out(
        partial(pages.sections, lesson.function, lesson.at),
        lambda _: main.app.push_screen(Reader("why", partial(pages.why, lesson), main.look)),
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
        return _written(main, name_for(lesson, ending), content)

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
    from relu_tui.lesson.duel import over

    lesson = main.current
    main.change(transitions.play(lesson))
    main.app.push_screen(DuelScreen(words.heading(lesson), over(lesson), main.look))


def show_help(main: MainScreen) -> None:
    """All keys."""
    main.app.push_screen(Reader("keys", partial(pages.keys, kiosk=main.kiosk), main.look))


# --- choosing -------------------------------------------------------------------------------------


def choose_function(main: MainScreen) -> None:
    """A function of the gallery, at one of its points of interest."""

    def search(typed: str) -> list[Option]:
        return [
            Option(
                f"{entry.name} {at}",
                f"{entry.title} at {at}".replace("-", "−"),
                f"{entry.expression} · {entry.remark}",
            )
            for entry in matching(typed)
            for at in entry.points
        ]

    def chosen(key: str | None) -> None:
        if key:
            name, at = key.split(" ")
            main.take(transitions.choose(main.current, GALLERY_BY_NAME[name], at))

    main.app.push_screen(Chooser("functions", search, main.look), chosen)


def choose_lesson(main: MainScreen) -> None:
    """A lesson of the course."""

    def search(typed: str) -> list[Option]:
        done = main.progress.done
        return [
            Option(
                chapter.key,
                f"{number:>2}. {chapter.title}",
                chapter.words,
                "✓" if chapter.key in done else " ",
            )
            for number, chapter in enumerate(course.COURSE, start=1)
            if all(word in f"{chapter.title} {chapter.words}".lower() for word in typed.lower().split())
        ]

    def chosen(key: str | None) -> None:
        if key:
            lesson = course.with_settings(course.open_part(key), main.current)
            main.take(Reply(lesson, course.BY_KEY[key].words))

    here = course.place(main.current)
    main.app.push_screen(Chooser("the course", search, main.look, here[0].key if here else ""), chosen)


# --- exporting ------------------------------------------------------------------------------------


def export(main: MainScreen) -> None:
    """The table, the screen, the argument: to a file, or to the terminal's clipboard."""
    options = [Option(entry.key, entry.words, f"…-{entry.suffix}") for entry in EXPORTS]
    options.append(
        Option(
            "clipboard", "the table, to the terminal's clipboard", "by OSC 52; not every terminal takes it"
        )
    )

    def search(typed: str) -> list[Option]:
        return [option for option in options if typed.lower() in f"{option.key} {option.name}".lower()]

    def chosen(key: str | None) -> None:
        if key == "clipboard":
            main.app.copy_to_clipboard(table_markdown(main.current))
            main.say("Sent to the terminal's clipboard. If nothing arrives there, export a file instead.")
        elif key:
            main.call_after_refresh(_write, main, key)

    main.app.push_screen(Chooser("export", search, main.look), chosen)


def _write(main: MainScreen, key: str) -> None:
    entry = BY_KEY[key]
    main.say("")  # what is exported is the lesson, not what was said of the last export
    main.say(_written(main, name_for(main.current, entry.suffix), entry.content(main)))


def _written(main: MainScreen, name: str, content: str) -> str:
    """Write a file, and tell where it is, or why it can't be."""
    try:
        path = write_new(main.exports, name, content)
    except OSError as error:
        return f"{name} can't be written: {(error.strerror or str(error)).lower()}."
    return f"Written: {path}"


# --- looking --------------------------------------------------------------------------------------


def undo(main: MainScreen) -> None:
    """Back to the lesson before the last change."""
    main.undo()


def older(main: MainScreen) -> None:
    """Scroll the table back."""
    main.query_one(TablePane).scrolled += 1


def newer(main: MainScreen) -> None:
    """Scroll the table forth."""
    pane = main.query_one(TablePane)
    pane.scrolled = max(0, pane.scrolled - 1)


def turn(main: MainScreen) -> None:
    """The next pane, on a small screen."""
    main.turn = IN_TURN[(IN_TURN.index(main.turn) + 1) % len(IN_TURN)]


def marks(main: MainScreen) -> None:
    """Other marks."""
    every = list(Marks)
    following = every[(every.index(main.look.marks) + 1) % len(every)]
    main.look = with_marks(main.look, following)
    main.say(f"Marks: {following.value}.")


def auto(main: MainScreen) -> None:
    """Auto-play on or off."""
    main.autoplay.toggle()


def slower(main: MainScreen) -> None:
    """Auto-play slower."""
    main.autoplay.change_speed(-1)


def faster(main: MainScreen) -> None:
    """Auto-play faster."""
    main.autoplay.change_speed(1)


def theme(main: MainScreen) -> None:
    """The next theme."""
    known = names(THEMES)
    following = known[(known.index(main.app.theme) + 1) % len(known)] if main.app.theme in known else known[0]
    main.app.theme = following
    main.say(f"Theme: {following}.")


def redraw(main: MainScreen) -> None:
    """The whole screen again."""
    cast("LimitsApp", main.app).redraw()


def palette(main: MainScreen) -> None:
    """A command, by its words."""

    def search(typed: str) -> list[Option]:
        return [
            Option(command.name, command.words, command.key_text)
            for command in COMMANDS
            if not (main.kiosk and command.host)
            and all(word in command.words.lower() for word in typed.lower().split())
        ]

    def chosen(name: str | None) -> None:
        if name:
            main.action_command(name)

    main.app.push_screen(Chooser("commands", search, main.look), chosen)


def leave(main: MainScreen) -> None:
    """Quit."""
    main.app.exit()


ACTIONS: dict[str, Action] = {
    **ONWARD,
    "why": why,
    "limit": limit,
    "higher": higher,
    "where": where,
    "next_point": next_point,
    "last_point": partial(next_point, direction=-1),
    "moving": moving,
    "walk_right": partial(walk, direction=1),
    "walk_left": partial(walk, direction=-1),
    "raise": partial(turn_parameter, turned=partial(nudge, direction=1)),
    "lower": partial(turn_parameter, turned=partial(nudge, direction=-1)),
    "parameter": partial(turn_parameter, turned=choose_next),
    "coarser": partial(turn_parameter, turned=partial(change_step, direction=1)),
    "finer": partial(turn_parameter, turned=partial(change_step, direction=-1)),
    "solve": solve,
    "frameworks": frameworks,
    "practice": practice,
    "network": network,
    "descent": descent,
    "duel": duel,
    "help": show_help,
    "function": choose_function,
    "outline": choose_lesson,
    "edit": edit,
    "export": export,
    "predict": predict,
    "vote": vote,
    "own": own_convention,
    "undo": undo,
    "older": older,
    "newer": newer,
    "turn": turn,
    "marks": marks,
    "theme": theme,
    "redraw": redraw,
    "auto": auto,
    "slower": slower,
    "faster": faster,
    "palette": palette,
    "quit": leave,
}
"""What each command without a transition does."""
