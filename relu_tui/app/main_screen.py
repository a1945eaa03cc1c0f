"""The main screen: it owns the lesson, and turns keys into transitions."""

from __future__ import annotations

from functools import partial
from inspect import isawaitable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from relu_tui.app.arrangement import IN_TURN, Arrangement, Place, arrange, too_small
from relu_tui.app.frame import Frame, row
from relu_tui.app.frame_view import FrameView
from relu_tui.app.pane import Pane, PlotPane, ReasonPane, TablePane
from relu_tui.app.panes.checklist import checklist
from relu_tui.app.panes.lines import footer, heading, reason
from relu_tui.app.panes.look import Look
from relu_tui.app.panes.stepper import stepper
from relu_tui.app.panes.table import table
from relu_tui.lesson.commands import BY_NAME, COMMANDS
from relu_tui.lesson.lesson import Lesson

MOST_UNDONE = 1000
"""Lessons kept to go back to."""


class MainScreen(Screen[None]):
    """The lesson on the screen.

    Panes get `lesson` by data binding and redraw what differs. A key changes the lesson at once;
    the panes are told once for a whole burst of keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(command.keys),
            f"command('{command.name}')",
            command.words,
            id=command.name,
            show=False,
        )
        for command in COMMANDS
    ]

    DEFAULT_CSS = """
    MainScreen { layers: panes; overflow: hidden; }
    MainScreen > FrameView { position: absolute; layer: panes; }
    """

    lesson: reactive[Lesson | None] = reactive(None, init=False)
    """The lesson as it is shown."""

    look: reactive[Look] = reactive(Look(), init=False)
    """How panes are drawn."""

    turn: reactive[Place] = reactive(Place.PLOT, init=False)
    """Which pane a small screen shows."""

    def __init__(self, lesson: Lesson, look: Look, *, kiosk: bool = False) -> None:
        """Make the screen.

        Args:
            lesson: The lesson to begin with.
            look: How to draw.
            kiosk: Whether commands that reach the machine are left out.
        """
        super().__init__()
        self.set_reactive(MainScreen.lesson, lesson)
        self.set_reactive(MainScreen.look, look)
        self.kiosk = kiosk
        self.past: list[Lesson] = []
        self._next: Lesson | None = None

    @property
    def current(self) -> Lesson:
        """The lesson after every key so far, shown or not yet."""
        lesson = self._next or self.lesson
        assert lesson is not None  # noqa: S101 - set by __init__
        return lesson

    def compose(self) -> ComposeResult:
        """Make the panes."""
        keys = partial(_footer, kiosk=self.kiosk)
        for pane in (
            Pane(Place.HEADING, _heading),
            PlotPane(),
            TablePane(table),
            Pane(Place.STEPPER, stepper),
            Pane(Place.CHECKLIST, checklist),
            ReasonPane(reason),
            Pane(Place.FOOTER, keys),
        ):
            yield pane.data_bind(MainScreen.lesson, MainScreen.look)
        yield FrameView(id="too-small")

    # --- the lesson -----------------------------------------------------------------------------

    def change(self, lesson: Lesson) -> None:
        """Go on to another lesson; what was can be had back by undo."""
        before = self.current
        if lesson == before:
            return
        self.past.append(before)
        del self.past[:-MOST_UNDONE]
        self._show(lesson)

    def undo(self) -> None:
        """Go back to the lesson before the last change."""
        if self.past:
            self._show(self.past.pop())

    def _show(self, lesson: Lesson) -> None:
        waiting = self._next is not None
        self._next = lesson
        self.query_one(ReasonPane).set_reactive(ReasonPane.said, "")
        if not waiting:
            self.app.call_later(self._sync)

    def _sync(self) -> None:
        """Tell the panes, once for all keys that came meanwhile."""
        if self._next is not None:
            self.lesson, self._next = self._next, None

    def say(self, text: str) -> None:
        """Say something in the line of reasons, until the lesson changes."""
        self.query_one(ReasonPane).said = text

    # --- commands -------------------------------------------------------------------------------

    async def action_command(self, name: str) -> None:
        """Carry out a command of the table."""
        command = BY_NAME[name]
        if command.transition is not None:
            self.change(command.transition(self.current))
            return
        action = getattr(self, f"do_{name}", None) or getattr(self.app, f"do_{name}")
        outcome = action()
        if isawaitable(outcome):
            await outcome

    def do_undo(self) -> None:
        """Undo."""
        self.undo()

    def do_older(self) -> None:
        """Scroll the table back."""
        self.query_one(TablePane).scrolled += 1

    def do_newer(self) -> None:
        """Scroll the table forth."""
        pane = self.query_one(TablePane)
        pane.scrolled = max(0, pane.scrolled - 1)

    def do_turn(self) -> None:
        """Show the next pane, on a small screen."""
        self.turn = IN_TURN[(IN_TURN.index(self.turn) + 1) % len(IN_TURN)]

    # --- layout ---------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Put every pane in its place."""
        self.place(event.size.width, event.size.height)

    def watch_turn(self) -> None:
        """Show the pane whose turn it is."""
        self.place(*self.size)

    def place(self, width: int, height: int) -> None:
        """Put every pane in its place on a screen of this size."""
        boxes: Arrangement = arrange(width, height, self.turn)
        for pane in self.query(Pane):
            box = boxes.get(pane.place)
            pane.display = box is not None
            if box is not None:
                pane.styles.offset = (box.column, box.row)
                pane.styles.width, pane.styles.height = box.width, box.height
        notice = self.query_one("#too-small", FrameView)
        notice.display = not boxes
        notice.styles.width, notice.styles.height = width, height
        notice.show(Frame.of([row(too_small(width, height))], width, height))


def _heading(lesson: Lesson, width: int, _height: int, look: Look) -> Frame:
    return heading(lesson, width, look)


def _footer(_lesson: Lesson, width: int, _height: int, look: Look, *, kiosk: bool) -> Frame:
    return footer(width, look, kiosk)
