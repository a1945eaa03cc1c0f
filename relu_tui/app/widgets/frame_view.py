"""The widget that shows a frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget

from relu_tui.app.drawing.frame import Frame, Role, changes


class RoleScreen(Screen[ScreenResultType]):
    """A screen that holds frames: it knows the style of each role.

    The styles are looked up once a screen, not once a view: with eight views that saves a fifth of
    the time to the first frame.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "role--dim",
        "role--emphasis",
        "role--heading",
        "role--key",
        "role--border",
        "role--axis",
        "role--curve",
        "role--left",
        "role--right",
        "role--point",
        "role--limit",
        "role--holds",
        "role--fails",
        "role--undecided",
        "role--gathering",
        "role--chosen",
        "role--error",
    }
    """
    | Class | Description |
    | :- | :- |
    | `role--dim` | What is not in question now. |
    | `role--emphasis` | The words that matter most. |
    | `role--heading` | Titles and column heads. |
    | `role--key` | Names of keys. |
    | `role--border` | The box round a pane. |
    | `role--axis` | The axes of a plot and their numbers. |
    | `role--curve` | The graph of the function. |
    | `role--left` | What belongs to the left side. |
    | `role--right` | What belongs to the right side. |
    | `role--point` | Marked points. |
    | `role--limit` | Limits and tangents. |
    | `role--holds` | A condition that holds. |
    | `role--fails` | A condition that fails. |
    | `role--undecided` | A condition that could not be decided. |
    | `role--gathering` | A learner of a class who is on their own. |
    | `role--chosen` | The line that the keys act on. |
    | `role--error` | What is wrong with what was typed. |

    Plain cells have the style of the widget itself.
    """

    DEFAULT_CSS = """
    RoleScreen {
        & > .role--dim, & > .role--axis { color: $foreground 65%; }
        & > .role--border { color: $foreground 40%; }
        & > .role--emphasis, & > .role--point, & > .role--key { text-style: bold; }
        & > .role--heading { text-style: bold; }
        & > .role--curve { color: $foreground; }
        & > .role--left { color: $text-accent; }
        & > .role--right { color: $text-primary; }
        & > .role--limit { color: $text-secondary; }
        & > .role--holds { color: $text-success; text-style: bold; }
        & > .role--fails { color: $text-error; text-style: bold; }
        & > .role--gathering { color: $text-primary; }
        & > .role--undecided { color: $text-warning; }
        & > .role--chosen { text-style: reverse; }
        & > .role--error { color: $text-error; text-style: bold; }

        &:ansi {
            & > .role--dim, & > .role--axis, & > .role--border {
                color: ansi_default;
                text-style: dim;
            }
            & > .role--left { color: ansi_magenta; }
            & > .role--right { color: ansi_cyan; }
            & > .role--limit { color: ansi_bright_blue; }
            & > .role--holds { color: ansi_green; }
            & > .role--fails, & > .role--error { color: ansi_red; }
            & > .role--gathering { color: ansi_cyan; }
            & > .role--undecided { color: ansi_yellow; }
        }
    }
    """

    def style_of(self, role: Role) -> Style:
        """The style of a role in the theme of the moment."""
        return self.get_component_rich_style(f"role--{role.name.lower()}")


class FrameView(Widget):
    """Shows a `Frame`, and repaints the cells that differ when it is to show another.

    It knows nothing of what it shows; the style of each role is its screen's, a `RoleScreen`. What to
    show comes from a subclass that overrides `paint`, or from the owner by `show`.
    """

    ALLOW_SELECT = False

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
        self._strips: dict[int, Strip] = {}
        """What was rendered, by rows; without those that are to be rendered anew."""
        self._filters: Sequence[LineFilter] = ()
        """What it was filtered by."""
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
        """Paint anew and show that; without a size, as when it is hidden, once it has one."""
        size = self.size  # Textual looks it up among all widgets
        if not size:
            self._painted_for = size
            return
        frame = self.paint(*size)
        if frame is not None:
            self.show(frame)

    def show(self, frame: Frame) -> None:
        """Show another frame. Cells beyond it are blank, and cells of it beyond the widget are not seen.

        Args:
            frame: What to show from now on.
        """
        before, self._frame = self._frame, frame
        changed = changes(before, frame)
        if not changed:
            return
        for row, _, _ in changed:
            self._strips.pop(row, None)
        # More than one region a row would be sent as often as there are regions, each from the left edge.
        inside = self.size.region
        regions = [inside.intersection(Region(start, row, stop - start, 1)) for row, start, stop in changed]
        if any(regions):
            self.refresh(*filter(None, regions))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render rows of the widget.

        Textual's own way from rows to strips provides for borders, padding, opacity and tints. Where there
        is neither border nor padding it is left out, and a step takes an eighth less.

        Args:
            crop: The part of the widget to render.

        Returns:
            A strip for each row of it, as wide as it.
        """
        if self.styles.gutter:
            return super().render_lines(crop)
        strips = self._rendered(crop.line_range)
        if crop.column_span != (0, self._painted_for.width):
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Render one row of the frame.

        Args:
            y: The row, from 0.

        Returns:
            The row as wide as the frame's place in the widget.
        """
        return self._rendered((y,))[0]

    def _rendered(self, rows: Sequence[int]) -> list[Strip]:
        """Render rows of the frame, each but once until something in it is another."""
        size, filters = self.size, self.get_line_filters()
        if self._painted_for != size:
            self._painted_for = size
            self._frame = self.paint(*size) or self._frame
            self._strips.clear()
        if self._filters != filters:
            self._filters = filters
            self._strips.clear()
        missing = [y for y in rows if y not in self._strips]
        if missing:
            background = self.background_colors[1]
            for y in missing:
                strip = self._row(y, size.width)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, background)
                self._strips[y] = strip
        return [self._strips[y] for y in rows]

    def _row(self, y: int, width: int) -> Strip:
        """A row of the frame in the styles of its roles; blanks below the last."""
        plain = self._style(Role.PLAIN)
        if y >= self._frame.height:
            return Strip.blank(width, plain)
        row = self._frame.rows[y]
        segments = [Segment(text, self._style(role)) for text, role in row.runs()]
        return Strip(segments, row.width).adjust_cell_length(width, plain)

    def notify_style_update(self) -> None:
        """Look the styles up anew, as the theme may have changed."""
        super().notify_style_update()
        self._styles_of_roles.clear()
        self._strips.clear()

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
            screen = self.screen
            if role is not Role.PLAIN and isinstance(screen, RoleScreen):
                style = screen.style_of(role)
            else:
                style = self.rich_style
            self._styles_of_roles[role] = style
        return style
