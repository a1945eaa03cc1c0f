"""The widget that shows a frame."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from relu_tui.app.frame import Frame, Role, changes


class FrameView(Widget):
    """Shows a `Frame`, and repaints the cells that differ when it is to show another.

    It knows nothing of what it shows but the style of each role. What to show comes from
    a subclass that overrides `paint`, or from the owner by `show`.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "frame-view--dim",
        "frame-view--emphasis",
        "frame-view--heading",
        "frame-view--key",
        "frame-view--border",
        "frame-view--axis",
        "frame-view--curve",
        "frame-view--left",
        "frame-view--right",
        "frame-view--point",
        "frame-view--limit",
        "frame-view--holds",
        "frame-view--fails",
        "frame-view--undecided",
        "frame-view--gathering",
        "frame-view--chosen",
        "frame-view--error",
    }
    """
    | Class | Description |
    | :- | :- |
    | `frame-view--dim` | What is not in question now. |
    | `frame-view--emphasis` | The words that matter most. |
    | `frame-view--heading` | Titles and column heads. |
    | `frame-view--key` | Names of keys. |
    | `frame-view--border` | The box round a pane. |
    | `frame-view--axis` | The axes of a plot and their numbers. |
    | `frame-view--curve` | The graph of the function. |
    | `frame-view--left` | What belongs to the left side. |
    | `frame-view--right` | What belongs to the right side. |
    | `frame-view--point` | Marked points. |
    | `frame-view--limit` | Limits and tangents. |
    | `frame-view--holds` | A condition that holds. |
    | `frame-view--fails` | A condition that fails. |
    | `frame-view--undecided` | A condition that could not be decided. |
    | `frame-view--gathering` | A condition for which evidence is being gathered. |
    | `frame-view--chosen` | The line that the keys act on. |
    | `frame-view--error` | What is wrong with what was typed. |

    Plain cells have the style of the widget itself.
    """

    DEFAULT_CSS = """
    FrameView {
        & > .frame-view--dim, & > .frame-view--axis { color: $foreground 65%; }
        & > .frame-view--border { color: $foreground 40%; }
        & > .frame-view--emphasis, & > .frame-view--point, & > .frame-view--key { text-style: bold; }
        & > .frame-view--heading { color: $text-primary; text-style: bold; }
        & > .frame-view--curve { color: $foreground; }
        & > .frame-view--left { color: $text-accent; }
        & > .frame-view--right, & > .frame-view--gathering { color: $text-primary; }
        & > .frame-view--limit { color: $text-success; }
        & > .frame-view--holds { color: $text-success; text-style: bold; }
        & > .frame-view--fails { color: $text-error; text-style: bold; }
        & > .frame-view--undecided { color: $text-warning; }
        & > .frame-view--chosen { text-style: reverse; }
        & > .frame-view--error { color: $text-error; text-style: bold; }

        &:ansi {
            & > .frame-view--dim, & > .frame-view--axis, & > .frame-view--border {
                color: ansi_default;
                text-style: dim;
            }
            & > .frame-view--heading { color: ansi_default; }
            & > .frame-view--left { color: ansi_magenta; }
            & > .frame-view--right, & > .frame-view--gathering { color: ansi_cyan; }
            & > .frame-view--limit, & > .frame-view--holds { color: ansi_green; }
            & > .frame-view--fails, & > .frame-view--error { color: ansi_red; }
            & > .frame-view--undecided { color: ansi_yellow; }
        }
    }
    """

    class Sized(Message):
        """Posted when the view has a size, and whenever it gets another, after it was drawn in it."""

        def __init__(self, view: FrameView, width: int, height: int) -> None:
            super().__init__()
            self.view = view
            """The view."""
            self.width = width
            """Its width in cells."""
            self.height = height
            """Its height in cells."""

        @property
        def control(self) -> FrameView:
            """The view, for handlers that name one."""
            return self.view

    class Clicked(Message):
        """Posted when a cell was clicked."""

        def __init__(self, view: FrameView, column: int, row: int) -> None:
            super().__init__()
            self.view = view
            """The view."""
            self.column = column
            """The column of the frame."""
            self.row = row
            """The row of the frame."""

        @property
        def control(self) -> FrameView:
            """The view, for handlers that name one."""
            return self.view

    class Scrolled(Clicked):
        """Posted when the wheel was turned over a cell."""

        def __init__(self, view: FrameView, column: int, row: int, lines: int) -> None:
            super().__init__(view, column, row)
            self.lines = lines
            """1 for down, −1 for up."""

    def __init__(
        self,
        frame: Frame | None = None,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """Make a view.

        Args:
            frame: What to show first; nothing if None.
            id: The widget's id in the DOM.
            classes: Its CSS classes.
        """
        self._frame = frame or Frame(0, ())
        self._painted_for = Size(0, 0)
        self._styles_of_roles: dict[Role, Style] = {}
        super().__init__(id=id, classes=classes)

    @property
    def frame(self) -> Frame:
        """What is shown."""
        return self._frame

    def paint(self, width: int, height: int) -> Frame | None:
        """Give the frame for a size; for a subclass to override.

        It is called before the view is first drawn in a new size, so that nothing blank or
        of the old size is seen, and by `repaint`.

        Args:
            width: The width of the view in cells, at least 1.
            height: Its height in cells, at least 1.

        Returns:
            What to show, or None to go on showing what is shown.
        """

    def repaint(self) -> None:
        """Paint anew and show that, unless there is no size to paint for yet."""
        if self.size:
            frame = self.paint(*self.size)
            if frame is not None:
                self.show(frame)

    def show(self, frame: Frame) -> None:
        """Show another frame. Cells beyond it are blank, and cells of it beyond the widget are not seen.

        Args:
            frame: What to show from now on.
        """
        before, self._frame = self._frame, frame
        # More than one region a row would be sent as often as there are regions, each from the left edge.
        inside = self.size.region
        regions = [
            region
            for row, start, stop in changes(before, frame)
            if (region := inside.intersection(Region(start, row, stop - start, 1)))
        ]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Render one row of the frame.

        Args:
            y: The row, from 0.

        Returns:
            The row as wide as the widget.
        """
        if self._painted_for != self.size:
            self._painted_for = self.size
            self._frame = self.paint(*self.size) or self._frame
        width, plain = self.size.width, self._style(Role.PLAIN)
        if y >= self._frame.height:
            return Strip.blank(width, plain)
        row = self._frame.rows[y]
        segments = [Segment(text, self._style(role)) for text, role in row.runs()]
        return Strip(segments, row.width).adjust_cell_length(width, plain)

    def notify_style_update(self) -> None:
        """Look the styles up anew, as the theme may have changed."""
        super().notify_style_update()
        self._styles_of_roles.clear()

    def on_resize(self) -> None:
        """Tell the owner the size."""
        self.post_message(self.Sized(self, *self.size))

    def on_click(self, event: events.Click) -> None:
        """Tell the owner the cell that was clicked."""
        if (cell := event.get_content_offset(self)) is not None:
            self.post_message(self.Clicked(self, *cell))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell the owner the cell over which the wheel was turned down."""
        self._scrolled(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell the owner the cell over which the wheel was turned up."""
        self._scrolled(event, -1)

    def _scrolled(self, event: events.MouseEvent, lines: int) -> None:
        if (cell := event.get_content_offset(self)) is not None:
            self.post_message(self.Scrolled(self, *cell, lines))

    def _style(self, role: Role) -> Style:
        """Find the style of a role in the theme of the moment."""
        style = self._styles_of_roles.get(role)
        if style is None:
            name = f"frame-view--{role.name.lower()}"
            style = self.rich_style if role is Role.PLAIN else self.get_component_rich_style(name)
            self._styles_of_roles[role] = style
        return style
