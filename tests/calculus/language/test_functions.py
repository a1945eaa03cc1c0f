"""Every function of the language against the table of functions, wherever it is known by name.

A function that is missing in one of its places, and a false claim, are found out here: values, signs,
parity and domain are held against mpmath at points drawn anew with a fixed seed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction
from types import ModuleType
from typing import Any
from unittest.mock import Mock

import mpmath
import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.decision import identities, samples
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import NotDefined
from relu_tui.calculus.exact.constant import ZERO, exactly
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.language import expression_printing, functions
from relu_tui.calculus.language.functions import ALIASES, FUNCTIONS, UNARY, Claim, Domain, Parity
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.numerics.evaluation import DOUBLES, compiled
from relu_tui.calculus.numerics.format_arithmetic import arithmetic
from relu_tui.calculus.questions import enclosures
from relu_tui.calculus.questions.points import rough_points
from relu_tui.calculus.side import Side
from relu_tui.frameworks.live import backends
from relu_tui.interface.help_pages import LANGUAGE
from relu_tui.number_formats import FORMATS
from tests.calculus import trees
from tests.calculus.oracle.arithmetic import Nowhere
from tests.calculus.oracle.evaluator import evaluator

mp = mpmath.mp.clone()
mp.dps = 40

TRUE_VALUES: dict[str, Callable[[Any], Any]] = {
    "abs": abs,
    "sign": mp.sign,
    "floor": mp.floor,
    "ceil": mp.ceil,
    "sqrt": mp.sqrt,
    "cbrt": lambda u: mp.sign(u) * mp.cbrt(abs(u)),
    "exp": mp.exp,
    "log": mp.log,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "asin": mp.asin,
    "acos": mp.acos,
    "atan": mp.atan,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "erf": mp.erf,
    "relu": lambda u: max(u, mp.zero),
    "sigmoid": lambda u: 1 / (1 + mp.exp(-u)),
    "softplus": lambda u: mp.log(1 + mp.exp(u)),
    "gamma": mp.gamma,
    "digamma": mp.digamma,
    "trigamma": lambda u: mp.psi(1, u),
    "lambertw": mp.lambertw,
    "ei": mp.ei,
    "erfi": mp.erfi,
    "besselj0": lambda u: mp.besselj(0, u),
    "besselj1": lambda u: mp.besselj(1, u),
    "besseli0": lambda u: mp.besseli(0, u),
    "besseli1": lambda u: mp.besseli(1, u),
}
"""Each function of one argument by mpmath: a number that is not real stands for no value."""

_generator = random.Random(11)
POINTS = [Fraction(_generator.randint(-4000, 4000), 997) for _ in range(24)]
POINTS += [Fraction(n) for n in (-3, -1, 0, 1, 2, 4)]

_HALVES = (Domain.POSITIVE, Domain.NON_NEGATIVE, Domain.FROM_BRANCH_OF_W)
HALVED = [name for name in UNARY if FUNCTIONS[name].domain in _HALVES]
"""The functions that have values on one side alone, or little more."""


def _power(exponent: Any) -> Any:
    return mp.mpf(decimal(exactly(Fraction(str(exponent))), 30))


def contains(domain: Domain, x: Fraction) -> bool:
    """Whether a rational number is in a domain."""
    return {
        Domain.POSITIVE: x > 0,
        Domain.NON_NEGATIVE: x >= 0,
        Domain.UNIT: abs(x) <= 1,
        Domain.NOT_ZERO: x != 0,
        Domain.FROM_BRANCH_OF_W: x > Fraction(-36787944, 10**8),
        Domain.NO_POLE_OF_GAMMA: x > 0 or x.denominator != 1,
    }.get(domain, True)


def true_value(name: str, x: Fraction) -> Any:
    return TRUE_VALUES[name](mp.mpf(x.numerator) / x.denominator)


def tree(name: str, argument: str = "x") -> Numeric:
    return parse(f"{name}({argument})").tree


@pytest.mark.parametrize("name", UNARY)
def test_its_values_are_mpmaths_where_it_is_defined_and_nowhere_else(name: str) -> None:
    function = FUNCTIONS[name]
    for x in POINTS:
        applied = tree(name, f"({x})")
        double = compiled(applied)(0.0)
        if not contains(function.domain, x):
            assert double != double
            with pytest.raises(NotDefined):
                value_at(applied, ZERO)
            with pytest.raises(Nowhere):
                evaluator(30).at(applied, Fraction(0))
            continue
        expected = true_value(name, x)
        assert abs(expected.imag) == 0
        assert double == pytest.approx(float(expected), rel=1e-11, abs=1e-14)
        exact = mp.mpf(decimal(value_at(applied, ZERO), 30))
        assert abs(exact - expected) <= abs(expected) * mp.mpf(10) ** -28
        believed = evaluator(30).rounded(evaluator(30).at(applied, Fraction(0)))
        assert abs(mp.mpf(believed.value) - expected) <= mp.mpf(10) ** -25


@pytest.mark.parametrize("name", UNARY)
def test_every_number_format_has_it(name: str) -> None:
    value = float(true_value(name, Fraction(3, 4)))
    for fmt in FORMATS.values():
        made = arithmetic(fmt)
        assert set(made.unary) == set(DOUBLES.unary) == set(UNARY)
        unit = 2.0**-9 if fmt.short is None else 2.0 ** -(fmt.short.digits + 1)
        assert float(compiled(tree(name), made)(made.number(0.75))) == pytest.approx(value, rel=2 * unit)


@pytest.mark.parametrize("name", UNARY)
def test_its_slope_is_mpmaths(name: str) -> None:
    at = Fraction(1, 3)  # nothing has a jump or a corner there
    found = examine(tree_text := f"{name}(x)", str(at))
    assert found.differentiable is True, tree_text
    assert found.derivative is not None
    slope = mp.diff(TRUE_VALUES[name], mp.mpf(1) / 3)
    assert abs(mp.mpf(decimal(found.derivative, 30)) - slope) < mp.mpf(10) ** -12


@pytest.mark.parametrize("name", UNARY)
def test_its_parity_is_what_values_show(name: str) -> None:
    seen = {Parity.EVEN, Parity.ODD}
    for x in POINTS:
        if contains(FUNCTIONS[name].domain, x) and contains(FUNCTIONS[name].domain, -x):
            here, there = true_value(name, x), true_value(name, -x)
            seen -= {Parity.EVEN} if abs(here - there) > 1e-30 else set()
            seen -= {Parity.ODD} if abs(here + there) > 1e-30 else set()
    assert FUNCTIONS[name].parity is (Parity.NEITHER if name in HALVED or not seen else seen.pop())


@pytest.mark.parametrize("name", [name for name in UNARY if name not in HALVED])
def test_identities_make_it_odd_or_even_only_where_it_is(name: str) -> None:
    expression = parse(f"{name}(x) - {name}(-x)").tree
    there, back = (node for node in (expression.left, expression.right))  # type: ignore[union-attr]
    walk = Expansion(ZERO, Side.RIGHT, Setting(4))
    forms = walk.identities.form(there), walk.identities.form(back)
    if forms[0] is None or forms[1] is None:
        return
    assert (not forms[0] - forms[1]) <= (FUNCTIONS[name].parity is Parity.EVEN)
    assert (not forms[0] + forms[1]) <= (FUNCTIONS[name].parity is Parity.ODD)


MAY_BE_MISSING = ((identities, "_FORMS"), (samples, "UNARY_BALLS"), (enclosures, "ANALYTIC"))
"""Tables in which a function may be missing."""

ASKED = (
    "sign({0}(x) + {0}(-x))",
    "{0}(1/x)*x",
    "floor({0}(sin(1/x)))",
    "abs({0}(x) - {0}(1/2))",
    "x*sin({0}(1/x)) + x*sin(2*{0}(1/x))",
)


@pytest.mark.parametrize("name", ["erf", "sinh", "softplus"])
@pytest.mark.parametrize(("module", "table"), MAY_BE_MISSING)
def test_what_is_not_told_of_a_function_makes_no_wrong_answer(
    module: ModuleType, table: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [text.format(name) for text in ASKED]
    told = [examine(text, "0").differentiable for text in texts]
    everywhere = _breaks(f"abs({name}(x) - 1/2)")
    monkeypatch.delitem(getattr(module, table), name)
    for text, verdict in zip(texts, told, strict=True):
        assert examine(text, "0").differentiable in (verdict, None), text
    assert _breaks(f"abs({name}(x) - 1/2)") in (everywhere, None)


def _breaks(function: str) -> list[float] | None:
    """The points from -2 to 2 at which f is not differentiable; None where that is not known."""
    found = rough_points(function, Fraction(-2), Fraction(2))
    return [round(float(point.place.low), 6) for point in found.rough] if found.complete else None


@pytest.mark.parametrize("name", UNARY)
def test_the_signs_and_whole_numbers_claimed_are_what_values_show(name: str) -> None:
    function = FUNCTIONS[name]
    inside = [x for x in POINTS if contains(function.domain, x)]

    def claim(holds: Callable[[Any], bool]) -> Claim:
        if all(holds(true_value(name, x)) for x in inside):
            return Claim.ALWAYS
        among = [x for x in inside if holds(x)]
        return Claim.ALL if all(holds(true_value(name, x)) for x in among) else Claim.NEVER

    assert function.non_negative is claim(lambda value: value >= 0)
    assert function.non_negative_if is not Claim.ALWAYS  # that is what `values` tells
    assert function.whole is claim(lambda value: value == int(value))


@pytest.mark.parametrize("name", UNARY)
def test_the_bounds_claimed_of_its_values_hold_and_are_near(name: str) -> None:
    function = FUNCTIONS[name]
    quarter_turns = [n * Fraction(355, 226) for n in (-2, -1, 1, 2)]
    special = [Fraction(n) for n in (-(10**6), -40, 40, 10**6)]
    special += [Fraction(n, 100) for n in (-184, 184, 383)]
    special += [Fraction(-36787943, 10**8), Fraction(1, 10**6), Fraction(-1, 10**6), *quarter_turns]
    seen = [true_value(name, x) for x in (*POINTS, *special) if contains(function.domain, x)]
    low, high = (_power(end) if math.isfinite(end) else end for end in function.values)
    assert all(low <= value <= high for value in seen)
    assert low == -math.inf or min(seen) < low + 0.01
    assert high == math.inf or max(seen) > high - 0.01
    assert math.isfinite(high) or max(seen) > 9
    assert math.isfinite(low) or min(seen) < -9


@pytest.mark.parametrize("name", UNARY)
def test_what_is_called_analytic_has_no_kink_or_jump_and_the_rest_has(name: str) -> None:
    """By second differences, of the size h² where a function is smooth, at points and whole numbers."""
    h = mp.mpf(10) ** -16
    found = []
    for x in POINTS:
        around = [mp.mpf(x.numerator) / x.denominator + step for step in (-h, 0, 2 * h)]
        if all(contains(FUNCTIONS[name].domain, x + Fraction(n, 997)) for n in range(-111, 112)):
            left, here, right = map(TRUE_VALUES[name], around)
            found.append(abs(2 * left - 3 * here + right))  # unevenly apart, for odd functions
    assert FUNCTIONS[name].analytic is (max(found) < h * mp.mpf(10) ** -6)


@pytest.mark.parametrize(("name", "pick"), [("max", max), ("min", min)])
def test_the_claims_of_extremes_are_what_values_show(name: str, pick: Callable[..., Fraction]) -> None:
    for a in POINTS:
        for b in POINTS[:8]:
            value = pick(a, b)
            tests: list[tuple[Claim, Callable[[Fraction], bool]]] = [
                (FUNCTIONS[name].non_negative, lambda number: number >= 0),
                (FUNCTIONS[name].whole, lambda number: number.denominator == 1),
            ]
            for claim, holds in tests:
                assert claim.follows([holds(a), holds(b)]) <= holds(value)


@pytest.mark.parametrize("name", [name for name in UNARY if FUNCTIONS[name].keeps_form])
def test_what_keeps_its_form_is_its_expansion_at_0_everywhere(name: str) -> None:
    germ = Expansion(ZERO, Side.RIGHT, Setting(4)).germ(tree(name))
    if germ.is_exact:
        for h in (Fraction(1, 4), Fraction(3), Fraction(40)):
            terms = [
                mp.mpf(decimal(c, 30)) * (mp.mpf(h.numerator) / h.denominator) ** _power(scale.power)
                for scale, c in germ.terms
            ]
            assert abs(mp.fsum(terms) - true_value(name, h)) < 1e-25


@pytest.mark.parametrize("name", ["torch", "jax", "tensorflow"])
def test_frameworks_are_asked_for_every_function(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a framework may offer, what is asked of it is every function of one argument."""
    monkeypatch.setattr(backends, "import_module", lambda _: Mock(__version__="1"))
    assert set(backends.FRAMEWORKS[name]().unary) == set(UNARY)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_it_is_told_written_and_drawn_at_random(name: str) -> None:
    function = FUNCTIONS[name]
    assert name in LANGUAGE.replace(".", " ").split()
    assert function.spoken
    assert name in (*trees.SMOOTH, *trees.PARTIAL, *trees.STEPS, *trees.SPECIAL, "max", "min")
    arguments = ", ".join(["x", "2"][: function.least])
    made = parse(f"{name}({arguments})").tree
    assert parse(expression_printing.to_text(made)).tree is not None
    assert arguments.partition(",")[0] in expression_printing.to_readable(made)
    assert functions.latex_of(name, "y").count("y") == 1


def test_no_name_means_two_things() -> None:
    names = [name for function in FUNCTIONS.values() for name in (function.name, *function.aliases)]
    assert len(names) == len(set(names))
    for alias, name in ALIASES.items():
        arguments = "(x, 2)" if FUNCTIONS[name].most is None else "(x)"
        assert expression_printing.to_text(parse(alias + arguments).tree) == name + arguments
