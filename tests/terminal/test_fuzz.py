"""Twenty thousand random events at a terminal: nothing raises, nothing hangs, and it quits as ever."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

from relu_tui.interface.key_commands import COMMANDS
from tests.terminal.terminal import DEADLINE, KEYS, LESSON, READY, Terminal
from tests.terminal.test_lesson import typed

EVENTS = 20_000
SEED = 20_240_607
BATCH = 50
"""Events after which the program must come to rest."""

LONGEST_HANG = 1.0
"""Seconds of processor time without a sign on the screen, however busy the machine is."""

MOST_SILENCE = 20.0
"""Seconds in which a program that is not busy has to answer, on a machine that may be."""

RARE = {"quit", "practice", "frameworks", "auto"}
"""Commands that end the lesson, or begin something long."""

STEPPING_KEYS = [typed(key) for command in COMMANDS if command.transition for key in command.keys]
OTHER_COMMANDS = [command for command in COMMANDS if not command.transition and command.name not in RARE]
OPENING_KEYS = [typed(key) for command in OTHER_COMMANDS for key in command.keys]
RARE_KEYS = [typed(key) for command in COMMANDS if command.name in RARE for key in command.keys]
HELD = (1, 1, 1, 2, 5, 40)
"""How often a key comes again while it is held."""

OTHER_KEYS = [
    *KEYS,
    *"0123456789.,()+-*/x^ _=|'\"\\\x01\x0b\x7f\x17\x15\x0e\x12",
    "\x1b[1;5C",
    "\x1b[3~",
    "é",
    "∞",
    "π",
]
TEXTS = (
    "abs(x - 1/3)",
    "2x",
    "__import__('os')",
    "(" * 300,
    "9**9**9",
    "x" * 5000,
    "\x00\x07\x1b\r\n",
    "q\rq\r",
    "",
    "漢字 ★ e\u0301",
)
PASTE_ENDS = ("\x1b[201~", "\x1b[201~", "")
HALVES = (
    b"\x1b",
    b"\x1b[",
    b"\x1b[<",
    b"\x1b[<0;1",
    b"\x1b[M",
    b"\x1bO",
    b"\x1b[200~",
    b"\x1b]52;c;",
    b"\x1bP+q",
    b"\x1b[?1;2",
    b"\x1b[999999999999",
    b"\x1b[38;5;",
    b"\xc3",
    b"\xe2\x80",
    b"\xff\xfe",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[1;1R",
    b"\x1b[?2026;2$y",
)


KINDS = {
    "step": 50,
    "typed": 14,
    "open": 6,
    "rare": 0.4,
    "mouse": 10,
    "focus": 4,
    "paste": 2,
    "half": 6,
    "resize": 2,
}
"""Kinds of events, and how often each comes."""


class Fuzzer:
    """Does anything to a terminal.

    Args:
        patience: Seconds in which a program that is not busy has to answer.
    """

    def __init__(self, seed: int, home: Path, patience: float = MOST_SILENCE) -> None:
        self.patience = patience
        self.random = random.Random(seed)
        self.home = home
        self.counts: Counter[str] = Counter()
        self.quits = 0
        self.longest = 0.0
        self.longest_allowed = LONGEST_HANG
        self.terminal = self.start()

    def start(self, *arguments: str) -> Terminal:
        """Open the lesson."""
        terminal = Terminal(*LESSON, *arguments, home=self.home, patience=max(DEADLINE, self.patience))
        terminal.wait_for("quit")  # what is resumed may show a graph without axes
        return terminal

    def event(self) -> tuple[int, bytes | tuple[int, int]]:
        """Some events of a kind: how many, and their bytes, or another size of the window."""
        choose = self.random.choice
        kind = self.random.choices(tuple(KINDS), tuple(KINDS.values()))[0]
        count = choose(HELD) if kind in ("step", "typed") else 1
        self.counts[kind] += count
        if kind == "mouse":
            button = choose((0, 1, 2, 32, 35, 64, 65, 66, 128, 999))
            place = (choose((0, 1, 5, 40, 80, 400, 70000)), choose((0, 1, 12, 24, 120, 70000)))
            return 1, f"\x1b[<{button};{place[0]};{place[1]}{choose('Mm')}".encode()
        if kind == "focus":
            return 1, choose((b"\x1b[I", b"\x1b[O"))
        if kind == "paste":
            return 1, f"\x1b[200~{choose(TEXTS)}{choose(PASTE_ENDS)}".encode()
        if kind == "half":
            return 1, choose(HALVES)
        if kind == "resize":
            return 1, choose(((80, 24), (self.random.randint(1, 400), self.random.randint(1, 120))))
        keys = {"step": STEPPING_KEYS, "typed": OTHER_KEYS, "open": OPENING_KEYS, "rare": RARE_KEYS}
        key = choose(keys[kind])
        return count, KEYS.get(key, key.encode()) * count

    def batch(self) -> None:
        """Some events as quick as can be, and then rest."""
        pending, events = b"", 0
        while events < BATCH:
            count, event = self.event()
            events += count
            if isinstance(event, bytes):
                pending += event
                continue
            self.write(pending)
            pending = b""
            self.terminal.claim(*event)
        # What was begun is ended: a paste, a string, a sequence.
        self.write(pending + b"\x1b[201~\x1b\\")
        self.come_to_rest()
        self.terminal.claim(80, 24)

    def write(self, data: bytes) -> None:
        """Send bytes, unless the program has been left meanwhile."""
        if data and self.terminal.running:
            self.terminal.write(data, skimming=True)

    def come_to_rest(self) -> None:
        """Wait until it has nothing to do, and find that it shows what it does meanwhile."""
        end = time.monotonic() + self.patience
        last = sign = self.terminal.work
        while self.terminal.running:
            time.sleep(0.004)
            shown, now = self.terminal.skim(), self.terminal.work
            if now - last < 0.0003 and not shown and self.terminal.waiting:
                return
            last = now
            if shown:
                sign, end = now, time.monotonic() + self.patience
            self.longest = max(self.longest, now - sign)
            assert now - sign < self.longest_allowed, f"{now - sign:.2f} s of work without a sign"
            assert time.monotonic() < end, "it does not come to rest"
        self.left()

    def left(self) -> None:
        """It was left by its key, or from a list: in good order, and it goes on where it stood."""
        self.quits += 1
        status = self.terminal.wait_end()
        assert status == 0, f"ended with {status}: {self.faults()}"
        self.terminal.assert_restored()
        self.terminal.close()
        self.terminal = self.start("--resume")

    def faults(self) -> list[str]:
        """What the program wrote down of what should not have happened."""
        return [path.read_text() for path in self.home.rglob("fault.txt")]

    def assert_answers(self, size: tuple[int, int]) -> None:
        """Find that it draws the screen anew when the window has another size."""
        self.terminal.skim()
        self.terminal.claim(*size)
        end = time.monotonic() + self.patience
        while not self.terminal.skim():
            assert time.monotonic() < end, "it does not answer"
            time.sleep(0.002)

    def leave(self) -> None:
        """Close whatever is open, look at a step of a fresh lesson, and quit."""
        for _ in range(5):
            self.write(KEYS["escape"])
            time.sleep(0.2)
        self.terminal.claim(90, 30)
        self.terminal.resize(80, 24)
        self.terminal.press("1", "R")
        self.terminal.wait_for(READY)
        self.terminal.press("right")
        self.terminal.wait_for("seen 1 of 3")
        self.terminal.press("q")
        assert self.terminal.wait_end() == 0
        self.terminal.assert_restored()


def test_anything_may_come(tmp_path: Path) -> None:
    fuzzer = Fuzzer(SEED, tmp_path)
    try:
        batches = 0
        while sum(fuzzer.counts.values()) < EVENTS:
            fuzzer.batch()
            batches += 1
            if batches % 10 == 0:
                fuzzer.assert_answers(((81, 24), (80, 25))[batches // 10 % 2])
        fuzzer.leave()
    finally:
        fuzzer.terminal.close()
        print(f"seed {SEED}, {dict(fuzzer.counts)}, left {fuzzer.quits} times, ", end="")
        print(f"at most {fuzzer.longest:.2f} s of work without a sign")
    assert fuzzer.faults() == []
