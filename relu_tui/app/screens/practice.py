"""The experiment on exact zeros, run beside the app: keys stay quick, and it can be stopped at any moment."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, replace
from threading import Thread
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen

from relu_tui.app.frame_view import FrameView
from relu_tui.app.panes.look import Look
from relu_tui.app.panes.practice import Board, board, last_top
from relu_tui.experiments.results import Report
from relu_tui.experiments.settings import Setup
from relu_tui.lesson.child import Child, ChildError
from relu_tui.lesson.practice_choices import Choices, changed, moved, reseeded

PROGRAM = "relu_tui.experiments"


class PracticeScreen(ModalScreen[None]):
    """The experiment: choices, figures as they come, and what they say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "move(1)", "the next choice", show=False),
        Binding("left,h", "move(-1)", "the choice before", show=False),
        Binding("up,k", "change(1)", "a greater value", show=False),
        Binding("down,j", "change(-1)", "a smaller value", show=False),
        Binding("enter,r", "run", "run", show=False),
        Binding("s", "stop", "stop", show=False),
        Binding("pagedown,space", "scroll(1)", "a page down", show=False),
        Binding("pageup", "scroll(-1)", "a page up", show=False),
        Binding("q,escape,b", "dismiss", "back", show=False),
    ]

    DEFAULT_CSS = """
    PracticeScreen { background: transparent; }
    PracticeScreen > FrameView { width: 100%; height: 100%; }
    """

    class Came(Message):
        """Posted when figures came from a run."""

        def __init__(self, child: Child, report: Report) -> None:
            super().__init__()
            self.child = child
            """The run."""
            self.report = report
            """Its figures so far."""

    class Ended(Message):
        """Posted when a run has ended, whole or not."""

        def __init__(self, child: Child) -> None:
            super().__init__()
            self.child = child
            """The run."""

    def __init__(self, look: Look, *, shared: bool = False) -> None:
        """Make the screen.

        Args:
            look: How things are drawn.
            shared: Whether many share the account, so that the experiment has to stay small.
        """
        super().__init__()
        self.look = look
        self.board = Board(Choices(shared=shared))
        self.child: Child | None = None
        self.begun = 0.0
        self.last: Setup | None = None

    def compose(self) -> ComposeResult:
        """Make the view."""
        yield FrameView()

    def on_mount(self) -> None:
        """Begin at once."""
        self.action_run()

    def on_unmount(self) -> None:
        """Leave nothing running."""
        if self.child is not None:
            self.child.kill()

    # --- running ----------------------------------------------------------------------------------

    def action_run(self) -> None:
        """Run what is chosen; with another seed, if that was the last run."""
        if self.child is not None:
            self.child.kill()
        choices = reseeded(self.board.choices, self.last)
        self.last = choices.setup
        self.begun = monotonic()
        try:
            self.child = Child(PROGRAM, json.dumps(asdict(self.last)))
        except ChildError as error:
            self.child = None
            self.show(Board(choices, trouble=f"The experiment can't be started: {error}"))
            return
        self.show(Board(choices, running=True))
        Thread(target=self._read, args=(self.child,), daemon=True).start()

    def _read(self, child: Child) -> None:
        """Pass on what a run says; in a thread of its own."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            with suppress(ValueError):
                for line in child.lines():
                    self.post_message(self.Came(child, Report.from_dict(json.loads(line))))
            child.kill()
            self.post_message(self.Ended(child))

    def on_practice_screen_came(self, message: Came) -> None:
        """Show the figures."""
        message.stop()
        if message.child is self.child:
            self.show(replace(self.board, report=message.report, seconds=monotonic() - self.begun))

    def on_practice_screen_ended(self, message: Ended) -> None:
        """Say whether the figures are whole."""
        message.stop()
        if message.child is not self.child:
            return
        self.child = None
        report = self.board.report
        whole = report is not None and report.complete
        trouble = "" if whole else "The experiment broke off: these are the figures it gave, if any."
        self.show(replace(self.board, running=False, trouble=trouble, seconds=monotonic() - self.begun))

    def action_stop(self) -> None:
        """Stop the run; its figures so far stay."""
        child, self.child = self.child, None
        if child is not None:
            child.kill()
            self.show(replace(self.board, running=False))

    # --- choosing ---------------------------------------------------------------------------------

    def action_move(self, steps: int) -> None:
        """Go to another choice."""
        self.show(replace(self.board, choices=moved(self.board.choices, steps)))

    def action_change(self, steps: int) -> None:
        """Choose another value, for the next run."""
        self.show(replace(self.board, choices=changed(self.board.choices, steps)))

    # --- showing ----------------------------------------------------------------------------------

    def show(self, shown: Board) -> None:
        """Show something else."""
        self.board = shown
        view = self.query_one(FrameView)
        if view.size:
            view.show(board(shown, *view.size, self.look))

    def action_scroll(self, pages: int) -> None:
        """Show other lines of the figures."""
        width, height = self.size
        top = self.board.top + pages * max(height - 7, 1)
        self.show(replace(self.board, top=max(0, min(top, last_top(self.board, width, height, self.look)))))

    def on_frame_view_sized(self, message: FrameView.Sized) -> None:
        """Paint for the size."""
        message.stop()
        self.show(self.board)

    def on_frame_view_scrolled(self, message: FrameView.Scrolled) -> None:
        """Show other lines, by the wheel."""
        top = self.board.top + 3 * message.lines
        width, height = self.size
        self.show(replace(self.board, top=max(0, min(top, last_top(self.board, width, height, self.look)))))
