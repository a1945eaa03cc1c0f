"""Formulas on a line and in LaTeX: parentheses where they are needed, and nothing that TeX refuses."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.language.expression_printing import to_latex
from relu_tui.calculus.language.formula import (
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
    Listed,
    Power,
    Product,
    Quotient,
    Raised,
    Relation,
    Root,
    Sum,
    Symbol,
    Words,
    difference,
    equal,
    from_right,
    negative,
    numbered,
    product,
    with_step,
)
from relu_tui.calculus.language.formula_latex import latex
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.gallery import GALLERY
from relu_tui.calculus.language.parsing import parse
from relu_tui.lesson.argument_bounds import argued
from tests.calculus.textbook import ROWS
from tests.needs import lacking, program

KATEX = Path("/usr/share/javascript/katex/katex.js")
TWO, PI, SINE = Symbol("2"), Symbol("π"), Applied("sin", ONE)


@pytest.mark.parametrize(
    ("formula", "line", "tex"),
    [
        (Quotient(SINE, STEP), "sin(1)/Δx", r"\frac{\sin\left(1\right)}{\Delta x}"),
        (SINE, "sin 1", r"\sin\left(1\right)"),
        (Product((SINE, STEP)), "sin(1)·Δx", r"\sin\left(1\right)\cdot \Delta x"),
        (Applied("ln", Bars(STEP)), "ln|Δx|", r"\ln\left|\Delta x\right|"),
        (Quotient(ONE, Product((TWO, STEP))), "1/(2·Δx)", r"\frac{1}{2\cdot \Delta x}"),
        (
            Quotient(negative(Quotient(STEP, TWO)), STEP),
            "(−Δx/2)/Δx",
            r"\frac{-\frac{\Delta x}{2}}{\Delta x}",
        ),
        (Product((TWO, PI)), "2π", r"2\cdot \pi"),
        (Power(Symbol("10"), Symbol("-12")), "10⁻¹²", "10^{-12}"),
        (Symbol("3.1…·10⁻¹²"), "3.1…·10⁻¹²", r"3.1\dots \cdot 10^{-12}"),
        (Power(Symbol("e"), negative(Quotient(ONE, STEP))), "e^(−1/Δx)", r"e^{-\frac{1}{\Delta x}}"),
        (Root(3, Power(STEP, TWO)), "∛(Δx²)", r"\sqrt[3]{\Delta x^{2}}"),
        (Power(Root(2, TWO), TWO), "(√2)²", r"\left(\sqrt{2}\right)^{2}"),
        (Relation(negative(ONE), (("≤", Bounded(4)), ("≤", ONE))), "−1 ≤ θ ≤ 1", r"-1 \le \theta \le 1"),
        (
            Approach("Δx", ZERO, -1, negative(STEP)),
            "lim Δx→0⁻ (−Δx)",
            r"\lim_{\Delta x\to 0^{-}} \left(-\Delta x\right)",
        ),
        (Listed((ONE, TWO), " and "), "1 and 2", r"1\text{ and }2"),
        (difference(Words("quotient"), negative(ONE)), "quotient + 1", r"\text{quotient} + 1"),
        (Sum(((1, ONE), (-1, Sum(((1, TWO), (1, STEP)))))), "1 − (2 + Δx)", r"1 - \left(2 + \Delta x\right)"),
        (Applied("f′", ZERO), "f′(0)", r"f'\left(0\right)"),
        (Quotient(Expressed(parse("-x + 1").tree), TWO), "(−x + 1)/2", r"\frac{-x + 1}{2}"),
        (Quotient(Expressed(parse("-x/3").tree), TWO), "(−x/3)/2", r"\frac{\frac{-x}{3}}{2}"),
        (Quotient(Expressed(parse("-x*3").tree), TWO), "−x·3/2", r"\frac{-x\cdot 3}{2}"),
        (
            Quotient(Expressed(parse("max(x, 1)").tree), TWO),
            "max(x, 1)/2",
            r"\frac{\max\left(x, 1\right)}{2}",
        ),
        (difference(ONE, Expressed(parse("-x*3").tree)), "1 − (−x·3)", r"1 - \left(-x\cdot 3\right)"),
        (Quotient(ONE, Expressed(parse("x - 1").tree)), "1/(x − 1)", r"\frac{1}{x - 1}"),
    ],
)
def test_both_dialects(formula: Formula, line: str, tex: str) -> None:
    assert readable(formula) == line
    assert latex(formula) == tex


def test_a_chain_says_each_stage_once() -> None:
    assert readable(equal(ONE, ONE, TWO)) == "1 = 2"
    assert equal(ONE, ONE) == ONE
    assert product(ONE, STEP, ONE) == STEP


def test_bounded_quantities_are_numbered_where_there_are_several() -> None:
    assert readable(numbered(Sum(((1, Bounded(7)), (1, Bounded(3)))))) == "θ₂ + θ₁"
    assert readable(numbered(Sum(((1, Bounded(7)), (1, MORE))))) == "θ + …"


def formulas_of_arguments() -> Iterator[str]:
    for row in ROWS[::16]:
        for section in argued(examine(row["f"], row["at"])):
            for line in section.lines:
                yield from (latex(part) for part in line if not isinstance(part, str))
    for entry in GALLERY:
        yield to_latex(parse(entry.expression).tree)


def test_tex_takes_every_formula() -> None:
    node = program("node", "nodejs")
    if not KATEX.exists():
        lacking("KaTeX is not installed (Debian: libjs-katex)")
    script = (
        f"const katex = require({json.dumps(str(KATEX))});"
        "const lines = JSON.parse(require('fs').readFileSync(0, 'utf8')), refused = [];"
        "for (const line of lines) {"
        " try { katex.renderToString(line, {throwOnError: true, strict: 'error'}) }"
        " catch (error) { refused.push([line, error.message]) } }"
        "console.log(JSON.stringify(refused));"
    )
    lines = list(dict.fromkeys(formulas_of_arguments()))
    done = subprocess.run(
        [node, "-e", script], input=json.dumps(lines), capture_output=True, text=True, check=True, timeout=120
    )
    assert json.loads(done.stdout) == []
    assert len(lines) > 150


def test_a_step_gets_another_name_wherever_it_is_written() -> None:
    tree = parse("x*sin(1/x)").tree
    shown = equal(Expressed(tree, "Δx"), Product((Expressed(tree, "|Δx|"), STEP)))
    renamed = with_step(Approach("Δx", ZERO, 1, shown), "t")
    assert readable(renamed) == "lim t→0⁺ (t·sin(1/t) = |t|·sin(1/|t|)·t)"
    assert with_step(Sum(((1, Symbol("x")), (-1, STEP))), "t") == Sum(((1, Symbol("x")), (-1, Symbol("t"))))


def test_what_comes_from_the_left_is_written_as_from_the_right_and_exponents_stay() -> None:
    shown = Approach("Δx", ZERO, -1, Power(STEP, Symbol("−2")))
    assert from_right(shown) == Approach("Δx", ZERO, 1, Power(STEP, Symbol("−2")))
    assert from_right(Raised(ONE, -1)) == Raised(ONE, 1)
    assert from_right(Raised(ONE, 0)) == Raised(ONE, 0)
