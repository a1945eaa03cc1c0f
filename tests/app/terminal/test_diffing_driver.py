from __future__ import annotations

import asyncio
import codecs
import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any, ClassVar

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.drivers.linux_inline_driver import LinuxInlineDriver
from textual.drivers.web_driver import WebDriver
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static

from relu_tui.app.drawing.box import Border, boxed
from relu_tui.app.drawing.canvas import draw
from relu_tui.app.drawing.frame import Frame, Role, row
from relu_tui.app.drawing.geometry import Point, Polyline, Shape, Window
from relu_tui.app.terminal.diffing_driver import Differ, DiffingDriver, diffing
from relu_tui.app.terminal.shadow_screen import DEFAULT, Screen, Style, move, restyled, style_change
from relu_tui.app.widgets.frame_view import FrameView
from tests.app.lines import sloped

Cells = list[tuple[object, ...]]


class Terminal(pyte.Screen):
    """A terminal as real ones are where pyte falls short: dim and concealed text, an alternate screen."""

    def __init__(
        self, width: int, height: int, *, clears_other_screen: bool = True, wraps: bool = False
    ) -> None:
        self._clears_other_screen = clears_other_screen
        self._wraps = wraps
        self._first_screen: dict[int, Any] | None = None
        self._extra: frozenset[int] = frozenset()
        super().__init__(width, height)
        self._stream = pyte.Stream(self)

    def feed(self, data: str) -> None:
        self._stream.feed(data)

    def select_graphic_rendition(self, *codes: int) -> None:
        # Dim (2) and concealed (8) are kept as part of the colour, which pyte stores and never looks into.
        self.cursor.attrs = self.cursor.attrs._replace(fg=self.cursor.attrs.fg.split("+")[0])
        super().select_graphic_rendition(*codes)
        pending = list(codes or (0,))
        while pending:
            code = pending.pop(0)
            if code in (38, 48):
                del pending[: 2 if pending[:1] == [5] else 4]
            elif code == 0:
                self._extra = frozenset()
            elif code in (2, 8, 21, 53):
                self._extra |= {code}
            elif code in (22, 24, 28, 55):
                self._extra -= {code - 20, 21 if code == 24 else 53 if code == 55 else 0}
        if self._extra:
            fg = "+".join([self.cursor.attrs.fg, *map(str, sorted(self._extra))])
            self.cursor.attrs = self.cursor.attrs._replace(fg=fg)

    def set_mode(self, *modes: int, **options: Any) -> None:
        if options.get("private") and 1049 in modes and self._first_screen is None:
            self._first_screen = {y: dict(line) for y, line in self.buffer.items()}
            if self._clears_other_screen:
                self.buffer.clear()
        super().set_mode(*modes, **options)

    def reset_mode(self, *modes: int, **options: Any) -> None:
        if options.get("private") and 1049 in modes and self._first_screen is not None:
            self.buffer.clear()
            for y, line in self._first_screen.items():
                self.buffer[y].update(line)
            self._first_screen = None
        if not (self._wraps and options.get("private") and 7 in modes):
            super().reset_mode(*modes, **options)

    def litter(self, rng: random.Random) -> None:
        """Show anything at all, as after something else has written here."""
        for y in range(self.lines):
            for x in range(self.columns):
                if rng.random() < 0.5:
                    self.buffer[y][x] = self.default_char._replace(
                        data=rng.choice("#~漢 "), bg=rng.choice(["red", "default"])
                    )

    def cells(self) -> Cells:
        """Everything that can be seen: of a blank only its background, unless something is drawn on it."""
        seen: Cells = []
        for y in range(self.lines):
            line = self.buffer[y]
            for x in range(self.columns):
                cell = line[x]
                drawn_on = (
                    cell.underscore
                    or cell.strikethrough
                    or cell.reverse
                    or "21" in cell.fg
                    or "53" in cell.fg
                )
                seen.append((cell.bg,) if cell.data == " " and not drawn_on else tuple(cell))
        return [(min(self.cursor.x, self.columns - 1), self.cursor.y, self.title), *seen]


