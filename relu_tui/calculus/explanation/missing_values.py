"""Why f has no value: the part that has none, and the sign by which it has none.

The engine says of which kind it is ("the square root of a negative number"); a reader wants to see that it
is negative. So f is expanded once more, up to the part where that ends.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from flint import fmpq

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.sign import UNPRINTABLE
from relu_tui.calculus.explanation.branch_reasons import Signs, sign_of
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import ZERO, Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.language.formula import ZERO as ZERO_FORMULA
from relu_tui.calculus.language.formula import Expressed, Formula, Relation, Symbol, mentions
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.line import Line
from relu_tui.calculus.language.syntax import LITERAL_1, Binary, Call, Node, Numeric, depends_on_x
from relu_tui.calculus.side import Side

ORDERS = (2, 4, 8)
"""Taylor coefficients kept, in turn, to come to the part."""

LONGEST_POINT = 20
"""Characters of a point at which it is said what a part is."""


@dataclass(frozen=True)
class Gap:
    """Where the expansion of f ends.

    Attributes:
        choices: The branches that lead there.
        cause: What has the sign by which the part has no value, as a choice whose node is the part.
        exponent: Of a power of something negative, where it moves: it is at no point a whole number.
    """

    choices: tuple[Choice, ...]
    cause: Choice
    exponent: Numeric | None = None


def gap(proof: Proof, side: Side) -> Gap | None:
    """Why f has no value on a side, or at a; None where that is not found."""
    for order in ORDERS:
        expansion = Expansion(proof.point, side, Setting(order))
        with suppress(Undecided), bounded():
            try:
                expansion.germ(proof.function.tree)
            except NotDefined as trouble:
                part = trouble.part
                cause = None if part is None else _cause(part, expansion)
                return (
                    None if cause is None else Gap(tuple(expansion.choices), cause, _moving(part, expansion))
                )
            return None
    return None


def told_cause(found: Gap, side: OneSide, signs: Signs) -> Line:
    """The sign by which f has no value on a side: `x − 1 = Δx < 0`, `1 + x² = 1 + Δx² > 1`."""
    cause = found.cause
    argument = _within_unit(cause)
    if argument is not None and cause.germ.is_exact:
        germ = cause.germ.plus(constant(fmpq(cause.sign)))
        return (_told(argument, germ_text.formula(germ, side.side), (_beyond(cause.sign),)),)
    line = sign_of(cause, side, signs)
    if found.exponent is None:
        return line
    return (*line, ", and ", Expressed(found.exponent), " is no whole number there")


def _within_unit(cause: Choice) -> Numeric | None:
    """The argument of an arcsine or arccosine, if it is that which is beyond 1 or −1."""
    match cause.node:
        case Call("asin" | "acos", (argument,)):
            return argument
    return None


def _beyond(sign: int) -> tuple[str, Formula]:
    return (">", Symbol("1")) if sign > 0 else ("<", Symbol("−1"))


def _moving(part: Node | None, expansion: Expansion) -> Numeric | None:
    """The exponent of a power of something negative, where it moves."""
    match part:
        case Binary("**", base, exponent) if depends_on_x(exponent):
            return None if expansion.germ(base).is_identically_zero else exponent
    return None


def _cause(part: Node, expansion: Expansion) -> Choice | None:
    """What has the sign by which a part has no value, and its sign; raises `Undecided` as the signs do."""
    match part:
        case Binary("/", _, below):
            return Choice(part, None, below, ZERO, 0)
        case Call("tan", (angle,)):
            return Choice(part, None, Call("cos", (angle,)), ZERO, 0)
        case Call("sqrt" | "log", (argument,)) | Binary("**", argument, _):
            germ = expansion.germ(argument)
            if isinstance(part, Binary) and germ.is_identically_zero:
                argument, germ = part.right, expansion.germ(part.right)
            return _signed(part, argument, germ, -1)
        case Call("asin" | "acos", (argument,)):
            germ, one = expansion.germ(argument), expansion.germ(LITERAL_1)
            above = _signed(part, Binary("-", argument, LITERAL_1), germ.minus(one), 1)
            return above or _signed(part, Binary("+", argument, LITERAL_1), germ.plus(one), -1)
    return None


def _signed(part: Numeric, subject: Numeric, germ: Germ, sign: int) -> Choice | None:
    """The choice, if the subject has the sign, or is 0 and a sign below 0 was looked for."""
    if germ.is_identically_zero:
        return Choice(part, None, subject, germ, 0) if sign < 0 else None
    found = germ.weak_sign()[0]
    return Choice(part, None, subject, germ, sign) if found == sign else None


def missing_there(proof: Proof) -> Line:
    """Why f has no value at a: `, for x − 1 = −1 < 0 there`; nothing where that is not plain."""
    if len(proof.at.text) > LONGEST_POINT:
        return ()
    found = gap(proof, Side.AT)
    if found is None:
        return ()
    cause = found.cause
    if not cause.sign:
        return (", for ", _told(cause.subject, ZERO_FORMULA, ()), " there")
    shown, number = cause.subject, _number(cause.germ)
    link: tuple[str, Formula] = ("<", ZERO_FORMULA)
    argument = _within_unit(cause)
    if argument is not None:
        shown, number, link = argument, number + cause.sign, _beyond(cause.sign)
    value = formula(number)
    return () if mentions(value, UNPRINTABLE) else (", for ", _told(shown, value, (link,)), " there")


def _number(germ: Germ) -> Number:
    """The constant that a germ at a is."""
    return germ.without_vanishing_lead().terms[0][1]


def _told(node: Node, value: Formula, links: tuple[tuple[str, Formula], ...]) -> Formula:
    """A part, its value, and how that compares."""
    shown = Expressed(node)
    same = readable(shown) == readable(value)
    return Relation(shown, links if same and links else (("=", value), *links))
