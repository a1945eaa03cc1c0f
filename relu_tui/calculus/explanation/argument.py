"""The whole argument for a verdict, line by line, as a textbook would write it.

A line is made of words and formulas, so that it can be set as plain text or in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.decision.side_proof import OneSide, Values
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.sign import UNPRINTABLE
from relu_tui.calculus.explanation.branch_reasons import branches
from relu_tui.calculus.explanation.estimates import (
    REMAINDER,
    Estimates,
    bounded_quotient,
    one_sided,
    with_remainder,
)
from relu_tui.calculus.explanation.limit_lines import (
    growing,
    outweighing,
    sequence,
    squeeze,
    unending,
    unsettled,
    vanishing,
)
from relu_tui.calculus.explanation.missing_values import gap, told_cause
from relu_tui.calculus.explanation.phrases import (
    by_identity,
    cancelled,
    detailed,
    enumerated,
    formulas,
    growth,
    holds_throughout,
    image_formula,
    keeps_its_sign,
    known_of,
    limit_formula,
    point_formula,
    side_condition,
    side_name,
    value_formula,
)
from relu_tui.calculus.explanation.reasons import continuity, equality, slope_reason, unprintable
from relu_tui.calculus.explanation.rules_used import is_circle, rules_used
from relu_tui.calculus.explanation.verdict import clause, derivative
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.formula import (
    STEP,
    ZERO,
    Approach,
    Bars,
    Expressed,
    Formula,
    Quotient,
    Relation,
    Words,
    difference,
    equal,
    from_right,
    mentions,
    parts,
)
from relu_tui.calculus.language.line import Line, joined, plain
from relu_tui.calculus.language.syntax import Binary, Call, Conditional, Node, nodes
from relu_tui.calculus.side import Side
from relu_tui.calculus.status import Status

TWO_LIMITS = "Two sequences of steps, two different limits: "
QUOTIENT = "the quotient"


@dataclass(frozen=True)
class Section:
    """A step of the argument: a heading, then its lines."""

    heading: str
    lines: tuple[Line, ...]


def argue(proof: Proof, estimates: Estimates | None = None) -> tuple[Section, ...]:
    """The whole argument, in the order of the four conditions, and what follows.

    Args:
        proof: What is proved.
        estimates: Bounds with their intervals, where there are any: they turn "near 0" into a number, and
            "…" into something that is known to be small.
    """
    return _Argument(proof, estimates or Estimates()).made()


class _Argument:
    """One argument."""

    def __init__(self, proof: Proof, estimates: Estimates) -> None:
        self.proof = proof
        self.estimates = estimates
        self.sides = proof.left, proof.right

    def made(self) -> tuple[Section, ...]:
        """The sections."""
        left, right = (tuple(self._quotient_lines(side)) for side in self.sides)
        if _mirrored(left) == _mirrored(right):
            swings = isinstance(self.proof.right.slope, Oscillating)
            right = (_as_on_the_left(right[-1]) if len(left) > 1 and not swings else ("As on the left.",),)
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
            for rule in rules_used(self.proof, Side.AT):
                yield ("At ", point_formula(self.proof), ": ", *rule)
            yield ("The value: ", value, ".")
        left, right = (tuple(self._side_lines(side)) for side in self.sides)
        yield from left
        if len(right) > 1 and _mirrored(left[1:]) == _mirrored(right[1:]):
            yield (*right[0][:-1], "; the rest as on the left.")
        else:
            yield from right
        yield continuity(self.proof)

    def _side_lines(self, side: OneSide) -> Iterator[Line]:
        """Which Δx are looked at, the branches that f takes for them, and what f is."""
        proof = self.proof
        if isinstance(side.approach, Undefined):
            yield from self._gap(side, side.approach.why)
            return
        if side.turns_among_holes:
            told = tuple(unsettled(side, image_formula(proof), f"{proof.name}(x)", side.turns_among_holes))
            yield ("For ", *side_condition(proof, side), ", ", *told[0])
            yield from told[1:]
            return
        if isinstance(side.approach, Unknown) or side.germ is None:
            yield from branches(side)
            return
        shown = detailed(proof, side)
        yield (f"From the {side_name(side)}: take ", *self._interval(shown), ".")
        told = tuple(branches(shown, self.estimates.signs))
        yield from told
        yield from rules_used(proof, side.side)
        yield from self._signs(side, told)
        rest = self.estimates.remainders.get(side.side)
        rise = germ_text.formula(shown.germ or Germ(()), side.side)
        if rest is not None:
            rise = with_remainder(rest, side.side)
        if mentions(rise, UNPRINTABLE):
            yield (f"The limit of {proof.name} is ", limit_formula(side.approach), ".")
            return
        if by_identity(proof, side) is not None and not is_circle(
            _branch(proof.function.tree, shown.choices)
        ):
            yield (f"What moves in {proof.name} cancels", _cancelling(proof), " for every such Δx.")
        known = known_of(proof.point, shown.germ)
        squeezed = None
        if isinstance(side.approach, Finite):
            squeezed = self._squeezed(side, "f", shown.germ, side.approach.number)
        arriving = () if squeezed else _arriving(side.approach, rise)
        yield ("So ", equal(image_formula(proof), rise), *known, *arriving, ".")
        if rest is not None and rest.estimate.bound is not None and not rest.is_nothing:
            size = Relation(Bars(REMAINDER), (("≤", rest.estimate.bound),))
            if rest.functions:
                theorem = f"By Taylor’s theorem for {enumerated(rest.functions)}, "
                yield (theorem, size, " for ", rest.estimate.interval, ".")
            else:
                yield ("Here ", size, " for ", rest.estimate.interval, ", as a certificate proves.")
        if squeezed:
            yield ("It is squeezed: ", *squeezed, ".")
        match side.approach:
            case Finite(number) if not squeezed and _leads_with_a_power(shown.germ, number):
                yield from vanishing(shown.germ, number, side.side)
            case Infinite() if shown.germ is None or not keeps_its_sign(shown.germ):
                grown = self._size_of(side, "f", image_formula(proof))
                yield from (("Indeed ", grown[0], " for ", grown[1], " on this side."),) if grown else ()
        if isinstance(side.approach, Oscillating):
            yield from self._turning(side, throughout=holds_throughout(proof, shown))

    def _squeezed(self, side: OneSide, subject: str, germ: Germ | None, limit: Number) -> Line | None:
        """The bounds between which f or its quotient comes to a limit, where it oscillates on the way."""
        shown = image_formula(self.proof) if subject == "f" else Words(subject)
        found = squeeze(germ, limit, shown)
        if found is None:
            return None
        between, throughout = found
        if not throughout and (near := self._how_near(side, subject, shown, formula(limit))):
            return near
        return (between, "" if throughout else " near 0", ", and both bounds tend to 0")

    def _turning(self, side: OneSide, *, throughout: bool) -> Iterator[Line]:
        """Why f has no limit."""
        subject = f"{self.proof.name}(x)"
        for witness in side.turns:
            yield sequence(side, witness, subject, throughout=throughout)
        if side.turns:
            yield (f"{TWO_LIMITS}{subject} has none.",)
        else:
            yield joined(unending(side.germ, subject))

    def _missing(self, side: OneSide, why: str) -> Line:
        """For which Δx f has no value."""
        found = self.estimates.bounds.get((side.side, "f"))
        whole = side_condition(self.proof, side)
        steps = whole if found is None else (one_sided(side.side, found.radius),)
        return ("For ", *steps, ", ", image_formula(self.proof), f" has no value: {why}.")

    def _gap(self, side: OneSide, why: str) -> Iterator[Line]:
        """For which Δx f has no value, and why."""
        found = gap(self.proof, side.side)
        if found is None:
            yield self._missing(side, why)
            return
        signs = self.estimates.signs
        yield from branches(replace(side, choices=found.choices), signs)
        *before, _ = self._missing(side, why)
        yield (*before, f" has no value: {why}, since ", *told_cause(found, side, signs), ".")

    def _signs(self, side: OneSide, told: tuple[Line, ...]) -> Iterator[Line]:
        """The branches that the expansion did not need to name, where they are certified."""
        found = self.estimates.bounds.get((side.side, "f"))
        named = {
            to_readable(part.node) for line in told for part in _within(line) if isinstance(part, Expressed)
        }
        for part, compared, sign in found.signs if found is not None else ():
            if to_readable(part) not in named and isinstance(part, Call):
                relation = Relation(Expressed(compared), (({1: ">", -1: "<", 0: "="}[sign], ZERO),))
                yield (relation, " there, and ", Expressed(part), " keeps its branch.")

    def _interval(self, side: OneSide) -> Line:
        """The Δx for which what follows holds."""
        radius = self.estimates.intervals.get(side.side)
        if radius is None or holds_throughout(self.proof, side):
            return side_condition(self.proof, side)
        return (one_sided(side.side, radius),)

    def _quotient_lines(self, side: OneSide) -> Iterator[Line]:
        proof = self.proof
        if isinstance(side.approach, Undefined) and isinstance(proof.value, Finite):
            yield self._missing(side, side.approach.why)
            return
        if isinstance(side.slope, Undefined | Unknown):
            yield slope_reason(proof, side)
            return
        if side.witnesses and side.values is not Values.THROUGHOUT:
            told = tuple(unsettled(side, image_formula(proof), QUOTIENT, side.witnesses))
            yield ("For ", *side_condition(proof, side), ", ", *told[0])
            yield from told[1:]
            yield (f"{TWO_LIMITS}{QUOTIENT} has none.",)
            return
        side = detailed(proof, side)
        rise, quotient = formulas(side)
        if mentions(rise, UNPRINTABLE) or mentions(quotient, UNPRINTABLE):
            yield unprintable(side.slope)
            return
        above = difference(image_formula(proof), value_formula(proof))
        rest = self.estimates.remainders.get(side.side)
        worked = cancelled(proof, side, quotient)
        if rest is not None and isinstance(proof.value, Finite):
            worked = bounded_quotient(rest, proof.value.number, side.side)
            *_, quotient = _stages(worked)
        yield (
            equal(Quotient(above, STEP), *_stages(worked)),
            *known_of(proof.point, side.germ, side.quotient),
            ".",
        )
        yield from self._limit_lines(side, quotient)

    def _limit_lines(self, side: OneSide, quotient: Formula) -> Iterator[Line]:
        match side.slope:
            case Finite(number):
                limit = formula(number)
                if quotient == limit:
                    yield ("It is ", limit, " at every step, and so is its limit.")
                    return
                yield from vanishing(side.quotient, number, side.side)
                if squeezed := self._squeezed(side, "quotient", side.quotient, number):
                    yield ("It is squeezed: ", *squeezed, ".")
                elif near := self._how_near(side, "quotient", Words("quotient"), limit):
                    yield _capitalized((*near, "."))
                yield (self._limit(side, quotient, limit), ".")
            case Infinite():
                yield from tuple(self._how_large(side)) or growing(side)
                why = tuple(outweighing(side))
                yield from (joined(why),) if why else ()
                end = limit_formula(side.slope)
                yield (self._limit(side, quotient, end), ": infinite, so it does not exist.")
            case Oscillating():
                throughout = holds_throughout(self.proof, side)
                for witness in side.witnesses:
                    yield sequence(side, witness, QUOTIENT, throughout=throughout)
                if side.witnesses:
                    yield (f"{TWO_LIMITS}{QUOTIENT} has none.",)
                else:
                    yield joined(unending(side.quotient, QUOTIENT))

    def _limit(self, side: OneSide, quotient: Formula, limit: Formula) -> Formula:
        return equal(Approach("Δx", ZERO, int(side.side), quotient), limit)

    def _how_near(self, side: OneSide, subject: str, shown: Formula, limit: Formula) -> Line:
        """The distance to the limit, bounded on an interval; nothing where no bound is known."""
        found = self.estimates.bounds.get((side.side, subject))
        if found is None or found.bound is None:
            return ()
        size = Relation(Bars(difference(shown, limit)), (("≤", found.bound),))
        return ("for ", found.interval, " on this side, ", size, ", which tends to 0")

    def _how_large(self, side: OneSide) -> Iterator[Line]:
        if size := self._size_of(side, "quotient", Words("quotient")):
            yield ("For ", size[1], " on this side, ", size[0], ", which grows past every bound.")

    def _size_of(self, side: OneSide, subject: str, shown: Formula) -> tuple[Formula, Formula] | None:
        """The size of what grows, bounded from below, and the interval on which it is."""
        found = self.estimates.bounds.get((side.side, subject))
        if found is None or found.bound is None:
            return None
        return Relation(Bars(shown), (("≥", found.bound),)), found.interval


def _leads_with_a_power(germ: Germ | None, limit: Number) -> bool:
    """Whether the first term besides the limit has a power of Δx in it."""
    moving = germ.minus(constant(limit)) if germ is not None else Germ(())
    return bool(moving.terms and moving.terms[0][0].power)


def _as_on_the_left(line: Line) -> Line:
    """The last line of what is the same on both sides."""
    first, *rest = line
    said = f"{first[:1].lower()}{first[1:]}" if isinstance(first, str) else first
    return ("Line by line as on the left: ", said, *rest)


def _capitalized(line: Line) -> Line:
    """A line that begins a sentence."""
    first, *rest = line
    return (f"{first[:1].upper()}{first[1:]}" if isinstance(first, str) else first, *rest)


def _within(line: Line) -> Iterator[Formula]:
    """The formulas of a line, and all that is in them."""
    waiting = [part for part in line if not isinstance(part, str)]
    while waiting:
        formula = waiting.pop()
        yield formula
        waiting += parts(formula)


def _branch(tree: Node, choices: tuple[Choice, ...]) -> Node:
    """The branch of f that is f on a side; f itself, where it is not written in branches."""
    taken = {choice.node: choice.taken for choice in choices}
    while isinstance(tree, Conditional) and (branch := taken.get(tree)) is not None:
        tree = branch
    return tree


def _cancelling(proof: Proof) -> str:
    """By which identity, where it is plain: the squares of both a sine and a cosine stand in f."""
    squared = {
        node.left.name
        for node in nodes(proof.function.tree)
        if isinstance(node, Binary) and node.operator == "**" and isinstance(node.left, Call)
    }
    return " by sin² + cos² = 1" if {"sin", "cos"} <= squared else ""


def _mirrored(lines: tuple[Line, ...]) -> list[str]:
    """The lines as text, without the sign that tells the sides apart."""
    return [
        plain(tuple(part if isinstance(part, str) else from_right(part) for part in line)) for line in lines
    ]


def _stages(chain: Formula) -> tuple[Formula, ...]:
    return (chain.first, *(link for _, link in chain.links)) if isinstance(chain, Relation) else (chain,)


def _arriving(approach: Limit, rise: Formula) -> Line:
    """Where f goes, unless it is there at every step."""
    match approach:
        case Finite(number):
            return () if formula(number) == rise else (", which tends to ", formula(number))
        case Infinite():
            return (f", which {growth(approach)}",)
    return (", which oscillates",)


def _last(proof: Proof) -> Iterator[Line]:
    """Whether the two limits are equal, and what follows."""
    yield equality(proof)
    left, right = proof.left.slope, proof.right.slope
    if isinstance(left, Infinite) and left == right and proof.statuses[0] is Status.HOLDS:
        yield ("The graph has a vertical tangent there.",)
    yield _conclusion(proof)


def _conclusion(proof: Proof) -> Line:
    if proof.differentiable is None:
        return ("So ", *clause(proof), ".")
    if proof.differentiable:
        return ("All four hold: ", *clause(proof), ", and ", *derivative(proof), ".")
    return ("So the derivative does not exist: ", *clause(proof), ".")
