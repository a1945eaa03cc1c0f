"""The points of an interval at which f breaks, against examinations on a dense grid.

    python -m tests.bench.points --seed 1 --count 500

On random piecewise functions: where the survey says that it is complete, no point of the grid that it
leaves out may lack a derivative, none in an interval without values may have one, and what it tells of a
point is what `examine` proves there. Prints a line for each contradiction and each exception, and the
figures at the end.
"""

from __future__ import annotations

import argparse
import random
import time
from fractions import Fraction
from itertools import pairwise

from relu_tui.calculus import ExpressionError, examine
from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.exact.balls import ball
from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.calculus.questions.points import Points, rough_points
from tests.bench.watching import LATEST, SLOW, Late, bound_memory, time_limit

ENDS = Fraction(-4), Fraction(4)
"""The interval."""

GRID = [Fraction(number, 6) for number in range(-23, 24)]
"""Where f is examined, apart from some multiples of π/4 and square roots."""

IRRATIONAL = ("pi", "-pi", "pi/2", "-pi/2", "pi/4", "sqrt(2)", "-sqrt(2)", "sqrt(3)", "log(2)", "e", "1/e")
"""Points of another kind, where random functions like to break."""

INNER = (
    *("x", "2*x - 1", "x**2 - 2", "sin(x)", "cos(x)", "x - 1/2", "x**3 - x", "exp(x) - 2", "1/x", "tan(x)"),
    *("abs(x) - 1", "max(x, 1 - x)", "floor(x)", "x*(x - 1)", "log(x)", "sqrt(x + 1)", "x**2", "3 - x", "-x"),
)
"""What breaks are made of."""

OUTER = (
    *("abs({u})", "relu({u})", "max({u}, {v})", "min({u}, {v})", "floor({u})", "ceil({u})", "sign({u})"),
    *("({u} if {v} > 0 else {w})", "({u} if {v} >= {w} else {v})", "({u} if {v} == 0 else {w})"),
    *(
        "sqrt({u})",
        "cbrt({u})",
        "{u} + {v}",
        "({u})*({v})",
        "({u})/({v})",
        "log({u})",
        "atan({u})",
        "({u})**2",
    ),
    *("({u} if {v} < 1 and {w} > 0 else {u})", "({u} if {v} != 0 else {w})"),
    *("({u})*sign({v})", "asin({u})", "({u})**2"),
)
"""How they are put together."""


def piecewise(draw: random.Random, depth: int) -> str:
    """A random piecewise function."""
    if depth == 0 or draw.random() < 0.15:
        return draw.choice(INNER)
    form = draw.choice(OUTER)
    return form.format(**{name: piecewise(draw, depth - 1) for name in "uvw"})


def covered(found: Points, low: Fraction, high: Fraction) -> bool:
    """Whether a number is one of the points, or where the survey claims nothing."""
    near = [(point.place.low, point.place.high) for point in found.points]
    return any(first <= high and low <= last for first, last in (*near, *found.uncovered))


def contradictions(function: str, found: Points) -> list[str]:
    """What examinations prove that the survey denies."""
    wrong = []
    for at, low, high in _places(found):
        examination = examine(function, at)
        if (
            examination.differentiable is False
            and not covered(found, low, high)
            and not _in_a_gap(found, low)
        ):
            wrong.append(f"left out {at}")
        elif examination.differentiable is True and _in_a_gap(found, low) and not covered(found, low, high):
            wrong.append(f"f is differentiable at {at}, where it is said to have no values")
        wrong += [
            f"{point.differentiable} told of {point.shown}, but {examination.differentiable}"
            for point in found.points
            if point.place.exact == at and {point.differentiable, examination.differentiable} == {True, False}
        ]
    return wrong


def _places(found: Points) -> list[tuple[str, Fraction, Fraction]]:
    """The grid, the irrational points and a point between each two neighbours, with bounds of each."""
    places = [(str(number), number, number) for number in GRID]
    for text in IRRATIONAL:
        middle = Fraction(str(_decimal(text)))
        places.append((text, middle - Fraction(1, 10**9), middle + Fraction(1, 10**9)))
    known = [ENDS[0], *(point.place.low for point in found.points), ENDS[1]]
    for one, other in pairwise(known):
        between = (one + (other - one) * Fraction(311, 700)).limit_denominator(10**6)
        places.append((str(between), between, between))
    return places


def _decimal(text: str) -> float:
    return float(ball(value_at(parse_point(text).tree, exactly(Fraction(0))), 64).mid())


def _in_a_gap(found: Points, number: Fraction) -> bool:
    return any(_bound(low) < number < _bound(high) for low, high in found.gaps)


def _bound(text: str) -> Fraction:
    return Fraction(str(_decimal(text.replace("…", ""))))


def main() -> None:
    """Compare as many as asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    bound_memory()
    complete = points = complaints = 0
    for number in range(options.count):
        draw = random.Random(f"{options.seed} {number}")
        function = piecewise(draw, draw.choice((1, 2, 2, 3)))
        start = time.process_time()
        try:
            with time_limit(LATEST):
                found = rough_points(function, *ENDS)
                seconds = time.process_time() - start
            with time_limit(LATEST * 3):
                wrong = contradictions(function, found)
        except ExpressionError:
            continue
        except Late:
            wrong, seconds = [], LATEST
        except Exception as trouble:
            wrong, seconds = [f"RAISED {type(trouble).__name__} {trouble}"], 0.0
        else:
            complete += found.complete
            points += len(found.points)
        if seconds > SLOW:
            wrong.append(f"SLOW {seconds:.1f} s")
        complaints += len(wrong)
        for line in wrong:
            print(f"{line}: {function!r}", flush=True)
    print(f"seed             {options.seed}")
    print(f"functions        {options.count}, {complete} surveyed completely")
    print(f"points           {points}")
    print(f"complaints       {complaints}")


if __name__ == "__main__":
    main()
