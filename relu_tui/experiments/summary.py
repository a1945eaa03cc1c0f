"""“In practice x = 0 is rare”: what the experiment that tests it has to say, in words and numbers.

The command line prints them and the screen shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from relu_tui.experiments import published
from relu_tui.experiments.results import Report, Tally
from relu_tui.experiments.setup import Setup

QUESTION = "“In practice x = 0 is rare.” Is it?"

MEANING = (
    "Does an exact 0 ever reach a ReLU, and does the gradient then depend on whether ReLU′(0) "
    "is taken to be 0, 1/2 or 1?"
)

ARITHMETIC = (
    "float16, float32, float64: weights, every product and every sum are rounded to the format. "
    "mixed: weights and results in float16, sums in float32 and rounded once, as GPUs do it. bfloat16 and "
    "float8 likewise, and without the scaling by which training in float8 keeps gradients in range."
)

METHOD = (
    "Terms are added in the order of the inputs, without a library for linear algebra, so that the same "
    "seed gives the same figures on every machine, with any number of threads. Weights and biases are "
    "uniform, at most 1/sqrt(inputs) from 0. The loss is half the squared distance to the right class. "
    "Gradients differ if the derivative by any weight or bias does, without tolerance."
)

STEP = (
    "A step of training follows the gradient of one batch: where that depends on ReLU′(0), two programs that "
    "choose differently do not train the same network. How good it becomes is not measured here."
)
"""What a gradient that differs comes to."""

TERMS = "A draw is one random network with one batch. mixed is float16 with sums in float32, as on GPUs."
"""What words of the table mean, told before it."""

HEADS = (
    ("", "format"),
    ("exact", "zeros"),
    ("of", "values"),
    ("that is", "one in"),
    ("draws differ", "0 or 1/2"),
    ("draws differ", "0 or 1"),
    ("largest", "change"),
)
"""Two lines above each column of the table."""


def described(setup: Setup) -> str:
    """The experiment in a sentence."""
    units, layers = setup.units, len(setup.units)
    alike = len(set(units)) == 1
    of = (
        f"{units[0]} ReLUs{'' if layers == 1 else ' each'}"
        if alike
        else f"{', '.join(map(str, units))} ReLUs"
    )
    return (
        f"{_count(setup.draws, 'random network')} with {_count(layers, 'hidden layer')} of {of}, "
        f"each shown {_count(setup.samples, 'image')}; seed {setup.seed}."
    )


def consequence(report: Report) -> str:
    """What follows for training, in a sentence; empty before the first draw."""
    if not report.done:
        return ""
    most = max(report.tallies, key=lambda tally: tally.differ_one)
    if not most.differ_one:
        draws = "the one draw" if report.done == 1 else f"each of {report.done:,} draws"
        return f"Training: in {draws} a step was the same for every choice of ReLU′(0)."
    verb = "depends" if most.differ_one == 1 else "depend"
    return (
        f"Training: in {most.number_format} {most.differ_one} of {_count(most.draws, 'step')} {verb} on "
        f"ReLU′(0), by up to {percent(most.largest_change)}."
    )


def cells(tally: Tally) -> tuple[str, ...]:
    """A row of the table."""
    return (
        tally.number_format,
        f"{tally.zeros:,}",
        f"{tally.values:,}",
        one_in(tally) if tally.zeros else "none",
        f"{tally.differ_half} of {tally.draws}",
        f"{tally.differ_one} of {tally.draws}",
        percent(tally.largest_change) if tally.differ_one else "–",
    )


def one_in(tally: Tally) -> str:
    """Among how many values there is one zero."""
    return large(tally.values / tally.zeros)


def large(number: float) -> str:
    """A large number as it is read: `11,930`, `2.5 million`."""
    if number < 1e6:
        return f"{number:,.0f}"
    return f"{number / 1e6:.3g} million" if number < 1e9 else f"{number / 1e9:.3g} billion"


def percent(share: float) -> str:
    """A share as a percentage with two digits, or all of them where it is 100."""
    return f"{100 * share:.3g} %" if share >= 0.1 or not share else f"{100 * share:.2g} %"


@dataclass(frozen=True)
class Bar:
    """A bar of the plot: the share of draws in which ReLU′(0) = 0 and 1 give gradients that differ.

    Attributes:
        label: What it shows.
        share: From 0 to 1.
        counted: The draws it is of, in numbers.
        published: Whether it is a published figure.
    """

    label: str
    share: float
    counted: str
    published: bool = False

    @property
    def text(self) -> str:
        """The share and what it is of, in numbers."""
        return f"{percent(self.share)} ({self.counted})"

    def length(self, width: int) -> int:
        """How many cells of a width it takes: at least one if it is not nothing."""
        return max(round(self.share * width), 1 if self.share else 0)


def bars(report: Report) -> tuple[Bar, ...]:
    """The bars: each format, and below it the published figure that belongs to it."""
    layers = len(report.setup.units)
    result: list[Bar] = []
    for tally in report.tallies:
        share = tally.differ_one / tally.draws if tally.draws else 0.0
        result.append(Bar(f"{tally.number_format} here", share, f"{tally.differ_one} of {tally.draws}"))
        if tally.number_format == "float16" and "mixed" in report.setup.formats:
            continue  # mixed is what is nearer to the published float16
        known = published.figure(tally.number_format, layers)
        if known is None:
            continue
        name = "float16" if tally.number_format == "mixed" else tally.number_format
        share = known.differing / known.draws
        depth = "" if known.layers == layers else f", {_count(known.layers, 'layer')}"
        counted = f"{known.differing} of {known.draws}{depth}"
        result.append(Bar(f"{name} published", share, counted, published=True))
    return tuple(result)


def findings(report: Report) -> tuple[str, ...]:
    """What came out, format by format, and what that makes of the claim."""
    if not report.done:
        return ()
    sentences = [
        f"{tally.number_format}: one value in {one_in(tally)} was exactly 0, and in {tally.differ_one} of "
        f"{_count(tally.draws, 'draw')} the gradient depends on ReLU′(0)."
        for tally in report.tallies
        if tally.zeros
    ]
    without = [tally for tally in report.tallies if not tally.zeros]
    if without:
        values = min(tally.values for tally in without)
        names = ", ".join(tally.number_format for tally in without)
        sentences.append(
            f"{names}: none of {values:,} values was exactly 0, so nothing depended on ReLU′(0). "
            f"(Fewer than one value in {large(values / 3)} is 0, with 95 % confidence.)"
        )
    return (*sentences, _verdict(report))


def _verdict(report: Report) -> str:
    most = max(report.tallies, key=lambda tally: tally.differ_one)
    share = most.differ_one / most.draws
    chances = f"each draw has {report.setup.values:,} values that could be 0"
    if share >= 0.5:
        return f"So in {most.number_format} 0 is rare for one unit, and not for a network: {chances}."
    if share:
        return f"So 0 was rare in these draws and did occur, most in {most.number_format}: {chances}."
    return f"So 0 was rare in these draws: {chances}. Larger networks have more."


def beside(report: Report) -> tuple[str, ...]:
    """How to read the published figures beside those found."""
    zeros = published.ZEROS
    rates = " and ".join(f"{name} one in {large(published.VALUES / zeros[name])}" for name in zeros)
    lines = [
        f"Published: {published.CITATION}. A draw there is a network of {published.UNITS} units a layer that "
        f"is shown all {published.IMAGES:,} images of MNIST, not one batch, and its float16 was computed on "
        f"GPUs, as mixed is here. Exact zeros there: {rates} values."
    ]
    expected = [
        f"{tally.number_format} about {large(ceil(_expected(report, tally)))}"
        for tally in report.tallies
        if tally.zeros
    ]
    if expected:
        lines.append(
            f"At the rates found here a network of this size would meet, in {published.IMAGES:,} images, "
            f"this many zeros: {', '.join(expected)}."
        )
    return tuple(lines)


def _expected(report: Report, tally: Tally) -> float:
    return tally.zeros / tally.values * sum(report.setup.units) * published.IMAGES


def progress(done: int, draws: int, seconds: float) -> str:
    """How far the experiment is, and how long it will take.

    Args:
        done: Draws that are done.
        draws: All draws.
        seconds: How long those that are done have taken.
    """
    if not done:
        return f"0 of {draws} draws"
    left = seconds / done * (draws - done)
    return f"{done} of {draws} draws, about {_duration(left)} left"


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{ceil(seconds)} s"
    minutes = ceil(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{ceil(minutes / 60)} h"


def stopped(report: Report) -> str:
    """What to say of figures that are not all that was asked for; empty if they are."""
    if report.complete:
        return ""
    return f"Stopped after {report.done} of {report.setup.draws} draws: these are the figures so far."


def finished(report: Report, seconds: float) -> str:
    """What to say when all draws are done."""
    return f"✓ {_count(report.done, 'draw')} in {_duration(seconds)}. Enter: again, with another seed."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
