"""Parameters of f in a lesson: keys nudge them, f follows, and what still holds stands."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.language.formula import Applied, Expressed, Symbol, equal
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.parsing import parse, parse_point, understood
from relu_tui.calculus.language.printing import remembered, shown
from relu_tui.calculus.language.syntax import Expression, Named
from relu_tui.calculus.questions.parameters import (
    Solutions,
    check_names,
    equation_formula,
    fit,
    read_assignments,
    trees,
)
from relu_tui.calculus.questions.polynomial_parameters import Roots
from relu_tui.lesson import transitions, words
from relu_tui.lesson.lesson import Family, Lesson, examined, parsed
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.transitions import begin, slope

WITH = " with "
"""What stands between a function and its parameters."""

_SEPARATOR = re.compile(r"[,;](?=\s*\w+\s*=)")
"""What stands between two parameters; a value may have a comma of its own."""

COARSER = 2
"""By how much a coarser step is larger."""

LARGEST = 1024
"""Bound of the step, and 1 over it the smallest."""

MOST_DIGITS = 40
"""Of a parameter that is nudged."""


def begin_with(text: str, values: tuple[tuple[str, str], ...], at: str = "") -> Lesson:
    """A fresh lesson on a function with parameters, each with its value as text.

    Raises:
        ExpressionError: The function, a value or the point can't be read, or a name can't be a parameter's.
    """
    check_names(tuple(name for name, _ in values))
    family = Family(text, values)
    return replace(begin(function_of(family), at), family=family)


def begin_typed(text: str, at: str = "") -> Lesson:
    """A fresh lesson on what was typed: a function of the gallery, one's own, or one with parameters.

    Args:
        text: f; parameters come after it with their values, as in `a*x + b with a = 1, b = 0`.
        at: The point, as for `begin`.

    Raises:
        ExpressionError: As `begin` and `begin_with`.
    """
    function, word, values = text.rpartition(WITH)
    if not word:
        return begin(text, at)
    return begin_with(function.strip(), read_assignments(_SEPARATOR.split(values)), at)


def typed(lesson: Lesson) -> str:
    """f as it can be typed, with its parameters and their values."""
    family = lesson.family
    if family is None:
        return lesson.function
    return f"{family.text}{WITH}{', '.join(f'{name} = {value}' for name, value in family.values)}"


def as_read(lesson: Lesson) -> Expression:
    """f as it was read, with the notes on what was not plain."""
    family = lesson.family
    return parsed(lesson.function) if family is None else _read(family)


def rewrite(lesson: Lesson, text: str, at: str) -> Lesson:
    """Start again on what was typed, keeping the settings; raises as `begin_typed`."""
    fresh = begin_typed(text, at)
    if fresh.family is None:
        return transitions.rewrite(lesson, text, at)
    restarted = transitions.rewrite(lesson, fresh.function, fresh.at)
    return replace(restarted, family=fresh.family)


def function_of(family: Family) -> str:
    """f with the values in the place of the parameters; raises `ExpressionError` as `parse` does."""
    return understood(_read(family))


def _read(family: Family) -> Expression:
    return parse(family.text, trees(family.values))


@remembered(16)  # at every step
def family_equation(family: Family) -> str:
    """What f is, its parameters by their names."""
    names = {name: Named(name) for name, _ in family.values}
    return shown(equal(Applied("f", Symbol("x")), Expressed(parse(family.text, names).tree)))


def choose_next(lesson: Lesson) -> Reply:
    """Turn to the next parameter."""
    family = lesson.family
    if family is None:
        return Reply(lesson, words.NO_PARAMETERS)
    return _said(replace(family, chosen=(family.chosen + 1) % len(family.values)), lesson)


def change_step(lesson: Lesson, direction: int) -> Reply:
    """Make the step of a parameter coarser (1) or finer (−1)."""
    family = lesson.family
    if family is None:
        return Reply(lesson, words.NO_PARAMETERS)
    step = family.step * COARSER if direction > 0 else family.step / COARSER
    step = min(max(step, Fraction(1, LARGEST)), Fraction(LARGEST))
    return _said(replace(family, step=step), lesson)


def nudge(lesson: Lesson, direction: int) -> Reply:
    """Move the chosen parameter by its step, up (1) or down (−1)."""
    family = lesson.family
    if family is None:
        return Reply(lesson, words.NO_PARAMETERS)
    name, value = family.values[family.chosen]
    try:
        moved = str(slope(value) + direction * family.step)
    except ExpressionError:
        moved = ""
    if not moved or len(moved) > MOST_DIGITS:
        return Reply(lesson, words.parameter_stays(name, value))
    return with_values(lesson, {name: moved})


def with_values(lesson: Lesson, values: dict[str, str]) -> Reply:
    """Other values of parameters, with the steps that were taken and the conclusions that still hold."""
    family = lesson.family
    if family is None:
        return Reply(lesson, words.NO_PARAMETERS)
    changed = replace(family, values=tuple((name, values.get(name, old)) for name, old in family.values))
    try:
        function = function_of(changed)
        examined(function, lesson.at)
    except ExpressionError as error:
        return Reply(lesson, f"{error}.")
    return _said(changed, _following(lesson, function))


def solution(lesson: Lesson) -> tuple[str, dict[str, str]]:
    """The equations, and for which parameters f is differentiable at a, in words; and the values to take.

    A parameter that may be anything keeps the value it has. No values: there are none to take.
    """
    family = lesson.family
    if family is None:
        return words.NO_PARAMETERS, {}
    names = tuple(name for name, _ in family.values)
    try:
        fitted = fit(family.text, names, lesson.at)
        found = fitted.differentiable
        equations = [
            readable(equation_formula(equation, fitted.unknowns))
            for equation in (*fitted.continuity, fitted.smoothness)
        ]
        said = words.solved(equations, found.text, lesson, possible=found.possible)
        return said, _values(family, found)
    except ExpressionError as error:
        return f"{error}.", {}


def take_solution(lesson: Lesson) -> Reply:
    """Give the parameters values for which f is differentiable, and say for which it is."""
    said, values = solution(lesson)
    taken = with_values(lesson, values).lesson if values else lesson
    return Reply(taken, said)


def _values(family: Family, found: Solutions | Roots) -> dict[str, str]:
    if not found.possible:
        return {}
    here = [locate(parse_point(value)) for _, value in family.values]
    chosen: dict[str, str] = {}
    for index, (number, multiples) in enumerate(found.values):
        if index not in found.free:
            total = sum((multiple * here[other] for other, multiple in multiples.items()), start=number)
            chosen[found.names[index]] = readable(formula(total))
    return chosen


def _following(lesson: Lesson, function: str) -> Lesson:
    """The lesson on another function of the family: a conclusion stands where the very same is proved."""
    before, after = lesson.examination, examined(function, lesson.at)
    first, second, third, fourth = (
        done and old.status == new.status and old.reason == new.reason and old.value == new.value
        for done, old, new in zip(lesson.concluded, before.conditions, after.conditions, strict=True)
    )
    fourth = fourth and second and third
    one, two = lesson.predictions
    return replace(
        lesson,
        function=function,
        concluded=(first, second, third, fourth),
        predictions=(one if second else None, two if third else None),
        closes=lesson.closes if fourth else "",
        convention=lesson.convention if fourth else None,
    )


def _said(family: Family, lesson: Lesson) -> Reply:
    name, value = family.values[family.chosen]
    return Reply(replace(lesson, family=family), words.parameter(name, value, str(family.step)))
