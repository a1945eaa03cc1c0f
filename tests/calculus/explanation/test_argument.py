"""The argument as a textbook would write it: each line true, and about this function."""

from __future__ import annotations

import pytest
from flint import fmpq

from relu_tui.calculus import examine
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.limit_values import Unknown
from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import digits, write
from relu_tui.calculus.explanation import phrases
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.explanation.obstacles import obstacle
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.language.expression_printing import to_latex, to_readable, to_text
from relu_tui.calculus.language.line import plain
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.side import Side

OSCILLATION = "x*sin(1/x) if x != 0 else 0"


def lines(function: str, at: str, section: int) -> list[str]:
    """A section of the argument, and what it builds on, as lines of text; 2 is the left side, 3 the right."""
    sections = argue(examine(function, at))
    told = [plain(line) for line in sections[section - 1].lines]
    if section in (2, 3):
        told += [plain(line) for line in sections[0].lines]
    if told[0].startswith(("Line by line as on the left", "As on the left")):
        told += [plain(line) for line in sections[1].lines]
    return told


def test_relu_at_0_from_the_right() -> None:
    near, _, right, _ = (
        [plain(line) for line in section.lines] for section in argue(examine("relu(x)", "0"))
    )
    assert near[-4:] == [
        "From the right: take Δx > 0.",
        "relu(x) = Δx since x = Δx > 0.",
        "So f(0+Δx) = Δx, which tends to 0.",
        "f(0) = 0, and f(x) tends to 0 from both sides.",
    ]
    assert right == ["(f(0+Δx) − f(0))/Δx = Δx/Δx = 1.", "It is 1 at every step, and so is its limit."]


def test_relu_right_and_left_of_0() -> None:
    assert "(f(1+Δx) − f(1))/Δx = (1 + Δx − 1)/Δx = Δx/Δx = 1." in lines("relu(x)", "1", 2)
    assert "(f(−1+Δx) − f(−1))/Δx = 0/Δx = 0." in lines("relu(x)", "-1", 3)


