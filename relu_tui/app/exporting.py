"""Files to take away: written beside what is there, never over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from relu_tui.app.panes.whole_screen import whole
from relu_tui.lesson import export
from relu_tui.lesson.lesson import Lesson

if TYPE_CHECKING:
    from relu_tui.app.screens.main import MainScreen

MOST_TRIES = 1000
"""Names tried before giving up."""


@dataclass(frozen=True)
class Export:
    """Something that can be exported.

    Attributes:
        key: Its name.
        words: What it is.
        suffix: The end of the file's name.
        content: What is written.
    """

    key: str
    words: str
    suffix: str
    content: Callable[[MainScreen], str]


def _screen_text(main: MainScreen) -> str:
    width, height = main.size
    text = whole(main.current, width, height, main.look).text
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _screen_svg(main: MainScreen) -> str:
    return main.app.export_screenshot(title=f"relu-tui: {main.current.function} at {main.current.at}")


EXPORTS: tuple[Export, ...] = (
    Export("csv", "the table, exactly, as CSV", "table.csv", lambda main: export.table_csv(main.current)),
    Export("table", "the table as Markdown", "table.md", lambda main: export.table_markdown(main.current)),
    Export(
        "argument",
        "the argument as Markdown with LaTeX",
        "argument.md",
        lambda main: export.argument_markdown(main.current.examination),
    ),
    Export("text", "the screen as text", "screen.txt", _screen_text),
    Export("svg", "the screen as a picture (SVG)", "screen.svg", _screen_svg),
)
"""Everything that can be exported to a file."""

BY_KEY: dict[str, Export] = {entry.key: entry for entry in EXPORTS}


def name_for(lesson: Lesson, suffix: str) -> str:
    """A file name that tells the function and the point: `max-0-x-at-0-table.csv`."""
    words = f"{lesson.title or lesson.function} at {lesson.at}"
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower().replace("π", "pi")).strip("-")
    return f"{slug[:60].strip('-') or 'lesson'}-{suffix}"


def write_new(folder: Path, name: str, content: str) -> Path:
    """Write a file under this name, or under the same name with a number if that is taken.

    Raises:
        OSError: It can't be written, or every name is taken.
    """
    stem, dot, suffix = name.partition(".")
    for number in range(1, MOST_TRIES):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{suffix}")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(content)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{name} and every name like it is taken")
