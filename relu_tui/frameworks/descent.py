"""Subgradient descent on |x|: a fixed rate swings for ever, a rate that shrinks as 1/k converges.

    x₁ given,  xₖ₊₁ = xₖ − ηₖ·g(xₖ),  g(x) = sign(x) where x ≠ 0, and g(0) a choice in [−1, 1]

Computed exactly and, beside it, in float32 as a program does. For the fixed rate: once |x| < η and x ≠ 0,
x − η·sign(x) has the other sign, and the step after that comes back, so x takes two values for ever. For
η/k: the steps tend to 0 and their sum is infinite, so x reaches 0 and then stays within its last step
of 0 (N. Z. Shor, Minimization Methods for Non-Differentiable Functions, 1985, ch. 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

STARTS = tuple(map(Fraction, ("1", "3/10", "1/3", "7/10", "-1")))
RATES = tuple(map(Fraction, ("1/10", "1/4", "2/5", "1/2", "1")))
USUAL_RATE = Fraction(2, 5)
"""1 is no multiple of it: what is shown first swings, exactly and in float32."""

AT_ZERO = tuple(map(Fraction, (0, 1, -1)))
"""g(0): as torch and tensorflow have it, as jax has it, and its opposite."""

MOST_STEPS = 2000


@dataclass(frozen=True)
class Descent:
    """A descent, as far as it was taken.

    Attributes:
        start: x₁.
        rate: η.
        shrinks: Whether the k-th step is η/k.
        at_zero: g(0).
        steps: How many steps were taken.
    """

    start: Fraction = Fraction(1)
    rate: Fraction = USUAL_RATE
    shrinks: bool = False
    at_zero: Fraction = Fraction(0)
    steps: int = 0

    @cached_property
    def places(self) -> tuple[Position, ...]:
        """Where x is, from the start to the last step."""
        exact, single = self.start, np.float32(float(self.start))
        result = [Position(1, Fraction(0), exact, float(single))]
        for k in range(1, self.steps + 1):
            eta = self.rate / k if self.shrinks else self.rate
            exact -= eta * _slope(exact, self.at_zero)
            rate = np.float32(float(self.rate))
            taken = np.float32(rate / np.float32(k)) if self.shrinks else rate
            single = np.float32(single - taken * np.float32(float(_slope(single, self.at_zero))))
            result.append(Position(k + 1, eta, exact, float(single)))
        return tuple(result)

    @property
    def hits(self) -> int:
        """How often x was exactly 0."""
        return sum(not place.exact for place in self.places)

    @property
    def single_hits(self) -> int:
        """The same in float32."""
        return sum(not place.single for place in self.places)


@dataclass(frozen=True)
class Position:
    """Where x is after some steps.

    Attributes:
        k: Which xₖ it is.
        step: The size of the step that led there; 0 for the first.
        exact: xₖ, exactly.
        single: xₖ, as float32 has it.
    """

    k: int
    step: Fraction
    exact: Fraction
    single: float


def _slope(x: Fraction | np.float32, at_zero: Fraction) -> Fraction:
    return Fraction(1) if x > 0 else Fraction(-1) if x < 0 else at_zero


# --- keys -----------------------------------------------------------------------------------------


def stepped(descent: Descent, steps: int) -> Descent:
    """More steps, or fewer."""
    return replace(descent, steps=max(0, min(descent.steps + steps, MOST_STEPS)))


def with_next_rate(descent: Descent, steps: int) -> Descent:
    """Another rate."""
    return replace(descent, rate=_next(RATES, descent.rate, steps))


def with_next_start(descent: Descent) -> Descent:
    """Another start."""
    return replace(descent, start=_next(STARTS, descent.start, 1))


def with_next_choice(descent: Descent) -> Descent:
    """Another g(0)."""
    return replace(descent, at_zero=_next(AT_ZERO, descent.at_zero, 1))


def with_other_rule(descent: Descent) -> Descent:
    """η/k instead of η, or η again."""
    return replace(descent, shrinks=not descent.shrinks)


def _next(every: tuple[Fraction, ...], here: Fraction, steps: int) -> Fraction:
    return every[(every.index(here) + steps) % len(every)] if here in every else every[0]


# --- words ----------------------------------------------------------------------------------------


def cells(place: Position) -> tuple[str, str, str, str]:
    """A row: k, the step, x exactly, x in float32."""
    exact = str(place.exact)
    if len(exact) > 14:
        exact = f"{float(place.exact):.9f}…"
    step = str(place.step) if place.step else "–"
    return str(place.k), _minus(step), _minus(exact), _minus(f"{place.single:.9g}" if place.single else "0")


HEADS = ("k", "step", "x, exactly", "x in float32")


def _minus(text: str) -> str:
    return text.replace("-", "−")


def drawn(place: Position, width: int) -> str:
    """x on the line from −1 to 1, with 0 in the middle."""
    middle = width // 2
    at = max(0, min(width - 1, middle + round(float(place.exact) * middle)))
    cells = [" "] * width
    cells[middle] = "│"
    cells[at] = "●"
    return "".join(cells)


def sentences(descent: Descent) -> Iterator[str]:
    """The places as lines to be read or heard one by one, and what is to be noticed."""
    yield "Subgradient descent on |x|."
    for place in descent.places:
        k, step, exact, single = cells(place)
        moved = f", by a step of {step}" if place.step else ""
        yield f"k = {k}: x = {exact}, in float32 {single}{moved}."
    yield from findings(descent)


def findings(descent: Descent) -> tuple[str, ...]:
    """What is to be noticed of it."""
    rule = "η/k" if descent.shrinks else "η"
    choice = _minus(str(descent.at_zero))
    told = [
        f"f(x) = |x|, from x = {_minus(str(descent.start))}, in steps of {rule} with η = {descent.rate}; "
        f"where x = 0, g = {choice} is taken."
    ]
    count = len(descent.places)
    told.append(f"Exactly 0: {descent.hits} of {count} places; in float32: {descent.single_hits} of {count}.")
    told.append(_future(descent))
    if (descent.hits > 0) != (descent.single_hits > 0):
        told.append(
            "Rounding decides whether the kink is met, and so whether the choice at 0 matters at all."
        )
    return tuple(told)


def _future(descent: Descent) -> str:
    """What becomes of it, and why."""
    if descent.shrinks:
        return (
            "The steps η/k tend to 0 and their sum is infinite: x gets to 0, and from there on is never "
            "further from it than one step. So it converges."
        )
    rest = abs(descent.start) % descent.rate
    if rest:
        low = _minus(str(rest - descent.rate))
        ends = f"{rest} and {low}" if descent.start > 0 else f"{_minus(str(-rest))} and {descent.rate - rest}"
        return (
            f"Never exactly 0: |x₁| is no multiple of η. From some step on x swings between {ends} for ever."
        )
    if not descent.at_zero:
        return "|x₁| is a multiple of η: x comes to 0 exactly, where g = 0 lets it rest."
    low = _minus(str(-descent.rate * descent.at_zero))
    return f"|x₁| is a multiple of η: x comes to 0 exactly, is moved on to {low}, and swings for ever."
