"""What `backward()` would return for every choice s in [0, 1] at a kink, exactly, and which s would be right.

A choice is one number for an operation at a kink:

    relu, abs     s is the share of the greater slope: ReLU′(0) = s, |x|′(0) = 2s − 1
    max, min      s goes to the first operand in which x occurs, 1 − s to the other
    amax, amin, fmax, fmin of two    the same
    any other     s is the share of the greater slope, where there is one operand with a kink
    where         s goes to the branch right of the point, 1 − s to the one left of it; where both sides
                  take the same branch and the point another, s goes to that of the sides

Going back through the tape with the proved slopes, and a polynomial in s for each kink, makes what
comes back a polynomial in s. It is exact: no float32 is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, cast

from flint import acb, fmpq, fmpq_poly

from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.constant import ONE, ZERO, Number, exactly, rational
from relu_tui.calculus.exact.constant_printing import superscript, write
from relu_tui.calculus.exact.sign import as_float, compare
from relu_tui.frameworks.function_rules import Single
from relu_tui.frameworks.operations import OPERATIONS
from relu_tui.frameworks.slopes import LocalSlope
from relu_tui.frameworks.tape import Row, Tape, X

_EXTREMES = ("max", "min", "amax", "amin", "fmax", "fmin")

Linear: TypeAlias = tuple[Number, Number]
"""(c, d) for c + d·s."""

Polynomial: TypeAlias = tuple[Number, ...]
"""Coefficients, the constant one first; none of them 0 at the end."""

HIGHEST = 24
"""The degree up to which what comes back is written as a polynomial."""

USUAL: tuple[Fraction, ...] = (Fraction(0), Fraction(1, 2), Fraction(1))
"""Choices that programs make."""


def weights(row: Row) -> tuple[Linear | None, ...] | None:
    """The slope of an operation in each operand, by its choice s; None where it has no choice.

    Returns:
        For each operand (c, d) for c + d·s, or None for a constant; None for the whole where the
        operation has no kink here.
    """
    slopes = [operand.slope for operand in row.operands]
    if row.operation in ("relu", "abs") and slopes[0] is not None and _is_kink(slopes[0]):
        return ((ZERO, ONE),) if row.operation == "relu" else ((-ONE, ONE + ONE),)
    if (
        row.operation in _EXTREMES
        and len(slopes) == 2
        and any(slope is not None and _is_kink(slope) for slope in slopes)
    ):
        first = next(index for index, slope in enumerate(slopes) if slope is not None)
        return tuple(
            None if slope is None else (ZERO, ONE) if index == first else (ONE, -ONE)
            for index, slope in enumerate(slopes)
        )
    if row.boundary is not None:
        return _branch_weights(row)
    return _own_weights(row) if row.operation in OPERATIONS else None


def _own_weights(row: Row) -> tuple[Linear | None, ...] | None:
    """Those of an own operation, such as clamp at a bound: between its lesser slope and its greater one."""
    result: list[Linear | None] = []
    for operand in row.operands:
        ends = None if operand.slope is None else operand.slope.ends
        if operand.slope is None:
            result.append(None)
        elif ends is None:
            return None
        else:
            low, high = ends if compare(*ends) <= 0 else ends[::-1]
            result.append((low, high - low))
    kinked = [linear for linear in result if linear is not None and compare(linear[1], ZERO)]
    return tuple(result) if len(kinked) == 1 else None


def _branch_weights(row: Row) -> tuple[Linear | None, ...] | None:
    result: list[Linear | None] = [None]
    for operand, is_body in zip(row.operands[1:], (True, False), strict=True):
        if operand.slope is None:
            result.append(None)
            continue
        ends = operand.slope.ends
        if ends is None:
            return None
        left, right = ends
        if compare(left, right):
            result.append((left, right - left))
            continue
        here = ONE if bool(row.operands[0].single) is is_body else ZERO
        result.append((here, right - here))
    return tuple(result)


def _is_kink(slope: LocalSlope) -> bool:
    return slope.ends is not None and slope.derivative is None


def chosen(row: Row, taken: tuple[Single | None, ...]) -> Fraction | None:
    """The s that a framework has chosen, from the slopes that it takes; None where that is no choice of s."""
    for linear, value in zip(weights(row) or (), taken, strict=False):
        if linear is None or value is None or not as_float(linear[1]):
            continue
        s = (float(value) - as_float(linear[0])) / as_float(linear[1])
        return Fraction(s).limit_denominator(1000) if 0 <= s <= 1 else None
    return None


def kinks(tape: Tape) -> tuple[int, ...]:
    """The rows that have a choice."""
    return tuple(index for index, row in enumerate(tape.rows) if index != X and weights(row) is not None)


def returned(tape: Tape, choices: Mapping[int, Fraction]) -> Number | None:
    """What comes back with these choices, exactly; None where a slope on the way is no number.

    Args:
        tape: The tape.
        choices: s for each row of `kinks`.
    """
    constant = {index: (exactly(s), ZERO) for index, s in choices.items()}
    found = _backward(tape, constant)
    return None if found is None else (found[0] if found else ZERO)


@dataclass(frozen=True)
class Dependence:
    """What comes back if every choice is the same s.

    Attributes:
        polynomial: In s.
        derivative: What is proved of f; None where there is no derivative, or that is not settled.
    """

    polynomial: Polynomial
    derivative: Number | None

    @property
    def text(self) -> str:
        """The polynomial as it is read: `2s`, `s²`, `1 − s`."""
        return polynomial_text(self.polynomial)

    @property
    def is_constant(self) -> bool:
        """Whether no choice matters."""
        return len(self.polynomial) <= 1

    def at(self, s: Fraction) -> Number:
        """What comes back for one s."""
        return _value(self.polynomial, exactly(s))

    @cached_property
    def right(self) -> tuple[Fraction, ...] | None:
        """Every rational s in [0, 1] that gives the derivative; None where all do, or there is none.

        Found by factoring over the rationals; where a coefficient is irrational, 0, 1/2 and 1 are tried.
        """
        if self.derivative is None:
            return None
        try:
            rest = self._rest()
            if not rest:
                return None
            plain = _rationals(rest)
            if plain is not None:
                roots = {root for root, _ in fmpq_poly(plain).roots()}
            else:
                roots = {value for value in map(exactly, USUAL) if compare(_value(rest, value), ZERO) == 0}
        except Undecided:
            return ()
        inside = (Fraction(int(root.p), int(root.q)) for root in roots if 0 <= root <= 1)
        return tuple(sorted(inside))

    @cached_property
    def irrational(self) -> tuple[float, ...] | None:
        """The irrational s in [0, 1] that give the derivative, about; None where they were not looked for."""
        if self.derivative is None:
            return None
        plain = _rationals(self._rest())
        if not plain:
            return None
        roots = cast("list[tuple[acb, int]]", fmpq_poly(plain).numer().complex_roots())
        real = [root.real for root, _ in roots if root.imag == 0]
        found = sorted(float(root.mid()) for root in real if root > 0 and root < 1)
        known = [float(s) for s in self.right or ()]
        return tuple(s for s in found if all(abs(s - other) > 1e-12 for other in known))

    def _rest(self) -> Polynomial:
        """What comes back less what is proved."""
        return _trimmed(_sum(self.polynomial, (-(self.derivative or ZERO),)))

    @property
    def always_right(self) -> bool:
        """Whether every s gives the derivative."""
        return self.derivative is not None and self.right is None


def dependence(tape: Tape) -> Dependence | None:
    """How what comes back depends on s, the same at every kink; None where it can't be written so."""
    found = _backward(tape, {})
    return None if found is None else Dependence(found, tape.examination.derivative)


