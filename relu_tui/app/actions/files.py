"""What is written to a file, or sent to the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relu_tui.app.exporting import BY_KEY, EXPORTS, name_for, write_new
from relu_tui.app.screens.chooser import Chooser, Option
from relu_tui.lesson.export import table_markdown

if TYPE_CHECKING:
    from relu_tui.app.screens.main import MainScreen


def export(main: MainScreen) -> None:
    """The table, the screen, the argument: to a file, or to the terminal's clipboard."""
    options = [Option(entry.key, entry.words, f"…-{entry.suffix}") for entry in EXPORTS]
    options.append(
        Option(
            "clipboard", "the table, to the terminal's clipboard", "by OSC 52; not every terminal takes it"
        )
    )

    def search(typed: str) -> list[Option]:
        return [option for option in options if typed.lower() in f"{option.key} {option.name}".lower()]

    def chosen(key: str | None) -> None:
        if key == "clipboard":
            main.app.copy_to_clipboard(table_markdown(main.current))
            main.say("Sent to the terminal's clipboard. If nothing arrives there, export a file instead.")
        elif key:
            main.call_after_refresh(_write, main, key)

    main.app.push_screen(Chooser("export", search, main.look), chosen)


def _write(main: MainScreen, key: str) -> None:
    entry = BY_KEY[key]
    main.say("")  # what is exported is the lesson, not what was said of the last export
    main.say(write_and_tell(main, name_for(main.current, entry.suffix), entry.content(main)))


def write_and_tell(main: MainScreen, name: str, content: str) -> str:
    """Write a file, and tell where it is, or why it can't be."""
    try:
        path = write_new(main.exports, name, content)
    except OSError as error:
        return f"{name} can't be written: {(error.strerror or str(error)).lower()}."
    return f"Written: {path}"