class Pair:
    """The same writes on two terminals: as Textual sends them, and as they are sent through a `Differ`."""

    def __init__(self, width: int, height: int, rng: random.Random, **options: bool) -> None:
        self.plain, self.diffed = Terminal(width, height, **options), Terminal(width, height, **options)
        self.differ = Differ()
        self.differ.resize(width, height)
        self.rng = rng
        self.sent = [0, 0]

    def write(self, *writes: str) -> None:
        for data in writes:
            self.differ.resize(self.plain.columns, self.plain.lines)
            output = self.differ.feed(data)
            self.plain.feed(data)
            self.diffed.feed(output)
            self.sent[0] += len(data.encode())
            self.sent[1] += len(output.encode())

    def outside(self, data: str) -> None:
        """Write past the driver."""
        self.plain.feed(data)
        self.diffed.feed(data)

    def litter(self) -> None:
        seed = self.rng.random()
        for terminal in (self.plain, self.diffed):
            terminal.litter(random.Random(seed))

    def resize(self, width: int, height: int) -> None:
        if (width, height) == (self.plain.columns, self.plain.lines):
            self.differ.forget()  # it was another in between, which the driver hears by a signal
        for terminal in (self.plain, self.diffed):
            terminal.resize(height, width)
        self.litter()

    def check(self) -> None:
        plain, diffed = self.plain.cells(), self.diffed.cells()
        if plain != diffed:
            differ = [
                index for index, pair in enumerate(zip(plain, diffed, strict=True)) if pair[0] != pair[1]
            ]
            first = differ[0]
            place = divmod(first - 1, self.plain.columns) if first else "the cursor or the title"
            pytest.fail(
                f"{len(differ)} cells differ, first {place}: {plain[first]} plain, {diffed[first]} diffed"
            )


# A stand-in for Textual: it has a picture, changes it here and there, and writes it as the compositor does.

STYLES = [
    "", "", "", "1", "2", "7", "4", "9", "31", "1;32", "2;39", "97;44", "38;5;114", "38;5;114;48;5;234",
    "48;5;234", "1;38;2;10;20;30;48;2;1;2;3", "3;5;90", "8;33", "7;35", "4;38;5;9", "39;49",
]  # fmt: skip
NARROW = "abcxyz 0123  ─│╭⣿⢣●○−Δé"
ODD = ["漢", "🔎", "x\u0304", "\u00a0", "👩\u200d🔬", "☺\ufe0f"]


class Picture:
    def __init__(self, width: int, height: int, rng: random.Random) -> None:
        self.width, self.height, self.rng = width, height, rng
        self.rows: list[list[tuple[str, str]]] = [[(" ", "")] * width for _ in range(height)]

    def change(self) -> None:
        if self.rng.random() < 0.2:
            self.move_up()
        for _ in range(self.rng.choice([0, 1, 1, 2, 5])):
            y, x = self.rng.randrange(self.height), self.rng.randrange(self.width)
            style, blank = self.rng.choice(STYLES), self.rng.random() < 0.3
            for column in range(x, min(self.width, x + self.rng.choice([1, 1, 2, 4, 9, 40]))):
                self.rows[y][column] = (" " if blank else self.rng.choice(NARROW), style)

    def move_up(self) -> None:
        """Some rows come to stand higher, with blank ones below them."""
        top, bottom = sorted((self.rng.randrange(self.height), self.rng.randrange(self.height)))
        lines = self.rng.randint(1, 3)
        blank = [[(" ", "")] * self.width for _ in range(lines)]
        self.rows[top : bottom + 1] = [*self.rows[top : bottom + 1], *blank][lines:][: bottom + 1 - top]

    def span(self, y: int, start: int, stop: int) -> str:
        """One strip: runs of one style, each closed, as `Strip.render` writes them."""
        text, cells = "", self.rows[y][start:stop]
        while cells:
            count, style = 1, cells[0][1]
            while count < len(cells) and cells[count][1] == style and self.rng.random() < 0.95:
                count += 1
            run = "".join(character for character, _ in cells[:count])
            text += f"\x1b[{style}m{run}\x1b[0m" if style else run
            del cells[:count]
        return text

    def full(self) -> str:
        return self._frame([(y, 0, self.width) for y in range(self.height)])

    def partial(self) -> str:
        return self._frame(self._spans())

    def with_something_odd(self) -> str:
        """A frame in which one row has what is not one cell a character, or is no cell at all."""
        odd = self.rng.choice(
            [
                f"\x1b[31m{self.rng.choice(ODD)}b\x1b[0m",
                "\x1b]8;id=1;https://example.org\x1b\\\x1b[4mlink\x1b[0m\x1b]8;;\x1b\\",
                "\x1b[21;31mtwice\x1b[0m",
                "\x1b[53mover\x1b[0m",
            ]
        )
        spans = self._spans()
        return self._frame(spans, {self.rng.choice(spans)[0]: odd if self.width > 12 else ""})

    def _spans(self) -> list[tuple[int, int, int]]:
        spans = []
        for y in sorted(self.rng.sample(range(self.height), self.rng.randint(1, self.height))):
            start = self.rng.randrange(self.width)
            spans.append((y, start, self.rng.randint(start + 1, self.width)))
        return spans

    def _frame(self, spans: list[tuple[int, int, int]], odd: dict[int, str] | None = None) -> str:
        lines = []
        for y, start, stop in spans:
            cuts = sorted({start, stop, *self.rng.sample(range(start, stop), self.rng.choice([0, 0, 1]))})
            chops = [f"\x1b[{y + 1};{a + 1}H{self.span(y, a, b)}" for a, b in pairwise(cuts)]
            lines.append("".join(chops))
            if odd and odd.get(y):
                lines[-1] += f"\x1b[{y + 1};4H{odd[y]}"
        return "\n".join(lines) + self._cursor()

    def _cursor(self) -> str:
        place = (
            (0, 0)
            if self.rng.random() < 0.7
            else (self.rng.randrange(self.width), self.rng.randrange(self.height))
        )
        return f"\x1b[{place[1] + 1};{place[0] + 1}H"


