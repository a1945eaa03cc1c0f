"""Lines to type in, checked while they are typed: a function and its point, a prediction, a slope."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import ClassVar, Protocol, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.app.widgets.line import LineInput
from relu_tui.app.worker_thread import Work, Worker, ask
from relu_tui.calculus.errors import ExpressionError, without_frames

LEFT = "this takes more work than the program allows itself, or was left"

ROOM_FOR_MARKS = 14
"""Lines of a screen on which each line to type in has a row of its own for marks."""

Check: TypeAlias = Callable[[list[str]], str]
"""From what is typed to what to say of it; raises `ExpressionError` where it will not do."""

Answered: TypeAlias = Callable[["str | ExpressionError"], None]
"""Takes what there is to say of what was typed, or why it will not do."""


class Judge(Protocol):
    """Has what is typed checked, here or elsewhere, and passes the answer on."""

    def __call__(self, check: Check, typed: list[str], answered: Answered, *, final: bool) -> None:
        """Check it.

        Args:
            check: What to check it by.
            typed: What the lines hold.
            answered: Called with the answer.
            final: Whether it was entered, or may yet be changed.
        """


class Prompt(Overlay[list[str] | None]):
    """One or more lines at the foot of the screen; dismissed with what was typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", show=False),
        Binding("down", "app.focus_next", "next line", show=False),
        Binding("up", "app.focus_previous", "previous line", show=False),
        Binding("tab", "read_otherwise", "the other reading", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    Prompt { layers: box line; }
    Prompt > FrameView { layer: box; position: absolute; }
    Prompt > Input { layer: line; position: absolute; height: 1; border: none; padding: 0 1; }
    """

    def __init__(
        self,
        title: str,
        labels: list[str],
        values: list[str],
        check: Check,
        look: Look,
        judge: Judge | None = None,
        other: Callable[[str], str] | None = None,
        hint: str = "",
    ) -> None:
        """Make the screen.

        Args:
            title: What stands in the upper edge.
            labels: What stands before each line.
            values: What the lines hold at first.
            check: What to say of what is typed.
            look: How things are drawn.
            judge: How it is found; beside the app where None.
            other: What else the text of a line may mean, to be had by Tab.
            hint: What can be typed, said until something is.
        """
        super().__init__(look)
        self.other = other
        self.judge = judge or self._beside
        self._to_be_judged = False
        """Whether something was typed of which nothing was said yet."""
        self._asked: Work[str | ExpressionError] | None = None
        self.heading = title
        self.labels = labels
        self.values = values
        self.check = check
        self.column = max(len(label) for label in labels) + 3
        self.said = (hint, Role.PLAIN)
        self.wrong: ExpressionError | None = None

    def compose(self) -> ComposeResult:
        """Make the box and the lines."""
        box = FrameView()
        box.styles.height = self._height
        lines: list[Input] = [LineInput(value) for value in self.values]
        # In their places from the start, or all would be drawn twice.
        self._place(box, lines, *self.app.size)
        self.draw_in(box, self.app.size.width, self._height)
        yield box
        yield from lines

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query(Input).first().focus()

    def on_resize(self) -> None:
        """Put the lines where the labels are."""
        self._place(self.query_one(FrameView), list(self.query(Input)), *self.size)

    def _place(self, box: FrameView, lines: list[Input], width: int, height: int) -> None:
        top = max(height - self._height + 1, 1)  # the box's edge is above, whatever has to go below
        box.styles.offset = (0, top - 1)
        box.styles.height = self._height
        for index, line in enumerate(lines):
            line.styles.offset = (self.column, top + index * self._rows_a_line)
            line.styles.width = max(width - self.column - 2, 4)

    @property
    def _rows_a_line(self) -> int:
        """A line to type in, and under it the row of ^ at what is wrong, where there is room for it."""
        return 2 if self.app.size.height >= ROOM_FOR_MARKS else 1

    @property
    def _height(self) -> int:
        return len(self.labels) * self._rows_a_line + 4

    def framed(self, width: int, height: int) -> Frame | None:
        """The labels, and what is to be said."""
        if width < 12 or height < 4:
            return None
        rows: list[Row] = []
        last = len(self.labels) - 1
        for index, label in enumerate(self.labels):
            rows.append(row((f" {label}", Role.HEADING)))
            marks = self._marks(index, width - 2)
            if self._rows_a_line > 1 and (marks or index < last):
                rows.append(row((marks, Role.ERROR)))
        rows += self._said(width - 2, self._height - 2 - len(rows))
        return self.look.box(Frame.of(rows, width - 2, height - 2), self.heading)

    def _marks(self, index: int, width: int) -> str:
        """A ^ under each character of a line that a fault is about."""
        if self.wrong is None or self.wrong.line != index or not self.is_mounted:
            return ""
        line = list(self.query(Input))[index]
        shift = self.column - 1 - line.scroll_offset.x  # the box's edge is left of the row
        marks = {at for fault in self.wrong.faults for at in range(fault.start, fault.end)}
        return "".join(
            "^" if at - shift in marks else " "
            for at in range(min(width, max(marks, default=-1) + shift + 1))
        )

    def _said(self, width: int, room: int) -> list[Row]:
        """What there is to say on the lines for it: a long answer takes that of the keys too."""
        text, role = self.said
        lines = wrap(text, max(width - 2, 8)) or [""]
        if len(lines) < room:
            rows = [row((f" {line}", role)) for line in lines]
            return [*rows, row((" Enter goes on · Esc: all as it was", Role.DIM))]
        rest = " ".join(lines[room - 1 :])
        first = [row((f" {line}", role)) for line in lines[: room - 1]]
        return [*first, row((f" {rest}", role)).fit(width, more="…")]

    @property
    def typed(self) -> list[str]:
        """What the lines hold."""
        return [line.value for line in self.query(Input)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is wrong, or what was understood, once for all that was typed before the next frame."""
        event.stop()
        if not self._to_be_judged:
            self._to_be_judged = True
            self.call_after_refresh(self._judge_typed)

    def _judge_typed(self) -> None:
        if self._to_be_judged:
            self._to_be_judged = False
            self._ask(self._say, final=False)

    def action_read_otherwise(self) -> None:
        """Take the other reading of the line; where there is none, go to the next line."""
        line = self.focused
        if not isinstance(line, Input):
            return
        other = self.other(line.value) if self.other else ""
        if other:
            line.value = other
            line.cursor_position = len(other)
        else:
            self.focus_next()

    def _point_at(self, error: ExpressionError) -> None:
        """Put the cursor on what is wrong first, and mark it."""
        lines = list(self.query(Input))
        line = lines[error.line]
        if error.faults:
            start, end = error.faults[0].start, error.faults[0].end
            wrong = Selection(min(start, len(line.value)), min(end, len(line.value)))
            self.set_focus(line)
            line.call_later(setattr, line, "selection", wrong)  # after the focus, which selects all

    def _say(self, answer: str | ExpressionError) -> None:
        self.wrong = answer if isinstance(answer, ExpressionError) else None
        self.said = str(answer), Role.ERROR if self.wrong else Role.HOLDS
        self.draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on, if what is typed will do."""
        event.stop()
        self._to_be_judged = False
        typed = self.typed

        def answered(answer: str | ExpressionError) -> None:
            if isinstance(answer, ExpressionError):
                self._say(answer)
                self._point_at(answer)
            elif self.is_current:
                self.dismiss(typed)

        self._ask(answered, final=True)

    def _ask(self, answered: Answered, *, final: bool) -> None:
        """Have what is typed checked; the answer is of use while the same stands there."""
        typed = self.typed

        def told(answer: str | ExpressionError) -> None:
            if self.is_attached and typed == self.typed:
                answered(answer)

        self.judge(self.check, typed, told, final=final)

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        if self._asked is not None:
            Worker.leave(self._asked)

    def _beside(self, check: Check, typed: list[str], answered: Answered, *, final: bool) -> None:  # noqa: ARG002
        """Check what is typed beside the app; what was typed before need not be any more."""
        if self._asked is not None and not self._asked.done.is_set():
            Worker.leave(self._asked)

        def judged() -> str | ExpressionError:
            try:
                return check(typed)
            except ExpressionError as error:
                return without_frames(error)

        self._asked = ask(
            self,
            judged,
            answered,
            late=lambda _: self._say("…"),
            given_up=lambda: answered(ExpressionError(LEFT)),
        )
