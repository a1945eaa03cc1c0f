"""The experiment on exact zeros, run in the background: keys stay quick, and it can be stopped."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from threading import Thread
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from relu_tui.app.drawing.frame import Frame
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.screens.practice_board import Board, board, last_top
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.child_process import ChildError
from relu_tui.experiments.background import Beside, Run, Within
from relu_tui.experiments.results import Report
from relu_tui.experiments.setup import Setup
from relu_tui.experiments.setup_choices import Choices, changed, moved, reseeded


class PracticeScreen(Overlay[None]):
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

    class Came(Message):
        """Posted when figures came from a run."""

        def __init__(self, run: Run, report: Report) -> None:
            super().__init__()
            self.run = run
            """What they came from."""
            self.report = report
            """Its figures so far."""

    class Ended(Message):
        """Posted when a run has ended, whole or not."""

        def __init__(self, run: Run) -> None:
            super().__init__()
            self.run = run
            """What they came from."""

    def __init__(self, look: Look, *, shared: bool = False) -> None:
        """Make the screen.

        Args:
            look: How things are drawn.
            shared: Whether many share the account, so that the experiment has to stay small.
        """
        super().__init__(look)
        self.board = Board(Choices(shared=shared))
        self.current: Run | None = None
        self.begun = 0.0
        self.last: Setup | None = None

    def on_mount(self) -> None:
        """Begin at once."""
        self.action_run()

    def on_unmount(self) -> None:
        """Leave nothing running."""
        if self.current is not None:
            self.current.stop()

    # --- running ----------------------------------------------------------------------------------

    def action_run(self) -> None:
        """Run what is chosen; with another seed, if that was the last run."""
        if self.current is not None:
            self.current.stop()
        choices = reseeded(self.board.choices, self.last)
        self.last = choices.setup
        self.begun = monotonic()
        try:
            self.current = Within(self.last) if choices.shared else Beside(self.last)
        except ChildError as error:
            self.current = None
            self.show(Board(choices, trouble=f"The experiment can't be started: {error}"))
            return
        self.show(Board(choices, running=True))
        Thread(target=self._read, args=(self.current,), daemon=True).start()

    def _read(self, run: Run) -> None:
        """Pass on what a run says; in a thread of its own."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            with suppress(ValueError):
                for report in run.reports():
                    self.post_message(self.Came(run, report))
            run.stop()
            self.post_message(self.Ended(run))

    def on_practice_screen_came(self, message: Came) -> None:
        """Show the figures."""
        message.stop()
        if message.run is self.current:
            self.show(replace(self.board, report=message.report, seconds=monotonic() - self.begun))

    def on_practice_screen_ended(self, message: Ended) -> None:
        """Say whether the figures are whole."""
        message.stop()
        if message.run is not self.current:
            return
        self.current = None
        report = self.board.report
        whole = report is not None and report.complete
        trouble = "" if whole else "The experiment broke off: these are the figures it gave, if any."
        self.show(replace(self.board, running=False, trouble=trouble, seconds=monotonic() - self.begun))

    def action_stop(self) -> None:
        """Stop the run; its figures so far stay."""
        run, self.current = self.current, None
        if run is not None:
            run.stop()
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
        self.draw()

    def framed(self, width: int, height: int) -> Frame | None:
        """The choices, the figures so far, and how far the run is."""
        return board(self.board, width, height, self.look)

    def action_scroll(self, pages: int) -> None:
        """Show other lines of the figures."""
        self._scroll(pages * max(self.size.height - 7, 1))

    def on_frame_view_scrolled(self, message: FrameView.Scrolled) -> None:
        """Show other lines, by the wheel."""
        self._scroll(3 * message.lines)

    def _scroll(self, lines: int) -> None:
        last = last_top(self.board, *self.size, self.look)
        self.show(replace(self.board, top=max(0, min(self.board.top + lines, last))))
