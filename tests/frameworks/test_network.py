"""Networks of one variable: their kinks, held against the engine and the tape."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.examination import examine
from relu_tui.frameworks.backward import backward
from relu_tui.frameworks.every_framework import EVERY
from relu_tui.frameworks.network import (
    USUAL_SEED,
    Anatomy,
    NetworkError,
    Stretch,
    drawn,
    is_single,
    read,
    taken_apart,
)
from relu_tui.frameworks.network_words import findings
from relu_tui.frameworks.tape import record


def found(text: str, low: int = -4, high: int = 4) -> Anatomy:
    return taken_apart(read(text), Fraction(low), Fraction(high))


def test_the_pair_has_one_point_where_two_kinks_cancel() -> None:
    pair = found("1 0, -1 0; 1 -1 0")
    assert pair.network.expression == "relu(x) - relu(-x)"
    (kink,) = pair.kinks
    assert kink.units == ((1, 1), (1, 2))
    assert [str(value) for value in (kink.at, kink.left, kink.right)] == ["0", "1", "1"]
    assert list(map(str, kink.returned)) == ["0", "1", "2"]
    assert kink.wrong


def test_a_unit_that_stands_on_its_kink_all_along_is_told() -> None:
    nested = found("-1 0; -1 0; 1 0")
    (stretch,) = nested.stretches
    assert stretch == Stretch(Fraction(0), Fraction(4), (2, 1))
    assert any("stands on its kink all along" in told for told in findings(nested))


def test_one_point_is_a_float32_number_and_several_are() -> None:
    told = [" ".join(findings(found(weights))) for weights in ("1 0, -1 0; 1 -1 0", "1 0, 1 -1; 1 1 0")]
    assert "1 of the points is a float32 number:" in told[0]
    assert "2 of the points are float32 numbers:" in told[1]


@pytest.mark.parametrize("seed", [USUAL_SEED, 4, 10, 21, 35])
def test_slopes_and_what_autodiff_returns_are_those_of_the_engine_and_the_tape(seed: int) -> None:
    anatomy = taken_apart(drawn(seed, [3, 3]), Fraction(-4), Fraction(4))
    for kink in anatomy.kinks:
        examination = examine(anatomy.network.expression, str(kink.at))
        assert examination.left.slope == Finite(exactly(kink.left))
        assert examination.right.slope == Finite(exactly(kink.right))
        if is_single(kink.at):
            tape = record(examination)
            assert {backward(tape, rules).returned for rules in EVERY} == {float(kink.returned[0])}


def test_between_kinks_there_is_no_other() -> None:
    anatomy = taken_apart(drawn(3, [4, 4]), Fraction(-4), Fraction(4))
    points = [anatomy.low, *(kink.at for kink in anatomy.kinks), anatomy.high]
    for left, right in pairwise(points):
        middle = str((left + right) / 2)
        assert examine(anatomy.network.expression, middle).differentiable


def test_the_usual_network_has_a_point_where_autodiff_is_wrong() -> None:
    usual = taken_apart(drawn(USUAL_SEED, [4, 4]), Fraction(-4), Fraction(4))
    assert [kink.wrong for kink in usual.kinks].count(True) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 0", "write the hidden layer and the output"),
        ("1 0 0; 1 0", "layer 1 takes 2 numbers"),
        ("1 0, 1 0; 1 0", "layer 2 takes 3 numbers"),
        ("1 0; 1 0, 1 0", "the output is one unit"),
        ("a 0; 1 0", "'a' is not a number"),
        ("1/0 0; 1 0", "'1/0' is not a number"),
        ("9" * 5000, "too long"),
        (",".join(["1 0"] * 65) + ";" + "1 " * 65 + "0", "at most 64 units"),
    ],
)
def test_what_is_no_network_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        read(text)


def test_numbers_that_would_grow_without_bound_are_refused() -> None:
    layer = ", ".join(" ".join(f"1/{997 + 2 * (11 * i + j)}" for j in range(9)) for i in range(8))
    first = ", ".join(f"1/{1009 + i} 1/{2003 + i}" for i in range(8))
    text = "; ".join([first, layer, layer, layer, layer, " ".join(["1"] * 8 + ["0"])])
    with pytest.raises(NetworkError, match="too long"):
        found(text)
