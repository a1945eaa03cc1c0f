"""A step glides at a terminal that answers at once, unless that is switched off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.terminal.terminal import LESSON, READY, Terminal, environment

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


@pytest.mark.parametrize(
    ("options", "variables", "glides"),
    [((), {}, True), (("--no-motion",), {}, False), ((), {"TMUX": "/tmp/tmux,1,0"}, False)],
)
def test_a_step_glides_where_the_terminal_answers_at_once(
    tmp_path: Path, options: tuple[str, ...], variables: dict[str, str], glides: bool
) -> None:
    env = environment(tmp_path, **variables)
    with Answering(*LESSON, "sin(x)", *options, home=tmp_path, env=env) as terminal:
        terminal.wait_for(READY, "⠔")
        terminal.press("right")
        terminal.wait_for("seen 1 of 3")
        terminal.settle(0.4)
        frames = []
        for step in (2, 3):
            before = len(terminal.raw)
            terminal.press("right")
            terminal.wait_for(f"step {step}")
            terminal.settle(0.4)
            sent = terminal.raw[before:]
            frames.append(sent.count(HOME))
            assert len(sent) <= 2000
        assert (max(frames) > 1) is glides
        assert bool(terminal.answered) is glides