START = (
    "\x1b[?1049h",
    "\x1b[?1000h",
    "\x1b[?1003h",
    "\x1b[?25l",
    "\x1b[?1004h",
    "\x1b[>25u",
    "\x1b[?2004h",
    "\x1b[?7l",
)
STOP = ("\x1b[?2004l", "\x1b[?7h", "\x1b[?1000l", "\x1b[<u", "\x1b[?1049l", "\x1b[?25h", "\x1b[?1004l")
HARMLESS = [
    "\x07",
    "\x1b]0;a title\x07",
    "\x1b]52;c;YWJj\x07",
    "\x1b]22;pointer\x07",
    "\x1b]2;ü\x1b\\",
    "\x1b[?2026$p",
]
UNKNOWN = [
    "\x1b[2J",
    "\x1b[3;4Hcarelessly\x1b[31mred",
    "\x1b[0m\x1b[K",
    "\x1b[3A\x1b[0J",
    "loose text",
    "\x1b[1;32mx\x1b[0m\r\n",
]


def session(seed: int, steps: int, width: int, height: int, **options: bool) -> Pair:
    """Let a stand-in for Textual do everything it may do, in random order, and compare after every write."""
    rng = random.Random(seed)
    pair = Pair(width, height, rng, **options)
    pair.outside("$ relu-tui\r\n")
    pair.write(*START)
    picture = Picture(width, height, rng)
    pair.write(picture.full())
    for _ in range(steps):
        picture.change()
        event = rng.random()
        if event < 0.60:
            frame = picture.partial()
            pair.write(*rng.choice([(frame,), (frame,), ("\x1b[?2026h", frame, "\x1b[?2026l")]))
        elif event < 0.72:
            pair.write(picture.full())
        elif event < 0.78:
            pair.write(rng.choice(HARMLESS))
        elif event < 0.83:
            pair.write(picture.with_something_odd())
        elif event < 0.86:
            pair.write(rng.choice(UNKNOWN), "\x1b[0m")
        elif event < 0.90:
            frame = picture.partial()
            cut = rng.randrange(len(frame))
            pair.write(frame[:cut], frame[cut:])
        elif event < 0.94:  # suspended, or gone for a while to an editor
            pair.write(*STOP)
            pair.check()
            pair.outside("\x1b[m$ something else\r\n")
            pair.write(*START)
            if rng.random() < 0.5:
                pair.litter()
            pair.write(picture.full())
        elif event < 0.97:  # another size; a frame may still come that is of the old one
            stale = picture.full(), picture.partial()
            width, height = rng.randint(1, 34), rng.randint(1, 9)
            pair.resize(width, height)
            picture = Picture(width, height, rng)
            picture.change()
            pair.write(*rng.sample(stale, rng.randrange(3)), picture.full())
        else:  # something else wrote here, and a key redraws everything
            pair.litter()
            pair.differ.forget()
            pair.write(picture.full())
        pair.check()
    return pair


@pytest.mark.parametrize("clears_other_screen", [True, False])
@pytest.mark.parametrize("wraps", [True, False])
def test_thousands_of_frames_leave_the_same_screen(clears_other_screen: bool, wraps: bool) -> None:
    plain = diffed = 0
    for seed in range(12):
        rng = random.Random(seed)
        pair = session(
            seed,
            90,
            rng.randint(1, 34),
            rng.randint(1, 9),
            clears_other_screen=clears_other_screen,
            wraps=wraps,
        )
        plain, diffed = plain + pair.sent[0], diffed + pair.sent[1]
    assert diffed < plain / 2


@pytest.mark.parametrize(("seed", "width", "height"), [(1, 30, 9), (2, 34, 14), (3, 60, 6)])
def test_rows_that_moved_up_leave_the_same_screen(seed: int, width: int, height: int) -> None:
    rng = random.Random(seed)
    pair = Pair(width, height, rng)
    pair.write(*START)
    picture = Picture(width, height, rng)
    for _ in range(40):
        for _ in range(5):
            picture.change()
        pair.write(picture.full())
        picture.move_up()
        pair.write(picture.full())
        pair.check()


def test_frames_of_a_usual_size_leave_the_same_screen() -> None:
    session(1, 40, 80, 24)
    session(2, 12, 200, 60)


# The shortest sequences, each tried on a terminal.

