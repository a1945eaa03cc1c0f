"""A list to choose from, with search: functions of the gallery, lessons of the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from relu_tui.app.drawing.frame import Frame, Role, Row, blank, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.wrapping import wrapped
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.app.widgets.line import LineInput

TALL = 16
"""Lines of a screen that has room for all that is said of the chosen option."""

INDENT = 7
"""Cells around a name: the cursor, the mark, and what is between name and detail."""

SEPARATOR = " · "
"""What stands between the parts of a detail."""

DETAIL = 2
"""Lines for it."""


@dataclass(frozen=True)
class Option:
    """One line of the list.

    Attributes:
        key: What choosing it returns.
        name: Shown first.
        detail: Shown after it, its parts with ` · ` between.
        mark: One character before the name, such as ✓ for what is done.
    """

    key: str
    name: str
    detail: str
    mark: str = " "


Search: TypeAlias = Callable[[str], Sequence[Option]]
"""From the words typed to the options that match, best first."""


class Chooser(Overlay[str | None]):
    """The list; dismissed with the key of what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, priority=True),
        Binding("up", "move(-1)", "up", show=False, priority=True),
        Binding("pagedown", "move(10)", "a page down", show=False, priority=True),
        Binding("pageup", "move(-10)", "a page up", show=False, priority=True),
        Binding("escape", "dismiss", "back", show=False),
    ]

    DEFAULT_CSS = """
    Chooser { layers: box line; }
    Chooser > FrameView { layer: box; }
    Chooser > Input { layer: line; position: absolute; offset: 2 1; height: 1; border: none; }
    """

    def __init__(self, title: str, search: Search, look: Look, chosen: str = "") -> None:
        """Make the screen.

        Args:
            title: What stands in the upper edge.
            search: The options for the words typed.
            look: How things are drawn.
            chosen: The key of the option the cursor begins at.
        """
        super().__init__(look)
        self.heading = title
        self.search = search
        self.options = list(search(""))
        keys = [option.key for option in self.options]
        self.cursor = keys.index(chosen) if chosen in keys else 0

    def compose(self) -> ComposeResult:
        """Make the list and the line to type in."""
        yield from super().compose()
        yield LineInput(placeholder="type to search · ↓ ↑ to move · Enter to choose · Esc to go back")

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Keep the line within the box."""
        self.query_one(Input).styles.width = max(self.size.width - 4, 4)

    def framed(self, width: int, height: int) -> Frame | None:
        """The options around the cursor."""
        if width < 12 or height < 6:
            return None
        first, room = self._visible
        inner = width - 2
        names = max((len(option.name) for option in self.options), default=0)
        lines = [row(""), row(("─" * inner, Role.DIM))]
        for index, option in enumerate(self.options[first : first + room], first):
            column = min(names, width * 3 // 5)
            # Below a tall list all of it stands in full.
            space = inner - column - INDENT if height >= TALL else len(option.detail)
            told = replace(option, detail=_fitting(option.detail, space))
            shown = _line(told, column, chosen=index == self.cursor)
            lines.append(shown.fit(inner, more="…"))
        if not self.options:
            lines.append(row((" nothing found: take a word away", Role.UNDECIDED)))
        elif height >= TALL:
            lines += [blank(inner)] * (room + 2 - len(lines))
            lines.append(row(("─" * inner, Role.DIM)))
            lines += wrapped(self.options[self.cursor].detail, inner, DETAIL, Role.PLAIN)
        return self.look.box(Frame.of(lines, inner, height - 2), self.heading)

    @property
    def _visible(self) -> tuple[int, int]:
        """The first option shown, and how many there is room for."""
        height = self.size.height
        room = height - 4 - (DETAIL + 1 if height >= TALL else 0)
        return max(0, min(self.cursor - room // 2, len(self.options) - room)), room

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(self.cursor + lines, len(self.options) - 1))
        self.draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search."""
        event.stop()
        self.options = list(self.search(event.value))
        self.cursor = 0
        self.draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose."""
        event.stop()
        if self.options:
            self.dismiss(self.options[self.cursor].key)

    def on_frame_view_clicked(self, message: FrameView.Clicked) -> None:
        """Choose by the mouse."""
        first, room = self._visible
        index = first + message.row - 3
        if 0 <= message.row - 3 < room and index < len(self.options):
            self.dismiss(self.options[index].key)

    def on_frame_view_scrolled(self, message: FrameView.Scrolled) -> None:
        """Move the cursor by the wheel."""
        self.action_move(message.lines)


def _fitting(detail: str, room: int) -> str:
    """What is said of an option, without its first parts where all of it is too long; nothing is cut."""
    parts = detail.split(SEPARATOR)
    rests = (SEPARATOR.join(parts[first:]) for first in range(len(parts)))
    return next((rest for rest in rests if len(rest) <= room), "")


def _line(option: Option, names: int, *, chosen: bool) -> Row:
    name = option.name.ljust(names)
    return row(
        (" ▸ " if chosen else "   ", Role.KEY),
        (f"{option.mark} ", Role.HOLDS),
        (name, Role.EMPHASIS if chosen else Role.PLAIN),
        (f"  {option.detail}", Role.PLAIN if chosen else Role.DIM),
    )
