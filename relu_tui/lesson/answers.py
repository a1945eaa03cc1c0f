"""The answers to questions beside the lesson's own, as lines for the screen and for the command line."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.decision.limit_proof import EndLimit
from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.constant_printing import digits
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.explanation.phrases import point_text
from relu_tui.calculus.language.formula import Applied, Expressed, Relation, Symbol, equal
from relu_tui.calculus.language.printing import shown, shown_node
from relu_tui.calculus.questions.function_limit import FunctionLimit, examine_limit
from relu_tui.calculus.questions.higher_derivatives import NAMES, Higher, examine_higher
from relu_tui.calculus.questions.points import Point, Points, rough_points
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.status import Basis
from relu_tui.certificate import record
from relu_tui.certificate.record import Certificate
from relu_tui.lesson.certificate_words import SIZE, bounds, interval_of, rational
from relu_tui.lesson.certificates import QUICK
from relu_tui.lesson.certified_limits import CertifiedLimit, certified_limit
from relu_tui.lesson.condition_lines import condition_lines
from relu_tui.lesson.lesson import Lesson, examined, parsed
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.rough_points import next_rough, number_text, place_text
from relu_tui.lesson.transitions import move_to
from relu_tui.lesson.words import GLYPHS

LIMIT_NAMES = {
    "defined": "f has values near {a}",
    "left_limit": "limit from the left",
    "right_limit": "limit from the right",
    "equal": "the two are equal",
    "value": "and equal to f({a})",
    "limit": "the limit exists",
}
"""The conditions of a limit of f, in a few words."""

LONGEST_DERIVATIVE = 60
"""Characters of a derivative that is written out."""

LONG_DENOMINATOR = 10**6
"""Of an end of an interval that is told as a decimal."""

MOST_UNCOVERED = 5
"""Intervals not covered that are told one by one."""

AROUND = 10
"""How far from the point the screen looks for points at which f is not differentiable."""


def limit_lines(certified: CertifiedLimit) -> list[str]:
    """The checklist of a limit of f with what was certified, the answer, and what would mend a hole."""
    found = certified.limit
    target = shown(found.target)
    lines = [f"f(x) = {shown_node(found.proof.function.tree)}   as x → {target}", ""]
    parts = zip(found.conditions, certified.bases, strict=True)
    for number, (condition, basis) in enumerate(parts, start=1):
        name = LIMIT_NAMES[condition.id].format(a=target)
        mark = ", certified" if basis is Basis.CERTIFIED else ""
        lines.append(f"{GLYPHS[condition.status]} {number} {name:<36} {condition.status}{mark}")
        lines.append(f"    {condition.reason}")
        made = certified.sides.get(condition.id)
        if made is not None:
            lines.append(f"    {_certified(found, made)}.")
    return [*lines, "", found.verdict, *([found.repair] if found.repair else [])]


def _certified(found: FunctionLimit, certificate: Certificate) -> str:
    """What a certificate says, on its interval: 0 < h ≤ δ₀ at a point, x ≥ N as x → +∞."""
    where, size = shown(interval_of(certificate)), "|Δx|"
    how = "within" if certificate.kind == record.OSCILLATES and not certificate.branches else "throughout"
    said = bounds(certificate)
    if certificate.values is not None:
        said[0] = f"wherever f has a value, {said[0]}"
    if isinstance(found.proof, EndLimit):
        least = 1 / certificate.radius
        sign = "≥" if found.proof.horizon > 0 else "≤"
        where = shown(Relation(Symbol("x"), ((sign, rational(least * int(found.proof.horizon))),)))
        size = "1/|x|"
    return f"Certified {how} {where}, with {SIZE} = {size}: {'; '.join(said)}"


def derivative_lines(found: Higher) -> list[str]:
    """For each derivative on the way: is what comes before it differentiable there, and why."""
    at = point_text(found.steps[0])
    lines: list[str] = []
    for name, step in zip(NAMES, found.steps, strict=False):
        formula = shown_node(step.function.tree)
        is_short = len(formula) <= LONGEST_DERIVATIVE or name == "f"
        image = Applied(name, Symbol("x"))
        named = shown(equal(image, Expressed(step.function.tree)) if is_short else Symbol(name))
        bases = [condition.basis for condition in step.conditions]
        lines += [f"{named}   at x = {at}", "", *condition_lines(step, bases), ""]
    if len(found.steps) > 1 and found.continuous_derivative is not None:
        lines.append(f"f′ is {'' if found.continuous_derivative else 'not '}continuous at {at}.")
    return [*lines, found.verdict]


def _end_text(end: Fraction) -> str:
    """An end of an interval: one that stands for an irrational number is a decimal."""
    return number_text(str(end)) if end.denominator < LONG_DENOMINATOR else digits(exactly(end), 20)


def points_lines(found: Points) -> list[str]:
    """A line for each point at which f is not differentiable, then what is known of the rest."""
    ends = f"from {_end_text(found.start)} to {_end_text(found.end)}"
    lines = [f"f(x) = {shown_node(found.function.tree)}   {ends}", ""]
    cells = [(f"x = {place_text(point)}", _kind(point), point.reason) for point in found.rough]
    widths = [max((len(row[column]) for row in cells), default=0) for column in range(2)]
    lines += [f"{place:<{widths[0]}}   {kind:<{widths[1]}}   {reason}" for place, kind, reason in cells]
    if not cells:
        lines.append("No point was found at which f is not differentiable.")
    smooth = [point for point in found.points if point.differentiable]
    if smooth:
        places = ", ".join(place_text(point) for point in smooth)
        lines.append(f"At {places} a part of f breaks, and f is differentiable all the same.")
    return [*lines, "", *_rest(found)]


@shareable(8)
def limits_of_f(function: str, at: str) -> tuple[CertifiedLimit, ...]:
    """The limits of f at a, and as x → ±∞, with what a quick look certifies; raises as `examine_limit`."""
    expression = parsed(function)
    return tuple(
        certified_limit(examine_limit(expression, where), QUICK) for where in (parsed(at), "inf", "-inf")
    )


@shareable(8)
def third_derivative(function: str, at: str) -> Higher:
    """What is proved of f″ and f‴ at a; raises as `examine_higher`."""
    return examine_higher(parsed(function), parsed(at), 3)


@shareable(8)
def points_around(function: str, at: str) -> Points:
    """The points near a at which f is not differentiable; raises as `rough_points`."""
    middle = Fraction(round(_near(function, at)))
    return rough_points(parsed(function), middle - AROUND, middle + AROUND)


def to_next_rough(lesson: Lesson, direction: int) -> Reply:
    """Move to the nearest point on one side at which f is not differentiable, or say why not."""
    place, why_not = next_rough(lesson.function, _near(lesson.function, lesson.at), direction)
    return Reply(move_to(lesson, place)) if place else Reply(lesson, why_not)


def _near(function: str, at: str) -> float:
    return as_float(examined(function, at).point)


def _rest(found: Points) -> list[str]:
    lines = [f"f has no values between {number_text(a)} and {number_text(b)}." for a, b in found.gaps]
    if found.complete:
        return [*lines, "At every other point where f has values it is differentiable."]
    for low, high in found.uncovered[:MOST_UNCOVERED]:
        lines.append(f"Not covered: from {digits(exactly(low), 6)} to {digits(exactly(high), 6)}.")
    if len(found.uncovered) > MOST_UNCOVERED:
        lines.append(f"Not covered: {len(found.uncovered) - MOST_UNCOVERED} more intervals.")
    return [*lines, "Outside of that, f is differentiable at every other point where it has values."]


def _kind(point: Point) -> str:
    if point.defined is False:
        return "no value"
    if point.differentiable is None:
        return "not settled"
    return "not continuous" if point.continuous is False else "not differentiable"