places = st.tuples(st.integers(0, 11), st.integers(0, 39))
colors = st.sampled_from(["", "31", "92", "38;5;7", "38;5;114", "38;2;1;2;3"])
backgrounds = st.sampled_from(["", "41", "104", "48;5;7", "48;5;234", "48;2;1;2;3"])
styles = st.builds(Style, st.frozensets(st.sampled_from([1, 2, 3, 4, 5, 7, 8, 9])), colors, backgrounds)


@given(st.none() | places, places)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_moves_lead_where_they_should_and_are_never_longer_than_an_absolute_one(
    old: tuple[int, int] | None, new: tuple[int, int]
) -> None:
    terminal = Terminal(40, 12)
    start = old or (5, 5)
    terminal.feed(f"\x1b[{start[0] + 1};{start[1] + 1}H" + move(old, new))
    assert (terminal.cursor.y, terminal.cursor.x) == new
    assert len(move(old, new)) <= len(f"\x1b[{new[0] + 1};{new[1] + 1}H")


@given(st.none() | styles, styles)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_style_changes_lead_where_they_should(old: Style | None, new: Style) -> None:
    change = style_change(old, new)
    one, two = Terminal(3, 1), Terminal(3, 1)
    one.feed((style_change(None, old) if old else "\x1b[1;9;35;46m") + change + "x")
    two.feed(style_change(None, new) + "x")
    assert one.cells() == two.cells()
    if change:
        assert restyled(old or Style(frozenset((9,)), "35"), change[2:-1]) == new


@pytest.mark.parametrize(
    ("old", "new", "sequence"),
    [
        (DEFAULT, DEFAULT, ""),
        (None, DEFAULT, "\x1b[m"),
        (Style(frozenset((1,)), "31", "44"), DEFAULT, "\x1b[m"),
        (
            Style(color="38;5;114", background="48;5;233"),
            Style(color="38;5;7", background="48;5;233"),
            "\x1b[38;5;7m",
        ),
        (Style(frozenset((1,)), "31", "48;5;233"), Style(color="31", background="48;5;233"), "\x1b[22m"),
        (Style(frozenset((1, 2)), "31"), Style(frozenset((1,)), "31"), "\x1b[22;1m"),
        (Style(color="38;5;114"), Style(color="31"), "\x1b[31m"),
        (Style(frozenset((7,))), Style(frozenset((7,)), background="41"), "\x1b[41m"),
    ],
)
def test_the_shortest_style_change(old: Style | None, new: Style, sequence: str) -> None:
    assert style_change(old, new) == sequence


@pytest.mark.parametrize(
    "parameters", ["21", "53", "58;5;1", "38", "38;5", "38;2;1;2", "38;9;1", "10", "1;21"]
)
def test_parameters_that_are_not_known(parameters: str) -> None:
    assert restyled(DEFAULT, parameters) is None


# What is sent for a frame.


def differ_showing(*lines: str) -> Differ:
    """A differ on a terminal of 20 by 4 that shows some lines, the cursor at home, the style the default."""
    differ = Differ()
    differ.resize(20, 4)
    padded = [*lines, *[""] * (4 - len(lines))]
    differ.feed("\n".join(f"\x1b[{y};1H{line.ljust(20)}" for y, line in enumerate(padded, 1)) + "\x1b[1;1H")
    return differ


def test_rows_that_moved_up_are_scrolled_by_the_terminal() -> None:
    differ = Differ()
    differ.resize(60, 9)
    lines = [f"{row} {chr(90 - row) * 5 * row}".ljust(60) for row in range(1, 10)]
    frames = lines, [lines[0], *lines[4:], "ten is new".ljust(60), *[" " * 60] * 2]
    sent = [
        differ.feed("\n".join(f"\x1b[{y};1H{line}" for y, line in enumerate(frame, 1)) + "\x1b[1;1H")
        for frame in frames
    ]
    assert sent[1] == "\x1b[2;9r\x1b[9H\n\n\n\x1b[r\x1b[7Hten is new\x1b[H"


