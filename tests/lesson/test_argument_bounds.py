"""The bounds that an argument writes: certified, and right at random steps."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from mpmath import mp, mpf, workdps

from relu_tui.calculus import examine
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.language.line import plain
from relu_tui.calculus.questions.function_limit import examine_limit
from relu_tui.calculus.side import Side
from relu_tui.lesson.argument_bounds import argued, estimated

CASES: list[tuple[str, str, Callable[[mpf], mpf], Callable[[mpf], mpf], int]] = [
    ("exp(x)", "0", mp.exp, lambda h: 1 + h + h**2 / 2, 3),
    ("x**x if x > 0 else 1", "0", lambda x: x**x, lambda h: 1 + h * mp.log(h) + (h * mp.log(h)) ** 2 / 2, 3),
    (
        *("(sin(x) - x + x**3/6)/x**5 if x != 0 else 1/120", "0"),
        lambda x: (mp.sin(x) - x + x**3 / 6) / x**5,
        lambda h: mpf(1) / 120 - h**2 / 5040,
        2,
    ),
    ("acos(1 - x**2/2)", "0", lambda x: mp.acos(1 - x**2 / 2), lambda h: h + h**3 / 24, 2),
    ("max(x, exp(x) - 1)", "0", mp.expm1, lambda h: h + h**2 / 2 + h**3 / 6, 3),
    ("tan(x)", "pi/2", mp.tan, lambda h: -1 / h, 1),
]


@pytest.mark.parametrize(("function", "at", "f", "terms", "count"), CASES)
def test_what_the_terms_leave_over_is_within_its_bound(
    function: str, at: str, f: Callable[[mpf], mpf], terms: Callable[[mpf], mpf], count: int
) -> None:
    rest = estimated(examine(function, at)).remainders[Side.RIGHT]
    assert len(rest.terms.terms) == count
    estimate, random = rest.estimate, Random(function)
    assert estimate.scale is not None
    assert estimate.constant is not None
    with workdps(60):
        a = mp.pi / 2 if at == "pi/2" else mpf(0)
        for _ in range(20):
            h = mpf(estimate.radius.numerator) / estimate.radius.denominator * mpf(random.random()) ** 4
            left_over = abs(f(a + h) - terms(h))
            powers = {"x**x if x > 0 else 1": (h * mp.log(1 / h)) ** 3}
            size = powers.get(function, h ** ORDERS[function] if function in ORDERS else h)
            assert left_over <= mpf(estimate.constant.numerator) / estimate.constant.denominator * size


ORDERS = {
    "exp(x)": 3,
    "(sin(x) - x + x**3/6)/x**5 if x != 0 else 1/120": 4,
    "acos(1 - x**2/2)": 5,
    "max(x, exp(x) - 1)": 4,
}


def told(function: str, at: str = "0") -> list[str]:
    return [plain(line) for section in argued(examine(function, at)) for line in section.lines]


def test_a_remainder_has_a_line_of_its_own_and_no_dots_are_left() -> None:
    lines = told("exp(x)")
    assert "So f(0+Δx) = 1 + Δx + Δx²/2 + R, which tends to 1." in lines
    assert "By Taylor’s theorem for exp, |R| ≤ 167/1000·|Δx|³ for 0 < |Δx| ≤ 1." in lines
    assert (
        "(f(0+Δx) − f(0))/Δx = (1 + Δx + Δx²/2 + R − 1)/Δx = (Δx + Δx²/2 + R)/Δx = 1 + Δx/2 + R/Δx." in lines
    )
    assert not any("…" in line for line in lines)


def test_what_is_the_same_on_both_sides_is_said_once() -> None:
    left, right = argued(examine("1/x"))[1:3]
    assert [plain(line) for line in right.lines] == ["As on the left."]
    assert [plain(line) for line in left.lines] != ["As on the left."]
    assert "Line by line as on the left: it is 1 at every step, and so is its limit." in told("x")


def test_an_interval_is_named_only_where_each_branch_is_certified_on_it() -> None:
    lines = told("relu(x - sin(x) - 100*x**5)")  # positive for 0 < Δx < 0.04 only
    assert "From the right: take 0 < Δx ≤ 1/32." in lines


@pytest.mark.parametrize(
    ("function", "at", "line"),
    [
        (
            *("max(x, sin(x))", "0"),
            "max(x, sin(x)) = x since sin(x) − x = −Δx³·(1/6 + S) < 0, "
            "as |S| ≤ 0.00973·|Δx|² < 1/6 for 0 < |Δx| ≤ 1.",
        ),
        (
            *("abs(x**2 - 2)", "sqrt(2)"),
            "|x² − 2| = x² − 2 since x² − 2 = Δx·(2√2 + Δx) > 0, as |Δx| < 2√2 for 0 < |Δx| ≤ 1.",
        ),
        (
            *("relu(x - sin(x))", "0"),
            "relu(x − sin(x)) = x − sin(x) since x − sin(x) = Δx³·(1/6 + S) > 0, "
            "as |S| ≤ 0.00973·|Δx|² < 1/6 for 0 < |Δx| ≤ 1.",
        ),
        (
            *("sign(sin(x))", "0"),
            "sign(sin(x)) = 1 since sin(x) = Δx·(1 + S) > 0, as |S| ≤ 167/1000·|Δx|² < 1 for 0 < |Δx| ≤ 1.",
        ),
    ],
)
def test_the_sign_of_a_sum_is_that_of_its_first_term_by_a_bound_on_the_rest(
    function: str, at: str, line: str
) -> None:
    assert line in told(function, at)


@pytest.mark.parametrize(("function", "at"), [("max(x, exp(x) - 1)", "0"), ("max(sin(x), 1/2)", "pi/6")])
def test_the_rest_of_what_picks_a_branch_is_within_its_bound(function: str, at: str) -> None:
    for (side, text), found in estimated(examine(function, at)).signs.items():
        part = {"exp(x) − 1 − x": lambda x: mp.expm1(x) - x, "1/2 − sin(x)": lambda x: mpf(1) / 2 - mp.sin(x)}
        assert found.estimate.constant is not None
        random, radius = Random(text), found.estimate.radius
        with workdps(60):
            a = mp.pi / 6 if at == "pi/6" else mpf(0)
            first = -mp.sqrt(3) / 2 if at == "pi/6" else mpf(1) / 2
            bound = mpf(found.estimate.constant.numerator) / found.estimate.constant.denominator
            assert bound * radius.numerator / radius.denominator < abs(first)
            for _ in range(20):
                step = int(side) * mpf(random.random()) ** 3 * radius.numerator / radius.denominator
                assert abs(part[text](a + step) / step**found.power - first) <= bound * abs(step)


@pytest.mark.parametrize(
    ("function", "at", "names"),
    [
        ("sin(x)", "pi/4", "sin"),
        ("exp(x)*sin(x)", "0", "exp and sin"),
        ("(1 + x)**(1/x) if x != 0 else e", "0", "exp and ln"),
        ("sqrt(1 + sin(x))", "0", "√ and sin"),
        ("1/(2 + sin(x))", "0", "1/t and sin"),
        ("max(sin(x), 1/2)", "pi/6", "sin"),
    ],
)
def test_what_is_left_over_has_a_reason_by_name(function: str, at: str, names: str) -> None:
    assert any(line.startswith(f"By Taylor’s theorem for {names}, |R| ≤ ") for line in told(function, at))


@pytest.mark.parametrize(
    ("function", "at"),
    [("acos(1 - x**2/2)", "0"), ("asin(x)", "1"), ("tan(x)", "pi/2"), ("cbrt(sin(x))", "0")],
)
def test_where_there_is_no_taylor_polynomial_none_is_named(function: str, at: str) -> None:
    lines = told(function, at)
    assert not any("Taylor" in line for line in lines)
    assert any(line.startswith("Here |R| ≤ ") and line.endswith("as a certificate proves.") for line in lines)


def test_terms_are_written_as_the_expansion_has_them() -> None:
    rest = estimated(examine("sin(x)", "pi/4")).remainders[Side.LEFT]
    assert germ_text.write(rest.terms, -1) == "√2/2 + √2/2·Δx − √2/4·Δx²"


@pytest.mark.parametrize(
    ("function", "at", "line"),
    [
        ("sqrt(x)", "0", "For −1 ≤ Δx < 0, f(0+Δx) has no value: the square root of a negative number."),
        ("tan(x)", "pi/2", "f(π/2) has no value: division by zero, for cos(x) = 0 there."),
        ("x**x if x > 0 else 1", "0", "x^x = e^(x·ln(x))."),
        (
            *("abs(x + 6)/(x + 6)", "-6"),
            "f(−6) has no value: division by zero, for x + 6 = 0 there. f(x) tends to −1 from the left, and "
            "1 from the right.",
        ),
        (
            *("x*floor(1/x)", "1e-100"),
            "From the right f(x) tends to 1 − 10⁻¹⁰⁰, but f(1e-100) = 1.",
        ),
        (
            *("(1 if sin(1/x) <= 1 else 0) if x != 0 else 1", "0"),
            "Here sin(1/x) ≤ 1 holds since −1 ≤ sin(1/x) ≤ 1, so the branch is 1.",
        ),
        (
            *("x + exp(-1/x**2) if x != 0 else 0", "0"),
            "e^(−1/Δx²)/Δx tends to 0, for an exponential outweighs every power of Δx.",
        ),
        (
            *("1/log(abs(x)) if x != 0 else 0", "0"),
            "Δx·ln|Δx| tends to 0, for a power of Δx outweighs every power of a logarithm: with "
            "t = ln(1/|Δx|), |Δx| is e^(−t), and e^(−t) times any power of t tends to 0 as t grows.",
        ),
        (
            "x*(log(1125899906842597*1125899906842589) - log(1125899906842597) - log(1125899906842589))",
            *("0", "(f(0+Δx) − f(0))/Δx = 0/Δx = 0."),
        ),
    ],
)
def test_what_a_reader_would_ask_is_said(function: str, at: str, line: str) -> None:
    assert line in told(function, at)


def test_what_is_squeezed_near_0_has_its_interval() -> None:
    near = [plain(line) for line in argued(examine("x*sin(1/x) + x**2 if x != 0 else 0"))[0].lines]
    squeezed = "It is squeezed: for 0 < |Δx| ≤ 1 on this side, |f(0+Δx)| ≤ 2·|Δx|, which tends to 0."
    assert squeezed in near


def test_an_exponent_that_is_proved_to_be_0_late_is_not_written() -> None:
    lines = told("(x*(1 + sqrt(2))**(1/x)/(3 + 2*sqrt(2))**(1/(2*x))) if x != 0 else 0")
    assert "(f(0+Δx) − f(0))/Δx = Δx/Δx = 1." in lines


def test_where_f_has_no_value_the_interval_is_that_of_the_reason() -> None:
    lines = told("sqrt(-abs(x) - 1)")
    why = "since −|x| − 1 = −(1 + Δx) < 0, as |Δx| < 1 for 0 < |Δx| ≤ 1/2."
    assert f"For 0 < Δx ≤ 1/2, f(0+Δx) has no value: the square root of a negative number, {why}" in lines
    assert "From the right: take 0 < Δx ≤ 1/2." in lines


@pytest.mark.parametrize(
    ("function", "line"),
    [
        ("max(0, cos(x) - 1)", "max(0, cos(x) − 1) = 0 since cos(x) ≤ 1."),
        (
            "abs(cos(x) - 2)",
            "|cos(x) − 2| = −(cos(x) − 2) since cos(x) − 2 = −(1 + S) < 0, "
            "as |S| ≤ 667/1000·|Δx|² < 1 for 0 < |Δx| ≤ 1.",
        ),
        ("acos(cos(5*x))", "acos(cos(5·x)) = 5·Δx, between 0 and π and with the same cosine."),
        ("acos(cos(5*x))", "From the right: take 0 < Δx ≤ 1/256."),
        ("relu(x + 1)", "relu(x + 1) = 1 + Δx since x + 1 = 1 + Δx > 0, as |Δx| < 1 for 0 < |Δx| ≤ 1/2."),
        ("(x + 2)**3", "So f(0+Δx) = 8 + 12·Δx + 6·Δx² + Δx³, which tends to 8."),
        (
            "x*exp(sin(1/x)) if x != 0 else 0",
            "Along Δx = 1/(π/2 + 2πn), n = 1, 2, 3, …, the quotient is e at each.",
        ),
        (
            "x*sin(log(abs(x))) if x != 0 else 0",
            "Along the steps with −ln|Δx| = π/2 + 2πn, n = 1, 2, 3, …, the quotient is −1 at each.",
        ),
        (
            "x*sign(sin(1/x) - 100*x) if x != 0 else 0",
            "Along Δx = 1/(π/2 + 2πn), n = 1, 2, 3, …, the quotient is 1 once n is large enough.",
        ),
        (
            "sin(1)*cos(1)*exp(x)*sin(x+1)",
            "So f(0+Δx) = 0.38257370… + 0.62822144…·Δx + R, which tends to cos(1)/4 − cos(3)/4.",
        ),
        (
            "max(0, x*sin(1/x)) if x != 0 else 0",
            "So f(0+Δx) = Δx·θ (with θ = max(0, Δx·sin(1/Δx))/|Δx|, 0 ≤ θ ≤ 1).",
        ),
        ("max(x*sin(1/x), abs(x)) if x != 0 else 0", "From the right: take Δx > 0."),
        ("x*sign(atan(tan(2)) - 2 + pi)", "From the left: take Δx < 0."),
        (
            "x*sqrt(sin(1/x)) if x != 0 else 0",
            "Along Δx = 1/(π/2 + 2πn), n = 1, 2, 3, …, the quotient is 1 at each.",
        ),
        ("x*ceil(1/x) if x != 0 else 1", "So f(0+Δx) = 1 + Δx·θ (with θ = ceil(1/Δx) − 1/Δx, 0 ≤ θ ≤ 1)."),
        (
            "x*sin(1/x) + x*sin(sqrt(2)/x) if x != 0 else 0",
            "The waves have mean 0 over longer and longer stretches of 1/|Δx|, and the square of their sum "
            "has mean 1. If the quotient tended to L, its mean would tend to L, so L is 0; but then the "
            "square of what differs from L would have mean 0, not 1: the quotient has no limit.",
        ),
    ],
)
def test_a_grader_finds_the_number_or_the_reason(function: str, line: str) -> None:
    assert line in told(function)


def test_what_f_grows_by_is_bounded_from_below() -> None:
    near = [plain(line) for line in argued(examine("1/(1 - cos(x))"))[0].lines]
    assert "Indeed |f(0+Δx)| ≥ 92/125·(1/|Δx|²) for 0 < |Δx| ≤ 1 on this side." in near
    assert not any("Indeed" in plain(line) for line in argued(examine("1/x"))[0].lines)


@pytest.mark.parametrize("function", ["x/(sin(1/x) + sin(sqrt(2)/x)) if x != 0 else 0"])
def test_where_no_sequence_is_named_it_is_told_why_there_are_two(function: str) -> None:
    lines = told(function)
    assert not any("…" in line.replace("2, 3, …", "") or "never die" in line for line in lines)
    last = "along some of these the quotient tends to −1/2, along others to 1/2."
    assert any(line.endswith(last) for line in lines)
    reason = examine_limit("1/(sin(1/x) + sin(sqrt(2)/x))").conditions[1].reason
    assert "along some of these f(x) tends to −1/2, along others to 1/2." in reason
    assert "= 0" not in reason
