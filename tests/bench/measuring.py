"""How programs are measured: in pseudo-terminals, side by side, so that what slows one slows the other."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from tests.terminal.terminal import LESSON, READY, Terminal, environment

BARE = (sys.executable, "-m", "tests.bench.bare")
NAIVE = (sys.executable, "-m", "tests.bench.naive")
QUIET = 0.12
"""Seconds without a byte after which a key is taken to have had its whole effect."""

SIZES = ((80, 24), (120, 40), (200, 60))


@dataclass
class Runner:
    """A program in a terminal, and what its keys cost.

    Attributes:
        terminal: Where it runs.
        sizes: Bytes for each key.
        seconds: From each key to the last byte that it brought.
        work: Seconds of processor time for each key.
    """

    terminal: Terminal
    sizes: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Press a key, and note what it costs."""
        written, before = len(self.terminal.raw), self.terminal.work
        self.terminal.press(key)
        self.seconds.append(self.terminal.settle(QUIET))
        self.work.append(self.terminal.work - before)
        self.sizes.append(len(self.terminal.raw) - written)


def start(command: tuple[str, ...], home: Path, size: tuple[int, int], sign: str) -> Terminal:
    """Start a program and wait until it has shown itself and is at rest."""
    terminal = Terminal(*command, home=home, size=size)
    terminal.wait_for(sign)
    terminal.settle(1.0)
    return terminal


def start_lesson(home: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Start the lesson, with a home of its own: of two that share one, only the first saves."""
    return start((*LESSON, *arguments), Path(mkdtemp(dir=home)), size, READY)


@dataclass(frozen=True)
class Start:
    """What the start of a program costs.

    Attributes:
        text: Seconds to the first text.
        plot: Seconds to the first of the plot; the same where there is none.
        size: Bytes until it is at rest.
    """

    text: float
    plot: float
    size: int


def measure_start(command: tuple[str, ...], home: Path, size: tuple[int, int], sign: str, plot: str) -> Start:
    """Start a program once."""
    begun = time.monotonic()
    with Terminal(*command, home=home, size=size) as terminal:
        terminal.wait_for(sign)
        text = time.monotonic() - begun
        terminal.wait(lambda: not set(plot).isdisjoint(terminal.text), "the plot")
        drawn = time.monotonic() - begun
        terminal.settle(1.0)
        return Start(text, drawn, len(terminal.raw))


def measure_command(command: tuple[str, ...], home: Path) -> float:
    """The seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment(home), cwd=home, capture_output=True, check=True)
    return time.perf_counter() - begun


def proportional_memory(pid: int) -> float:
    """The MB of a process, memory that it shares counted in shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def median(values: list[float] | list[int]) -> float:
    """The median."""
    return float(statistics.median(values))


def load() -> str:
    """How busy the machine is."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