@pytest.mark.parametrize(
    ("frame", "sent"),
    [
        ("\x1b[1;1H0123456789          \x1b[1;1H", ""),
        (
            "\x1b[1;1H0123X56789          \x1b[1;1H",
            "0123X\x1b[H",
        ),  # cells sent again are no longer than a move
        ("\x1b[2;5H\x1b[31mX\x1b[0m\x1b[1;1H", "\x1b[2;5H\x1b[31mX\x1b[H"),
        ("\x1b[1;1HX1X3456789          \x1b[1;1H", "X1X\x1b[H"),
        ("\x1b[1;1HX12345X789          \x1b[1;1H", "X\x1b[5CX\x1b[H"),
        ("\x1b[1;1HX          \x1b[1;1H", "X\x1b[K\x1b[H"),  # to the end of the line all is blank then
        ("\x1b[1;1H0123X\n\x1b[2;1H    X\x1b[1;1H", "0123X\x1bD\bX\x1b[H"),
        ("\x1b[1;1H0123456789          \x1b[3;4H", "\x1b[3;4H"),
        ("\x1b[1;1H\x1b[1;35m0123456789\x1b[0m\x1b[1;1H", "\x1b[1;35m0123456789\x1b[H"),
        (  # lines that go down, one after the other rather than row by row
            "\n".join(f"\x1b[{row};3H\x1b[31mX\x1b[0m\n\x1b[{row};18HX" for row in (2, 3, 4)) + "\x1b[1;1H",
            "\x1b[2;18HX\x1bD\bX\x1bD\bX\x1b[16D\x1b[31mX\x1bM\bX\x1bM\bX\x1b[H",
        ),
        ("\x1b[2;1H\x1b[1;35m     \x1b[0m\x1b[1;1H", ""),  # a blank is a blank in any colour
        ("\x1b[2;1H\x1b[4m \x1b[0m\x1b[1;1H", "\x1bD\x1b[4m \x1b[H"),
        ("\x1b[2;1H \x1b[31;42mX\x1b[0m\x1b[1;1H", "\x1bD\x1b[C\x1b[31;42mX\x1b[H"),
        ("\x1b[2;1H\x1b[42m \x1b[0m\x1b[31;42mX\x1b[0m\x1b[1;1H", "\x1bD\x1b[31;42m X\x1b[H"),
        (  # cells of two styles in turn: a style after the other, with moves over those of the other
            "\x1b[2;1H" + "\x1b[38;5;99mX\x1b[0m\x1b[38;5;98mO\x1b[0m" * 3 + "\x1b[1;1H",
            "\x1bD\x1b[38;5;99mX\x1b[CX\x1b[CX\x1b[38;5;98mO\b\b\bO\b\b\bO\x1b[H",
        ),
        ("\x1b[2;20HX\n\x1b[3;5HX\x1b[1;1H", "\x1b[2;20HX\x1b[3;5HX\x1b[H"),  # no move from the last column
        ("\x1b[9;1Hbelow\n\x1b[1;30Hbeside\x1b[1;1H", ""),
        (
            "\x1b[1;1H0\x1b]8;;http://x\x1b\\1\x1b]8;;\x1b\\\x1b[1;1H",
            "\x1b[H0\x1b]8;;http://x\x1b\\1\x1b]8;;\x1b\\\x1b[H",
        ),
        ("\x1b[1;1H漢\x1b[1;1H", "\x1b[H漢\x1b[H"),
        ("\x1b[1;5HX\n\x1b[2;1H漢\n\x1b[3;6HX\x1b[1;1H", "0123X\x1b[2H漢\x1b[3;6H\x1b[mX\x1b[H"),
        ("\x1b[1;1HX\n\x1b[2;1H漢", "X\x1b[2H漢"),  # the cursor stays behind what was not read
    ],
)
def test_only_what_differs_is_sent(frame: str, sent: str) -> None:
    assert differ_showing("0123456789").feed(frame) == sent


def test_a_cursor_outside_is_placed_where_a_terminal_would_stop_it() -> None:
    differ = differ_showing()
    assert differ.feed("\x1b[1;1HX\x1b[9;99H") == "X\x1b[4;20H"
    assert differ.feed("\x1b[4;20HY\x1b[1;1H") == "Y\x1b[H"


def test_a_change_of_one_cell_costs_few_bytes_in_the_largest_terminal() -> None:
    differ = Differ()
    differ.resize(500, 200)
    style = "38;5;114;48;5;233"
    line = f"\x1b[{style}m{'x' * 500}\x1b[0m"
    differ.feed("\n".join(f"\x1b[{y};1H{line}" for y in range(1, 201)))
    assert len(differ.feed(f"\x1b[150;1H{line.replace('x', 'y', 1)}\x1b[1;1H")) <= 10
    assert differ.feed(f"\x1b[150;1H{line.replace('x', 'y', 1)}\x1b[1;1H") == ""


def test_a_blank_screen_is_cleared_rather_than_filled_with_blanks() -> None:
    differ = Differ()
    differ.resize(20, 4)
    frame = "\n".join(f"\x1b[{y};1H{'X' * (y == 2):20}" for y in range(1, 5)) + "\x1b[1;1H"
    assert differ.feed(frame) == "\x1b[m\x1b[2J\x1b[2HX\x1b[H"
    assert differ.feed(frame) == ""
    differ.forget()
    assert differ.feed(frame) == "\x1b[m\x1b[2J\x1b[2HX\x1b[H"
    differ.forget()
    partial = f"\x1b[1;1H{' ' * 20}\x1b[1;1H"
    assert "\x1b[2J" not in differ.feed(partial)
    assert "\x1b[2J" not in differ.feed(frame)


@pytest.mark.parametrize(("data", "cleared"), [("\x1b[?1049h", True), ("\x1b_Gi=1;AAAA\x1b\\", False)])
def test_what_is_not_known_is_not_cleared(data: str, cleared: bool) -> None:
    differ = differ_showing()
    differ.feed(data)
    frame = "\n".join(f"\x1b[{y};1H{' ' * 20}" for y in range(1, 5)) + "\x1b[1;1H"
    assert ("\x1b[2J" in differ.feed(frame)) == cleared


