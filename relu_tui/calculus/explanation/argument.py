"""The whole argument for a verdict, line by line, as a textbook would write it.

A line is made of words and formulas, so that it can be set as plain text or in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import TypeAlias

from flint import fmpq

from relu_tui.calculus.decision.branching import Side
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.one_side import OneSide, Witness
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.exact.constant import PI as PI_NUMBER
from relu_tui.calculus.exact.constant import Constant, Number, exactly
from relu_tui.calculus.exact.printing import formula
from relu_tui.calculus.exact.sign import UNPRINTABLE
from relu_tui.calculus.explanation.branch_reasons import branches
from relu_tui.calculus.explanation.phrases import (
    Line,
    cancelled,
    detailed,
    formulas,
    growth,
    holds_throughout,
    image_formula,
    known_of,
    limit_formula,
    point_formula,
    side_condition,
    side_name,
    value_formula,
)
from relu_tui.calculus.explanation.reasons import continuity, equality, slope_reason, unprintable
from relu_tui.calculus.germs import printing as germ_text
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, compare, constant, range_of
from relu_tui.calculus.language.formula import (
    STEP,
    ZERO,
    Applied,
    Approach,
    Bars,
    Expressed,
    Formula,
    Power,
    Product,
    Quotient,
    Raised,
    Relation,
    Root,
    Sum,
    Symbol,
    Words,
    difference,
    equal,
    mentions,
    negative,
    product,
)
from relu_tui.calculus.language.syntax import Numeric, Variable
from relu_tui.calculus.status import Status

PI = Symbol("π")


@dataclass(frozen=True)
class Section:
    """A step of the argument: a heading, then its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Estimate:
    """How near f, or the quotient, is to its limit: a bound that holds on a whole interval.

    Attributes:
        radius: δ₀: it holds for 0 < |Δx| ≤ δ₀, and so do the branches that the argument takes.
        constant: Of the bound constant·scale on the distance to a finite limit, or under the size of what
            grows; None where there is none.
        scale: An expression in x, which stands for |Δx|.
    """

    radius: Fraction
    constant: Fraction | None = None
    scale: Numeric | None = None


Estimates: TypeAlias = Mapping[tuple[Side, str], Estimate]
"""What is known for sure, by side and by what it is about: `f`, or the `quotient`."""


def argue(proof: Proof, estimates: Estimates | None = None) -> tuple[Section, ...]:
    """The whole argument, in the order of the four conditions, and what follows.

    Args:
        proof: What is proved.
        estimates: Bounds with their intervals, where there are any: they turn "near 0" into a number, and
            "…" into something that is known to be small.
    """
    return _Argument(proof, estimates or {}).made()


