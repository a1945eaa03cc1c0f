"""The checker: whether a certificate proves what it claims.

It starts from the expression and the interval, encloses the subject there, and compares: the branches, the
constants taken for 0, the limit, the bound. It never asks how the certificate came about, and it imports
nothing of the engine.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from flint import arb, fmpq

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.certificate import record
from relu_tui.certificate.constants import ZERO, Constant
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.extremes import extremes
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.interval import Budget, Interval, largest
from relu_tui.certificate.ranges import BITS, precision
from relu_tui.certificate.record import WINDOW, Bound, Certificate, Sequence, Values
from relu_tui.certificate.scale_text import read_scale, read_sum
from relu_tui.certificate.scales import compare
from relu_tui.certificate.subject import Enclosed, Question, enclosed, number_at
from relu_tui.certificate.taylor_models import constant, enclosure, parts, subtract

LARGEST_RADIUS = Fraction(64)
SMALLEST_RADIUS = Fraction(1, 2**400)
MOST_ORDER = 24


class Refused(Exception):  # noqa: N818 - an answer, not an error
    """The certificate does not prove its claim; the message says why, in one line."""


def verify(certificate: Certificate, budget: Budget | None = None) -> tuple[str, ...]:
    """Check a certificate.

    Args:
        certificate: What is checked.
        budget: The work that may be done; None for what one certificate may take.

    Returns:
        The constants that it takes for 0 without a proof: what it proves, it proves if they are.

    Raises:
        Refused: It does not prove what it claims.
    """
    try:
        with precision(BITS):
            assumed = _verified(certificate, budget or Budget())
    except Unproved as trouble:
        raise Refused(f"not proved on the whole interval: {trouble}") from None
    except NoValue as trouble:
        raise Refused(f"there is no value: {trouble}") from None
    except (ArithmeticError, RecursionError, ValueError) as trouble:
        raise Refused(f"it can't be computed ({type(trouble).__name__})") from None
    _refuse_unasked(certificate)
    return assumed


def _refuse_unasked(certificate: Certificate) -> None:
    """A claim that its kind does not make was not checked, so none may stand beside what was."""
    kind, bounded = certificate.kind, certificate.kind in (record.FINITE, record.PLUS, record.MINUS)
    unasked = (
        ("a limit", certificate.limit is not None and kind != record.FINITE),
        ("a bound", certificate.bound is not None and not bounded),
        ("a sequence", bool(certificate.sequences) and kind != record.OSCILLATES),
        ("where there are values", certificate.values is not None and not bounded),
        ("a part without a value", certificate.missing is not None and kind != record.UNDEFINED),
        ("a branch", bool(certificate.branches) and kind == record.UNDEFINED),
    )
    for name, is_claimed in unasked:
        if is_claimed:
            raise Refused(f"{name} is claimed besides, which proves nothing of this kind")


def _verified(certificate: Certificate, budget: Budget) -> tuple[str, ...]:
    if not SMALLEST_RADIUS <= certificate.radius <= LARGEST_RADIUS:
        raise Refused("δ₀ must be at most 64 and not below 2^−400")
    if not 1 <= certificate.order <= MOST_ORDER:
        raise Refused(f"the order must be from 1 to {MOST_ORDER}")
    question = _question(certificate, budget)
    if certificate.values is not None:
        return _verified_with_holes(certificate, question, certificate.values)
    try:
        found = enclosed(question, certificate.radius, certificate.order)
    except NoValue as trouble:
        if certificate.kind != record.UNDEFINED:
            raise
        if trouble.missing != certificate.missing:
            raise Refused(f"the part without a value, or where it has none, is another: {trouble}") from None
        return _declared(certificate, set(trouble.assumed))
    except Unproved:
        if certificate.kind != record.OSCILLATES:
            raise
        return _verified_with_gaps(certificate, question)
    if certificate.kind == record.UNDEFINED:
        raise Refused("f has values on the interval")
    _compare_branches(certificate, found)
    if certificate.kind == record.OSCILLATES:
        return _declared(certificate, _check_oscillation(certificate, question) | set(found.interval.assumed))
    return _declared(certificate, _check_limit(certificate, found))


def _verified_with_holes(certificate: Certificate, question: Question, values: Values) -> tuple[str, ...]:
    """A finite or infinite limit along the steps at which the subject has a value.

    The enclosure says something of each step of the interval at which there is a value, and nothing of the
    others: each part is enclosed wherever it has one (`Interval.has_holes`), and a part has one only where
    all that it is made of has. That there are such steps as near to 0 as you like is proved apart, with an
    enclosure that knows no holes, on an interval around each step of a sequence. So a function without values
    near the point, or with values at separate steps only, is refused.
    """
    if certificate.kind not in (record.FINITE, record.PLUS, record.MINUS):
        raise Refused("where there are values is said for a limit alone")
    interval = Interval(certificate.radius, certificate.order, question.budget)
    around = replace(_phase(values.base, values.angle, interval), width=WINDOW)
    assumed = set(enclosed(question, certificate.radius, certificate.order, around).interval.assumed)
    found = enclosed(question, certificate.radius, certificate.order, has_holes=True)
    if not found.interval.were_passed:
        raise Refused("there is a value at each step of the interval, and the claim is made for some alone")
    _compare_branches(certificate, found)
    return _declared(certificate, {*assumed, *interval.assumed, *_check_limit(certificate, found)})


def _check_limit(certificate: Certificate, found: Enclosed) -> set[str]:
    if certificate.kind == record.FINITE:
        _check_finite(certificate, found)
    else:
        _check_infinite(certificate, found)
    return set(found.interval.assumed)


def _verified_with_gaps(certificate: Certificate, question: Question) -> tuple[str, ...]:
    """An oscillation where the subject may have no value at some steps of the interval.

    Two sequences along which it has values, with bounds apart, refute every limit, finite or not, whatever is
    so elsewhere. That it has values on an interval around each of their steps is asked for besides: a subject
    with values at separate steps only, such as sqrt(−sin(1/x)²), is said to have none. No sign is claimed on
    the whole interval, since nothing was proved there.
    """
    if certificate.branches:
        raise Refused("a branch is claimed on an interval on which f may have no value")
    return _declared(certificate, _check_oscillation(certificate, question, WINDOW))


def _declared(certificate: Certificate, assumed: set[str]) -> tuple[str, ...]:
    """The constants taken for 0: the certificate must name each of them, once, and no others."""
    hidden = assumed - set(certificate.assumed)
    if hidden:
        raise Refused(f"a constant is taken for 0 without saying so: {_short(min(hidden))}")
    needless = set(certificate.assumed) - assumed
    if needless:
        raise Refused(
            f"a constant is said to be taken for 0, and nothing rests on it: {_short(min(needless))}"
        )
    if len(certificate.assumed) > len(assumed):
        raise Refused("a constant that is taken for 0 is named twice")
    return tuple(sorted(assumed))


def _question(certificate: Certificate, budget: Budget) -> Question:
    try:
        function, at = parse(certificate.function), parse_point(certificate.at)
    except ExpressionError as trouble:
        raise Refused(f"an expression can't be read: {trouble}") from None
    return Question(function.tree, at.tree, record.SIDES[certificate.side], certificate.subject, budget)


def _compare_branches(certificate: Certificate, found: Enclosed) -> None:
    """Each branch must have the sign that is claimed, and none may be left out."""
    claimed = {(b.part, b.compared): b.sign for b in certificate.branches}
    if len(claimed) < len(certificate.branches):
        raise Refused("a branch is named twice")
    for branch in found.branches:
        sign = claimed.pop((branch.part, branch.compared), None)
        if sign is None:
            raise Refused(f"the branch of {_short(branch.part)} is not named")
        if sign != branch.sign:
            raise Refused(
                f"{_short(branch.compared)} {_SIGNS[branch.sign]} on the whole interval, not {_SIGNS[sign]}"
            )
    if claimed:
        raise Refused(f"there is no branch {_short(next(iter(claimed))[0])} on this side")


LONGEST_SHOWN = 80
"""Characters of one part, in a reason."""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


_SIGNS = {1: "> 0", 0: "= 0", -1: "< 0"}


def _bound(certificate: Certificate) -> Bound:
    if certificate.bound is None:
        raise Refused("there is no bound")
    if certificate.bound.constant < 0:
        raise Refused("the constant of a bound is 0 or more")
    return certificate.bound


def _check_finite(certificate: Certificate, found: Enclosed) -> None:
    """|subject − limit| ≤ constant·scale, where the scale tends to 0 and is increasing."""
    bound, interval = _bound(certificate), found.interval
    limit = _constant(certificate.limit or "", interval)
    infinite, middle, small = parts(found.model)
    if not infinite.terms and (small.rest is None or small.rest[0].growth < 0):
        gap = middle - limit
        if not interval.vanishes(gap):
            raise Refused(f"the limit is {_short(middle.name)}, not {_short(limit.name)}")
    difference = subtract(interval, found.model, constant(limit))
    scale = read_scale(bound.scale, interval)
    if scale.growth != -1:
        raise Refused("the scale of the bound does not tend to 0")
    interval.bound(scale)
    if difference.is_zero:
        return
    mine, total = enclosure(interval, difference)
    if compare(mine, scale) > 0:
        raise Refused(f"the distance from the limit is not held by {_short(bound.scale)}")
    largest_distance = (total.absolute() * interval.relative(mine, scale)).high
    if not largest_distance <= _ball(bound.constant):
        needed = f"{largest_distance.str(6, radius=False)} times {_short(bound.scale)}"
        raise Refused(f"the bound is too small: {_short(str(bound.constant))} where {needed} is needed")


def _check_infinite(certificate: Certificate, found: Enclosed) -> None:
    """|subject| ≥ constant·scale with the sign claimed, where the scale grows past every bound."""
    bound, interval = _bound(certificate), found.interval
    if not bound.constant:
        raise Refused("the constant of a bound from below must not be 0")
    scale = read_scale(bound.scale, interval)
    if scale.growth != 1 or interval.derivative_sign(scale) != -1:
        raise Refused("the scale of the bound does not grow past every number")
    if found.model.is_zero:
        raise Refused("the limit is 0, a number")
    mine, total = enclosure(interval, found.model)
    if mine.growth <= 0:
        raise Refused("it does not grow past every number")
    if total.sign != (1 if certificate.kind == record.PLUS else -1):
        raise Refused("the sign is another, or not the same on the whole interval")
    if compare(mine, scale) < 0:
        raise Refused(f"it does not grow as fast as {_short(bound.scale)}")
    least = total.absolute().low
    if mine != scale:
        least = (least / interval.relative(scale, mine).high).lower()
    if not least >= _ball(bound.constant):
        proved = least.str(6, radius=False)
        raise Refused(f"the bound is too large: {_short(str(bound.constant))} where {proved} is proved")


def _check_oscillation(
    certificate: Certificate, question: Question, width: Fraction | None = None
) -> set[str]:
    """Two sequences of steps, each tending to 0, with bounds that lie apart.

    Where a width is given, there must be values around each step: where the base is within it of the step's.
    """
    if len(certificate.sequences) != 2:
        raise Refused("two sequences are needed")
    low = {s.relation: s.bound for s in certificate.sequences}
    if set(low) != {">=", "<="} or not low[">="] > low["<="]:
        raise Refused("the bounds of the two sequences do not lie apart")
    assumed: set[str] = set()
    for sequence in certificate.sequences:
        assumed |= _check_sequence(certificate, question, sequence, width)
    return assumed


def _check_sequence(
    certificate: Certificate, question: Question, sequence: Sequence, width: Fraction | None
) -> set[str]:
    interval = Interval(certificate.radius, certificate.order, question.budget)
    phase = _phase(sequence.base, sequence.angle, interval)
    assumed: set[str] = set()
    if width is not None:
        around = enclosed(question, certificate.radius, certificate.order, replace(phase, width=width))
        assumed |= set(around.interval.assumed)
    along = enclosed(question, certificate.radius, certificate.order, phase)
    lowest, highest = extremes(along.interval, along.model)
    bound = _ball(sequence.bound)
    steps = f"{_short(sequence.base)} = {_short(sequence.angle)} + 2πn"
    if sequence.relation == ">=" and (lowest is None or not lowest >= bound):
        raise Refused(f"along {steps} it falls below {_short(str(sequence.bound))}")
    if sequence.relation == "<=" and (highest is None or not highest <= bound):
        raise Refused(f"along {steps} it rises above {_short(str(sequence.bound))}")
    return {*assumed, *along.interval.assumed, *interval.assumed}


def _phase(text: str, angle: str, interval: Interval) -> Phase:
    """The steps at which a base, continuous and tending to +∞, is an angle + 2πn: there are such."""
    base = read_sum(text, interval)
    if not base.terms or any(scale.growth != 1 for scale in base.terms):
        raise Refused(f"{_short(text)} does not grow past every number")
    if base.terms[largest(base.terms)].sign != 1:
        raise Refused(f"{_short(text)} tends to −∞: there are no such steps")
    return Phase(base, _constant(angle, interval))


def _constant(text: str, interval: Interval) -> Constant:
    try:
        tree: Numeric = parse_point(text).tree
    except ExpressionError as trouble:
        raise Refused(f"“{_short(text)}” can't be read: {trouble}") from None
    return number_at(tree, ZERO, interval)


def _ball(number: Fraction) -> arb:
    return arb(fmpq(number.numerator, number.denominator))
