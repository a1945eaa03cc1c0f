"""Why an expansion has the limit that it has: the lines of an argument that close a side."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress
from math import gcd

from flint import fmpq

from relu_tui.calculus.decision.limit_values import Infinite, Limit, Oscillating
from relu_tui.calculus.decision.side_result import OneSide, Values, Witness
from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.constant import PI as PI_NUMBER
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.explanation.phrases import growth, is_bounded_throughout, limit_formula
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, Term, compare, constant, range_of
from relu_tui.calculus.germs.waves import Wave
from relu_tui.calculus.language.formula import (
    ONE,
    STEP,
    ZERO,
    Applied,
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
    difference,
    equal,
    negative,
    product,
)
from relu_tui.calculus.language.line import Line
from relu_tui.calculus.side import Side

QUOTIENT = "the quotient"


def unending(germ: Germ | None, subject: str) -> Iterator[Line]:
    """Why a sum of waves in front has no limit, where no sequences were looked for.

    The means are those of Wiener; see `oscillation_in_mean` for why they are so.

    Args:
        germ: The expansion.
        subject: What it is of: the quotient, f(x).
    """
    terms: tuple[Term, ...] = ()
    with suppress(Undecided):  # all of its terms may have gone to the remainder
        terms = germ.leading_group()[0] if germ is not None else ()
    waves = [coefficient for scale, coefficient in terms if scale.wave and scale.wave.trig]
    if not waves:
        yield (f"The waves never die away: {subject} has no limit.",)
        return
    rest: Number = sum((c for scale, c in terms if not scale.wave), start=fmpq(0))
    square: Number = sum((c * c for c in waves), start=fmpq(0)) * fmpq(1, 2)
    which, square_of = (
        ("The wave", "its square") if len(waves) == 1 else ("The waves", "the square of their sum")
    )
    stretches = f"over longer and longer stretches of {_variable(_angles_of(terms))}"
    mean: Line = (f" mean 0 {stretches}, and {square_of} has mean ", formula(square))
    if compare(terms[0][0], scales.ONE) > 0:
        yield (f"{which}, without the factor that grows, {'has' if len(waves) == 1 else 'have'}", *mean, ":")
        yield (f"so {subject} takes both signs, as large as you like, for steps as small as you like.",)
        return
    yield (f"{which} {'has' if len(waves) == 1 else 'have'}", *mean, ".")
    limit = formula(rest)
    yield (f"If {subject} tended to L, its mean would tend to L, so L is ", limit, "; but then the square")
    yield ("of what differs from L would have mean 0, not ", formula(square), f": {subject} has no limit.")


def _variable(angles: list[Germ]) -> str:
    """Over what means are taken: 1/|Δx| where angles, and so their differences, are sums of its powers."""
    scales_of = (scale for angle in angles for scale, _ in angle.terms)
    powers = all(scale.is_plain() and not isinstance(scale.power, Constant) for scale in scales_of)
    is_whole = powers and all(angle.is_exact for angle in angles)
    return "1/|Δx|" if is_whole else "1/|Δx|, or of what grows more slowly"


def _angles_of(terms: tuple[Term, ...]) -> list[Germ]:
    """The angles of the sines and cosines of a sum."""
    return [
        scale.wave.trig[1] for scale, _ in terms if scale.wave is not None and scale.wave.trig is not None
    ]


def vanishing(germ: Germ | None, limit: Number, side: Side) -> Iterator[Line]:
    """Why the first term besides the limit tends to 0, where it has an exponential or a logarithm in it.

    Args:
        germ: The expansion of what has the limit.
        limit: The limit.
        side: The side.
    """
    if germ is None:
        return
    moving = germ.minus(constant(limit)) if limit else germ
    if not moving.terms:
        return
    scale, coefficient = moving.terms[0]
    exponent = None if scale.exponent is None else scale.exponent.without_vanishing_lead()
    if exponent is not None and not exponent.terms:  # its terms were proved to cancel later on
        exponent, scale = None, scale._replace(exponent=None)
    if scale.wave is not None or scale.is_plain() or compare(scale, scales.ONE) >= 0:
        return
    shown = germ_text.term(scale, coefficient, side)
    if exponent is not None:
        if compare(exponent.leading()[0], scales.LOG) > 0:
            yield (shown, " tends to 0, for an exponential outweighs every power of ", STEP, ".")
        elif scale.power:
            yield (shown, " tends to 0, for a power of ", STEP, " outweighs an exponential so slow.")
        else:  # e^(−√ln(1/|Δx|)) is larger than every power of Δx
            yield (shown, " tends to 0, however slowly its exponent grows.")
    elif scale.power and scale.logs:
        yield (shown, " tends to 0, for a power of ", STEP, " outweighs every power of a logarithm.")


def squeeze(germ: Germ | None, limit: Number, subject: Formula) -> tuple[Formula, bool] | None:
    """The two bounds that force something that oscillates to the limit.

    Args:
        germ: Its expansion.
        limit: The limit.
        subject: What it is of: the quotient, f(0+Δx).

    Returns:
        `−|Δx| ≤ subject ≤ |Δx|`, and whether it holds wherever f is the expansion, not only near 0; None
        where nothing oscillates.
    """
    if germ is None:
        return None
    moving = germ.minus(constant(limit)) if limit else germ
    if not moving.terms or compare(moving.terms[0][0], scales.ONE) >= 0:
        return None
    try:
        group, rest = moving.leading_group()
    except Undecided:
        return None
    if all(scale.wave is None for scale, _ in moving.terms):
        return None
    size = _sized(germ_text.scale_formula(group[0][0].growth(), 1)[0])
    bound = product(_largest(group, rest), size)
    between = Relation(negative(bound), (("≤", difference(subject, formula(limit))), ("≤", bound)))
    has_logarithms = any(group[0][0].growth().logs)
    return between, rest.is_identically_zero and is_bounded_throughout(moving) and not has_logarithms


def _largest(group: tuple[Term, ...], rest: Germ) -> Formula:
    """A bound of the size of terms of one scale divided by it, with 1 more where others follow."""
    (scale, coefficient), *others = group
    if not others and rest.is_identically_zero and scale.wave is not None and coefficient in (1, -1):
        factor = scale.wave.opaque[0] if scale.wave.opaque else None
        if factor is not None and scale.wave == Wave(opaque=(factor,)) and factor.range.low > 0:
            return germ_text.ends_of(factor)[1]
    bounds = range_of(group)
    most = max(abs(bounds.low), abs(bounds.high))
    return germ_text.outward(most if rest.is_identically_zero else most + 1, 1)


def _sized(size: Formula, *, turned: bool = True) -> Formula:
    """A scale with |Δx| in the place of Δx, and without the sign of a logarithm: it is positive near 0.

    Args:
        size: The scale.
        turned: Whether ln|Δx|, which is negative there, becomes ln(1/|Δx|); in an exponent it may not.
    """
    match size:
        case Symbol() if size == STEP:
            return Bars(STEP)
        case Power(base, exponent):
            return Power(_sized(base, turned=turned), _sized(exponent, turned=False))
        case Product(factors):
            return Product(tuple(_sized(factor, turned=turned) for factor in factors))
        case Quotient(above, below):
            return Quotient(_sized(above, turned=turned), _sized(below, turned=turned))
        case Root(degree, inner):
            return Root(degree, _sized(inner, turned=turned))
        case Sum(terms):
            return Sum(tuple((sign, _sized(term, turned=turned)) for sign, term in terms))
        case Applied("ln", Bars()) if turned:
            return Applied("ln", Quotient(ONE, size.argument))
        case Applied(name, argument) if not isinstance(argument, Bars):
            return Applied(name, _sized(argument, turned=turned))
    return size


def growing(side: OneSide) -> Iterator[Line]:
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


def outweighing(side: OneSide) -> Iterator[Line]:
    """Why a quotient of powers and logarithms grows: what is below its line tends to 0."""
    if side.quotient is None or not side.quotient.terms or not isinstance(side.slope, Infinite):
        return
    scale = side.quotient.terms[0][0]
    if scale.wave is not None or scale.exponent is not None or not scale.logs or not scale.power:
        return
    below = germ_text.scale_formula(scale**-1, side.side)[0]
    yield (below, " tends to 0, for a power of ", STEP, " outweighs every power of a logarithm: with")
    turned = "t = ln(1/|Δx|), |Δx| is e^(−t), and e^(−t) times any power of t tends to 0 as t grows."
    yield (turned,)


def holes(side: OneSide, image: Formula) -> Line:
    """Where f has values on a side, if not at every point near a."""
    if side.values is Values.WITH_HOLES:
        return (image, " has no value at some steps, as near to 0 as you like. Where it has one, ")
    return (image, " was not shown to have a value at every step near 0. Where it has one, ")


def unsettled(
    side: OneSide,
    image: Formula,
    subject: str,
    witnesses: tuple[Witness, ...],
    steady: Container[int] = (),
) -> Iterator[Line]:
    """Why there is no limit where there may be holes: two sequences of steps at which f has values.

    Args:
        side: The side.
        image: f(a+Δx).
        subject: What has no limit.
        witnesses: The sequences.
        steady: The places of those at each step of which it is its limit.
    """
    yield (*holes(side, image), f"{subject} has no limit:")
    if not witnesses:
        yield _by_independence(side.slope if subject == QUOTIENT else side.approach, subject)
    for place, witness in enumerate(witnesses):
        yield sequence(side, witness, subject, throughout=place in steady)


def _by_independence(limit: Limit, subject: str) -> Line:
    """That there are two sequences of steps, at which angles stand near phases (Kronecker)."""
    near = (
        "no sum of whole multiples of the growing angles in f stays bounded, so that there are steps as near "
        "to 0 as you like at which they all stand as near as you like to any phases: along some of these "
    )
    if not isinstance(limit, Oscillating) or limit.low is None or limit.high is None:
        return (f"{near}{subject} stays apart from what it is along others.",)
    low, high = limit_formula(limit.low), limit_formula(limit.high)
    return (f"{near}{subject} tends to ", low, ", along others to ", high, ".")


def sequence(side: OneSide, witness: Witness, subject: str, *, throughout: bool = False) -> Line:
    """Steps along which the oscillation stands still, or comes nearer to a hole, and the limit along them.

    Args:
        side: The side.
        witness: The steps.
        subject: What has the limit: the quotient, f(x).
        throughout: Whether the expansion is f on the whole side, so at the first of the steps as well.
    """
    limit = limit_formula(witness.limit)
    reached: Line = (f"{subject} tends to ", limit, ".")
    if witness.constant:
        reached = (f"{subject} is ", limit, " at each." if throughout else " once n is large enough.")
    phase = witness.phase
    if phase.pinned is not None:
        stands = equal(Expressed(phase.pinned), _turns(formula(phase.pinned_at), "π", 2 * phase.multiple))
        return ("Along the x near the point with ", stands, ", n = 1, 2, 3, …, ", *reached)
    steps = _steps(phase.base, phase.angle) if phase.exact else None
    if steps is None:
        turns = _turns(formula(phase.angle), "π", 2)
        if not phase.exact:
            turns = difference(turns, germ_text.formula(phase.drift.negated(), side.side))
        base = germ_text.formula(witness.phase.base, side.side)
        return ("Along the steps with ", equal(base, turns), ", n = 1, 2, 3, …, ", *reached)
    signed = negative(steps) if side.side < 0 else steps
    return ("Along ", equal(STEP, signed), ", n = 1, 2, 3, …, ", *reached)


def _turns(angle: Formula, unit: str, count: int) -> Formula:
    """angle + count·unit·n."""
    turn = (1 if count > 0 else -1, Symbol(f"{abs(count)}{unit}n"))
    return Sum((turn,)) if angle == ZERO else Sum(((1, angle), turn))


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
        return Quotient(formula(coefficient), _turns(formula(angle), "π", 2))
    common = int(over.q) * int(start.q) // gcd(int(over.q), int(start.q))
    above, rest, count = int(over * common), int(start * common), 2 * common
    shared = gcd(above, rest, count)
    above, rest, count = above // shared, rest // shared, count // shared
    turn = Symbol(f"{count}n" if count > 1 else "n")
    return Quotient(Symbol(str(above)), Sum(((1, turn), (1, Symbol(str(rest))))) if rest else turn)