@pytest.mark.parametrize(
    ("function", "at", "section", "line"),
    [
        # which branch, and why
        ("abs(x)", "0", 2, "|x| = −x since x = Δx < 0."),
        ("sign(x)", "0", 2, "sign(x) = −1 since x = Δx < 0."),
        ("floor(x)", "0", 2, "floor(x) = −1 since −1 ≤ x = Δx < 0."),
        ("ceil(x)", "2", 3, "ceil(x) = 3 since 2 < x = 2 + Δx ≤ 3."),
        ("max(x, 2*x, 3*x)", "0", 3, "max(x, 2·x) = 2·x since 2·x − x = Δx > 0."),
        ("max(x, 2*x, 3*x)", "0", 3, "max(x, 2·x, 3·x) = 3·x since 3·x − 2·x = Δx > 0."),
        (
            *("0.5*x**2 if abs(x) <= 1 else abs(x) - 0.5", "1", 2),
            "Here |x| ≤ 1 holds since |x| − 1 = Δx < 0, so the branch is 0.5·x².",
        ),
        (
            *("x if 0 <= x and x < 1 else -x", "0", 3),
            "Here 0 ≤ x and x < 1 holds since x = Δx > 0 and x − 1 = −1 + Δx < 0, so the branch is x.",
        ),
        # the quotient
        ("max(0.9*x, -0.1*x)", "0", 2, "(f(0+Δx) − f(0))/Δx = (−Δx/10)/Δx = −1/10."),
        ("cbrt(x)", "0", 2, "(f(0+Δx) − f(0))/Δx = −∛|Δx|/Δx = 1/∛(Δx²)."),
        ("sqrt(abs(x))/3", "0", 2, "(f(0+Δx) − f(0))/Δx = (√|Δx|/3)/Δx = −1/(3√|Δx|)."),
        (
            *("x*(1 + erf(x/sqrt(2)))/2", "0", 3),
            "(f(0+Δx) − f(0))/Δx = (Δx/2 + Δx²/√(2π) + …)/Δx = 1/2 + Δx/√(2π) + ….",
        ),
        (
            *("x*floor(1/x) if x != 0 else 1", "0", 3),
            "(f(0+Δx) − f(0))/Δx = (1 − Δx·θ − 1)/Δx = −Δx·θ/Δx = "
            "−θ (with θ = 1/Δx − floor(1/Δx), 0 ≤ θ ≤ 1).",
        ),
        (
            *("x*(floor(1/x + 1/2) - floor(1/x)) if x != 0 else 0", "0", 3),
            "(f(0+Δx) − f(0))/Δx = (Δx/2 − Δx·θ₁ + Δx·θ₂)/Δx = 1/2 − θ₁ + θ₂ (with "
            "θ₁ = 1/Δx + 1/2 − floor(1/Δx + 1/2), θ₂ = 1/Δx − floor(1/Δx), 0 ≤ θ₁, θ₂ ≤ 1).",
        ),
        # what tends to infinity by infinitely many terms
        (
            *("exp(-1/(1 - cos(x))) if x != 0 else 0", "0", 3),
            "So f(0+Δx) = e^(−2/Δx² + …), which tends to 0.",
        ),
        (
            *("x*sin(1/(1 - cos(x))) if x != 0 else 0", "0", 3),
            "The wave has mean 0 over longer and longer stretches of 1/|Δx|, or of what grows more slowly, "
            "and its square has mean 1/2. If the quotient tended to L, its mean would tend to L, so L is 0; "
            "but then the square of what differs from L would have mean 0, not 1/2: "
            "the quotient has no limit.",
        ),
        (
            *("x*exp(-sqrt(-log(abs(x)))) if x != 0 else 0", "0", 3),
            "e^(−(ln(1/|Δx|))^(1/2)) tends to 0, however slowly its exponent grows.",
        ),
        (
            *("x**2*exp(sqrt(-log(abs(x)))) if x != 0 else 0", "0", 3),
            "e^((ln(1/|Δx|))^(1/2))·Δx tends to 0, for a power of Δx outweighs an exponential so slow.",
        ),
        (
            *("x**2*sin(1 + 1/x) if x != 0 else 0", "0", 3),
            "It is squeezed: −1.001·|Δx| ≤ quotient ≤ 1.001·|Δx|, and both bounds tend to 0.",
        ),
        # a branch that something settles which comes back to 0
        (
            *("x**2*abs(sin(1/x)**2) if x != 0 else 0", "0", 3),
            "|sin(1/x)²| = sin(1/x)² since sin(1/x)² = 1/2 − cos(2/Δx)/2 ≥ 0.",
        ),
        (
            *("x**2*abs(sin(1/(x + x**2))**2) if x != 0 else 0", "0", 3),
            "|sin(1/(x + x²))²| = sin(1/(x + x²))² since sin(1/(x + x²))² ≥ 0.",
        ),
        (
            *("x**2*min(0, 1 + sin(1/x)) if x != 0 else 0", "0", 3),
            "min(0, 1 + sin(1/x)) = 0 since 1 + sin(1/x) = 1 + sin(1/Δx) ≥ 0.",
        ),
        # the limit
        ("cbrt(x)", "0", 2, "lim Δx→0⁻ (1/∛(Δx²)) = +∞: infinite, so it does not exist."),
        ("sqrt(abs(x))", "0", 2, "−1/√|Δx| falls below every bound as Δx → 0⁻."),
        (
            *("exp(-1/x**2) if x != 0 else 0", "0", 2),
            "e^(−1/Δx²)/Δx tends to 0, for an exponential outweighs every power of Δx.",
        ),
        (
            *("x**2*log(abs(x)) if x != 0 else 0", "0", 2),
            "Δx·ln|Δx| tends to 0, for a power of Δx outweighs every power of a logarithm.",
        ),
        (
            *("x**2*sin(1/x) + x if x != 0 else 0", "0", 2),
            "It is squeezed: −|Δx| ≤ quotient − 1 ≤ |Δx|, and both bounds tend to 0.",
        ),
        (OSCILLATION, "0", 2, "Along Δx = −1/(π/2 + 2πn), n = 1, 2, 3, …, the quotient is −1 at each."),
        (OSCILLATION, "0", 2, "Along Δx = −1/(3π/2 + 2πn), n = 1, 2, 3, …, the quotient is 1 at each."),
        (
            "max(sin(x), cos(x))",
            "pi/4",
            4,
            "−√2/2 ≠ √2/2: the quotient tends to one number from the left and to another from the right.",
        ),
    ],
)
def test_a_line_of_it(function: str, at: str, section: int, line: str) -> None:
    assert line in lines(function, at, section)


