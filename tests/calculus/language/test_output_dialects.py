"""Formulas in ASCII and in words: each says one tree, by typing it back and by taking the words back."""

from __future__ import annotations

import re

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.language.expression_printing import to_readable, to_text
from relu_tui.calculus.language.formula import (
    INFINITY,
    MORE,
    ONE,
    STEP,
    ZERO,
    Applied,
    Approach,
    Bars,
    Bounded,
    Expressed,
    Formula,
    Moved,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    negative,
)
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.gallery import GALLERY
from relu_tui.calculus.language.output_dialects import ASCII, SPOKEN
from relu_tui.calculus.language.parsing import parse
from relu_tui.lesson.argument_bounds import argued
from tests.calculus.textbook import ROWS

TWO, PI = Symbol("2"), Symbol("π")
TYPED = list(dict.fromkeys([*(row["f"] for row in ROWS), *(entry.expression for entry in GALLERY)]))


@pytest.mark.parametrize(
    ("formula", "typed", "spoken"),
    [
        (Quotient(Product((TWO, PI)), STEP), "2*pi/dx", "2 times pi over delta x"),
        (Symbol("2πn"), "2*pi*n", "2 times pi times n"),
        (Root(2, Bars(STEP)), "sqrt(|dx|)", "the square root of the absolute value of delta x"),
        (
            Root(3, Power(STEP, TWO)),
            "cbrt(dx^2)",
            "the cube root of open parenthesis delta x squared close parenthesis",
        ),
        (
            Power(Root(2, TWO), TWO),
            "(sqrt(2))^2",
            "open parenthesis the square root of 2 close parenthesis squared",
        ),
        (Symbol("3.1…·10⁻¹²"), "3.1...*10^-12", "3.1 and so on times 10 to the power minus 12"),
        (Applied("ln", Bars(STEP)), "ln|dx|", "the natural logarithm of the absolute value of delta x"),
        (Applied("f′", ZERO), "f'(0)", "f prime of 0"),
        (Applied("f", Moved(ZERO)), "f(0+dx)", "f of open parenthesis 0 plus delta x close parenthesis"),
        (
            Approach("Δx", ZERO, -1, negative(Bounded(1, 2))),
            "lim dx->0- (-theta2)",
            "the limit, as delta x tends to 0 from below, "
            "of open parenthesis minus theta 2 close parenthesis",
        ),
        (
            Relation(negative(ONE), (("≤", STEP), ("<", INFINITY[1]))),
            "-1 <= dx < +inf",
            "minus 1 is at most delta x, which is less than plus infinity",
        ),
        (Sum(((1, STEP), (-1, MORE))), "dx - ...", "delta x minus and so on"),
        (
            Expressed(parse("abs(x)**3").tree, "|Δx|"),
            "abs(|dx|)^3",
            "open parenthesis the absolute value of the absolute value of delta x close parenthesis cubed",
        ),
        (
            Expressed(parse("x**2 if x != 0 else 1").tree, "|Δx|"),
            "|dx|^2 if |dx| != 0 else 1",
            "open parenthesis the absolute value of delta x close parenthesis squared "
            "if the absolute value of delta x is not 0, otherwise 1",
        ),
    ],
)
def test_what_a_formula_says(formula: Formula, typed: str, spoken: str) -> None:
    assert readable(formula, ASCII) == typed
    assert readable(formula, SPOKEN) == spoken


@pytest.mark.parametrize("expression", TYPED)
def test_ascii_can_be_typed_and_words_taken_back(expression: str) -> None:
    tree = parse(expression).tree
    typed = to_readable(tree, dialect=ASCII)
    assert typed.isascii()
    assert to_text(parse(typed).tree) == to_text(tree)
    taken = to_text(parse(taken_back(to_readable(tree, dialect=SPOKEN))).tree)
    assert re.sub(r"1\*10\*\*", "1e", taken) == to_text(tree)


WORDS = {
    "open parenthesis ": "(",
    " close parenthesis": ")",
    ", otherwise": " else",
    ", which": "",
    "is not": "!=",
    "is at most": "<=",
    "is at least": ">=",
    "is less than": "<",
    "is greater than": ">",
    "equals": "==",
    " plus ": " + ",
    "minus ": "-",
    " times ": "*",
    " over ": "/",
    " squared": "**2",
    " cubed": "**3",
    " to the power ": "**",
}


def taken_back(spoken: str) -> str:
    """What was said, as it is typed."""
    for words, sign in WORDS.items():
        spoken = spoken.replace(words, sign)
    for name, function in FUNCTIONS.items():
        spoken = re.sub(rf"\b{function.spoken} of \(", f"{name}(", spoken)
        spoken = re.sub(rf"\b{function.spoken} of ([\w.]+)", rf"{name}(\1)", spoken)
    return spoken


def test_arguments_are_ascii_and_words() -> None:
    lines = [
        part
        for row in ROWS[::16]
        for section in argued(examine(row["f"], row["at"]))
        for line in section.lines
        for part in line
        if not isinstance(part, str)
    ]
    assert len(lines) > 300
    for formula in lines:
        assert readable(formula, ASCII).isascii()
        assert re.fullmatch(r"[A-Za-z0-9 .,]*", readable(formula, SPOKEN)), readable(formula, SPOKEN)
