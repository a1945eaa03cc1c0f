"""What f is on a side, and where it goes: the lines of an argument on continuity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.sign import UNPRINTABLE
from relu_tui.calculus.explanation.branch_reasons import branches
from relu_tui.calculus.explanation.estimates import (
    REMAINDER,
    Remainder,
    one_sided,
    with_remainder,
)
from relu_tui.calculus.explanation.limit_lines import (
    unsettled,
    vanishing,
)
from relu_tui.calculus.explanation.missing_values import gap, told_cause
from relu_tui.calculus.explanation.phrases import (
    by_identity,
    detailed,
    enumerated,
    growth,
    holds_throughout,
    image_formula,
    keeps_its_sign,
    known_of,
    limit_formula,
    side_condition,
    side_name,
)
from relu_tui.calculus.explanation.rules_used import is_circle, rules_used
from relu_tui.calculus.explanation.side_lines import SideLines
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.formula import (
    ZERO,
    Bars,
    Expressed,
    Formula,
    Relation,
    equal,
    mentions,
    parts,
)
from relu_tui.calculus.language.line import Line
from relu_tui.calculus.language.syntax import Binary, Call, Conditional, Node, nodes


class FunctionLines(SideLines):
    """Of f itself."""

    def lines(self, side: OneSide) -> Iterator[Line]:
        """Which Δx are looked at, the branches that f takes for them, and what f is."""
        proof = self.proof
        if isinstance(side.approach, Undefined):
            yield from self._gap(side, side.approach.why)
            return
        if side.swings_among_holes:
            subject = f"{proof.name}(x)"
            steady = self.steady(side, subject)
            told = tuple(unsettled(side, image_formula(proof), subject, side.turns, steady))
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
        yield from self._expanded(side, shown)

    def _expanded(self, side: OneSide, shown: OneSide) -> Iterator[Line]:
        """What f is, and where it goes."""
        proof = self.proof
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
            squeezed = self.squeezed(side, "f", shown.germ, side.approach.number)
        arriving = () if squeezed else _arriving(side.approach, rise)
        yield ("So ", equal(image_formula(proof), rise), *known, *arriving, ".")
        yield from _left_over(rest) if rest is not None else ()
        if squeezed:
            yield ("It is squeezed: ", *squeezed, ".")
        else:
            yield from self._going(side, shown)

    def _going(self, side: OneSide, shown: OneSide) -> Iterator[Line]:
        """Why f goes where it goes."""
        match side.approach:
            case Finite(number) if _leads_with_a_power(shown.germ, number):
                yield from vanishing(shown.germ, number, side.side)
            case Infinite() if shown.germ is None or not keeps_its_sign(shown.germ):
                grown = self.size_of(side, "f", image_formula(self.proof))
                yield from (("Indeed ", grown[0], " for ", grown[1], " on this side."),) if grown else ()
            case Oscillating():
                yield from self.without_limit(side.germ, side.turns, shown, f"{self.proof.name}(x)")

    def _gap(self, side: OneSide, why: str) -> Iterator[Line]:
        """For which Δx f has no value, and why."""
        found = gap(self.proof, side.side)
        if found is None:
            yield self.missing(side, why)
            return
        signs = self.estimates.signs
        told = tuple(branches(replace(side, choices=found.choices), signs))
        *before, _ = self.missing(side, why)
        if told:
            yield (f"From the {side_name(side)}: take ", *before[1:-2], ".")
        yield from told
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


def _left_over(rest: Remainder) -> Iterator[Line]:
    """How small the remainder is."""
    if rest.estimate.bound is None or rest.is_nothing:
        return
    size = Relation(Bars(REMAINDER), (("≤", rest.estimate.bound),))
    if rest.functions:
        theorem = f"By Taylor’s theorem for {enumerated(rest.functions)}, "
        yield (theorem, size, " for ", rest.estimate.interval, ".")
    else:
        yield ("Here ", size, " for ", rest.estimate.interval, ", as a certificate proves.")


def _leads_with_a_power(germ: Germ | None, limit: Number) -> bool:
    """Whether the first term besides the limit has a power of Δx in it."""
    moving = germ.minus(constant(limit)) if germ is not None else Germ(())
    return bool(moving.terms and moving.terms[0][0].power)


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


def _arriving(approach: Limit, rise: Formula) -> Line:
    """Where f goes, unless it is there at every step."""
    match approach:
        case Finite(number):
            return () if formula(number) == rise else (", which tends to ", formula(number))
        case Infinite():
            return (f", which {growth(approach)}",)
    return (", which oscillates",)
