"""What comes in to do harm: floods of keys, pastes that a terminal would obey."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.terminal import LESSON, READY, Terminal

MOST_WORK = 8.0
"""Seconds of a processor that a flood takes at most; heard one after the other, the keys would take more
than twenty."""

HARMFUL = "\x1b]0;OWN\x07\x1b[2J\u202eabc\x9b31m\u200b(x)\x1b]52;c;cm0=\x1b\\"
"""Sets a title, clears the screen, turns text round, gives colours, takes no place, fills the clipboard."""


@pytest.mark.parametrize("key", ["e", "f", ":"])
def test_a_paste_reaches_the_terminal_as_what_it_shows(tmp_path: Path, key: str) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        terminal.press(key)
        terminal.settle()
        before = len(terminal.raw)
        terminal.write(f"\x1b[200~{HARMFUL}\x1b[201~".encode())
        terminal.wait_for("abc31m(x)")
        sent = terminal.raw[before:].decode()
        assert not [
            piece
            for piece in ("OWN\x07", "\x1b[2J", "\x1b]0", "\x1b]52", "\u202e", "\x9b", "\u200b")
            if piece in sent
        ]


def test_a_space_is_one_however_it_is_reported(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press("e")
        terminal.wait_for("Enter goes on")
        terminal.write(b"\x15x\x1b[32uif\x1b[32ux>1\x1b[32uelse\x1b[32u2")
        terminal.wait_for("x if x>1 else 2")


@pytest.mark.parametrize(
    "flood", [b"?" * 3000, b"?e\x1b" * 1500, b"x" * 300_000, b"\x1b[C" * 20_000, b"f\x1b[Bo:" * 2000]
)
def test_a_flood_of_keys_is_over_soon_and_the_next_key_is_heard(tmp_path: Path, flood: bytes) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        before = terminal.work
        terminal.write(flood)
        terminal.settle(0.3)
        for _ in range(3):
            terminal.press("escape")
            terminal.settle(0.2)
        terminal.press("1", "R")
        terminal.wait_for(READY)
        assert terminal.work - before < MOST_WORK
        assert terminal.peak_memory < 100
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()
