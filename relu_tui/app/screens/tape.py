"""The tape on the screen: an operation by ↑ ↓, its choice s by ← →, and what follows from it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.frameworks import ROLES
from relu_tui.app.screens.live_frameworks import AskingOverlay
from relu_tui.app.screens.overlay import key_line
from relu_tui.app.screens.told import Told
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.frameworks.every_framework import EVERY
from relu_tui.frameworks.report import Kind
from relu_tui.frameworks.scripts import LANGUAGES, script
from relu_tui.frameworks.tape_phrases import short
from relu_tui.frameworks.tape_report import Line, lines
from relu_tui.frameworks.tape_view import TapeView, changed, looked_at, moved

KEYS = (
    "q back",
    "↑ ↓ row",
    "← → its s",
    "x script",
    " ".join(f"{number} {short(rules.framework)}" for number, rules in enumerate(EVERY, start=1)),
    "t measured",
    "n a network",
    "d descent",
    "PgDn more",
)
"""The keys, the most needed first; as many are shown as fit."""


class TapeScreen(AskingOverlay):
    """The tape. Every key makes another view, which is painted whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "the operation before", show=False),
        Binding("down,j", "move(1)", "the next operation", show=False),
        Binding("right,l", "change(1)", "a greater s", show=False),
        Binding("left,h", "change(-1)", "a smaller s", show=False),
        *(
            Binding(str(index + 1), f"framework({index})", f"the paths of {rules.framework}", show=False)
            for index, rules in enumerate(EVERY)
        ),
        Binding("pagedown,space", "page(1)", "a page down", show=False),
        Binding("pageup", "page(-1)", "a page up", show=False),
        Binding("t", "open('t')", "what was measured", show=False),
        Binding("n,N", "open('n')", "a network", show=False),
        Binding("d,D", "open('d')", "descent on |x|", show=False),
        Binding("x", "script", "write a script", show=False),
        Binding("q,escape,enter", "dismiss", "back", show=False),
    ]

    def __init__(
        self,
        title: str,
        view: TapeView,
        look: Look,
        pages: Mapping[str, Callable[[], None]],
        write: Callable[[str, str], str] | None = None,
    ) -> None:
        """Make the screen.

        Args:
            title: What stands in the upper edge.
            view: The tape, as it is looked at first.
            look: How things are drawn.
            pages: What other keys open: `t` what was measured, `n` a network, `d` descent.
            write: Writes a file of a name's ending and a content, and says where; None on a shared
                account, where no file is written and no framework asked.
        """
        super().__init__(look)
        self.heading = title
        self.view = view
        self.pages = pages
        self.write = write
        self.top: int | None = None
        self.said = ""

    def on_mount(self) -> None:
        """Ask the frameworks that are there."""
        if self.write is not None:
            proof = self.view.tape.examination
            self.ask((), proof.function.text, proof.at.text)
            self.came()

    def came(self) -> None:
        """Show what was measured here."""
        self.view = replace(self.view, measurements=tuple(self.measurements), asking=tuple(self.probes))
        self.draw()

    # --- keys -------------------------------------------------------------------------------------

    def action_move(self, steps: int) -> None:
        """Go to another operation, which comes into sight."""
        self.view = moved(self.view, steps)
        self.top = max(0, min(self._first, self.view.cursor), self.view.cursor + 1 - self._room)
        self._show("")

    def action_change(self, steps: int) -> None:
        """Change the choice of the operation."""
        kinks = self.view.predictions.kinks
        before, self.view = self.view, changed(self.view, steps)
        names = ", ".join(self.view.tape.rows[row].name for row in kinks)
        unmoved = before is self.view
        hint = f"There is a choice at {names}." if kinks else "No operation here has a choice."
        self._show(hint if unmoved else "")

    def action_framework(self, index: int) -> None:
        """Write out the paths of another framework."""
        self.view = looked_at(self.view, index)
        self._show(f"The paths and the choices are those of {EVERY[index].framework}.")

    def action_open(self, key: str) -> None:
        """Open another page."""
        self.pages[key]()

    def action_script(self) -> None:
        """Write the program that shows it."""
        if self.write is None:
            self._show("On a shared account no file is written.")
            return
        found = self.view.shown
        if found.rules.framework not in LANGUAGES:
            keys = [str(key) for key, rules in enumerate(EVERY, start=1) if rules.framework in LANGUAGES]
            self._show(
                f"A script is written for {' or '.join(LANGUAGES)}: press {' or '.join(keys)}, then x."
            )
            return
        self._show(self.write(f"{found.rules.framework}.py", script(found)))

    def action_page(self, pages: int) -> None:
        """Show other lines."""
        self._scroll(pages * self._room)

    def on_frame_view_scrolled(self, message: FrameView.Scrolled) -> None:
        """Show other lines, by the wheel."""
        self._scroll(3 * message.lines)

    def _scroll(self, steps: int) -> None:
        self.top = max(0, self._first + steps)
        self._show("")

    # --- painting ---------------------------------------------------------------------------------

    @property
    def _room(self) -> int:
        """Lines of the page that are in sight."""
        return max(self.size.height - 3, 1)

    @property
    def _first(self) -> int:
        """The line at the top; until a key moves it, the first that has the chosen operation in sight."""
        if self.top is not None:
            return self.top
        row, room = self.view.cursor, self._room
        return 0 if row < room else row - room // 3

    def _show(self, said: str) -> None:
        self.said = said
        self.draw()

    def framed(self, width: int, height: int) -> Frame | None:
        """The part of the page that is in sight, what is to be said, and the keys."""
        if width < 8 or height < 4:
            return None
        page = _page(self.view, width - 3)
        room = height - 3
        first = max(0, min(self._first, len(page) - room))
        if self.top is not None:
            self.top = first  # no key leads past the end
        shown = page[first : first + room]
        content = Frame.of(shown, width - 2, room)
        status = row((f" {self.said}", Role.EMPHASIS)) if self.said else key_line(KEYS, width - 2)
        inside = Frame.of([*content.rows, status], width - 2, room + 1)
        return self.look.box(inside, self.heading)

    def told(self) -> Told | None:
        """The tape, with the operation that is chosen."""
        return Told(self.heading, self.view, page=partial(_page, self.view), row=self.view.cursor)


def _page(view: TapeView, width: int) -> list[Row]:
    return [_row(line, view.cursor) for line in lines(view, width)]


def _row(line: Line, cursor: int) -> Row:
    """A line; the chosen operation stands out, and less so what else is about it."""
    role = ROLES[line.kind]
    if line.row and line.row == cursor:
        role = Role.CHOSEN if line.kind is Kind.ROW else Role.EMPHASIS
    return row((line.text, role))
