"""The app: themes, the driver, the screens over the lesson."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import ClassVar

from rich.console import Console
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.message import Message
from textual.screen import Screen

from relu_tui.app.drawing.marks import Marks
from relu_tui.app.screens.main import MainScreen
from relu_tui.app.settings import Settings
from relu_tui.app.terminal.ascii_filter import OnlyASCII
from relu_tui.app.terminal.known_terminals import Capabilities, answers_itself, of_process, with_marks
from relu_tui.app.terminal.round_trip import Link
from relu_tui.app.terminal.steady_driver import steady
from relu_tui.app.textual_inside import OwnEndApp
from relu_tui.app.themes import THEMES
from relu_tui.app.widgets.line import LineInput
from relu_tui.app.widgets.panes import PlotPane, Stage
from relu_tui.interface.key_commands import BY_KEY, BY_NAME
from relu_tui.lesson.lesson import Lesson

FIRST_STEP = ("relu_tui.app.panes.conclusions", "relu_tui.lesson.table_rows", "relu_tui.lesson.number_text")
"""What the first step needs beside the plot, so that it is no slower than the others."""

WITHOUT_COLOUR, IN_ASCII = NoColor(), OnlyASCII()
"""The same ones each time: what was filtered by them need not be filtered again."""


class LimitsApp(OwnEndApp):
    """Stepping through limits."""

    TITLE = "relu-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", show=False, priority=True),
        Binding("ctrl+z", "stop", show=False, priority=True),
    ]

    def __init__(
        self, lesson: Lesson, settings: Settings | None = None, capabilities: Capabilities | None = None
    ) -> None:
        """Make the app.

        Args:
            lesson: The lesson to begin with.
            settings: Choices made on the command line and in the configuration.
            capabilities: What it is shown on; where None, the terminal of this process is asked.
        """
        self.settings = settings or Settings()
        terminal = of_process(os.environ) if capabilities is None else capabilities
        self.coloured = terminal.coloured
        super().__init__()
        if terminal.colours:
            self.console = Console(
                color_system=terminal.colours,
                file=StringIO(),
                highlight=False,
                emoji=False,
                legacy_windows=False,
                force_terminal=True,
                safe_box=False,
            )
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme or terminal.theme
        self.animation_level = "none"
        own = {
            key.strip(): BY_NAME[name]
            for name, keys in self.settings.keymap.items()
            for key in keys.split(",")
        }
        self.commands = {**BY_KEY, **own}
        look = terminal.look
        if self.settings.marks:
            look = with_marks(look, Marks(self.settings.marks))
        keeping = None if self.settings.kiosk else self.settings.keeping
        self.main = MainScreen(
            lesson,
            look,
            keeping,
            self.settings.exports,
            act=self.act,
            glides=self.glides,
            kiosk=self.settings.kiosk,
            resumed=self.settings.resumed,
        )

    def act(self, screen: MainScreen, name: str) -> None:
        """Carry out a command that opens a list, a prompt or a page, or changes how things look."""
        from relu_tui.app.onward import ONWARD  # when one is first asked for

        action = ONWARD.get(name)
        if action is None:
            from relu_tui.app.actions import ACTIONS  # all pages and lists: 70 modules, 4 MB

            action = ACTIONS[name]
        action(screen)

    def glides(self) -> bool:
        """Whether a step may glide now: the terminal answers quickly. It is asked again for the next one."""
        link: Link | None = getattr(self.driver, "link", None)
        settings = self.settings
        wanted = settings.motion and not (settings.kiosk or settings.full_repaint)
        if not wanted or link is None or answers_itself(os.environ):
            return False
        quick = link.quick
        if self.driver is not None and (question := link.question()):
            self.driver.write(question)
        return quick

    def action_stop(self) -> None:
        """Stop, to be continued by the shell, where the driver may."""
        if self.driver is not None and self.driver.can_suspend:
            os.kill(os.getpid(), signal.SIGTSTP)

    def one_at_a_time(self, message: Message) -> bool:
        """Whether the next key must wait for the effect of this: it may open a screen, or close it.

        Else what is typed ahead would go to the screen that was.
        """
        if not isinstance(message, events.Key | events.Paste):
            return False
        over_the_lesson = len(self.screen_stack) > 1
        if over_the_lesson and isinstance(self.focused, LineInput) and is_text(message):
            return False  # it goes to that line, whatever came before it
        command = self.commands.get(message.key) if isinstance(message, events.Key) else None
        return over_the_lesson or command is None or command.transition is None or command.opens

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is taken from lines on their way to the terminal: colours and characters it does not show."""
        filters = super().get_line_filters() if self.coloured else [WITHOUT_COLOUR]
        return [*filters, IN_ASCII] if self.main.look.ascii_only else filters

    def get_driver_class(self) -> type[Driver]:
        """The driver: it leaves the terminal as it was, and sends only what differs unless told otherwise."""
        driver = steady(super().get_driver_class(), stops=not self.settings.kiosk)
        if driver.__module__ == "textual.drivers.web_driver":
            from relu_tui.app.terminal.web_driver import VisitDriver

            return VisitDriver
        if self.settings.full_repaint:
            return driver
        from relu_tui.app.terminal.diffing_driver import diffing

        return diffing(driver)

    def get_default_screen(self) -> Screen[None]:
        """The lesson's own screen."""
        return self.main

    def on_mount(self) -> None:
        """Show the plot as soon as what draws it is imported."""
        if self.settings.keymap:
            usual = {name: ",".join(BY_NAME[name].keys) for name in self.settings.keymap}
            self.set_keymap({name: f"{usual[name]},{more}" for name, more in self.settings.keymap.items()})
        self.call_after_refresh(self._draw_curve)

    def _draw_curve(self) -> None:
        """Import plotext, and draw what needs no more."""
        from relu_tui.app.drawing.axes import load

        load()
        self.main.query_one(PlotPane).stage = Stage.SKETCH
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Import the engine and the files; then the lesson is ready."""
        if not gc.isenabled():  # as the command line leaves it until now
            # What the start left behind is freed. What was imported stays, and a search through it would
            # hold a step up by 30 ms. What a step makes is freed at once for the most part: a search at
            # every tenth step is soon enough.
            gc.collect()
            gc.freeze()
            gc.set_threshold(10_000)
            gc.enable()
        self.main.query_one(PlotPane).stage = Stage.FULL
        for module in FIRST_STEP:
            import_module(module)
        self.glides()
        said = " ".join(filter(None, (self.settings.greeting, self.main.keeper.trouble)))
        if said:
            self.main.warn(said)
        if self.settings.demo:
            self.main.autoplay.toggle()
        if self.settings.outline:
            self.main.action_command("outline")

    def redraw(self) -> None:
        """Send the whole screen again."""
        invalidate = getattr(self.driver, "invalidate", None)
        if invalidate is not None:
            invalidate()
        self.screen.refresh(layout=False)

    def end_of_fault(self) -> None:
        """End with one line and a file for whoever mends it, where Textual would print a traceback.

        Under a test the exception goes to the test.
        """
        if self.is_headless:
            super().end_of_fault()
            return
        where = "" if self.settings.keeping is None else fault_file(self.settings.keeping)
        line = "relu-tui: this should not have happened. relu-tui --resume goes on with the lesson."
        self.end_at_once(Text(f"{line} {where}".rstrip(), overflow="fold"))


def is_text(event: events.Key | events.Paste) -> bool:
    """Whether an event is text, for a line that is there to type in."""
    return isinstance(event, events.Paste) or event.is_printable


def fault_file(folder: Path) -> str:
    """Write down the exception being handled, and say where; nothing where that fails."""
    path = folder / "fault.txt"
    try:
        path.write_text(traceback.format_exc(), "utf-8")
    except OSError:
        return ""
    return f"What went wrong is written in {path}"
