"""Settings that stay: one TOML file, and environment variables over it.

theme = "light"          # dark, light, contrast, ansi
marks = "block"          # braille, block, ascii
ratio = "1/10"           # 1/2, 1/10, 0.618
mouse = false
motion = false           # no glide between steps

[keys]                   # more keys for a command; relu-tui help keys lists the commands
closer = "y,plus"
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from relu_tui.choices import MARKS, RATIOS, THEMES, names

NAME = "relu-tui"
CHOICES = {"theme": names(THEMES), "marks": names(MARKS), "ratio": tuple(RATIOS)}
SWITCHES = ("mouse", "motion")


class ConfigurationError(ValueError):
    """Settings that can't be used; the message says which and what would do."""


class Configuration(NamedTuple):
    """What was found.

    Attributes:
        theme: A theme's name, or empty.
        marks: What curves are drawn with, or empty.
        ratio: By how much a step shrinks.
        mouse: Whether the terminal reports the mouse.
        motion: Whether a step glides where the link is quick.
        keys: More keys for commands, in Textual's names, with commas between.
    """

    theme: str = ""
    marks: str = ""
    ratio: str = "1/2"
    mouse: bool = True
    motion: bool = True
    keys: Mapping[str, str] = MappingProxyType({})


LARGEST = 100_000
"""Bytes of a file of settings."""


def read(path: str = "") -> Configuration:
    """The settings: from a file, and from the environment where that says otherwise.

    Args:
        path: The file; where empty, the one named by RELU_TUI_CONFIG, or the usual one if it exists.

    Raises:
        ConfigurationError: The file can't be read, or holds something that can't be used.
    """
    named = path or os.environ.get("RELU_TUI_CONFIG", "")
    file = Path(named) if named else usual_file()
    found = _parsed(file) if named or file.is_file() else {}
    for name in CHOICES:
        value = os.environ.get(f"RELU_TUI_{name.upper()}")
        if value:
            _check_choice(f"RELU_TUI_{name.upper()}", name, value)
            found[name] = value
    return Configuration(**found)


def usual_file() -> Path:
    """Where settings are looked for."""
    from platformdirs import user_config_path

    return user_config_path(NAME) / "config.toml"


def state_folder() -> Path:
    """Where the lesson and the progress are kept."""
    from platformdirs import user_state_path

    return user_state_path(NAME)


def _parsed(file: Path) -> dict[str, Any]:
    import tomllib  # 5 ms, for those who have settings

    try:
        with file.open("rb") as content:
            read = content.read(LARGEST + 1)
        if len(read) > LARGEST:
            raise ConfigurationError(f"{file}: this is no file of settings: it is far too long")
        data = tomllib.loads(read.decode("utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{file}: {(error.strerror or 'unreadable').lower()}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{file}: {error}") from None
    for name, value in data.items():
        if name in CHOICES:
            _check_choice(str(file), name, value)
        elif name in SWITCHES:
            if not isinstance(value, bool):
                raise ConfigurationError(f"{file}: {name} must be true or false")
        elif name == "keys":
            _check_keys(file, value)
        else:
            known = ", ".join((*CHOICES, *SWITCHES, "keys"))
            raise ConfigurationError(f"{file}: {name} is not a setting; settings are {known}")
    return data


def _check_choice(where: str, name: str, value: object) -> None:
    if value not in CHOICES[name]:
        choices = ", ".join(CHOICES[name])
        raise ConfigurationError(f"{where}: {name} can't be {str(value)[:40]!r}; it is one of {choices}")


def _check_keys(file: Path, keys: object) -> None:
    from relu_tui.interface.key_commands import BY_KEY, BY_NAME

    if not isinstance(keys, dict):
        raise ConfigurationError(f"{file}: keys must be a table, as [keys]")
    for command, value in keys.items():
        if command not in BY_NAME:
            raise ConfigurationError(
                f"{file}: keys: {command} is not a command; relu-tui help keys lists them"
            )
        if not isinstance(value, str) or not value.replace(",", "").strip():
            raise ConfigurationError(f'{file}: keys: {command} needs a key, such as "y,plus"')
        for key in value.split(","):
            if BY_KEY.get(key.strip(), BY_NAME[command]).name != command:
                raise ConfigurationError(
                    f"{file}: keys: {key.strip()} is the key of {BY_KEY[key.strip()].name}"
                )
