"""Parts that meet a value at separate steps only, because they are analytic and not constant.

A function that is real-analytic on an interval and not constant takes a given value at finitely many points
of each closed part of it (Rudin, Principles of Mathematical Analysis, 8.5). So where √u has u ≤ 0 throughout
and u is such a function, √u has a value at separate steps at most: those at which u is 0. And (−2)^v has one
where v is whole: on η ≤ h ≤ δ, v is bounded, so that it takes finitely many whole values there, each at
finitely many h.

Analytic on the whole interval are sums of scales, since their logarithms are positive there; sums, products,
and the functions that are analytic where they have a value, of what is; and what the model shows to be one of
these. It is not enough that a part has no corner in sight: an abs, a max or a floor whose sign is hidden is
none of them.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from relu_tui.calculus.language.functions import FUNCTIONS, Domain
from relu_tui.calculus.language.syntax import Binary, Call, Literal, Named, Negative, Numeric, Variable
from relu_tui.certificate.constants import PI
from relu_tui.certificate.errors import NoValue, TooShort, TooWide, Unproved
from relu_tui.certificate.extremes import extremes
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.scales import UNIT
from relu_tui.certificate.taylor_models import Model, lead, parts, sign

ANALYTIC = frozenset(
    name
    for name, function in FUNCTIONS.items()
    if function.analytic and function.domain not in (Domain.NON_NEGATIVE, Domain.UNIT)
)
"""Functions that are analytic wherever they have a value: their domain has no end at which they have one."""

MOST_ANGLES = 3
TURNS = (fmpq(0), fmpq(1, 2), fmpq(1))
"""Along the steps at which an angle is these multiples of π up to whole turns, two values are looked for."""


class Analytic:
    """What is known to be analytic on an interval, and what is not constant there.

    Args:
        interval: The interval.
        model: The enclosure of a part; where it raises, the part has no value or none is known.
        along: The enclosure of a part along a sequence of steps.
    """

    def __init__(
        self, interval: Interval, model: Callable[[Numeric], Model], along: Callable[[Numeric, Phase], Model]
    ) -> None:
        self.interval = interval
        self._model = model
        self._along = along

    def is_never_constant(self, node: Numeric, angles: list[Model]) -> bool:
        """Whether a part is analytic on the whole interval and not constant there; False proves nothing.

        Args:
            node: The part.
            angles: Growing terms met under sines and cosines, with constants.
        """
        try:
            return self._is_analytic(node) and self._varies(node, angles)
        except (NoValue, Unproved):
            return False

    def _is_analytic(self, node: Numeric) -> bool:
        model = self._model(node)
        if model.rest is None:
            for scale in model.terms:
                self.interval.need(scale)
            return True
        match node:
            case Literal() | Named() | Variable():
                return True
            case Negative(operand):
                return self._is_analytic(operand)
            case Binary("**", left, right):
                return self._is_analytic(left) and (_is_whole(right) or self._is_exponential(left, right))
            case Binary(_, left, right):  # a divisor is never 0, since the quotient is enclosed
                return self._is_analytic(left) and self._is_analytic(right)
            case Call("sqrt" | "cbrt" | "abs", (argument,)):
                return sign(self.interval, self._model(argument)) != 0 and self._is_analytic(argument)
            case Call(name, arguments) if name in ANALYTIC:
                return all(self._is_analytic(argument) for argument in arguments)
        return False

    def _is_exponential(self, base: Numeric, exponent: Numeric) -> bool:
        """Whether u^v is exp(v·ln u), since u is positive throughout."""
        return sign(self.interval, self._model(base)) > 0 and self._is_analytic(exponent)

    def _varies(self, node: Numeric, angles: list[Model]) -> bool:
        """Whether a part takes two values: it is c + c′·s·(1 + …) with s → 0 or ∞, or is so along sequences.

        The angle grows past every number in size and is continuous, so there are steps on the interval at
        which it is any number up to whole turns.
        """
        model = self._model(node)
        moving = Model({scale: value for scale, value in model.terms.items() if scale != UNIT}, model.rest)
        if lead(moving) is not None:
            return True
        for angle in angles[:MOST_ANGLES]:
            bounds = []
            for turn in TURNS:
                try:
                    found = self._along(node, Phase(parts(angle)[0], PI.times(turn)))
                    bounds.append(extremes(self.interval, found))
                except (NoValue, TooShort, TooWide):
                    continue
            for low, _ in bounds:
                for _, high in bounds:
                    if low is not None and high is not None and low > high:
                        return True
        return False


def _is_whole(exponent: Numeric) -> bool:
    return isinstance(exponent, Literal) and exponent.value.denominator == 1
