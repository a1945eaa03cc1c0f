"""What the command line and the configuration decide about the screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Settings(NamedTuple):
    """Choices made before the app starts.

    Attributes:
        marks: `braille`, `block` or `ascii`; empty to choose by the terminal.
        theme: A theme's name; empty to choose by the terminal.
        full_repaint: Whether every frame is sent as Textual writes it, without comparing.
        motion: Whether a step may glide.
        kiosk: Whether nothing may reach the machine: no file, no export, no suspension.
        demo: Whether auto-play starts at once.
        outline: Whether the course is shown first, to choose a lesson from.
        keymap: More keys for commands, in Textual's names, with commas between.
        keeping: The folder in which lesson and progress are kept, or None to keep nothing.
        exports: The folder for exported files.
        resumed: Whether the lesson is the saved one, going on.
        greeting: What the program says at the start; may be empty.
    """

    marks: str = ""
    theme: str = ""
    full_repaint: bool = False
    motion: bool = True
    kiosk: bool = False
    demo: bool = False
    outline: bool = False
    keymap: Mapping[str, str] = MappingProxyType({})
    keeping: Path | None = None
    exports: Path = Path()
    resumed: bool = False
    greeting: str = ""
