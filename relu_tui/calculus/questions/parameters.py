"""For which values of its parameters f is continuous, and differentiable, at a point: all of them, exactly.

Where f is affine in its parameters p, which its form shows, so is each one-sided limit of f, and so is each
one-sided slope taken from that limit: if they are finite for p = 0 and for each unit vector they are for
every p, by the sum rule. So "continuous" and "same slope" are linear equations, which are solved exactly.
A polynomial in one parameter is looked at by `polynomial_parameters`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.decision.proof import locate, value_of
from relu_tui.calculus.decision.side_decision import decide
from relu_tui.calculus.errors import ExpressionError, Undecided
from relu_tui.calculus.exact.constant import ONE as UNIT
from relu_tui.calculus.exact.constant import ZERO, Constant, Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.constant_printing import product as scaled
from relu_tui.calculus.exact.sign import is_zero, sign
from relu_tui.calculus.language.formula import Formula, Relation, Sum, Symbol, equal, negative, product
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import (
    Binary,
    Conditional,
    Expression,
    Literal,
    Negative,
    Node,
    Numeric,
    children,
    nodes,
)
from relu_tui.calculus.language.tree_building import Maker
from relu_tui.calculus.questions.polynomial_parameters import (
    HIGHEST,
    Polynomial,
    Roots,
    degree,
    difference,
    interpolated,
    roots,
)
from relu_tui.calculus.side import Side

MOST_PARAMETERS = 4

FROM_LEFT = "the limit from the left is the value"
FROM_RIGHT = "the limit from the right is the value"
SAME_SLOPES = "both slopes are equal"

RESERVED = ("x", "X", "e", "pi", "i")
"""Names that a parameter can't have."""


@dataclass(frozen=True)
class Equation:
    """Σ coefficients·parameters = right.

    Attributes:
        coefficients: Of the parameters, in their order.
        right: The number on the right.
        said: What it says of f.
    """

    coefficients: tuple[Number, ...]
    right: Number
    said: str


@dataclass(frozen=True)
class Solutions:
    """All solutions of linear equations.

    Attributes:
        names: The parameters.
        possible: Whether there are any.
        values: For each parameter, (constant, multiples of the free parameters by their index).
        free: The indices of the parameters that may be anything.
    """

    names: tuple[str, ...]
    possible: bool
    values: tuple[tuple[Number, dict[int, Number]], ...] = ()
    free: tuple[int, ...] = ()

    def formulas(self) -> tuple[Formula, ...]:
        """Each parameter with its value; those that may be anything are left out."""
        shown = []
        for index, (constant, multiples) in enumerate(self.values):
            if index not in self.free:
                right = _affine(multiples, self.names, constant)
                shown.append(equal(Symbol(self.names[index]), right))
        return tuple(shown)

    @property
    def text(self) -> str:
        """The solutions in a sentence."""
        if not self.possible:
            return "no values"
        free = [self.names[index] for index in self.free]
        told = [readable(shown) for shown in self.formulas()]
        anything = f"any {' and any '.join(free)}" if free else ""
        return ", ".join([*told, anything]) if anything else ", ".join(told)


@dataclass(frozen=True)
class Fitted:
    """What was found of a function with parameters.

    Attributes:
        function: As it was typed.
        at: The point.
        names: The parameters.
        unknowns: What the equations are linear in: the parameters, or the powers of the one there is.
        continuity: The equations that make it continuous there.
        smoothness: The equation of the slopes.
        continuous: The values for which it is continuous.
        differentiable: The values for which it is differentiable as well.
    """

    function: str
    at: str
    names: tuple[str, ...]
    unknowns: tuple[str, ...]
    continuity: tuple[Equation, ...]
    smoothness: Equation
    continuous: Solutions | Roots
    differentiable: Solutions | Roots

    def to_dict(self) -> dict[str, Any]:
        """The answer as `check --solve --json` prints it."""
        return {
            "function": self.function,
            "at": self.at,
            "parameters": list(self.names),
            "equations": [
                {"says": one.said, "equation": readable(equation_formula(one, self.unknowns))}
                for one in (*self.continuity, self.smoothness)
            ],
            "continuous": _told(self.continuous),
            "differentiable": _told(self.differentiable),
        }