@pytest.mark.parametrize(
    ("function", "at", "section", "line"),
    [
        (
            "abs(1 - cos(x))",
            "0",
            3,
            "|1 − cos(x)| = 1 − cos(x) since 1 − cos(x) = Δx²·(1/2 − Δx²/24 + …) > 0.",
        ),
        ("relu(x - sin(x))", "0", 2, "relu(x − sin(x)) = 0 since x − sin(x) = Δx³·(1/6 + …) < 0."),
        (
            *("max(log(x), x - 1)", "1", 2),
            "max(ln(x), x − 1) = x − 1 since x − 1 − ln(x) = Δx²·(1/2 − Δx/3 + …) > 0.",
        ),
    ],
)
def test_a_branch_is_named_also_where_the_limit_does_not_hang_on_it(
    function: str, at: str, section: int, line: str
) -> None:
    assert line in lines(function, at, section)


@pytest.mark.parametrize(
    ("part", "known"),
    [
        ("abs(sin(1/x))", "θ = |sin(1/Δx)|, 0 ≤ θ ≤ 1"),
        ("1/(2 + sin(1/x))", "θ = 1/(2 + sin(1/Δx)), 1/3 ≤ θ ≤ 1"),
        ("exp(sin(1/x))", "θ = exp(sin(1/Δx)), 1/e ≤ θ ≤ e"),
        ("exp(-cos(1/x))", "θ = exp(−cos(1/Δx)), 1/e ≤ θ ≤ e"),
        ("exp(2*sin(1/x))", "θ = exp(2·sin(1/Δx)), 0.135 ≤ θ ≤ 7.39"),
        ("max(sin(1/x), 1/2)", "θ = max(sin(1/Δx), 1/2), 1/2 ≤ θ ≤ 1"),
        ("relu(sin(1/x))", "θ = relu(sin(1/Δx)), 0 ≤ θ ≤ 1"),
        ("ceil(sin(1/x))", "θ = −ceil(sin(1/Δx)), −1 ≤ θ ≤ 1"),
        ("(1 if sin(1/x) > 0 else 0)", "θ = 1 if sin(1/Δx) > 0 else 0, 0 ≤ θ ≤ 1"),
    ],
)
def test_what_is_bounded_is_called_what_it_is(part: str, known: str) -> None:
    told = lines(f"x*{part} if x != 0 else 0", "0", 3)
    assert any(line.endswith(f"(with {known}).") for line in told)


def test_what_is_squeezed_by_e_is_held_by_e() -> None:
    told = lines("x**2*exp(sin(1/x)) if x != 0 else 0", "0", 3)
    assert "It is squeezed: −e·|Δx| ≤ quotient ≤ e·|Δx|, and both bounds tend to 0." in told


def test_a_sum_that_settles_a_branch_is_factored() -> None:
    line = "|x² − 2| = −(x² − 2) since x² − 2 = Δx·(2√2 + Δx) < 0."
    assert line in lines("abs(x**2 - 2)", "sqrt(2)", 2)


def test_sine_and_cosine_of_one_angle_cancel_at_every_step() -> None:
    told = lines("sin(x)**2 + cos(x)**2", "0", 2)
    assert "sin(x)² + cos(x)² = 1, as for every angle." in told
    assert "It is 0 at every step, and so is its limit." in told


def test_squares_that_cancel_apart_from_each_other_name_the_identity() -> None:
    told = lines("sin(x)**2 + 3 + cos(x)**2", "0", 2)
    assert "What moves in f cancels by sin² + cos² = 1 for every such Δx." in told


@pytest.mark.parametrize(
    "function", ["1.05070098735548*1.67326324235437*(exp(x) - 1)", "cos(x) - 1", "log(x + 2)"]
)
def test_coefficients_are_short_and_signs_are_single(function: str) -> None:
    text = "\n".join(line for section in (2, 3) for line in lines(function, "1", section))
    assert max(map(len, text.split("\n"))) < 320
    assert "− −" not in text
    assert "+ −" not in text


def test_a_negative_sum_keeps_its_parentheses() -> None:
    told = lines("cos(x) - 1", "1", 3)
    assert any(line.startswith("So f(1+Δx) = −(1 − cos 1) − sin(1)·Δx − cos(1)/2·Δx² + …") for line in told)


