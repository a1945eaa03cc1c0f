"""What the form of a part tells where its expansion hangs on an oscillation.

An expansion knows a part that oscillates by bounds of its leading terms, and forgets that two of them belong
together: 1 − cos²F of an F without exact waves is only known to lie between 0 and 2, minus a little. Its form
shows that it is never negative (`language.form_bounds`). What holds at every point where the part is defined
holds for every small h, and along every sequence of them.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from relu_tui.calculus.exact.constant import HALF, Number, exactly
from relu_tui.calculus.exact.sign import sign
from relu_tui.calculus.germs import powers
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import ONE
from relu_tui.calculus.germs.series_composition import opaque, range_of_lead
from relu_tui.calculus.germs.waves import Range
from relu_tui.calculus.language.form_bounds import form_bounds, is_never_negative
from relu_tui.calculus.language.syntax import LITERAL_0, Numeric


def weak_sign(node: Numeric) -> tuple[int, bool] | None:
    """1 for a part that is 0 or more, −1 for one that is 0 or less, and whether it is never 0."""
    return order(node, LITERAL_0)


def order(left: Numeric, right: Numeric) -> tuple[int, bool] | None:
    """1 where left ≥ right, −1 where left ≤ right, and whether they are never equal; None where not told."""
    u, v = form_bounds(left), form_bounds(right)
    if u.low >= v.high:
        return 1, u.low > v.high
    return (-1, u.high < v.low) if u.high <= v.low else None


def value(name: str, argument: Numeric, u: Germ) -> Germ | None:
    """A square root, arcsine or arccosine of a part, by bounds; None where its form does not tell enough.

    Args:
        name: The function; None is given for every other.
        argument: The part.
        u: Its expansion.
    """
    if name == "sqrt":
        return power(argument, u, HALF)
    if name not in ("asin", "acos"):
        return None
    low, high = form_bounds(argument)
    if not (isinstance(low, Fraction) and isinstance(high, Fraction) and -1 <= low <= high <= 1):
        return None
    return opaque(Range(exactly(low), exactly(high)).image(arb.asin if name == "asin" else arb.acos))


def power(base: Numeric, u: Germ, exponent: Number) -> Germ | None:
    """A power of a part that comes back to 0 now and then, by a constant: between 0 and that of a bound.

    Args:
        base: The part.
        u: Its expansion.
        exponent: The constant.

    Returns:
        None where the form does not tell that the part is 0 or more, or where the power has no bound.
    """
    if sign(exponent) <= 0 or not is_never_negative(base):
        return None
    growth, bounds = range_of_lead(u)
    highest, high = max(bounds.high, fmpq(0)), form_bounds(base).high
    if growth == ONE and isinstance(high, Fraction):
        highest = min(highest, exactly(high))
    return powers.power_of_bounded(growth, highest, exponent)
