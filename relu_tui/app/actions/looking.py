"""What is a matter of the screen: panes, marks, theme, auto-play, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from relu_tui.app.drawing.marks import Marks
from relu_tui.app.panes.arrangement import IN_TURN
from relu_tui.app.screens.chooser import Chooser, Option
from relu_tui.app.terminal.known_terminals import with_marks
from relu_tui.app.widgets.panes import TablePane
from relu_tui.choices import THEMES, names
from relu_tui.interface.key_commands import COMMANDS

if TYPE_CHECKING:
    from relu_tui.app.app import LimitsApp
    from relu_tui.app.screens.main import MainScreen


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
