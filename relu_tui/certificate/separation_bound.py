"""Constants that are 0 though no rule says so: proved by a separation bound, where they are algebraic.

An algebraic number built of rationals by +, ·, / and roots is 0 or at least 1/(u^(D−1)·l) in absolute value,
where D is the product of the degrees of its roots, and u and l are computed along its form: the BFMSS bound
(Burnikel, Funke, Mehlhorn, Schirra, Schmitt, "A separation bound for real algebraic expressions", ESA 2001).
A ball that contains 0 and lies within that bound proves that it is 0.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from relu_tui.certificate.constants import Atom, Constant
from relu_tui.certificate.ranges import precision

MOST_BITS = 20_000


def is_proved_zero(constant: Constant) -> bool:
    """Whether an algebraic constant is 0; False where that is not so, or not proved."""
    if constant.is_zero:
        return True
    degrees: dict[tuple[str, int], int] = {}
    bounds = _bounds(constant, degrees)
    if bounds is None:
        return False
    degree = 1
    for factor in degrees.values():
        degree *= factor
    upper, lower = bounds
    bits = upper * (degree - 1) + lower + 8
    if bits > MOST_BITS:
        return False
    enough = bits + upper + 64
    with precision(enough):
        ball = constant.ball(enough)
        return ball.is_finite() and ball.contains(0) and bool(abs(ball) < arb(2) ** -(bits + 1))


def _log(number: int) -> int:
    """The binary logarithm of the size of a whole number that is not 0, rounded up."""
    return (abs(number) - 1).bit_length()


def _bounds(constant: Constant, degrees: dict[tuple[str, int], int]) -> tuple[int, int] | None:
    """The binary logarithms of u and l, rounded up, or None where an atom is not algebraic.

    Args:
        constant: The expression.
        degrees: The roots met so far, with their degrees; more are added.
    """
    upper, lower = 0, 0
    first = True
    for product, coefficient in constant.terms.items():
        u, low = _log(int(coefficient.p)), _log(int(coefficient.q))
        for atom, exponent in product:
            found = _atom_bounds(atom, exponent, degrees)
            if found is None:
                return None
            u, low = u + found[0], low + found[1]
        # u₁l₂ + u₂l₁ and l₁l₂
        upper, lower = (u, low) if first else (max(upper + low, u + lower) + 1, lower + low)
        first = False
    return upper, lower


def _atom_bounds(
    atom: Atom, exponent: Fraction, degrees: dict[tuple[str, int], int]
) -> tuple[int, int] | None:
    if atom.kind == "prime" and isinstance(atom.argument, int):
        u, low = _log(atom.argument), 0
    elif atom.kind == "sum" and isinstance(atom.argument, Constant):
        inner = _bounds(atom.argument, degrees)
        if inner is None:
            return None
        u, low = inner
    else:
        return None
    power = abs(exponent.numerator)
    u, low = u * power, low * power
    if exponent < 0:
        u, low = low, u
    root = exponent.denominator
    if root > 1:
        degrees[atom.name, root] = root
        u, low = (
            (-(-(u + low * (root - 1)) // root), low) if u >= low else (u, -(-(u * (root - 1) + low) // root))
        )
    return u, low
