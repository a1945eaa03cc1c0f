"""A recording of a terminal as an animated SVG: no script, and no font but for letters.

Boxes and braille are drawn as lines and dots, and every run of letters is fitted to its cells, so that
columns align whatever font there is. A row that stays, or comes back, is stored once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

import pyte

from tests.terminal.terminal import _UNKNOWN_TO_PYTE

WIDTH, HEIGHT = 9, 18
"""Of a cell."""

MARGIN, HEAD, FOOT = 14, 30, 46
BACKGROUND, FRAME, FOREGROUND, FAINT, KEY = "#121212", "#1c1c1c", "#d0d0d0", "#8a8a8a", "#5fafff"
FONTS = "'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,'Liberation Mono',monospace"

# From the middle of a cell: which of left, right, up, down a line goes to.
_BOXES = "─lr │ud ╭rd ╮ld ╰ru ╯lu ┌rd ┐ld └ru ┘lu ├rud ┤lud ┬lrd ┴lru ┼lrud"
BOXES = {box[0]: box[1:] for box in _BOXES.split()}
ROUND = "╭╮╰╯"
ENDS = {"l": (0, HEIGHT / 2), "r": (WIDTH, HEIGHT / 2), "u": (WIDTH / 2, 0), "d": (WIDTH / 2, HEIGHT)}
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each dot of a braille character, by the bit that stands for it."""

STYLE = """
text{{font:15px {fonts};white-space:pre}}
.m{{text-anchor:middle}}.b{{font-weight:bold}}.l{{fill:none;stroke-width:1}}
.f{{visibility:hidden;animation:{total}s step-end infinite}}
{frames}@media (prefers-reduced-motion:reduce){{.f{{animation:none!important}}}}
.last{{visibility:visible}}
"""


class Style(NamedTuple):
    """How a cell looks."""

    colour: str
    ground: str
    bold: bool


@dataclass
class Frame:
    """What is shown from a time on: the caption, and for each row the name under which it is stored."""

    start: float
    caption: str
    rows: list[int] = field(default_factory=list)


def animated(cast: str) -> str:
    """An animated picture of a recording.

    Args:
        cast: The recording, as asciicast version 2.
    """
    header, *events = (json.loads(line) for line in cast.splitlines())
    stored: dict[str, int] = {}
    frames: list[Frame] = []
    screen = pyte.Screen(header["width"], header["height"])
    stream = pyte.ByteStream(screen)
    caption = ""
    for time, kind, data in events:
        if kind == "m":
            caption = data
        elif data:
            stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data.encode()))
            frame = Frame(time, caption)
            for number in range(header["height"]):
                drawn = "".join(row_of(screen, number))
                frame.rows.append(stored.setdefault(drawn, len(stored)) if drawn else -1)
            frames.append(frame)
    return document(header, frames, list(stored), total=events[-1][0])


