"""What the experiment on exact zeros looks like: a pure function of its figures and a size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.screens.overlay import key_line
from relu_tui.experiments import summary
from relu_tui.experiments.results import Report
from relu_tui.experiments.setup_choices import Choices

KEYS = ("q back", "Enter run", "s stop", "← → choose", "↑ ↓ change", "PgDn more")
"""The keys, the most needed first; as many are shown as fit."""

GIVEN_UP_FOR_WIDTH = (6, 4, 2, 3)
"""Columns of the table that a narrow screen does without, the first given up first."""


@dataclass(frozen=True)
class Board:
    """What there is to show.

    Attributes:
        choices: What is chosen for the next run.
        report: The figures so far, or None before the first.
        running: Whether more are coming.
        seconds: How long the run has taken so far.
        trouble: What went wrong; empty if nothing did.
        top: The first line of the figures in sight.
    """

    choices: Choices
    report: Report | None = None
    running: bool = False
    seconds: float = 0.0
    trouble: str = ""
    top: int = 0


def board(shown: Board, width: int, height: int, look: Look) -> Frame:
    """The whole screen: choices above, figures between, progress and keys below."""
    if width < 12 or height < 6:
        return Frame.of([], width, height)
    inside, room = width - 2, height - 2
    above = _choices(shown.choices, inside)
    below = [*_progress(shown, inside, look), key_line(KEYS, inside)]
    middle = max(room - len(above) - len(below), 0)
    figures = list(_figures(shown, inside, look))
    top = last_top(shown, width, height, look) if shown.top > len(figures) - middle else shown.top
    between = [*figures[top : top + middle]]
    between += [row("")] * (middle - len(between))
    content = Frame.of([*above, *between, *below], inside, room)
    return look.finish(look.box(content, "how rare is x = 0?"))


def last_top(shown: Board, width: int, height: int, look: Look) -> int:
    """The greatest useful `top`: with it the end of the figures is in sight."""
    inside = width - 2
    below = len(_progress(shown, inside, look)) + 1
    middle = height - 2 - len(_choices(shown.choices, inside)) - below
    return max(len(list(_figures(shown, inside, look))) - max(middle, 0), 0)


def _choices(choices: Choices, width: int) -> list[Row]:
    """What is chosen, on as many rows as it takes; the one that the keys change is in brackets."""
    rows = [row("")]
    for index, (name, value) in enumerate(choices.shown):
        here = index == choices.cursor
        entry = row(
            (f" {name} ", Role.DIM),
            (f"[{value}]" if here else f" {value} ", Role.CHOSEN if here else Role.EMPHASIS),
        )
        if rows[-1].width and rows[-1].width + entry.width > width:
            rows.append(row(""))
        rows[-1] = rows[-1].then(entry)
    return rows


def _figures(shown: Board, width: int, look: Look) -> Iterator[Row]:
    room = max(width - 2, 10)
    yield row("")
    report = shown.report
    if report is None or not report.done:
        yield from _text(summary.MEANING, room)
        return
    yield from _text(f"{summary.described(report.setup)} Images: {report.provenance}.", room)
    yield from _text(summary.consequence(report), room, Role.EMPHASIS)
    yield from _table(report, room)
    yield row("")
    yield from _text("Draws in which ReLU′(0) = 0 and 1 give gradients that differ:", room, Role.HEADING)
    yield from _bars(report, room, look)
    for heading, sentences in (
        ("What follows", (summary.STEP, summary.TERMS)),
        ("What the figures say", summary.findings(report)),
        ("Beside the published figures", summary.beside(report)),
        ("What is asked, and how it was computed", (summary.MEANING, summary.ARITHMETIC, summary.METHOD)),
    ):
        yield row("")
        yield from _text(heading, room, Role.HEADING)
        for sentence in sentences:
            yield from _text(sentence, room)


def _text(text: str, width: int, role: Role = Role.PLAIN) -> Iterator[Row]:
    return (row((f" {line}", role)) for line in wrap(text, width))


def _table(report: Report, width: int) -> Iterator[Row]:
    rows = [*zip(*summary.HEADS, strict=True), *map(summary.cells, report.tallies)]
    sizes = [max(map(len, column)) for column in zip(*rows, strict=True)]
    kept = list(range(len(sizes)))
    for column in GIVEN_UP_FOR_WIDTH:
        if sum(sizes[index] + 2 for index in kept) - 2 > width:
            kept.remove(column)
    for number, cells in enumerate(rows):
        role = Role.DIM if number < 2 else Role.PLAIN
        name = (f" {cells[0]:<{sizes[0]}}", Role.DIM if number < 2 else Role.EMPHASIS)
        yield row(name, *((f"  {cells[index]:>{sizes[index]}}", role) for index in kept[1:]))


def _bars(report: Report, width: int, look: Look) -> Iterator[Row]:
    plain = look.ascii_only or look.marks is Marks.ASCII
    fill, faint = ("#", "=") if plain else ("█", "▒")
    shown = summary.bars(report)
    names = max(len(bar.label) for bar in shown)
    texts = [bar.text for bar in shown]
    if width - names - max(map(len, texts)) - 4 < 8:
        texts = [summary.percent(bar.share) for bar in shown]
    long = max(width - names - max(map(len, texts)) - 4, 1)
    for bar, text in zip(shown, texts, strict=True):
        drawn = (faint if bar.published else fill) * bar.length(long)
        role = Role.DIM if bar.published else Role.RIGHT
        yield row((f" {bar.label:<{names}}", role), (f"  {drawn:<{long}}", role), f"  {text}")


def _progress(shown: Board, width: int, look: Look) -> list[Row]:
    """How far the run is, with a bar; or that it is over, was stopped, or failed."""
    report = shown.report
    if shown.trouble:
        return _said(shown.trouble, width, Role.ERROR)
    if shown.running:
        return [_bar_of_progress(shown, width, look)]
    if report is None or not report.done:
        return _said("Stopped before the first draw.", width, Role.UNDECIDED)
    if not report.complete:
        return _said(summary.stopped(report), width, Role.UNDECIDED)
    return _said(summary.finished(report, shown.seconds), width, Role.HOLDS)


def _said(text: str, width: int, role: Role) -> list[Row]:
    return [row((f" {line}", role)) for line in wrap(text, max(width - 2, 10))[:2]]


def _bar_of_progress(shown: Board, width: int, look: Look) -> Row:
    report = shown.report
    done = report.done if report is not None else 0
    draws = (report.setup if report is not None else shown.choices.setup).draws
    words = summary.progress(done, draws, shown.seconds)
    long = max(min(width - len(words) - 6, 40), 0)
    filled = done * long // draws
    fill, rest = ("#", ".") if look.ascii_only else ("█", "·")
    return row(" ", (fill * filled, Role.RIGHT), (rest * (long - filled), Role.DIM), f"  {words}")
