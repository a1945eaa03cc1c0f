"""The interval 0 < h ≤ δ, and what scales are on it: bounds that hold at every h, not near 0 only.

A scale tends to 0, or grows, but need not do so from δ on: h·ln(1/h) is increasing on (0, 1/e) alone. So its
logarithmic derivative D(s) = h·s′/s is enclosed on the whole interval, and where it has no proved sign, the
interval is too wide. D of exp(E)·h^p·L₁^k₁·L₂^k₂·L₃^k₃ is p − k₁/L₁ − k₂/(L₁L₂) − k₃/(L₁L₂L₃) + Σ c·m·D(m),
over the terms c·m of E: scales again, less deep by one than s, so the recursion ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb, fmpq

from relu_tui.certificate.constants import Constant, rational
from relu_tui.certificate.errors import Exhausted, TooWide, Unproved
from relu_tui.certificate.ranges import ZERO, Range, exactly
from relu_tui.certificate.scales import LOG, LOG_LOG, LOG_LOG_LOG, Scale, compare
from relu_tui.certificate.separation_bound import is_proved_zero

MOST_WORK = 60_000
"""Products of terms for one certificate."""


class Budget:
    """Work that may still be done: a bound by counting, since a clock would make proofs differ.

    Attributes:
        left: Products of terms.
    """

    def __init__(self, left: int = MOST_WORK) -> None:
        self.left = left

    def spend(self, amount: int) -> None:
        """Count work.

        Raises:
            Exhausted: There is none left.
        """
        self.left -= amount
        if self.left < 0:
            raise Exhausted("it takes more work than a certificate may")


class Interval:
    """0 < h ≤ δ, with what was found out about it.

    Attributes:
        radius: δ, below 1.
        order: Terms kept of a Taylor polynomial.
        has_holes: Whether a function may have holes: then what is enclosed is so at each h at which it has a
            value, and nothing is said of the others.
        were_passed: Whether there may be a hole in what was enclosed so far.
        assumed: Constants that were taken for 0 without a proof.
        budget: The work that may still be done.
    """

    def __init__(
        self, radius: Fraction, order: int, budget: Budget | None = None, has_holes: bool = False
    ) -> None:
        self.radius = radius
        self.order = order
        self.has_holes = has_holes
        self.were_passed = False
        self.assumed: dict[str, Constant] = {}
        self.budget = budget or Budget()
        self._bounds: dict[Scale, Range] = {}
        self._logs: list[arb] | None = None

    def spend(self, amount: int) -> None:
        """Count work; raises as `Budget.spend`."""
        self.budget.spend(amount)

    def vanishes(self, constant: Constant) -> bool:
        """Whether a constant is taken for 0: where that is not proved, it is noted as an assumption.

        Raises:
            Unproved: It is neither shown to be 0 nor shown not to be, nor is it close to 0.
        """
        if constant.is_zero:
            return True
        if constant.sign is not None:
            return False
        if not is_proved_zero(constant):
            if not constant.is_close_to_zero:
                raise Unproved("the sign of a constant is not settled")
            self.assumed[constant.name] = constant
        return True

    def passes_holes(self) -> bool:
        """Whether a part that has no value at some h may be passed over there; if so, that is noted."""
        self.were_passed = self.were_passed or self.has_holes
        return self.has_holes

    # --- scales ---

    def logs(self) -> list[arb]:
        """The least values of L₁, L₂ and L₃ on the interval, those at δ, as far as they are positive."""
        if self._logs is None:
            self._logs = []
            value = 1 / arb(fmpq(self.radius.numerator, self.radius.denominator))
            for _ in range(3):
                value = value.log()
                if not value > 0:
                    break
                self._logs.append(value)
        return self._logs

    def at_radius(self, scale: Scale) -> Range:
        """The value of a scale at h = δ."""
        return scale_at(scale, Range.spanning(arb(fmpq(self.radius.numerator, self.radius.denominator))))

    def bound(self, scale: Scale) -> Range:
        """From 0 to the greatest value on the interval of a scale that tends to 0.

        Raises:
            TooWide: It is not shown to be increasing on the whole interval.
        """
        found = self._bounds.get(scale)
        if found is None:
            if self.derivative_sign(scale) != 1:
                raise TooWide("a scale is not monotonic on the whole interval")
            found = self._bounds[scale] = Range(arb(0), self.at_radius(scale).high)
        return found

    def derivative_sign(self, scale: Scale) -> int | None:
        """The sign of a scale's derivative by h on the whole interval, or None where that is not shown."""
        if not scale.exponent and not any(scale.powers[1:]):
            power = scale.powers[0]
            return (power > 0) - (power < 0)
        terms = dict(self._logarithmic_derivative(scale))
        return self.enclosed(terms)[1].sign if terms else 0

    def _logarithmic_derivative(self, scale: Scale) -> Iterator[tuple[Scale, Constant]]:
        total: dict[Scale, Constant] = {}

        def add(to: Scale, constant: Constant) -> None:
            total[to] = total[to] + constant if to in total else constant

        logs = LOG.inverse()
        p, *others = scale.powers
        add(Scale(), rational(p))
        for power, inner in zip(others, (LOG_LOG, LOG_LOG_LOG, None), strict=True):
            if power:
                self.need(logs)
                add(logs, rational(-power))
            if inner is not None:
                logs = logs * inner.inverse()
        for inner, constant in scale.exponent:
            for to, factor in self._logarithmic_derivative(inner):
                add(inner * to, constant * factor)
        return iter([(to, constant) for to, constant in total.items() if not self.vanishes(constant)])

    def need(self, scale: Scale) -> None:
        """Make sure that the logarithms in a scale are positive on the whole interval.

        Raises:
            TooWide: They are not.
        """
        for inner, _ in scale.exponent:
            self.need(inner)
        needed = max((place for place in range(4) if scale.powers[place]), default=0)
        if len(self.logs()) < needed:
            raise TooWide("a logarithm of a logarithm is not positive on the whole interval")

    def enclosed(self, terms: dict[Scale, Constant]) -> tuple[Scale, Range]:
        """The dominant scale of a sum, and the range of the sum divided by it."""
        dominant = largest(terms)
        total = ZERO
        for scale, constant in terms.items():
            total = total + constant.range * self.relative(scale, dominant)
        return dominant, total

    def relative(self, scale: Scale, dominant: Scale) -> Range:
        """The range of a scale divided by one that outgrows it, or is the same."""
        if scale == dominant:
            return _ONE
        self.need(scale)
        self.need(dominant)
        return self.bound(scale.over(dominant))


_ONE = exactly(1)


def largest(scales: dict[Scale, Constant] | list[Scale]) -> Scale:
    """The one that outgrows the others."""
    best: Scale | None = None
    for scale in scales:
        if best is None or compare(scale, best) > 0:
            best = scale
    if best is None:
        raise Unproved("there is nothing to compare")
    return best


def scale_at(scale: Scale, h: Range) -> Range:
    """The values of a scale at the numbers of a narrow range of h, all between 0 and 1."""
    value = _ONE
    logs = [h]
    for place, power in enumerate(scale.powers):
        if place:
            before = logs[-1]
            logs.append(
                (before.inverse() if place == 1 else before).through(arb.log) if before.low > 0 else before
            )
        if power:
            if not logs[-1].low > 0:
                raise TooWide("a logarithm of a logarithm is not positive")
            value = value * logs[-1].to_power(power)
    if scale.exponent:
        total = ZERO
        for inner, constant in scale.exponent:
            total = total + constant.range * scale_at(inner, h)
        value = value * total.through(arb.exp)
    return value
