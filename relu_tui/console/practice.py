"""`relu-tui practice`: how rare x = 0 is, as text or JSON."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import suppress
from textwrap import wrap
from time import monotonic

from relu_tui.console import output_terminal
from relu_tui.experiments import published, summary
from relu_tui.experiments.results import Report
from relu_tui.experiments.run import run as experiment
from relu_tui.experiments.setup import LAYERS, SettingsError, Setup, check_number
from relu_tui.interface.arguments import fail
from relu_tui.interface.text_encoding import writes_unicode

BAR = 32
"""Cells of a bar that stands for all draws."""

BARS, PLAIN_BARS = ("█", "▒"), ("#", "=")
"""What bars are made of, those found here and those published; in Unicode and in ASCII."""

INTERVAL = 0.2
"""Seconds between two words on the progress."""

USUAL_LAYERS = 3

STOPPED = 130
"""The exit status of a program that was stopped from the keyboard."""


def run(options: Namespace) -> int:
    """Carry out what was asked for and print the figures; ends the program where it is out of bounds.

    Returns:
        The exit status: 0, or 130 if it was stopped from the keyboard.
    """
    try:
        setup = Setup(
            units=_units(options.units, options.layers),
            samples=options.batch,
            draws=options.draws,
            seed=options.seed,
            formats=tuple(name.strip() for name in options.formats.split(",")),
            source=options.images,
        )
        report = carry_out(setup, output_terminal.say)
    except SettingsError as error:
        fail(str(error))
    output_terminal.say("")
    if report is None:
        return STOPPED
    bars = BARS if writes_unicode(sys.stdout) else PLAIN_BARS
    print(as_json(report) if options.json else as_text(report, output_terminal.width(), bars))
    return 0 if report.complete else STOPPED


def _units(text: str, layers: int | None) -> tuple[int, ...]:
    """The units of each hidden layer: one number for all of them, or one for each."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and len(part) < 10 for part in parts):
        raise SettingsError(f"--units {text[:40]!r}: use a number such as 64, or one for each layer: 64,32")
    units = tuple(map(int, parts))
    if len(units) == 1:
        check_number(USUAL_LAYERS if layers is None else layers, LAYERS, "layers")  # before there are so many
        return units * (USUAL_LAYERS if layers is None else layers)
    if layers not in (None, len(units)):
        raise SettingsError(f"--units names {len(units)} layers and --layers {layers}: leave one of them out")
    return units


def carry_out(setup: Setup, say: Callable[[str], None]) -> Report | None:
    """Run an experiment to its end, or until it is stopped from the keyboard.

    Args:
        setup: Its settings.
        say: Is told how far it is, a few times a second.

    Returns:
        The figures so far, or None if no draw was done.

    Raises:
        SettingsError: The images asked for can't be had.
    """
    report: Report | None = None
    begun = said = monotonic()
    with suppress(KeyboardInterrupt):
        for report in experiment(setup):
            if monotonic() - said > INTERVAL:
                said = monotonic()
                say(summary.progress(report.done, setup.draws, said - begun))
    return report


def as_text(report: Report, width: int, bars: tuple[str, str] = BARS) -> str:
    """The figures with what they say.

    Args:
        report: The figures.
        width: How wide lines may be.
        bars: What bars are made of, those found here and those published.
    """
    lines = [summary.QUESTION, *wrap(summary.MEANING, width), ""]
    lines += [*wrap(f"{summary.consequence(report)} {summary.STEP}", width), ""]
    lines += [*wrap(summary.described(report.setup), width), f"Images: {report.provenance}."]
    if not report.complete:
        lines.append(summary.stopped(report))
    lines += [*wrap(summary.TERMS, width), "", *_table(report), ""]
    lines.append("Draws in which ReLU′(0) = 0 and ReLU′(0) = 1 give gradients that differ:")
    lines += _bars(report, bars)
    for heading, sentences in (
        ("What the figures say", summary.findings(report)),
        ("Beside the published figures", summary.beside(report)),
        ("How it was computed", (summary.ARITHMETIC, summary.METHOD)),
    ):
        lines += ["", heading]
        lines += [f"  {line}" for sentence in sentences for line in wrap(sentence, width - 2)]
    return "\n".join(lines)


def _table(report: Report) -> Iterator[str]:
    rows = [*zip(*summary.HEADS, strict=True), *map(summary.cells, report.tallies)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = zip(row, widths, strict=True)
        yield "  ".join([first[0].ljust(first[1]), *(text.rjust(size) for text, size in others)]).rstrip()


def _bars(report: Report, bars: tuple[str, str]) -> Iterator[str]:
    shown = summary.bars(report)
    names = max(len(bar.label) for bar in shown)
    for bar in shown:
        drawn = bars[bar.published] * bar.length(BAR)
        yield f"  {bar.label:<{names}}  {drawn:<{BAR}}  {bar.text}"


def as_json(report: Report) -> str:
    """The figures for scripts, the published ones with them."""
    return json.dumps(
        {
            **report.to_dict(),
            "published": {
                "citation": published.CITATION,
                "draws": published.DRAWS,
                "layers": published.LAYERS,
                "differing": published.DIFFERING,
                "values": published.VALUES,
                "zeros": published.ZEROS,
            },
        },
        ensure_ascii=False,
        indent=1,
    )
