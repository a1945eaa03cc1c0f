"""A step glides at a terminal that answers at once, unless that is switched off."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import READY, Terminal, environment

QUESTION, ANSWER = b"\x1b[5n", b"\x1b[0n"
HOME = b"\x1b[H"
"""The end of each frame."""


class Answering(Terminal):
    """A terminal that answers as soon as it is asked."""

    answered = 0

    def _read(self) -> bool:
        read = super()._read()
        while self.answered < self.raw.count(QUESTION):
            os.write(self.master, ANSWER)
            self.answered += 1
        return read


PROGRAM = """
from relu_tui.app.terminal import round_trip
round_trip.QUICK = 60
import relu_tui.__main__
"""
"""The program, to which every link is quick that answers within a minute, however busy the machine."""


@pytest.mark.parametrize(
    ("options", "variables", "glides"),
    [((), {}, True), (("--no-motion",), {}, False), ((), {"TMUX": "/tmp/tmux,1,0"}, False)],
)
def test_a_step_glides_where_the_terminal_answers_at_once(
    tmp_path: Path, options: tuple[str, ...], variables: dict[str, str], glides: bool
) -> None:
    env = environment(tmp_path, **variables)
    command = (sys.executable, "-c", PROGRAM, "sin(x)", *options)
    with Answering(*command, home=tmp_path, env=env) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        terminal.press("right")
        terminal.wait_for("seen 1 of 3")
        if glides:
            terminal.wait(lambda: terminal.answered > 1, "an answer")
        terminal.settle(0.5)
        before = len(terminal.raw)
        terminal.press("right")
        terminal.wait_for("step 2")
        if glides:
            terminal.wait(lambda: terminal.raw[before:].count(HOME) > 1, "another frame")
        terminal.settle(0.5)
        sent = terminal.raw[before:]
        assert (sent.count(HOME) > 1) is glides
        assert bool(terminal.answered) is glides
        assert len(sent) <= 2000