@pytest.mark.parametrize(
    ("function", "why"),
    [
        (
            "x + 0/sin(1/x)",
            "sin(1/x) was not shown to stay away from 0 near that point, as 0/sin(1/x) needs it to",
        ),
        (
            "x + 0*log(1 + sin(1/x))",
            "1 + sin(1/x) was not shown to stay positive near that point, as ln(1 + sin(1/x)) needs it to",
        ),
        (
            "x*tan(1/x)/tan(1/x)",
            "cos(1/x) was not shown to stay away from 0 near that point, as tan(1/x) needs it to",
        ),
        (
            "x*max(sin(1/x), sin(pi/x), sin(exp(1)/x))",
            "the quotient comes and goes without end, and no two sequences with different limits were found",
        ),
    ],
)
def test_what_was_not_shown_has_a_subject(function: str, why: str) -> None:
    slope = examine(f"{function} if x != 0 else 0").right.slope
    assert isinstance(slope, Unknown)
    assert plain(obstacle(slope)) == why


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1/sqrt(2*pi)", "1/√(2π)"),
        ("2/sqrt(pi)*exp(-1/9)", "2e^(−1/9)/√π"),
        ("3/(2*log(2))", "3/(2·ln 2)"),
        ("log(2)/log(3)", "ln(2)/ln(3)"),
        ("4/pi", "4/π"),
        ("1/e", "1/e"),
        ("sqrt(2)*sqrt(3)/5", "√6/5"),
        ("cos(1)/pi**2", "cos(1)/π²"),
        ("pi/4 + sqrt(5)/2", "π/4 + √5/2"),
        ("-sqrt(2)/2", "−√2/2"),
        ("1/(1 + log(2))", "1/(1 + ln 2)"),
    ],
)
def test_constants(number: str, text: str) -> None:
    assert write(locate(parse_point(number)), 60) == text


def test_numbers_of_a_thousand_digits() -> None:
    assert write(fmpq(7, 3) ** 3000, 99) == "8.5183579…·10¹¹⁰³"
    assert write(1 / fmpq(2) ** 20_000) == "2.5123880…·10⁻⁶⁰²¹"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("pi", "3.1415…"),
        ("32720.123456", "32720…"),
        ("2857195.9016273", "2857195…"),
        ("1000000", "1000000"),
        ("-exp(-100)", "−3.7200…·10⁻⁴⁴"),
        ("2.5", "2.5"),
    ],
)
def test_five_digits(number: str, text: str) -> None:
    assert digits(locate(parse_point(number)), 5) == text


@pytest.mark.parametrize(
    ("function", "text"),
    [
        ("log(abs(x))", "ln|x|"),
        ("abs(x - 1)", "|x − 1|"),
        ("abs(abs(x) - 1)", "abs(|x| − 1)"),
        ("sqrt(x)**2", "(√x)²"),
        ("sqrt(x**2 + 1)", "√(x² + 1)"),
        ("cbrt(2)*log(x)", "∛2·ln(x)"),
    ],
)
def test_expressions_for_reading_and_for_editing(function: str, text: str) -> None:
    tree = parse(function).tree
    assert to_readable(tree) == text
    assert to_text(tree) == function


@pytest.mark.parametrize(
    ("function", "at", "throughout"),
    [
        ("relu(x)", "0", True),
        ("x*sin(1/x) if x != 0 else 0", "0", True),
        ("x**2", "3", True),
        ("relu(x)", "1", False),
        ("floor(x)", "1/2", False),
        ("abs(x)", "-1/1000", False),
        ("sqrt(x**2*(1 + x)**2)", "0", False),
        ("sin(x)", "1", False),
    ],
)
def test_what_holds_only_near_the_point_says_so(function: str, at: str, throughout: bool) -> None:
    for condition in examine(function, at).conditions[1:3]:
        assert (" near 0, " in condition.reason) is not throughout
        assert "at every step" not in condition.reason or throughout


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("2*3*x", r"2\cdot 3\,x"),
        ("1e-9*x", r"10^{-9}\,x"),
        ("2.5e3*x", r"2.5\cdot 10^{3}\,x"),
        ("(x/2)**2", r"(\frac{x}{2})^{2}"),
        (
            "1 if x > 0 and x < 1 else 0",
            r"\begin{cases}1 & \text{if } x > 0\text{ and }x < 1 \\ 0 & \text{else}\end{cases}",
        ),
    ],
)
def test_latex_says_what_was_typed(typed: str, set_as: str) -> None:
    assert to_latex(parse(typed).tree) == set_as


