"""Enclosures of an expression over an interval on which its branches do not change.

Which branch is taken is read at one point of the interval; that it is taken on all of it is for the caller
to know: no break of the expression lies within. The arithmetic is python-flint's arb, with outward
rounding, so the true values lie within what is returned. Where nothing can be said the result is not finite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias

from flint import arb, fmpq

from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.balls import precision, whole
from relu_tui.calculus.exact.sign import floor as exact_floor
from relu_tui.calculus.exact.sign import sign as exact_sign
from relu_tui.calculus.language import special_functions
from relu_tui.calculus.language.syntax import (
    COMPARISONS,
    LITERAL_0,
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
from relu_tui.calculus.questions.breaks import Breaks, whole_exponent
from relu_tui.calculus.questions.ranges import Range

Enclosure: TypeAlias = Any
"""A ball, a power series with balls for coefficients, or a `Range`: never two of the last in one walk."""

BITS = 160
"""The working precision."""

SIGN_BITS = (BITS, 640, 2560)
"""Bits tried in turn for a sign at one point, before the exact numbers are asked."""

MOST_EVALUATIONS = 5_000
"""Operations that one question may take."""


class Straddles(ArithmeticError):  # noqa: N818 - an outcome, not an error
    """Something could not be enclosed here."""


class Work:
    """A bound on the operations of one question; the same question always comes to the same end."""

    def __init__(self, limit: int = MOST_EVALUATIONS) -> None:
        self.left = limit

    def spend(self) -> None:
        """Count one operation.

        Raises:
            Straddles: The bound is reached.
        """
        self.left -= 1
        if self.left < 0:
            raise Straddles("this takes more work than the program allows itself")


class Branches:
    """Which branches an expression takes near one point.

    Attributes:
        sample: The point, a rational.
        up_to: Where it differs from `sample`, the branches are those of some point between the two, and
            a sign is known only where it is that of the whole interval.
        given: Signs of subjects, by their identity, that are known otherwise: 0 at a point that is a break.
    """

    def __init__(
        self,
        breaks: Breaks,
        sample: Fraction,
        work: Work,
        *,
        up_to: Fraction | None = None,
        given: Mapping[int, int] | None = None,
    ) -> None:
        self.breaks = breaks
        self.sample = sample
        self.up_to = sample if up_to is None else up_to
        self.given = dict(given or {})
        self.work = work
        self._floors: dict[int, int] = {}

    def sign(self, subject: Numeric) -> int:
        """The sign of a subject at the sample.

        Raises:
            NotDefined: It has no value there.
            Undecided: It could not be settled.
        """
        known = self.given.get(id(subject))
        if known is None:
            known = self.given[id(subject)] = self._sign(subject)
        return known

    def floor(self, subject: Numeric) -> int:
        """The greatest whole number not above a subject at the sample; raises as `sign`."""
        known = self._floors.get(id(subject))
        if known is None:
            known = self._floors[id(subject)] = self._floor(subject)
        return known

    def _at_sample(self, subject: Numeric, bits: int) -> arb:
        with precision(bits):
            value = Evaluation(self, interval(self.sample, self.up_to)).value(subject)
        return value if isinstance(value, arb) else arb("nan")

    def _sign(self, subject: Numeric) -> int:
        for bits in SIGN_BITS:
            value = self._at_sample(subject, bits)
            if value > 0:
                return 1
            if value < 0:
                return -1
        self._need_one_point()
        return exact_sign(value_at(subject, _exactly(self.sample)))

    def _floor(self, subject: Numeric) -> int:
        value = self._at_sample(subject, BITS)
        found = whole(value)
        if found is not None:
            return found
        self._need_one_point()
        return exact_floor(value_at(subject, _exactly(self.sample)))

    def _need_one_point(self) -> None:
        if self.sample != self.up_to:
            raise Undecided("a branch that is not known on the whole interval")


class Evaluation:
    """One walk over an expression, x being a number, an interval, or a power series around an interval."""

    def __init__(self, branches: Branches, x: Enclosure) -> None:
        self.branches = branches
        self.x = x
        self._done: dict[int, Enclosure] = {}

    def value(self, node: Numeric) -> Enclosure:
        """What the node is there; not finite where nothing is known.

        Raises:
            NotDefined: A part has no value at the sample.
            Undecided: A branch could not be settled.
            Straddles: Too much work.
        """
        known = self._done.get(id(node))
        if known is None:
            self.branches.work.spend()
            known = self._done[id(node)] = self._value(node)
        return known

    def _value(self, node: Numeric) -> Enclosure:
        match node:
            case Literal(value, _):
                return arb(_exactly(value))
            case Variable():
                return self.x
            case Named(name):
                return arb.pi() if name == "pi" else arb(1).exp()
            case Negative(operand):
                return -self.value(operand)
            case Binary(operator, left, right):
                return self._binary(operator, left, right)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Conditional(condition, body, otherwise):
                return self.value(body if self._holds(condition) else otherwise)

    def _binary(self, operator: str, left: Numeric, right: Numeric) -> Enclosure:
        if operator == "**":
            return self._power(left, right)
        a, b = self.value(left), self.value(right)
        match operator:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
        sign = self.branches.sign(right)
        if not sign:
            raise NotDefined("division by zero")
        return _divided(a, b.with_sign(sign) if isinstance(b, Range) else b)

    def _power(self, base: Numeric, exponent: Numeric) -> Enclosure:
        u = self.value(base)
        whole = whole_exponent(exponent)
        if whole is not None:
            if whole < 0 and isinstance(u, Range):
                u = u.with_sign(self.branches.sign(base))
            raised = _whole_power(u, abs(whole))
            return raised if whole >= 0 else _divided(arb(1), raised)
        if self.branches.sign(base) <= 0:
            raise NotDefined("a power of a number that is not positive")
        return _exp(self.value(exponent) * _log(u))

    def _call(self, name: str, arguments: tuple[Numeric, ...]) -> Enclosure:
        u = arguments[0]
        match name:
            case "abs" | "relu" | "sign":
                direction = self.branches.sign(u)
                if name == "sign":
                    return arb(direction)
                if not direction:
                    return arb(0)
                return self.value(u) if direction > 0 else (-self.value(u) if name == "abs" else arb(0))
            case "max" | "min":
                return self.value(self._extreme(arguments, 1 if name == "max" else -1))
            case "floor":
                return arb(self.branches.floor(u))
            case "ceil":
                return arb(-self.branches.floor(self._negative(u)))
            case "log":
                if self.branches.sign(u) <= 0:
                    raise NotDefined("the logarithm of a number that is not positive")
            case "sqrt":
                direction = self.branches.sign(u)
                if direction < 0:
                    raise NotDefined("the square root of a negative number")
                if not direction:
                    return arb(0)
            case "cbrt":
                direction = self.branches.sign(u)
                v = self.value(u)
                return arb(0) if not direction else (_root(v, 3) if direction > 0 else -_root(-v, 3))
        analytic = ANALYTIC.get(name)
        if analytic is None:
            raise Straddles(f"the range of {name} on an interval is not known")
        return analytic(self.value(u))

    def _extreme(self, arguments: tuple[Numeric, ...], direction: int) -> Numeric:
        best = arguments[0]
        for other in arguments[1:]:
            if self._compared(best, other) * direction < 0:
                best = other
        return best

    def _compared(self, left: Numeric, right: Numeric) -> int:
        return self.branches.sign(self.branches.breaks.difference(left, right))

    def _negative(self, u: Numeric) -> Numeric:
        return self.branches.breaks.difference(LITERAL_0, u)

    def _holds(self, condition: Condition) -> bool:
        match condition:
            case Comparison(first, links):
                left = first
                for operator, right in links:
                    if not COMPARISONS[operator](self._compared(left, right), 0):
                        return False
                    left = right
                return True
            case Junction(operator, parts):
                return (all if operator == "and" else any)(self._holds(part) for part in parts)
            case Negation(operand):
                return not self._holds(operand)


def interval(low: Fraction, high: Fraction) -> arb:
    """The interval, rounded outwards."""
    return arb(_exactly(low)).union(arb(_exactly(high)))


def _exactly(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _divided(a: Enclosure, b: Enclosure) -> Enclosure:
    try:
        return a / b
    except (ZeroDivisionError, ValueError):
        return arb("nan")


def _whole_power(u: Enclosure, exponent: int) -> Enclosure:
    if exponent > 4000:
        return arb("nan")
    if isinstance(u, arb | Range) and exponent % 2 == 0 and exponent:
        u = abs(u)  # tighter: an even power is never negative
    result: Enclosure = arb(1)
    while exponent:
        if exponent & 1:
            result = result * u
        u = u * u
        exponent >>= 1
    return result


def _log(u: Enclosure) -> Enclosure:
    return u.log()


def _exp(u: Enclosure) -> Enclosure:
    return u.exp()


def _sqrt(u: Enclosure) -> Enclosure:
    return _root(u, 2)


def _root(u: Enclosure, degree: int) -> Enclosure:
    """A root of something that is 0 or more, though its enclosure may reach below 0."""
    if isinstance(u, Range):
        return u.root(degree)
    if isinstance(u, arb):
        if not u.is_finite():
            return u
        low, high = u.lower(), u.upper()
        start = low.root(degree) if low > 0 else arb(0)
        return start.union(high.root(degree)) if high > 0 else arb("nan")
    return u.sqrt() if degree == 2 else (u.log() / degree).exp()


def _sinh(u: Enclosure) -> Enclosure:
    if isinstance(u, Range):
        return u.rising(arb.sinh)
    grown = u.exp()
    return (grown - _divided(arb(1), grown)) / 2


def _cosh(u: Enclosure) -> Enclosure:
    grown = u.exp()
    return (grown + _divided(arb(1), grown)) / 2


def _sigmoid(u: Enclosure) -> Enclosure:
    if isinstance(u, Range):
        return u.rising(_sigmoid_of_ball, arb(0), arb(1))
    return _divided(arb(1), arb(1) + (-u).exp())


def _tanh(u: Enclosure) -> Enclosure:
    return _sigmoid(u * 2) * 2 - 1


def _sigmoid_of_ball(u: arb) -> arb:
    return 1 / (1 + (-u).exp())


def _softplus(u: Enclosure) -> Enclosure:
    return (arb(1) + u.exp()).log()


def _tan(u: Enclosure) -> Enclosure:
    return _divided(u.sin(), u.cos())


def _special(name: str, u: Enclosure) -> Enclosure:
    """One of the functions that no formula is equal to."""
    if isinstance(u, arb):
        return special_functions.BALLS[name](u)
    if isinstance(u, Range):
        is_bounded = u.low.is_finite() and u.high.is_finite()
        return Range.of(special_functions.BALLS[name](u.low.union(u.high) if is_bounded else arb("nan")))
    if name in ("digamma", "trigamma"):
        return _polygamma(int(name == "trigamma"), u)
    if name.startswith("bessel"):
        return _bessel(name, u)
    return getattr(u, name)()


def _bessel(name: str, u: Enclosure) -> Enclosure:
    """J or I of order 0 or 1 over a power series: derivatives as sums of orders (DLMF 10.6.7, 10.29.5)."""
    is_j, order, c = name[-2] == "j", int(name[-1]), u[0]
    of_order = c.bessel_j if is_j else c.bessel_i
    step = u - c
    result: Enclosure = arb(0)
    for k in reversed(range(u.prec)):
        total = arb(0)
        for m in range(k + 1):
            total += of_order(order - k + 2 * m) * arb.bin_uiui(k, m) * ((-1) ** m if is_j else 1)
        result = result * step + total / (arb(2) ** k * arb.fac_ui(k))
    return result


def _polygamma(order: int, u: Enclosure) -> Enclosure:
    """A derivative of the digamma function over a power series, by Horner's rule."""
    step = u - u[0]
    result: Enclosure = arb(0)
    for k in reversed(range(u.prec)):
        result = result * step + special_functions.polygamma(order + k, u[0]) / arb.fac_ui(k)
    return result


ANALYTIC: dict[str, Callable[[Enclosure], Enclosure]] = {
    "sqrt": _sqrt,
    "exp": _exp,
    "log": _log,
    "sin": lambda u: u.sin(),
    "cos": lambda u: u.cos(),
    "tan": _tan,
    "asin": lambda u: u.asin(),
    "acos": lambda u: u.acos(),
    "atan": lambda u: u.atan(),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "erf": lambda u: u.erf(),
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    **{name: partial(_special, name) for name in special_functions.BALLS},
}
"""The functions that are analytic inside their domain, over balls and over power series."""

BRANCHING = ("abs", "relu", "sign", "max", "min", "floor", "ceil", "cbrt")
"""The functions that branch or jump."""
