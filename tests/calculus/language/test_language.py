"""A function of the language that is missing in one of its places is found out here."""

from __future__ import annotations

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.syntax import ARITIES, UNARY
from relu_tui.calculus.numerics.evaluation import DOUBLES, compiled
from relu_tui.calculus.numerics.formats import FORMATS, arithmetic
from relu_tui.interface.help_pages import LANGUAGE


@pytest.mark.parametrize("name", ARITIES)
def test_help_names_it(name: str) -> None:
    assert name in LANGUAGE.replace(".", " ").split()


@pytest.mark.parametrize("name", UNARY)
def test_it_has_a_value_in_doubles_and_in_every_format(name: str) -> None:
    tree = parse(f"{name}(x)").tree
    value = compiled(tree)(0.75)
    assert value == DOUBLES.unary[name](0.75)
    for fmt in FORMATS.values():
        made = arithmetic(fmt)
        assert float(compiled(tree, made)(made.number(0.75))) == pytest.approx(value, rel=2**-6)


@pytest.mark.parametrize("name", UNARY)
def test_its_limits_are_settled(name: str) -> None:
    point = "1/3"  # nothing has a jump or a corner there
    assert examine(f"{name}(x)", point).differentiable is True
