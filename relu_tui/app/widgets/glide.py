"""A step glides: what the plot shows between two steps, where few bytes do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from rich.color import ColorSystem
from rich.style import Style as RichStyle

from relu_tui.app.drawing.frame import Frame, Role
from relu_tui.app.drawing.look import Look
from relu_tui.app.terminal.shadow_screen import DEFAULT, Screen, Style, restyled
from relu_tui.lesson.lesson import Lesson

BETWEEN = 3
"""Frames between two steps; where they cost too much, the one in the middle."""

PERIOD = 0.04
"""Seconds from frame to frame."""

COLOUR_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}

MOST = 1400
"""Bytes of the plot in a step, above which it does not glide: with what else changes they are no 2,000."""


def glide(
    lessons: Sequence[Lesson], shown: Frame, final: Frame, look: Look, style: Callable[[Role], Style]
) -> list[Frame]:
    """The frames between the one shown and the final one.

    Args:
        lessons: The lessons on the way.
        shown: What the plot shows.
        final: What it shall show, as large.
        look: How things are drawn.
        style: How a role looks in the terminal.

    Returns:
        The frames; none where they would cost too much.
    """
    from relu_tui.app.panes.plot import underway  # what draws is imported after the first frame

    width, height = final.width, final.height
    if not lessons or (shown.width, shown.height) != (width, height):
        return []
    frames = [
        _edged(look.painted(partial(underway, lesson, width, height, look)), final) for lesson in lessons
    ]
    middle = len(frames) // 2
    for chosen in (frames, frames[middle : middle + 1]):
        if cost([shown, *chosen, final], style) <= MOST:
            return chosen
    return []


def _edged(frame: Frame, final: Frame) -> Frame:
    """A frame in the box of the final one, whose title and numbers come at once."""
    return Frame(frame.width, (final.rows[0], *frame.rows[1:-1], final.rows[-1]))


def cost(frames: Sequence[Frame], style: Callable[[Role], Style]) -> int:
    """The bytes that it takes to show frames, one after the other, where the first is shown."""
    screen = Screen(frames[0].width, frames[0].height, may_clear=False)
    sizes = []
    for frame in frames:
        for index, line in enumerate(frame.rows):
            column = 0
            for text, role in line.runs():
                screen.put(index, column, text, DEFAULT if role is Role.PLAIN else style(role))
                column += len(text)
        sizes.append(len(screen.written(None).encode()))
    return sum(sizes[1:])


def sent_style(style: RichStyle, colours: str) -> Style:
    """How a style is selected in a terminal.

    Args:
        style: As Rich has it.
        colours: Rich's name of the terminal's colours; empty for none.
    """
    rendered = style.render("x", color_system=COLOUR_SYSTEMS.get(colours))
    selected = re.match(r"\x1b\[([\d;]*)m", rendered)
    return (restyled(DEFAULT, selected[1]) if selected else None) or DEFAULT