@pytest.mark.parametrize(
    ("function", "at", "section", "line"),
    [
        ("sqrt(x-1)", "1", 1, "the square root of a negative number, since x − 1 = Δx < 0."),
        ("asin(x)", "1", 1, "a number outside [−1, 1], since x = 1 + Δx > 1."),
        ("acos(-1-x**2)", "0", 1, "a number outside [−1, 1], since −1 − x² = −1 − Δx² < −1."),
        ("log(-x**2) if x != 0 else 0", "0", 1, "the logarithm of a negative number, since −x² = −Δx² < 0."),
        ("1/(x-x)", "0", 1, "division by zero, since x − x = 0."),
        ("0**x", "0", 1, "0 to a negative power, since x = Δx < 0."),
        ("(-1)**x", "0", 1, "since −1 < 0, and x is no whole number there."),
        ("asin(x)", "2", 1, "a number outside [−1, 1], for x = 2 > 1 there."),
        ("acos(x)", "-3/2", 1, "a number outside [−1, 1], for x = −3/2 < −1 there."),
        ("sqrt(x-1)", "0", 1, "the square root of a negative number, for x − 1 = −1 < 0 there."),
        ("log(x)", "0", 1, "the logarithm of 0, for x = 0 there."),
    ],
)
def test_why_there_is_no_value(function: str, at: str, section: int, line: str) -> None:
    assert any(told.endswith(line) for told in lines(function, at, section))


def test_the_branches_that_lead_to_a_part_without_a_value_are_told() -> None:
    told = lines("sqrt(-abs(x))", "0", 1)
    assert "|x| = −x since x = Δx < 0." in told
    assert any(line.endswith("since −|x| = Δx < 0.") for line in told)


def test_bounds_that_hold_near_0_alone_are_not_claimed_of_a_whole_side() -> None:
    """1.0005 + cos(1/x) − |x| is negative at some x < −1, so 1/(…) is not within its bounds there."""
    near = lines("x**3/(1.0005 + cos(1/x) - abs(x)) if x != 0 else 0", "0", 1)
    assert "From the left: take Δx < 0 near 0." in near
    assert "From the left: take Δx < 0." in lines("x/(2 + sin(1/x)) if x != 0 else 0", "0", 1)


def test_no_stage_of_a_quotient_is_told_twice() -> None:
    assert "(f(1+Δx) − f(1))/Δx = −1/Δx." in lines("sign(x**2-1)", "1", 2)


def test_what_oscillates_and_has_a_limit_is_squeezed_with_its_bounds() -> None:
    told = lines(OSCILLATION, "0", 1)
    here = told.index("So f(0+Δx) = Δx·sin(1/Δx).")
    assert told[here + 1] == "It is squeezed: −|Δx| ≤ f(0+Δx) ≤ |Δx|, and both bounds tend to 0."
    told = lines("1 + x + x**2*sin(1/x) if x != 0 else 1", "0", 1)
    assert "It is squeezed: −2·|Δx| ≤ f(0+Δx) − 1 ≤ 2·|Δx| near 0, and both bounds tend to 0." in told


def test_bounds_that_hold_near_0_alone_squeeze_near_0_alone() -> None:
    """1.0005 + cos(1/x) − |x| is smaller far away, so 1/(…) is not within its bounds there."""
    told = lines("x**3/(1.0005 + cos(1/x) - abs(x)) if x != 0 else 0", "0", 3)
    assert sum("≤ quotient ≤" in line and " near 0, and both" in line for line in told) == 1


def test_where_f_has_no_limit_two_sequences_are_named_with_their_values() -> None:
    told = lines("sin(1/x)", "0", 1)
    assert told[:5] == [
        "From the left: take Δx < 0.",
        "So f(0+Δx) = sin(1/Δx), which oscillates.",
        "Along Δx = −1/(π/2 + 2πn), n = 1, 2, 3, …, f(x) is −1 at each.",
        "Along Δx = −1/(3π/2 + 2πn), n = 1, 2, 3, …, f(x) is 1 at each.",
        "Two sequences of steps, two different limits: f(x) has none.",
    ]
    mean = "but then the square of what differs from L would have mean 0, not 1: f(x) has no limit."
    assert any(line.endswith(mean) for line in lines("sin(1/x) + sin(sqrt(2)/x)", "0", 1))


def test_a_value_along_a_sequence_is_claimed_of_no_step_on_another_branch() -> None:
    """Of the steps 1/(π/2 + 2πn) the first is beyond 1/10, where f is 0."""
    told = lines("x*sin(1/x) if 0 < x < 1/10 else 0", "0", 3)
    assert "Along Δx = 1/(π/2 + 2πn), n = 1, 2, 3, …, the quotient is 1 once n is large enough." in told


