"""Own operations of frameworks: one row on the tape, the formula for the proof."""

from __future__ import annotations

import pytest

from relu_tui.calculus.examination import examine
from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import depends_on_x
from relu_tui.frameworks.backward import Taken, backward
from relu_tui.frameworks.every_framework import EVERY, OLDER, rules_of
from relu_tui.frameworks.operation_rules import TENSORFLOW, TORCH
from relu_tui.frameworks.operations import OPERATIONS as KNOWN
from relu_tui.frameworks.operations import read, with_values
from relu_tui.frameworks.scripts import script
from relu_tui.frameworks.tape import record
from relu_tui.frameworks.tape_phrases import slope_text
from relu_tui.frameworks.tape_report import lines
from relu_tui.frameworks.tape_view import culprits, is_wrong, opened
from tests.frameworks.expressions import OPERATIONS, WRITTEN


@pytest.mark.parametrize("expression", [expression for expression, _ in (*OPERATIONS, *WRITTEN)])
def test_written_out_a_reading_is_what_is_examined(expression: str) -> None:
    parsed = parse(expression)
    reading = read(parsed)
    assert to_text(reading.written_out(reading.tree)) == to_text(parsed.tree)


def test_every_operation_is_in_some_expression_that_is_measured() -> None:
    seen = {
        row.operation for expression, at in OPERATIONS for row in record(examine(expression, at)).operations
    }
    assert set(KNOWN) <= seen


@pytest.mark.parametrize(
    ("expression", "rows"),
    [
        ("torch.clamp(x, 0, 6)", ["clamp(x, 0, 6)"]),
        ("x.clip(min=0)", ["clamp_min(x, 0)"]),
        ("min(max(x, 0), 6)", ["max(x, 0)", "min(a, 6)"]),
        ("relu6(x) - min(max(0, x), 6)", ["relu6(x)", "max(0, x)", "min(b, 6)", "a − c"]),
        ("clamp(x, -x, 1)", ["−x", "clamp(x, a, 1)"]),
        ("x.clip(x**2)", ["x²", "clamp_min(x, a)"]),
        ("torch.clamp(x, max=2*x)", ["2·x", "clamp_max(x, a)"]),
        ("clamp(max(x, 0), max=6)", ["max(x, 0)", "clamp_max(a, 6)"]),
        ("amax([x, -x, 0])", ["−x", "amax(x, a, 0)"]),
        ("tf.nn.leaky_relu(x)", ["leaky_relu(x, 0.2)"]),
        ("np.median([x, 0, 1])", ["median(x, 0, 1)"]),
        ("torch.median([x, 0])", ["torch.median(x, 0)"]),
        ("quantile([x, 0, 1], 1/4)", ["quantile(1/4; x, 0, 1)"]),
        ("np.percentile([x, 0, 1], 25)", ["quantile(1/4; x, 0, 1)"]),
        ("F.softplus(x, beta=2)", ["softplus(x, 2)"]),
        ("F.softplus(x, threshold=5)", ["softplus(x, 1, 5)"]),
        ("softplus(x)", ["softplus(x)"]),
        ("keras.losses.huber(x, 1)", ["huber_loss(x, 1, 1)"]),
        ("jax.nn.gelu(x)", None),
        ("sin(2) + celu(x)", ["celu(x, 0.5)", "sin(2) + a"]),
        ("|relu6(x)| - |x|", ["relu6(x)", "|a|", "|x|", "b − c"]),
        ("relu6(x)**(1/3)", ["relu6(x)", "a^(1/3)"]),
        ("x if clamp(x, 0, 1) < 1 else 2*x", ["2·x", "x if clamp(x, 0, 1) < 1 else a"]),
    ],
)
def test_an_own_operation_is_one_row_and_its_formula_is_several(
    expression: str, rows: list[str] | None
) -> None:
    written = [row.written for row in record(examine(expression, "0")).operations]
    assert written == rows if rows else not any(name in "".join(written) for name in KNOWN)


@pytest.mark.parametrize(
    ("expression", "alone"),
    [
        ("torch.clamp(x, 0, a)", "clamp(x, 0, 6)"),
        ("hardtanh(ax, -a, a)", "hardtanh(6*x, -6, 6)"),
        ("F.celu(x, alpha=a)", "torch.celu(x, 6)"),
        ("np.sinc(a x)", "np.sinc(6*x)"),
        ("torch.median([x, a])", "torch.median(x, 6)"),
        ("np.quantile([x, a], 1/4)", "quantile(1/4; x, 6)"),
        ("norm([x, relu6(a)])", "norm(x, relu6(6))"),
        ("a x^2 + e", "6*x**2 + e"),
        ("|a x| - |x|", "abs(6*x) - abs(x)"),
        ("prelu(x, a)", "x if x > 0 else 6*x"),
    ],
)
def test_with_values_an_expression_stands_alone_and_keeps_its_operations(expression: str, alone: str) -> None:
    given = {"a": parse_point("6").tree}
    found = with_values(expression, given)
    assert found.text == alone
    assert to_text(found.tree) == to_text(parse(expression, given).tree)


