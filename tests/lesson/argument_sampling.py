"""Every line of an argument held against numbers: at random steps of the interval that the line names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.explanation.estimates import Estimates
from relu_tui.calculus.language.formula import Applied, Approach, Moved, Relation, Sum, Symbol, Words
from relu_tui.calculus.language.line import Line, plain
from relu_tui.lesson.argument_bounds import argued
from tests.calculus.oracle.arithmetic import Doubt, Nowhere, Rounded
from tests.calculus.oracle.evaluator import Evaluator
from tests.lesson.formula_values import DIGITS, Unread, Values, interval_of, relations

TURNS = (1, 2, 3, 12, 1001)
NEAR = (Fraction(1, 10**12), Fraction(3, 10**15))
"""Steps at which what holds near 0 must hold."""

ANYWHERE = (Fraction(1, 3), Fraction(97, 10), Fraction(1, 1000), Fraction(1, 10**6))
"""Sizes of steps at which what holds on a whole side must hold."""

_NAMES = {"left": -1, "right": 1}


@dataclass
class Sampled:
    """What was seen of one argument.

    Attributes:
        checked: How many chains were held at some step.
        unread: Lines with a chain that never was, by why.
        faults: Lines that are false, each with a step.
    """

    checked: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Told:
    """A line, and the steps that it is about: up to a distance, all of a side (None), or those near 0 (0)."""

    line: Line
    reach: Fraction | None


def sampled(function: str, at: str, estimates: Estimates | None = None) -> Sampled:
    """Hold each chain of an argument at steps of its interval.

    Args:
        function: f.
        at: a.
        estimates: The bounds that the argument is made with, in the place of those that are certified.
    """
    examination = examine(function, at)
    told_sections = argued(examination) if estimates is None else argue(examination, estimates)
    near, left, right, _ = (section.lines for section in told_sections)
    told = _sides(near[:-1])
    result = Sampled()
    engine = Evaluator(DIGITS)
    point = engine.at(examination.at.tree, Fraction(0))
    tree = examination.function.tree
    both = (examination.left, examination.right)
    cut_off = {
        formula(number): engine.mp.mpf(decimal(number, 150))
        for limit in (examination.value, *(limit for side in both for limit in (side.slope, side.approach)))
        if isinstance(limit, Finite)
        for number in (limit.number, -limit.number)
    }
    if _is_as_before(right):
        right = left
    for sign, quotient in ((-1, left), (1, right)):
        reach = next((line.reach for line in told[sign]), None)
        lines = [*told[sign], *(_Told(line, _reach(line, reach)) for line in quotient)]
        held: Counter[int] = Counter()
        why: dict[int, str] = {}
        for step in _steps(lines, Random(f"{function} {sign}")):
            values = Values(tree, point, sign * step, engine, dict(cut_off))
            for index, line in enumerate(lines):
                if _admits(line, step):
                    _hold(line.line, values, index, held, why, result)
        for index, line in enumerate(lines):
            for sequence in _sequences(line.line):
                _follow(line.line, sequence, Values(tree, point, Fraction(sign), engine), result)
            if index in why and not held[index]:
                result.unread[f"{why[index]}: {plain(line.line)}"] += 1
        result.checked += held.total()
    return result


def _is_as_before(lines: tuple[Line, ...]) -> bool:
    return plain(lines[0]).startswith(("Line by line as on the left", "As on the left"))


def _sides(near: tuple[Line, ...]) -> dict[int, list[_Told]]:
    """The lines on f by side, where the right side may be told as the left."""
    found: dict[int, list[_Told]] = {-1: [], 1: []}
    side, reach = 0, None
    for line in near:
        text = plain(line)
        for name, sign in _NAMES.items():
            if text.startswith(f"From the {name}: take"):
                side, reach = sign, _reach(line, None)
                if text.endswith("the rest as on the left."):
                    found[1] = [_Told(told.line, _reach(told.line, reach)) for told in found[-1][1:]]
                    found[1].insert(0, _Told(line, reach))
                    return found
        if text.startswith("For "):  # where there is no value, or not at each step
            side = next((sign for r in relations(line) if (sign := (interval_of(r) or (None, 0))[1])), side)
        if side:
            found[side].append(_Told(line, _reach(line, reach)))
    return found


def _reach(line: Line, default: Fraction | None) -> Fraction | None:
    if "near 0" in plain(line):
        return Fraction(0)
    own = [found for relation in relations(line) if (found := interval_of(relation)) is not None]
    radii = [radius for radius, _ in own if radius is not None]
    return min(radii) if radii else None if own else default


def _admits(told: _Told, step: Fraction) -> bool:
    if told.reach is None:
        return True
    return step in NEAR if told.reach == 0 else step <= told.reach


def _steps(lines: list[_Told], random: Random) -> Iterator[Fraction]:
    radii = {line.reach for line in lines if line.reach}
    for radius in sorted(radii):
        yield radius
        for power in (0, 0, 1, 3, 7):
            yield radius * random.randrange(1, 10**6) / 10 ** (6 + power)
    if any(line.reach is None for line in lines):
        yield from ANYWHERE
    yield from NEAR


def _hold(
    line: Line, values: Values, index: int, held: Counter[int], why: dict[int, str], result: Sampled
) -> None:
    if "Along" in plain(line) or "Evidence, not proof" in plain(line):
        return
    chains = [_of_limit(r) for r in relations(line) if interval_of(r) is None]
    for relation in chains:
        try:
            values.learn(relation)
        except (Unread, ZeroDivisionError):
            continue
    for relation in chains:
        try:
            failures = list(values.failures(relation))
        except Unread as trouble:
            why[index] = str(trouble)
            continue
        held[index] += 1
        result.faults += [f"{plain(line)}  [{failure}]" for failure in failures]


def _of_limit(relation: Relation) -> Relation:
    """Of a limit, that what has it is the quotient."""
    first = relation.first
    return Relation(Words("quotient"), (("=", first.body),)) if isinstance(first, Approach) else relation


def _sequences(line: Line) -> Iterator[tuple[Relation, Line]]:
    """The steps of `Along Δx = …, n = 1, 2, 3, …`, and what is said of them."""
    for place, part in enumerate(line):
        if (
            isinstance(part, Relation)
            and part.first == Symbol("Δx")
            and place
            and line[place - 1] == "Along "
        ):
            yield part, line[place + 1 :]


def _follow(line: Line, told: tuple[Relation, Line], values: Values, result: Sampled) -> None:
    """Hold what is said of a sequence at some of its steps."""
    chain, (said, limit, *rest) = told[0], told[1]
    if not isinstance(said, str) or isinstance(limit, str):
        return
    at_each = "at each" in plain((*rest,))
    before = None
    for turn in TURNS if at_each else (10**3, 10**7):
        values.turn = turn
        try:
            size = values.of(chain.links[-1][1])
            values.step = Rounded(size, abs(size) * values.engine.unit * 10)
            value = _subject(values, said)
            wanted = values.of(limit)
        except (Unread, Doubt, Nowhere):
            continue
        result.checked += 1
        gap = abs(value - wanted)
        if at_each and gap > values.mp.mpf(10) ** -60:
            result.faults.append(f"{plain(line)}  [n = {turn}: {values.mp.nstr(value, 12)}]")
        if before is not None and gap > before and gap > values.mp.mpf(10) ** -60:
            result.faults.append(f"{plain(line)}  [no nearer at n = {turn}]")
        before = None if at_each else gap


def _subject(values: Values, said: str) -> Any:
    return values.of(Words("quotient") if "the quotient" in said else Applied("f", Moved(Sum(()))))
