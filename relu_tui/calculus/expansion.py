"""One walk over the expression tree: the value of f at a, or its expansion on one side of a.

The three questions (at a, just left of a, just right of a) differ only in what x stands for: a
constant, or a ± h with h → 0⁺. So `x == a` is true in the first and false in the others, and every
branch is chosen by the same code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from flint import fmpq

from relu_tui.calculus.constants import elementary as exact
from relu_tui.calculus.constants.exact import HALF, ONE, PI, Number
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs.elementary import Elementary
from relu_tui.calculus.germs.germ import Germ, constant, single
from relu_tui.calculus.germs.scale import ONE as NO_SCALE
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.waves import Opaque, Range, Wave
from relu_tui.calculus.outcomes import NeedMoreTerms, NeedPhases, NotDefined
from relu_tui.calculus.syntax import (
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Node,
    Numeric,
    Variable,
)


class Side(IntEnum):
    """Where x stands: a − h, a itself, or a + h."""

    LEFT = -1
    AT = 0
    RIGHT = 1


@dataclass(frozen=True)
class Choice:
    """A branch that was taken, and the germ whose sign settled it.

    Attributes:
        node: The part of the expression that branches.
        taken: The part of the expression that it equals on this side, or None where it is a number
            or a sign (see `value`).
        subject: The part, or difference of parts, whose sign was looked at.
        germ: Its expansion.
        sign: Its sign.
        value: What sign, floor or ceil came to.
    """

    node: Node
    taken: Node | None
    subject: Node
    germ: Germ
    sign: int
    value: Germ | None = None


@dataclass
class Expansion:
    """The germs of every part of an expression, to one order, each computed once.

    Attributes:
        point: a.
        side: Which of the three walks this is.
        functions: Elementary functions, with the order and the phase.
        choices: Branches taken so far, in the order they were met.
    """

    point: Number
    side: Side
    functions: Elementary
    choices: list[Choice] = field(default_factory=list)
    _known: dict[Node, Germ] = field(default_factory=dict)

    def germ(self, node: Numeric) -> Germ:
        """The expansion of a part of the expression.

        Raises:
            NotDefined: It has no value on this side.
            NeedMoreTerms: A higher order may settle a branch.
            NeedPhases: A branch or a domain hangs on an oscillation.
            Undecided: A question about constants could not be settled, or took too much work.
        """
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._expand(node)
        return known

    def _expand(self, node: Numeric) -> Germ:
        match node:
            case Variable():
                return self._variable()
            case Literal(value):
                return constant(value)
            case Named(name):
                return constant(PI if name == "pi" else exact.exp(ONE))
            case Negative(operand):
                return self.germ(operand).negated()
            case Binary(operator, left, right):
                return self._binary(operator, left, right)
            case Call(name, arguments):
                return self._call(node, name, arguments)
            case Conditional():
                return self._conditional(node)

    def _variable(self) -> Germ:
        if self.side is Side.AT:
            return constant(self.point)
        return constant(self.point).plus(single(Scale(1), fmpq(self.side)))

    def _binary(self, operator: str, left: Numeric, right: Numeric) -> Germ:
        u, v = self.germ(left), self.germ(right)
        if operator == "+":
            return u.plus(v)
        if operator == "-":
            return germs.ZERO if left is right else u.minus(v)
        if operator == "*":
            return u.times(v)
        if operator == "/":
            return self.functions.quotient(u, v)
        return self._power(u, v)

    def _power(self, u: Germ, v: Germ) -> Germ:
        v = v.without_vanishing_lead()
        if v.is_exact and (not v.terms or (len(v.terms) == 1 and v.terms[0][0] == NO_SCALE)):
            return self.functions.power(u, v.terms[0][1] if v.terms else fmpq(0))
        u = u.without_vanishing_lead()
        if u.is_identically_zero:
            if v.leading_sign() > 0:
                return germs.ZERO
            raise NotDefined("0 to a negative power")
        if u.leading_sign() < 0:
            raise NotDefined("a negative number to a power that is not a whole number")
        return self.functions.exp(v.times(self.functions.log(u)))

    def _call(self, node: Call, name: str, arguments: tuple[Numeric, ...]) -> Germ:
        functions = self.functions
        if name in ("max", "min"):
            return self._extreme(node)
        u = self.germ(arguments[0])
        if name == "abs":
            return self._absolute(node, u)
        if name == "relu":
            return self._relu(node, u)
        if name in ("sign", "floor", "ceil"):
            return self._step(node, u)
        if name == "sqrt":
            return self._root(u)
        if name == "sigmoid":
            return self._sigmoid(u)
        if name == "softplus":
            return functions.log(functions.exp(u).plus(constant(ONE)))
        if name == "tan":
            return functions.quotient(functions.sin(u), functions.cos(u))
        method = getattr(functions, name)
        result: Germ = method(u)
        return result

    # --- branches -------------------------------------------------------------------------------

    def _extreme(self, node: Call) -> Germ:
        """Max or min, argument by argument; an unresolved difference O(r) leaves a + O(r)."""
        direction = 1 if node.name == "max" else -1
        best = node.arguments[0]
        result = self.germ(best)
        for candidate in node.arguments[1:]:
            v = self.germ(candidate)
            if candidate is best:
                continue
            difference = v.minus(result)
            try:
                preferred = difference.leading_sign() * direction
            except (NeedMoreTerms, NeedPhases):
                # max(u, v) = (u + v + |v − u|)/2
                spread = self.functions.absolute(difference).scaled(fmpq(direction))
                result = result.plus(v).plus(spread).scaled(HALF)
                continue
            taken = candidate if preferred > 0 else best
            subject = Binary("-", candidate, best)
            self.choices.append(Choice(node, taken, subject, difference, preferred * direction))
            if preferred > 0:
                best, result = candidate, v
        return result

    def _absolute(self, node: Call, u: Germ) -> Germ:
        result = self.functions.absolute(u)
        if result is u or result == u.negated():
            argument = node.arguments[0]
            sign = 0 if u.is_identically_zero else 1 if result is u else -1
            taken = argument if sign >= 0 else Negative(argument)
            self.choices.append(Choice(node, taken, argument, u, sign))
        return result

    def _relu(self, node: Call, u: Germ) -> Germ:
        try:
            direction = u.leading_sign()
        except (NeedMoreTerms, NeedPhases):
            return u.plus(self.functions.absolute(u)).scaled(HALF)
        result = u if direction > 0 else germs.ZERO
        taken = node.arguments[0] if direction > 0 else None
        self.choices.append(Choice(node, taken, node.arguments[0], u, direction, result))
        return result

    def _step(self, node: Call, u: Germ) -> Germ:
        functions = self.functions
        if node.name == "sign":
            result = functions.sign_function(u)
        elif node.name == "floor":
            result = functions.floor(u)
        else:
            result = functions.floor(u.negated()).negated()
        if all(scale == NO_SCALE for scale, _ in result.terms) and result.is_exact:
            self.choices.append(Choice(node, None, node.arguments[0], u, 0, result))
        return result

    def _root(self, u: Germ) -> Germ:
        try:
            return self.functions.power(u, HALF)
        except NotDefined:
            raise NotDefined("the square root of a negative number") from None

    def _sigmoid(self, u: Germ) -> Germ:
        """1/(1 + e^−u), with e^u/(1 + e^u) where u tends to −∞."""
        return self.functions.quotient(constant(ONE), self.functions.exp(u.negated()).plus(constant(ONE)))

    def _conditional(self, node: Conditional) -> Germ:
        truth = self.truth(node.condition)
        if truth is not None:
            taken = node.body if truth else node.otherwise
            self.choices.append(Choice(node, taken, node.condition, germs.ZERO, 1 if truth else -1))
            return self.germ(taken)
        try:
            body, otherwise = self.germ(node.body), self.germ(node.otherwise)
        except NotDefined as trouble:
            raise NeedPhases(str(trouble)) from None
        # now one, now the other: otherwise + (something between 0 and 1) · (body − otherwise)
        indicator = single(Scale(wave=Wave(opaque=(Opaque(Range(fmpq(0), ONE)),))))
        return otherwise.plus(indicator.times(body.minus(otherwise)))

    # --- conditions -----------------------------------------------------------------------------

    def truth(self, node: Condition) -> bool | None:
        """Whether a condition holds for every small h, fails for every one, or (None) comes and goes."""
        match node:
            case Negation(operand):
                truth = self.truth(operand)
                return None if truth is None else not truth
            case Junction(operator, parts):
                return self._junction(parts, decisive=operator == "or")
            case Comparison(first, links):
                return self._chain(first, links)

    def _junction(self, parts: tuple[Condition, ...], *, decisive: bool) -> bool | None:
        """`or` ends at the first true part, `and` at the first false one."""
        result: bool | None = not decisive
        for part in parts:
            truth = self._truth_after(part, settled=result is not None)
            if truth is decisive:
                return decisive
            if truth is None:
                result = None
        return result

    def _truth_after(self, part: Condition, *, settled: bool) -> bool | None:
        """A part that is only asked for now and then may be undefined when it is not asked for."""
        try:
            return self.truth(part)
        except NotDefined as trouble:
            if settled:
                raise
            raise NeedPhases(str(trouble)) from None

    def _chain(self, first: Numeric, links: tuple[tuple[str, Numeric], ...]) -> bool | None:
        left = first
        result: bool | None = True
        for operator, right in links:
            truth = self._compared(operator, left, right)
            if truth is False:
                return False
            if truth is None:
                result = None
            left = right
        return result

    def _compared(self, operator: str, left: Numeric, right: Numeric) -> bool | None:
        u, v = self.germ(left), self.germ(right)
        if left is right:
            direction = 0
        else:
            try:
                direction = u.minus(v).leading_sign()
            except NeedPhases:
                return None
        return {
            "<": direction < 0,
            "<=": direction <= 0,
            ">": direction > 0,
            ">=": direction >= 0,
            "==": direction == 0,
            "!=": direction != 0,
        }[operator]
