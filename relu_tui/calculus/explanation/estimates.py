"""Bounds that an argument may use: proved elsewhere, each on an interval with a number for its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpq

from relu_tui.calculus.exact.constant import Number, exactly
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.language.formula import (
    STEP,
    ZERO,
    Bars,
    Expressed,
    Formula,
    Quotient,
    Relation,
    Sum,
    Symbol,
    difference,
    equal,
    negative,
    product,
)
from relu_tui.calculus.language.syntax import Numeric, Variable
from relu_tui.calculus.side import Side

REMAINDER = Symbol("R")


@dataclass(frozen=True)
class Estimate:
    """How near f, or the quotient, is to its limit: a bound that holds on a whole interval.

    Attributes:
        radius: δ₀: it holds for 0 < |Δx| ≤ δ₀.
        constant: Of the bound constant·scale on the distance to a finite limit, or under the size of what
            grows; None where there is none.
        scale: An expression in x, which stands for |Δx|.
        signs: (a part of f that branches, what its branch is picked by, the sign of that) on the interval.
    """

    radius: Fraction
    constant: Fraction | None = None
    scale: Numeric | None = None
    signs: tuple[tuple[Numeric, Numeric, int], ...] = ()

    @property
    def bound(self) -> Formula | None:
        """constant·scale, if there is one."""
        if self.constant is None or self.scale is None:
            return None
        size = Bars(STEP) if isinstance(self.scale, Variable) else Expressed(self.scale, "|Δx|")
        return ZERO if not self.constant else product(formula(exactly(self.constant)), size)

    @property
    def interval(self) -> Formula:
        """0 < |Δx| ≤ δ₀."""
        return Relation(ZERO, (("<", Bars(STEP)), ("≤", formula(exactly(self.radius)))))


@dataclass(frozen=True)
class Remainder:
    """f(a+Δx) as a sum of finitely many terms, and what is left over.

    Attributes:
        terms: The sum; it has no remainder of its own.
        estimate: Of what is left over, which tends to 0.
        functions: Those whose Taylor polynomials make the sum; none where it came about otherwise.
    """

    terms: Germ
    estimate: Estimate
    functions: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is left over."""
        return not self.estimate.constant


@dataclass(frozen=True)
class SignBound:
    """What picks a branch as Δx^k·(c + S), in which S is smaller than c: so its sign is that of c·Δx^k.

    Attributes:
        power: k, 0 or more.
        terms: The part divided by Δx^k, expanded; its first term is c.
        estimate: Of S, on an interval on which the bound is less than |c|.
    """

    power: int
    terms: Germ
    estimate: Estimate


@dataclass(frozen=True)
class Estimates:
    """What is known for sure.

    Attributes:
        bounds: By side and by what they are about: `f`, or the `quotient`.
        intervals: By side, the δ₀ up to which f has values and the argument's branches are the ones taken.
        remainders: By side.
        signs: By side and by what picks a branch, as text.
        steady: By side, by what they are about and by their place there: the sequences at each step of which
            that is its limit.
    """

    bounds: Mapping[tuple[Side, str], Estimate] = field(default_factory=dict)
    intervals: Mapping[Side, Fraction] = field(default_factory=dict)
    remainders: Mapping[Side, Remainder] = field(default_factory=dict)
    signs: Mapping[tuple[Side, str], SignBound] = field(default_factory=dict)
    steady: frozenset[tuple[Side, str, int]] = frozenset()


def one_sided(side: Side, radius: Fraction) -> Formula:
    """The Δx of one side up to a distance: −1/4 ≤ Δx < 0."""
    end = formula(exactly(radius))
    if side is Side.LEFT:
        return Relation(negative(end), (("≤", STEP), ("<", ZERO)))
    return Relation(ZERO, (("<", STEP), ("≤", end)))


def with_remainder(rest: Remainder, side: Side) -> Formula:
    """f(a+Δx): the terms, and R."""
    return _with(rest, rest.terms, side, REMAINDER)


def bounded_quotient(rest: Remainder, value: Number, side: Side) -> Formula:
    """The quotient before and after cancelling: `(1 + Δx + R − 1)/Δx = (Δx + R)/Δx = 1 + R/Δx`.

    Args:
        rest: What is known of f(a+Δx).
        value: f(a).
        side: Left or right.
    """
    rise = rest.terms.minus(constant(value))
    divided = rise.scaled(fmpq(side), Scale(-1))
    stages = [Quotient(difference(with_remainder(rest, side), formula(value)), STEP)] if value else []
    last = _with(rest, divided, side, Quotient(REMAINDER, STEP))
    return equal(*stages, Quotient(_with(rest, rise, side, REMAINDER), STEP), last)


def _with(rest: Remainder, terms: Germ, side: Side, left_over: Formula) -> Formula:
    """Terms, all of them shown, and what is left over."""
    shown = germ_text.formula(terms, side, len(terms.terms))
    if rest.is_nothing:
        return shown
    if not terms.terms:
        return left_over
    parts = shown.terms if isinstance(shown, Sum) else ((1, shown),)
    return Sum((*parts, (1, left_over)))
