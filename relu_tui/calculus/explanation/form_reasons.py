"""Why a part of f has its sign where its form tells it: `1 + cos(1/x) ≤ 2`, without an expansion."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.language.form_bounds import form_bounds
from relu_tui.calculus.language.formula import Expressed, Formula, Relation
from relu_tui.calculus.language.syntax import Numeric, depends_on_x


def order_by_form(left: Numeric, right: Numeric, sign: int) -> Formula | None:
    """`left ≤ c ≤ right`, with a bound of both between them, or `left ≤ right` where one is a constant.

    Args:
        left: One part of f.
        right: Another.
        sign: −1 where left is claimed to be the less, else 1.

    Returns:
        None where the forms of both do not tell it.
    """
    less, more = (left, right) if sign < 0 else (right, left)
    above, below = form_bounds(less).high, form_bounds(more).low
    if above > below or not isinstance(above, Fraction) or not isinstance(below, Fraction):
        return None
    mark = "≤" if sign < 0 else "≥"
    chain = Expressed(left), (mark, Expressed(right))
    if not (depends_on_x(left) and depends_on_x(right)):
        return Relation(chain[0], (chain[1],))
    between = (above,) if above == below else (above, below) if sign < 0 else (below, above)
    return Relation(chain[0], (*((mark, formula(exactly(bound))) for bound in between), chain[1]))
