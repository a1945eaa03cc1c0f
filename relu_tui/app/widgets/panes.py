"""The panes as widgets: each shows what its pure function makes of the lesson."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial

from textual.reactive import var
from textual.timer import Timer

from relu_tui.app.drawing.frame import Frame, Role
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.wrapping import wrapped
from relu_tui.app.panes.arrangement import Place
from relu_tui.app.panes.heading import reason
from relu_tui.app.panes.speech import Speech
from relu_tui.app.panes.table import table
from relu_tui.app.panes.whole_screen import Painter
from relu_tui.app.terminal.shadow_screen import Style
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.app.widgets.glide import BETWEEN, PERIOD, glide, sent_style
from relu_tui.app.worker_thread import SOON, Worker, ask
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.side import BOTH_SIDES
from relu_tui.lesson.lesson import Lesson


@shareable(64)  # of many sessions in one process, those of one size show the same
def painted(
    painter: Callable[..., Frame], lesson: Lesson, width: int, height: int, look: Look, *state: object
) -> Frame:
    """What a painter makes of a lesson, as the terminal can show it."""
    return look.painted(partial(painter, lesson, width, height, look, *state))


class Pane(FrameView):
    """A pane: repaints itself when it is told another lesson, or another look.

    The screen tells it. Bound data of Textual's would look through all that a widget can react to, in each
    pane at each step.
    """

    def __init__(self, place: Place, painter: Painter) -> None:
        """Make a pane.

        Args:
            place: Which of the panes it is.
            painter: What it looks like.
        """
        super().__init__(id=place.value)
        self.place = place
        self.painter = painter
        self.lesson: Lesson | None = None
        """The lesson to show."""
        self.look = Look()
        """How to draw."""

    def paint(self, width: int, height: int) -> Frame | None:
        """The frame for a size."""
        if self.lesson is None:
            return None
        if Worker.busy():  # the engine is to be left alone
            self.set_timer(SOON, self.repaint)
            return None
        return painted(self.painter, self.lesson, width, height, self.look, *self.state())

    def painting(self, lesson: Lesson) -> Callable[[], object] | None:
        """What paints a lesson as this pane would show it, for whoever works it out beside the app.

        Args:
            lesson: The lesson.

        Returns:
            Such a function, after which `paint` has nothing left to do; None where that must paint itself.
        """
        return partial(painted, self.painter, lesson, *self.size, self.look, *self.state())

    def state(self) -> tuple[object, ...]:
        """What the painter is given beside lesson, size and look; for a subclass to override."""
        return ()

    def tell(self, lesson: Lesson | None) -> None:
        """Show another lesson."""
        self.lesson = lesson
        self.repaint()

    def draw_in(self, look: Look) -> None:
        """Draw in another way."""
        self.look = look
        self.repaint()


class Stage(IntEnum):
    """How much of what draws the plot is imported: nothing, plotext, and the engine too."""

    EMPTY = 0
    SKETCH = 1
    FULL = 2


class PlotPane(Pane):
    """The plot. What draws it is imported after the first frame, which need not wait for it.

    A step glides where `glides` says so, unless a key waits.
    """

    stage: var[Stage] = var(Stage.EMPTY, init=False)
    """What can be drawn so far."""

    def __init__(self, glides: Callable[[], bool], waits: Callable[[], bool]) -> None:
        """Make it.

        Args:
            glides: Asked at each step whether it may glide.
            waits: Whether a key waits to be shown.
        """
        super().__init__(Place.PLOT, _empty_box)
        self._glides, self._waits = glides, waits
        self._on_the_way: list[Lesson] = []
        """Lessons between the one shown and the next."""
        self._between: list[Frame] = []
        """What is still to be shown before the lesson itself."""
        self._soon: Timer | None = None
        """What shows it in time."""

    def painting(self, lesson: Lesson) -> Callable[[], object] | None:
        """What asks the engine all that the plot will, on its way and at its end.

        It paints itself: there is one plotext in a process, and it may not be left in the midst of its work.
        """
        self._on_the_way = []
        if self.stage is not Stage.FULL:
            return None
        if self.lesson is not None and self._glides():
            from relu_tui.lesson.motion import on_the_way

            self._on_the_way = on_the_way(self.lesson, lesson, BETWEEN)
        return partial(_ask_for, self._on_the_way, lesson, max(self.size.width, 8))

    def tell(self, lesson: Lesson | None) -> None:
        """Show another lesson, after what lies between."""
        self.lesson = lesson
        lessons, self._on_the_way, self._between = self._on_the_way, [], []
        if self.stage is Stage.FULL:
            from relu_tui.app.panes.plot import plot

            self.painter = plot
        if self._soon is not None:
            self._soon.stop()
        if lessons and lesson is not None and not Worker.busy() and not self._waits():
            final = painted(self.painter, lesson, *self.size, self.look)
            self._between = glide(lessons, self.frame, final, self.look, self._sent_style)
        self._advance()

    def _advance(self) -> None:
        """Show the next frame, or the last one at once where a key waits or the size is another."""
        if self._between and not self._waits() and self._between[0].width == self.size.width:
            self.show(self._between.pop(0))
            self._soon = self.set_timer(PERIOD, self._advance)
        else:
            self.repaint()

    def repaint(self) -> None:
        """Show the lesson itself, whatever lies between."""
        self._between = []
        super().repaint()

    def _sent_style(self, role: Role) -> Style:
        """A role's style as it is sent."""
        return sent_style(self._style(role), self.app.console.color_system or "")

    def watch_stage(self) -> None:
        """Draw what can be drawn; what the engine is asked for is worked out beside the app.

        Where that is given up, the curve stays outlined until a lesson comes that was worked out.
        """
        if self.stage is not Stage.FULL or self.lesson is None:
            from relu_tui.app.panes.plot import outline

            self.painter = outline
            self.repaint()
            return
        with self.look.reading():
            points = partial(_ask_for, (), self.lesson, max(self.size.width, 8))
            ask(self, points, self._draw_fully)

    def _draw_fully(self, _: object) -> None:
        """Draw all that the lesson has come to, which was asked for."""
        from relu_tui.app.panes.plot import plot

        self.painter = plot
        self.repaint()


