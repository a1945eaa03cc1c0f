"""The whole argument of an examination, with the bounds that a quick look certifies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from flint import fmpq

from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.expansion import INVERTED, Expansion
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Undefined, Unknown
from relu_tui.calculus.decision.side_result import OneSide, Values, Witness
from relu_tui.calculus.errors import ExpressionError, NotDefined, Undecided
from relu_tui.calculus.exact.constant import ZERO
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.argument import Section, argue
from relu_tui.calculus.explanation.estimates import Estimate, Estimates, Remainder, SignBound
from relu_tui.calculus.explanation.missing_values import gap
from relu_tui.calculus.explanation.phrases import detailed, keeps_its_sign
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ, compare, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import ONE, Scale
from relu_tui.calculus.language.expression_printing import to_readable, to_text
from relu_tui.calculus.language.form_bounds import is_never_negative
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Conditional,
    Numeric,
    Variable,
    depends_on_x,
    nodes,
)
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.side import Side
from relu_tui.certificate import record
from relu_tui.certificate.epsilon import lower_bound, question_of
from relu_tui.certificate.interval import Budget
from relu_tui.certificate.record import Certificate
from relu_tui.certificate.steady import value_at_each_step
from relu_tui.certificate.subject import value_of
from relu_tui.lesson.certificates import QUICK, agrees, certified, kept
from relu_tui.lesson.lesson import examined
from relu_tui.lesson.taylor_reasons import functions_expanded, resolved

POWER = re.compile(r"x(?:\*\*(\d+))?")
"""A scale that is a whole power."""

LONGEST_SUM = 50
"""Characters of a finite sum that is shown whole, where a line shows fewer terms as a rule."""

STEP = Variable()

STEPPING = ("sign", "floor", "ceil")
"""Functions whose value is what a branch is."""


@shareable(16)  # a page is painted anew for every line that it is scrolled by
def argument(function: str, at: str) -> tuple[Section, ...]:
    """The same of f at a, kept; raises `ExpressionError` as `examine` does."""
    return argued(examined(function, at))


def argued(examination: Examination) -> tuple[Section, ...]:
    """The whole argument, with the bounds that a quick look certifies."""
    return argue(examination, estimated(examination))


def estimated(examination: Examination) -> Estimates:
    """The bounds that a quick look certifies.

    Two sequences may be certified where nothing is known of the steps between them, so an oscillation gives
    the argument no interval.
    """
    bounds = {
        (Side[side.upper()], subject): _estimate(certificate)
        for (side, subject), certificate in certified(examination, QUICK).certificates.items()
        if not certificate.assumed and certificate.kind != record.OSCILLATES and _throughout(certificate)
    }
    intervals: dict[Side, Fraction] = {}
    remainders: dict[Side, Remainder] = {}
    signs: dict[tuple[Side, str], SignBound] = {}
    for side in (examination.left, examination.right):
        if isinstance(side.approach, Undefined):
            of_gap = dict(_of_gap(examination, side.side))
            signs.update(of_gap)
            if (side.side, "f") in bounds:
                whole = bounds[side.side, "f"]
                least = min((whole.radius, *(bound.estimate.radius for bound in of_gap.values())))
                bounds[side.side, "f"] = replace(whole, radius=least)
            continue
        if isinstance(side.approach, Unknown) or side.germ is None or side.values is not Values.THROUGHOUT:
            continue
        shown = detailed(examination, side)
        found = bounds.get((side.side, "f")) or bounds.get((side.side, "quotient"))
        here = {
            to_readable(choice.subject): _sign(examination, side.side, choice) for choice in shown.choices
        }
        signs.update({(side.side, text): bound for text, bound in here.items() if bound is not None})
        radii = [
            _radius(examination, side.side, choice, here[to_readable(choice.subject)])
            for choice in shown.choices
        ]
        radii += _up_to_a_turn(examination, side.side)
        known = [radius for radius in radii if radius is not None]
        piece = examination.function.tree
        if shown.choices and len(known) == len(radii):
            piece = resolved(piece, shown.choices)
            bounds.update(_of_quotient(examination, shown, piece, min(known), bounds))
        rest = _remainder(examination, shown, piece) or _by_quotient(examination, shown, piece, bounds)
        if rest is not None:
            remainders[side.side] = _within(rest, known)
        if found is not None and len(known) == len(radii):
            also = [bounds[key].radius for key in ((side.side, "quotient"),) if key in bounds]
            also += [remainders[side.side].estimate.radius] if rest is not None else []
            intervals[side.side] = least = min((found.radius, *known, *also))
            for key, bound in bounds.items():
                if key == (side.side, "quotient"):
                    bounds[key] = replace(bound, radius=min(bound.radius, least))
    steady = frozenset(
        (side.side, subject, place)
        for side in (examination.left, examination.right)
        for subject, sequences in (("f", side.turns), ("quotient", side.witnesses))
        for place, witness in enumerate(sequences)
        if _is_steady(examination, side.side, subject, witness)
    )
    return Estimates(bounds, intervals, remainders, signs, steady)


def _is_steady(examination: Examination, side: Side, subject: str, witness: Witness) -> bool:
    """Whether it is certified that f, or its quotient, is one number at each step of a sequence.

    It is then the limit along it, whatever is so of other steps.
    """
    phase = witness.phase
    if not (witness.constant and phase.exact and phase.pinned is None):
        return False
    angle = germ_text.write(constant(phase.angle), Side.RIGHT, 1)
    base = germ_text.write(phase.base, Side.RIGHT, len(phase.base.terms))
    if "…" in f"{base}{angle}" or not phase.base.is_exact:
        return False
    size = base.replace("|Δx|", "Δx").replace("Δx", "x").replace("lnx", "ln(x)")
    name = side.name.lower()
    asked = question_of(examination.function.text, examination.at.text, name, subject)
    question = replace(asked, budget=Budget(QUICK))
    return value_at_each_step(question, size, angle) is not None


def _of_gap(examination: Examination, side: Side) -> Iterator[tuple[tuple[Side, str], SignBound]]:
    """The bound under which it is plain that f has no value on a side."""
    found = gap(examination, side)
    bound = _sign(examination, side, found.cause) if found is not None and found.cause.sign else None
    if found is not None and bound is not None:
        yield (side, to_readable(found.cause.subject)), bound


def _within(rest: Remainder, radii: list[Fraction]) -> Remainder:
    """The same on an interval on which f has the branches that were taken for it."""
    return replace(rest, estimate=replace(rest.estimate, radius=min((rest.estimate.radius, *radii))))


def _of_quotient(
    examination: Examination,
    side: OneSide,
    piece: Numeric,
    radius: Fraction,
    known: Mapping[tuple[Side, str], Estimate],
) -> Iterator[tuple[tuple[Side, str], Estimate]]:
    """What is certified of the quotient of what f is on a side, where nothing is of that of f itself."""
    key = side.side, "quotient"
    if key in known or not isinstance(side.slope, Finite) or not isinstance(examination.value, Finite):
        return
    value = germ_text.write(constant(examination.value.number), side.side, 1)
    text = f"(({to_text(piece)}) - ({value}))/(x - ({examination.at.text}))"
    made = _certified(text, examination, side.side) if "…" not in value else None
    if made is not None and agrees(made, side.slope):
        found = _estimate(made)
        yield key, replace(found, radius=min(found.radius, radius))


def _throughout(certificate: Certificate) -> bool:
    """Whether what it says is said of each step of the interval."""
    if certificate.values is not None:
        return False
    return certificate.missing is None or certificate.missing.where == record.THROUGHOUT


def _estimate(certificate: Certificate) -> Estimate:
    bound = certificate.bound
    signs = tuple(_signs(certificate))
    if bound is None:
        return Estimate(certificate.radius, signs=signs)
    return Estimate(certificate.radius, bound.constant, parse(bound.scale).tree, signs)


def _signs(certificate: Certificate) -> Iterator[tuple[Numeric, Numeric, int]]:
    """The branches of functions; those of conditions are told with the conditions."""
    for branch in certificate.branches:
        with suppress(ExpressionError):  # a condition is no function
            yield _tree(branch.part), _tree(branch.compared), branch.sign


@lru_cache(maxsize=256)
def _tree(text: str) -> Numeric:
    """A part of f that a certificate names, read once: those of both sides name the same ones."""
    return parse(text).tree


def _sign(examination: Examination, side: Side, choice: Choice) -> SignBound | None:
    """What picks a branch as Δx^k·(c + S) with a bound on S; None where it needs none, or none is known."""
    germ = choice.germ
    picks = choice.sign or (isinstance(choice.node, Call) and choice.node.name == "sign")
    if isinstance(choice.node, Conditional) or not picks or not germ.terms or keeps_its_sign(germ):
        return None
    power = germ.terms[0][0].power
    if not isinstance(power, int) or power < 0 or not all(scale.is_plain() for scale, _ in germ.terms):
        return None
    over = f"/(x - ({examination.at.text}))**{power}" if power else ""
    made = _certified(f"({to_text(choice.subject)}){over}", examination, side)
    if made is None or made.bound is None or not made.bound.constant or made.limit is None:
        return None
    scale = POWER.fullmatch(made.bound.scale)
    limit = value_of(made.limit)
    least = max(lower_bound(limit), lower_bound(-limit))
    if scale is None or not least:
        return None
    radius = made.radius
    while made.bound.constant * radius ** int(scale[1] or 1) >= least:
        radius /= 2
    terms = germ.scaled(fmpq(int(side) ** power), Scale(-power))
    return SignBound(power, terms, replace(_estimate(made), radius=radius))


def _radius(examination: Examination, side: Side, choice: Choice, bound: SignBound | None) -> Fraction | None:
    """Up to where a branch is certified to be the one that is taken; None where it isn't.

    It is where sign(subject), or the step itself, is certified to be a constant: a bound of 0 on its
    distance to the limit. The certificate of f alone does not say so: it may have bounded a maximum by
    both of its parts.
    """
    node, subject = choice.node, choice.subject
    by_form = isinstance(node, Call) and node.name == "abs" and is_never_negative(node.arguments[0])
    if isinstance(node, Conditional) or by_form or keeps_its_sign(choice.germ) or not depends_on_x(subject):
        return Fraction(1)  # told with its comparisons; so by its form; by the sign of Δx; a constant
    if bound is not None:
        return bound.estimate.radius
    step = isinstance(node, Call) and node.name in STEPPING
    text = to_text(node) if step else f"sign({to_text(subject)})"
    made = _certified(text, examination, side)
    return made.radius if made is not None and made.bound is not None and not made.bound.constant else None


def _up_to_a_turn(examination: Examination, side: Side) -> Iterator[Fraction | None]:
    """Up to where the arccosine of a cosine, and the like, is certified to be the angle it is near a."""
    for node in dict.fromkeys(nodes(examination.function.tree)):
        match node:
            case Call("asin" | "acos" | "atan" as name, (Call(inner, (angle,)),)) if INVERTED[
                name
            ] == inner and depends_on_x(angle):
                u = to_text(angle)
                turns = f"sign(sin({u}))" if name == "acos" else f"floor(({u})/pi + 1/2)"
                made = _certified(turns, examination, side)
                is_one = made is not None and made.bound is not None and not made.bound.constant
                yield made.radius if made is not None and is_one else None


def _certified(text: str, examination: Examination, side: Side) -> Certificate | None:
    with suppress(ExpressionError):
        made = kept(text, examination.at.text, side.name.lower(), "f", QUICK)
        return made if made is not None and made.kind == record.FINITE and not made.assumed else None
    return None


def _remainder(examination: Examination, side: OneSide, piece: Numeric) -> Remainder | None:
    """As many terms of f as a line shows, or fewer, with a certified bound on what they leave over.

    The terms are written as an expression P, and f − P is certified to tend to 0 as its bound does. Whatever
    way P was read, the bound must be of a smaller order than the last term of P, so that it says more
    than "…" does.
    """
    germ = side.germ
    if germ is None or (germ.is_exact and len(germ.terms) <= germ_text.MOST_TERMS):
        return None
    if germ.is_exact and len(germ_text.write(germ, side.side, len(germ.terms))) <= LONGEST_SUM:
        return Remainder(germ, Estimate(Fraction(1), Fraction(0), STEP))
    shown = germ.resolved().terms[: germ_text.MOST_TERMS]
    for count in range(len(shown), 0, -1):
        terms = Germ(shown[:count])
        text = _text(examination, terms, side.side)
        for estimate in _estimates(examination, piece, text, side.side, shown[count - 1][0]) if text else ():
            if _is_smaller(estimate, shown[count - 1][0], side):
                return Remainder(terms, estimate, functions_expanded(piece, examination.point, side.side))
    return None


def _by_quotient(
    examination: Examination, side: OneSide, piece: Numeric, known: Mapping[tuple[Side, str], Estimate]
) -> Remainder | None:
    """f(a) + L·Δx and R, where no longer sum is bounded: |quotient − L| ≤ b is |R| ≤ b·|Δx|."""
    germ, found = side.germ, known.get((side.side, "quotient"))
    if found is None or found.constant is None or found.scale is None or germ is None:
        return None
    if not (isinstance(side.slope, Finite) and isinstance(examination.value, Finite)):
        return None
    if (germ.is_exact and len(germ.terms) <= germ_text.MOST_TERMS) or any(s.wave for s, _ in germ.terms):
        return None
    line = constant(side.slope.number).scaled(fmpq(side.side), Scale(1))
    terms = constant(examination.value.number).plus(line)
    functions = functions_expanded(piece, examination.point, side.side)
    return Remainder(terms, replace(found, scale=_times_step(found.scale)), functions)


def _times_step(scale: Numeric) -> Numeric:
    """x·scale."""
    text = to_text(scale)
    whole = POWER.fullmatch(text)
    if whole is not None:
        return parse(f"x**{int(whole[1] or 1) + 1}").tree
    return parse(text.removesuffix("/x")).tree if text.endswith("/x") else Binary("*", STEP, scale)


def _estimates(
    examination: Examination, piece: Numeric, text: str, side: Side, last: Scale
) -> Iterator[Estimate]:
    """Of f − P; where that says too little, of (f − P)/Δxᵏ, with Δxᵏ the last term of P."""
    rest = f"({to_text(piece)}) - ({text})"
    made = _certified(rest, examination, side)
    if made is not None and made.limit == "0":
        yield _estimate(made)
    power = last.power
    if last.is_plain() and isinstance(power, int) and power > 0:
        made = _certified(f"({rest})/(x - ({examination.at.text}))**{power}", examination, side)
        if made is not None and made.limit == "0" and made.bound is not None:
            more = POWER.fullmatch(made.bound.scale)
            if more is not None:
                tree = parse(f"x**{int(more[1] or 1) + power}").tree
                yield replace(_estimate(made), scale=tree)


def _text(examination: Examination, terms: Germ, side: Side) -> str:
    """The terms as an expression in x; nothing where they can't be written so."""
    if any(scale.wave is not None and scale.wave.opaque for scale, _ in terms.terms):
        return ""
    text = germ_text.write(terms, side, len(terms.terms))
    return "" if "…" in text else text.replace("Δx", f"(x - ({examination.at.text}))")


def _is_smaller(estimate: Estimate, last: Scale, side: OneSide) -> bool:
    """Whether a bound is of a smaller order than a term, and shows the limit of the quotient."""
    if estimate.scale is None:
        return False
    if not estimate.constant:
        return True
    try:
        size, _ = Expansion(ZERO, Side.RIGHT, Setting(2)).germ(estimate.scale).resolved().leading()
        if compare(size, last.growth()) >= 0:
            return False
    except (NotDefined, Undecided):
        return False
    needed = Scale(1) if isinstance(side.slope, Finite) else ONE
    return isinstance(side.slope, Infinite) or compare(size, needed) < 0
