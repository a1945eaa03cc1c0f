"""Which certificates stand beside a proof."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.language.line import plain
from relu_tui.calculus.questions.function_limit import examine_limit
from relu_tui.calculus.status import Basis
from relu_tui.lesson.answers import limit_lines
from relu_tui.lesson.argument_bounds import argued
from relu_tui.lesson.certificate_words import proof
from relu_tui.lesson.certificates import QUICK, certified
from relu_tui.lesson.certified_limits import CertifiedLimit, certified_limit


def test_a_limit_that_is_too_long_to_be_read_again_has_no_certificate() -> None:
    function = " + ".join(f"cbrt({n} + sqrt({n} + x**2))" for n in range(2, 24))
    found = certified(examine(function, "171")).certificates
    assert ("left", "quotient") not in found


def test_two_sequences_give_the_argument_no_interval() -> None:
    poles = "x/sin(1/x) if x != 0 else 0"
    certificate = certified(examine(poles, "0")).quotient("right")
    assert certificate is not None
    assert proof(certificate)[0].startswith("Within ")
    lines = [[plain(line) for line in section.lines] for section in argued(examine(poles, "0"))]
    assert lines == [[plain(line) for line in section.lines] for section in argue(examine(poles, "0"))]


def limit(function: str, at: str) -> CertifiedLimit:
    return certified_limit(examine_limit(function, at), QUICK)


@pytest.mark.parametrize(
    ("function", "at", "line"),
    [
        ("sin(x)/x", "0", "Certified throughout 0 < h ≤ 1, with h = |Δx|: |f − 1| ≤ 167/1000·h²."),
        ("1/x", "0", "Certified throughout 0 < h ≤ 1, with h = |Δx|: f ≤ −1/h."),
        ("floor(x)", "0", "Certified throughout 0 < h ≤ 1/4, with h = |Δx|: f is 0."),
        ("sqrt(x)", "0", "sqrt(x) has no value: a negative number to a power that is not whole."),
        ("(x + 1)/x", "-inf", "Certified throughout x ≤ −1, with h = 1/|x|: |f − 1| ≤ h."),
        ("1/(x - 3)", "inf", "Certified throughout x ≥ 16, with h = 1/|x|: |f − 0| ≤ 5/4·h."),
        ("sin(1/x)", "0", "where 1/h = 3·π/2 + 2πn, n a whole number, f ≤ −1."),
    ],
)
def test_a_limit_of_f_is_told_with_what_certifies_it(function: str, at: str, line: str) -> None:
    assert any(told.strip().endswith(line) for told in limit_lines(limit(function, at)))


def test_what_is_said_as_x_grows_holds_at_large_x() -> None:
    for at, sign in (("inf", 1), ("-inf", -1)):
        (made,) = limit("x/(x + 1/2)", at).certificates.values()
        assert made.bound is not None
        assert made.bound.scale == "x"
        for x in (1 / made.radius, 2 / made.radius, Fraction(10**6)):
            assert abs(sign * x / (sign * x + Fraction(1, 2)) - 1) <= made.bound.constant / x


@pytest.mark.parametrize(
    ("function", "certain"),
    [
        ("sin(x)/x", (True, True, True, True, False)),  # that f(0) has no value is no certificate's
        ("floor(x)", (True, True, True, True, True)),
        ("x**2", (True, True, True, True, True)),
        ("x**2 if x != 0 else 1", (True, True, True, True, True)),
        ("sin(1/x)", (True, True, True, True, True)),
    ],
)
def test_the_conditions_of_a_limit_that_are_certified(function: str, certain: tuple[bool, ...]) -> None:
    found = limit(function, "0")
    assert tuple(basis is Basis.CERTIFIED for basis in found.bases) == certain
    assert [item["basis"] for item in found.to_dict()["conditions"]] == [str(basis) for basis in found.bases]
    without = replace(found, certificates={})
    assert Basis.CERTIFIED not in without.bases
    one = replace(found, certificates={"left": found.certificates["left"]})
    assert [basis is Basis.CERTIFIED for basis in one.bases] == [False, True, False, False, False]
