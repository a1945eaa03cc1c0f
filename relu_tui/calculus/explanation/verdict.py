"""The verdict in words, once: whether f is differentiable at a, and the fact that decides it."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Oscillating, Undefined
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.explanation.phrases import limit_formula, point_formula, value_formula
from relu_tui.calculus.language.formula import Applied, Formula, Relation, equal
from relu_tui.calculus.language.line import Line, joined, told
from relu_tui.calculus.language.printing import shown
from relu_tui.calculus.status import Status

WORDS = {
    Status.HOLDS: "differentiable",
    Status.FAILS: "not differentiable",
    Status.UNDECIDED: "not settled",
}


@dataclass(frozen=True)
class Verdict:
    """What the four conditions come to.

    Attributes:
        status: `holds` for differentiable.
        point: The point.
        fact: The one fact that decides it.
    """

    status: Status
    point: Formula
    fact: Line

    @property
    def at(self) -> str:
        """The point, as the reader reads it."""
        return shown(self.point)

    @property
    def detail(self) -> str:
        """The one fact that decides it, as the reader reads it."""
        return told(self.fact)

    @property
    def headline(self) -> str:
        """In capitals, as a heading."""
        return f"{WORDS[self.status].upper()} AT {self.at}"

    @property
    def sentence(self) -> str:
        """Headline and detail as one line."""
        end = "" if self.status is Status.HOLDS else "."
        return f"{WORDS[self.status].capitalize()} at {self.at}: {self.detail}{end}"


def verdict(proof: Proof) -> Verdict:
    """What the four conditions come to."""
    at = point_formula(proof)
    if proof.differentiable is None:
        return Verdict(Status.UNDECIDED, at, ("the program found no proof either way",))
    if proof.differentiable:
        return Verdict(Status.HOLDS, at, derivative(proof))
    return Verdict(Status.FAILS, at, _obstacle(proof))


def derivative(proof: Proof) -> Line:
    """f′(a) = …, of a function that is differentiable at a."""
    value = proof.derivative
    if value is None:
        return ()
    return (equal(Applied(f"{proof.name}′", point_formula(proof)), formula(value)),)


def clause(proof: Proof) -> Line:
    """The verdict as a part of a sentence: f is not differentiable at 0."""
    f, at = proof.name, point_formula(proof)
    if proof.differentiable is None:
        return (f"it is not settled whether {f} is differentiable at ", at)
    return (f"{f} is {'' if proof.differentiable else 'not '}differentiable at ", at)


def _obstacle(proof: Proof) -> Line:
    """The one fact that keeps f from being differentiable."""
    left, right = proof.left.slope, proof.right.slope
    if isinstance(proof.value, Undefined):
        return (value_formula(proof), " has no value")
    if isinstance(left, Finite) and isinstance(right, Finite):
        return unequal(left, right)
    if proof.statuses[0] is Status.FAILS:
        return (f"{proof.name} is not continuous there",)
    for slope, side in ((left, "left"), (right, "right")):
        if isinstance(slope, Undefined):
            return (f"{proof.name} has no values on the {side}",)
    if isinstance(left, Oscillating) or isinstance(right, Oscillating):
        return ("the quotient oscillates",)
    limits = dict.fromkeys(limit_formula(slope) for slope in (left, right) if isinstance(slope, Infinite))
    return ("the quotient tends to ", *joined(((limit,) for limit in limits), " and "))


def unequal(left: Finite, right: Finite) -> Line:
    """That two limits differ, by their digits where these show it."""
    a, b = formula(left.number), formula(right.number)
    return (Relation(a, (("≠", b),)),) if a != b else ("the two limits differ",)