def _backward(tape: Tape, fixed: Mapping[int, Linear]) -> Polynomial | None:
    """The polynomial that comes back at x, by the proved slopes.

    Where a slope on the way is no number there is none, unless what arrives there is exactly 0 along
    with a jump, which every framework gives the slope 0.
    """
    if tape.root is None:
        return ()
    arriving: list[Polynomial] = [()] * len(tape.rows)
    arriving[tape.root] = (ONE,)
    try:
        for index in range(len(tape.rows) - 1, 0, -1):
            row, coming = tape.rows[index], arriving[index]
            if not coming:
                continue
            factors = _factors(row, fixed.get(index))
            for operand, factor in zip(row.operands, factors, strict=True):
                if operand.source is None:
                    continue
                if factor is None:
                    return None
                added = _trimmed(_sum(arriving[operand.source], _product(coming, factor)))
                if len(added) > HIGHEST + 1:
                    return None
                arriving[operand.source] = added
    except Undecided:
        return None
    return arriving[X]


def _factors(row: Row, fixed: Linear | None) -> tuple[Linear | None, ...]:
    linear = weights(row)
    if linear is None:
        return tuple(
            None if operand.slope is None else _fixed(row, operand.slope) for operand in row.operands
        )
    if fixed is None:
        return linear
    return tuple(None if part is None else (part[0] + part[1] * fixed[0], ZERO) for part in linear)


def _fixed(row: Row, slope: LocalSlope) -> Linear | None:
    if row.operation == "detach":  # nothing goes back through it: that is what it is for
        return ZERO, ZERO
    if slope.derivative is not None:
        return slope.derivative, ZERO
    if row.operation in ("sign", "floor", "ceil", "round", "trunc") and slope.is_known:
        return ZERO, ZERO
    return None


# --- polynomials ----------------------------------------------------------------------------------


def _sum(p: Polynomial, q: Polynomial) -> Polynomial:
    long, short = (p, q) if len(p) >= len(q) else (q, p)
    return tuple(a + b for a, b in zip(long, short, strict=False)) + long[len(short) :]


def _product(p: Polynomial, factor: Linear) -> Polynomial:
    constant, slope = factor
    shifted = (ZERO, *(a * slope for a in p)) if slope else ()
    return _sum(tuple(a * constant for a in p), shifted)


def _trimmed(p: Polynomial) -> Polynomial:
    """The polynomial without coefficients that are 0 at its end; raises as `compare` does."""
    while p and compare(p[-1], ZERO) == 0:
        p = p[:-1]
    return p


def _value(p: Polynomial, at: Number) -> Number:
    result: Number = ZERO
    for coefficient in reversed(p):
        result = result * at + coefficient
    return result


def _rationals(p: Polynomial) -> list[fmpq] | None:
    """The coefficients, if all of them are rational."""
    plain = [value for coefficient in p if (value := rational(coefficient)) is not None]
    return plain if len(plain) == len(p) else None


def polynomial_text(p: Polynomial) -> str:
    """A polynomial in s as it is read, the constant first."""
    text = ""
    for power, coefficient in enumerate(p):
        value = write(coefficient)
        if value == "0":
            continue
        negative, size = value.startswith("−"), value.lstrip("−")
        sign = (" − " if negative else " + ") if text else ("−" if negative else "")
        name = "" if not power else "s" if power == 1 else f"s{superscript(power)}"
        if name and size == "1":
            size = ""
        elif name and not size.replace("/", "").isdigit():
            size = f"({size})·"
        elif name and "/" in size:
            size = f"{size}·"
        text += f"{sign}{size}{name}"
    return text or "0"
