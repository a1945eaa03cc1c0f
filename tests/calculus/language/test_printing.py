"""The dialect of the reader: what is read is printed in it, and nothing is kept as another read it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.explanation.verdict import verdict
from relu_tui.calculus.language.formula import STEP, ZERO, Quotient, Relation, Root, Symbol
from relu_tui.calculus.language.line import plain, told
from relu_tui.calculus.language.output_dialects import ASCII, SPOKEN, UNICODE
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.printing import in_use, printing_in, remembered, shown, shown_node
from relu_tui.calculus.questions.function_limit import examine_limit
from relu_tui.calculus.questions.higher_derivatives import examine_higher
from relu_tui.calculus.questions.points import rough_points

LINE = ("For ", Relation(STEP, (("<", ZERO),)), ": ", Quotient(Root(2, Symbol("2")), STEP))


def test_the_dialect_is_in_use_within_the_block_alone() -> None:
    with printing_in(ASCII):
        with printing_in(SPOKEN):
            assert in_use() is SPOKEN
        assert in_use() is ASCII
    assert in_use() is UNICODE


def test_the_dialect_is_left_where_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), printing_in(ASCII):
        raise ZeroDivisionError
    assert in_use() is UNICODE


def test_formulas_are_printed_for_the_reader() -> None:
    tree = parse("sqrt(2)*x**2").tree
    assert told(LINE) == "For Δx < 0: √2/Δx"
    assert shown_node(tree) == "√2·x²"
    with printing_in(ASCII):
        assert told(LINE) == "For dx < 0: sqrt(2)/dx"
        assert shown(Symbol("π")) == "pi"
        assert shown_node(tree, "t") == "sqrt(2)*t^2"
        assert plain(LINE) == "For Δx < 0: √2/Δx"
    with printing_in(SPOKEN):
        assert told(LINE) == "For delta x is less than 0: the square root of 2 over delta x"


def test_what_is_remembered_is_remembered_for_each_dialect() -> None:
    asked: list[str] = []

    @remembered(8)
    def printed(name: str, *, twice: bool = False) -> str:
        asked.append(name)
        return shown(Symbol(name)) * (2 if twice else 1)

    with printing_in(ASCII):
        assert [printed("π"), printed("π"), printed("π", twice=True)] == ["pi", "pi", "pipi"]
    assert [printed("π"), printed("π")] == ["π", "π"]
    assert asked == ["π"] * 3


def test_what_is_proved_is_kept_once_and_read_by_all() -> None:
    examination = examine("x**2 + pi*abs(x)", "0")
    limit, higher = examine_limit("sin(pi*x)/x", "0"), examine_higher("x**3", "0")
    (rough,) = rough_points(parse("abs(pi*x)"), Fraction(-1), Fraction(1)).rough

    def read() -> list[str]:
        found = [condition.reason for condition in (*examination.conditions, *limit.conditions)]
        return [
            *found,
            verdict(examination).detail,
            limit.verdict,
            limit.repair,
            higher.verdict,
            rough.reason,
        ]

    unicode = read()
    with printing_in(ASCII):
        written = read()
    assert all(line.isascii() for line in written)
    assert not all(line.isascii() for line in unicode)
    assert "−π ≠ π" in unicode
    assert "-pi != pi" in written
    assert read() == unicode


def test_what_other_programs_read_is_the_same_for_every_reader() -> None:
    examination, limit = examine("abs(pi*x)", "0"), examine_limit("sin(pi*x)/x", "0")
    before = examination.to_dict(), limit.to_dict()
    with printing_in(ASCII):
        assert (examination.to_dict(), limit.to_dict()) == before


@pytest.mark.parametrize("order", range(2, 6))
def test_derivatives_of_any_order_have_a_name_in_every_dialect(order: int) -> None:
    found = examine_higher("exp(x)", "0", order)
    with printing_in(ASCII):
        assert found.verdict.isascii()
        assert "?" not in found.verdict
    with printing_in(SPOKEN):
        assert found.verdict.isascii()