def equation_formula(equation: Equation, names: tuple[str, ...]) -> Formula:
    """The equation, for reading."""
    coefficients, right = equation.coefficients, equation.right
    first = next((number for number in coefficients if not is_zero(number)), right)
    if sign(first) < 0:
        coefficients, right = tuple(-number for number in coefficients), -right
    left = _affine(dict(enumerate(coefficients)), names, ZERO)
    return Relation(left, (("=", formula(right)),))


def fit(
    text: str, names: tuple[str, ...], at: str = "0", given: Mapping[str, Numeric] | None = None
) -> Fitted:
    """Find all values of the parameters for which f is continuous, and differentiable, at a point.

    Args:
        text: f, with the parameters in it.
        names: Their names.
        at: The point.
        given: What other names stand for.

    Raises:
        ExpressionError: The text or the point can't be read, a name can't be a parameter's, f is not
            affine in its parameters, or its limits are not finite for all of them.
    """
    check_names(names)
    read = parse(text, {**(given or {}), **{name: Literal(Fraction(1), name) for name in names}})
    tree = read.tree
    for name in names:
        if _degree(tree, {name}) == 0:
            raise ExpressionError(f"{name} is not in the function", None, "name the parameters that are")
    order = 1
    if _degree(tree, set(names)) > 1:
        found = degree(tree, names[0]) if len(names) == 1 else None
        if found is None or found > HIGHEST:
            only = "nor a polynomial in it" if len(names) == 1 else "and there is more than one"
            problem = f"the function is not linear in its parameters, {only}"
            hint = "give some of them a value with --let"
            raise ExpressionError(problem, None, hint)
        order = found
    point = locate(parse_point(at))
    try:
        if order > 1:
            return _fitted_by_powers(read, names[0], order, at, point)
        return _fitted(read, names, at, point)
    except Undecided as trouble:
        raise ExpressionError("the equations could not be settled", None, str(trouble)) from None


def _fitted(read: Expression, names: tuple[str, ...], at: str, point: Number) -> Fitted:
    corners = []
    for unit in (None, *range(len(names))):
        values = {name: int(index == unit) for index, name in enumerate(names)}
        corners.append(_numbers(_with(read, values), point))
    left, right, value, left_slope, right_slope = (
        _row([corner[index] for corner in corners]) for index in range(5)
    )
    continuity = tuple(
        equation
        for equation in (
            _same(left, value, FROM_LEFT),
            _same(right, value, FROM_RIGHT),
        )
        if not _is_empty(equation)
    )
    smoothness = _same(left_slope, right_slope, SAME_SLOPES)
    continuous = solve(continuity, names)
    differentiable = solve((*continuity, smoothness), names)
    return Fitted(read.text, at, names, names, continuity, smoothness, continuous, differentiable)


def _fitted_by_powers(read: Expression, name: str, order: int, at: str, point: Number) -> Fitted:
    """The same of a polynomial in one parameter, by its values at 0, 1, …, order."""
    rows = [_numbers(_with(read, {name: value}), point) for value in range(order + 1)]
    left, right, value_there, left_slope, right_slope = (
        interpolated(list(column)) for column in zip(*rows, strict=True)
    )
    unknowns = tuple(reversed([name, *(f"{name}{_superscript(k)}" for k in range(2, order + 1))]))
    continuity = tuple(
        (difference(limit, value_there), said)
        for limit, said in ((left, FROM_LEFT), (right, FROM_RIGHT))
        if difference(limit, value_there)
    )
    smooth = difference(left_slope, right_slope)
    continuous = roots(tuple(equation for equation, _ in continuity), (name,))
    differentiable = roots((*(equation for equation, _ in continuity), smooth), (name,))
    if continuous is None or differentiable is None:
        raise ExpressionError(
            "the equations are not solved here", None, "their coefficients are not rational"
        )
    shown = tuple(_by_powers(equation, order, said) for equation, said in continuity)
    return Fitted(
        read.text,
        at,
        (name,),
        unknowns,
        shown,
        _by_powers(smooth, order, SAME_SLOPES),
        continuous,
        differentiable,
    )


