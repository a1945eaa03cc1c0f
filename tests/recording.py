"""The demonstration of the README, recorded from the program in a pseudo-terminal, driven by keys.

python -m tests.recording             writes screenshots/demo.cast and screenshots/demo.svg

Times are those of the script below, not of the machine, so that every recording is the same. A recording
is asciicast version 2; the keys that are pressed are its markers.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from relu_tui.interface.key_commands import BY_KEY, key_name
from tests.animation import animated
from tests.terminal.terminal import LESSON, READY, ROOT, Terminal, environment

SIZE = (80, 24)
TITLE = "relu-tui: why ReLU has no derivative at 0"
OPENING = 3.5
"""Seconds for which the first screen stands."""

CAST = ROOT / "screenshots" / "demo.cast"
PICTURE = ROOT / "screenshots" / "demo.svg"


@dataclass(frozen=True)
class Press:
    """A key, and what comes of it.

    Attributes:
        key: Its name, or what is typed.
        hold: Seconds for which what it shows stands.
        shows: What is on the screen once its effect is there.
        words: What it does; where empty, the command table's words.
    """

    key: str
    hold: float
    shows: str
    words: str = ""

    @property
    def label(self) -> str:
        """The key and what it does."""
        return f"{key_name(self.key)}  {self.words or BY_KEY[self.key].words}"


GO_ON = "go on: what is proved"
SCRIPT = (
    Press("enter", 1.6, "is f differentiable at 0?", "the lesson asks first: a vote"),
    Press("no", 1.2, "Enter to note it", "type no"),
    Press("enter", 1.6, "You: no.", "note it"),
    Press("right", 1.4, "seen 1 of 3"),
    Press("right", 1.2, "seen 2 of 3"),
    Press("right", 1.2, "ready: Enter"),
    Press("right", 1.6, "step 4"),
    Press("enter", 2.4, "f(x) tends to 0 from both sides", GO_ON),
    Press("enter", 1.2, "condition 2", "go on to the next condition"),
    Press("enter", 1.4, "what is the left slope heading for?", "it asks"),
    Press("1/2", 1.4, "Enter to note it", "type 1/2"),
    Press("enter", 3.0, "not so", "hear what is wrong with it"),
    Press("enter", 1.0, "condition 3", "go on"),
    Press("enter", 1.0, "what is the right slope heading for?", "it asks"),
    Press("1", 0.8, "Enter to note it", "type 1"),
    Press("enter", 2.0, "right limit = 1", GO_ON),
    Press("enter", 1.0, "condition 4", "go on"),
    Press("enter", 1.4, "does the gap close?", "it asks"),
    Press("no", 0.8, "Enter to note it", "type no"),
    Press("enter", 4.0, "You voted no: right.", "the verdict"),
    Press("right", 1.0, "the box, ×16"),
    Press("right", 1.4, "the box, ×32", "come closer: the corner stays a corner"),
    Press("n", 1.6, "f(x) = x²  at x = 1", "the next lesson: a limit that arrives"),
    *(Press("right", 0.7, f"step {step}") for step in range(1, 9)),
    Press("enter", 0.8, "f(x) tends to 1 from both sides", GO_ON),
    Press("2", 0.5, "▸◐ 2 left limit"),
    Press("enter", 0.8, "heading for?", "it asks"),
    Press("2", 0.8, "Enter to note it", "type 2"),
    Press("enter", 1.4, "left limit = 2", GO_ON),
    Press("3", 0.5, "▸◐ 3 right"),
    Press("enter", 0.8, "heading for?", "it asks"),
    Press("2", 0.8, "Enter to note it", "type 2"),
    Press("enter", 1.4, "right limit = 2", GO_ON),
    Press("4", 0.5, "▸◐ 4 equal"),
    Press("enter", 0.8, "does the gap close?", "it asks"),
    Press("y", 0.8, "Enter to note it", "type y"),
    Press("enter", 4.0, "f′(1) = 2", "the verdict: the gap closes"),
)
"""ReLU to its verdict, its corner under the microscope; then a limit that arrives."""


def record() -> str:
    """A recording of the script."""
    header = {"version": 2, "width": SIZE[0], "height": SIZE[1], "title": TITLE}
    lines: list[object] = [header | {"env": {"TERM": "xterm-256color"}}]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home, COLORTERM="truecolor")
        with Terminal(*LESSON, "--theme", "dark", home=home, size=SIZE, env=env) as terminal:
            terminal.wait_for(READY, "⠔")
            terminal.settle()
            lines.append([0.0, "m", "relu-tui  opens the lesson: ReLU at 0"])
            lines.append([0.0, "o", terminal.raw.decode()])
            time = OPENING
            for press in SCRIPT:
                before = len(terminal.raw)
                terminal.press(press.key)
                terminal.wait_for(press.shows)
                terminal.settle()
                lines.append([round(time, 2), "m", press.label])
                lines.append([round(time, 2), "o", terminal.raw[before:].decode()])
                time += press.hold
            lines.append([round(time, 2), "o", ""])  # what is shown last stands, too
            terminal.press("q")
            terminal.wait_end()
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def main() -> None:
    CAST.write_text(record(), "utf-8")
    PICTURE.write_text(animated(CAST.read_text("utf-8")), "utf-8")
    for path in (CAST, PICTURE):
        print(f"{path}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
