"""Values of f at points near a, as rigorous balls: a second opinion on a verdict that has no sequence.

That sums of waves have no limit is argued by their mean square (see `limits.oscillation_in_mean`). The
argument is a proof; the values here are none, since finitely many points show nothing of a limit. They
guard the proof against its premises: a sum that is 0 at every point, taken for one that is not because
two of its terms are written differently, has no two values apart. Nothing here knows of germs: the
tree is evaluated as it stands, in ball arithmetic, which tells truth or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import islice

from flint import arb, fmpq

from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.balls import magnitude, number_ball, precision
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.language import special_functions
from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.language.syntax import (
    COMPARISONS,
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Numeric,
    Variable,
)
from relu_tui.calculus.side import Side

WINDOWS = ((40, 600), (12, 40), (5, 12), (2, 5), (fmpq(2, 5), 2))
"""Where −log h is taken from, nearest to a first; where f oscillates too fast to be seen, in the next."""

POINTS = 14
"""Values asked for in a window."""

ENOUGH = 8
"""Values that a window must yield to be taken into account."""

MOST_WINDOWS = 2
"""Windows taken into account; each must show values apart."""

BITS = (128, 512, 2048)
"""Precisions tried in turn."""

LARGEST_WHOLE = 2_000
"""Bits of a number that is rounded to a whole one."""


class Uncertain(Undecided):
    """The ball does not tell."""


def are_apart(value: Callable[[arb], arb], room: arb | None) -> bool:
    """Whether values at points near 0 keep lying apart, by at least `room`, or to both sides of 0.

    Args:
        value: A function of h > 0; raises `Undecided` where its ball tells nothing.
        room: How far apart; None asks for both signs.
    """
    windows = (seen for low, high in WINDOWS if len(seen := _seen(value, low, high, room)) >= ENOUGH)
    found = list(islice(windows, MOST_WINDOWS))
    return bool(found) and all(_apart(seen, room) for seen in found)


def _apart(values: list[arb], room: arb | None) -> bool:
    if room is None:
        return any(value < 0 for value in values) and any(value > 0 for value in values)
    low = min((value.upper() for value in values), key=float)
    high = max((value.lower() for value in values), key=float)
    return bool(high - low > room)


def _seen(value: Callable[[arb], arb], low: fmpq | int, high: fmpq | int, room: arb | None) -> list[arb]:
    """The values in a window that are known well enough."""
    found: list[arb] = []
    for k in range(POINTS):
        share = fmpq((k * 34 + 13) % 55, 55)  # a step of 1/φ: the points fill the window evenly
        for bits in BITS:
            with precision(bits):
                t = arb(low) * (arb(fmpq(high) / low).log() * arb(share)).exp()
                try:
                    ball = value((-t).exp())
                except Undecided:
                    continue
                if ball.is_finite() and (not ball.contains(0) if room is None else ball.rad() * 4 < room):
                    found.append(ball)
                    break
    return found


def quotient(tree: Numeric, point: Number, value: Number | None, side: Side) -> Callable[[arb], arb]:
    """The difference quotient at h > 0, or f(a ± h) itself where no f(a) is given."""

    def at(h: arb) -> arb:
        shifted = enclosed(tree, number_ball(point) + h * int(side))
        return shifted if value is None else (shifted - number_ball(value)) / (h * int(side))

    return at


def enclosed(tree: Numeric, x: arb) -> arb:
    """A ball around f(x), at the precision that is set.

    Raises:
        Undecided: A branch, a whole part or a domain hangs on more digits than there are.
    """
    return _Point(x).number(tree)


class _Point:
    """The parts of an expression at one x, each computed once."""

    def __init__(self, x: arb) -> None:
        self.x = x
        self._known: dict[Numeric, arb] = {}

    def number(self, node: Numeric) -> arb:
        if node not in self._known:
            ball = self._computed(node)
            if not ball.is_finite():
                raise Uncertain("no digits")
            self._known[node] = ball
        return self._known[node]

    def _computed(self, node: Numeric) -> arb:
        match node:
            case Variable():
                return self.x
            case Literal(value):
                return arb(fmpq(value.numerator, value.denominator))
            case Named(name):
                return arb.pi() if name == "pi" else arb(1).exp()
            case Negative(operand):
                return -self.number(operand)
            case Binary(operator, left, right):
                return _BINARY[operator](self.number(left), self.number(right))
            case Conditional(condition, body, otherwise):
                return self.number(body if self.truth(condition) else otherwise)
            case Call(name, arguments):
                balls = [self.number(argument) for argument in arguments]
                if name in ("max", "min"):
                    return reduce(arb.max if name == "max" else arb.min, balls)
                ball = UNARY_BALLS.get(name)
                if ball is None:
                    raise Uncertain(f"a ball for {name}")
                return ball(balls[0])

    def truth(self, node: Condition) -> bool:
        match node:
            case Negation(operand):
                return not self.truth(operand)
            case Junction("and", parts):
                return all(self.truth(part) for part in parts)
            case Junction(_, parts):
                return any(self.truth(part) for part in parts)
            case Comparison(first, links):
                left = first
                for operator, right in links:
                    sign = 0 if left is right else _sign(self.number(left) - self.number(right))
                    if not COMPARISONS[operator](sign, 0):
                        return False
                    left = right
                return True


def _sign(ball: arb) -> int:
    if ball.is_zero():
        return 0
    if not (ball > 0 or ball < 0):
        raise Uncertain("a sign")
    return 1 if ball > 0 else -1


def _floor(ball: arb) -> arb:
    if magnitude(ball) > LARGEST_WHOLE:
        raise Uncertain("a whole part")
    low, high = ball.lower().floor(), ball.upper().floor()
    if not low == high:
        raise Uncertain("a whole part")
    return low


def _power(a: arb, b: arb) -> arb:
    whole = b.unique_fmpz() if b.is_integer() and magnitude(b) < 64 else None
    if whole is not None:
        if a.is_zero():
            return arb(0) if whole > 0 else arb(1) if whole == 0 else 1 / a
        return a**whole if _sign(a) > 0 else (-a) ** whole * (-1 if whole % 2 else 1)
    if a.is_zero() and b > 0:
        return a
    if not a > 0:
        raise Uncertain("a base")
    return (a.log() * b).exp()


def _sqrt(ball: arb) -> arb:
    if ball.contains(0):
        return arb(0).union(ball.upper().sqrt()) if ball.upper() >= 0 else ball.sqrt()
    return ball.sqrt()


def _cbrt(ball: arb) -> arb:
    if ball.contains(0):
        return _odd_root(ball.lower()).union(_odd_root(ball.upper()))
    return _odd_root(ball)


def _odd_root(ball: arb) -> arb:
    if ball.is_zero():
        return ball
    return ball.root(3) if ball > 0 else -(-ball).root(3)


_BINARY: dict[str, Callable[[arb, arb], arb]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": _power,
}

UNARY_BALLS: dict[str, Callable[[arb], arb]] = {
    **{name: getattr(arb, name) for name in UNARY if hasattr(arb, name)},
    **special_functions.BALLS,
    "abs": abs,
    "sign": lambda u: arb(_sign(u)),
    "floor": _floor,
    "ceil": lambda u: -_floor(-u),
    "relu": lambda u: u.max(arb(0)),
    "sqrt": _sqrt,
    "cbrt": _cbrt,
    "sigmoid": lambda u: 1 / (1 + (-u).exp()),
    "softplus": lambda u: u.exp().log1p(),
}
"""Functions of one argument in ball arithmetic: NaN or an infinite ball where it tells nothing.

One that is not here, and that python-flint has not by the same name, has no samples."""
