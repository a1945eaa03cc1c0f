"""What series cannot show: that a part of f equals a simpler thing at every point near a.

sin²x + cos²x − 1 is 0 to every order, and no order proves that it is 0. Written as an exact constant
in which h > 0 is one more irrational building block, the identities of the constants apply to it:
products of waves become sums, exponentials merge, logarithms split. What comes out as a sum of powers
of h is an expansion without remainder.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_poly

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.truth import Conditions
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact import exponential, gamma_family, inverse_and_integrals, trigonometric
from relu_tui.calculus.exact.bessel import bessel
from relu_tui.calculus.exact.constant import (
    HALF,
    ONE,
    PI,
    ZERO,
    Constant,
    Number,
    divisor,
    exactly,
    number_of,
    rational,
    single,
)
from relu_tui.calculus.exact.monomial import STEP, UNIT, Monomial, has_step
from relu_tui.calculus.exact.sums import Sum, leads_negative
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Conditional,
    Literal,
    Named,
    Negative,
    Numeric,
    Variable,
    spine,
)

if TYPE_CHECKING:
    from relu_tui.calculus.decision.expansion import Expansion

LIMIT = 2_000
"""Products of coefficients spent on the form of one part."""

HIGHEST_DEGREE = 12
"""Of a polynomial in h that is factored."""

MOST_STEPS = 6
"""Whole steps that the argument of a gamma function is moved by."""

H = single("step")

_ODD: dict[str, Callable[[Number], Number]] = {
    "atan": trigonometric.atan,
    "asin": trigonometric.asin,
    "erf": exponential.erf,
    "erfi": inverse_and_integrals.erfi,
}


class Identities:
    """The forms of the parts of an expression on one side of a.

    Args:
        expansion: The expansion of the same expression on the same side, which settles branches and
            has shown that each part is defined.
    """

    def __init__(self, expansion: Expansion) -> None:
        self.expansion = expansion
        self._known: dict[Numeric, Number | None] = {}

    def germ(self, node: Numeric) -> Germ | None:
        """The expansion without remainder of a part, if its form is a sum of powers of h."""
        form = self.form(node)
        return None if form is None else _germ_of(form)

    def equal(self, left: Numeric, right: Numeric) -> bool:
        """Whether two parts have the same form."""
        a, b = self.form(left), self.form(right)
        return a is not None and b is not None and not (a - b)

    def form(self, node: Numeric) -> Number | None:
        """A part as an exact constant with h in it, or None where it has no such form."""
        if node not in self._known:
            for part in reversed(spine(node)[1:]):
                self.form(part)
            try:
                with bounded(LIMIT):
                    self._known[node] = self._formed(node)
            except (Undecided, NotDefined):
                self._known[node] = None
        return self._known[node]

    def _part(self, node: Numeric) -> Number:
        form = self.form(node)
        if form is None:
            raise Undecided("no form")
        return form

    def _formed(self, node: Numeric) -> Number:
        match node:
            case Variable():
                return self.expansion.point + H * int(self.expansion.side)
            case Literal(value):
                return exactly(value)
            case Named(name):
                return PI if name == "pi" else exponential.exp(ONE)
            case Negative(operand):
                return -self._part(operand)
            case Binary(operator, left, right):
                return self._binary(operator, left, right)
            case Conditional(condition, body, otherwise):
                truth = Conditions(self.expansion).truth(condition)
                if truth is None:
                    raise Undecided("no form")
                return self._part(body if truth else otherwise)
            case Call(name, arguments):
                return self._call(node, name, arguments)

    def _binary(self, operator: str, left: Numeric, right: Numeric) -> Number:
        a, b = self._part(left), self._part(right)
        if operator == "+":
            return a + b
        if operator == "-":
            return a - b
        if operator == "*":
            return a * b
        if operator == "/":
            if not b:
                raise NotDefined("division by zero")
            return a / b
        r = rational(b)
        if r is not None and r.q == 1:
            return exponential.power(a, r)
        if self._sign(left) <= 0:
            raise Undecided("no form")
        return _power(a, r) if r is not None else exponential.exp(_log(a) * b)

    def _call(self, node: Call, name: str, arguments: tuple[Numeric, ...]) -> Number:
        if name in ("max", "min"):
            return self._part(self._extreme(arguments, 1 if name == "max" else -1))
        if name in ("sign", "floor", "ceil"):
            germ = self.expansion.germ(node)
            if not germ.is_exact or any(scale != Scale() for scale, _ in germ.terms):
                raise Undecided("no form")
            return germ.terms[0][1] if germ.terms else ZERO
        argument = arguments[0]
        u = self._part(argument)
        if name == "relu":
            return u if self._sign(argument) > 0 else ZERO
        if name == "abs":
            return u * self._sign(argument)
        if name in ("sqrt", "cbrt"):
            # a part that is 0 need not be 0 in form, and has no factors to take a root of
            direction = self._sign(argument)
            if direction < 0 and name == "sqrt":
                raise NotDefined("the square root of a negative number")
            root = HALF if name == "sqrt" else fmpq(1, 3)
            return _power(u * direction, root) * direction if direction else ZERO
        if name == "atan":
            return self._arctangent(argument, u)
        return _applied(name, u)

    def _extreme(self, arguments: tuple[Numeric, ...], direction: int) -> Numeric:
        best = arguments[0]
        for candidate in arguments[1:]:
            difference = self.expansion.germ(candidate).minus(self.expansion.germ(best))
            if difference.weak_sign()[0] * direction > 0:
                best = candidate
        return best

    def _arctangent(self, argument: Numeric, u: Number) -> Number:
        """The arctangent of u, or ±pi/2 less that of 1/u, whichever is written more simply."""
        if not has_step(u):
            return trigonometric.atan(u)
        inverse = 1 / u
        if _length(inverse) < _length(u):
            return PI * HALF * self._sign(argument) - _odd("atan", inverse)
        return _odd("atan", u)

    def _sign(self, node: Numeric) -> int:
        return self.expansion.germ(node).weak_sign()[0]


def _applied(name: str, u: Number) -> Number:
    """A function without branches; one that is not in the table has no form."""
    form = _FORMS.get(name)
    if form is None:
        raise Undecided("no form")
    return form(u)


def _odd(name: str, u: Number) -> Number:
    """An odd function, as a building block of its own where h is in the argument."""
    if not has_step(u):
        return _ODD[name](u)
    direction = -1 if leads_negative(u) else 1
    return single(name, u * direction, coefficient=fmpq(direction))


def _tan(u: Number) -> Number:
    cosine = trigonometric.cos(u)
    if not cosine:
        raise NotDefined("division by zero")
    return trigonometric.sin(u) / cosine


def _sigmoid(u: Number) -> Number:
    return 1 / (exponential.exp(-u) + 1)


def _softplus(u: Number) -> Number:
    return _log(exponential.exp(u) + 1)


def _sinh(u: Number) -> Number:
    return (exponential.exp(u) - exponential.exp(-u)) / 2


def _cosh(u: Number) -> Number:
    return (exponential.exp(u) + exponential.exp(-u)) / 2


def _acos(u: Number) -> Number:
    return PI * HALF - _odd("asin", u)


def _gamma(u: Number) -> Number:
    if not has_step(u):
        return gamma_family.gamma(u)
    steps, start = _moved(u)
    return gamma_family.gamma_moved(single("gamma", start), start, steps)


def _polygamma(order: int, u: Number) -> Number:
    if not has_step(u):
        return gamma_family.polygamma(order, u)
    steps, start = _moved(u)
    return gamma_family.polygamma_moved(order, single("polygamma", start, order=order), start, steps)


def _lambertw(u: Number) -> Number:
    return single("lambertw", u) if has_step(u) else inverse_and_integrals.lambertw(u)


def _ei(u: Number) -> Number:
    return single("ei", u) if has_step(u) else inverse_and_integrals.ei(u)


def _bessel(kind: str, order: int, u: Number) -> Number:
    if not has_step(u):
        return bessel(kind, order, u)
    direction = -1 if leads_negative(u) else 1
    return single(kind, u * direction, coefficient=fmpq(direction) if order else ONE, order=order)


def _moved(u: Number) -> tuple[int, Number]:
    """(n, s) with s + n = u, so that the gamma functions of u and of u + 1 have one building block."""
    constant = u.numerator.get(UNIT, ZERO) if isinstance(u, Constant) and not u.denominator else ZERO
    steps = int(constant.floor())
    return (steps, u - steps) if abs(steps) <= MOST_STEPS else (0, u)


def _log(u: Number) -> Number:
    """The logarithm of something positive, split by factors."""
    factored = _factored(u)
    if factored is None:
        return _log_of_factor(u)
    content, factors = factored
    result = exponential.log(content)
    for factor, k in factors:
        result = result + _log_of_factor(factor) * k
    return result


def _log_of_factor(u: Number) -> Number:
    try:
        return exponential.log(u)
    except Undecided:
        return single("log", u)


def _power(u: Number, exponent: fmpq) -> Number:
    """A power of something positive, split by factors."""
    factored = _factored(u)
    if factored is None:
        return exponential.power(u, exponent)
    content, factors = factored
    result = exponential.power(content, exponent)
    for factor, k in factors:
        result = result * exponential.power(factor, exponent * k)
    return result


def _factored(u: Number) -> tuple[fmpq, list[tuple[Number, int]]] | None:
    """(c, [(f, k)]) with u = c·Π f^k and each f > 0 near h = 0, where u is a quotient of polynomials in h."""
    if not isinstance(u, Constant):
        return None
    below_number = divisor(u)
    above = _polynomial(u.numerator)
    below = _polynomial(
        below_number.numerator if isinstance(below_number, Constant) else {UNIT: below_number}
    )
    if above is None or below is None:
        return None
    content = ONE
    factors: list[tuple[Number, int]] = []
    for polynomial, direction in ((above, 1), (below, -1)):
        leading, found = polynomial.factor()
        content = content * leading**direction
        for factor, k in found:
            positive, sign = _positive(factor)
            content = content * fmpq(sign) ** int(k)
            factors.append((positive, direction * int(k)))
    return content, factors


def _polynomial(terms: Sum) -> fmpq_poly | None:
    """A sum as a polynomial in h with rational coefficients, if it is one of moderate degree."""
    coefficients: dict[int, fmpq] = {}
    for monomial, c in terms.items():
        power = ZERO
        if monomial.exponent or monomial.wave or len(monomial.powers) > 1:
            return None
        if monomial.powers:
            ((generator, power),) = monomial.powers
            if generator != STEP or power.q != 1 or not 0 < power <= HIGHEST_DEGREE:
                return None
        coefficients[int(power)] = c
    return fmpq_poly([coefficients.get(k, ZERO) for k in range(max(coefficients) + 1)])


def _positive(polynomial: fmpq_poly) -> tuple[Number, int]:
    """(±p, ±1), with the sign that p has for every small h > 0: that of its lowest term."""
    coefficients = polynomial.coeffs()
    sign = 1 if next(c for c in coefficients if c) > 0 else -1
    result: Number = ZERO
    for k, c in enumerate(coefficients):
        if c:
            result = result + (exponential.power(H, fmpq(k)) if k else ONE) * (c * sign)
    return result, sign


def _length(number: Number) -> int:
    return len(number.key()) if isinstance(number, Constant) else 0


def _germ_of(form: Number) -> Germ | None:
    """The form as an expansion, where h stands in it by powers only."""
    if not isinstance(form, Constant):
        return germs.constant(form)
    below = divisor(form)
    if has_step(below):
        return None
    terms: dict[Scale, Number] = {}
    for monomial, coefficient in form.numerator.items():
        power = next((k for generator, k in monomial.powers if generator == STEP), ZERO)
        rest = tuple((generator, k) for generator, k in monomial.powers if generator != STEP)
        factor = number_of({Monomial(monomial.exponent, monomial.wave, rest): coefficient}) / below
        if has_step(factor):
            return None
        scale = Scale(int(power) if power.q == 1 else power)
        terms[scale] = terms.get(scale, ZERO) + factor
    return germs.collect({scale: c for scale, c in terms.items() if c}, None)


_FORMS: dict[str, Callable[[Number], Number]] = {
    "sin": trigonometric.sin,
    "cos": trigonometric.cos,
    "tan": _tan,
    "exp": exponential.exp,
    "log": _log,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": exponential.tanh,
    "asin": partial(_odd, "asin"),
    "acos": _acos,
    "erf": partial(_odd, "erf"),
    "gamma": _gamma,
    "digamma": partial(_polygamma, 0),
    "trigamma": partial(_polygamma, 1),
    "lambertw": _lambertw,
    "ei": _ei,
    "erfi": partial(_odd, "erfi"),
    "besselj0": partial(_bessel, "besselj", 0),
    "besselj1": partial(_bessel, "besselj", 1),
    "besseli0": partial(_bessel, "besseli", 0),
    "besseli1": partial(_bessel, "besseli", 1),
}
"""The form of each function that has no branches, and needs no sign of its argument."""
