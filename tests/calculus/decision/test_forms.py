"""The form of every part of random expressions, against the value of that part."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any, get_args

import pytest

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.balls import tangent_of_gaussian_prime
from relu_tui.calculus.exact.constant import ZERO, Constant, Number
from relu_tui.calculus.exact.monomial import Generator, Monomial
from relu_tui.calculus.exact.sums import Sum
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Call, Numeric, Variable, nodes
from relu_tui.calculus.side import Side
from tests.calculus.oracle.arithmetic import Doubt, Nowhere
from tests.calculus.oracle.evaluator import Evaluator

STEP = Fraction(1, 10**9 + 7)
ORACLE = Evaluator(120)

# what vanishes, in form or only in value, under what must look out for it
ZEROS = ("max(0, {u})", "relu({u})", "sin({u})**2 + cos({u})**2 - 1", "{u} - {u}", "{u}")
ONES = (
    "sin({u})**2 + cos({u})**2",
    "exp({u})*exp(-({u}))",
    "cosh({u})**2 - sinh({u})**2",
    "({u} + 2)/({u} + 2)",
)
AROUND = (
    "sqrt({u})",
    "cbrt({u})",
    "abs({u})",
    "({u})**(1/2)",
    "atan({u})",
    "exp({u})",
    "{u} + {v}",
    "{u}*{v}",
)
BESIDE = ("sign({u})", "floor({u})", "log({u} + 1)", "min({u}, {v})", "tanh({u})", "1/(1 + {u})", "({u})**3")
POINTS = ("0", "0", "1", "-1/3", "sqrt(2)")


def expression(generator: random.Random, depth: int) -> str:
    """Roots, powers and branches of what is 0 or 1 by an identity."""
    if depth == 0:
        return generator.choice(("x", "-x", "x**2", "abs(x)", "2"))
    form = generator.choice((ZEROS, ONES, AROUND, AROUND, BESIDE))
    u, v = (expression(generator, depth - 1) for _ in range(2))
    return f"({generator.choice(form).format(u=u, v=v)})"


def value(number: Number, h: Any) -> Any:
    """A constant with h in it, where h is a number."""
    mp = ORACLE.mp
    if not isinstance(number, Constant):
        return mp.mpf(int(number.p)) / int(number.q)
    result = total(number.numerator, h)
    for factor, k in number.denominator:
        result /= total(factor.numerator, h) ** k
    return result


def total(terms: Sum, h: Any) -> Any:
    return ORACLE.mp.fsum(value(c, h) * product(monomial, h) for monomial, c in terms.items())


def product(monomial: Monomial, h: Any) -> Any:
    mp = ORACLE.mp
    result = mp.exp(value(monomial.exponent, h))
    if monomial.wave:
        result *= getattr(mp, monomial.wave[0])(value(monomial.wave[1], h))
    for generator, exponent in monomial.powers:
        result *= factor(generator, h) ** value(exponent, h)
    return result


def factor(generator: Generator, h: Any) -> Any:
    mp = ORACLE.mp
    if generator.kind in ("pi", "step"):
        return +mp.pi if generator.kind == "pi" else h
    if generator.kind == "atan_prime":
        return mp.atan(value(tangent_of_gaussian_prime(generator.argument), h))
    argument = value(generator.argument, h)
    if generator.kind == "cospi":
        return mp.cos(mp.pi * argument)
    if generator.kind in ("besselj", "besseli"):
        return getattr(mp, generator.kind)(generator.order, argument)
    if generator.kind == "polygamma":
        return mp.psi(generator.order, argument)
    return argument if generator.kind in ("root", "sum") else getattr(mp, generator.kind)(argument)


@pytest.mark.parametrize("seed", range(3))
def test_a_form_has_the_value_of_its_part(seed: int) -> None:
    generator = random.Random(seed)
    seen = sum(compared(parse(expression(generator, 3)).tree, generator.choice(POINTS)) for _ in range(120))
    assert seen > 400


@pytest.mark.parametrize("name", UNARY)
def test_every_function_has_a_form(name: str) -> None:
    tree = parse(f"{name}(1/3 + x/7)").tree
    assert compared(tree, "0") == 2 * len(set(nodes(tree)))


def test_a_function_that_is_not_known_has_none() -> None:
    assert Expansion(ZERO, Side.RIGHT, Setting(4)).identities.form(Call("gauss", (Variable(),))) is None


def compared(tree: Numeric, at: str) -> int:
    """How many parts on either side were held against their values."""
    a = ORACLE.at(parse_point(at).tree, Fraction(0))
    seen = 0
    for side in (Side.LEFT, Side.RIGHT):
        x = ORACLE.add(a, STEP * int(side))
        for node, form in forms(tree, at, side):
            try:
                truth = ORACLE.rounded(ORACLE.at(node, x))
            except (Doubt, Nowhere):
                continue
            mine = value(form, ORACLE.mp.mpf(STEP.numerator) / STEP.denominator)
            room = truth.error + ORACLE.mp.mpf(10) ** -60
            assert abs(mine - truth.value) <= room * (1 + abs(truth.value)), (node, at, side, form)
            seen += 1
    return seen


def forms(tree: Numeric, at: str, side: Side) -> list[tuple[Numeric, Number]]:
    """The parts that have a form near the point."""
    expansion = Expansion(locate(parse_point(at)), side, Setting(4, patient=True))
    found: list[tuple[Numeric, Number]] = []
    try:
        with bounded():
            expansion.germ(tree)
    except (NotDefined, Undecided):
        pass
    for node in nodes(tree):
        if isinstance(node, get_args(Numeric)):
            with bounded():
                form = expansion.identities.form(node)
            if form is not None:
                found.append((node, form))
    return found
