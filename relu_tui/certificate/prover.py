"""Making a certificate: which interval, how many terms, which bound, which sequences.

Only looking is done here. Whatever is found is what `checker` finds again, or refuses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from flint import arb, fmpq

from relu_tui.calculus.errors import ExpressionError, without_frames
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.certificate import record
from relu_tui.certificate.constants import PI, Constant
from relu_tui.certificate.errors import Exhausted, NoValue, TooShort, TooWide, Unproved
from relu_tui.certificate.extremes import extremes
from relu_tui.certificate.functions.phases import Phase, ratio
from relu_tui.certificate.interval import MOST_WORK, Budget, largest
from relu_tui.certificate.ranges import BITS, precision
from relu_tui.certificate.record import WINDOW, Bound, Certificate, Sequence, Sign, Values
from relu_tui.certificate.scale_text import scale_text, sum_text
from relu_tui.certificate.short_fractions import above, below
from relu_tui.certificate.subject import Enclosed, Question, enclosed, value_of
from relu_tui.certificate.taylor_models import Model, constant, enclosure, lead, parts, scaled, subtract

ORDERS = (3, 6, 10, 18)
"""Terms of a Taylor polynomial, in turn."""

RADII = tuple(Fraction(1, 2**n) for n in (0, 2, 4, 8, 14, 26, 50, 120, 300))
"""Intervals, in turn."""

DEEPER = 4
"""The interval tried where the longest polynomials on a larger one are still too short."""

LARGEST_CONSTANT = 10
"""Of a bound from above; where it is larger, a smaller interval may need less."""

ANGLES: tuple[Constant, ...] = tuple(
    PI.times(fmpq(n, 120))
    for n in (60, 180, 0, 120, 30, 90, 150, 210, 40, 80, 160, 200, 20, 10, 140, 125, 115, 22, 218, 36, 50)
)
"""Where two sequences are looked for: where a sine turns or is 0, then between."""

MIRRORED = tuple(PI.times(2) - angle if not angle.is_zero else angle for angle in ANGLES)

MOST_BASES = 3

WITH_GAPS = (RADII[0], RADII[2], RADII[4], RADII[6])
"""Intervals tried for two sequences where the subject may have no value at some steps."""

ORDER_WITH_GAPS = 6

WITH_HOLES = (RADII[0], RADII[2], RADII[4], RADII[6])
"""Intervals tried for a limit along the steps with a value."""

ORDERS_WITH_HOLES = (3, 10)


def certify(
    function: str, at: str, side: str, subject: str = "quotient", work: int = MOST_WORK
) -> Certificate | None:
    """A certificate of what f or its difference quotient tends to on one side, or None where none was found.

    Args:
        function: f, as an expression in x.
        at: a, as an expression without x.
        side: `left` or `right`.
        subject: `f` or `quotient`.
        work: Products of terms that may be made; a small number answers at once, and finds less.

    Raises:
        ExpressionError: One of the two can't be read.
    """
    question = Question(parse(function).tree, parse_point(at).tree, record.SIDES[side], subject, Budget(work))
    blank = Certificate(_printable(function), _printable(at), side, subject, record.FINITE)
    order, radius = 0, 0
    best: Certificate | None = None
    met: list[Model] = []
    while radius < len(RADII) and order < len(ORDERS):
        try:
            made = _attempt(replace(blank, radius=RADII[radius], order=ORDERS[order]), question, met)
            if best is not None and _constant(made) * 2 > _constant(best):
                break
            best = made
            if _constant(made) < LARGEST_CONSTANT:
                break
            radius += 1
        except TooWide:
            radius += 1
        except TooShort:
            order += 1
            if order == len(ORDERS) and radius < DEEPER:  # a margin that a smaller interval has
                order, radius = 0, DEEPER
        except (ArithmeticError, RecursionError, ValueError):  # not proved, or out of arb's reach
            break
    if best is not None:
        return best
    return _with_holes(blank, question, tuple(met)) or _with_gaps(blank, question, tuple(met))


def _printable(text: str) -> str:
    """An expression as it can be written into a certificate: without characters that are not seen."""
    return text if text.isprintable() else "".join(c for c in " ".join(text.split()) if c.isprintable())


def _with_holes(blank: Certificate, question: Question, angles: tuple[Model, ...]) -> Certificate | None:
    """A limit along the steps at which the subject has a value, where it has holes."""
    for radius in WITH_HOLES if angles else ():
        for order in ORDERS_WITH_HOLES:
            trial = replace(blank, radius=radius, order=order)
            try:
                found = enclosed(question, radius, order, has_holes=True)
                if not found.interval.were_passed:  # there are none: it was looked for already
                    return None
                with precision(BITS):
                    made = _limit(trial, found)
                if made is None:
                    continue
                _refuse_unwritable(made)
                return _with_values(_on_interval(made, found), question, found.angles)
            except (TooShort, TooWide):
                continue
            except (ArithmeticError, RecursionError, ValueError):
                return None
    return None


def _with_values(made: Certificate, question: Question, angles: tuple[Model, ...]) -> Certificate | None:
    """It with steps around which there are values, or None where none are found."""
    for base, turned in _bases(angles)[:MOST_BASES]:
        for angle in turned:
            phase = Phase(base, angle, WINDOW)
            try:
                around = enclosed(question, made.radius, made.order, phase)
            except Exhausted:
                raise
            except (Unproved, NoValue):
                continue
            values = Values(sum_text(dict(base.terms)), angle.name)
            assumed = tuple(sorted({*made.assumed, *around.interval.assumed}))
            return replace(made, values=values, assumed=assumed)
    return None


def _with_gaps(blank: Certificate, question: Question, angles: tuple[Model, ...]) -> Certificate | None:
    """Two sequences apart where the whole interval is not enclosed: there may be poles and holes in it."""
    for radius in WITH_GAPS if angles else ():
        try:
            with precision(BITS):
                trial = replace(blank, radius=radius, order=ORDER_WITH_GAPS)
                made = _oscillation(trial, question, angles, WINDOW)
            if made is not None:
                _refuse_unwritable(made)
                return _with_branches(made, question)
        except (TooShort, TooWide):
            continue
        except (ArithmeticError, RecursionError, ValueError):
            return None
    return None


def _with_branches(made: Certificate, question: Question) -> Certificate:
    """It with the branches of the interval, where that is enclosed after all: the checker asks for them then.

    Raises:
        Exhausted: It is not known whether the interval is enclosed.
    """
    try:
        found = enclosed(question, made.radius, made.order)
    except Exhausted:
        raise
    except Unproved:
        return made
    return _on_interval(made, found)


def _constant(certificate: Certificate) -> Fraction:
    return certificate.bound.constant if certificate.bound and certificate.limit else Fraction(0)


def _attempt(blank: Certificate, question: Question, met: list[Model]) -> Certificate:
    try:
        found = enclosed(question, blank.radius, blank.order, met=met)
    except NoValue as trouble:
        return replace(blank, kind=record.UNDEFINED, missing=trouble.missing, assumed=trouble.assumed)
    with precision(BITS):
        made = _limit(blank, found) or _oscillation(blank, question, found.angles)
    if made is None:
        raise TooShort("the terms kept cancel")
    _refuse_unwritable(made)
    return _on_interval(made, found)


def _on_interval(made: Certificate, found: Enclosed) -> Certificate:
    """It with the branches taken, and the constants taken for 0, on the whole interval."""
    signs = tuple(Sign(b.part, b.compared, b.sign) for b in found.branches)
    return replace(made, branches=signs, assumed=tuple(sorted({*found.interval.assumed, *made.assumed})))


def _refuse_unwritable(certificate: Certificate) -> None:
    """Make sure that what is written can be read again.

    Raises:
        Unproved: A part is too long or too deep for the language, or the limit is another constant then.
    """
    texts = [certificate.limit, certificate.bound.scale if certificate.bound else None]
    texts += [text for sequence in certificate.sequences for text in (sequence.base, sequence.angle)]
    try:
        for text in texts:
            if text is not None:
                parse(text)
    except ExpressionError as trouble:
        raise Unproved(f"it can't be written: {trouble}") from None


def _refuse_ambiguous(limit: Constant) -> None:
    """Make sure that a limit is the same constant, term by term, when it is read again."""
    if limit.rational is not None:
        return
    try:
        again = value_of(limit.name)
    except (ExpressionError, NoValue) as trouble:
        raise Unproved(f"it can't be written: {trouble}") from None
    if again != limit:
        raise Unproved("the limit is not written in one way")


def _limit(blank: Certificate, found: Enclosed) -> Certificate | None:
    """Finite or infinite, or None where a wave is in the way."""
    interval, model = found.interval, found.model
    infinite, middle, small = parts(model)
    if not infinite.terms and (small.rest is None or small.rest[0].growth < 0):
        limit = middle
        _refuse_ambiguous(limit)
        difference = subtract(interval, model, constant(limit))
        finite = replace(blank, limit=limit.name)
        if difference.is_zero:
            return replace(finite, bound=Bound(Fraction(0), "x"))
        scale, total = enclosure(interval, difference)
        interval.bound(scale)
        return replace(finite, bound=Bound(above(total.magnitude), scale_text(scale)))
    if model.is_zero or (lead(model) is None and enclosure(interval, model)[1].sign is None):
        return None
    scale, total = enclosure(interval, model)
    if scale.growth <= 0:
        return None
    if total.sign is None or interval.derivative_sign(scale) != -1:
        raise TooWide("a sign is not the same on the whole interval")
    kind = record.PLUS if total.sign > 0 else record.MINUS
    return replace(blank, kind=kind, bound=Bound(below(total.absolute().low), scale_text(scale)))


@dataclass(frozen=True)
class _Along:
    """What was found along one sequence: bounds of the subject, or None where there are none."""

    base: Model
    angle: Constant
    low: arb | None
    high: arb | None
    assumed: tuple[str, ...]


def _oscillation(
    blank: Certificate, question: Question, angles: tuple[Model, ...], width: Fraction | None = None
) -> Certificate | None:
    """Two sequences apart, or None; where a width is given, with values around each step."""
    trouble: Unproved | None = None
    for base, turned in _bases(angles)[:MOST_BASES]:
        seen: list[_Along] = []
        for angle in turned:
            try:
                seen.append(_along(blank, question, Phase(base, angle), width))
            except (TooShort, TooWide) as reason:
                trouble = without_frames(reason)
                continue
            except (Unproved, NoValue):
                continue
            pair = _apart(seen)
            if pair is not None and (len(seen) >= 4 or angle is turned[-1]):
                return _apart_certificate(blank, *pair)
        pair = _apart(seen)
        if pair is not None:
            return _apart_certificate(blank, *pair)
    if trouble is not None:
        raise trouble
    return None


def _along(blank: Certificate, question: Question, phase: Phase, width: Fraction | None) -> _Along:
    assumed: set[str] = set()
    if width is not None:
        around = enclosed(question, blank.radius, blank.order, replace(phase, width=width))
        assumed |= set(around.interval.assumed)
    along = enclosed(question, blank.radius, blank.order, phase)
    low, high = extremes(along.interval, along.model)
    return _Along(phase.base, phase.angle, low, high, (*assumed, *along.interval.assumed))


def _apart(seen: list[_Along]) -> tuple[_Along, _Along] | None:
    """The sequence along which the subject stays highest, and that along which it stays lowest, if apart."""
    tops = [along for along in seen if along.low is not None]
    bottoms = [along for along in seen if along.high is not None]
    best: tuple[_Along, _Along] | None = None
    for top in tops:
        for bottom in bottoms:
            if top.low is None or bottom.high is None or not top.low > bottom.high:
                continue
            if best is None or _gap(top, bottom) > _gap(*best):
                best = top, bottom
    return best


def _gap(top: _Along, bottom: _Along) -> arb:
    assert top.low is not None and bottom.high is not None  # noqa: S101, PT018 - chosen so
    return (top.low - bottom.high).lower()


def _apart_certificate(blank: Certificate, top: _Along, bottom: _Along) -> Certificate | None:
    assert top.low is not None and bottom.high is not None  # noqa: S101, PT018 - chosen so
    low, high = below(top.low), above(bottom.high)
    if not low > high:
        low, high = below(top.low, _gap(top, bottom)), above(bottom.high, _gap(top, bottom))
    sequences = tuple(
        Sequence(sum_text(dict(along.base.terms)), along.angle.name, relation, bound)
        for along, relation, bound in ((top, ">=", low), (bottom, "<=", high))
    )
    assumed = tuple(sorted({*top.assumed, *bottom.assumed}))
    return replace(blank, kind=record.OSCILLATES, sequences=sequences, assumed=assumed)


def _bases(angles: tuple[Model, ...]) -> list[tuple[Model, tuple[Constant, ...]]]:
    """Growing sums of which every angle is a whole multiple, one for each group of proportional ones.

    With each, the angles at which to look along it: those at which the first angle with a constant beside it
    is a quarter turn, then the usual ones; left of the point those right of it, mirrored.
    """
    groups: list[tuple[Model, list[fmpq], list[Model]]] = []
    for angle in angles:
        infinite = parts(angle)[0]
        for first, ratios, members in groups:
            proportion = ratio(infinite, first)
            if proportion is not None:
                ratios.append(proportion)
                members.append(angle)
                break
        else:
            groups.append((infinite, [fmpq(1)], [angle]))
    result: list[tuple[Model, tuple[Constant, ...]]] = []
    for first, ratios, members in groups:
        base = scaled(first, fmpq(1, lcm(*(int(r.q) for r in ratios))))
        usual = ANGLES
        if base.terms[largest(base.terms)].sign == -1:
            base, usual = scaled(base, -1), MIRRORED
        result.append((base, (*_turned(base, members), *usual)))
    return result


def _turned(base: Model, angles: list[Model]) -> tuple[Constant, ...]:
    """Where k·base + m is a quarter turn, for the first of the angles with an m that is not 0."""
    for angle in angles:
        infinite, middle, _ = parts(angle)
        multiple = None if middle.is_zero else ratio(infinite, base)
        if multiple is not None:
            return tuple((quarter - middle).times(1 / multiple) for quarter in ANGLES[:4])
    return ()