def _by_powers(equation: Polynomial, order: int, said: str) -> Equation:
    """A polynomial equation, from the highest power down, with what has no parameter on the right."""
    wide = (*equation, *(ZERO,) * (order + 1 - len(equation)))
    return Equation(tuple(reversed(wide[1:])), -wide[0], said)


def _superscript(number: int) -> str:
    return "⁰¹²³⁴⁵⁶⁷⁸⁹"[number]


def read_assignments(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The names of parameters with their values, as text: each of the texts is like `a = 1/2`.

    Raises:
        ExpressionError: One gives no value, the value can't be read, or a name can't be a parameter's.
    """
    values: list[tuple[str, str]] = []
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (equals and value):
            raise ExpressionError(f"{text.strip()[:20]!r} gives no value", None, "for instance a = 1")
        parse_point(value)
        values.append((name, value))
    check_names(tuple(name for name, _ in values))
    return tuple(values)


def trees(values: Iterable[tuple[str, str]]) -> dict[str, Numeric]:
    """What stands for each parameter, as `parse` takes it; raises `ExpressionError` as `parse_point`."""
    return {name: parse_point(value).tree for name, value in values}


def check_names(names: tuple[str, ...]) -> None:
    """Refuse names that can't be parameters'.

    Raises:
        ExpressionError: One can't, or there are too many or none.
    """
    if not 1 <= len(names) <= MOST_PARAMETERS:
        raise ExpressionError(f"{len(names)} parameters", None, f"name 1 to {MOST_PARAMETERS}: --solve a,b")
    for name in names:
        if name in RESERVED or not (name.isidentifier() and len(name) <= 12):
            raise ExpressionError(f"{name[:20]!r} can't be a parameter's name", None, "for instance a or b")
    if len(set(names)) < len(names):
        raise ExpressionError("a parameter is named twice", None, "name each once")


def _with(read: Expression, values: Mapping[str, int]) -> Expression:
    """f with numbers in the place of its parameters: the text is read once, whatever their values."""
    make = Maker()
    places: dict[Node, Numeric] = {
        node: make.literal(values[node.text])
        for node in nodes(read.tree)
        if isinstance(node, Literal) and node.text in values
    }
    return Expression(read.text, make.substituted(read.tree, places))


def _numbers(function: Expression, point: Number) -> tuple[Number, ...]:
    """Both one-sided limits, the value, and both slopes taken from those limits."""
    value = value_of(function, point)
    if not isinstance(value, Finite):
        raise ExpressionError("f has no value there for some values of its parameters", None, "look at --let")
    limits, slopes = [], []
    for side in (Side.LEFT, Side.RIGHT):
        approach = decide(function.tree, point, None, side).approach
        if not isinstance(approach, Finite):
            raise ExpressionError("f has no finite limit from one side", None, "look at it with --let")
        slope = decide(function.tree, point, approach.number, side).slope
        if not isinstance(slope, Finite):
            raise ExpressionError("f has no finite slope on one side", None, "look at it with --let")
        limits.append(approach.number)
        slopes.append(slope.number)
    return (*limits, value.number, *slopes)


def _row(corners: list[Number]) -> tuple[Number, tuple[Number, ...]]:
    """(value at 0, its growth with each parameter) of something affine, from its values at the corners."""
    origin, *units = corners
    return origin, tuple(unit - origin for unit in units)


def _same(a: tuple[Number, tuple[Number, ...]], b: tuple[Number, tuple[Number, ...]], said: str) -> Equation:
    coefficients = tuple(x - y for x, y in zip(a[1], b[1], strict=True))
    return Equation(coefficients, b[0] - a[0], said)


def _is_empty(equation: Equation) -> bool:
    return all(is_zero(number) for number in (*equation.coefficients, equation.right))


def solve(equations: tuple[Equation, ...], names: tuple[str, ...]) -> Solutions:
    """All solutions, by elimination; raises `Undecided` where it can't be told whether a number is 0."""
    rows = [[*equation.coefficients, equation.right] for equation in equations]
    pivots: dict[int, list[Number]] = {}
    for row in rows:
        rest = row
        for column, pivot in pivots.items():
            rest = [x - rest[column] * y for x, y in zip(rest, pivot, strict=True)]
        lead = next((i for i, number in enumerate(rest[:-1]) if not is_zero(number)), None)
        if lead is None:
            if not is_zero(rest[-1]):
                return Solutions(names, possible=False)
            continue
        scaled = [number / rest[lead] for number in rest]
        for column, pivot in pivots.items():
            pivots[column] = [x - pivot[lead] * y for x, y in zip(pivot, scaled, strict=True)]
        pivots[lead] = scaled
    free = tuple(index for index in range(len(names)) if index not in pivots)
    values: list[tuple[Number, dict[int, Number]]] = []
    for index in range(len(names)):
        row = pivots.get(index, [])
        multiples = {other: -row[other] for other in free if row and not is_zero(row[other])}
        values.append((row[-1] if row else ZERO, multiples if row else {index: UNIT}))
    return Solutions(names, possible=True, values=tuple(values), free=free)


def _affine(multiples: dict[int, Number], names: tuple[str, ...], constant: Number) -> Formula:
    """Σ multiple·name + constant, for reading."""
    terms: list[tuple[int, Formula]] = []
    for index, number in multiples.items():
        if is_zero(number):
            continue
        name = Symbol(names[index])
        if isinstance(number, Constant):
            size, direction = _sized(formula(number))
            terms.append((direction, product(size, name)))
        else:
            terms.append((-1 if number < 0 else 1, scaled(abs(number), name)))
    if not is_zero(constant) or not terms:
        size, direction = _sized(formula(constant))
        terms.append((direction, size))
    return terms[0][1] if len(terms) == 1 and terms[0][0] > 0 else Sum(tuple(terms))


def _sized(number: Formula) -> tuple[Formula, int]:
    """(size, sign) of a number as it is written."""
    if isinstance(number, Sum) and len(number.terms) == 1:
        return negative(number), -1
    return number, 1


def _told(solutions: Solutions | Roots) -> dict[str, Any]:
    shown = [readable(part) for part in solutions.formulas()]
    free = [solutions.names[index] for index in solutions.free]
    told = {"possible": solutions.possible, "values": shown if solutions.possible else [], "free": free}
    return {**told, "digits": list(solutions.digits)} if isinstance(solutions, Roots) else told


def _degree(node: Node, marks: set[str]) -> int:
    """In how many parameters at a time an expression is a polynomial; 2 for what is not affine."""
    match node:
        case Literal(_, text):
            return int(text in marks)  # what stands for a parameter has its name for text
        case Negative(operand):
            return _degree(operand, marks)
        case Binary("+" | "-", left, right):
            return max(_degree(left, marks), _degree(right, marks))
        case Binary("*", left, right):
            return min(2, _degree(left, marks) + _degree(right, marks))
        case Binary("/", left, right) if not _degree(right, marks):
            return _degree(left, marks)
        case Conditional(condition, body, otherwise) if not _degree(condition, marks):
            return max(_degree(body, marks), _degree(otherwise, marks))
    return 2 if any(_degree(child, marks) for child in children(node)) else 0
