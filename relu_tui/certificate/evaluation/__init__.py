"""An expression on the interval: one walk over its tree, each part enclosed once.

The branch of a condition, of max, min, abs, relu, sign is taken where a sign is proved at every h of the
interval, and noted. Where a wave hides the sign, both branches are enclosed.
"""

from __future__ import annotations

from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.syntax import (
    LITERAL_0,
    Binary,
    Call,
    Conditional,
    Literal,
    Named,
    Negative,
    Numeric,
    Variable,
)
from relu_tui.certificate.constants import ONE, PI, rational
from relu_tui.certificate.errors import NoValue, TooShort, Unproved
from relu_tui.certificate.evaluation.conditions import Conditions
from relu_tui.certificate.evaluation.extremes import Extremes
from relu_tui.certificate.functions.powers import HALF
from relu_tui.certificate.functions_of_constants import exp
from relu_tui.certificate.ranges import BOTH, UNIT, Range
from relu_tui.certificate.record import ARCSINE, BUT_SEPARATE, POWER
from relu_tui.certificate.taylor_models import (
    NOTHING,
    Model,
    add,
    constant,
    enclosure,
    is_small,
    lead,
    multiplied,
    multiply,
    negated,
    parts,
    reciprocal,
    sign,
    spread,
    subtract,
    values,
)