@pytest.mark.parametrize("data", HARMLESS)
def test_what_alters_no_cell_is_passed_on_and_forgets_nothing(data: str) -> None:
    differ = differ_showing("abc")
    assert differ.feed(data) == data
    assert differ.feed("\x1b[1;1Habc\x1b[1;1H") == ""


@pytest.mark.parametrize(
    "data",
    [
        *UNKNOWN,
        "\x1b[?1049h",
        "\x1b[?47h",
        "\x1bc",
        "\x1b_Gi=1;AAAA\x1b\\",
        "\x1b[1;1Hab\x1b[2",
        "\x1b[1;1Hab\n",
        "\x9b",
    ],
)
def test_what_is_not_known_is_passed_on_and_may_have_altered_everything(data: str) -> None:
    differ = differ_showing("abc")
    assert differ.feed(data) == data
    assert "abc" in differ.feed("\x1b[1;1Habc\x1b[1;1H")


def test_what_is_not_known_begins_in_the_default_style() -> None:
    differ = differ_showing()
    assert differ.feed("\x1b[1;1H\x1b[1;31mX\x1b[0m\x1b[1;1H") == "\x1b[1;31mX\x1b[H"
    assert differ.feed("\x1b[?1049l") == "\x1b[m\x1b[?1049l"


def test_a_style_left_behind_by_what_was_forgotten_is_ended() -> None:
    differ = differ_showing()
    differ.feed("\x1b[1;1H\x1b[1;31mX\x1b[0m\x1b[1;1H")
    differ.resize(10, 4)
    differ.forget()
    assert differ.feed("\x1b[?1049l") == "\x1b[m\x1b[?1049l"
    assert differ.feed("\x1b[?1049l") == "\x1b[?1049l"


def test_synchronized_output_without_output_is_not_sent() -> None:
    differ = differ_showing("abc")
    frame, start, end = "\x1b[1;1Habc\x1b[1;1H", "\x1b[?2026h", "\x1b[?2026l"
    assert [differ.feed(data) for data in (start, frame, end)] == ["", "", ""]
    assert differ.feed("\x07") == "\x07"
    assert [differ.feed(data) for data in (start, frame.replace("b", "X"), end)] == [
        "",
        start + "aX\x1b[H",
        end,
    ]
    assert differ.feed(end) == end


def test_a_signal_in_the_middle_of_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    differ = differ_showing("abc")
    put = Screen.put

    def interrupted(*args: Any) -> None:
        put(*args)
        differ.resize(10, 3)
        differ.feed("\x1b[?1049l")

    monkeypatch.setattr(Screen, "put", interrupted)
    frame = "\x1b[1;1Habd\x1b[1;1H"
    assert differ.feed(frame) == "\x1b[m" + frame
    monkeypatch.undo()
    assert "abd" in differ.feed(frame)


# The driver.


class Sink:
    """A driver that keeps what is written to it, on a terminal that a test makes up."""

    def __init__(self, *_: object, **__: object) -> None:
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)


def made_up_driver(size: tuple[int, int], file: Any = None) -> Any:
    driver = type("Driver", (DiffingDriver, Sink), {"_file": file})(None)
    if file is None:
        driver._terminal_size = lambda: size
    return driver


def test_only_drivers_for_a_terminal_are_changed() -> None:
    made = diffing(LinuxDriver)
    assert issubclass(made, DiffingDriver)
    assert issubclass(made, LinuxDriver)
    assert diffing(made) is made
    for other in (HeadlessDriver, WebDriver, LinuxInlineDriver):
        assert diffing(other) is other


def test_a_write_that_leaves_nothing_to_send_sends_nothing() -> None:
    driver = made_up_driver((20, 4))
    frame = "\x1b[1;1Habc\x1b[1;1H"
    driver.write(frame)
    driver.write(frame)
    assert len(driver.written) == 1
    driver.invalidate()
    driver.write(frame)
    assert driver.written[0] == driver.written[1]


def test_without_a_terminal_of_some_size_everything_is_passed_on(tmp_path: Any) -> None:
    frame = "\x1b[1;1Habc\x1b[1;1H"
    with (tmp_path / "file").open("w") as file:
        for driver in (made_up_driver((0, 0)), made_up_driver((80, 24), file)):
            driver.write(frame)
            driver.write(frame)
            assert driver.written == [frame, frame]


# A real Textual app, its writes replayed.


