"""The themes.

Left and right are orange and blue, which every kind of colour vision tells apart; limits are violet,
and green and red say what holds and what fails, and nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

THEMES: tuple[Theme, ...] = (
    Theme(
        name="dark",
        primary="#5fafff",
        secondary="#d7afff",
        accent="#ffaf5f",
        foreground="#d0d0d0",
        background="#121212",
        surface="#1c1c1c",
        panel="#262626",
        success="#87d787",
        warning="#ffd75f",
        error="#ff8787",
        dark=True,
    ),
    Theme(
        name="light",
        primary="#005faf",
        secondary="#8700af",
        accent="#af5f00",
        foreground="#262626",
        background="#ffffff",
        surface="#eeeeee",
        panel="#e4e4e4",
        success="#005f00",
        warning="#875f00",
        error="#af0000",
        dark=False,
    ),
    Theme(
        name="contrast",
        primary="#00d7ff",
        secondary="#ff87ff",
        accent="#ffd700",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        success="#5fff5f",
        warning="#ffff00",
        error="#ff8787",
        dark=True,
    ),
    # the terminal's own sixteen colours, on its own background
    replace(BUILTIN_THEMES["ansi-dark"], name="ansi"),
)