@pytest.mark.parametrize(
    ("expression", "at", "told"),
    [
        ("clamp(x, 0, 6)", "0", "none: [0, 1]"),
        ("clamp(x, 0, 6)", "3", "1"),
        ("hardtanh(x)", "1", "none: [0, 1]"),
        ("celu(x)", "0", "1"),
        ("mish(x)", "0", "3/5"),
        ("xlogy(x, 2)", "0", "ln 2"),
        ("amax(x, 3*x, 1)", "0", "0 and 0"),
        ("norm([x, 3])", "4", "4/5"),
        ("logsumexp([x, 0])", "0", "1/2"),
        ("smooth_l1(2*x, 1)", "1", "1"),
        ("atan2(x, x)", "1", "1/2 and −1/2"),
        ("round(x)", "1", "0"),
        ("hardshrink(x)", "0", "0"),
    ],
)
def test_its_slope_is_proved_by_its_formula(expression: str, at: str, told: str) -> None:
    assert slope_text(record(examine(expression, at)).rows[-1]) == told


def test_a_framework_that_is_wrong_where_there_is_a_derivative_is_blamed_by_its_row() -> None:
    found = backward(record(examine("celu(x)", "0")), TENSORFLOW)
    assert (found.returned, found.judged(found.tape.rows[1])) == (2.0, Taken.OTHER)
    assert backward(found.tape, TORCH).returned == 1.0


def test_what_is_set_gets_no_gradient_and_what_has_no_x_is_no_row() -> None:
    for expression, at in OPERATIONS[::4]:
        tape = record(examine(expression, at))
        assert all(depends_on_x(row.node) for row in tape.operations)
        for found in (backward(tape, rules) for rules in (*EVERY, *OLDER)):
            assert all(len(found.taken(row)) == len(row.operands) for row in tape.operations)


def test_a_version_that_is_not_known_has_the_newest_rules() -> None:
    assert rules_of("torch", "9.9") is TORCH
    assert rules_of("torch", "2.13.0") is OLDER[0]


@pytest.mark.parametrize(
    ("expression", "at", "told"),
    [
        ("relu6(x)", "6", "formula, min(max(0, x), 6), gets 0.5 from torch and jax; 1 from tf."),
        ("clamp(x, 0, 6)", "0", "formula, min(max(x, 0), 6), gets 0.5 from torch and jax; 1 from tf."),
        ("amax(x, -x, 0)", "0", "formula, max(x, −x, 0), gets 0 from torch and jax; 1 from tf."),
        ("clamp(x, 5, 1)*x", "0", "gets 1 from torch, jax and tf."),
        ("gelu(x)", "1", ""),
        ("relu(x)", "0", ""),
    ],
)
def test_what_the_same_function_gets_as_its_formula_is_told_where_it_differs(
    expression: str, at: str, told: str
) -> None:
    page = " ".join(line.text.strip() for line in lines(opened(examine(expression, at)), 80))
    assert ("The same function written as its" in page) is bool(told)
    assert told in page


@pytest.mark.parametrize(
    ("expression", "at", "told"),
    [
        ("clamp(x, 0, 6)", "0", ["torch 2.14.1 and 2.15.0", "jax", "tf, torch 2.13.0"]),
        ("fmax(sqrt(-x), log(x))", "-1", ["torch 2.13.0 and 2.15.0, jax", "tf", "torch 2.14.1"]),
    ],
)
def test_versions_that_return_the_same_are_named_together(expression: str, at: str, told: list[str]) -> None:
    page = [line.text for line in lines(opened(examine(expression, at)), 80)]
    assert [line[3:].partition(":")[0] for line in page if "backward() returns" in line] == told


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("F.hardtanh(x, 1, -1)", "min_val is greater than max_val"),
        ("F.softshrink(x, lambd=-1)", "lambd is negative"),
        ("F.huber_loss(x, 0, delta=0)", "delta is not positive"),
        ("F.smooth_l1_loss(x, 0, beta=-1)", "beta is negative"),
        ("F.celu(x, alpha=0)", "alpha is 0"),
    ],
)
def test_where_torch_raises_an_error_that_is_told_with_its_row(expression: str, why: str) -> None:
    view = opened(examine(f"{expression} + x", "1"))
    page = [line.text for line in lines(view, 80)]
    assert " ✗ torch: the call raises an error; nothing comes back." in page
    assert any(line.startswith("   row a, ") and line.endswith(f": {why}.") for line in page)
    torch, jax, tensorflow = view.predictions.backs
    assert (torch.returned, torch.refused, culprits(torch)) == (None, 1, (1,))
    assert (jax.refused, tensorflow.refused) == (None, None)
    assert f"# predicted: an error, {why}" in script(torch)


def test_of_bounds_that_cross_each_frameworks_own_is_told() -> None:
    page = " ".join(line.text.strip() for line in lines(opened(examine("hardtanh(x, 1, -1)*x", "2")), 80))
    assert "The bounds of row a cross: torch raises an error. jax and tensorflow have no bounds" in page


@pytest.mark.parametrize(("expression", "lacking"), [("lambertw(x)", "torch, jax, tf"), ("Ei(x)", "torch")])
def test_what_a_framework_lacks_is_told_and_is_no_wrong_derivative(expression: str, lacking: str) -> None:
    view = opened(examine(expression, "1"))
    page = [line.text for line in lines(view, 80)]
    assert f" ? {lacking}: there is no such function; nothing comes back." in page
    assert not is_wrong(view)
    assert Taken.ERROR in {view.predictions.of("torch").judged(row) for row in view.tape.operations}


def test_far_to_the_left_jax_and_tensorflow_return_another_slope_of_digamma_than_torch() -> None:
    view = opened(examine("digamma(x)", "-81/2"))
    torch, jax, tensorflow = (back.returned for back in view.predictions.backs)
    assert torch == pytest.approx(9.84522, rel=1e-5)
    assert jax == tensorflow == pytest.approx(-0.024389, rel=1e-4)
    assert is_wrong(view)
