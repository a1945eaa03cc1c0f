"""The tape: rows, what is proved of each, paths, choices."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

import pytest

from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.examination import examine
from relu_tui.calculus.language.output_dialects import ASCII
from relu_tui.calculus.language.printing import printing_in
from relu_tui.frameworks.backward import Taken, backward, count_paths
from relu_tui.frameworks.choices_at_kinks import dependence
from relu_tui.frameworks.operation_rules import JAX, TENSORFLOW, TORCH
from relu_tui.frameworks.tape import Tape, record
from relu_tui.frameworks.tape_phrases import rounding_note, slope_text, written_out
from relu_tui.frameworks.tape_report import lines
from relu_tui.frameworks.tape_view import changed, culprits, looked_at, moved, opened
from tests.frameworks.expressions import WRITTEN


def tape(expression: str, at: str = "0") -> Tape:
    return record(examine(expression, at))


def test_there_is_a_row_for_each_operation_and_one_for_equal_parts() -> None:
    written = [row.written for row in tape("relu(x) - relu(-x)").operations]
    assert written == ["relu(x)", "−x", "relu(b)", "a − c"]
    assert [row.written for row in tape("sin(x)*sin(x)").operations] == ["sin(x)", "a·a"]
    assert [row.written for row in tape("max(x, 1, -x)").operations] == ["max(x, 1)", "−x", "max(a, b)"]


@pytest.mark.parametrize(
    ("expression", "at", "row", "told"),
    [
        ("relu(x)", "0", 1, "none: [0, 1]"),
        ("abs(x)", "0", 1, "none: [−1, 1]"),
        ("max(x, -x)", "0", 2, "none: [0, 1] each"),
        ("x*sin(x)", "1", 2, "sin 1 and 1"),
        ("sqrt(x)", "0", 1, "none: +∞"),
        ("sqrt(x)", "4", 1, "1/4"),
        ("1/x", "0", 1, "none"),
        ("x/(1 + x)", "1", 2, "1/2 and −1/4"),
        ("floor(x)", "1", 1, "none: +∞"),
        ("floor(x)", "1/2", 1, "0"),
        ("2**x", "0", 1, "ln 2"),
        ("x if x > 0 else 2*x", "0", 2, "none: x > 0 turns"),
        ("x if x > 0 else 2*x", "1", 2, "1 and 0"),
    ],
)
def test_local_slopes_are_proved(expression: str, at: str, row: int, told: str) -> None:
    assert slope_text(tape(expression, at).rows[row]) == told


@pytest.mark.parametrize("at", ["pi", "sqrt(2)", "e"])
@pytest.mark.parametrize(
    "expression",
    [
        *("x**sin(x)", "hypot(x, sin(x))", "atan2(x, exp(x))", "glu(x, cos(x))", "xlogy(x, x)"),
        *("amax(x, -x, sin(x))", "fmax(x, 2*x)", "median(x, x**2, sin(x))", "quantile([x, 2*x, 3], 0.3)"),
        *("logaddexp(x, cos(x))", "norm([x, sin(x), 1])", "smooth_l1_loss(x, exp(x))"),
    ],
)
def test_slopes_in_several_operands_are_proved_at_irrational_values(expression: str, at: str) -> None:
    found = tape(expression, at)
    for row in found.operations:
        assert all(operand.slope is None or operand.slope.is_known for operand in row.operands)
    for rules in (TORCH, JAX, TENSORFLOW):
        assert {backward(found, rules).judged(row) for row in found.operations} == {Taken.SLOPE}


def test_paths_multiply_what_the_framework_takes() -> None:
    found = backward(tape("x*max(0, min(6, x + 3))/6", "3"), TORCH)
    assert [float(path.product or 0) for path in found.paths()] == [1.0, 0.25]
    assert found.returned == 1.25
    assert count_paths(found.tape) == 2


def test_paths_that_multiply_are_counted_and_not_all_written() -> None:
    text = "x"
    for _ in range(4):
        text = f"(relu({text}) + sin({text}))"
    found = opened(examine(text, "0"))
    assert count_paths(found.tape) == 16
    assert len(found.shown.paths()) == 8
    assert any("and 8 more paths" in line.text for line in lines(found, 80))


def test_the_row_where_nan_comes_up_is_found() -> None:
    found = backward(tape("sqrt(x) if x > 0 else 0"), TORCH)
    assert found.returned is not None
    assert found.returned != found.returned
    assert [found.tape.rows[index].written for index in culprits(found)] == ["√x"]


def test_frameworks_part_where_one_selects_and_another_multiplies() -> None:
    root = tape("sqrt(relu(x))")
    assert [backward(root, rules).returned for rules in (TORCH, JAX)] == [0.0, 0.0]
    returned = backward(root, TENSORFLOW).returned
    assert returned is not None
    assert returned != returned


@pytest.mark.parametrize(
    ("expression", "polynomial", "right"),
    [
        ("relu(x) - relu(-x)", "2s", ["1/2"]),
        ("relu(-relu(-x))", "s²", ["0"]),
        ("0 if x == 0 else x", "s", ["1"]),
        ("relu(x) - relu(-x) + relu(-relu(-x))", "2s + s²", []),
        ("sin(1)*(relu(x) - relu(-x))", "(2·sin 1)·s", ["1/2"]),
        ("abs(x) - abs(-x)", "−2 + 4s", ["1/2"]),
        ("sin(abs(x))", "−1 + 2s", None),
        ("max(x, -x, 0)", "−s + 2s²", None),
        ("relu6(x) - relu6(-x)", "2s", ["1/2"]),
        ("amax(x, 2*x)", "2 − s", None),
        ("x + (round(x) - x).detach()", "1", []),
    ],
)
def test_what_comes_back_is_a_polynomial_in_the_choice(
    expression: str, polynomial: str, right: list[str] | None
) -> None:
    found = dependence(tape(expression))
    assert found is not None
    assert found.text == polynomial
    assert (found.right if found.right is None else [str(s) for s in found.right]) == right


def test_an_irrational_choice_that_is_right_is_found() -> None:
    found = dependence(tape("relu(x) - relu(-x) + relu(-relu(-x))"))
    assert found is not None
    assert found.irrational == pytest.approx((2**0.5 - 1,))


@pytest.mark.parametrize(("expression", "at"), WRITTEN[::4])
def test_the_polynomial_at_a_frameworks_choice_is_what_it_returns(expression: str, at: str) -> None:
    view = opened(examine(expression, at))
    exact, value = view.with_own, view.shown.returned
    missed = any(rounding_note(row) for row in view.tape.rows)
    if exact is not None and value is not None and isfinite(value) and not missed:
        assert value == pytest.approx(as_float(exact), abs=1e-5)


@pytest.mark.parametrize(
    ("expression", "other"),
    [
        ("relu(x) - relu(-x)", "relu(−relu(−x))"),
        ("relu(-relu(-x))", "relu(x) − relu(−x)"),
        ("abs(x) - abs(-x)", ""),
        ("sin(relu(x))", ""),
    ],
)
def test_the_function_that_needs_another_choice_is_named_beside_it(expression: str, other: str) -> None:
    text = " ".join(line.text.strip() for line in lines(opened(examine(expression, "0")), 80))
    assert ("no s is right in every network" in text) is bool(other)
    assert other in text


def test_own_choices_move_what_would_come_back() -> None:
    view = opened(examine("relu(x) - relu(-x)", "0"))
    assert view.cursor == 1
    view = changed(changed(view, 1), 1)
    assert (view.choice(1), view.choice(3)) == (Fraction(1, 2), Fraction(0))
    assert view.with_own is not None
    assert write(view.with_own) == "1/2"
    view = changed(changed(moved(moved(view, 1), 1), 1), 1)
    assert view.with_own is not None
    assert write(view.with_own) == "1"
    assert changed(moved(view, 1), 1).own == view.own
    assert looked_at(view, 1).own == {}


def test_rounding_that_misses_a_kink_is_told() -> None:
    found = tape("abs(x**2 - 2)", "sqrt(2)")
    assert [bool(rounding_note(row)) for row in found.rows] == [False, False, False, True]


def test_a_row_is_judged_by_what_is_proved_of_it() -> None:
    found = backward(tape("0 if x == 0 else x"), TORCH)
    assert found.judged(found.tape.rows[1]) is Taken.OTHER
    found = backward(tape("sin(x)*abs(x)"), JAX)
    assert [found.judged(row) for row in found.tape.operations] == [Taken.SLOPE, Taken.CHOICE, Taken.SLOPE]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_sentences_keep_to_the_width(width: int) -> None:
    for expression, at in WRITTEN[:12]:
        for line in lines(opened(examine(expression, at)), width):
            assert len(line.text) <= width or line.row or line.kind == "head of a table"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("relu(x) - np.maximum(0, x)", ()),
        ("torch.clamp(x, 0, 6)*(x + 1)", ()),
        ("x.clip(0) + F.prelu(x - 1) + np.expm1(x)", ("prelu", "expm1")),
        ("(x) if (x > 0) else -(x)", ()),
        ("torch.stack([x, -x]).amax() + tf.reduce_max(tf.stack([x, 0]))", ()),
        ("torch.linalg.vector_norm(torch.stack([x, expm1(x)]))", ("expm1",)),
    ],
)
def test_functions_that_are_read_as_a_formula_are_told(text: str, names: tuple[str, ...]) -> None:
    assert written_out(text) == names


def test_an_operation_is_written_as_the_reader_reads_it() -> None:
    found = tape("sqrt(2*pi*x + 1)")
    assert [row.written for row in found.operations] == ["2·π·x", "a + 1", "√b"]
    with printing_in(ASCII):
        assert [row.written for row in found.operations] == ["2*pi*x", "a + 1", "sqrt(b)"]


@pytest.mark.parametrize(
    ("expression", "at", "head"),
    [
        ("relu(x) - relu(-x)", "0", "local slope, proved  torch  jax    tf     which is"),
        ("gamma(x + 1) + abs(x)", "0", "proved slope   torch     jax       tf        which is"),
        ("sin(x/3)*abs(x) + tanh(x)", "0.3", "proved slope        torch, jax, tf  which is"),
        (
            "sin(sqrt(2)/3)*abs(x)*(x + 1/7) + tanh(x/7)",
            "0",
            "proved slope   torch, tf   jax         which is",
        ),
    ],
)
def test_what_is_the_slope_and_what_a_choice_stands_in_80_columns(
    expression: str, at: str, head: str
) -> None:
    found = opened(examine(expression, at))
    table = [line.text for line in lines(found, 77)][: len(found.tape.operations) + 1]
    assert table[0].endswith(head)
    assert all(len(line) <= 77 for line in table)
    assert all(line.removesuffix(" ◂").endswith(("the slope", "a choice")) for line in table[1:])