@pytest.mark.parametrize(
    ("condition", "section", "line"),
    [
        ("x > -1 and x > 0 and x > -2", 2, "fails since x + 1 = 1 + Δx > 0 and x = Δx < 0, so"),
        ("x > 0 or x > -2 or x > -1", 3, "holds since x = Δx > 0, so"),
        ("x > 0 or x > -2 or x > -1", 2, "holds since x = Δx < 0 and x + 2 = 2 + Δx > 0, so"),
        ("not (x <= 0 and x > -2)", 3, "holds since x = Δx > 0, so"),
        ("-1 < x < 0 < x + 2", 3, "fails since −1 − x = −1 − Δx < 0 and x = Δx > 0, so"),
    ],
)
def test_comparisons_behind_the_one_that_settles_a_condition_are_not_said(
    condition: str, section: int, line: str
) -> None:
    """Though another part of f asks for them."""
    asked = "(1 if x > -2 else 0) + (1 if x > -1 else 0) + (1 if 0 < x + 2 else 0)"
    told = lines(f"(1 if {condition} else 0) + {asked}", "0", section)
    assert sum(line in found for found in told) == 1


def test_what_is_asked_to_be_unequal_is_so_on_both_sides() -> None:
    told = lines(OSCILLATION, "0", 1)
    assert "Here x ≠ 0 holds since x = Δx ≠ 0, so the branch is x·sin(1/x)." in told
    assert "From the right: take Δx > 0; the rest as on the left." in told


def test_a_bounded_part_in_a_condition_is_called_what_it_is() -> None:
    told = lines("x if floor(1/x) > 3 else 0", "0", 1)
    assert any(
        "1/Δx − θ − 3 > 0 with θ = 1/x − floor(1/x), 0 ≤ θ ≤ 1, so the branch is x." in t for t in told
    )


def test_a_power_and_a_logarithm_are_weighed_for_f_as_well() -> None:
    told = lines("x**2*log(abs(x)) if x != 0 else 0", "0", 1)
    assert "Δx²·ln|Δx| tends to 0, for a power of Δx outweighs every power of a logarithm." in told
    assert not any("outweighs" in line for line in lines("exp(-1/x**2) if x != 0 else 0", "0", 1))


@pytest.mark.parametrize("function", ["1/sin(1/x)**2", "(5 + cos(1/x))/(1 + cos(1/x))"])
def test_what_grows_along_one_sequence_alone_is_not_said_to_tend_to_infinity(function: str) -> None:
    """The infimum of one is 1, that of the other 3, at points as near to 0 as you like."""
    found = examine(f"{function} if x != 0 else 0")
    told = [plain(line) for section in argue(found) for line in section.lines]
    told += [condition.reason for condition in found.conditions]
    grown = [line for line in told if "+∞" in line or "bound" in line]
    assert len(grown) == 2
    assert all(line.startswith("Along the steps with ") for line in grown)


@pytest.mark.parametrize(
    ("factor", "bound"),
    [
        ("log(abs(x))", "|Δx|·ln(1/|Δx|)"),
        ("1/log(abs(x))", "|Δx|/ln(1/|Δx|)"),
        ("exp(-log(abs(x))**2)", "e^(−(ln|Δx|)²)·|Δx|"),
    ],
)
def test_a_squeeze_by_a_logarithm_has_bounds_of_the_right_signs(factor: str, bound: str) -> None:
    """ln|Δx| is negative near 0."""
    told = lines(f"x*{factor}*sin(1/x) if x != 0 else 0", "0", 1)
    squeezed = [line for line in told if line.startswith("It is squeezed: ")]
    assert squeezed
    assert all(f": −{bound} ≤ f(0+Δx) ≤ {bound}" in line for line in squeezed)


def test_an_expansion_is_made_once_for_all_that_is_said_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[Side, int]] = []

    def counted(point: Number, side: Side, setting: Setting) -> Expansion:
        made.append((side, setting.order))
        return Expansion(point, side, setting)

    monkeypatch.setattr(phrases, "Expansion", counted)
    examination = examine("sin(cos(cos(1/x)))", "pi/7")
    examination.to_dict()
    argue(examination)
    assert made
    assert len(set(made)) == len(made)
