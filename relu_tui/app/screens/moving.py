"""The moving point on the screen: f above, and below it f′ as it is met."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from textwrap import wrap
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.plot import joined
from relu_tui.app.panes.view import view
from relu_tui.app.screens.overlay import Overlay, key_line
from relu_tui.app.screens.told import Told
from relu_tui.app.worker_thread import GIVEN_UP, Work, Worker, ask
from relu_tui.lesson import moving as transitions
from relu_tui.lesson.graphs.derivative import above, below
from relu_tui.lesson.moving import Moving
from relu_tui.lesson.words import slope_there

KEYS = ("q back", "→ ← walk", ". , kinks", "c fill holes", "* / step", "Enter lesson here")
"""The keys, the most needed first; as many are shown as fit."""

LEAST = (24, 12)
"""Columns and rows below which there is no room for it."""

WORKING = "This takes longer than most. Esc leaves it."


class MovingScreen(Overlay[str]):
    """A walk along the graph; dismissed with the place for a lesson, or an empty string."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space,right_parenthesis", "walk(1)", "walk to the right", show=False),
        Binding("left,h,left_parenthesis", "walk(-1)", "walk to the left", show=False),
        Binding("full_stop", "jump(1)", "the next kink", show=False),
        Binding("comma", "jump(-1)", "the kink before", show=False),
        Binding("asterisk", "step(1)", "a longer step", show=False),
        Binding("slash", "step(-1)", "a shorter one", show=False),
        Binding("c", "choice", "fill the holes", show=False),
        Binding("enter", "take", "a lesson here", show=False),
        Binding("escape", "leave", "back", show=False),
        Binding("q,M", "dismiss('')", "back", show=False),
    ]

    def __init__(self, title: str, moving: Moving, look: Look) -> None:
        """Make the screen.

        Args:
            title: What f is.
            moving: The walk to begin with.
            look: How things are drawn.
        """
        super().__init__(look)
        self.heading = title
        self.moving = moving
        self.said = ""
        self._work: Work[Any] | None = None

    def action_walk(self, direction: int) -> None:
        """Move the point."""
        self._change(partial(transitions.walk, direction=direction))

    def action_jump(self, direction: int) -> None:
        """Move it to where f is not differentiable."""
        self._change(partial(transitions.jump, direction=direction))

    def action_step(self, direction: int) -> None:
        """Another step."""
        self._change(partial(transitions.change_step, direction=direction))

    def action_choice(self) -> None:
        """Another convention."""
        self._change(transitions.change_choice)

    def action_take(self) -> None:
        """Go on with a lesson at the point."""
        self.dismiss(self.moving.at)

    def action_leave(self) -> None:
        """Leave what is worked out, or else the screen."""
        if self._work is None:
            self.dismiss("")
        else:
            Worker.leave(self._work)

    def _change(self, change: Callable[[Moving], Moving]) -> None:
        """Have a key's answer worked out; keys that come meanwhile wait for none."""
        if self._work is not None:
            return

        def changed() -> Moving:
            moved = change(self.moving)
            below(moved, 2)  # which asks the engine, as drawing may not
            return moved

        def answered(moved: Moving) -> None:
            self._work = None
            self.moving, self.said = moved, ""
            self.draw()

        def late(work: Work[Moving]) -> None:
            self._work, self.said = work, WORKING
            self.draw()

        def left() -> None:
            self._work, self.said = None, GIVEN_UP
            self.draw()

        with self.look.reading():
            ask(self, changed, answered, late=late, given_up=left)

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        if self._work is not None:
            Worker.leave(self._work)

    def framed(self, width: int, height: int) -> Frame | None:
        """Both graphs, what is proved at the point, and the keys."""
        return _painted(self.heading, self.moving, self.said, width, height, self.look)

    def told(self) -> Told | None:
        """The walk so far; not what is said of work that goes on."""
        paint = partial(_painted, self.heading, self.moving, "")
        words = (self.heading, f"x = {self.moving.at}", _words(self.moving))
        return Told(f"the moving point · {self.heading}", self.moving, paint=paint, words=words)


def _words(moving: Moving) -> str:
    return moving.notice or slope_there(moving.here.sentence, moving.choice)


def _painted(title: str, moving: Moving, said: str, width: int, height: int, look: Look) -> Frame | None:
    if width < LEAST[0] or height < LEAST[1]:
        return None
    told = wrap(said or _words(moving), width - 2)[:2]
    spoken = [row((f" {look.spell(line)}", Role.EMPHASIS)) for line in told]
    room = height - 4
    upper = room // 2
    frames = [
        joined([view(scene(moving, width - 2), width - 2, rows - 2, look)], rows - 2, width - 2, look)
        for scene, rows in ((above, upper), (below, room - upper))
    ]
    heading = row((f" {look.spell(title)}", Role.HEADING)).fit(width, more="…")
    rows = [heading, *(line for frame in frames for line in frame.rows), *spoken]
    rows += [row("")] * (height - 1 - len(rows))
    return Frame.of([*rows, key_line([*map(look.spell, KEYS)], width)], width, height)