class _Argument:
    """One argument."""

    def __init__(self, proof: Proof, estimates: Estimates) -> None:
        self.proof = proof
        self.estimates = estimates
        self.sides = proof.left, proof.right

    def made(self) -> tuple[Section, ...]:
        """The sections."""
        left, right = (tuple(self._quotient_lines(side)) for side in self.sides)
        name = self.proof.name
        return (
            Section(f"1  Is {name} continuous there?", tuple(self._near())),
            Section("2  The left-hand limit of the difference quotient", left),
            Section("3  The right-hand limit of the difference quotient", right),
            Section("4  Are the two limits equal?", tuple(_last(self.proof))),
        )

    def _near(self) -> Iterator[Line]:
        """The value, what f is on each side, and whether it comes near to the value."""
        if isinstance(self.proof.value, Finite):
            value = equal(value_formula(self.proof), formula(self.proof.value.number))
            yield ("The value: ", value, ".")
        for side in self.sides:
            yield from self._side_lines(side)
        yield continuity(self.proof)

    def _side_lines(self, side: OneSide) -> Iterator[Line]:
        """Which Δx are looked at, the branches that f takes for them, and what f is."""
        proof = self.proof
        if isinstance(side.approach, Undefined):
            missing = f" has no value: {side.approach.why}."
            yield (f"For {side_condition(proof, side)}, ", image_formula(proof), missing)
            return
        if isinstance(side.approach, Unknown) or side.germ is None:
            yield from branches(side)
            return
        yield (f"From the {side_name(side)}: take ", *self._interval(side), ".")
        yield from branches(side)
        shown = detailed(proof, side)
        rise = germ_text.formula(shown.germ or Germ(()), side.side)
        if mentions(rise, UNPRINTABLE):
            yield (f"The limit of {proof.name} is ", limit_formula(side.approach), ".")
            return
        image = equal(image_formula(proof), rise)
        yield ("So ", image, *known_of(shown.germ), *_arriving(side.approach, rise), ".")

    def _interval(self, side: OneSide) -> Line:
        """The Δx for which what follows holds."""
        proof = self.proof
        if not holds_throughout(proof, side):
            found = self.estimates.get((side.side, "f")) or self.estimates.get((side.side, "quotient"))
            if found is not None:
                end = formula(exactly(found.radius))
                if side.side is Side.LEFT:
                    return (Relation(negative(end), (("≤", STEP), ("<", ZERO))),)
                return (Relation(ZERO, (("<", STEP), ("≤", end))),)
        return (side_condition(proof, side),)

    def _quotient_lines(self, side: OneSide) -> Iterator[Line]:
        proof = self.proof
        if isinstance(side.slope, Undefined | Unknown):
            yield slope_reason(proof, side)
            return
        side = detailed(proof, side)
        rise, quotient = formulas(side)
        if mentions(rise, UNPRINTABLE) or mentions(quotient, UNPRINTABLE):
            yield unprintable(side.slope)
            return
        above = difference(image_formula(proof), value_formula(proof))
        stages = equal(Quotient(above, STEP), *_stages(cancelled(proof, side, quotient)))
        yield (stages, *known_of(side.germ, side.quotient), ".")
        yield from self._limit_lines(side, quotient)

    def _limit_lines(self, side: OneSide, quotient: Formula) -> Iterator[Line]:
        match side.slope:
            case Finite(number):
                limit = formula(number)
                if quotient == limit:
                    yield ("It is ", limit, " at every step, and so is its limit.")
                    return
                squeeze = _squeeze(side, number)
                if squeeze is not None:
                    yield squeeze
                yield from _vanishing(side)
                yield from self._how_near(side, limit)
                yield (self._limit(side, quotient, limit), ".")
            case Infinite():
                yield from _growth(side)
                yield from self._how_large(side)
                end = limit_formula(side.slope)
                yield (self._limit(side, quotient, end), ": infinite, so it does not exist.")
            case Oscillating():
                for witness in side.witnesses:
                    yield _sequence(side, witness)
                if side.witnesses:
                    yield ("Two sequences of steps, two different limits: the quotient has none.",)
                else:
                    yield (_unending(side),)

    def _limit(self, side: OneSide, quotient: Formula, limit: Formula) -> Formula:
        return equal(Approach("Δx", ZERO, int(side.side), quotient), limit)

    def _how_near(self, side: OneSide, limit: Formula) -> Iterator[Line]:
        """The distance to the limit, bounded on an interval, and the δ that follows for an ε."""
        found = self.estimates.get((side.side, "quotient"))
        if found is None or found.constant is None or found.scale is None:
            return
        distance = Bars(difference(Words("quotient"), limit))
        bound = _bound(found.constant, found.scale)
        within = Relation(ZERO, (("<", Bars(STEP)), ("≤", formula(exactly(found.radius)))))
        yield ("For ", within, " on this side, ", Relation(distance, (("≤", bound),)), ", which tends to 0.")

    def _how_large(self, side: OneSide) -> Iterator[Line]:
        found = self.estimates.get((side.side, "quotient"))
        if found is None or found.constant is None or found.scale is None:
            return
        bound = _bound(found.constant, found.scale)
        within = Relation(ZERO, (("<", Bars(STEP)), ("≤", formula(exactly(found.radius)))))
        size = Relation(Bars(Words("quotient")), (("≥", bound),))
        yield ("For ", within, " on this side, ", size, ", which grows past every bound.")