def document(header: dict[str, object], frames: list[Frame], rows: list[str], total: float) -> str:
    """The picture: what is stored, then every frame, shown in its time."""
    columns, lines = int(str(header["width"])), int(str(header["height"]))
    width = columns * WIDTH + 2 * MARGIN
    height = lines * HEIGHT + HEAD + FOOT
    timing = "".join(keyframes(frames, total))
    shown = "".join(group(index, frame, len(frames), height) for index, frame in enumerate(frames))
    stored = "".join(f'<g id="r{number}">{row}</g>' for number, row in enumerate(rows))
    title = escape(str(header["title"]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{title}</title><style>{STYLE.format(fonts=FONTS, total=total, frames=timing)}</style>"
        f"<defs>{stored}</defs>"
        f'<rect width="{width}" height="{height}" rx="8" fill="{BACKGROUND}"/>'
        f'<path d="M0 {HEAD - 8}V8a8 8 0 0 1 8-8H{width - 8}a8 8 0 0 1 8 8V{HEAD - 8}z" fill="{FRAME}"/>'
        f'<text class="m" x="{width / 2:g}" y="16" fill="{FAINT}" style="font-size:12px">{title}</text>'
        f"{shown}</svg>\n"
    )


def keyframes(frames: list[Frame], total: float) -> Iterator[str]:
    """For each frame, when it is shown."""
    starts = [frame.start for frame in frames] + [total]
    for index, (start, end) in enumerate(pairwise(starts)):
        steps = {0.0: "hidden", start / total * 100: "visible"}
        steps |= {end / total * 100: "hidden"} if end < total else {}
        inner = "".join(f"{percent:.4g}%{{visibility:{state}}}" for percent, state in steps.items())
        yield f"@keyframes k{index}{{{inner}}}#f{index}{{animation-name:k{index}}}\n"


def group(index: int, frame: Frame, count: int, height: int) -> str:
    """A frame: its rows, and the key that led to it."""
    uses = "".join(
        f'<use href="#r{name}" x="{MARGIN}" y="{HEAD + number * HEIGHT}"/>'
        for number, name in enumerate(frame.rows)
        if name >= 0
    )
    last = " last" if index == count - 1 else ""
    return f'<g class="f{last}" id="f{index}">{uses}{caption_of(frame.caption, height)}</g>'


def caption_of(caption: str, height: int) -> str:
    """The key that is pressed, as a key, and what it does."""
    key, _, words = caption.partition("  ")
    if not key:
        return ""
    wide = len(key) * WIDTH + 18
    y = height - 33
    return (
        f'<rect x="{MARGIN}" y="{y}" width="{wide}" height="24" rx="5" fill="{FRAME}" stroke="{KEY}"/>'
        f'<text class="m b" x="{MARGIN + wide / 2:g}" y="{y + 17}" fill="{KEY}">{escape(key)}</text>'
        f'<text x="{MARGIN + wide + 12}" y="{y + 17}" fill="{FOREGROUND}">{escape(words)}</text>'
    )


# --- one row ----------------------------------------------------------------------------------------


def row_of(screen: pyte.Screen, number: int) -> Iterator[str]:
    """A row of the screen: grounds, then boxes, dots and letters, run by run."""
    line = screen.buffer[number]
    cells = [(column, line[column].data or " ", style_of(line[column])) for column in range(screen.columns)]
    for style, run in groupby(cells, key=lambda cell: cell[2]):
        part = list(run)
        if style.ground != BACKGROUND:
            wide = len(part) * WIDTH
            yield f'<rect x="{part[0][0] * WIDTH}" width="{wide}" height="{HEIGHT}" fill="{style.ground}"/>'
        for kind, same in groupby(part, key=lambda cell: kind_of(cell[1])):
            piece = list(same)
            if kind == "box":
                yield f'<path class="l" stroke="{style.colour}" d="{lines_of(piece)}"/>'
            elif kind == "braille":
                yield f'<path fill="{style.colour}" d="{"".join(dots_of(piece))}"/>'
            elif kind == "letters":
                yield from letters_of(piece, style)
            elif kind == "sign":
                yield from (sign_of(column, sign, style) for column, sign, _ in piece)


def style_of(cell: pyte.screens.Char) -> Style:
    """How a cell of the emulator looks."""
    colour = FOREGROUND if cell.fg == "default" else f"#{cell.fg}"
    ground = BACKGROUND if cell.bg == "default" else f"#{cell.bg}"
    return Style(ground, colour, cell.bold) if cell.reverse else Style(colour, ground, cell.bold)


def kind_of(character: str) -> str:
    """How a character is drawn; spaces are part of letters, so that words of a run stay together."""
    if character in BOXES:
        return "box"
    if "\u2800" <= character <= "\u28ff":
        return "braille"
    return "letters" if character.isascii() else "sign"


def lines_of(cells: list[tuple[int, str, Style]]) -> str:
    """Boxes, as lines; a line that goes on from cell to cell is one."""
    drawn = ""
    for character, same in groupby(cells, key=lambda cell: cell[1]):
        run = [column for column, _, _ in same]
        left = run[0] * WIDTH
        if character == "─":
            drawn += f"M{left} {HEIGHT / 2:g}h{len(run) * WIDTH}"
            continue
        for column in run:
            x = column * WIDTH
            ends = [f"{x + ENDS[end][0]:g} {ENDS[end][1]:g}" for end in BOXES[character]]
            middle = f"{x + WIDTH / 2:g} {HEIGHT / 2:g}"
            if character in ROUND:
                drawn += f"M{ends[0]}Q{middle} {ends[1]}"
            else:
                drawn += "".join(f"M{middle}L{end}" for end in ends)
    return drawn


def dots_of(cells: list[tuple[int, str, Style]]) -> Iterator[str]:
    """Braille, as dots."""
    for column, character, _ in cells:
        for bit, (across, down) in enumerate(DOTS):
            if ord(character) >> bit & 1:
                x, y = column * WIDTH + across * WIDTH / 2 + 1, down * HEIGHT / 4 + 1
                yield f"M{x:g} {y:g}h2.5v2.5h-2.5z"


def letters_of(cells: list[tuple[int, str, Style]], style: Style) -> Iterator[str]:
    """ASCII, fitted to its cells."""
    text = "".join(character for _, character, _ in cells)
    start = cells[0][0] + len(text) - len(text.lstrip())
    text = text.strip()
    if text:
        bold = ' class="b"' if style.bold else ""
        yield (
            f'<text x="{start * WIDTH}" y="13.5" textLength="{len(text) * WIDTH}"'
            f' fill="{style.colour}"{bold}>{escape(text)}</text>'
        )


def sign_of(column: int, sign: str, style: Style) -> str:
    """Any other character, in the middle of its cell."""
    bold = " b" if style.bold else ""
    x = f"{column * WIDTH + WIDTH / 2:g}"
    return f'<text class="m{bold}" x="{x}" y="13.5" fill="{style.colour}">{escape(sign)}</text>'
