"""An expression on the interval: one walk over its tree, each part enclosed once.

The branch of a condition, of max, min, abs, relu, sign is taken where a sign is proved at every h of the
interval, and noted. Where a wave hides the sign, both branches are enclosed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.syntax import (
    COMPARISONS,
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
from relu_tui.certificate.analytic import Analytic
from relu_tui.certificate.constants import ONE, PI, Constant, rational
from relu_tui.certificate.errors import NoValue, TooShort, Unproved
from relu_tui.certificate.functions import Functions
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.functions.powers import HALF
from relu_tui.certificate.functions_of_constants import exp
from relu_tui.certificate.harmonics import Harmonics
from relu_tui.certificate.interval import Interval, largest
from relu_tui.certificate.ranges import BITS, BOTH, UNIT, ZERO, Range, precision
from relu_tui.certificate.record import ARCSINE, BUT_SEPARATE, POWER
from relu_tui.certificate.scales import STEP, compare
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
    scaled,
    sign,
    spread,
    subtract,
    values,
)
from relu_tui.certificate.whole_numbers import Wholes

AT = 0
"""The side of the point itself."""


@dataclass(frozen=True)
class Branch:
    """A sign on the whole interval, by which a branch was taken.

    Attributes:
        part: The part of the function that branches.
        compared: What has the sign.
        sign: Its sign at every h.
    """

    part: str
    compared: str
    sign: int


class Evaluation:
    """f(a ± h) for every h of an interval, or of a sequence in it; f(a) where the side is 0.

    Attributes:
        branches: The branches taken.
        functions: The functions on the interval.
    """

    def __init__(self, point: Constant, side: int, interval: Interval, phase: Phase | None = None) -> None:
        self.interval = interval
        self.functions = Functions(interval, phase)
        self.branches: dict[tuple[str, str], Branch] = {}
        x = constant(point)
        if side:
            x = add(interval, x, Model({STEP: rational(side)}))
        self.x = x
        self._known: dict[Node, Model] = {}
        self._bounds: dict[tuple[Node, bool], list[Model]] = {}
        self._harmonics = Harmonics(interval, self._model, self.functions)
        self._wholes = Wholes(interval, self._model)
        self._has_wholes = False
        self._is_whole_interval = bool(side) and phase is None and not interval.has_holes
        self._analytic = Analytic(
            interval, self._model, lambda node, phase: Evaluation(point, side, interval, phase).model(node)
        )

    def model(self, tree: Numeric) -> Model:
        """The expression on the interval.

        Raises:
            NoValue: It has no value at any h.
            Unproved: It was not enclosed.
        """
        with precision(BITS):
            return self._model(tree)

    def _model(self, node: Numeric) -> Model:
        found = self._known.get(node)
        if found is None:
            self.interval.spend(1)
            found = self._known[node] = self._computed(node)
            if found.rest is not None and self._has_wholes and isinstance(node, Binary | Call):
                number = self._wholes.value(node)
                if number is not None:
                    found = self._known[node] = constant(rational(number))
        return found

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
                return self._clamped(node, positive, [(node.arguments[0], u), (_NOUGHT, NOTHING)])
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

    # --- branches ---

    def _note(self, part: Node, compared: Numeric, u: Model) -> None:
        """Write down the sign by which a branch is taken, where there is one."""
        try:
            found = sign(self.interval, u)
        except TooShort:
            return
        self._noted(part, to_text(compared), found)

    def _noted(self, part: Node, compared: str, found: int) -> None:
        self.branches.setdefault((to_text(part), compared), Branch(to_text(part), compared, found))

    def _extreme(self, node: Call, u: Model, other: Model, written: Numeric | None) -> Model:
        """The greater or the lesser of two; half their sum and distance where a wave hides which it is."""
        interval = self.interval
        least = node.name == "min"
        difference = subtract(interval, u, other)
        try:
            found = sign(interval, difference)
        except TooShort:
            apart = enclosure(interval, difference)[1]
            if apart.low >= 0 or apart.high <= 0:  # one of them is never below the other
                return u if bool(apart.low >= 0) != least else other
            squeezed = self._squeezed(u, other, least)
            if squeezed is not None:
                return squeezed
            size = self.functions.absolute(difference)
            total = subtract(interval, other, negated(u))
            middle = subtract(interval, total, size) if least else add(interval, total, size)
            return scaled(middle, fmpq(1, 2)) if not middle.is_zero else middle
        self._note_extreme(node, written, found)
        return u if (found >= 0) != least else other

    def _note_extreme(self, node: Call, written: Numeric | None, found: int) -> None:
        """Write down which is greater, an argument or what stood before it."""
        if written is None:
            self._noted(node, to_text(node.arguments[0]), found)
            return
        before = node.arguments[: node.arguments.index(written)]
        if len(before) == 1 and _is_nought(before[0]):
            self._noted(node, to_text(written), -found)
            return
        texts = [to_text(argument) for argument in before]
        first = texts[0] if len(texts) == 1 else f"{node.name}({', '.join(texts)})"
        compared = first if _is_nought(written) else f"{first} - ({to_text(written)})"
        self._noted(node, compared, found)

    def _squeezed(self, u: Model, other: Model, least: bool) -> Model | None:
        """The greater or lesser of two where the ranges tell something of it, or None."""
        one, first = enclosure(self.interval, u)
        two, second = (one, ZERO) if other.is_zero else enclosure(self.interval, other)
        inner, outer = (first, second) if compare(one, two) <= 0 else (second, first)
        if least and inner.low >= 0 and outer.low >= 0:  # 0 ≤ min(u, v) ≤ u
            return spread(Range(ZERO.low, inner.high), one if inner is first else two)
        if not least and inner.high <= 0 and outer.high <= 0:
            return spread(Range(inner.low, ZERO.high), one if inner is first else two)
        if lead(u) is not None or lead(other) is not None:
            return None
        scale = largest([one, two])
        ranges = [
            first * self.interval.relative(one, scale),
            second * self.interval.relative(two, scale),
        ]
        choose = _lesser if least else _greater
        low, high = choose(*(r.low for r in ranges)), choose(*(r.high for r in ranges))
        return spread(Range(low, high), scale)

    def _clamped(self, node: Call, found: Model, arguments: list[tuple[Numeric, Model]]) -> Model:
        """A max or min between two bounds, such as max(−x², min(x², sin(1/x))), where a range tells less.

        max(u, v) is at least u and at least v, and whatever is at least both is at least max(u, v); the same
        of min the other way round. So bounds are kept with each max and min, all of them right at every h.
        With l ≤ max(u, v) ≤ m it is l + t·(m − l), 0 ≤ t ≤ 1.
        """
        if found.rest is None:
            return found
        least = node.name == "min"
        near = [other for _, other in arguments]  # bounds of the kind that each argument is
        near += [bound for part, _ in arguments for bound in self._bounds.get((part, least), ())]
        far = [[other, *self._bounds.get((part, not least), ())] for part, other in arguments]
        beyond = [
            bound
            for index, bounds in enumerate(far)
            for bound in bounds
            if all(
                any(self._is_ordered(other, bound, least) for other in others)
                for place, others in enumerate(far)
                if place != index
            )
        ]
        self._bounds[node, least] = near
        self._bounds[node, not least] = beyond
        for low in near:
            for high in beyond:
                width = subtract(self.interval, high, low)
                scale = None if width.is_zero else enclosure(self.interval, width)[0]
                if scale is None or compare(scale, enclosure(self.interval, found)[0]) < 0:
                    found = add(self.interval, low, multiply(self.interval, spread(UNIT), width))
                    if found.is_zero:
                        return found
        return found

    def _is_ordered(self, one: Model, other: Model, least: bool) -> bool:
        """Whether one ≤ other throughout, or one ≥ other where `least`."""
        if one is other:
            return True
        try:
            found = sign(self.interval, subtract(self.interval, one, other))
        except Unproved:
            return False
        return found >= 0 if least else found <= 0

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

    def _positive_part(self, node: Numeric) -> Model | None:
        """The v of a sum u + v, or v + u, with u ≥ 0 throughout and v > 0 throughout, or None."""
        if not (isinstance(node, Binary) and node.operator == "+"):
            return None
        models = (self._model(node.left), self._model(node.right))
        if any(part.is_zero for part in models):
            return None
        totals = [enclosure(self.interval, part)[1] for part in models]
        if any(total.low < 0 for total in totals):
            return None
        positive = [part for part, total in zip(models, totals, strict=True) if total.low > 0]
        return positive[0] if positive else None

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

    def _conditional(self, node: Conditional) -> Model:
        truth = self._truth(node, node.condition)
        if truth is not None:
            return self._model(node.body if truth else node.otherwise)
        try:
            body = self._model(node.body)
        except NoValue as trouble:
            return self._other(node.otherwise, trouble)
        try:
            otherwise = self._model(node.otherwise)
        except NoValue as trouble:
            return self._other(node.body, trouble)
        both = subtract(self.interval, body, otherwise)
        return add(self.interval, otherwise, multiply(self.interval, spread(UNIT), both))

    def _other(self, branch: Numeric, trouble: NoValue) -> Model:
        """What a condition is wherever it has a value, where one of its branches has none at any h."""
        if not self.interval.passes_holes():
            raise Unproved(f"a branch without a value may be taken: {trouble}") from None
        return self._model(branch)

    def _truth(self, part: Conditional, condition: Condition) -> bool | None:
        """Whether a condition holds at every h, or at none; None where a wave hides it."""
        match condition:
            case Negation(operand):
                found = self._truth(part, operand)
                return None if found is None else not found
            case Junction(operator, pieces):
                return self._junction(part, operator == "and", pieces)
            case Comparison(first, links):
                return self._comparison(part, first, links)

    def _junction(self, part: Conditional, every: bool, pieces: tuple[Condition, ...]) -> bool | None:
        """As Python reads it: a piece is not asked once the answer is known."""
        result: bool | None = every
        for piece in pieces:
            try:
                found = self._truth(part, piece)
            except NoValue as trouble:
                if result is not every:
                    raise Unproved(f"a condition without a value may be asked: {trouble}") from None
                raise
            if found is not None and found is not every:
                return found if result is every else None
            if found is None:
                result = None
        return result

    def _comparison(
        self, part: Conditional, first: Numeric, links: tuple[tuple[str, Numeric], ...]
    ) -> bool | None:
        left, before, hidden = self._model(first), first, False
        for operator, operand in links:
            try:
                right = self._model(operand)
            except NoValue as trouble:
                if hidden:
                    raise Unproved(f"a condition without a value may be asked: {trouble}") from None
                raise
            try:
                found = sign(self.interval, subtract(self.interval, left, right))
            except TooShort:
                holds = self._hidden(operator, before, operand, subtract(self.interval, left, right))
            else:
                self._noted(part.condition, _difference(before, operand), found)
                holds = bool(COMPARISONS[operator](found, 0))
            if holds is False:
                return None if hidden else False
            hidden = hidden or holds is None
            left, before = right, operand
        return None if hidden else True

    def _hidden(self, operator: str, left: Numeric, right: Numeric, difference: Model) -> bool | None:
        """A comparison whose sign is hidden, but which may hold all the same: sin(1/x) ≤ 1, u − ⌊u⌋ < 1."""
        if self._has_wholes:
            step = self._wholes.floor_of_difference(left, right)
            if step is not None and operator in (">=", "<"):
                return (step >= 0) == (operator == ">=")
        total = enclosure(self.interval, difference)[1]
        if total.high <= 0 and operator in ("<=", ">"):
            return operator == "<="
        if total.low >= 0 and operator in (">=", "<"):
            return operator == ">="
        return None


_NOUGHT = Literal(Fraction(0), "0")


def _is_nought(node: Numeric) -> bool:
    return isinstance(node, Literal) and node.value == 0


def _difference(left: Numeric, right: Numeric) -> str:
    if _is_nought(right):
        return to_text(left)
    plain = isinstance(right, Literal | Variable | Named | Call)
    return f"{to_text(left)} - {to_text(right)}" if plain else f"{to_text(left)} - ({to_text(right)})"


def _greater(one: arb, other: arb) -> arb:
    return max(one, other)


def _lesser(one: arb, other: arb) -> arb:
    return min(one, other)