def _bound(constant: Fraction, scale: Numeric) -> Formula:
    size = Bars(STEP) if isinstance(scale, Variable) else Expressed(scale, "|Δx|")
    return ZERO if not constant else product(formula(exactly(constant)), size)


def _stages(chain: Formula) -> tuple[Formula, ...]:
    return (chain.first, *(link for _, link in chain.links)) if isinstance(chain, Relation) else (chain,)


def _arriving(approach: Limit, rise: Formula) -> Line:
    """Where f goes, unless it is there at every step."""
    match approach:
        case Finite(number):
            return () if formula(number) == rise else (", which tends to ", formula(number))
        case Infinite():
            return (f", which {growth(approach)}",)
    return (", which swings without end",)


def _unending(side: OneSide) -> str:
    """Why a sum of waves in front has no limit, where no sequences were looked for."""
    terms = () if side.quotient is None else side.quotient.leading_group()[0]
    waves = {scale.wave.trig[1] for scale, _ in terms if scale.wave and scale.wave.trig}
    if len(waves) == 1:
        return "The wave never dies away: the quotient has no limit."
    return "Waves of different lengths never die away together: the quotient has no limit."


def _vanishing(side: OneSide) -> Iterator[Line]:
    """Why a term with an exponential or a logarithm in it tends to 0."""
    if side.quotient is None or not side.quotient.terms:
        return
    scale, coefficient = side.quotient.terms[0]
    if scale.wave is not None or scale.is_plain() or compare(scale, scales.ONE) >= 0:
        return
    shown = germ_text.term(scale, coefficient, side.side)
    if scale.exponent is not None:
        if compare(scale.exponent.resolved().leading()[0], scales.LOG) > 0:
            yield (shown, " tends to 0, for an exponential outweighs every power of ", STEP, ".")
        elif scale.power:
            yield (shown, " tends to 0, for a power of ", STEP, " outweighs an exponential so slow.")
        else:  # e^(−√ln(1/|Δx|)) is larger than every power of Δx
            yield (shown, " tends to 0, however slowly its exponent grows.")
    elif scale.power and scale.logs:
        yield (shown, " tends to 0, for a power of ", STEP, " outweighs every power of a logarithm.")


def _squeeze(side: OneSide, limit: Number) -> Line | None:
    """The two bounds that force something that oscillates to the limit."""
    germ = side.quotient
    if germ is None:
        return None
    moving = germ.minus(constant(limit)) if limit else germ
    if not moving.terms or compare(moving.terms[0][0], scales.ONE) >= 0:
        return None
    group, rest = moving.leading_group()
    if all(scale.wave is None for scale, _ in group):
        return None
    bounds = range_of(group)
    most = max(abs(bounds.low), abs(bounds.high))
    if not rest.is_identically_zero:
        most += 1
    size = _sized(germ_text.scale_formula(group[0][0].growth(), 1)[0])
    bound = product(germ_text.outward(most, 1), size)
    near = "" if rest.is_identically_zero else " near 0"
    middle = difference(Words("quotient"), formula(limit))
    between = Relation(negative(bound), (("≤", middle), ("≤", bound)))
    return ("It is squeezed: ", between, f"{near}, and both bounds tend to 0.")


def _sized(size: Formula) -> Formula:
    """A scale with |Δx| in the place of Δx."""
    match size:
        case Symbol() if size == STEP:
            return Bars(STEP)
        case Power(base, exponent):
            return Power(_sized(base), _sized(exponent))
        case Product(factors):
            return Product(tuple(map(_sized, factors)))
        case Quotient(above, below):
            return Quotient(_sized(above), _sized(below))
        case Root(degree, inner):
            return Root(degree, _sized(inner))
        case Sum(terms):
            return Sum(tuple((sign, _sized(term)) for sign, term in terms))
        case Applied(name, argument) if not isinstance(argument, Bars):
            return Applied(name, _sized(argument))
    return size