class Pane(FrameView):
    """A plot and a table in a box, as the app has them, and a step that moves them."""

    step = 0

    def paint(self, width: int, height: int) -> Frame:
        x = 0.8**self.step
        if self.id == "plot":
            window = Window(-1.2, 1.2, -0.4, 1.2)
            curve = Polyline((-1.2, 0.0, 1.2), (0.0, 0.0, 1.2))
            secants = [sloped(window, 0, 0, x, Role.RIGHT), sloped(window, 0, 0, -x, Role.LEFT)]
            marks = [Point(0, 0), Point(x, x, Shape.PROBE, Role.RIGHT), Point(-x, 0, Shape.OPEN, Role.LEFT)]
            content = draw(window, width - 2, height - 2, [curve], secants, marks)
        else:
            lines = [
                row((f"{role.name.lower():<10}", role), f" {0.8 ** (self.step + n):.6f} Δx")
                for n, role in enumerate(Role)
            ]
            content = Frame.of(lines, width - 2, height - 2)
        return boxed(content, self.id or "", Border.ROUND)


class Question(ModalScreen[None]):
    CSS = "Question { align: center middle; } Question > * { width: 24; height: 5; border: round $primary; }"

    def compose(self) -> ComposeResult:
        yield Static("a question 🔎 漢字 [link='https://example.org']a link[/link]")


class Busy(App[None]):
    """An app that writes everything that the lesson's may write, and more."""

    CSS = "Pane { width: 1fr; } OptionList { width: 20; } Horizontal { height: 1fr; }"
    BINDINGS: ClassVar = [("f2", "step", "step"), ("f3", "ask", "ask"), ("f4", "other_theme", "theme")]
    steps = 0

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Pane(id="plot")
            yield Pane(id="table")
            yield OptionList(*[f"option {n} ×½" for n in range(40)])
        yield Input()
        yield Footer()

    def action_step(self) -> None:
        for pane in self.query(Pane):
            pane.step += 1
            pane.repaint()

    def action_ask(self) -> None:
        self.push_screen(Question())

    def action_other_theme(self) -> None:
        self.theme = "ansi-dark" if self.theme == "textual-dark" else "textual-dark"


class Recorder(HeadlessDriver):
    """A driver without a terminal that keeps what is written, with the size of the terminal at that time."""

    writes: list[tuple[tuple[int, int], str] | None]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        assert self._size is not None
        self.writes.append((self._size, data))


