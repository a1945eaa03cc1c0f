"""The variables that steer Textual: what it could not use is as if it were not set.

Textual reads them as it is imported, and ends with a traceback for some values of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping


def _is_rate(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 4 and 0 < int(value) <= 240


def _is_delay(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 5


USABLE: dict[str, Callable[[str], bool]] = {
    "TEXTUAL_COLOR_SYSTEM": ("auto", "standard", "256", "truecolor").__contains__,
    "TEXTUAL_DRIVER": lambda value: value.startswith("textual.drivers.") and value.count(":") == 1,
    "TEXTUAL_FPS": _is_rate,
    "TEXTUAL_ESCAPE_DELAY": _is_delay,
    "TEXTUAL_THEME": lambda _: False,
    "TEXTUAL_ANIMATIONS": lambda _: False,
}
"""Whether a value of a variable can be used; for those that do harm."""


def forget_unusable(environment: MutableMapping[str, str]) -> None:
    """Remove the variables that Textual could not use.

    Args:
        environment: The process's environment.
    """
    for name, usable in USABLE.items():
        if name in environment and not usable(environment[name]):
            del environment[name]