def _growth(side: OneSide) -> Iterator[Line]:
    """The term that grows."""
    if side.quotient is None or not side.quotient.terms or not isinstance(side.slope, Infinite):
        return
    scale, coefficient = side.quotient.terms[0]
    if scale.wave is not None:
        return
    shown = germ_text.term(scale, coefficient, side.side)
    which = "The term " if len(side.quotient.terms) > 1 or not side.quotient.is_exact else ""
    to = Relation(STEP, (("→", Raised(ZERO, int(side.side))),))
    yield (which, shown, f" {growth(side.slope)} as ", to, ".")


def _sequence(side: OneSide, witness: Witness) -> Line:
    """Steps along which the oscillation stands still, and the limit along them."""
    limit = limit_formula(witness.limit)
    reached: Line = (
        ("the quotient is ", limit, " at each.")
        if witness.constant
        else ("the quotient tends to ", limit, ".")
    )
    steps = _steps(witness.phase.base, witness.phase.angle)
    if steps is None:
        turns = _turns(formula(witness.phase.angle), PI, 2)
        base = germ_text.formula(witness.phase.base, side.side)
        return ("Along the steps with ", equal(base, turns), ", n = 1, 2, 3, …, ", *reached)
    signed = negative(steps) if side.side < 0 else steps
    return ("Along ", equal(STEP, signed), ", n = 1, 2, 3, …, ", *reached)


def _turns(angle: Formula, unit: Formula, count: int) -> Formula:
    """angle + count·unit·n."""
    turn = product(Symbol(str(count)), unit, Symbol("n"))
    return turn if angle == ZERO else Sum(((1, angle), (1, turn)))


def _steps(base: Germ, angle: Number) -> Formula | None:
    """h with base(h) = angle + 2πn, where the base is c/h^p."""
    if len(base.terms) != 1:
        return None
    scale, coefficient = base.terms[0]
    power = scale.power
    if not scale.is_plain() or isinstance(power, Constant) or power >= 0:
        return None
    simple = _simple(coefficient, angle)
    if power == -1:
        return simple
    return Root(2, simple) if power == -2 else Power(simple, formula(1 / -fmpq(power)))


def _simple(coefficient: Number, angle: Number) -> Formula:
    """coefficient/(angle + 2πn), without π where both have it: 2/(4n + 1), 1/n."""
    over, start = coefficient / PI_NUMBER, angle / PI_NUMBER
    if isinstance(over, Constant) or isinstance(start, Constant):
        return Quotient(formula(coefficient), _turns(formula(angle), PI, 2))
    common = int(over.q) * int(start.q) // gcd(int(over.q), int(start.q))
    above, rest, count = int(over * common), int(start * common), 2 * common
    shared = gcd(above, rest, count)
    above, rest, count = above // shared, rest // shared, count // shared
    turn = product(Symbol(str(count)), Symbol("n"))
    return Quotient(Symbol(str(above)), Sum(((1, turn), (1, Symbol(str(rest))))) if rest else turn)


def _last(proof: Proof) -> Iterator[Line]:
    """Whether the two limits are equal, and what follows."""
    yield equality(proof)
    left, right = proof.left.slope, proof.right.slope
    if isinstance(left, Infinite) and left == right and proof.statuses[0] is Status.HOLDS:
        yield ("The graph has a vertical tangent there.",)
    yield _conclusion(proof)


def _conclusion(proof: Proof) -> Line:
    f, at = proof.name, point_formula(proof)
    verdict = proof.differentiable
    if verdict is None:
        return (f"So it is not settled whether {f} is differentiable at ", at, ".")
    if verdict and proof.derivative is not None:
        slope = equal(Applied(f"{f}′", at), formula(proof.derivative))
        return (f"All four hold: {f} is differentiable at ", at, ", and ", slope, ".")
    return (f"So the derivative does not exist: {f} is not differentiable at ", at, ".")