class Evaluation(Conditions, Extremes):
    """Every part of an expression: operations, functions, and what branches."""

    def _computed(self, node: Numeric) -> Model:
        match node:
            case Literal(value):
                return constant(rational(value))
            case Variable():
                return self.x
            case Named(name):
                return constant(PI if name == "pi" else exp(ONE))
            case Negative(operand):
                return negated(self._model(operand))
            case Binary():
                return self._harmonics.sharper(node, self._binary(node))
            case Call(name, arguments):
                return self._call(node, name, [self._model(argument) for argument in arguments])
            case Conditional():
                return self._conditional(node)

    def _binary(self, node: Binary) -> Model:
        interval = self.interval
        left, right = self._model(node.left), self._model(node.right)
        match node.operator:
            case "+":
                return add(interval, left, right)
            case "-":
                return NOTHING if node.left is node.right else subtract(interval, left, right)
            case "*":
                if node.left is node.right:
                    return self.functions.whole_power(left, 2, to_text(node))
                return multiply(interval, left, right)
            case "/":
                try:
                    below = reciprocal(interval, right, to_text(node))
                except TooShort:
                    below = self._hidden_reciprocal(node.right)
                if node.left is node.right:
                    return constant(ONE)
                return multiply(interval, left, below)
        return self._power(node, left, right)

    def _hidden_reciprocal(self, node: Numeric) -> Model:
        """1/e^u = e^−u, and 1/(u + v) = t/v with 0 ≤ t ≤ 1, where u ≥ 0 and v > 0 throughout.

        Raises:
            TooShort: It is neither.
        """
        if isinstance(node, Call) and node.name == "exp":
            return self.functions.exp(negated(self._model(node.arguments[0])))
        positive = self._positive_part(node)
        if positive is None:
            raise TooShort("a divisor is not shown to stay away from 0")
        return multiply(self.interval, spread(UNIT), reciprocal(self.interval, positive))

    def _power(self, node: Binary, left: Model, right: Model) -> Model:
        try:
            return self.functions.power(left, right, to_text(node))
        except Unproved:
            if self._wholes.is_whole(node.right) and sign(self.interval, left) < 0:
                return self._whole_power(node, left, right)
            if self._is_within_unit(left) and sign(self.interval, right) > 0:
                return spread(UNIT)  # u^v is from 0 to 1 where u is and v > 0; 0^v is 0
            infinite, _, small = parts(right)
            moves = bool(infinite.terms) or not is_small(small)
            if moves and not left.is_zero and sign(self.interval, left) < 0:
                self._refuse_but_separate(node, node.right, POWER)
            raise

    def _is_within_unit(self, u: Model) -> bool:
        """Whether 0 ≤ u ≤ 1 throughout, with no sign proved."""
        if u.is_zero or lead(u) is not None or u.rest is None or u.rest[0].growth > 0:
            return False
        total = values(self.interval, u)
        return bool(total.low >= 0 and total.high <= 1)

    def _whole_power(self, node: Binary, left: Model, right: Model) -> Model:
        """(−u)^n = cos(π·n)·u^n, where n is whole and u > 0."""
        self._has_wholes = True
        turn = self.functions.cos(multiplied(self.interval, right, PI))
        return multiply(self.interval, turn, self.functions.power(negated(left), right, to_text(node)))

    def _refuse_but_separate(self, part: Numeric, moving: Numeric, reason: str) -> None:
        """Say that a part has no value but where another is a given number, or is one of the whole numbers.

        Not along a sequence, which may consist of just such steps.

        Raises:
            NoValue: The other is such at separate steps only (`analytic`).
        """
        if self._is_whole_interval and self._analytic.is_never_constant(moving, self.functions.angles):
            raise NoValue(to_text(part), reason, BUT_SEPARATE)

    def _call(self, node: Call, name: str, arguments: list[Model]) -> Model:
        functions, u = self.functions, arguments[0]
        self._has_wholes = self._has_wholes or name in ("floor", "ceil", "sign")
        if name in ("max", "min"):
            for other, written in zip(arguments[1:], node.arguments[1:], strict=True):
                u = self._extreme(node, u, other, written)
            return self._clamped(node, u, list(zip(node.arguments, arguments, strict=True)))
        match name:
            case "abs":
                self._note(node, node.arguments[0], u)
                return functions.absolute(u)
            case "relu":
                positive = self._extreme(node, u, NOTHING, None)
                return self._clamped(node, positive, [(node.arguments[0], u), (LITERAL_0, NOTHING)])
            case "sign":
                return self._sign(node, u)
            case "floor":
                return functions.floor(u)
            case "ceil":
                return negated(functions.floor(negated(u)))
            case "sqrt":
                return self._root(node, u)
            case "cbrt":
                return functions.cube_root(u, to_text(node))
            case "tan":
                below = reciprocal(self.interval, functions.cos(u), to_text(node))
                return multiply(self.interval, functions.sin(u), below)
            case "log":
                return self._log(node, u)
            case "softplus":
                return functions.softplus(u, to_text(node))
            case "asin" | "acos":
                return self._arc(node, name, u)
            case "exp" | "sin" | "cos" | "atan" | "sinh" | "cosh" | "tanh" | "erf" | "sigmoid":
                result: Model = getattr(functions, name)(u)
                return result
        raise Unproved(f"{name} is not known to the certificate")

    def _root(self, node: Call, u: Model) -> Model:
        """√u; where u ≤ 0 throughout, there is a value where u is 0 only."""
        try:
            return self.functions.root(u, HALF, to_text(node))
        except TooShort:
            if enclosure(self.interval, u)[1].high <= 0:
                self._refuse_but_separate(node, node.arguments[0], POWER)
            raise

    def _arc(self, node: Call, name: str, u: Model) -> Model:
        """The arcsine or arccosine; where u ≥ 1 or u ≤ −1 throughout, there is a value where u is ±1 only."""
        try:
            result: Model = getattr(self.functions, name)(u, to_text(node))
            return result
        except TooShort:
            total = values(self.interval, u)
            if total.low >= 1 or total.high <= -1:
                self._refuse_but_separate(node, node.arguments[0], ARCSINE)
            raise

    def _sign(self, node: Call, u: Model) -> Model:
        try:
            found = sign(self.interval, u)
        except TooShort:
            total = enclosure(self.interval, u)[1]
            if total.low >= 0 and self._positive_part(node.arguments[0]) is not None:
                self._noted(node, to_text(node.arguments[0]), 1)
                return constant(ONE)
            if total.low >= 0:
                return spread(UNIT)
            return negated(spread(UNIT)) if total.high <= 0 else spread(BOTH)
        self._noted(node, to_text(node.arguments[0]), found)
        return constant(rational(found))

    def _log(self, node: Call, u: Model) -> Model:
        """ln u; of u + v with u ≥ 0 and v > 0 throughout, it is at least ln v."""
        try:
            return self.functions.log(u, to_text(node))
        except TooShort:
            argument = node.arguments[0]
            positive = self._positive_part(argument)
            if positive is None:
                raise
            least = self.functions.log(positive, to_text(node))
            most = values(self.interval, u).high.log()
            rise = subtract(self.interval, spread(Range.spanning(most)), least)
            return add(self.interval, least, multiply(self.interval, spread(UNIT), rise))