class TablePane(Pane):
    """The table, which can be scrolled back."""

    scrolled: var[int] = var(0, init=False)
    """Rows by which each side is moved back from its newest."""

    def __init__(self) -> None:
        super().__init__(Place.TABLE, table)

    def state(self) -> tuple[object, ...]:
        """How far it is moved back."""
        return (self.scrolled,)

    def tell(self, lesson: Lesson | None) -> None:
        """Show another lesson; its newest row is in sight."""
        self.set_reactive(TablePane.scrolled, 0)
        super().tell(lesson)

    def watch_scrolled(self) -> None:
        """Show other rows."""
        self.repaint()


class ReasonPane(Pane):
    """The line of reasons, in which the program also speaks for itself."""

    def __init__(self, speech: Callable[[], Speech]) -> None:
        """Make the pane.

        Args:
            speech: Gives what the program says now; who owns that has the pane repainted when it is another.
        """
        super().__init__(Place.REASON, reason)
        self._speech = speech

    def paint(self, width: int, height: int) -> Frame | None:
        """The frame for a size; what is said of work that goes on is shown while it does."""
        said = self._speech().words
        if said and Worker.busy():
            return self.look.finish(Frame.of(wrapped(said, width, height, Role.PLAIN), width, height))
        return super().paint(width, height)

    def state(self) -> tuple[object, ...]:
        """What the program says."""
        return (self._speech(),)


def _ask_for(on_the_way: Sequence[Lesson], lesson: Lesson, width: int) -> None:
    """Have worked out what the plot shows of a lesson, and the rows of those on the way to it."""
    from relu_tui.app.panes.plot import scenes

    for between in on_the_way:
        for side in BOTH_SIDES:
            between.current_row(side)
    scenes(lesson, width)


def _empty_box(_lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The plot's box before there is a plot."""
    if width < 6 or height < 4:
        return Frame.of((), width, height)
    return look.box(Frame.of((), width - 2, height - 2), "f(x)")
