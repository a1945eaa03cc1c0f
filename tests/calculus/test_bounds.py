"""Work and size are bounded: what once took minutes or gigabytes ends, in digits or undecided."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq

from relu_tui.calculus import budget, examine
from relu_tui.calculus.decision.limit_values import Unknown
from relu_tui.calculus.errors import Exhausted
from relu_tui.calculus.exact import sums
from relu_tui.calculus.exact.constant import HALF, ONE, Constant, Number, difference, exponential
from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.exact.exponential import log, power
from relu_tui.calculus.exact.monomial import Monomial
from relu_tui.calculus.exact.sign import decimal, sign
from relu_tui.calculus.exact.trigonometric import cos
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.numerics.quotients import row
from relu_tui.calculus.numerics.rounded_rows import rounded_rows
from relu_tui.number_formats import FORMATS

TANH = "tanh(" * 18 + "x" + ")" * 18
FACTORS = "/".join(f"(exp(sin(x+{i}))-log({i + 2}+x))" for i in range(1, 9))
ROOTS = "sqrt(2)+sqrt(3)"
FROM_ROOTS = "(x - sqrt(5+2*sqrt(6)))"


@pytest.mark.parametrize(
    ("function", "at"),
    [
        (TANH, "pi/7"),
        (FACTORS, "sqrt(2)"),
        ("(1 - 1/x/2)**(3*(1/x)) if x != 0 else 0", "0"),
        ("(-(1/x))**(1/x) if x != 0 else 0", "0"),
        ("x*(-1/2)**(1/x) if x != 0 else 0", "0"),
        (f"((1 + {FROM_ROOTS})**(1/{FROM_ROOTS}) - e) if x != {ROOTS} else 0", ROOTS),
        ("((((x**1000)**1000)**1000)**1000)", "3"),
    ],
)
def test_an_argument_ends(function: str, at: str) -> None:
    assert argue(examine(function, at))


def test_long_products_of_constants_count_for_their_length(monkeypatch: pytest.MonkeyPatch) -> None:
    multiplied = 0
    product = sums._product

    def counted(a: Monomial, b: Monomial, coefficient: fmpq) -> sums.Sum:
        nonlocal multiplied
        multiplied += len(a.powers) + len(b.powers)
        return product(a, b, coefficient)

    monkeypatch.setattr(sums, "_product", counted)
    assert examine("gamma(" * 12 + "x" + ")" * 12, "3/2").differentiable is None
    assert 0 < multiplied < 700_000


@pytest.mark.parametrize(
    ("function", "step", "begins"),
    [
        ("x**(1/x)", Fraction(1, 10**7), "1.0000000000e-70000000"),
        ("(1+x*sqrt(2))**(1/x)", Fraction(1, 2**26), "4.1132503"),
        ("(1+x*sqrt(2))**(1/x)", Fraction(1, 10**12), "4.1132503"),
        (TANH, Fraction(1, 7), "0.128013"),
        (FACTORS, Fraction(1, 10**6), "-8.57096"),
    ],
)
def test_a_row_has_digits(function: str, step: Fraction, begins: str) -> None:
    entry = row(parse(function).tree, fmpq(0), fmpq(1), step)
    assert entry.value is not None
    assert decimal(entry.value, 11).startswith(begins)
    assert entry.rise is not None
    assert sign(entry.rise)


def test_a_long_power_is_not_written_out() -> None:
    long = power(fmpq(7, 3), fmpq(10**9))
    assert isinstance(long, Constant)
    assert decimal(long, 12) == "1.97058146434e367976785"
    assert power(fmpq(-1), fmpq(10**9 + 1)) == -1
    assert sign(power(fmpq(-7, 3), fmpq(10**9 + 1))) == -1
    assert decimal(power(power(fmpq(2), HALF) + 1, fmpq(10**6)), 6).endswith("e382775")


def test_what_is_spent_within_is_paid_for_without() -> None:
    with budget.bounded(100):
        with budget.bounded(60):
            budget.spend(50)
        with pytest.raises(Exhausted), budget.bounded(60):
            budget.spend(51)
        with pytest.raises(Exhausted):
            budget.spend(1)


def test_a_difference_that_is_too_long_is_kept_as_it_stands() -> None:
    numbers = [1 / (exponential(log(fmpq(k)) * power(fmpq(2), HALF)) + 1) for k in range(2, 40)]
    left: Number = ONE
    right: Number = ONE
    for k, number in enumerate(numbers):
        left, right = (left * number, right) if k % 2 else (left, right * number)
    assert sign(difference(left, right)) == -sign(difference(right, left)) != 0


@pytest.mark.parametrize("function", ["exp(-exp(exp(exp(x + 4))))", "erf(1e10 + x)", "x*exp(-exp(1/x**2))"])
def test_a_row_without_digits_has_none_in_common(function: str) -> None:
    tree = parse(function).tree
    exact = row(tree, fmpq(0), fmpq(0), Fraction(1, 100))
    (printed,) = rounded_rows(tree, fmpq(0), [exact], FORMATS["float32"])
    assert printed.right in (0, None)


@pytest.mark.parametrize(
    ("function", "at"),
    [
        # FLINT ends the process when it is asked for the whole number in e^(−10⁴⁰)
        ("atan(exp(-1/x**2)) if x != 0 else 0", "0"),
        # what is told of the quotient is 0, or all of it is in the remainder
        ("x**2*(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6)))/e if x != 0 else 0", "0"),
        ("x*cos(log(abs(log(abs(x**2 + 2*x)))))*sin(1/x + x) if x > 0 else 0", "0"),
    ],
)
def test_nothing_ends_the_process(function: str, at: str) -> None:
    examination = examine(function, at)
    assert argue(examination)
    assert row(examination.function.tree, fmpq(0), fmpq(0), Fraction(1, 10**20)).value is not None


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (exponential(fmpq(10) ** 5000), 12, "?"),
        (exponential(log(fmpq(10)) * 10**8) * fmpq(999999, 10**6), 3, "1.00e100000000"),
        (exponential(log(fmpq(10)) * 10**8) * fmpq(999999, 10**6), 7, "9.999990e99999999"),
    ],
)
def test_the_digits_of_something_extreme(number: Number, digits: int, text: str) -> None:
    assert decimal(number, digits) == text
    assert len(write(number)) < 40


@pytest.mark.parametrize(
    "function",
    [
        "x*(1 + cos(1/x))**(10**12 + x) if x > 0 else 0",
        "x*(((2 + cos(1/x))**5000)**5000)**5000 if x > 0 else 0",
    ],
)
def test_bounds_of_waves_are_not_raised_to_any_power(function: str) -> None:
    assert examine(function, "0").right.slope.kind in ("unknown", "oscillates")


@pytest.mark.parametrize(
    ("function", "at"),
    [(TANH, "pi/7"), (FACTORS, "sqrt(2)"), ("sqrt(sin(1/x)) if x != 0 else 0", "0")],
)
def test_what_is_kept_of_a_question_left_open_holds_nothing_of_the_work_on_it(function: str, at: str) -> None:
    slope = examine(parse(function), parse(at)).left.slope
    assert isinstance(slope, Unknown)
    assert slope.trouble.__traceback__ is None
    assert slope.trouble.__context__ is None


def test_a_product_of_waves_costs_what_its_angles_are_long() -> None:
    short, long = fmpq(1, 3), sum((power(fmpq(prime), HALF) for prime in (2, 3, 5, 7, 11, 13)), ONE)
    with budget.bounded(20):
        assert cos(short) * cos(fmpq(1, 5))
    angle = cos(long)
    with pytest.raises(Exhausted), budget.bounded(20):
        angle * cos(short)
