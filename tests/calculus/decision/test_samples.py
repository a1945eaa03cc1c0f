"""Values in ball arithmetic, and the second opinion they give."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from flint import arb, fmpq

from relu_tui.calculus.decision import limits
from relu_tui.calculus.decision.samples import are_apart, enclosed, quotient
from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.balls import precision
from relu_tui.calculus.exact.constant import ZERO
from relu_tui.calculus.germs import germ
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.side import Side
from tests.calculus.oracle.arithmetic import Doubt, Nowhere
from tests.calculus.oracle.evaluator import Evaluator
from tests.calculus.trees import expression
from tests.calculus.verdicts import slopes

ORACLE = Evaluator(60)


@pytest.mark.parametrize("seed", range(4))
def test_a_ball_holds_the_value(seed: int) -> None:
    generator = random.Random(seed)
    seen = 0
    for _ in range(100):
        tree = parse(expression(generator.choice)[0]).tree
        x = Fraction(generator.randint(-300, 300), 97)
        try:
            value = ORACLE.rounded(ORACLE.at(tree, x))
            with precision(400):
                ball = enclosed(tree, arb(fmpq(x.numerator, x.denominator)))
        except (Doubt, Nowhere, Undecided):
            continue
        room = value.error + abs(value.value) * ORACLE.unit
        with precision(400):
            assert abs(ball - arb(str(value.value))).lower() <= arb(str(room * 10)), (tree, x)
        seen += 1
    assert seen > 40


@pytest.mark.parametrize(
    ("function", "room", "apart"),
    [
        ("cos(1/x)", 1, True),
        ("cos(log(x))", 1, True),
        ("cos(exp(1/x))", 1, True),
        ("cos(1/x)/x", None, True),
        ("x*cos(1/x)", 1, False),
        ("sin(1/x)**2 + cos(1/x)**2", 1, False),
        ("(2 + cos(1/x))/x", None, False),
        ("1/x", None, False),
    ],
)
def test_values_that_keep_lying_apart(function: str, room: int | None, apart: bool) -> None:
    at = quotient(parse(function).tree, ZERO, None, Side.RIGHT)
    assert are_apart(at, None if room is None else arb(room)) is apart


def test_what_is_taken_for_different_and_is_not_has_no_values_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def told_apart(_: Germ, other: Germ) -> bool:
        return other is not None

    monkeypatch.setattr(germ, "_same_angle", lambda a, b: a == b)
    monkeypatch.setattr(limits, "apart", told_apart)
    one_number = "x*(sin(sqrt(cbrt(5)-cbrt(4))/x) - sin((cbrt(2)+cbrt(20)-cbrt(25))/3/x)) if x != 0 else 0"
    assert slopes(one_number) == ("unknown", "unknown")
    two = "x*(sin(sqrt(3)/x) - sin(sqrt(2)/x)) if x != 0 else 0"
    assert slopes(two) == ("oscillates", "oscillates")
