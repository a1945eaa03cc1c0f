"""What the screen costs: a key, the first frame, an idle minute, a held key, memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.measuring import (
    BARE,
    NAIVE,
    SIZES,
    Runner,
    measure_start,
    median,
    start,
    start_lesson,
)
from tests.terminal.terminal import LESSON, READY, Terminal

FUNCTIONS = ("relu", "abs(x)", "x**2", "sin(x)")
MOST_BYTES = dict.fromkeys(("", "ansi"), (500, 700, 900))
"""For a step, by theme and size."""

MOST_FIRST = (6000, 12000, 24000)
MOST_TIMES = (3, 4.5, 5.5)
BRAILLE = "".join(map(chr, range(0x2801, 0x2900)))
MOST_FOR_A_PROMPT = 800
MOST_FOR_THE_VOTE = 900
"""The vote has a line of words more than a prediction. The two walls of a box 80 cells wide are 470 bytes of
either: every `─` is 3, and there is no shorter way that all terminals take."""

OPENED = 0.8
"""Seconds without a byte after which what was to open is taken to be open: it is imported first."""

SYNCHRONIZED = b"\x1b[?2026;2$y"
"""What a terminal answers that knows where a frame begins and ends."""


def steps(home: Path, index: int, count: int) -> Iterator[Figure]:
    """A step at one size: every function in both themes, beside the barest and the naive app."""
    size = SIZES[index]
    name = "×".join(map(str, size))
    with ExitStack() as stack:
        enter = stack.enter_context
        bare = Runner(enter(start(BARE, home, size, "step 0")))
        naive = Runner(enter(start(NAIVE, home, size, "gathering 0/3")))
        ours = {
            (theme, function): Runner(
                enter(start_lesson(home, function, *(("--theme", theme) if theme else ()), size=size))
            )
            for theme in MOST_BYTES
            for function in FUNCTIONS
        }
        for _ in range(count):
            for runner in (bare, naive, *ours.values()):
                runner.press("right")
        for (theme, function), runner in ours.items():
            most = MOST_BYTES[theme][index]
            what = f"{name} {function}{f', {theme}' if theme else ''}:"
            yield Figure(
                f"{what} a step", median(runner.sizes), "B", median(bare.sizes), median(naive.sizes), most
            )
            yield Figure(f"{what} the dearest step", max(runner.sizes), "B", most=3 * most)
        ordinary = ours["", "relu"]
        yield Figure(
            f"{name}: time of a step",
            1000 * median(ordinary.seconds),
            "ms",
            1000 * median(bare.seconds),
            1000 * median(naive.seconds),
            most_times=MOST_TIMES[index],
        )
        yield Figure(
            f"{name}: processor time of a step",
            1000 * median(ordinary.work),
            "ms",
            1000 * median(bare.work),
            1000 * median(naive.work),
        )
        yield Figure(f"{name}: the slowest step", 1000 * max(ordinary.seconds), "ms", most=60)


def first_frames(home: Path, count: int) -> Iterator[Figure]:
    """The first frame: bytes at every size, time at 80×24."""
    programs = (
        ((*LESSON,), READY, BRAILLE),
        (BARE, "step 0", "s"),
        (NAIVE, "gathering 0/3", BRAILLE),
    )
    for size, most in zip(SIZES, MOST_FIRST, strict=True):
        ours, bare, naive = (measure_start(*rest(program, home, size)).size for program in programs)
        yield Figure(f"{'×'.join(map(str, size))}: first frame", ours, "B", bare, naive, most)
    starts = [[measure_start(*rest(program, home, SIZES[0])) for program in programs] for _ in range(count)]
    texts = [1000 * median([row[column].text for row in starts]) for column in range(3)]
    plots = [1000 * median([row[column].plot for row in starts]) for column in range(3)]
    yield Figure("first text", texts[0], "ms", texts[1], texts[2], most_times=1.3)
    yield Figure("first plot (bare: first text)", plots[0], "ms", texts[1], plots[2], most_times=1.8)


def rest(
    program: tuple[tuple[str, ...], str, str], home: Path, size: tuple[int, int]
) -> tuple[tuple[str, ...], Path, tuple[int, int], str, str]:
    """The arguments for `measure_start`."""
    command, sign, plot = program
    return command, home, size, sign, plot


def small_things(home: Path, idle: float) -> Iterator[Figure]:
    """What should cost next to nothing."""
    with ExitStack() as stack:
        ours = stack.enter_context(start_lesson(home))
        others = [
            stack.enter_context(start(BARE, home, SIZES[0], "step 0")),
            stack.enter_context(start(NAIVE, home, SIZES[0], "gathering 0/3")),
        ]
        before = [len(terminal.raw) for terminal in (ours, *others)]
        ours.settle(idle)
        for other in others:
            other.settle(0.5)
        after = [len(terminal.raw) for terminal in (ours, *others)]
        sent = [b - a for a, b in zip(before, after, strict=True)]
        yield Figure(f"idle for {idle:g} s", sent[0], "B", sent[1], sent[2], 0)
        bare, naive = (other.peak_memory for other in others)
        yield Figure("peak memory at the start", ours.peak_memory, "MB", bare, naive)
        yield dearest(ours, "the choice on the checklist", ("down", "down", "down", "up", "up", "up") * 2)
        yield dearest(ours, "the vote, opened by Enter", ("enter",), MOST_FOR_THE_VOTE)
        yield dearest(ours, "the vote, passed over", ("enter",))
        yield dearest(ours, "Enter too early: what is missing", ("down", "enter", "down", "enter"))
        ours.press("2")
        ours.settle()
        yield dearest(ours, "a line to type a prediction in, opened", ("i",))
        ours.press("escape", "R")
        ours.settle()
        ours.press(*("right", "right", "right", "enter"), *("down", "enter", "enter") * 3)
        ours.wait_for_verdict()
        yield Figure("peak memory at the verdict", ours.peak_memory, "MB", bare, naive, most=55)


def dearest(terminal: Terminal, what: str, keys: tuple[str, ...], most: int = MOST_FOR_A_PROMPT) -> Figure:
    """The most bytes that any of some keys brings, with all that comes after a pause too."""
    sizes = []
    for key in keys:
        written = len(terminal.raw)
        terminal.press(key)
        terminal.settle(OPENED)
        sizes.append(len(terminal.raw) - written)
    return Figure(what, max(sizes), "B", most=most)


def long_walks(home: Path) -> Iterator[Figure]:
    """A step far on beside the tenth, for the ratio with which there are a thousand and for the usual one."""
    for ratio, presses, far in (("×1/2", 0, 985), ("×0.618", 2, 1000)):
        with ExitStack() as stack:
            here, there = (Runner(stack.enter_context(walked(home, presses, count))) for count in (10, far))
            for _ in range(20):
                for key in ("left", "right"):
                    here.press(key)
                    there.press(key)
        what = f"step {far} of {ratio} (bare: step 10)"
        yield Figure(
            f"processor time of {what}",
            1000 * median(there.work),
            "ms",
            1000 * median(here.work),
            most_times=1.15,
        )
        yield Figure(f"bytes of {what}", median(there.sizes), "B", median(here.sizes), most=800)


def walked(home: Path, ratio: int, to: int) -> Terminal:
    """A lesson some steps on, after some changes of the ratio."""
    terminal = start_lesson(home)
    terminal.press(*["r"] * ratio, *["right"] * to)
    terminal.wait_for(f"· step {to} ")
    terminal.settle(0.5)
    return terminal


def held_key(home: Path, tries: int) -> Iterator[Figure]:
    """300 keys in one write: the quickest of some tries, and the most frames and bytes of any."""
    seconds, work, frames, sizes = [], [], [], []
    wrong = 0
    for _ in range(tries):
        with start_lesson(home) as terminal:
            terminal.write(SYNCHRONIZED)
            terminal.settle()
            before, busy = len(terminal.raw), terminal.work
            terminal.press(*["right"] * 300)
            seconds.append(terminal.settle(0.4))
            work.append(terminal.work - busy)
            sent = terminal.raw[before:]
            frames.append(sent.count(b"\x1b[?2026h"))
            sizes.append(len(sent))
            shown = terminal.text
            terminal.press("d")
            terminal.settle(0.4)
            wrong += "· step 300 " not in shown or shown != terminal.text
    yield Figure("300 × → in one write: until settled", 1000 * min(seconds), "ms", most=200)
    yield Figure("300 × → in one write: processor time", 1000 * min(work), "ms")
    yield Figure("300 × → in one write: frames", max(frames), "", most=4)
    yield Figure("300 × → in one write: bytes", max(sizes), "B", most=5000)
    yield Figure("300 × → in one write: last frame wrong", wrong, "", most=0)
