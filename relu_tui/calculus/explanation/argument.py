"""The whole argument for a verdict, line by line, as a textbook would write it.

A line is made of words and formulas, so that it can be set as plain text or in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Oscillating
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.explanation.condition_reasons import continuity, equality
from relu_tui.calculus.explanation.estimates import Estimates
from relu_tui.calculus.explanation.function_lines import FunctionLines
from relu_tui.calculus.explanation.phrases import (
    point_formula,
    value_formula,
)
from relu_tui.calculus.explanation.quotient_lines import QuotientLines
from relu_tui.calculus.explanation.rules_used import rules_used
from relu_tui.calculus.explanation.verdict import clause, derivative
from relu_tui.calculus.language.formula import (
    equal,
    from_right,
)
from relu_tui.calculus.language.line import Line, plain
from relu_tui.calculus.side import Side
from relu_tui.calculus.status import Status


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
        self.function = FunctionLines(proof, estimates)
        self.quotient = QuotientLines(proof, estimates)
        self.sides = proof.left, proof.right

    def made(self) -> tuple[Section, ...]:
        """The sections."""
        left, right = (tuple(self.quotient.lines(side)) for side in self.sides)
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
        left, right = (tuple(self.function.lines(side)) for side in self.sides)
        yield from left
        if len(right) > 1 and _mirrored(left[1:]) == _mirrored(right[1:]):
            yield (*right[0][:-1], "; the rest as on the left.")
        else:
            yield from right
        yield continuity(self.proof)


def _as_on_the_left(line: Line) -> Line:
    """The last line of what is the same on both sides."""
    first, *rest = line
    said = f"{first[:1].lower()}{first[1:]}" if isinstance(first, str) else first
    return ("Line by line as on the left: ", said, *rest)


def _mirrored(lines: tuple[Line, ...]) -> list[str]:
    """The lines as text, without the sign that tells the sides apart."""
    return [
        plain(tuple(part if isinstance(part, str) else from_right(part) for part in line)) for line in lines
    ]


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