def recorded(
    act: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> list[tuple[tuple[int, int], str] | None]:
    """Run the app; the writes come out in order, and None wherever it had come to rest."""
    Recorder.writes = []
    app = Busy(driver_class=Recorder)
    app._sync_available = True

    async def pilot(pilot: Pilot[Any]) -> None:
        async for _ in act(pilot):
            await pilot.pause()
            Recorder.writes.append(None)
        app.exit()

    asyncio.run(app.run_async(size=size, auto_pilot=pilot, mouse=False))
    return Recorder.writes


def test_the_writes_of_an_app_leave_the_same_screen() -> None:
    width, height = 90, 26

    async def act(pilot: Pilot[None]) -> Any:
        app = pilot.app
        yield
        for keys in (
            ["f2"] * 12,
            ["tab", "tab"],
            [*"x^2+1"],
            ["漢", "🔎", "é"],
            ["backspace"] * 4,
            ["f4"],
            ["f2"] * 3,
        ):
            for key in keys:
                await pilot.press(key)
                yield
        for key in ["shift+tab", *["down"] * 15, "pagedown", "home", "f3", "escape", "f2"]:
            await pilot.press(key)
            yield
        app.notify("something to say")
        yield
        app.bell()
        app.copy_to_clipboard("∂")
        for columns, lines in ((60, 20), (100, 30), (100, 20), (width, height)):
            assert app._driver is not None
            app._driver._size = (columns, lines)
            app.post_message(Resize(Size(columns, lines), Size(columns, lines)))
            yield
            await pilot.press("f2")
            yield
        app.pop_screen() if len(app.screen_stack) > 1 else None
        yield

    writes = recorded(act, (width, height))
    pair = Pair(width, height, random.Random(0))
    checks = 0
    for entry in writes:
        if entry is None:
            pair.check()
            checks += 1
            continue
        size, data = entry
        if size != (pair.plain.columns, pair.plain.lines):
            pair.resize(*size)
        pair.write(data)
    assert checks > 50
    assert pair.sent[1] < pair.sent[0] / 4


# A real app in a real pseudo-terminal, with the driver and without.

PROGRAM = """
import os, sys
from textual.app import App
from relu_tui.app.terminal.diffing_driver import diffing
from relu_tui.app.drawing.frame import Frame, Role, row
from relu_tui.app.widgets.frame_view import FrameView

class Pane(FrameView):
    step = 0
    def paint(self, width, height):
        lines = [row(("a program", Role.HEADING), f" at {width}x{height}")]
        for n, role in enumerate(Role):
            lines.append(row((role.name, role), f" {self.step * n} ".rjust(20), "│" * ((self.step + n) % 7)))
        last = row((f"step {self.step}", Role.KEY))  # written last
        return Frame.of([*Frame.of(lines, width, height - 1).rows, last], width)

class Program(App):
    BINDINGS = [("right", "step"), ("q", "quit"), ("z", "suspend_process"), ("e", "elsewhere")]
    BINDINGS += [("r", "redraw"), ("f", "refresh")]
    def get_driver_class(self):
        driver_class = super().get_driver_class()
        return diffing(driver_class) if sys.argv[1] == "diffing" else driver_class
    def compose(self):
        yield Pane()
    def on_mount(self):
        self.app_resume_signal.subscribe(self, lambda _: self.refresh())
    def action_step(self):
        pane = self.query_one(Pane)
        pane.step += 1
        pane.repaint()
    def action_elsewhere(self):
        with self.suspend():
            print("somewhere else", flush=True)
        self.action_step()
    def action_refresh(self):
        self.action_step()
        self.refresh()
    def action_redraw(self):
        getattr(self._driver, "invalidate", int)()
        self.action_refresh()

Program().run()
print("done")
"""


class Program:
    """The program in a pseudo-terminal that is read by a `Terminal`."""

    def __init__(self, path: str, mode: str) -> None:
        self.terminal = Terminal(60, 24)
        self.sent = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)}
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, path, mode], environment)
        self.resize(60, 24)

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.terminal.resize(height, width)
        self.terminal.litter(random.Random(width))

    def press(self, key: str) -> None:
        os.write(self.descriptor, key.encode())

    def settled(self, *expected: str) -> Cells:
        """Read until some texts are on the screen and nothing has come for a while."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if select.select([self.descriptor], [], [], 0.12)[0]:
                try:
                    data = os.read(self.descriptor, 65536)
                except OSError:  # the program has ended
                    break
                self.sent += len(data)
                self.terminal.feed(self._decoder.decode(data))
            elif all(text in "\n".join(self.terminal.display) for text in expected):
                return self.terminal.cells()
        assert all(text in "\n".join(self.terminal.display) for text in expected), self.terminal.display
        return self.terminal.cells()

    def stopped(self) -> None:
        """Read until the program is suspended."""
        deadline = time.monotonic() + 20
        while not os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)[0]:
            assert time.monotonic() < deadline
            self.settled()
        self.settled()

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)


def run_program(path: str, mode: str) -> tuple[list[Cells], int]:
    """Take the program through steps, sizes and suspensions, and see what its terminal shows after each."""
    program = Program(path, mode)
    try:
        seen = [program.settled("step 0", "60x24")]
        for step in (1, 2, 3):
            program.press("\x1b[C")
            seen.append(program.settled(f"step {step}"))
        program.resize(40, 12)
        seen.append(program.settled("step 3", "40x12"))
        program.resize(70, 25)
        seen.append(program.settled("step 3", "70x25"))
        program.resize(69, 25)  # smaller and as it was, which the app may not notice
        program.resize(70, 25)
        program.press("f")
        seen.append(program.settled("step 4", "70x25"))
        program.press("e")
        seen.append(program.settled("step 5", "70x25"))
        program.press("z")
        program.stopped()
        program.terminal.feed("\x1b[2J\x1b[1;1Hof the shell")
        os.kill(program.pid, signal.SIGCONT)
        seen.append(program.settled("step 5", "70x25"))
        program.terminal.litter(random.Random(1))
        program.press("r")
        seen.append(program.settled("step 6", "70x25"))
        program.press("\x1b[C")
        seen.append(program.settled("step 7", "70x25"))
        program.press("q")
        program.settled("done")
        seen.append(program.terminal.cells())
    finally:
        program.close()
    return seen, program.sent


def test_a_program_shows_the_same_with_and_without_the_driver(tmp_path: Any) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    plain, plain_sent = run_program(str(path), "plain")
    diffed, diffed_sent = run_program(str(path), "diffing")
    assert [index for index, pair in enumerate(zip(plain, diffed, strict=True)) if pair[0] != pair[1]] == []
    assert diffed_sent < plain_sent / 2


@pytest.mark.parametrize("seed", range(20))
def test_a_screen_is_turned_into_another_and_goes_on_as_that_one(seed: int) -> None:
    """What another terminal shows is shown here by what differs, and then by what is sent there."""
    rng = random.Random(seed)
    here, there = Pair(20, 6, rng), Pair(20, 6, rng)
    one, other = Picture(20, 6, rng), Picture(20, 6, rng)
    for pair, picture in ((here, one), (there, other)):
        for _ in range(4):
            picture.change()
        pair.write(picture.full())
    assert here.diffed.cells() != there.diffed.cells()
    here.diffed.feed(here.differ.shown.copy().turned_into(there.differ.shown))
    assert here.diffed.cells() == there.diffed.cells()
    for _ in range(5):
        other.change()
        output = there.differ.feed(other.partial())
        for terminal in (here.diffed, there.diffed):
            terminal.feed(output)
        assert here.diffed.cells() == there.diffed.cells()
