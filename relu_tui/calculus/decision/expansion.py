"""One walk over the expression tree: the value of f at a, or its expansion on one side of a.

The three questions (at a, just left of a, just right of a) differ only in what x stands for: a
constant, or a ± h with h → 0⁺. So `x == a` is true in the first and false in the others, and every
branch is chosen by the same code.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from flint import fmpq

from relu_tui.calculus.budget import spend
from relu_tui.calculus.decision import bounded_parts, signs_by_form
from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.identities import Identities
from relu_tui.calculus.decision.truth import Conditions
from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, NotDefined, Undecided
from relu_tui.calculus.exact import exponential as exact
from relu_tui.calculus.exact.constant import HALF, ONE, PI, Number, exactly
from relu_tui.calculus.exact.sign import floor, is_zero
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs.exponential import exp, log
from relu_tui.calculus.germs.functions_of_germs import applied
from relu_tui.calculus.germs.germ import Germ, compare, constant, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.powers import bounded_power, power, quotient
from relu_tui.calculus.germs.scale import ONE as NO_SCALE
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.series_composition import Multiple, opaque, oscillates, split
from relu_tui.calculus.germs.sign_and_floor import absolute
from relu_tui.calculus.germs.trigonometric import cos
from relu_tui.calculus.germs.waves import Opaque, Range, Wave
from relu_tui.calculus.language.form_bounds import form_bounds, is_never_negative
from relu_tui.calculus.language.syntax import (
    LITERAL_0,
    LITERAL_1,
    Binary,
    Call,
    Conditional,
    Literal,
    Named,
    Negative,
    Node,
    Numeric,
    Variable,
    half_turns,
    is_even,
    is_whole,
    nodes,
    spine,
    without_turns,
)
from relu_tui.calculus.side import Side

INVERTED = {"asin": "sin", "acos": "cos", "atan": "tan"}
"""What each of these is the inverse of, on a part of its domain."""

PART = 5
"""What it costs to expand one part of an expression, in products of coefficients."""


@dataclass
class Expansion:
    """The germs of every part of an expression, to one order, each computed once.

    Attributes:
        point: a.
        side: Which of the three walks this is.
        setting: The order, and along which h.
        choices: Branches taken so far, in the order they were met.
    """

    point: Number
    side: Side
    setting: Setting
    choices: list[Choice] = field(default_factory=list)
    _known: dict[Node, Germ] = field(default_factory=dict)

    @cached_property
    def identities(self) -> Identities:
        """The forms of the parts, where series don't tell."""
        return Identities(self)

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
            for part in reversed(spine(node)[1:]):
                self.germ(part)
            spend(PART)
            known = self._known[node] = self._named(node, self._located(node))
            if known.remainder is not None and self.setting.patient:
                known = self._known[node] = self.identities.germ(node) or known
            if known.is_exact and oscillates(known) and not self.setting.phases:
                with suppress(Undecided):
                    bounded_parts.name(node, known, self._arguments(node))
        return known

    def _arguments(self, node: Numeric) -> tuple[Germ, ...]:
        """The expansions of what a part is made of, as far as they were made."""
        parts = (node.left, node.right) if isinstance(node, Binary) else getattr(node, "arguments", ())
        return tuple(self._known[part] for part in parts if part in self._known)

    def _located(self, node: Numeric) -> Germ:
        """The expansion; what can't be settled, or has no value, is said to be at the innermost part."""
        try:
            return self._expand(node)
        except (Undecided, NotDefined) as trouble:
            trouble.part = trouble.part or node
            raise

    def _named(self, node: Numeric, germ: Germ) -> Germ:
        """The germ, knowing what it is the expansion of where it was cut off."""
        if germ.remainder is None or germ.name is not None or not self._is_tame(node):
            return germ
        name = Multiple(-ONE, node.operand) if isinstance(node, Negative) else node
        return Germ(germ.terms, germ.remainder, name)

    def _is_tame(self, node: Numeric) -> bool:
        """Whether the part is continuous near a, and lies in a Hardy field with every other such part.

        So it may stand in an angle as one endless term: it passes through every phase, and the mean
        over long stretches of e^(iF) is 0 for every difference F of such angles that is unbounded.
        What is written without jumps, and in which no part oscillates, is definable in the Pfaffian
        closure of the real field with restricted analytic functions, which is o-minimal (Speissegger
        1999). A part that oscillates shows a wave in its own germ, whatever is made of it later.
        """
        return not any(
            isinstance(part, Conditional)
            or (isinstance(part, Call) and part.name in ("floor", "ceil", "sign"))
            or (part in self._known and oscillates(self._known[part]))
            for part in nodes(node)
        )

    def _expand(self, node: Numeric) -> Germ:
        match node:
            case Variable():
                return self._variable()
            case Literal(value):
                return constant(exactly(value))
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
        if operator == "**" and isinstance(left, Call) and left.name == "abs" and is_even(right):
            u = self.germ(left.arguments[0])
        if operator == "+":
            return u.plus(v)
        if operator == "-":
            return germs.ZERO if left is right else u.minus(v)
        if operator == "*":
            return u.times(v)
        if operator == "/":
            return self._quotient(left, right, u, v)
        return self._power(Binary(operator, left, right), u, v)

    def _quotient(self, left: Numeric, right: Numeric, u: Germ, v: Germ) -> Germ:
        """u/v; what oscillates and never is 0, over itself, is 1, though its bounds forget it."""
        if left is right and oscillates(v):
            with suppress(Undecided):
                if self._weak_sign(right, v)[1]:
                    return constant(ONE)
        return quotient(self.setting, u, v)

    def _power(self, node: Binary, u: Germ, v: Germ) -> Germ:
        v = v.without_vanishing_lead()
        if v.is_exact and (not v.terms or (len(v.terms) == 1 and v.terms[0][0] == NO_SCALE)):
            exponent = v.terms[0][1] if v.terms else fmpq(0)
            try:
                return power(self.setting, u, exponent)
            except NeedPhases:
                by_form = signs_by_form.power(node.left, u, exponent)
                if by_form is None:
                    raise
                return by_form
        u = u.without_vanishing_lead()
        if u.is_identically_zero:
            if v.leading_sign() > 0:
                return germs.ZERO
            raise NotDefined("0 to a negative power")
        direction, strict = self._weak_sign(node.left, u)
        if not strict and direction > 0:
            return self._power_of_touching(u, v)
        if not strict:
            raise NeedPhases("a base that is negative or 0 in turn")
        if direction < 0:
            return self._power_of_negative(node, u, v)
        return self._power_of_positive(node, u, v)

    def _power_of_touching(self, u: Germ, v: Germ) -> Germ:
        """u^v where u comes back to 0 now and then: between 0 and a bound, if u is bounded and v > 0."""
        base, exponent = split(self.setting, u), split(self.setting, v)
        if v.leading_sign() <= 0 or base.infinite.terms or exponent.infinite.terms:
            raise NeedPhases("a base that comes back to 0 to a power that is not a positive constant")
        largest = max(base.finite_range().high, fmpq(1))
        highest = int(exponent.finite_range().widened().high.ceil())
        return opaque(Range(fmpq(0), bounded_power(largest, highest)))

    def _power_of_positive(self, node: Binary, u: Germ, v: Germ) -> Germ:
        """u^v = e^(v·log u)."""
        exponent = v.times(log(self.setting, u))
        if self._is_tame(node):
            exponent.name = ("log", node.left, node.right)
        return exp(self.setting, exponent)

    def _power_of_negative(self, node: Binary, u: Germ, v: Germ) -> Germ:
        """u^v = |u|^v·cos(pi·v) where v is whole at every point; else it has no value.

        An exponent that tends to ±∞ and is tame (see `_is_tame`) lies in a Hardy field: its derivative
        has no zeros near a, so it is whole at isolated points only, and u^v has no value but there. That
        is asked over all h alone: along a phase it may be whole at each step.
        """
        if is_whole(node.right):
            size = self._power_of_positive(node, u.negated(), v)
            return size.times(cos(self.setting, v.scaled(PI)))
        if not self.setting.phases and self._is_endless(node.right, v):
            raise NotDefined("a negative number to a power that is whole at isolated points only")
        parts = split(self.setting, v)
        if parts.infinite.terms or parts.waves.terms:
            raise NeedPhases("a negative number to a power that is whole only now and then")
        if is_zero(parts.constant - floor(parts.constant)) and not parts.small.leading_sign():
            return power(self.setting, u, parts.constant)
        raise NotDefined("a negative number to a power that is not a whole number")

    def _is_endless(self, node: Numeric, v: Germ) -> bool:
        """Whether it is proved that v tends to ±∞ without a jump."""
        try:
            return self._is_tame(node) and compare(v.leading()[0], NO_SCALE) > 0
        except Undecided:
            return False

    def _call(self, node: Call, name: str, arguments: tuple[Numeric, ...]) -> Germ:
        if name in ("max", "min"):
            return self._extreme(node)
        u = self.germ(arguments[0])
        if name == "abs":
            return self._absolute(node, u)
        if name == "relu":
            return self._relu(node, u)
        if name in ("sign", "floor", "ceil"):
            return self._step(node, u)
        if name in ("sin", "cos", "tan"):
            if (turns := half_turns(arguments[0])) and name != "cos":
                return germs.ZERO
            if turns == 2:
                return constant(ONE)
            angle = without_turns(arguments[0])
            u = self._at_phase(angle, u if angle is arguments[0] else self.germ(angle))
        inverted = self._inverted(name, arguments[0])
        if inverted is not None:
            return inverted
        try:
            return applied(self.setting, name, u)
        except NeedPhases:
            by_form = signs_by_form.value(name, arguments[0], u)
            if by_form is None:
                raise
            return by_form

    def _inverted(self, name: str, argument: Numeric) -> Germ | None:
        """The arcsine of a sine, and the like: the angle itself, turned to where the function has its values.

        With n = ⌊u/π + 1/2⌋, |u − nπ| ≤ π/2, so that arctan tan u = u − nπ where the tangent has a value, and
        arcsin sin u = (−1)ⁿ·(u − nπ). With n = ⌊u/(2π) + 1/2⌋, |u − 2nπ| ≤ π and arccos cos u = |u − 2nπ|.

        Returns:
            None for everything else, and where n is not one number near a.
        """
        if not isinstance(argument, Call) or INVERTED.get(name) != argument.name:
            return None
        u = self.germ(argument.arguments[0])
        turn = PI * (2 if name == "acos" else 1)
        turns = applied(self.setting, "floor", u.scaled(1 / turn).plus(constant(HALF)))
        if not turns.is_exact or any(scale != NO_SCALE for scale, _ in turns.terms):
            return None
        number = turns.terms[0][1] if turns.terms else fmpq(0)
        rest = u.minus(constant(number * turn))
        if name == "acos":
            return absolute(self.setting, rest)
        return rest if name == "atan" or floor(number) % 2 == 0 else rest.negated()

    def _at_phase(self, node: Numeric, u: Germ) -> Germ:
        """The angle that a phase pins a part to, or its expansion, which is noted if it may be pinned."""
        for phase in self.setting.phases:
            if phase.pinned is node:
                return constant(phase.pinned_at)
        if self.setting.phases or not u.terms or oscillates(u) or compare(u.terms[0][0], NO_SCALE) <= 0:
            return u
        if self._is_tame(node):
            parts = split(self.setting, u)
            if parts.infinite.terms and not parts.small.is_identically_zero:
                self.setting.drifting[node] = parts.infinite, parts.constant, parts.small
        return u

    def _weak_sign(self, node: Numeric, u: Germ) -> tuple[int, bool]:
        """The sign of a part as `Germ.weak_sign`, by its form where it hangs on an oscillation."""
        try:
            return u.weak_sign()
        except NeedPhases:
            by_form = signs_by_form.weak_sign(node)
            if by_form is None:
                raise
            return by_form

    # --- branches -------------------------------------------------------------------------------

    def _extreme(self, node: Call) -> Germ:
        """Max or min, argument by argument; an unresolved difference O(r) leaves a + O(r)."""
        direction = 1 if node.name == "max" else -1
        best = node.arguments[0]
        result = self.germ(best)
        for count, candidate in enumerate(node.arguments[1:], start=2):
            v = self.germ(candidate)
            if candidate is best:
                continue
            difference = v.minus(result)
            so_far = Call(node.name, node.arguments[:count])
            sign = self._order(difference, (candidate, v), (best, result))
            if sign is None:
                squeezed = self._squeezed(node.name, result, candidate) or self._squeezed(node.name, v, best)
                if squeezed is None:  # max(u, v) = (u + v + |v − u|)/2
                    spread = absolute(self.setting, difference).scaled(fmpq(direction))
                    squeezed = result.plus(v).plus(spread).scaled(HALF)
                result = squeezed
                best = so_far
                self._known[best] = result
                continue
            is_ahead = sign * direction > 0
            subject = Binary("-", candidate, best)
            self.choices.append(Choice(so_far, candidate if is_ahead else best, subject, difference, sign))
            if is_ahead:
                best, result = candidate, v
        return result

    def _order(self, difference: Germ, one: tuple[Numeric, Germ], other: tuple[Numeric, Germ]) -> int | None:
        """1, 0 or −1 where one ≥, = or ≤ other: by expansions, by both forms, or by one; None if open."""
        (left, u), (right, v) = one, other
        try:
            return difference.weak_sign()[0]
        except (NeedMoreTerms, NeedPhases):
            by_form = signs_by_form.order(left, right)
        if by_form is not None:
            return by_form[0]
        if self._exceeds(left, v):
            return 1
        return -1 if self._exceeds(right, u) else None

    def _exceeds(self, node: Numeric, u: Germ) -> bool:
        """Whether an expression is 0 or more by its form, and u is 0 or less."""
        try:
            return is_never_negative(node) and u.weak_sign()[0] <= 0
        except Undecided:
            return False

    def _squeezed(self, name: str, u: Germ, node: Numeric) -> Germ | None:
        """Min of u and v as b + (something between 0 and 1)·(u − b), where both are at least b, and u nearer.

        Where v is at least b, and u at most, it is u. Max is the same upside down.

        Args:
            name: max or min.
            u: The nearer one.
            node: What v is the expansion of. Tried as b are what v is itself the max of, what its form
                shows it to be at least, and 0.

        Returns:
            None where no such b is found.
        """
        v = self.germ(node)
        up = 1 if name == "min" else -1
        below: list[Germ] = []
        if isinstance(node, Call) and node.name == ("max" if name == "min" else "min"):
            below += map(self.germ, node.arguments)
        end = form_bounds(node)[0 if name == "min" else 1]
        if isinstance(end, Fraction):
            below.append(constant(exactly(end)))
        for index, bound in enumerate((*below, germs.ZERO)):
            gap, room = u.minus(bound), v.minus(bound)
            try:
                if index == len(below) and room.weak_sign()[0] != up:
                    continue
                if gap.weak_sign()[0] != up:
                    return u
                if compare(gap.size(), room.size()) < 0:
                    return bound.plus(gap.times(opaque(Range(fmpq(0), ONE))))
            except Undecided:
                continue
        return None

    def _absolute(self, node: Call, u: Germ) -> Germ:
        by_form = signs_by_form.weak_sign(node.arguments[0])
        result = absolute(self.setting, u) if by_form is None else u if by_form[0] > 0 else u.negated()
        if (u.terms or u.is_exact) and (result is u or result == u.negated()):
            argument = node.arguments[0]
            sign = 0 if u.is_identically_zero else 1 if result is u else -1
            taken = argument if sign >= 0 else Negative(argument)
            self.choices.append(Choice(node, taken, argument, u, sign))
        return result

    def _relu(self, node: Call, u: Germ) -> Germ:
        try:
            direction = self._weak_sign(node.arguments[0], u)[0]
        except (NeedMoreTerms, NeedPhases):
            squeezed = self._squeezed("max", germs.ZERO, node.arguments[0])
            return squeezed or u.plus(absolute(self.setting, u)).scaled(HALF)
        result = u if direction > 0 else germs.ZERO
        taken = node.arguments[0] if direction > 0 else None
        self.choices.append(Choice(node, taken, node.arguments[0], u, direction, result))
        return result

    def _step(self, node: Call, u: Germ) -> Germ:
        result = applied(self.setting, node.name, u)
        if all(scale == NO_SCALE for scale, _ in result.terms) and result.is_exact:
            self.choices.append(Choice(node, None, node.arguments[0], u, 0, result))
        return result

    def _conditional(self, node: Conditional) -> Germ:
        truth = Conditions(self).truth(node.condition)
        if truth is not None:
            taken = node.body if truth else node.otherwise
            self.choices.append(Choice(node, taken, node.condition, germs.ZERO, 1 if truth else -1))
            return self.germ(taken)
        try:
            body, otherwise = self.germ(node.body), self.germ(node.otherwise)
        except NotDefined as trouble:
            raise NeedPhases(str(trouble)) from None
        # now one, now the other: otherwise + (something between 0 and 1) · (body − otherwise)
        factor = Opaque(Range(fmpq(0), ONE))
        factor.source = Conditional(node.condition, LITERAL_1, LITERAL_0)
        indicator = single(Scale(wave=Wave(opaque=(factor,))))
        return otherwise.plus(indicator.times(body.minus(otherwise)))
