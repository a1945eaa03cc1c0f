"""What frameworks return: the data, who is meant by a name, how values stand to what is proved."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain

import pytest

from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.examination import Examination, examine
from relu_tui.calculus.language.gallery import BY_NAME, GALLERY
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.numerics.evaluation import compiled
from relu_tui.frameworks import report
from relu_tui.frameworks.comparison import Standing, comparison, proved, spelled, standing
from relu_tui.frameworks.live.probe import Measurement
from relu_tui.frameworks.measured import CONDITIONS, LIBRARIES, OWN_OPERATIONS, WAYS, Subject, subject

MEASURED = Measurement("torch", True, "9.9+cpu", (("f", 0.5), ("relu", 0.0)))


def about(name: str, at: str = "", width: int = 76, **live: object) -> str:
    asked = subject(name, at)
    sections = report.about(asked, examine(asked.function, asked.at), **live)  # type: ignore[arg-type]
    return "\n".join(line for _, line in report.laid_out(sections, width))


# --- data -----------------------------------------------------------------------------------------


def test_every_value_has_a_library_a_version_and_a_date() -> None:
    assert [(entry.name, entry.version) for entry in LIBRARIES] == [
        ("torch", "2.13.0"),
        ("torch", "2.15.0"),
        ("jax", "0.10.2"),
        ("tensorflow", "2.21.0"),
    ]
    for way in WAYS:
        for point, values in way.returned:
            assert len(values) == len(LIBRARIES)
            assert point in BY_NAME[way.function].points
        assert {library for library, _ in way.remarks} <= {entry.name for entry in LIBRARIES}
    assert "November 2026" in CONDITIONS


def test_the_ways_to_write_relu_get_four_different_answers() -> None:
    table = {way.name: way.at("0") for way in WAYS if way.function == "relu"}
    assert table == {
        "relu": ("0", "0", "0", "0"),
        "maximum": ("0.5", "0.5", "0.5", "1"),
        "clamp": ("1", "0", "0.5", "1"),
        "half-sum": ("0.5", "0.5", "1", "0.5"),
        "amax": ("0.5", "0.5", "0.5", "0.5"),
        "where": ("0", "0", "0", "0"),
    }


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_spelling_is_the_function_it_belongs_to(way: object) -> None:
    assert isinstance(way, type(WAYS[0]))
    expected = compiled(parse(BY_NAME[way.function].expression).tree)
    for text in way.spellings:
        found = compiled(parse(text).tree)
        assert [found(x / 4) for x in range(-30, 31)] == pytest.approx(
            [expected(x / 4) for x in range(-30, 31)]
        )


def test_operations_without_a_kink_are_functions_of_the_gallery() -> None:
    assert set(OWN_OPERATIONS) <= set(BY_NAME)
    assert not set(OWN_OPERATIONS) & {way.function for way in WAYS}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_no_value_is_outside_of_what_is_proved_but_in_the_story(way: object) -> None:
    assert isinstance(way, type(WAYS[0]))
    for point, values in way.returned:
        examination = examine(BY_NAME[way.function].expression, point)
        found = {standing(examination, value) for value in values if value is not None}
        if way.name == "relu-pair":
            assert found == {Standing.OTHER}
        elif way.name in ("norm", "root-of-square"):
            assert Standing.NO_NUMBER in found
        elif way.name in ("hardshrink", "threshold"):
            assert found == {Standing.NONE}
        elif examination.differentiable:
            assert found == {Standing.DERIVATIVE}
        else:
            assert found <= {Standing.LEFT, Standing.RIGHT, Standing.BETWEEN}


# --- who is meant ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "function", "at"),
    [
        ("relu6", "relu6", "0"),
        ("torch.relu6", "relu6", "0"),
        ("torch.nn.functional.leaky_relu", "leaky-relu", "0"),
        ("Leaky ReLU", "leaky-relu", "0"),
        ("leaky-relu", "leaky-relu", "0"),
        ("hardtanh", "hard-tanh", "1"),
        ("jax.nn.hard_tanh", "hard-tanh", "1"),
        ("clamp", "relu", "0"),
        ("maximum", "relu", "0"),
        ("max(x,0)", "relu", "0"),
        ("x if x>0 else 0", "relu", "0"),
        ("(x + abs(x))/2", "relu", "0"),
        ("relu(x) - relu(-x)", "relu-pair", "0"),
        ("GELU", "gelu", "0"),
        ("elu", "elu", "0"),
        ("elu2", "elu2", "0"),
    ],
)
def test_a_name_means_a_function_of_the_gallery(name: str, function: str, at: str) -> None:
    found = subject(name)
    assert found.entry is not None
    assert (found.entry.name, found.at) == (function, at)


def test_an_expression_means_itself() -> None:
    assert subject(" x*abs(x) ", "1/3") == Subject("x*abs(x)", "1/3", None)
    assert subject("x*abs(x)").ways == ()


@pytest.mark.parametrize("name", ["relu(", "nothing", "torch.", "2y"])
def test_what_means_nothing_is_refused(name: str) -> None:
    with pytest.raises(ExpressionError):
        subject(name)


@pytest.mark.parametrize("at", ["6", "2*3", "12/2", "6.0"])
def test_a_point_is_a_number_however_it_is_written(at: str) -> None:
    assert [way.name for way in subject("relu6", at).known] == ["relu6", "clamp-both"]


@pytest.mark.parametrize("at", ["1", "sqrt(2)", "1/3"])
def test_at_other_points_nothing_was_measured(at: str) -> None:
    assert subject("relu6", at).known == ()
    assert [way.name for way in subject("relu6", at).ways] == ["relu6", "clamp-both"]


# --- how values stand -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "value", "expected"),
    [
        ("max(0, x)", "0", Standing.LEFT),
        ("max(0, x)", "0.5", Standing.BETWEEN),
        ("max(0, x)", "1", Standing.RIGHT),
        ("max(0, x)", "1.1", Standing.OUTSIDE),
        ("max(0, x)", "-0.1", Standing.OUTSIDE),
        ("max(0, x)", 0.0, Standing.LEFT),
        ("max(0, x)", 1e-9, Standing.BETWEEN),
        ("max(0, x)", -0.0, Standing.LEFT),
        ("max(0, x)", float("nan"), Standing.NO_NUMBER),
        ("max(0, x)", float("inf"), Standing.NO_NUMBER),
        ("-abs(x)", 0.0, Standing.BETWEEN),
        ("x if x > 0 else 1.6732632423543772*(exp(x) - 1)", "1.6733", Standing.LEFT),
        ("x if x > 0 else 1.6732632423543772*(exp(x) - 1)", "1.6734", Standing.OUTSIDE),
        ("x if x > 0 else 1.6732632423543772*(exp(x) - 1)", "1.6731", Standing.BETWEEN),
        ("max(x/100, x)", 0.009999999776482582, Standing.LEFT),
        ("1e-9*abs(x) + x", 1.0, Standing.BOTH),
        ("x**2 + x", "1", Standing.DERIVATIVE),
        ("x**2 + x", 1.0000001, Standing.DERIVATIVE),
        ("x**2 + x", 1.001, Standing.OTHER),
        ("x**2", -8.7e-8, Standing.DERIVATIVE),
        ("max(0, x) - max(0, -x)", "0", Standing.OTHER),
        ("cbrt(x)", 0.0, Standing.NONE),
        ("x*sin(1/x) if x != 0 else 0", 1.0, Standing.NONE),
        ("1/x", 0.0, Standing.NONE),
    ],
)
def test_a_value_is_held_against_what_is_proved(
    function: str, value: float | str, expected: Standing
) -> None:
    assert standing(examine(function), value) is expected


@pytest.mark.parametrize(
    ("function", "at", "expected"),
    [
        ("max(0, x)", "0", "from the left is 0, from the right 1. There is no derivative. Clarke's"),
        ("max(0, x)", "0", "is [0, 1]; f is convex nearby: these are subgradients."),
        ("-abs(x)", "0", "is [−1, 1]; f is concave nearby."),
        ("x if x < 0 else 3*x - x**2", "0", "is [1, 3]; f is neither convex nor concave nearby."),
        ("max(0, x)", "1", "f is differentiable at 1: f′(1) = 1."),
        ("1/x", "0", "not defined at 0"),
        ("cbrt(x)", "0", "from the left: +∞; from the right: +∞"),
    ],
)
def test_what_is_proved_is_said(function: str, at: str, expected: str) -> None:
    assert expected in proved(examine(function, at))


def test_values_are_compared_each_once_in_order() -> None:
    relu = examine("max(0, x)")
    assert comparison(relu, ["1", 0.5, "0", 0.0, "0.5"]) == (
        "0 is the slope from the left; 0.5 is between the two slopes; 1 is the slope from the right."
    )
    assert comparison(relu, []) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("-1", "−1"),
        ("1.7581", "1.7581"),
        (-0.0, "0"),
        (0.009999999776482582, "0.01"),
        (1.7580993175506592, "1.7581"),
        (-2.5, "−2.5"),
        (float("nan"), "undefined"),
        (float("-inf"), "−∞"),
    ],
)
def test_values_are_spelled_in_words_and_few_digits(value: float | str | None, text: str) -> None:
    assert spelled(value) == text


# --- pages ----------------------------------------------------------------------------------------


def test_a_page_tells_the_ways_to_write_the_function() -> None:
    page = about("relu")
    assert "  maximum(x, 0)       0.5     0.5     0.5     1*" in page.splitlines()
    assert "* maximum(x, 0) in tensorflow: with the arguments swapped: 0." in page
    assert "here:" not in page.lower()


def test_what_is_measured_here_stands_beside_what_is_known() -> None:
    lines = about("relu", measurements=[MEASURED]).splitlines()
    assert "  relu(x)             0       0       0       0           0" in lines
    assert "  maximum(x, 0)       0.5     0.5     0.5     1*          –" in lines
    assert "  f(x), written out                                       0.5" in lines
    assert any(line.endswith("here:") for line in lines)
    assert any("9.9+cpu" in line for line in lines)


def test_troubles_and_patience_are_said() -> None:
    broken = Measurement("jax", trouble="gave no answer in time")
    page = about("relu", measurements=[broken], asking=["torch"])
    assert "Here: jax gave no answer in time." in page
    assert "Here: asking torch …" in page
    assert "None of torch, jax and tensorflow is installed here" in about("relu", measurements=[])


def test_a_function_that_was_not_measured_is_measured_here() -> None:
    page = about("x*abs(x)", measurements=[MEASURED])
    assert "Not measured for this function at this point" in page
    assert "f(x), written out  0.5" in page
    assert "0.5 is not the derivative" in page


def test_the_story_has_a_value_that_is_wrong() -> None:
    assert "0 is not the derivative." in about("relu-pair")
    text = " ".join(line.strip() for _, line in report.laid_out(report.general(), 60))
    assert "chain rule" in text


@pytest.mark.parametrize("width", [28, 36, 60, 76, 100])
def test_no_line_is_wider_than_asked(width: int) -> None:
    for entry in GALLERY:
        asked = subject(entry.name)
        examination: Examination = examine(asked.function, asked.at)
        sections = chain(report.about(asked, examination, [MEASURED]), report.general())
        for kind, line in report.laid_out(sections, width):
            assert len(line) <= max(width, 40 if kind.endswith("table") else width), line


def test_narrow_tables_lose_no_column() -> None:
    narrow = [line for _, line in report.laid_out(report.general(), 40)]
    heads = " ".join(line for line in narrow if "." in line and line.lstrip()[:1].isdigit())
    assert all(entry.version in heads for entry in LIBRARIES)


def test_points_of_the_table_are_numbers() -> None:
    for way in WAYS:
        for point, _ in way.returned:
            assert as_float(locate(parse_point(point))) == float(Fraction(point))
